//! The sealed format, frozen: what `vectors.json` holds was made once and must open for ever, because phones,
//! servers, exports and sheets of paper hold the like. What is made today from the same inputs must be the
//! same bytes. (Only where a text is deflated may another version of the compressor pack it otherwise; then
//! the new bytes are added, and the old ones stay and open.)

// Functions beside the tests may unwrap too: a vector that cannot be read has failed.
#![allow(clippy::unwrap_used)]

mod common;

use base64ct::{Base64UrlUnpadded, Encoding};
use common::Seeded;
use serde_json::{Value, json};
use tanomo_record::Id;
use tanomo_sync::card::{CardKey, KeyName};
use tanomo_sync::invite::Invitation;
use tanomo_sync::keys::{unwrap, wrap};
use tanomo_sync::plain::{Body, Fact};
use tanomo_sync::recovery::Sheet;
use tanomo_sync::seal::{Place, open, seal};
use tanomo_sync::sign::sign_push;
use tanomo_sync::{DeviceKeys, Roster, Secret, Secrets};
use tanomo_wire::names::Token;
use tanomo_wire::revision::Blobs;
use tanomo_wire::{
    CircleId, DeviceKind, EpochName, MemberId, Opaque, RecordId, Rev, Revision, Role, SignedEntry,
};

const CIRCLE: CircleId = CircleId::new([0xc1; 32]);

/// As long as the records people really write: an offer of help.
const OFFER: &str = r#"{"v":1,"k":"response","r":["AQEBAQEBAQE"],"n":[1],"a":["AQEBAQEBAQEBAQEBAQEBAQ"],"f":{"answer":[[0,1,1763769600000,0,0,"offered"]],"member":[[0,1,1763769600000,0,0,"AQEBAQEBAQEBAQEBAQEBAQ"]],"request":[[0,1,1763769600000,0,0,"AgICAgICAgICAgICAgICAg"]],"note":"道具"}}"#;

fn keys() -> DeviceKeys {
    DeviceKeys::new(&Secret::new([0x0d; 32]))
}

fn place(base: Option<Rev>) -> Place {
    Place {
        circle: CIRCLE,
        device: keys().id(),
        id: RecordId::new([0x1d; 16]),
        base,
        epoch: EpochName::new([0xe0; 6]),
    }
}

fn bodies() -> Vec<(&'static str, Body)> {
    let id = Id::new([0x1d; 16]);
    let key = CardKey { name: KeyName::new([0xca; 6]), secret: Secret::new([0xcd; 32]) };
    let text = r#"{"of":"x"}"#.to_owned();
    let signature = keys().sign(&Fact::signed_bytes(&CIRCLE, &RecordId::new([0x1d; 16]), &text));
    vec![
        ("short text", Body::Text("城東".to_owned())),
        ("deflated text", Body::Text(OFFER.to_owned())),
        ("card", Body::Card(key.seal(&CIRCLE, id, [0x24; 24], "花子"))),
        ("fact", Body::Fact(Fact { by: keys().id(), signature, text })),
        ("gone", Body::Gone),
    ]
}

fn sealed() -> Vec<(&'static str, Revision)> {
    let secret = Secret::new([0x5e; 32]);
    let made = bodies().into_iter().enumerate().map(|(n, (name, body))| {
        let base = (n % 2 == 1).then_some(Rev::new([0xba; 16]));
        (name, seal(&place(base), &secret, [n as u8 + 1; 24], &body, Blobs::default()).unwrap())
    });
    made.collect()
}

