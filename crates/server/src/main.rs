//! `tanomo-server`: serves the app that was built into it, or the one in a folder, and keeps circles.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;
use tanomo_server::hosting::{self, Options};
use tanomo_server::site::Site;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tracing_subscriber::EnvFilter;

#[derive(Parser)]
#[command(version, about = "Serves the Tanomo app and keeps its circles' sealed records")]
struct Arguments {
    /// The port; 0 takes a free one and prints it
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The address to listen on; 0.0.0.0 for everybody, behind a proxy that speaks https
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// Serve the site in this folder instead of the one inside
    #[arg(long)]
    dist: Option<PathBuf>,
    /// Reload the page when the server is started anew (for development)
    #[arg(long)]
    live: bool,
    #[command(flatten)]
    hosting: Options,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let site = match &arguments.dist {
        Some(folder) => Site::from_folder(folder)?,
        None => Site::embedded()?,
    };
    log();
    #[cfg(unix)]
    take_all_open_files();
    let (stop, stopping) = watch::channel(false);
    let app = match arguments.hosting.open().await? {
        Some(kept) => Some(hosting::start(&arguments.hosting, kept, stopping).await?),
        None => None,
    };
    let address = SocketAddr::new(arguments.host, arguments.port);
    let listener =
        TcpListener::bind(address).await.with_context(|| format!("could not listen on {address}"))?;
    let asked = asked_to_stop()?;
    println!("listening on http://{}", listener.local_addr()?);
    let routes = tanomo_server::routes(site, arguments.live, app);
    if arguments.live {
        // At once: a page that waits for the next server holds its connection open for ever.
        tokio::select! {
            () = tanomo_server::serve(listener, routes, std::future::pending()) => {}
            () = asked => {}
        }
    } else {
        let politely = async move {
            asked.await;
            // Who waits for a change is answered; what is being written is finished.
            let _ = stop.send(true);
        };
        tanomo_server::serve(listener, routes, politely).await;
    }
    Ok(())
}

/// One line of JSON an event to standard error; `RUST_LOG=tanomo_server=debug` for one a request.
fn log() {
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,tanomo_server=info"));
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
}

/// Every phone that waits is an open file, and shells hand out 1,024: takes as many as the system lets anybody have.
#[cfg(unix)]
fn take_all_open_files() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let most = getrlimit(Resource::Nofile).maximum;
    if let Err(why) = setrlimit(Resource::Nofile, Rlimit { current: most, maximum: most }) {
        tracing::warn!(%why, "as few files as before may be open");
    }
}

/// Done when a person presses Ctrl-C or the system ends the process politely. It listens for that from the call on: who
/// hears that the server listens may end it at once.
#[cfg(unix)]
fn asked_to_stop() -> Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Done when a person presses Ctrl-C.
#[cfg(not(unix))]
fn asked_to_stop() -> Result<impl Future<Output = ()>> {
    Ok(async { drop(tokio::signal::ctrl_c().await) })
}
