//! Folding text for search, so that `ｶﾀｶﾅ`, `カタカナ` and `かたかな` find each other, and おおさか finds おーさか.
//!
//! The width table is written out here: it needs 63 half-width katakana and one subtraction, while the tables of
//! the crate `unicode-normalization` weigh more in the phone's download than this whole file. Full NFKC is not wanted
//! either: it knows neither katakana against hiragana nor 髙 against 高.

use memchr::memmem::Finder;

/// Half-width katakana U+FF61 to U+FF9F in order of code point.
const HALF_KATAKANA: [char; 63] = [
    '。', '「', '」', '、', '・', 'ヲ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ャ', 'ュ', 'ョ', 'ッ', 'ー', 'ア',
    'イ', 'ウ', 'エ', 'オ', 'カ', 'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ', 'タ', 'チ', 'ツ',
    'テ', 'ト', 'ナ', 'ニ', 'ヌ', 'ネ', 'ノ', 'ハ', 'ヒ', 'フ', 'ヘ', 'ホ', 'マ', 'ミ', 'ム', 'メ', 'モ',
    'ヤ', 'ユ', 'ヨ', 'ラ', 'リ', 'ル', 'レ', 'ロ', 'ワ', 'ン', '゛', '゜',
];

/// Ends a field inside a folded text, so that no word matches across two fields.
const FIELD_END: char = '\n';

/// Text folded once, to be searched many times.
///
/// Holds two strings: as typed but for width, case, kana and spaces; and, if it differs, the same without long
/// vowels and without hyphens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    plain: String,
    loose: Option<String>,
}

/// What a person typed into the search field: words that must all be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<Word>,
}

/// One word, made ready to be sought in thousands of texts.
#[derive(Clone, Debug)]
struct Word {
    folded: Folded,
    plain: Finder<'static>,
    loose: Finder<'static>,
}

impl PartialEq for Word {
    fn eq(&self, other: &Self) -> bool {
        self.folded == other.folded
    }
}

impl Eq for Word {}

impl Word {
    /// `None` where nothing is left to be sought.
    fn new(text: &str) -> Option<Self> {
        let folded = Folded::new(text);
        let finder = |text: &str| Finder::new(text).into_owned();
        let (plain, loose) = (finder(&folded.plain), finder(folded.loose()));
        (!folded.plain.is_empty()).then_some(Self { folded, plain, loose })
    }

    fn is_in(&self, text: &Folded) -> bool {
        self.plain.find(text.plain.as_bytes()).is_some()
            || (!self.folded.loose().is_empty()
                && (text.loose.is_some() || self.folded.loose.is_some())
                && self.loose.find(text.loose().as_bytes()).is_some())
    }
}

impl Folded {
    /// Folds one text.
    pub fn new(text: &str) -> Self {
        Self::of_fields([text])
    }

    /// Folds several fields of one row; a word is found inside one field, never across two.
    pub fn of_fields<'a>(fields: impl IntoIterator<Item = &'a str>) -> Self {
        let mut spaced = String::new();
        for field in fields {
            if !spaced.is_empty() {
                spaced.push(FIELD_END);
            }
            push_plain(&mut spaced, field);
        }
        // Long vowels are found while the spaces still stand: in はなこ おおさか the first お lengthens nothing.
        let loose = without_long_vowels(&spaced);
        let mut plain = spaced;
        plain.retain(|c| c != ' ');
        Self { loose: (loose != plain).then_some(loose), plain }
    }

    /// The folded text as it would be shown to a person debugging a search.
    pub fn as_str(&self) -> &str {
        &self.plain
    }

    fn loose(&self) -> &str {
        self.loose.as_deref().unwrap_or(&self.plain)
    }
}

impl Query {
    /// Reads the search field: words apart by half- or full-width spaces.
    pub fn new(text: &str) -> Self {
        Self { words: text.split_whitespace().filter_map(Word::new).collect() }
    }

    /// Whether nothing was asked, so that every row matches.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether the text holds every word.
    pub fn matches(&self, text: &Folded) -> bool {
        self.words.iter().all(|word| word.is_in(text))
    }
}

/// Whether the text holds every word of the query.
pub fn matches(query: &Query, text: &Folded) -> bool {
    query.matches(text)
}

/// Full-width letters, digits and marks to half-width, half-width katakana to full-width with their dakuten joined,
/// the full-width space to a space. Nothing else changes.
pub fn fold_width(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{ff01}'..='\u{ff5e}' => out.push(char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)),
            '\u{3000}' => out.push(' '),
            '\u{ffe5}' => out.push('¥'),
            '\u{ff9e}' | '\u{3099}' => join_mark(&mut out, '゛'),
            '\u{ff9f}' | '\u{309a}' => join_mark(&mut out, '゜'),
            '\u{ff61}'..='\u{ff9d}' => out.push(half_katakana(c)),
            c => out.push(c),
        }
    }
    out
}

/// Katakana to hiragana; the long vowel mark and everything else stays.
pub fn katakana_to_hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' | 'ヽ' | 'ヾ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        'ヷ' => 'わ',
        'ヸ' => 'ゐ',
        'ヹ' => 'ゑ',
        'ヺ' => 'を',
        c => c,
    }
}

/// Whether this is one of the dashes people put into numbers; the long vowel ー counts only between digits.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2212}'
                | '\u{ff0d}'
                | '\u{fe63}'
                | '\u{2043}'
                | '\u{30fc}'
                | '\u{ff70}'
                | '\u{2500}'
    )
}

