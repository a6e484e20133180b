//! Files to restore from: whole ones and what can be wrong with one.

use anyhow::{Context, Result};
use crc::{CRC_32_ISO_HDLC, Crc};
use serde_json::{Value, json};
use tanomo::store::{
    backup,
    vault::{SealingKey, Wrapped},
};
use tanomo_domain::{
    date::{Millis, parse_iso, tokyo_millis},
    sample::{self, For},
    view::Resident,
};
use tanomo_record::{Id, Record, ReplicaId};

/// The sum at a file's end, by a table of its own.
const CRC: Crc<u32> = Crc::<u32>::new(&CRC_32_ISO_HDLC);

/// For whom they are made.
pub fn who() -> For {
    let now = parse_iso("2026-11-22").map_or(Millis(0), |day| tokyo_millis(day, 9, 0));
    For {
        circle: Id::new([1; 16]),
        me: Id::new([2; 16]),
        replica: ReplicaId::new([3; 8]),
        now,
        seed: [4; 16],
    }
}

/// A file of these records, cards left out.
pub fn of(records: &[(Id, Record)]) -> String {
    backup::without_cards(who().circle, who().me, 0, records)
}

/// A whole file.
pub fn whole() -> String {
    of(&sample::squad(who()))
}

/// The same, cut off in the middle of a letter.
pub fn cut_off() -> String {
    let whole = whole();
    whole.chars().take(whole.chars().count() / 2).collect()
}

/// The same with one word changed.
pub fn changed() -> String {
    whole().replacen("見本", "身本", 1)
}

/// One that a newer app wrote.
pub fn newer() -> String {
    whole().replacen("\"v\":1", "\"v\":2", 1)
}

/// One with a resident's card in it, sealed by this passphrase.
pub fn with_card(passphrase: &str) -> Result<String> {
    let records = sample::squad(who());
    let (card, record) =
        records.iter().find(|(_, record)| record.kind() == Resident::KIND).context("a card in the sample")?;
    let key = SealingKey::new([5; 32]);
    let wrapped = Wrapped::wrap(&key, passphrase, [6; 16], [7; 24]).context("wrapping")?;
    let sealed = key.seal(who().circle, *card, [8; 24], &record.to_text());
    let plain = whole();
    let mut lines: Vec<String> = plain.lines().map(str::to_owned).collect();
    lines.pop();
    lines.push(format!("[\"{card}\",\"{sealed}\"]"));
    let mut header: Value = serde_json::from_str(&lines[0])?;
    header["records"] = json!(lines.len() - 1);
    header["cards"] = serde_json::to_value(wrapped)?;
    lines[0] = header.to_string();
    let body = lines.join("\n");
    let end = json!({ "end": lines.len() - 1, "crc": format!("{:08x}", CRC.checksum(body.as_bytes())) });
    Ok(format!("{body}\n{end}\n"))
}
