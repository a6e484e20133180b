//! まとめ: the ledger of a month and of a fiscal year.

texts! {
    TITLE: "まとめ", "まとめ", "Summary";
    MONTH: "{month}のまとめ", "{month}の まとめ", "{month}";
    BEFORE: "前の月", "{前|まえ}の {月|つき}", "Month before";
    AFTER: "次の月", "{次|つぎ}の {月|つき}", "Month after";
    THIS_MONTH: "今月にもどる", "{今月|こんげつ}に もどる", "Back to this month";
    EMPTY: "この月は、まだ作業の記録がありません。きょうの画面の「完了を記録」で書くと、ここに出ます。", "この {月|つき}は {作業|さぎょう}の {記録|きろく}が ありません。「{完了|かんりょう}を {記録|きろく}」で {書|か}くと、ここに {出|で}ます。", "No work was recorded in this month. What you record with “Record completion” appears here.";
    LOADING: "記録を読みこんでいます", "{記録|きろく}を {読|よ}んで います", "Reading the records";
    YEAR: "{year}年度のまとめ(4月から3月)", "{year}{年度|ねんど}の まとめ(4{月|がつ}から 3{月|がつ})", "Fiscal year {year} (April to March)";

    VISITS: "作業", "{作業|さぎょう}", "Visits";
    VISITS_OF: "{n}回", "{n}{回|かい}", "{n}";
    DONE: "終わった作業", "{終|お}わった {作業|さぎょう}", "Completed";
    HOURS: "活動時間(のべ)", "{活動|かつどう}の {時間|じかん}(ぜんぶ)", "Person-hours";
    BAGS: "ごみ袋", "ごみの {袋|ふくろ}", "Bags";
    MATERIALS: "材料費", "{材料|ざいりょう}の お{金|かね}", "Materials";
    PAID: "受け取った利用料など", "もらった お{金|かね}", "Received from residents";
    NEAR_MISSES: "ヒヤリハット", "ヒヤリハット", "Near misses";

    MEMBERS: "おたがいさま", "おたがいさま", "Giving and receiving";
    MEMBERS_WHY: "順番はふりがな順です。くらべるためのものではありません。", "ふりがなの {順番|じゅんばん}です。くらべる ための ものでは ありません。", "In the order of readings; not meant for comparing.";
    NAME: "名前", "{名前|なまえ}", "Name";
    GIVEN: "手伝った", "{手伝|てつだ}った", "Given";
    RECEIVED: "手伝ってもらった", "{手伝|てつだ}って もらった", "Received";
    RECEIVED_CLOSED: "手伝ってもらった時間は、ご依頼の方のカードを開いているときだけ出ます。", "{手伝|てつだ}って もらった {時間|じかん}は、カードを {開|ひら}いた ときだけ {出|で}ます。", "Help received shows only while the residents' cards are open.";
    OPEN_CARDS: "カードを開く", "カードを {開|ひら}く", "Open the cards";

    CSV: "表のファイル(CSV)をつくる", "{表|ひょう}の ファイル(CSV)を {作|つく}る", "Make a table file (CSV)";
    CSV_DONE: "ファイルをつくりました。Excelで開けます。ご依頼の方の名前は入っていません。", "ファイルを {作|つく}りました。Excelで {開|ひら}けます。{頼|たの}んだ {人|ひと}の {名前|なまえ}は ありません。", "The file is made; Excel opens it. It holds no residents' names.";
    CSV_FAILED: "ファイルをつくれませんでした。もう一度おためしください。", "ファイルを {作|つく}れませんでした。もう {一度|いちど} して ください。", "The file could not be made. Please try again.";
    ITEM: "項目", "{項目|こうもく}", "Item";
    IN_MONTH: "この月", "この {月|つき}", "This month";
    IN_YEAR: "年度", "{年度|ねんど}", "Fiscal year";
    COUNT: "回", "{回|かい}", "times";
    MINUTES: "分", "{分|ふん}", "minutes";
    SHEETS: "袋", "ふくろ", "bags";
}
