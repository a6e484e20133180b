//! Everything the server kept.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use sqlx::{AssertSqlSafe, Connection as _, PgConnection, Row as _, SqliteConnection};
use tanomo_leaks::{Found, Search};

/// What is longer is looked into; a name or a hash has nothing inside.
const SHORT: usize = 48;

/// Looks at each value of a dump.
fn look_at(search: &mut Search, values: &[(String, Vec<u8>)]) -> BTreeSet<Found> {
    assert!(values.len() > 100, "the dump is empty: {} values", values.len());
    let mut found = BTreeSet::new();
    for (column, value) in values {
        let place = format!("the database's rows, {column}");
        found.extend(if value.len() > SHORT {
            search.look(&place, value)
        } else {
            search.glance(&place, value)
        });
    }
    found
}

/// Every value of every row of every table of SQLite's file, read beside the running server.
pub async fn look_into_sqlite(search: &mut Search, file: &Path) -> BTreeSet<Found> {
    let address = format!("sqlite://{}?mode=ro", file.display());
    let mut db = SqliteConnection::connect(&address).await.unwrap();
    let tables =
        "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'";
    let columns: Vec<(String, String)> = sqlx::query_as(tables).fetch_all(&mut db).await.unwrap();
    let mut values = Vec::new();
    for (table, column) in columns {
        let query = format!("SELECT CAST({column} AS BLOB) FROM {table} WHERE {column} IS NOT NULL");
        let rows = sqlx::query(AssertSqlSafe(query)).fetch_all(&mut db).await.unwrap();
        values.extend(rows.iter().map(|row| (format!("{table}.{column}"), row.get::<Vec<u8>, _>(0))));
    }
    look_at(search, &values)
}

/// The same in PostgreSQL, and the bytes of all its files: what was deleted still stands in them.
pub async fn look_into_postgres(search: &mut Search, address: &str) -> BTreeSet<Found> {
    let mut db = PgConnection::connect(address).await.unwrap();
    let tables = "SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns WHERE table_schema = 'public'";
    let columns: Vec<(String, String, String)> = sqlx::query_as(tables).fetch_all(&mut db).await.unwrap();
    let mut values = Vec::new();
    for (table, column, kind) in columns {
        let bytes =
            if kind == "bytea" { column.clone() } else { format!("convert_to({column}::text, 'UTF8')") };
        let query = format!("SELECT {bytes} FROM {table} WHERE {column} IS NOT NULL");
        let rows = sqlx::query(AssertSqlSafe(query)).fetch_all(&mut db).await.unwrap();
        values.extend(rows.iter().map(|row| (format!("{table}.{column}"), row.get::<Vec<u8>, _>(0))));
    }
    let mut found = look_at(search, &values);
    sqlx::query("CHECKPOINT").execute(&mut db).await.unwrap();
    let folder: String = sqlx::query_scalar("SHOW data_directory").fetch_one(&mut db).await.unwrap();
    let mut seen = 0;
    for file in files(Path::new(&folder)) {
        // Others' tests share the cluster and drop files meanwhile.
        let Ok(bytes) = std::fs::read(&file) else { continue };
        seen += bytes.len();
        found.extend(search.glance(&format!("the database's files, {}", file.display()), &bytes));
    }
    assert!(seen > 1_000_000, "the database's files were not read");
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
