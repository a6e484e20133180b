//! A file on this machine: nothing to start, and nothing to lose between an answer and the disk.
//!
//! WAL with `synchronous=FULL`: a commit is on the disk when it returns (sqlite.org/pragma.html). Writers begin
//! with `BEGIN IMMEDIATE` and stand in line for one connection, so none finds out late that another was first.

use std::path::Path;
use std::time::Duration;

use async_trait::async_trait;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, Sqlite};

use super::sql::names::*;
use super::sql::transaction;
use super::{Database, DatabaseError, Mode, schema};

/// How long a statement waits for another process that writes (a backup, a person with a shell).
const BUSY: Duration = Duration::from_secs(5);

/// The database in a file.
#[derive(Clone, Debug)]
pub struct SqliteDatabase {
    writer: SqlitePool,
    readers: SqlitePool,
    commits: Commits,
}

/// When a transaction says that it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Commits {
    First,
    Later,
}

impl SqliteDatabase {
    /// Opens the file, makes it where there is none, and brings its tables up to date.
    ///
    /// # Errors
    /// [`DatabaseError`] where the file cannot be opened or is from a newer program.
    pub async fn open(file: &Path) -> Result<Self, DatabaseError> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY);
        let pool =
            |most| SqlitePoolOptions::new().max_connections(most).acquire_timeout(Duration::from_secs(20));
        let writer = pool(1).connect_with(options.clone()).await.map_err(failed)?;
        let readers = pool(4).connect_with(options).await.map_err(failed)?;
        let database = Self { writer, readers, commits: Commits::First };
        database.migrate().await?;
        Ok(database)
    }

    /// A control for the tests of durability, broken on purpose: it says that a transaction is done and commits
    /// it a moment later.
    #[must_use]
    pub fn answering_before_commits(self) -> Self {
        Self { commits: Commits::Later, ..self }
    }

    async fn migrate(&self) -> Result<(), DatabaseError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await.map_err(failed)?;
        sqlx::query(schema::VERSION).execute(&mut *tx).await.map_err(failed)?;
        let row: Option<(i64,)> = sqlx::query_as("SELECT steps FROM schema_version")
            .fetch_optional(&mut *tx)
            .await
            .map_err(failed)?;
        let done = usize::try_from(row.map_or(0, |(steps,)| steps)).unwrap_or_default();
        if done > schema::STEPS.len() {
            return Err(DatabaseError::Broken("the tables are from a newer program".to_owned()));
        }
        for statement in schema::STEPS.iter().skip(done).copied().flatten() {
            let statement = AssertSqlSafe(statement.replace("BYTEA", "BLOB"));
            sqlx::query(statement).execute(&mut *tx).await.map_err(failed)?;
        }
        sqlx::query(
            "INSERT INTO schema_version (one, steps) VALUES (1, $1) \
             ON CONFLICT (one) DO UPDATE SET steps = excluded.steps",
        )
        .bind(signed(schema::STEPS.len() as u64))
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
        tx.commit().await.map_err(failed)
    }

    /// Closes the file once all transactions have ended.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

struct SqliteTransaction {
    tx: sqlx::Transaction<'static, Sqlite>,
    commits: Commits,
}

impl SqliteTransaction {
    async fn end(self) -> Rows<()> {
        if self.commits == Commits::Later {
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
impl Database for SqliteDatabase {
    async fn begin(&self, mode: Mode) -> Rows<Box<dyn Transaction>> {
        let tx = match mode {
            Mode::Read => self.readers.begin().await,
            Mode::Write => self.writer.begin_with("BEGIN IMMEDIATE").await,
        };
        Ok(Box::new(SqliteTransaction { tx: tx.map_err(failed)?, commits: self.commits }))
    }

    async fn ping(&self) -> Rows<()> {
        sqlx::query("SELECT 1").execute(&self.readers).await.map(drop).map_err(failed)
    }

    async fn progress(&self, circles: &[CircleId]) -> Rows<Vec<(CircleId, u64)>> {
        let statement = AssertSqlSafe(super::sql::progress_of(circles.len()));
        let query = circles
            .iter()
            .fold(sqlx::query_as(statement), |query, circle| query.bind(circle.bytes().as_slice()));
        let rows: Vec<(Vec<u8>, i64)> = query.fetch_all(&self.readers).await.map_err(failed)?;
        rows.iter().map(|(circle, seq)| Ok((circle.as_slice().try_into()?, unsigned(*seq)))).collect()
    }

    async fn due_circles(&self, now: u64, limit: usize) -> Rows<Vec<CircleId>> {
        let query = sqlx::query_as(super::sql::DUE_CIRCLES).bind(signed(now)).bind(signed(limit as u64));
        let rows: Vec<(Vec<u8>,)> = query.fetch_all(&self.readers).await.map_err(failed)?;
        rows.iter().map(|(circle,)| Ok(circle.as_slice().try_into()?)).collect()
    }

    async fn keep_once(&self, name: &str, value: &[u8]) -> Rows<Vec<u8>> {
        sqlx::query(super::sql::KEEP).bind(name).bind(value).execute(&self.writer).await.map_err(failed)?;
        let kept = sqlx::query_as(super::sql::KEPT).bind(name).fetch_one(&self.writer).await;
        kept.map(|(value,): (Vec<u8>,)| value).map_err(failed)
    }
}

transaction!(SqliteTransaction);
