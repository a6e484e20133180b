//! A file somebody can keep: every record of the circle, one a line. Cards are in it only under a
//! passphrase. Restoring merges, so an old file never takes anything away; and an erased card never
//! comes back, because erasures are read first.
//!
//! ```text
//! {"tanomo":"export","v":1,"circle":"…","me":"…","made":1763769600000,"records":2,"cards":{…}|null}
//! ["<id>",{…record…}]
//! ["<id>","~sealed card"]
//! {"end":2,"crc":"0123abcd"}
//! ```

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use tanomo_domain::view::{Erasure, Resident};
use tanomo_record::{Id, Record, ReplicaId};

use super::device::Device;
use super::journal::Batch;
use super::sum::sum;
use super::vault::{NotOpened, SealingKey, Wrapped};
use super::{Phase, Store, Trouble, random, start};
use crate::browser::clock;

/// The version of the file.
const VERSION: u32 = 1;
/// The largest file that is read, in bytes.
pub const LARGEST: usize = 64 * 1024 * 1024;
/// The shortest passphrase for cards, in characters.
pub const PASSPHRASE: usize = 8;
/// How many records one transaction restores.
const CHUNK: usize = 500;

/// Why a file was not restored; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotRestored {
    /// Not a file of this app.
    NotOurs,
    /// The file ends too early or was changed.
    CutOff,
    /// A newer app wrote it.
    Newer,
    /// Larger than [`LARGEST`].
    TooLarge,
    /// Of another circle than the one on this phone.
    OtherCircle,
    /// Of a circle this phone has put aside: it is opened first.
    PutAside,
    /// The cards in it need the passphrase.
    NeedsPassphrase,
    /// Another passphrase.
    WrongPassphrase,
    /// Cards are to be restored and this phone has no number yet, or is locked.
    NeedsNumber,
    /// The phone could not write it.
    Phone(Trouble),
}

/// What a restore brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// Records in the file that were read.
    pub records: usize,
    /// Cards among them.
    pub cards: usize,
}

#[derive(Serialize, Deserialize)]
struct Header {
    tanomo: String,
    v: u32,
    circle: Id,
    me: Id,
    made: u64,
    records: usize,
    #[serde(default)]
    cards: Option<Wrapped>,
}

#[derive(Serialize, Deserialize)]
struct End {
    end: usize,
    crc: String,
}

/// A file that was read and found whole.
#[derive(Debug)]
pub struct Parsed {
    circle: Id,
    me: Id,
    cards: Option<Wrapped>,
    lines: Vec<(Id, Line)>,
}

#[derive(Debug)]
enum Line {
    Record(Record),
    Card(String),
}

/// Reads a file, whole or not at all.
///
/// # Errors
/// [`NotRestored`] saying what the file is instead.
pub fn parse(text: &str) -> Result<Parsed, NotRestored> {
    if text.len() > LARGEST {
        return Err(NotRestored::TooLarge);
    }
    let first = text.lines().next().unwrap_or_default();
    let header: serde_json::Value = serde_json::from_str(first).map_err(|_| NotRestored::NotOurs)?;
    if header.get("tanomo").and_then(|word| word.as_str()) != Some("export") {
        return Err(NotRestored::NotOurs);
    }
    if header.get("v").and_then(serde_json::Value::as_u64).is_some_and(|v| v > u64::from(VERSION)) {
        return Err(NotRestored::Newer);
    }
    let header: Header = serde_json::from_value(header).map_err(|_| NotRestored::NotOurs)?;
    let body = text.trim_end_matches(['\n', '\r']);
    let (body, last) = body.rsplit_once('\n').ok_or(NotRestored::CutOff)?;
    let end: End = serde_json::from_str(last).map_err(|_| NotRestored::CutOff)?;
    let whole = end.crc == format!("{:08x}", sum(body));
    if !whole || end.end != header.records {
        return Err(NotRestored::CutOff);
    }
    let lines: Result<Vec<_>, _> = body.lines().skip(1).map(parse_line).collect();
    Ok(Parsed { circle: header.circle, me: header.me, cards: header.cards, lines: lines? })
}

