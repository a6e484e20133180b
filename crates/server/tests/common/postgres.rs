//! A PostgreSQL of the tests' own: Debian's package, in a temporary folder, on a port of its own, gone with the
//! test's process however that ends.

use std::net::TcpListener;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

struct Cluster {
    port: u16,
    _postgres: Child,
    // Its input closes with this process, and then it ends the cluster.
    _guard: Child,
}

/// The address of a new, empty database.
pub async fn new_database() -> String {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let port = CLUSTER.get_or_init(start).port;
    let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let address = |database: &str| format!("postgres://tanomo@127.0.0.1:{port}/{database}");
    let mut connection = PgConnection::connect(&address("postgres")).await.unwrap();
    sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    address(&name)
}

/// A port below those the system hands out by itself, free a moment ago.
pub fn own_port() -> u16 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let start = std::process::id().wrapping_mul(131);
    loop {
        let turn = start.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed));
        let port = u16::try_from(20_000 + turn % 12_000).unwrap();
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

fn programs() -> PathBuf {
    let versions =
        std::fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL: cargo xtask test installs it");
    let mut found: Vec<_> = versions.map(|entry| entry.unwrap().path().join("bin")).collect();
    found.retain(|bin| bin.join("initdb").exists());
    found.sort();
    found.pop().expect("PostgreSQL: cargo xtask test installs it")
}

fn number(args: &[&str]) -> Option<u32> {
    let said = Command::new("id").args(args).output().ok()?;
    String::from_utf8_lossy(&said.stdout).trim().parse().ok()
}

/// PostgreSQL refuses to run as root: then it runs as the package's user.
fn as_user(program: &Path) -> Command {
    let mut command = Command::new(program);
    if number(&["-u"]) == Some(0) {
        command.uid(number(&["-u", "postgres"]).unwrap()).gid(number(&["-g", "postgres"]).unwrap());
    }
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn start() -> Cluster {
    let bin = programs();
    let folder = tempfile::tempdir().unwrap().keep();
    if number(&["-u"]) == Some(0) {
        assert!(Command::new("chown").arg("postgres").arg(&folder).status().unwrap().success());
    }
    let data = folder.join("data");
    let made = as_user(&bin.join("initdb"))
        .args(["--auth=trust", "--username=tanomo", "--no-sync", "--encoding=UTF8", "--locale=C", "-D"])
        .arg(&data)
        .current_dir(&folder)
        .status()
        .unwrap();
    assert!(made.success(), "initdb");
    let port = own_port();
    // What is killed in these tests is the server of ours, never the database: it need not wait for the disk.
    let settings = ["fsync=off", "listen_addresses=127.0.0.1", "max_connections=200", "shared_buffers=32MB"];
    let mut command = as_user(&bin.join("postgres"));
    command.arg("-D").arg(&data).arg("-k").arg(&folder).args(["-p", &port.to_string()]).current_dir(&folder);
    for setting in settings {
        command.args(["-c", setting]);
    }
    let mut child = command.spawn().unwrap();
    let script = "cat >/dev/null; kill -QUIT \"$1\"; while kill -0 \"$1\" 2>/dev/null; do sleep 0.05; done; rm -rf \"$2\"";
    let guard = Command::new("sh")
        .args(["-c", script, "sh", &child.id().to_string()])
        .arg(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .unwrap();
    let deadline = Instant::now() + Duration::from_secs(30);
    let socket = folder.join(format!(".s.PGSQL.{port}"));
    while !(socket.exists() && ready(&bin, &folder, port)) {
        assert!(child.try_wait().unwrap().is_none(), "PostgreSQL ended");
        assert!(Instant::now() < deadline, "PostgreSQL does not answer");
        std::thread::sleep(Duration::from_millis(20));
    }
    Cluster { port, _postgres: child, _guard: guard }
}

fn ready(bin: &Path, folder: &Path, port: u16) -> bool {
    let mut asked = Command::new(bin.join("pg_isready"));
    asked.arg("-q").arg("-h").arg(folder).args(["-p", &port.to_string()]);
    asked.status().is_ok_and(|status| status.success())
}
