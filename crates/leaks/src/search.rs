//! What is looked for, and where it was found.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use aho_corasick::{AhoCorasick, BuildError};

use crate::{Recording, forms, messages, unfold};

/// How deep one thing may lie in another: base64 in JSON in base64 in gzip.
const DEEPEST: u32 = 4;

/// One thing that should not be there.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// What, by its name.
    pub what: String,
    /// Where.
    pub place: String,
    /// In which form, and inside of what.
    pub form: String,
}

impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in {} ({})", self.what, self.place, self.form)
    }
}

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    all: Vec<(String, forms::Form)>,
}

impl Wanted {
    /// Nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// A text that should be nowhere.
    pub fn text(&mut self, name: &str, text: &str) {
        self.all.extend(forms::of_text(text).into_iter().map(|form| (name.to_owned(), form)));
    }

    /// A key that should be nowhere.
    pub fn key(&mut self, name: &str, bytes: &[u8]) {
        self.all.extend(forms::of_bytes(bytes).into_iter().map(|form| (name.to_owned(), form)));
    }

    /// The search for all of it.
    ///
    /// # Errors
    /// For more than can be looked for at once.
    pub fn search(self) -> Result<Search, BuildError> {
        let needles = AhoCorasick::new(self.all.iter().map(|(_, (_, bytes))| bytes))?;
        Ok(Search { needles, wanted: self, known: HashMap::new() })
    }
}

/// A search. It remembers what it looked into: the same record comes again and again.
#[derive(Debug)]
pub struct Search {
    needles: AhoCorasick,
    wanted: Wanted,
    known: HashMap<u64, BTreeSet<(String, String)>>,
}

impl Search {
    /// Looks into bytes and whatever lies inside of them.
    pub fn look(&mut self, place: &str, bytes: &[u8]) -> BTreeSet<Found> {
        let found = self.inside(bytes, 0);
        found.into_iter().map(|(what, form)| Found { what, place: place.to_owned(), form }).collect()
    }

    /// Looks at bytes as they are: for what is too long to be taken apart, and is taken apart elsewhere.
    pub fn glance(&self, place: &str, bytes: &[u8]) -> BTreeSet<Found> {
        let found = self.matches(bytes).into_iter();
        found.map(|(what, form)| Found { what, place: place.to_owned(), form }).collect()
    }

    /// Looks at every byte that went over connections, and into every message.
    pub fn look_at_traffic(&mut self, traffic: &[Recording]) -> BTreeSet<Found> {
        let mut found = BTreeSet::new();
        for (n, recording) in traffic.iter().enumerate() {
            for (way, stream) in [("to", &recording.up), ("from", &recording.down)] {
                let place = format!("traffic {way} the server, connection {n}");
                found.extend(self.glance(&place, stream));
                for message in messages::of(stream) {
                    found.extend(self.look(&place, &message.head));
                    found.extend(self.look(&place, &message.body));
                }
            }
        }
        found
    }

