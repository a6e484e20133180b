//! No push goes to an address of this machine or of a private network, whatever a phone registered.
//!
//! Anybody who is in a circle may register an address, and the server would post to it: into its own network, if
//! nothing stood before it (server-side request forgery). Three things do. The address must be https, at the usual
//! port, of a name and not of a number. The name is resolved here, and only public addresses are handed to the
//! connection, so that a name cannot be one thing when it is looked at and another when it is used. And no redirect is
//! followed, no answer read.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

/// Whether an address may be a push service's, as far as can be told without resolving its name.
pub fn may_be_public(url: &Url) -> bool {
    let named = match url.host() {
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            let own = ["localhost", "local", "internal", "arpa", "home", "lan"];
            name.contains('.') && !own.contains(&name.rsplit('.').next().unwrap_or_default())
        }
        _ => false,
    };
    named
        && url.scheme() == "https"
        && url.port().is_none()
        && url.username().is_empty()
        && url.password().is_none()
}

/// Whether an address is one of the public internet (IANA's special-purpose registries).
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(v4: Ipv4Addr) -> bool {
    let [a, b, c, _] = v4.octets();
    let special = match (a, b, c) {
        // This network, shared by carriers, protocol assignments, benchmarks; multicast and what is reserved.
        (0 | 224.., _, _) | (100, 64..=127, _) | (192, 0, 0) | (192, 88, 99) | (198, 18..=19, _) => true,
        _ => v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_documentation(),
    };
    !special
}

fn is_public_v6(v6: Ipv6Addr) -> bool {
    if let Some(v4) = v6.to_ipv4() {
        return is_public_v4(v4);
    }
    match v6.segments() {
        // NAT64 and 6to4 carry an address of version 4 inside.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => is_public_v4(joined(high, low)),
        [0x2002, high, low, ..] => is_public_v4(joined(high, low)),
        // Teredo and its neighbours, documentation.
        [0x2001, 0..0x200, ..] | [0x2001, 0x0db8, ..] | [0x3fff, 0..0x1000, ..] => false,
        // 2000::/3 is all that was handed out.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

fn joined(high: u16, low: u16) -> Ipv4Addr {
    Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low))
}

/// Resolves names to public addresses alone.
#[derive(Clone, Copy, Debug)]
pub struct Public;

impl Resolve for Public {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|address| is_public(address.ip())).collect();
            if public.is_empty() {
                return Err("no public address".into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_over_https_may_be_push_services() {
        let may = |text: &str| may_be_public(&Url::parse(text).unwrap());
        for good in
            ["https://fcm.googleapis.com/fcm/send/abc", "https://web.push.apple.com/QA", "https://a.b:443/"]
        {
            assert!(may(good), "{good}");
        }
        for bad in [
            "http://fcm.googleapis.com/",
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://[::1]/",
            "https://[fe80::1]/",
            "https://8.8.8.8/",
            "https://localhost/",
            "https://localhost./",
            "https://printer/",
            "https://db.internal/",
            "https://nas.local./",
            "https://fcm.googleapis.com:8443/",
            "https://a:b@fcm.googleapis.com/",
            "ftp://fcm.googleapis.com/",
        ] {
            assert!(!may(bad), "{bad}");
        }
    }

    #[test]
    fn private_and_special_addresses_are_not_public() {
        let public = |text: &str| is_public(text.parse().unwrap());
        for good in ["8.8.8.8", "142.250.1.1", "172.32.0.1", "2404:6800:4004::1", "64:ff9b::8.8.8.8"] {
            assert!(public(good), "{good}");
        }
        for bad in [
            "0.0.0.0",
            "10.0.0.1",
            "100.64.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "192.168.1.1",
            "192.0.2.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "fc00::1",
            "fe80::1",
            "ff02::1",
            "64:ff9b::10.0.0.1",
            "2002:a00:1::1",
            "2001:db8::1",
            "2001::1",
        ] {
            assert!(!public(bad), "{bad}");
        }
    }

    #[tokio::test]
    async fn a_name_of_this_machine_resolves_to_nothing() {
        let name = "localhost".parse().unwrap();
        assert!(Public.resolve(name).await.is_err());
        // The control: there is an address, it is only not handed out.
        assert!(tokio::net::lookup_host(("localhost", 0)).await.unwrap().next().is_some());
    }
}
