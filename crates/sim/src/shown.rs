//! What happens in one seed, a line an event, for whoever looks for why it failed.

use tanomo_sync::engine::{Copy, Event, Reply, Request};
use tanomo_sync::wire_id;

use crate::phone::Wishes;
use crate::world::{SECOND, START, World};

impl World {
    /// Prints what befell something, where that is asked for.
    pub fn tell(&self, what: &str) {
        if self.shows {
            println!("{:7.1} {what}", (self.now - START) as f64 / SECOND as f64);
        }
    }

    /// Prints one line, where that is asked for.
    pub fn show(&self, phone: usize, what: &str, wishes: &Wishes) {
        if self.shows {
            let seconds = (self.now - START) as f64 / SECOND as f64;
            let Wishes { kept, end, news, cursors, requests, .. } = wishes;
            let requests: Vec<String> =
                requests.iter().map(|(n, request)| format!("{n}:{}", sent(request))).collect();
            println!(
                "{seconds:7.1} phone {phone} {what} -> {end:?} kept {kept:?} cursors {cursors:?} {news:?} sends {requests:?}"
            );
        }
    }

    /// Prints how a watched record stands on each phone and on the server, where that is another than before.
    pub fn watch(&mut self) {
        let Some((id, before)) = &self.watched else { return };
        let mut now = String::new();
        for (n, phone) in self.phones.iter().enumerate() {
            let copy = match phone.journal.copy(*id) {
                None => "not there".to_owned(),
                Some(Copy::Record(record)) => format!("open {:?}", record.seen()),
                Some(Copy::Locked(card, _)) => format!("locked {:?}", card.key),
                Some(other) => format!("{other:?}").chars().take(12).collect(),
            };
            let row = phone.journal.rows.get(id).map(|(_, row)| row);
            let (head, waits) =
                (row.and_then(|row| row.head), row.and_then(|row| Some(row.outgoing.as_ref()?.revision.rev)));
            let key = phone.newest_key(*id).map(|key| key.name);
            now += &format!("\n        phone {n}: {copy}, key {key:?}, head {head:?}, waits {waits:?}");
        }
        let change = self.server.record(wire_id(*id));
        now += &format!("\n        server: {:?}", change.map(|c| (c.seq, c.device, c.revision.rev)));
        if now != *before {
            self.tell(&format!("{id}{now}"));
            self.watched = Some((*id, now));
        }
    }
}

fn sent(request: &Request) -> String {
    match request {
        Request::Sync(request) => {
            let ids: Vec<String> = request.push.revisions().iter().map(|r| r.id.to_string()).collect();
            format!("sync {:?} {ids:?}", request.cursor.map(|cursor| cursor.seq.get()))
        }
        Request::PushRoster(entries) => format!("{} entries", entries.len()),
        other => format!("{other:?}"),
    }
}

pub(crate) fn short(event: &Event) -> String {
    match event {
        Event::Wrote { id, .. } => format!("wrote {id}"),
        Event::Handed { changes, .. } => {
            format!("handed {:?}", changes.iter().map(|c| c.revision.id).collect::<Vec<_>>())
        }
        Event::Signed(entries) => format!("signed {}", entries.len()),
        Event::Answered { ticket, reply: Reply::Sync(answer), .. } => {
            let results: Vec<String> = answer
                .results
                .iter()
                .map(|(id, outcome)| {
                    format!("{id} {}", format!("{outcome:?}").chars().take(12).collect::<String>())
                })
                .collect();
            let changes: Vec<String> = answer.changes.iter().map(|c| c.revision.id.to_string()).collect();
            format!("answered {ticket}: {results:?} {changes:?}")
        }
        Event::Answered { ticket, .. } => format!("answered {ticket}"),
        other => format!("{other:?}"),
    }
}
