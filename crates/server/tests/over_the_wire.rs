//! The server as a phone meets it: a real socket, real requests, and what comes back.

#![allow(
    clippy::unwrap_used,
    reason = "clippy's allowance for tests leaves out the functions that tests call"
)]

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;
use ureq::Agent;
use ureq::http::{HeaderMap, Response};

/// SHA-256 of `SCRIPT` starts with these digits, as the build would name it.
const SCRIPT: &str = "console.log('tanomo')\n";
const SCRIPT_NAME: &str = "app-5d3ed6412cca56d6.js";
const PAGE: &str = "<!doctype html><head></head><body>たのも～</body>";

/// A running server over a small site; ended with the test.
struct Server {
    child: Child,
    address: String,
    _dist: TempDir,
}

impl Server {
    fn start(arguments: &[&str]) -> Self {
        let dist = tempfile::tempdir().unwrap();
        lay_site(dist.path());
        let mut child = Command::new(env!("CARGO_BIN_EXE_tanomo-server"))
            .args(["--port", "0", "--dist"])
            .arg(dist.path())
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on ").unwrap().to_owned();
        Self { child, address, _dist: dist }
    }

    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request =
            ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let config = Agent::config_builder().http_status_as_error(false).max_redirects(0).build();
        Answer::read(Agent::from(config).run(request.body(()).unwrap()).unwrap())
    }

    fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask("GET", path, headers)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Answer {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn read(mut response: Response<ureq::Body>) -> Self {
        let mut body = Vec::new();
        response.body_mut().as_reader().read_to_end(&mut body).unwrap();
        Self { status: response.status().as_u16(), headers: response.headers().clone(), body }
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut small, &Default::default()).unwrap();
    small
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn lay_site(dist: &Path) {
    let script = SCRIPT.as_bytes();
    let files: BTreeMap<&str, Vec<u8>> = BTreeMap::from([
        ("index.html", PAGE.into()),
        ("sw.js", "const VERSION = '1';".into()),
        ("manifest.webmanifest", "{}".into()),
        ("app-0123456789abcdef.wasm", b"\0asm".to_vec()),
        ("icons/icon-192.png", b"\x89PNG".to_vec()),
        (SCRIPT_NAME, script.to_vec()),
    ]);
    for (path, bytes) in files {
        let path = dist.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    std::fs::write(dist.join(format!("{SCRIPT_NAME}.br")), brotli(script)).unwrap();
    std::fs::write(dist.join(format!("{SCRIPT_NAME}.gz")), gzip(script)).unwrap();
}

#[test]
fn each_file_comes_with_its_type() {
    let server = Server::start(&[]);
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
        ("/sw.js", "text/javascript; charset=utf-8"),
        ("/manifest.webmanifest", "application/manifest+json"),
        ("/app-0123456789abcdef.wasm", "application/wasm"),
        ("/icons/icon-192.png", "image/png"),
    ] {
        let answer = server.get(path, &[]);
        assert_eq!((answer.status, answer.header("content-type")), (200, kind), "{path}");
    }
}

#[test]
fn the_smallest_form_that_the_phone_takes() {
    let server = Server::start(&[]);
    let path = format!("/{SCRIPT_NAME}");
    let br = server.get(&path, &[("accept-encoding", "gzip, deflate, br, zstd")]);
    assert_eq!((br.header("content-encoding"), &br.body), ("br", &brotli(SCRIPT.as_bytes())));
    let gz = server.get(&path, &[("accept-encoding", "gzip, br;q=0")]);
    assert_eq!((gz.header("content-encoding"), &gz.body), ("gzip", &gzip(SCRIPT.as_bytes())));
    let plain = server.get(&path, &[("accept-encoding", "identity")]);
    assert_eq!((plain.header("content-encoding"), plain.body.as_slice()), ("", SCRIPT.as_bytes()));
    for answer in [br, gz, plain] {
        assert_eq!(answer.header("vary"), "accept-encoding");
        assert_eq!(answer.header("content-type"), "text/javascript; charset=utf-8");
    }
}

#[test]
fn only_a_name_that_is_the_hash_of_its_bytes_is_kept_for_ever() {
    let server = Server::start(&[]);
    let forever = server.get(&format!("/{SCRIPT_NAME}"), &[]);
    assert_eq!(forever.header("cache-control"), "public, max-age=31536000, immutable");
    // The control: it looks hashed, but the digits are not its own.
    for path in ["/app-0123456789abcdef.wasm", "/", "/sw.js", "/manifest.webmanifest"] {
        assert_eq!(server.get(path, &[]).header("cache-control"), "no-cache", "{path}");
    }
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let server = Server::start(&[]);
    let first = server.get("/sw.js", &[]);
    let etag = first.header("etag").to_owned();
    let again = server.get("/sw.js", &[("if-none-match", &etag)]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(again.header("etag"), etag);
    assert_eq!(again.header("cache-control"), "no-cache");
    let other = server.get("/sw.js", &[("if-none-match", "\"0000000000000000\"")]);
    assert_eq!(other.status, 200);
    // Each form has a tag of its own: a cache must not answer brotli for plain.
    let path = format!("/{SCRIPT_NAME}");
    let plain = server.get(&path, &[]).header("etag").to_owned();
    let br = server.get(&path, &[("accept-encoding", "br"), ("if-none-match", &plain)]);
    assert_eq!(br.status, 200);
    assert_ne!(br.header("etag"), plain);
}

#[test]
fn places_in_the_app_get_the_page_and_lost_files_do_not() {
    let server = Server::start(&[]);
    for path in ["/requests", "/requests/01J/visit", "/today?from=icon"] {
        let answer = server.get(path, &[]);
        assert_eq!((answer.status, answer.body.as_slice()), (200, PAGE.as_bytes()), "{path}");
        assert_eq!(answer.header("cache-control"), "no-cache");
    }
    let odd = server.get("/people/a.b", &[("sec-fetch-mode", "navigate")]);
    assert_eq!((odd.status, odd.body.as_slice()), (200, PAGE.as_bytes()));
    for path in ["/app-ffffffffffffffff.js", "/icons/none.png", "/people/a.b"] {
        let answer = server.get(path, &[("sec-fetch-mode", "no-cors")]);
        assert_eq!((answer.status, answer.header("cache-control")), (404, "no-store"), "{path}");
        assert!(!String::from_utf8_lossy(&answer.body).contains("たのも"), "{path}");
    }
}

#[test]
fn nothing_outside_the_site_is_read() {
    let server = Server::start(&[]);
    // By hand: a client would tidy the path before sending it.
    for path in ["/../../../../etc/passwd", "/icons/..%2f..%2f..%2fetc%2fpasswd", "//etc/passwd"] {
        let mut socket = TcpStream::connect(server.address.trim_start_matches("http://")).unwrap();
        write!(socket, "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        socket.read_to_string(&mut answer).unwrap();
        assert!(answer.contains("たのも") || answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
        assert!(!answer.contains("root:"), "{path}");
    }
}

#[test]
fn every_answer_carries_the_security_headers() {
    let server = Server::start(&[]);
    for path in ["/", "/sw.js", "/none.js", "/healthz", "/requests"] {
        let answer = server.get(path, &[]);
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'"), "{path}");
        assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval';"), "{path}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{path}");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(
            answer.header("permissions-policy"),
            "camera=(self), microphone=(self), geolocation=(self)"
        );
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
    }
}

#[test]
fn https_alone_is_pinned() {
    let server = Server::start(&[]);
    let https = server.get("/", &[("x-forwarded-proto", "https")]);
    assert!(https.header("strict-transport-security").starts_with("max-age="));
    assert_eq!(server.get("/", &[]).header("strict-transport-security"), "");
}

#[test]
fn a_share_that_no_worker_took_lands_at_home() {
    let server = Server::start(&[]);
    let answer = server.ask("POST", "/share", &[]);
    assert_eq!((answer.status, answer.header("location")), (303, "/"));
    assert_eq!(server.ask("POST", "/requests", &[]).status, 405);
    assert_eq!(server.ask("DELETE", "/sw.js", &[]).status, 405);
}

#[test]
fn a_head_request_gets_the_headers_alone() {
    let server = Server::start(&[]);
    let answer = server.ask("HEAD", "/sw.js", &[]);
    assert_eq!((answer.status, answer.body.len()), (200, 0));
    assert_eq!(answer.header("content-length"), "20");
}

#[test]
fn live_reload_is_there_only_when_asked_for() {
    let plain = Server::start(&[]);
    assert!(!String::from_utf8_lossy(&plain.get("/", &[]).body).contains("live.js"));
    assert_eq!(plain.get("/live.js", &[]).status, 404);
    let live = Server::start(&["--live"]);
    assert!(String::from_utf8_lossy(&live.get("/", &[]).body).contains("/live.js"));
    assert!(String::from_utf8_lossy(&live.get("/sw.js", &[]).body).contains("unregister"));
    let first = first_event(&live);
    assert_eq!(first, first_event(&live), "one server, one number");
    assert_ne!(first, first_event(&Server::start(&["--live"])), "a new server, a new number");
}

fn first_event(server: &Server) -> String {
    let mut socket = TcpStream::connect(server.address.trim_start_matches("http://")).unwrap();
    write!(socket, "GET /live-events HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
    BufReader::new(socket).lines().map(Result::unwrap).find(|line| line.starts_with("data: ")).unwrap()
}

#[test]
#[cfg(unix)]
fn it_ends_politely_when_asked() {
    let mut server = Server::start(&[]);
    assert_eq!(server.get("/healthz", &[]).body, b"ok\n");
    let asked = Command::new("kill").arg(server.child.id().to_string()).status().unwrap();
    assert!(asked.success());
    assert!(server.child.wait().unwrap().success());
}

#[test]
fn a_folder_without_a_site_is_refused_in_words() {
    let empty = tempfile::tempdir().unwrap();
    let out = Command::new(env!("CARGO_BIN_EXE_tanomo-server"))
        .args(["--port", "0", "--dist"])
        .arg(empty.path())
        .output()
        .unwrap();
    assert!(!out.status.success());
    assert!(String::from_utf8_lossy(&out.stderr).contains("index.html"));
}