/// The vowel (あいうえお) a hiragana ends on.
pub(crate) fn vowel(c: char) -> Option<char> {
    Some(match c {
        'あ' | 'ぁ' | 'か' | 'が' | 'さ' | 'ざ' | 'た' | 'だ' | 'な' | 'は' | 'ば' | 'ぱ' | 'ま' | 'や'
        | 'ゃ' | 'ら' | 'わ' | 'ゎ' | 'ゕ' => 'あ',
        'い' | 'ぃ' | 'き' | 'ぎ' | 'し' | 'じ' | 'ち' | 'ぢ' | 'に' | 'ひ' | 'び' | 'ぴ' | 'み' | 'り'
        | 'ゐ' => 'い',
        'う' | 'ぅ' | 'く' | 'ぐ' | 'す' | 'ず' | 'つ' | 'づ' | 'ぬ' | 'ふ' | 'ぶ' | 'ぷ' | 'む' | 'ゆ'
        | 'ゅ' | 'る' | 'ゔ' => 'う',
        'え' | 'ぇ' | 'け' | 'げ' | 'せ' | 'ぜ' | 'て' | 'で' | 'ね' | 'へ' | 'べ' | 'ぺ' | 'め' | 'れ'
        | 'ゑ' | 'ゖ' => 'え',
        'お' | 'ぉ' | 'こ' | 'ご' | 'そ' | 'ぞ' | 'と' | 'ど' | 'の' | 'ほ' | 'ぼ' | 'ぽ' | 'も' | 'よ'
        | 'ょ' | 'ろ' | 'を' => 'お',
        _ => return None,
    })
}

fn half_katakana(c: char) -> char {
    let at = u32::from(c).wrapping_sub(0xff61);
    usize::try_from(at).ok().and_then(|at| HALF_KATAKANA.get(at)).copied().unwrap_or(c)
}

/// Joins a dakuten or handakuten to the kana before it, where the two make one; else keeps the mark.
fn join_mark(out: &mut String, mark: char) {
    let joined = out.chars().last().and_then(|last| {
        let step = match (mark, last) {
            ('゛', 'ウ') => return Some('ヴ'),
            ('゛', 'う') => return Some('ゔ'),
            // In these rows the plain kana has the odd code point and the voiced one follows it.
            ('゛', 'か'..='ぢ' | 'カ'..='ヂ') if u32::from(last) % 2 == 1 => 1,
            ('゛', 'つ' | 'て' | 'と' | 'ツ' | 'テ' | 'ト') => 1,
            ('゛', 'は' | 'ひ' | 'ふ' | 'へ' | 'ほ' | 'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ') => 1,
            ('゜', 'は' | 'ひ' | 'ふ' | 'へ' | 'ほ' | 'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ') => 2,
            _ => return None,
        };
        char::from_u32(u32::from(last) + step)
    });
    match joined {
        Some(joined) => {
            out.pop();
            out.push(joined);
        }
        None => out.push(mark),
    }
}

fn push_plain(out: &mut String, text: &str) {
    out.reserve(text.len());
    let mut before = '\0';
    for c in fold_width(text).chars() {
        let c = match c {
            c if c.is_ascii_alphanumeric() => c.to_ascii_lowercase(),
            '一'..='鿿' | '豈'..='\u{faff}' => usual_kanji(c),
            '\n' | '\r' => FIELD_END,
            '~' | '〜' | '～' => 'ー',
            // A dash after a letter or digit is a hyphen; after kana it is a long vowel.
            c if is_hyphen(c) && before.is_ascii_alphanumeric() => '-',
            c if is_hyphen(c) && vowel(before).is_some() => 'ー',
            c if c.is_whitespace() => ' ',
            c if c.is_control() => continue,
            c => katakana_to_hiragana(c),
        };
        match c {
            c if !('À'..'、').contains(&c) => out.push(c),
            c => out.extend(c.to_lowercase()),
        }
        before = c;
    }
}

/// Kanji of family names that people write in several ways, to the form that is typed by default.
fn usual_kanji(c: char) -> char {
    match c {
        '髙' => '高',
        '﨑' | '嵜' => '崎',
        '邊' | '邉' => '辺',
        '齋' | '齊' | '斉' => '斎',
        '濵' | '濱' => '浜',
        '澤' => '沢',
        '櫻' => '桜',
        '國' => '国',
        '廣' => '広',
        '嶋' | '嶌' => '島',
        '德' => '徳',
        '瀨' => '瀬',
        '惠' => '恵',
        '眞' => '真',
        '龍' => '竜',
        c => c,
    }
}

/// Drops what people write in several ways: ー, a vowel that only lengthens the one before (おお, おう, えい), the
/// size of small kana, and hyphens.
fn without_long_vowels(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len());
    let mut before: Option<char> = None;
    for c in plain.chars() {
        if c == ' ' {
            before = None;
            continue;
        }
        let lengthens = match (before, c) {
            (_, 'ー' | '-') => true,
            (Some(v), 'あ' | 'い' | 'う' | 'え' | 'お') => {
                v == c || (v == 'お' && c == 'う') || (v == 'え' && c == 'い')
            }
            _ => false,
        };
        if !lengthens {
            out.push(large_kana(c));
            before = vowel(c);
        }
    }
    out
}

/// The large form of a small kana.
pub(crate) fn large_kana(c: char) -> char {
    match c {
        'ぁ' => 'あ',
        'ぃ' => 'い',
        'ぅ' => 'う',
        'ぇ' => 'え',
        'ぉ' => 'お',
        'っ' => 'つ',
        'ゃ' => 'や',
        'ゅ' => 'ゆ',
        'ょ' => 'よ',
        'ゎ' => 'わ',
        'ゕ' => 'か',
        'ゖ' => 'け',
        c => c,
    }
}

#[cfg(test)]
mod tests;