fn parse_line(line: &str) -> Result<(Id, Line), NotRestored> {
    let (id, value): (Id, Box<serde_json::value::RawValue>) =
        serde_json::from_str(line).map_err(|_| NotRestored::CutOff)?;
    if let Ok(card) = serde_json::from_str::<String>(value.get()) {
        return Ok((id, Line::Card(card)));
    }
    match Record::from_text(value.get()) {
        Ok(record) => Ok((id, Line::Record(record))),
        Err(tanomo_record::Malformed::Newer(_)) => Err(NotRestored::Newer),
        Err(_) => Err(NotRestored::CutOff),
    }
}

impl Parsed {
    /// Whether the file holds cards, which need the passphrase.
    pub fn has_cards(&self) -> bool {
        self.lines.iter().any(|(_, line)| matches!(line, Line::Card(_)))
    }
}

/// Puts the lines of a file together.
fn file(header: &Header, lines: &[String]) -> String {
    let mut body = serde_json::to_string(header).unwrap_or_default();
    for line in lines {
        body.push('\n');
        body.push_str(line);
    }
    let end = End { end: lines.len(), crc: format!("{:08x}", sum(&body)) };
    format!("{body}\n{}\n", serde_json::to_string(&end).unwrap_or_default())
}

/// A file of records, cards left out.
pub fn without_cards(circle: Id, me: Id, made: u64, records: &[(Id, Record)]) -> String {
    let plain = records.iter().filter(|(_, record)| record.kind() != Resident::KIND);
    let lines: Vec<String> = plain.map(|(id, record)| format!("[\"{id}\",{}]", record.to_text())).collect();
    let header = Header {
        tanomo: "export".to_owned(),
        v: VERSION,
        circle,
        me,
        made,
        records: lines.len(),
        cards: None,
    };
    file(&header, &lines)
}

impl Store {
    /// Everything as a file's text; the cards only with a passphrase, and only while they are open.
    ///
    /// # Errors
    /// [`Trouble::Locked`] where cards are wanted and closed.
    pub fn export(self, passphrase: Option<&str>) -> Result<String, Trouble> {
        let device = self.look(|inner| inner.device.clone()).ok_or(Trouble::NotReady)?;
        let mut lines = Vec::new();
        let mut cards = None;
        let key = match passphrase {
            Some(passphrase) => {
                if self.peek(|state| state.closed_cards() > 0) {
                    return Err(Trouble::Locked);
                }
                let key = SealingKey::new(random()?);
                cards = Wrapped::wrap(&key, passphrase, random()?, random()?);
                Some(key)
            }
            None => None,
        };
        let records = self.peek(|state| state.records().map(|(id, r)| (id, r.clone())).collect::<Vec<_>>());
        for (id, record) in records {
            match (&key, record.kind() == Resident::KIND) {
                (_, false) => lines.push(format!("[\"{id}\",{}]", record.to_text())),
                (Some(key), true) => {
                    let sealed = key.seal(device.circle, id, random()?, &record.to_text());
                    lines.push(format!("[\"{id}\",\"{sealed}\"]"));
                }
                (None, true) => {}
            }
        }
        let header = Header {
            tanomo: "export".to_owned(),
            v: VERSION,
            circle: device.circle,
            me: device.me,
            made: clock::now(),
            records: lines.len(),
            cards,
        };
        Ok(file(&header, &lines))
    }

    /// Merges a file into the records of this phone; on a fresh phone it becomes the circle's.
    ///
    /// # Errors
    /// [`NotRestored`]; then nothing was changed. A fresh phone takes cards by [`Store::restore_first`] only.
    pub async fn restore(self, file: Parsed, passphrase: Option<&str>) -> Result<Restored, NotRestored> {
        self.restore_telling(file, passphrase, |_, _| {}).await
    }

