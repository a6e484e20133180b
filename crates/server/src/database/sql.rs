//! The statements, once for SQLite and PostgreSQL: both take `$1`, `ON CONFLICT` and `RETURNING`.

/// What sqlx says, for us. Only codes and its own words get into the text, never a row.
pub(in crate::database) fn failed(error: sqlx::Error) -> super::DatabaseError {
    let code = error.as_database_error().and_then(|error| error.code());
    match code.as_deref() {
        // PostgreSQL: serialization_failure, deadlock_detected. SQLite: BUSY, BUSY_RECOVERY, BUSY_SNAPSHOT.
        Some("40001" | "40P01" | "5" | "261" | "517") => super::DatabaseError::Again,
        Some(code) => super::DatabaseError::Broken(format!("error {code}")),
        None => super::DatabaseError::Broken(match error {
            sqlx::Error::Io(why) => why.kind().to_string(),
            sqlx::Error::PoolTimedOut => "no connection in time".to_owned(),
            sqlx::Error::PoolClosed => "closed".to_owned(),
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => "a value of another type".to_owned(),
            _ => "no answer".to_owned(),
        }),
    }
}

/// The query behind [`super::Database::progress`], for so many circles.
pub(in crate::database) fn progress_of(count: usize) -> String {
    let places: Vec<String> = (1..=count).map(|n| format!("${n}")).collect();
    format!("SELECT circle, seq + entries FROM circles WHERE circle IN ({})", places.join(", "))
}

/// The query behind [`super::Database::due_circles`].
pub(in crate::database) const DUE_CIRCLES: &str =
    "SELECT DISTINCT circle FROM waiting_wakes WHERE at <= $1 LIMIT $2";

/// The statements behind [`super::Database::keep_once`].
pub(in crate::database) const KEEP: &str =
    "INSERT INTO own (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
pub(in crate::database) const KEPT: &str = "SELECT value FROM own WHERE name = $1";

/// The columns of [`super::row::ChangeRow`].
macro_rules! change_columns {
    () => {
        "id, seq, device, signature, place, pushed, path, rev, base, epoch, sealed, blobs"
    };
}
pub(in crate::database) use change_columns;