fn b64(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

fn invitation() -> Invitation {
    Invitation::draw(CIRCLE, &mut Seeded(41))
}

fn made() -> Value {
    let revisions: Vec<Revision> = sealed().into_iter().map(|(_, revision)| revision).collect();
    let mut random = Seeded(42);
    let device = keys().device(MemberId::new([0x3e; 16]), Role::Lead, DeviceKind::Phone);
    let (roster, secrets) = Roster::found(&keys(), device, 1_763_769_600_000, &mut random).unwrap();
    let sheet = Sheet::draw(&mut Seeded(43));
    let words: Vec<String> = sheet.to_words().split(' ').map(str::to_owned).collect();
    let envelope = invitation().seal_envelope(&secrets, [0x77; 24]).unwrap();
    let wrapped = wrap(&keys().seal_key(), &CIRCLE, b"about", b"secret", &mut random).unwrap();
    json!({
        "sealed": sealed().iter().map(|(name, revision)| json!({"name": name, "revision": revision}))
            .collect::<Vec<_>>(),
        "device": {
            "id": keys().id(), "sign": keys().sign_key(), "seal": keys().seal_key(),
            "signature": sign_push(&keys(), &CIRCLE, &revisions),
        },
        "roster": { "circle": roster.circle(), "entries": roster.entries() },
        "secrets": b64(&secrets.to_bytes()),
        "form 12": secrets.form_id("12").to_string(),
        "wrapped": wrapped,
        "invitation": {
            "fragment": *invitation().to_fragment(), "id": invitation().id(),
            "token hash": invitation().token().hash(), "envelope": envelope,
        },
        "sheet": { "words": words, "qr": b64(&sheet.to_qr(&CIRCLE)), "device": sheet.keys(&CIRCLE).id() },
    })
}

fn frozen() -> Value {
    serde_json::from_str(include_str!("vectors.json")).unwrap()
}

#[test]
fn what_is_made_today_is_what_was_frozen() {
    let (made, frozen) = (made(), frozen());
    assert_eq!(made, frozen, "{}", serde_json::to_string_pretty(&made).unwrap());
}

#[test]
fn every_frozen_revision_opens_to_what_was_sealed() {
    let frozen = frozen();
    let list = frozen["sealed"].as_array().unwrap();
    assert_eq!(list.len(), bodies().len());
    for (vector, (name, body)) in list.iter().zip(bodies()) {
        let revision: Revision = serde_json::from_value(vector["revision"].clone()).unwrap();
        let opened = open(&CIRCLE, &keys().id(), &Secret::new([0x5e; 32]), &revision);
        assert_eq!(opened, Ok(body), "{name}");
    }
}

#[test]
fn the_frozen_roster_secrets_link_and_sheet_read() {
    let frozen = frozen();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let bytes = |value: &Value| Base64UrlUnpadded::decode_vec(value.as_str().unwrap()).unwrap();
    let circle: CircleId = text(&frozen["roster"]["circle"]).parse().unwrap();
    let entries: Vec<SignedEntry> = serde_json::from_value(frozen["roster"]["entries"].clone()).unwrap();
    assert!(Roster::read(&circle, &entries).unwrap().standing().leads(&keys().id()));
    let secrets = Secrets::from_bytes(&bytes(&frozen["secrets"])).unwrap();
    assert_eq!(secrets.form_id("12").to_string(), text(&frozen["form 12"]));
    let wrapped: Opaque = serde_json::from_value(frozen["wrapped"].clone()).unwrap();
    assert_eq!(unwrap(&keys(), &CIRCLE, b"about", &wrapped).unwrap().as_slice(), b"secret");
    let link = Invitation::from_fragment(&text(&frozen["invitation"]["fragment"])).unwrap();
    let envelope: Opaque = serde_json::from_value(frozen["invitation"]["envelope"].clone()).unwrap();
    assert_eq!(*link.open_envelope(&envelope).unwrap().to_bytes(), *secrets.to_bytes());
    let (sheet, of) = Sheet::from_qr(&bytes(&frozen["sheet"]["qr"])).unwrap();
    assert_eq!((sheet.keys(&of).id().to_string(), of), (text(&frozen["sheet"]["device"]), CIRCLE));
    let words: Vec<String> = serde_json::from_value(frozen["sheet"]["words"].clone()).unwrap();
    assert_eq!(Sheet::from_words(&words.join(" ")).unwrap().keys(&CIRCLE).id(), sheet.keys(&CIRCLE).id());
}

#[test]
fn a_record_of_265_bytes_takes_four_buckets_at_most() {
    assert!(OFFER.len() >= 265, "{}", OFFER.len());
    let (_, revision) = sealed().remove(1);
    assert!(revision.sealed.bytes().len() <= 8 + 4 * 64 + 16, "{:?}", revision.sealed);
}
