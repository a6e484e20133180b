//! The server that keeps a circle's records, where it is another than the one the app came from.
//!
//! A circle of a town may keep its records at the town's own server and take the app from somebody who serves it to
//! many. The phone that connects the circle says which server it is; whoever joins learns it from the invitation's
//! link, after the secret: `#1.…@https://records.example.org`.

/// The longest address.
const LONGEST: usize = 200;

/// The address of a server as it was typed, as an origin: https, or this machine over http. A bare name means https.
pub(super) fn typed(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('/');
    let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    read(&whole)
}

/// An origin as it is kept and passed on.
fn read(text: &str) -> Option<String> {
    let (scheme, rest) = text.split_once("://")?;
    let (host, port) = match rest.split_once(':') {
        Some((host, port)) => (host, Some(port.parse::<u16>().ok()?)),
        None => (rest, None),
    };
    let host = host.to_ascii_lowercase();
    let own = matches!(host.as_str(), "localhost" | "127.0.0.1");
    let scheme = match scheme.to_ascii_lowercase().as_str() {
        "https" => "https",
        "http" if own => "http",
        _ => return None,
    };
    let letters = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
    let named = own || (host.contains('.') && !host.starts_with(['.', '-']) && !host.contains(".."));
    if !letters || !named || text.len() > LONGEST {
        return None;
    }
    let port = port.map_or(String::new(), |port| format!(":{port}"));
    Some(format!("{scheme}://{host}{port}"))
}

/// What a link's fragment is, and the server it names. One that names none, or a wrong one, leads to the app's own.
pub(super) fn in_fragment(fragment: &str) -> (&str, Option<String>) {
    match fragment.split_once('@') {
        Some((fragment, server)) => (fragment, read(server)),
        None => (fragment, None),
    }
}

/// The end of a link's fragment that names a server.
pub(super) fn as_suffix(server: Option<&str>) -> String {
    server.map_or(String::new(), |server| format!("@{server}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_an_origin_over_https_or_this_machine() {
        for (text, origin) in [
            ("records.example.org", "https://records.example.org"),
            (" https://Records.Example.org/ ", "https://records.example.org"),
            ("https://records.example.org:8443", "https://records.example.org:8443"),
            ("http://localhost:8080", "http://localhost:8080"),
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
        ] {
            assert_eq!(typed(text).as_deref(), Some(origin), "{text}");
        }
        for text in [
            "",
            "records",
            "http://records.example.org",
            "https://records.example.org/path",
            "https://a:b@records.example.org",
            "https://records.example.org?x",
            "https://記録.example.org",
            "javascript:alert(1)",
            "https://.example.org",
            "https://records.example.org:99999",
        ] {
            assert_eq!(typed(text), None, "{text}");
        }
    }

    #[test]
    fn a_link_names_the_server_after_its_secret() {
        let server = "https://records.example.org";
        let fragment = format!("1.secret{}", as_suffix(Some(server)));
        assert_eq!(in_fragment(&fragment), ("1.secret", Some(server.to_owned())));
        assert_eq!(in_fragment(&format!("1.secret{}", as_suffix(None))), ("1.secret", None));
        assert_eq!(in_fragment("1.secret@http://records.example.org"), ("1.secret", None));
    }
}
