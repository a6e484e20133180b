use proptest::prelude::*;

use super::*;

fn finds(query: &str, text: &str) -> bool {
    matches(&Query::new(query), &Folded::new(text))
}

#[test]
fn width_is_folded() {
    assert_eq!(fold_width("ＡＢＣ　１２３－４"), "ABC 123-4");
    assert_eq!(fold_width("ｶﾞｷﾞｼﾞﾁﾞﾂﾞﾄﾞﾊﾞﾋﾟｳﾞｰｱﾞ"), "ガギジヂヅドバピヴーア゛");
    assert_eq!(fold_width("か\u{3099}は\u{309a}"), "がぱ");
    let plain: String =
        "カキクケコサシスセソタチツテトハヒフヘホ".chars().flat_map(|c| [c, '\u{3099}']).collect();
    assert_eq!(fold_width(&plain), "ガギグゲゴザジズゼゾダヂヅデドバビブベボ");
    let plain: String =
        "かきくけこさしすせそたちつてとはひふへほ".chars().flat_map(|c| [c, '\u{3099}']).collect();
    assert_eq!(fold_width(&plain), "がぎぐげござじずぜぞだぢづでどばびぶべぼ");
    assert_eq!(fold_width("ﾞナ\u{3099}ア"), "゛ナ゛ア");
}

#[test]
fn people_find_what_they_mean() {
    for (query, text) in [
        ("ｸｻﾄﾘ", "くさとり"),
        ("くさとり", "クサトリ"),
        ("ごみ", "ゴミ出し"),
        ("おおさか", "オーサカ"),
        ("おうさか", "おおさか"),
        ("コーヒ", "こおひい"),
        ("おおさか 渡辺", "渡邊 ハナコ おーさか"),
        ("おうさか", "オオサカ　ハナコ"),
        ("éCOLE", "École"),
        ("高橋", "髙橋　花子"),
        ("渡辺", "渡邊"),
        ("田中花子", "田中　花子"),
        ("花子 田中", "田中 花子"),
        ("abc", "ＡＢＣ"),
        ("1-2", "１－２－３"),
        ("1−2", "1ー2ー3"),
        ("0901234", "090-1234-5678"),
        ("う", "あおう"),
        ("きよう", "きょう"),
        ("", "なんでも"),
        ("　 ", "なんでも"),
    ] {
        assert!(finds(query, text), "{query} in {text}");
    }
    for (query, text) in [("草取り 下町", "草取り 上町"), ("ねこ", "いぬ"), ("ー", "かさ"), ("-", "かさ")]
    {
        assert!(!finds(query, text), "{query} in {text}");
    }
}

#[test]
fn words_stay_inside_their_field() {
    let row = Folded::of_fields(["草取り", "下町"]);
    assert!(Query::new("草取り 下町").matches(&row));
    assert!(!Query::new("り下").matches(&row));
}

proptest! {
    #[test]
    fn folding_twice_is_folding_once(text: String) {
        let once = fold_width(&text);
        let again = Folded::new(&once);
        prop_assert_eq!(Folded::new(&text), again);
    }

    #[test]
    fn a_row_finds_itself_and_its_parts(text in "[ぁ-んァ-ヶー一-龥a-zA-Z0-9]{1,20}", from in 0usize..20, len in 1usize..20) {
        let part: String = text.chars().skip(from).take(len).collect();
        prop_assert!(finds(&text, &text));
        prop_assert!(part.starts_with('ー') || finds(&part, &text), "{} in {}", part, text);
    }

    #[test]
    fn nothing_panics(query: String, text: String) {
        let _ = finds(&query, &text);
    }
}
