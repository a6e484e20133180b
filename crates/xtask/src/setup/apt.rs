//! Debian's packages: asked for only when dpkg does not know them yet.

use std::ffi::OsStr;
use std::process::{Command, Stdio};
use std::sync::Once;

use anyhow::{Result, bail};

use crate::run::{command, output, run, say};

/// Whether this machine has apt at all.
pub fn here() -> bool {
    command("apt-get", ["--version"]).stdout(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Which of the packages dpkg does not have.
pub fn missing<'a>(packages: &[&'a str]) -> Vec<&'a str> {
    packages.iter().copied().filter(|package| !installed(package)).collect()
}

/// Installs what is missing, as root or by sudo; nothing when all is there.
pub fn install(packages: &[&str]) -> Result<()> {
    let missing = missing(packages);
    if missing.is_empty() {
        return Ok(());
    }
    if !here() {
        bail!("this machine has no apt: please install what Debian calls {}", missing.join(", "));
    }
    static UPDATED: Once = Once::new();
    UPDATED.call_once(|| {
        say("apt-get update");
        if let Err(error) = run(&mut as_root("apt-get", ["-qq", "update"])) {
            say(format!("WARNING: {error}; going on with the lists that are there"));
        }
    });
    say(format!("installing {} by apt", missing.join(", ")));
    let mut apt = as_root("apt-get", ["-qq", "install", "--yes", "--no-install-recommends"]);
    run(apt.args(&missing).stdout(Stdio::null()))
}

/// A command as root: as it is for root, else by sudo.
pub fn as_root<S: AsRef<OsStr>>(program: &str, args: impl IntoIterator<Item = S>) -> Command {
    let root = output(&mut command("id", ["-u"])).is_ok_and(|id| id == "0");
    let mut command = if root {
        Command::new(program)
    } else {
        let mut sudo = Command::new("sudo");
        sudo.args(["DEBIAN_FRONTEND=noninteractive", program]);
        sudo
    };
    command.args(args).env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn installed(package: &str) -> bool {
    output(&mut command("dpkg-query", ["-W", "-f=${Status}", package]))
        .is_ok_and(|status| status.contains("ok installed"))
}
