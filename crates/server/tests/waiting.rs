//! What a phone that waits costs the server's process: thousands do, all day.

#![allow(clippy::unwrap_used, clippy::panic, reason = "functions that tests call are tests too")]

mod common;

use std::io::Write as _;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use common::process::Node;
use common::squad::Squad;
use tanomo_wire::path;

/// Fewer than a shell's 1,024 open files.
const PHONES: u64 = 600;

/// The most a phone that waits may take with its open line, in bytes: two buffers of hyper's, its task, and the room of
/// its request. Measured: 20 KiB.
const MOST: u64 = 23 * 1024;

/// The process's resident bytes.
fn resident(node: &Node) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", node.child.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().strip_suffix(" kB").unwrap().parse::<u64>().unwrap() * 1024
}

/// By how much the process has grown since; smaller than it was, it measures something else.
fn grown(node: &Node, before: u64) -> u64 {
    let now = resident(node);
    now.checked_sub(before).unwrap_or_else(|| panic!("it takes less than it did: {before} bytes, then {now}"))
}

/// How many requests wait, as the server counts them.
fn waiting(node: &Node) -> u64 {
    let metrics = node.ask("GET", path::METRICS, &[], None).body;
    let text = String::from_utf8(metrics).unwrap();
    let count = text.lines().find_map(|line| line.strip_prefix("tanomo_waiting_requests "));
    count.unwrap().parse().unwrap()
}

#[test]
fn a_phone_that_waits_takes_no_more_room_than_it_did() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::start(folder.path(), &["--device-limit", "1000000", "--address-limit", "1000000"]);
    let squad = Squad::new();
    node.settle(&squad);
    let address = node.address.strip_prefix("http://").unwrap();
    let (changes, token) = (path::of(path::CHANGES, &squad.circle), squad.helper.token.to_header());
    // As long as a browser makes it.
    let poll = format!(
        "GET {changes}?v=1&wait=25 HTTP/1.1\r\nhost: {address}\r\nauthorization: {token}\r\nuser-agent: {}\r\n\r\n",
        "a".repeat(300)
    );
    let open = |count: u64| (0..count).map(|_| TcpStream::connect(address).unwrap()).collect::<Vec<_>>();
    // Whatever is made once, is made.
    let mut first = open(50);
    first.iter_mut().for_each(|line| line.write_all(poll.as_bytes()).unwrap());
    until(&node, 50);

    let before = resident(&node);
    let mut lines = open(PHONES);
    // The last one was taken from the listener when this answers.
    waiting(&node);
    let idle = grown(&node, before) / PHONES;
    lines.iter_mut().for_each(|line| line.write_all(poll.as_bytes()).unwrap());
    until(&node, 50 + PHONES);
    let each = grown(&node, before) / PHONES;
    println!("an open line: {idle} bytes; one that waits: {each}");
    assert!(each <= MOST, "{each} bytes a phone that waits, {idle} of them for its line");
    // The control: what a request takes is seen.
    assert!(each >= idle + 6 * 1024, "{each} bytes a phone that waits, {idle} an open line");
}

fn until(node: &Node, count: u64) {
    let start = Instant::now();
    while waiting(node) < count {
        assert!(start.elapsed() < Duration::from_secs(20), "{} of {count} wait", waiting(node));
        std::thread::sleep(Duration::from_millis(20));
    }
}
