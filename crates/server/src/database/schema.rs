//! The tables, as steps that run once each, by whoever starts first.
//!
//! Only SQL that SQLite, PostgreSQL and CockroachDB all run. *Never change a step that was released; add one.*

/// The steps. `BYTEA` is written `BLOB` for SQLite.
pub(super) const STEPS: &[&[&str]] = &[
    &[
        // One row a circle; its lock orders everything that writes into the circle.
        "CREATE TABLE circles (
        circle BYTEA NOT NULL PRIMARY KEY,
        seq BIGINT NOT NULL,
        bytes BIGINT NOT NULL,
        entries BIGINT NOT NULL,
        ended BIGINT NOT NULL,
        made BIGINT NOT NULL
    )",
        // The places a push took, with its tag: a cursor may stand at any of them.
        "CREATE TABLE pushes (
        circle BYTEA NOT NULL,
        last BIGINT NOT NULL,
        first BIGINT NOT NULL,
        tag BYTEA NOT NULL,
        PRIMARY KEY (circle, last)
    )",
        "CREATE TABLE records (
        circle BYTEA NOT NULL,
        id BYTEA NOT NULL,
        seq BIGINT NOT NULL,
        device BYTEA NOT NULL,
        signature BYTEA NOT NULL,
        place BIGINT NOT NULL,
        pushed BIGINT NOT NULL,
        path BYTEA NOT NULL,
        rev BYTEA NOT NULL,
        base BYTEA,
        epoch BYTEA NOT NULL,
        sealed BYTEA NOT NULL,
        blobs BYTEA NOT NULL,
        PRIMARY KEY (circle, id)
    )",
        "CREATE UNIQUE INDEX records_by_seq ON records (circle, seq)",
        "CREATE TABLE entries (
        circle BYTEA NOT NULL,
        n BIGINT NOT NULL,
        entry BYTEA NOT NULL,
        signature BYTEA NOT NULL,
        PRIMARY KEY (circle, n)
    )",
        // What the entries come to, so that a request need not work it out.
        "CREATE TABLE members (
        circle BYTEA NOT NULL,
        device BYTEA NOT NULL,
        role BIGINT NOT NULL,
        revoked BIGINT NOT NULL,
        sign BYTEA NOT NULL,
        PRIMARY KEY (circle, device)
    )",
        "CREATE TABLE epochs (
        circle BYTEA NOT NULL,
        name BYTEA NOT NULL,
        PRIMARY KEY (circle, name)
    )",
        "CREATE TABLE tokens (
        circle BYTEA NOT NULL,
        device BYTEA NOT NULL,
        token BYTEA NOT NULL,
        PRIMARY KEY (circle, device)
    )",
        "CREATE UNIQUE INDEX tokens_by_hash ON tokens (circle, token)",
        "CREATE TABLE newcomers (
        circle BYTEA NOT NULL,
        device BYTEA NOT NULL,
        sign BYTEA NOT NULL,
        seal BYTEA NOT NULL,
        member BYTEA NOT NULL,
        asked BIGINT NOT NULL,
        invite BYTEA NOT NULL,
        PRIMARY KEY (circle, device)
    )",
        "CREATE TABLE invites (
        circle BYTEA NOT NULL,
        invite BYTEA NOT NULL,
        token BYTEA NOT NULL,
        single BIGINT NOT NULL,
        until BIGINT NOT NULL,
        envelope BYTEA,
        closed BIGINT NOT NULL,
        PRIMARY KEY (circle, invite)
    )",
        "CREATE TABLE wakes (
        circle BYTEA NOT NULL,
        device BYTEA NOT NULL,
        at BIGINT NOT NULL,
        PRIMARY KEY (circle, device)
    )",
        "CREATE TABLE subscriptions (
        circle BYTEA NOT NULL,
        device BYTEA NOT NULL,
        endpoint TEXT NOT NULL,
        PRIMARY KEY (circle, device)
    )",
        "CREATE TABLE photos (
        circle BYTEA NOT NULL,
        hash BYTEA NOT NULL,
        size BIGINT NOT NULL,
        unlisted BIGINT NOT NULL,
        PRIMARY KEY (circle, hash)
    )",
        "CREATE TABLE listed (
        circle BYTEA NOT NULL,
        record BYTEA NOT NULL,
        hash BYTEA NOT NULL,
        PRIMARY KEY (circle, record, hash)
    )",
        "CREATE INDEX listed_by_hash ON listed (circle, hash)",
    ],
    &[
        // Wakes have names, and browsers the keys pushes are sealed with. Nothing stood in the tables before these.
        "DROP TABLE wakes",
        "DROP TABLE subscriptions",
        "CREATE TABLE waiting_wakes (
        circle BYTEA NOT NULL,
        device BYTEA NOT NULL,
        name BYTEA NOT NULL,
        at BIGINT NOT NULL,
        tries BIGINT NOT NULL,
        PRIMARY KEY (circle, device, name)
    )",
        "CREATE INDEX waiting_wakes_by_time ON waiting_wakes (at)",
        "CREATE TABLE browsers (
        circle BYTEA NOT NULL,
        device BYTEA NOT NULL,
        endpoint TEXT NOT NULL,
        p256dh BYTEA NOT NULL,
        auth BYTEA NOT NULL,
        pushed BIGINT NOT NULL,
        PRIMARY KEY (circle, device)
    )",
        // What belongs to no circle: the key pushes are signed with.
        "CREATE TABLE own (
        name TEXT NOT NULL PRIMARY KEY,
        value BYTEA NOT NULL
    )",
    ],
];

/// Where the number of steps done stands.
pub(super) const VERSION: &str =
    "CREATE TABLE IF NOT EXISTS schema_version (one BIGINT NOT NULL PRIMARY KEY, steps BIGINT NOT NULL)";
