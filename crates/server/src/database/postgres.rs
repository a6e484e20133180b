//! PostgreSQL, and what speaks its protocol: for several nodes, which hold no state, over one database.
//!
//! Only SQL that CockroachDB runs too. NOTIFY hastens what a node would find out within a second by itself; it
//! stands outside every transaction, because inside it would make all commits wait for each other.

use std::time::Duration;

use async_trait::async_trait;
use sqlx::postgres::{PgListener, PgPool, PgPoolOptions};
use sqlx::{AssertSqlSafe, Postgres};

use super::sql::names::*;
use super::sql::transaction;
use super::{Database, DatabaseError, Mode, Notifications, Notifier, schema};

/// The channel of notifications; each carries a circle's name.
const CHANNEL: &str = "tanomo_circles";

/// The most connections of one node.
const CONNECTIONS: u32 = 8;

/// How long a request waits for a connection. A database that only starts again is back by then; of one that stays away
/// phones, and who watches over `/readyz`, are told soon.
const CONNECTED_WITHIN: Duration = Duration::from_secs(5);

/// How often that is waited for when the node starts, maybe together with its database.
const AT_START: u32 = 4;

/// A database on a server.
#[derive(Clone, Debug)]
pub struct PostgresDatabase {
    pool: PgPool,
    late: bool,
}

impl PostgresDatabase {
    /// Connects to `postgres://user:password@host/name` and brings the tables up to date.
    ///
    /// # Errors
    /// [`DatabaseError`] where it does not answer or is from a newer program.
    pub async fn connect(address: &str) -> Result<Self, DatabaseError> {
        let options = PgPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(CONNECTED_WITHIN);
        let mut waited = 1;
        let pool = loop {
            match options.clone().connect(address).await {
                Err(sqlx::Error::PoolTimedOut) if waited < AT_START => waited += 1,
                done => break done.map_err(failed)?,
            }
        };
        let database = Self { pool, late: false };
        // Two nodes that start at once get in each other's way; the second finds everything there.
        let mut tries = 0;
        loop {
            match database.migrate().await {
                Ok(()) => return Ok(database),
                Err(why) if tries == 10 => return Err(why),
                Err(_) => {
                    tries += 1;
                    tokio::time::sleep(Duration::from_millis(100 * tries)).await;
                }
            }
        }
    }

    /// A control for the tests of durability, broken on purpose: it says that a transaction is done and commits
    /// it a moment later.
    #[must_use]
    pub fn answering_before_commits(self) -> Self {
        Self { late: true, ..self }
    }

    async fn migrate(&self) -> Result<(), DatabaseError> {
        sqlx::query(schema::VERSION).execute(&self.pool).await.map_err(failed)?;
        let first = "INSERT INTO schema_version (one, steps) VALUES (1, 0) ON CONFLICT (one) DO NOTHING";
        sqlx::query(first).execute(&self.pool).await.map_err(failed)?;
        let mut tx = self.pool.begin().await.map_err(failed)?;
        // The row's lock lets one node at a time through.
        let (done,): (i64,) = sqlx::query_as("SELECT steps FROM schema_version WHERE one = 1 FOR UPDATE")
            .fetch_one(&mut *tx)
            .await
            .map_err(failed)?;
        let done = usize::try_from(done).unwrap_or_default();
        if done > schema::STEPS.len() {
            return Err(DatabaseError::Broken("the tables are from a newer program".to_owned()));
        }
        for statement in schema::STEPS.iter().skip(done).copied().flatten().copied() {
            sqlx::query(statement).execute(&mut *tx).await.map_err(failed)?;
        }
        sqlx::query("UPDATE schema_version SET steps = $1 WHERE one = 1")
            .bind(signed(schema::STEPS.len() as u64))
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
        tx.commit().await.map_err(failed)
    }

    /// Closes all connections once their transactions have ended.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

#[async_trait]
impl Notifier for PostgresDatabase {
    async fn notify(&self, circle: &CircleId) -> Rows<()> {
        let query = sqlx::query("SELECT pg_notify($1, $2)").bind(CHANNEL).bind(circle.to_string());
        query.execute(&self.pool).await.map(drop).map_err(failed)
    }

    async fn listen(&self) -> Rows<Box<dyn Notifications>> {
        let mut listener = PgListener::connect_with(&self.pool).await.map_err(failed)?;
        listener.listen(CHANNEL).await.map_err(failed)?;
        Ok(Box::new(Told(listener)))
    }
}

struct Told(PgListener);

#[async_trait]
impl Notifications for Told {
    async fn next(&mut self) -> Rows<Option<CircleId>> {
        let told = self.0.recv().await.map_err(failed)?;
        Ok(told.payload().parse().ok())
    }
}

struct PostgresTransaction {
    tx: sqlx::Transaction<'static, Postgres>,
    late: bool,
}

impl PostgresTransaction {
    async fn end(self) -> Rows<()> {
        if self.late {
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(50)).await;
                let _ = self.tx.commit().await;
            });
            return Ok(());
        }
        self.tx.commit().await.map_err(failed)
    }
}

#[async_trait]
impl Database for PostgresDatabase {
    async fn begin(&self, mode: Mode) -> Rows<Box<dyn Transaction>> {
        let tx = match mode {
            // One snapshot for all statements.
            Mode::Read => self.pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await,
            // After the circle's lock each statement sees what was committed before it.
            Mode::Write => self.pool.begin_with("BEGIN ISOLATION LEVEL READ COMMITTED").await,
        };
        Ok(Box::new(PostgresTransaction { tx: tx.map_err(failed)?, late: self.late }))
    }

    async fn ping(&self) -> Rows<()> {
        sqlx::query("SELECT 1").execute(&self.pool).await.map(drop).map_err(failed)
    }

    async fn progress(&self, circles: &[CircleId]) -> Rows<Vec<(CircleId, u64)>> {
        let statement = AssertSqlSafe(super::sql::progress_of(circles.len()));
        let query = circles
            .iter()
            .fold(sqlx::query_as(statement), |query, circle| query.bind(circle.bytes().as_slice()));
        let rows: Vec<(Vec<u8>, i64)> = query.fetch_all(&self.pool).await.map_err(failed)?;
        rows.iter().map(|(circle, seq)| Ok((circle.as_slice().try_into()?, unsigned(*seq)))).collect()
    }

    async fn due_circles(&self, now: u64, limit: usize) -> Rows<Vec<CircleId>> {
        let query = sqlx::query_as(super::sql::DUE_CIRCLES).bind(signed(now)).bind(signed(limit as u64));
        let rows: Vec<(Vec<u8>,)> = query.fetch_all(&self.pool).await.map_err(failed)?;
        rows.iter().map(|(circle,)| Ok(circle.as_slice().try_into()?)).collect()
    }

    async fn keep_once(&self, name: &str, value: &[u8]) -> Rows<Vec<u8>> {
        sqlx::query(super::sql::KEEP).bind(name).bind(value).execute(&self.pool).await.map_err(failed)?;
        let kept = sqlx::query_as(super::sql::KEPT).bind(name).fetch_one(&self.pool).await;
        kept.map(|(value,): (Vec<u8>,)| value).map_err(failed)
    }
}

transaction!(PostgresTransaction);
