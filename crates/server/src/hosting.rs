//! What an operator chooses, and the running server made of it.

use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::Args;
use object_store::ObjectStore;
use object_store::local::LocalFileSystem;
use object_store::prefix::PrefixStore;
use tanomo_wire::names::Token as _;
use tokio::sync::watch;

use crate::core::{Core, OperatorCode, Policy};
#[cfg(feature = "postgres")]
use crate::database::postgres::PostgresDatabase;
use crate::database::sqlite::SqliteDatabase;
use crate::database::{Database, Notifier};
use crate::http::App;
use crate::http::limits::{Limits, PerMinute};
use crate::http::metrics::Metrics;
use crate::news::News;
use crate::push::{OwnKey, Pushes};

/// How often is looked for what time takes away.
const SWEEP_EVERY: Duration = Duration::from_secs(60);

/// Where circles are kept, and for whom. Without a folder and a database the server serves the app alone.
#[derive(Clone, Args)]
pub struct Options {
    /// Keep circles in this folder: SQLite's file and photos
    #[arg(long, env = "TANOMO_DATA")]
    pub data: Option<PathBuf>,
    /// Keep circles in this PostgreSQL instead, as postgres://user:password@host/name; any number of servers may
    #[arg(long, env = "TANOMO_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
    /// Keep photos here instead of the folder, as s3://bucket/prefix, with the keys in AWS_ACCESS_KEY_ID and so on
    #[arg(long, env = "TANOMO_PHOTOS", hide_env_values = true)]
    pub photos: Option<String>,
    /// Only who shows this code may make a circle; best given as TANOMO_OPERATOR_CODE
    #[arg(long, env = "TANOMO_OPERATOR_CODE", hide_env_values = true)]
    pub operator_code: Option<String>,
    /// The most MiB of one circle's records and photos
    #[arg(long, default_value_t = 2_048)]
    pub room: u64,
    /// The most requests of one device in a minute
    #[arg(long, default_value = "600")]
    pub device_limit: NonZeroU32,
    /// The most requests of one address in a minute
    #[arg(long, default_value = "6000")]
    pub address_limit: NonZeroU32,
    /// Read addresses from X-Forwarded-For, as a proxy in front writes it
    #[arg(long)]
    pub behind_proxy: bool,
    /// Do not use the database's notifications; other servers find out within a second by themselves
    #[arg(long)]
    pub no_notify: bool,
    /// Who answers for the pushes that wake phones, as mailto:somebody@example.org or an https address; without it
    /// Apple's service takes none
    #[arg(long, env = "TANOMO_CONTACT")]
    pub contact: Option<String>,
    /// Send pushes also to plain http and to this machine (for tests)
    #[arg(long, hide = true)]
    pub push_anywhere: bool,
}

/// An opened database, with what only one of them can do.
#[derive(Clone, Debug)]
pub enum Kept {
    /// A file.
    Sqlite(SqliteDatabase),
    /// A server.
    #[cfg(feature = "postgres")]
    Postgres(PostgresDatabase),
}

impl Options {
    /// Opens what they name; `None` where they name nothing.
    ///
    /// # Errors
    /// Where the folder or the database cannot be opened.
    pub async fn open(&self) -> Result<Option<Kept>> {
        if let Some(address) = &self.database {
            if !address.starts_with("postgres://") && !address.starts_with("postgresql://") {
                bail!("--database takes an address that begins with postgres://");
            }
            #[cfg(feature = "postgres")]
            {
                let database = PostgresDatabase::connect(address).await;
                return Ok(Some(Kept::Postgres(database.context("could not open the database")?)));
            }
            #[cfg(not(feature = "postgres"))]
            bail!("this server was built without PostgreSQL (the feature `postgres`)");
        }
        let Some(folder) = &self.data else { return Ok(None) };
        std::fs::create_dir_all(folder).with_context(|| format!("could not make {}", folder.display()))?;
        let database = SqliteDatabase::open(&folder.join("tanomo.db")).await;
        Ok(Some(Kept::Sqlite(database.context("could not open the file of the database")?)))
    }

    fn photo_store(&self) -> Result<Arc<dyn ObjectStore>> {
        if let Some(address) = &self.photos {
            let address =
                url::Url::parse(address).context("--photos takes an address as s3://bucket/prefix")?;
            let (store, prefix) = object_store::parse_url_opts(&address, std::env::vars())
                .context("--photos names no store that is known")?;
            return Ok(Arc::new(PrefixStore::new(store, prefix)));
        }
        let folder = self.data.as_deref().context("photos need --data or --photos")?.join("photos");
        Ok(Arc::new(local(&folder)?))
    }
}

fn local(folder: &Path) -> Result<LocalFileSystem> {
    std::fs::create_dir_all(folder).with_context(|| format!("could not make {}", folder.display()))?;
    Ok(LocalFileSystem::new_with_prefix(folder)?)
}

/// Puts the server together and starts what runs beside the requests.
///
/// # Errors
/// Where photos cannot be kept, or no key for pushes.
pub async fn start(options: &Options, kept: Kept, stopping: watch::Receiver<bool>) -> Result<Arc<App>> {
    let photos = options.photo_store()?;
    let operator = options.operator_code.clone().map(|code| OperatorCode(code).hash());
    let policy = Policy {
        operator,
        room: options.room << 20,
        push_anywhere: options.push_anywhere,
        ..Policy::default()
    };
    let (database, notify): (Arc<dyn Database>, Option<Arc<dyn Notifier>>) = match kept {
        Kept::Sqlite(database) => (Arc::new(database), None),
        #[cfg(feature = "postgres")]
        Kept::Postgres(database) => {
            let database = Arc::new(database);
            let notify = (!options.no_notify).then(|| Arc::clone(&database) as Arc<dyn Notifier>);
            (database, notify)
        }
    };
    let key = OwnKey::kept(&*database, options.contact.clone()).await?;
    let pushes = Arc::new(Pushes::new(key, options.push_anywhere)?);
    let core = Core::new(Arc::clone(&database), photos, policy, Box::new(draw));
    let most = PerMinute { device: options.device_limit, address: options.address_limit };
    let limits = Limits::new(most, options.behind_proxy);
    let news = News::default();
    tokio::spawn(news.clone().ask(Arc::clone(&database)));
    if let Some(notifier) = &notify {
        tokio::spawn(news.clone().listen(database, Arc::clone(notifier)));
    }
    let (metrics, to_browsers) = (Metrics::default(), Arc::clone(&pushes));
    let app = Arc::new(App { core, news, limits, metrics, notify, pushes, stopping });
    tokio::spawn(to_browsers.run(Arc::clone(&app)));
    tokio::spawn(sweep(Arc::clone(&app)));
    Ok(app)
}

async fn sweep(app: Arc<App>) {
    let mut ticks = tokio::time::interval(SWEEP_EVERY);
    loop {
        ticks.tick().await;
        app.limits.tidy();
        if let Err(why) = app.core.sweep(App::now()).await {
            tracing::warn!(%why, "could not take away what is due");
        }
    }
}

/// From the system; where it has none, from the clock: a tag must differ, it need not be a secret.
fn draw() -> [u8; 8] {
    let mut bytes = [0; 8];
    match getrandom::fill(&mut bytes) {
        Ok(()) => bytes,
        Err(_) => App::now().to_be_bytes(),
    }
}