    /// As [`Store::restore`], telling how many records of how many are done.
    ///
    /// # Errors
    /// As [`Store::restore`].
    pub async fn restore_telling(
        self,
        file: Parsed,
        passphrase: Option<&str>,
        tell: impl Fn(usize, usize),
    ) -> Result<Restored, NotRestored> {
        let known = self.look(|inner| inner.device.clone());
        if known.as_ref().is_some_and(|device| device.circle != file.circle) {
            return Err(NotRestored::OtherCircle);
        }
        let opened = open_cards(&file, passphrase)?;
        if !opened.is_empty() && self.look(|inner| inner.key.is_none()) {
            return Err(NotRestored::NeedsNumber);
        }
        if known.is_none() {
            self.become_phone_of(&file).await?;
        }
        self.take_lines(file, opened, tell).await
    }

    /// Makes a fresh phone one of the file's circle; `new_number` opens the cards from then on, where the file
    /// holds some.
    ///
    /// # Errors
    /// [`NotRestored`]; then the phone is still fresh, unless it could not write.
    pub async fn restore_first(
        self,
        file: Parsed,
        passphrase: Option<&str>,
        new_number: &str,
    ) -> Result<Restored, NotRestored> {
        if file.has_cards() && super::lock::number(new_number).is_none() {
            return Err(NotRestored::NeedsNumber);
        }
        // Let the screen say that it takes a moment before the processor is busy.
        super::room::breathe().await;
        let opened = open_cards(&file, passphrase)?;
        self.become_phone_of(&file).await?;
        if !opened.is_empty() {
            self.choose_number(new_number).await.map_err(|_| NotRestored::NeedsNumber)?;
        }
        self.take_lines(file, opened, |_, _| {}).await
    }

    /// Writes what was read, and what was opened of it.
    async fn take_lines(
        self,
        file: Parsed,
        opened: Vec<(Id, Record)>,
        tell: impl Fn(usize, usize),
    ) -> Result<Restored, NotRestored> {
        let mut restored = Restored { records: 0, cards: opened.len() };
        let mut records: Vec<(Id, Record)> = opened;
        records.extend(file.lines.into_iter().filter_map(|(id, line)| match line {
            Line::Record(record) => Some((id, record)),
            Line::Card(_) => None,
        }));
        // What was erased is known before anything that might bring it back.
        records.sort_by_key(|(_, record)| record.kind() != Erasure::KIND);
        for chunk in records.chunks(CHUNK) {
            self.merge_chunk(chunk, true).await.map_err(NotRestored::Phone)?;
            restored.records += chunk.len();
            tell(restored.records, records.len());
        }
        self.tell_all();
        super::room::keep_head(self);
        self.phase.set(Phase::Ready);
        Ok(restored)
    }

    async fn become_phone_of(self, file: &Parsed) -> Result<(), NotRestored> {
        // Its cards there are sealed with a key that a new beginning would replace.
        if self.has_put_aside(file.circle).await {
            return Err(NotRestored::PutAside);
        }
        let device = Device {
            replica: ReplicaId::new(random().map_err(NotRestored::Phone)?),
            circle: file.circle,
            me: file.me,
            sample: false,
            vault: None,
            by_device: None,
            tries: (0, 0),
        };
        start::adopt(self, device).await;
        Ok(())
    }