/// Implements [`super::Transaction`] for a struct that has a field `tx: sqlx::Transaction` and a method `end`.
macro_rules! transaction {
    ($name:ident) => {
        #[async_trait::async_trait]
        impl Transaction for $name {
            async fn commit(self: Box<Self>) -> Rows<()> {
                self.end().await
            }

            async fn take(&mut self, circle: &CircleId, n: u64) -> Rows<Option<Head>> {
                let row: Option<HeadRow> = sqlx::query_as(
                    "UPDATE circles SET seq = seq + $2 WHERE circle = $1 RETURNING seq, bytes, \
                     entries, ended",
                )
                .bind(circle.bytes().as_slice())
                .bind(signed(n))
                .fetch_optional(&mut *self.tx)
                .await
                .map_err(failed)?;
                Ok(row.map(row::head))
            }

            async fn head(&mut self, circle: &CircleId) -> Rows<Option<Head>> {
                let row: Option<HeadRow> =
                    sqlx::query_as("SELECT seq, bytes, entries, ended FROM circles WHERE circle = $1")
                        .bind(circle.bytes().as_slice())
                        .fetch_optional(&mut *self.tx)
                        .await
                        .map_err(failed)?;
                Ok(row.map(row::head))
            }

            async fn settle(&mut self, circle: &CircleId, head: Head) -> Rows<()> {
                sqlx::query("UPDATE circles SET seq = $2, bytes = $3, entries = $4, ended = $5 WHERE circle = $1")
                    .bind(circle.bytes().as_slice())
                    .bind(signed(head.seq))
                    .bind(signed(head.bytes))
                    .bind(i64::from(head.entries))
                    .bind(i64::from(head.ended))
                    .execute(&mut *self.tx)
                    .await
                    .map(drop)
                    .map_err(failed)
            }

            async fn make_circle(&mut self, circle: &CircleId, now: u64) -> Rows<bool> {
                sqlx::query(
                    "INSERT INTO circles (circle, seq, bytes, entries, ended, made) VALUES ($1, 0, 0, 0, 0, $2) \
                     ON CONFLICT (circle) DO NOTHING",
                )
                .bind(circle.bytes().as_slice())
                .bind(signed(now))
                .execute(&mut *self.tx)
                .await
                .map(|done| done.rows_affected() == 1)
                .map_err(failed)
            }

            async fn put_tag(&mut self, circle: &CircleId, first: u64, last: u64, tag: Tag) -> Rows<()> {
                sqlx::query("INSERT INTO pushes (circle, last, first, tag) VALUES ($1, $2, $3, $4)")
                    .bind(circle.bytes().as_slice())
                    .bind(signed(last))
                    .bind(signed(first))
                    .bind(tag.bytes().as_slice())
                    .execute(&mut *self.tx)
                    .await
                    .map(drop)
                    .map_err(failed)
            }

            async fn tag(&mut self, circle: &CircleId, seq: u64) -> Rows<Option<Tag>> {
                let row: Option<(i64, Vec<u8>)> = sqlx::query_as(
                    "SELECT first, tag FROM pushes WHERE circle = $1 AND last >= $2 ORDER BY last LIMIT 1",
                )
                .bind(circle.bytes().as_slice())
                .bind(signed(seq))
                .fetch_optional(&mut *self.tx)
                .await
                .map_err(failed)?;
                match row {
                    Some((first, tag)) if unsigned(first) <= seq => Ok(Some(tag.as_slice().try_into()?)),
                    _ => Ok(None),
                }
            }

            async fn record(&mut self, circle: &CircleId, id: &RecordId) -> Rows<Option<Change>> {
                let row: Option<ChangeRow> =
                    sqlx::query_as(concat!("SELECT ", change_columns!(), " FROM records WHERE circle = $1 AND id = $2"))
                        .bind(circle.bytes().as_slice())
                        .bind(id.bytes().as_slice())
                        .fetch_optional(&mut *self.tx)
                        .await
                        .map_err(failed)?;
                row.map(row::change).transpose()
            }

            async fn put_record(&mut self, circle: &CircleId, change: &Change) -> Rows<()> {
                let (proof, revision) = (&change.proof, &change.revision);
                sqlx::query(
                    "INSERT INTO records (circle, id, seq, device, signature, place, pushed, path, rev, \
                     base, epoch, sealed, blobs) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, \
                     $12, $13) ON CONFLICT (circle, id) DO UPDATE SET seq = excluded.seq, device = \
                     excluded.device, signature = excluded.signature, place = excluded.place, pushed = \
                     excluded.pushed, path = excluded.path, rev = excluded.rev, base = excluded.base, \
                     epoch = excluded.epoch, sealed = excluded.sealed, blobs = excluded.blobs",
                )
                .bind(circle.bytes().as_slice())
                .bind(revision.id.bytes().as_slice())
                .bind(signed(change.seq.get()))
                .bind(change.device.bytes().as_slice())
                .bind(proof.signature.bytes().as_slice())
                .bind(i64::from(proof.index))
                .bind(i64::from(proof.count))
                .bind(path_bytes(proof))
                .bind(revision.rev.bytes().as_slice())
                .bind(revision.base.as_ref().map(|base| base.bytes().as_slice()))
                .bind(revision.epoch.bytes().as_slice())
                .bind(revision.sealed.bytes())
                .bind(blob_bytes(&revision.blobs))
                .execute(&mut *self.tx)
                .await
                .map(drop)
                .map_err(failed)
            }

            async fn feed(
                &mut self,
                circle: &CircleId,
                after: u64,
                upto: u64,
                limit: usize,
            ) -> Rows<Vec<Change>> {
                let rows: Vec<ChangeRow> = sqlx::query_as(
                    concat!("SELECT ", change_columns!(), " FROM records WHERE circle = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4"),
                )
                .bind(circle.bytes().as_slice())
                .bind(signed(after))
                .bind(signed(upto))
                .bind(signed(limit as u64))
                .fetch_all(&mut *self.tx)
                .await
                .map_err(failed)?;
                rows.into_iter().map(row::change).collect()
            }

            async fn page(
                &mut self,
                circle: &CircleId,
                after: Option<RecordId>,
                upto: RecordId,
                limit: usize,
            ) -> Rows<Vec<Change>> {
                // Below every id of 16 bytes.
                let after: &[u8] = after.as_ref().map_or(&[], |id| id.bytes().as_slice());
                let rows: Vec<ChangeRow> = sqlx::query_as(
                    concat!("SELECT ", change_columns!(), " FROM records WHERE circle = $1 AND id > $2 AND id <= $3 ORDER BY id LIMIT $4"),
                )
                .bind(circle.bytes().as_slice())
                .bind(after)
                .bind(upto.bytes().as_slice())
                .bind(signed(limit as u64))
                .fetch_all(&mut *self.tx)
                .await
                .map_err(failed)?;
                rows.into_iter().map(row::change).collect()
            }

            async fn revisions(&mut self, circle: &CircleId) -> Rows<Vec<(RecordId, Rev)>> {
                let rows: Vec<(Vec<u8>, Vec<u8>)> =
                    sqlx::query_as("SELECT id, rev FROM records WHERE circle = $1")
                        .bind(circle.bytes().as_slice())
                        .fetch_all(&mut *self.tx)
                        .await
                        .map_err(failed)?;
                let names = rows.iter().map(|(id, rev)| Ok((id.as_slice().try_into()?, rev.as_slice().try_into()?)));
                names.collect()
            }

            async fn entries(&mut self, circle: &CircleId, after: u32) -> Rows<Vec<SignedEntry>> {
                let rows: Vec<EntryRow> = sqlx::query_as(
                    "SELECT entry, signature FROM entries WHERE circle = $1 AND n >= $2 ORDER BY n",
                )
                .bind(circle.bytes().as_slice())
                .bind(i64::from(after))
                .fetch_all(&mut *self.tx)
                .await
                .map_err(failed)?;
                rows.into_iter().map(row::entry).collect()
            }

            async fn put_entry(&mut self, circle: &CircleId, n: u32, entry: &SignedEntry) -> Rows<()> {
                sqlx::query("INSERT INTO entries (circle, n, entry, signature) VALUES ($1, $2, $3, $4)")
                    .bind(circle.bytes().as_slice())
                    .bind(i64::from(n))
                    .bind(entry.entry().to_bytes())
                    .bind(entry.signature().bytes().as_slice())
                    .execute(&mut *self.tx)
                    .await
                    .map(drop)
                    .map_err(failed)
            }

            async fn put_member(
                &mut self,
                circle: &CircleId,
                device: &DeviceId,
                member: &Member,
            ) -> Rows<()> {
                sqlx::query(
                    "INSERT INTO members (circle, device, role, revoked, sign) VALUES ($1, $2, $3, $4, $5) \
                     ON CONFLICT (circle, device) DO UPDATE SET role = excluded.role, \
                     revoked = excluded.revoked, sign = excluded.sign",
                )
                .bind(circle.bytes().as_slice())
                .bind(device.bytes().as_slice())
                .bind(role_number(member.role))
                .bind(i64::from(member.revoked))
                .bind(member.sign.bytes().as_slice())
                .execute(&mut *self.tx)
                .await
                .map(drop)
                .map_err(failed)
            }

            async fn member(&mut self, circle: &CircleId, device: &DeviceId) -> Rows<Option<Member>> {
                let row: Option<MemberRow> = sqlx::query_as(
                    "SELECT role, revoked, sign FROM members WHERE circle = $1 AND device = $2",
                )
                .bind(circle.bytes().as_slice())
                .bind(device.bytes().as_slice())
                .fetch_optional(&mut *self.tx)
                .await
                .map_err(failed)?;
                row.map(row::member).transpose()
            }

            async fn put_epoch(&mut self, circle: &CircleId, epoch: EpochName) -> Rows<()> {
                sqlx::query(
                    "INSERT INTO epochs (circle, name) VALUES ($1, $2) ON CONFLICT (circle, name) DO NOTHING",
                )
                .bind(circle.bytes().as_slice())
                .bind(epoch.bytes().as_slice())
                .execute(&mut *self.tx)
                .await
                .map(drop)
                .map_err(failed)
            }

            async fn epochs(&mut self, circle: &CircleId) -> Rows<Vec<EpochName>> {
                let rows: Vec<(Vec<u8>,)> = sqlx::query_as("SELECT name FROM epochs WHERE circle = $1")
                    .bind(circle.bytes().as_slice())
                    .fetch_all(&mut *self.tx)
                    .await
                    .map_err(failed)?;
                rows.iter().map(|(name,)| Ok(name.as_slice().try_into()?)).collect()
            }

            async fn put_token(
                &mut self,
                circle: &CircleId,
                device: &DeviceId,
                token: &TokenHash,
            ) -> Rows<()> {
                sqlx::query(
                    "INSERT INTO tokens (circle, device, token) VALUES ($1, $2, $3) \
                     ON CONFLICT (circle, device) DO UPDATE SET token = excluded.token",
                )
                .bind(circle.bytes().as_slice())
                .bind(device.bytes().as_slice())
                .bind(token.bytes().as_slice())
                .execute(&mut *self.tx)
                .await
                .map(drop)
                .map_err(failed)
            }

            async fn caller(&mut self, circle: &CircleId, token: &TokenHash) -> Rows<Option<Caller>> {
                let row: Option<(Vec<u8>, Vec<u8>)> =
                    sqlx::query_as("SELECT device, token FROM tokens WHERE circle = $1 AND token = $2")
                        .bind(circle.bytes().as_slice())
                        .bind(token.bytes().as_slice())
                        .fetch_optional(&mut *self.tx)
                        .await
                        .map_err(failed)?;
                let Some((device, token)) = row else { return Ok(None) };
                let device = device.as_slice().try_into()?;
                let listed = self.member(circle, &device).await?;
                Ok(Some(Caller { device, token: token.as_slice().try_into()?, listed }))
            }

            async fn put_newcomer(
                &mut self,
                circle: &CircleId,
                device: &DeviceId,
                kept: &KeptNewcomer,
            ) -> Rows<()> {
                sqlx::query(
                    "INSERT INTO newcomers (circle, device, sign, seal, member, asked, invite) \
                     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (circle, device) DO UPDATE SET \
                     seal = excluded.seal, member = excluded.member, invite = excluded.invite",
                )
                .bind(circle.bytes().as_slice())
                .bind(device.bytes().as_slice())
                .bind(kept.newcomer.sign.bytes().as_slice())
                .bind(kept.newcomer.seal.bytes().as_slice())
                .bind(kept.newcomer.member.bytes().as_slice())
                .bind(signed(kept.asked))
                .bind(kept.invite.bytes().as_slice())
                .execute(&mut *self.tx)
                .await
                .map(drop)
                .map_err(failed)
            }

            async fn newcomers(&mut self, circle: &CircleId) -> Rows<Vec<KeptNewcomer>> {
                let rows: Vec<NewcomerRow> = sqlx::query_as(
                    "SELECT sign, seal, member, asked, invite FROM newcomers WHERE circle = $1 \
                     ORDER BY asked, device",
                )
                .bind(circle.bytes().as_slice())
                .fetch_all(&mut *self.tx)
                .await
                .map_err(failed)?;
                rows.into_iter().map(row::newcomer).collect()
            }

            async fn remove_newcomer(&mut self, circle: &CircleId, device: &DeviceId) -> Rows<()> {
                sqlx::query("DELETE FROM newcomers WHERE circle = $1 AND device = $2")
                    .bind(circle.bytes().as_slice())
                    .bind(device.bytes().as_slice())
                    .execute(&mut *self.tx)
                    .await
                    .map(drop)
                    .map_err(failed)
            }

            async fn put_invite(&mut self, circle: &CircleId, invite: &Invite) -> Rows<bool> {
                sqlx::query(
                    "INSERT INTO invites (circle, invite, token, single, until, envelope, closed) \
                     VALUES ($1, $2, $3, $4, $5, $6, 0) ON CONFLICT (circle, invite) DO NOTHING",
                )
                .bind(circle.bytes().as_slice())
                .bind(invite.invite.bytes().as_slice())
                .bind(invite.token.bytes().as_slice())
                .bind(i64::from(invite.uses == Uses::One))
                .bind(signed(invite.until))
                .bind(invite.envelope.as_ref().map(|envelope| envelope.bytes()))
                .execute(&mut *self.tx)
                .await
                .map(|done| done.rows_affected() == 1)
                .map_err(failed)
            }

            async fn invite(&mut self, circle: &CircleId, invite: &InviteId) -> Rows<Option<KeptInvite>> {
                let row: Option<InviteRow> = sqlx::query_as(
                    "SELECT invite, token, single, until, envelope, closed FROM invites \
                     WHERE circle = $1 AND invite = $2",
                )
                .bind(circle.bytes().as_slice())
                .bind(invite.bytes().as_slice())
                .fetch_optional(&mut *self.tx)
                .await
                .map_err(failed)?;
                row.map(row::invite).transpose()
            }

            async fn invite_by_token(
                &mut self,
                circle: &CircleId,
                token: &TokenHash,
            ) -> Rows<Option<KeptInvite>> {
                let row: Option<InviteRow> = sqlx::query_as(
                    "SELECT invite, token, single, until, envelope, closed FROM invites \
                     WHERE circle = $1 AND token = $2",
                )
                .bind(circle.bytes().as_slice())
                .bind(token.bytes().as_slice())
                .fetch_optional(&mut *self.tx)
                .await
                .map_err(failed)?;
                row.map(row::invite).transpose()
            }

            async fn count_invites(&mut self, circle: &CircleId, now: u64) -> Rows<u64> {
                let row: (i64,) = sqlx::query_as(
                    "SELECT COUNT(*) FROM invites WHERE circle = $1 AND closed = 0 AND until > $2",
                )
                .bind(circle.bytes().as_slice())
                .bind(signed(now))
                .fetch_one(&mut *self.tx)
                .await
                .map_err(failed)?;
                Ok(unsigned(row.0))
            }

            async fn close_invite(&mut self, circle: &CircleId, invite: &InviteId) -> Rows<()> {
                sqlx::query(
                    "UPDATE invites SET closed = 1, envelope = NULL WHERE circle = $1 AND invite = $2",
                )
                .bind(circle.bytes().as_slice())
                .bind(invite.bytes().as_slice())
                .execute(&mut *self.tx)
                .await
                .map(drop)
                .map_err(failed)
            }

            async fn forget_envelopes(&mut self, now: u64) -> Rows<u64> {
                sqlx::query("UPDATE invites SET envelope = NULL WHERE until <= $1 AND envelope IS NOT NULL")
                    .bind(signed(now))
                    .execute(&mut *self.tx)
                    .await
                    .map(|done| done.rows_affected())
                    .map_err(failed)
            }

            async fn put_wake(
                &mut self,
                circle: &CircleId,
                device: &DeviceId,
                name: WakeName,
                at: u64,
            ) -> Rows<()> {
                sqlx::query(
                    "INSERT INTO waiting_wakes (circle, device, name, at, tries) VALUES ($1, $2, $3, $4, 0) \
                     ON CONFLICT (circle, device, name) DO UPDATE SET at = excluded.at, tries = 0",
                )
                .bind(circle.bytes().as_slice())
                .bind(device.bytes().as_slice())
                .bind(name.bytes().as_slice())
                .bind(signed(at))
                .execute(&mut *self.tx)
                .await
                .map(drop)
                .map_err(failed)
            }

            async fn remove_wake(&mut self, circle: &CircleId, device: &DeviceId, name: WakeName) -> Rows<()> {
                sqlx::query("DELETE FROM waiting_wakes WHERE circle = $1 AND device = $2 AND name = $3")
                    .bind(circle.bytes().as_slice())
                    .bind(device.bytes().as_slice())
                    .bind(name.bytes().as_slice())
                    .execute(&mut *self.tx)
                    .await
                    .map(drop)
                    .map_err(failed)
            }

            async fn count_wakes(&mut self, circle: &CircleId, device: &DeviceId) -> Rows<(u64, u64)> {
                let (all, own): (i64, i64) = sqlx::query_as(
                    "SELECT COUNT(*), COUNT(CASE WHEN device = $2 THEN 1 END) FROM waiting_wakes \
                     WHERE circle = $1",
                )
                .bind(circle.bytes().as_slice())
                .bind(device.bytes().as_slice())
                .fetch_one(&mut *self.tx)
                .await
                .map_err(failed)?;
                Ok((unsigned(all), unsigned(own)))
            }

            async fn claim_wakes(
                &mut self,
                circle: &CircleId,
                now: u64,
                until: u64,
            ) -> Rows<Vec<(DeviceId, u32)>> {
                let rows: Vec<(Vec<u8>, i64)> = sqlx::query_as(
                    "UPDATE waiting_wakes SET at = $3, tries = tries + 1 WHERE circle = $1 AND at <= $2 \
                     RETURNING device, tries",
                )
                .bind(circle.bytes().as_slice())
                .bind(signed(now))
                .bind(signed(until))
                .fetch_all(&mut *self.tx)
                .await
                .map_err(failed)?;
                let mut most = std::collections::BTreeMap::<DeviceId, u32>::new();
                for (device, tries) in &rows {
                    let tried = most.entry(device.as_slice().try_into()?).or_default();
                    *tried = row::small(*tries).max(*tried);
                }
                Ok(most.into_iter().collect())
            }

            async fn settle_wakes(
                &mut self,
                circle: &CircleId,
                device: &DeviceId,
                until: u64,
                at: Option<u64>,
            ) -> Rows<()> {
                // One that was asked for since has not been tried.
                let query = match at {
                    None => sqlx::query(
                        "DELETE FROM waiting_wakes WHERE circle = $1 AND device = $2 AND at = $3 AND tries > 0",
                    ),
                    Some(_) => sqlx::query(
                        "UPDATE waiting_wakes SET at = $4 WHERE circle = $1 AND device = $2 AND at = $3 \
                         AND tries > 0",
                    ),
                };
                let query =
                    query.bind(circle.bytes().as_slice()).bind(device.bytes().as_slice()).bind(signed(until));
                let query = match at {
                    None => query,
                    Some(at) => query.bind(signed(at)),
                };
                query.execute(&mut *self.tx).await.map(drop).map_err(failed)
            }

            async fn put_browser(
                &mut self,
                circle: &CircleId,
                device: &DeviceId,
                to: Option<&Browser>,
            ) -> Rows<()> {
                let query = match to {
                    Some(browser) => sqlx::query(
                        "INSERT INTO browsers (circle, device, endpoint, p256dh, auth, pushed) \
                         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (circle, device) DO UPDATE SET \
                         endpoint = excluded.endpoint, p256dh = excluded.p256dh, auth = excluded.auth, \
                         pushed = excluded.pushed",
                    )
                    .bind(circle.bytes().as_slice())
                    .bind(device.bytes().as_slice())
                    .bind(&browser.endpoint)
                    .bind(browser.p256dh.bytes().as_slice())
                    .bind(browser.auth.bytes().as_slice())
                    .bind(signed(browser.pushed)),
                    None => sqlx::query("DELETE FROM browsers WHERE circle = $1 AND device = $2")
                        .bind(circle.bytes().as_slice())
                        .bind(device.bytes().as_slice()),
                };
                query.execute(&mut *self.tx).await.map(drop).map_err(failed)
            }

            async fn browser(&mut self, circle: &CircleId, device: &DeviceId) -> Rows<Option<Browser>> {
                let row: Option<BrowserRow> = sqlx::query_as(
                    "SELECT endpoint, p256dh, auth, pushed FROM browsers WHERE circle = $1 AND device = $2",
                )
                .bind(circle.bytes().as_slice())
                .bind(device.bytes().as_slice())
                .fetch_optional(&mut *self.tx)
                .await
                .map_err(failed)?;
                row.map(row::browser).transpose()
            }

            async fn blob(&mut self, circle: &CircleId, hash: &BlobHash) -> Rows<Option<u64>> {
                let row: Option<(i64,)> =
                    sqlx::query_as("SELECT size FROM photos WHERE circle = $1 AND hash = $2")
                        .bind(circle.bytes().as_slice())
                        .bind(hash.bytes().as_slice())
                        .fetch_optional(&mut *self.tx)
                        .await
                        .map_err(failed)?;
                Ok(row.map(|(size,)| unsigned(size)))
            }

            async fn put_blob(
                &mut self,
                circle: &CircleId,
                hash: &BlobHash,
                size: u64,
                now: u64,
            ) -> Rows<()> {
                sqlx::query(
                    "INSERT INTO photos (circle, hash, size, unlisted) VALUES ($1, $2, $3, $4) \
                     ON CONFLICT (circle, hash) DO NOTHING",
                )
                .bind(circle.bytes().as_slice())
                .bind(hash.bytes().as_slice())
                .bind(signed(size))
                .bind(signed(now))
                .execute(&mut *self.tx)
                .await
                .map(drop)
                .map_err(failed)
            }

            async fn remove_blob(&mut self, circle: &CircleId, hash: &BlobHash) -> Rows<()> {
                sqlx::query("DELETE FROM photos WHERE circle = $1 AND hash = $2")
                    .bind(circle.bytes().as_slice())
                    .bind(hash.bytes().as_slice())
                    .execute(&mut *self.tx)
                    .await
                    .map(drop)
                    .map_err(failed)
            }

            async fn list_blobs(
                &mut self,
                circle: &CircleId,
                record: &RecordId,
                hashes: &[BlobHash],
                now: u64,
            ) -> Rows<()> {
                // What is listed no more is unlisted from now on, unless another record lists it: that is
                // asked when photos are swept.
                sqlx::query(
                    "UPDATE photos SET unlisted = $3 WHERE circle = $1 AND hash IN \
                     (SELECT hash FROM listed WHERE circle = $1 AND record = $2)",
                )
                .bind(circle.bytes().as_slice())
                .bind(record.bytes().as_slice())
                .bind(signed(now))
                .execute(&mut *self.tx)
                .await
                .map_err(failed)?;
                sqlx::query("DELETE FROM listed WHERE circle = $1 AND record = $2")
                    .bind(circle.bytes().as_slice())
                    .bind(record.bytes().as_slice())
                    .execute(&mut *self.tx)
                    .await
                    .map_err(failed)?;
                for hash in hashes {
                    sqlx::query(
                        "INSERT INTO listed (circle, record, hash) VALUES ($1, $2, $3) \
                         ON CONFLICT (circle, record, hash) DO NOTHING",
                    )
                    .bind(circle.bytes().as_slice())
                    .bind(record.bytes().as_slice())
                    .bind(hash.bytes().as_slice())
                    .execute(&mut *self.tx)
                    .await
                    .map_err(failed)?;
                }
                Ok(())
            }

            async fn is_unlisted(&mut self, circle: &CircleId, hash: &BlobHash, before: u64) -> Rows<bool> {
                let row: Option<(i64,)> = sqlx::query_as(
                    "SELECT size FROM photos WHERE circle = $1 AND hash = $2 AND unlisted <= $3 AND NOT \
                     EXISTS (SELECT 1 FROM listed WHERE listed.circle = photos.circle AND \
                     listed.hash = photos.hash)",
                )
                .bind(circle.bytes().as_slice())
                .bind(hash.bytes().as_slice())
                .bind(signed(before))
                .fetch_optional(&mut *self.tx)
                .await
                .map_err(failed)?;
                Ok(row.is_some())
            }

            async fn unlisted_blobs(
                &mut self,
                before: u64,
                limit: usize,
            ) -> Rows<Vec<(CircleId, BlobHash)>> {
                let rows: Vec<(Vec<u8>, Vec<u8>)> = sqlx::query_as(
                    "SELECT circle, hash FROM photos WHERE unlisted <= $1 AND NOT EXISTS (SELECT 1 FROM \
                     listed WHERE listed.circle = photos.circle AND listed.hash = photos.hash) LIMIT $2",
                )
                .bind(signed(before))
                .bind(signed(limit as u64))
                .fetch_all(&mut *self.tx)
                .await
                .map_err(failed)?;
                let names = rows.iter().map(|(a, b)| Ok((a.as_slice().try_into()?, b.as_slice().try_into()?)));
                names.collect()
            }
        }
    };
}

pub(in crate::database) use transaction;

/// Everything [`transaction`] names.
pub(in crate::database) mod names {
    pub(in crate::database) use super::super::row::{
        self, BrowserRow, ChangeRow, EntryRow, HeadRow, InviteRow, MemberRow, NewcomerRow, blob_bytes,
        path_bytes, role_number, signed, unsigned,
    };
    pub(in crate::database) use super::super::{
        Browser, Caller, Head, KeptInvite, KeptNewcomer, Member, Rows, Transaction,
    };
    pub(in crate::database) use super::{change_columns, failed};
    pub(in crate::database) use tanomo_wire::circle::{Invite, Uses};
    pub(in crate::database) use tanomo_wire::{
        BlobHash, Change, CircleId, DeviceId, EpochName, InviteId, RecordId, Rev, SignedEntry, Tag,
        TokenHash, WakeName,
    };
}