    /// Looks into every file below a folder.
    ///
    /// # Errors
    /// Where one cannot be read.
    pub fn look_into_folder(&mut self, folder: &Path) -> std::io::Result<BTreeSet<Found>> {
        let mut found = BTreeSet::new();
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                found.extend(self.look_into_folder(&path)?);
                continue;
            }
            let place = path.display().to_string();
            found.extend(self.look(&place, place.as_bytes()));
            found.extend(self.look(&place, &std::fs::read(&path)?));
        }
        Ok(found)
    }

    fn matches(&self, bytes: &[u8]) -> BTreeSet<(String, String)> {
        let hits = self.needles.find_overlapping_iter(bytes);
        let named = hits.filter_map(|hit| self.wanted.all.get(hit.pattern().as_usize()));
        named.map(|(what, (form, _))| (what.clone(), form.clone())).collect()
    }

    fn inside(&mut self, bytes: &[u8], depth: u32) -> BTreeSet<(String, String)> {
        let mut hasher = DefaultHasher::new();
        (bytes, depth).hash(&mut hasher);
        let key = hasher.finish();
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let mut found = self.matches(bytes);
        if depth < DEEPEST {
            for unfold::Inside { how, bytes, sure } in unfold::unfold(bytes) {
                let deeper = if sure { self.inside(&bytes, depth + 1) } else { self.matches(&bytes) };
                found.extend(deeper.into_iter().map(|(what, form)| (what, format!("{form} in {how}"))));
            }
        }
        self.known.insert(key, found.clone());
        found
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    const TEXT: &str = "城東 花子 012-3456-7890";
    const KEY: [u8; 32] = [
        7, 200, 31, 99, 0, 255, 18, 4, 77, 61, 130, 9, 3, 88, 241, 16, 5, 6, 90, 222, 111, 43, 12, 19, 1, 2,
        150, 33, 71, 8, 254, 100,
    ];

    fn search() -> Search {
        let mut wanted = Wanted::new();
        wanted.text("the name", TEXT);
        wanted.key("the key", &KEY);
        wanted.search().unwrap()
    }

    fn names(found: &BTreeSet<Found>) -> Vec<&str> {
        let names: BTreeSet<_> = found.iter().map(|found| found.what.as_str()).collect();
        names.into_iter().collect()
    }

    fn noise(n: usize) -> Vec<u8> {
        let mut state = 88_172_645_463_325_252_u64;
        let step = |_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state as u8
        };
        (0..n).map(step).collect()
    }

    #[test]
    fn every_form_is_found_among_random_bytes_and_nothing_in_them_alone() {
        let mut search = search();
        assert_eq!(search.look("noise", &noise(20_000)), BTreeSet::new());
        let forms = [forms::of_text(TEXT), forms::of_bytes(&KEY)];
        assert!(forms[0].len() > 40 && forms[1].len() > 10);
        for (name, forms) in ["the name", "the key"].into_iter().zip(forms) {
            for (form, bytes) in forms {
                let hay = [noise(100), bytes, noise(33)].concat();
                let found = search.glance("here", &hay);
                assert!(found.iter().any(|f| f.what == name && f.form == form), "{form}: {found:?}");
            }
        }
    }

    fn deflate(bytes: &[u8]) -> Vec<u8> {
        let mut to = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        to.write_all(bytes).unwrap();
        to.finish().unwrap()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut to = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        to.write_all(bytes).unwrap();
        to.finish().unwrap()
    }

    fn zlib(bytes: &[u8]) -> Vec<u8> {
        let mut to = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        to.write_all(bytes).unwrap();
        to.finish().unwrap()
    }

    fn brotli(bytes: &[u8]) -> Vec<u8> {
        let mut small = Vec::new();
        brotli::BrotliCompress(&mut &bytes[..], &mut small, &Default::default()).unwrap();
        small
    }

    #[test]
    fn it_is_found_in_whatever_it_was_packed_into() {
        use base64ct::{Base64UrlUnpadded, Encoding};
        let text = format!("{{\"name\":\"{TEXT}\",\"name-again\":\"{TEXT}\"}}");
        let in_json = |bytes: &[u8]| {
            let sealed = Base64UrlUnpadded::encode_string(bytes);
            format!("{{\"v\":1,\"p\":[[\"id\",\"{sealed}\"]]}}").into_bytes()
        };
        // As a record would be pushed whose seal does nothing: salt, mark, deflated, padded, no authenticator.
        let unsealed =
            [noise(8), vec![1], deflate(text.as_bytes()), vec![0x80, 0, 0, 0], vec![0; 16]].concat();
        let packed = [
            ("gzip", gzip(text.as_bytes())),
            ("gzip after noise", [noise(50), gzip(text.as_bytes())].concat()),
            ("zlib", zlib(text.as_bytes())),
            ("brotli", brotli(text.as_bytes())),
            ("deflate", [noise(17), deflate(text.as_bytes())].concat()),
            ("a record without a seal", in_json(&unsealed)),
            ("base64 of gzip", in_json(&gzip(text.as_bytes()))),
            ("gzip of base64 of deflate", gzip(&in_json(&unsealed))),
        ];
        for (how, bytes) in packed {
            assert_eq!(names(&search().glance(how, &bytes)), Vec::<&str>::new(), "{how}: it is packed");
            assert_eq!(names(&search().look(how, &bytes)), ["the name"], "{how}");
        }
        let key = gzip(&in_json(&[noise(5), KEY.to_vec()].concat()));
        assert_eq!(names(&search().look("", &key)), ["the key"]);
    }

    #[test]
    fn traffic_is_searched_both_ways_in_heads_and_bodies() {
        let body = gzip(TEXT.as_bytes());
        let head =
            format!("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n", body.len());
        let down = Recording { up: Vec::new(), down: [head.as_bytes(), &body].concat() };
        let key: String = KEY.iter().map(|byte| format!("{byte:02x}")).collect();
        let up = Recording { up: format!("GET /?k={key} HTTP/1.1\r\n\r\n").into_bytes(), down: Vec::new() };
        let found = search().look_at_traffic(&[down, up]);
        assert_eq!(names(&found), ["the key", "the name"]);
        assert!(found.iter().any(|f| f.place.contains("from the server, connection 0")), "{found:?}");
    }

    #[test]
    fn a_folder_is_searched_to_its_leaves() {
        let folder = std::env::temp_dir().join(format!("tanomo-leaks-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("a/b")).unwrap();
        std::fs::write(folder.join("a/b/c"), gzip(TEXT.as_bytes())).unwrap();
        let found = search().look_into_folder(&folder).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(names(&found), ["the name"]);
    }
}