    /// Merges some records with what stands, in one transaction.
    pub(super) async fn merge_chunk(self, chunk: &[(Id, Record)], to_send: bool) -> Result<(), Trouble> {
        let device = self.look(|inner| inner.device.clone()).ok_or(Trouble::NotReady)?;
        let key = self.look(|inner| inner.key.clone());
        let mut batch = Batch { to_send, ..Batch::default() };
        let mut merged = Vec::new();
        for (id, theirs) in chunk {
            if self.peek(|state| state.is_erased(*id)) {
                continue;
            }
            let mut record = self.peek(|state| state.record(*id).cloned()).unwrap_or_else(|| theirs.clone());
            record.merge(theirs);
            batch
                .erased
                .extend(Erasure::read(&record).filter(|_| record.kind() == Erasure::KIND).map(|e| e.of));
            let text = record.to_text();
            let sealed = match (&key, record.kind() == Resident::KIND) {
                (Some(key), true) => key.seal(device.circle, *id, random()?, &text),
                (None, true) => return Err(Trouble::NeedsNumber),
                (_, false) => text,
            };
            batch.puts.push((*id, sealed));
            merged.push((*id, record));
        }
        let (journal, working, generation) =
            self.look(|inner| (inner.journal.clone(), inner.working.clone(), inner.generation));
        let found = match journal {
            Some(journal) => journal.write::<Trouble>(&[], |_, _| Ok(batch.clone())).await?.0,
            None => generation,
        };
        for (id, record) in merged {
            self.take_in(id, record, found + 1);
        }
        let mut full = false;
        if let Some(working) = &working {
            for (id, text) in &batch.puts {
                full = full || working.write(*id, found + 1, text).is_err();
            }
            batch.erased.iter().for_each(|id| working.remove(*id));
            if !full && found == generation {
                working.reached(found + 1);
            }
        }
        let _ = self.inner.try_update_value(|inner| {
            if found == generation {
                inner.generation = found + 1;
            }
            if to_send && inner.journal.is_some() {
                inner.waiting.extend(batch.puts.iter().map(|(id, _)| *id));
            }
        });
        self.unsent.set(self.look(|inner| u32::try_from(inner.waiting.len()).unwrap_or(u32::MAX)));
        Ok(())
    }
}

fn open_cards(file: &Parsed, passphrase: Option<&str>) -> Result<Vec<(Id, Record)>, NotRestored> {
    if !file.has_cards() {
        return Ok(Vec::new());
    }
    let wrapped = file.cards.as_ref().ok_or(NotRestored::CutOff)?;
    let passphrase = passphrase.ok_or(NotRestored::NeedsPassphrase)?;
    let key = wrapped.unwrap(passphrase).map_err(|why| match why {
        NotOpened::Wrong => NotRestored::WrongPassphrase,
        NotOpened::Damaged => NotRestored::CutOff,
    })?;
    let cards = file.lines.iter().filter_map(|(id, line)| match line {
        Line::Card(sealed) => Some((*id, sealed)),
        Line::Record(_) => None,
    });
    let open = |(id, sealed): (Id, &String)| {
        let text = key.open(file.circle, id, sealed).map_err(|_| NotRestored::CutOff)?;
        Ok((id, Record::from_text(&text).map_err(|_| NotRestored::CutOff)?))
    };
    cards.map(open).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> String {
        let header = Header {
            tanomo: "export".to_owned(),
            v: 1,
            circle: Id::new([1; 16]),
            me: Id::new([2; 16]),
            made: 0,
            records: 1,
            cards: None,
        };
        let record = Record::new("member").to_text();
        file(&header, &[format!("[\"{}\",{record}]", Id::new([3; 16]))])
    }

    #[test]
    fn a_whole_file_is_read() {
        assert_eq!(parse(&whole()).unwrap().lines.len(), 1);
    }

    #[test]
    fn a_file_cut_anywhere_is_refused() {
        let whole = whole();
        for end in 0..whole.len() - 1 {
            assert!(parse(&whole[..end]).is_err(), "cut at {end}");
        }
    }

    #[test]
    fn a_file_changed_anywhere_is_refused() {
        let whole = whole();
        let touched = whole.replace("member", "nember");
        assert_eq!(parse(&touched).unwrap_err(), NotRestored::CutOff);
    }

    #[test]
    fn what_is_not_ours_or_newer_is_told_apart() {
        assert_eq!(parse("").unwrap_err(), NotRestored::NotOurs);
        assert_eq!(parse("PK\u{3}\u{4}").unwrap_err(), NotRestored::NotOurs);
        assert_eq!(parse("{\"some\":\"json\"}\n").unwrap_err(), NotRestored::NotOurs);
        assert_eq!(parse("{\"tanomo\":\"export\",\"v\":2}\n").unwrap_err(), NotRestored::Newer);
    }
}
