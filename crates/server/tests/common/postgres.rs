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

/// A PostgreSQL that runs, or is stopped for a while.
pub struct Cluster {
    bin: PathBuf,
    folder: PathBuf,
    port: u16,
    settings: &'static [&'static str],
    postgres: Child,
    // Its input closes with this process, and then it ends the cluster.
    _guard: Child,
}

/// The address of a new, empty database. What is killed in the tests that share its cluster is the server of ours,
/// never PostgreSQL: it need not wait for the disk.
pub async fn new_database() -> String {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let cluster = CLUSTER.get_or_init(|| Cluster::start(&["fsync=off"]));
    let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let mut connection = PgConnection::connect(&cluster.address("postgres")).await.unwrap();
    sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    cluster.address(&name)
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

impl Cluster {
    /// A new one with these settings beside the ordinary ones.
    pub fn start(settings: &'static [&'static str]) -> Self {
        let bin = programs();
        let folder = tempfile::tempdir().unwrap().keep();
        if number(&["-u"]) == Some(0) {
            assert!(Command::new("chown").arg("postgres").arg(&folder).status().unwrap().success());
        }
        let made = as_user(&bin.join("initdb"))
            .args(["--auth=trust", "--username=tanomo", "--no-sync", "--encoding=UTF8", "--locale=C", "-D"])
            .arg(folder.join("data"))
            .current_dir(&folder)
            .status()
            .unwrap();
        assert!(made.success(), "initdb");
        let port = own_port();
        let postgres = run(&bin, &folder, port, settings);
        let script = "cat >/dev/null; read -r pid <\"$1/data/postmaster.pid\" && kill -QUIT \"$pid\"; \
            while kill -0 \"$pid\" 2>/dev/null; do sleep 0.05; done; rm -rf \"$1\"";
        let guard = Command::new("sh")
            .args(["-c", script, "sh"])
            .arg(&folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .unwrap();
        let mut cluster = Self { bin, folder, port, settings, postgres, _guard: guard };
        cluster.until_ready();
        cluster
    }

    /// The address of a database in it.
    pub fn address(&self, database: &str) -> String {
        format!("postgres://tanomo@127.0.0.1:{}/{database}", self.port)
    }

    /// Ends it as a crash does: no transaction is finished, nothing that memory alone has is written.
    pub fn crash(&mut self) {
        let mut stop = as_user(&self.bin.join("pg_ctl"));
        stop.args(["stop", "-m", "immediate", "-D"]).arg(self.folder.join("data")).current_dir(&self.folder);
        assert!(stop.status().unwrap().success(), "pg_ctl stop");
        self.postgres.wait().unwrap();
    }

    /// Starts it again where it was.
    pub fn start_again(&mut self) {
        self.postgres = run(&self.bin, &self.folder, self.port, self.settings);
        self.until_ready();
    }

    fn until_ready(&mut self) {
        let deadline = Instant::now() + Duration::from_secs(30);
        let socket = self.folder.join(format!(".s.PGSQL.{}", self.port));
        while !(socket.exists() && ready(&self.bin, &self.folder, self.port)) {
            assert!(self.postgres.try_wait().unwrap().is_none(), "PostgreSQL ended");
            assert!(Instant::now() < deadline, "PostgreSQL does not answer");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

fn run(bin: &Path, folder: &Path, port: u16, settings: &[&str]) -> Child {
    let mut command = as_user(&bin.join("postgres"));
    command.arg("-D").arg(folder.join("data")).arg("-k").arg(folder).args(["-p", &port.to_string()]);
    for setting in
        ["listen_addresses=127.0.0.1", "max_connections=200", "shared_buffers=32MB"].iter().chain(settings)
    {
        command.args(["-c", setting]);
    }
    command.current_dir(folder).spawn().unwrap()
}

fn ready(bin: &Path, folder: &Path, port: u16) -> bool {
    let mut asked = Command::new(bin.join("pg_isready"));
    asked.arg("-q").arg("-h").arg(folder).args(["-p", &port.to_string()]);
    asked.status().is_ok_and(|status| status.success())
}
