//! What is asked while somebody is on the telephone: who, what, when.

texts! {
    STEP_WHO: "① どなたから", "① だれから", "1. Who";
    STEP_WHAT: "② なにを", "② なにを", "2. What";
    STEP_WHEN: "③ いつ・何人で", "③ いつ・{何人|なんにん}で", "3. When and how many";
    STEP_CONSENT: "④ 同意", "④「はい」を {聞|き}く({同意|どうい})", "4. Consent";
    PHONE: "電話番号", "{電話番号|でんわばんごう}", "Telephone";
    PHONE_HELP: "前にお手伝いした方なら、入れると出てきます", "{前|まえ}に {手伝|てつだ}った {人|ひと}なら、{番号|ばんごう}で {出|で}ます", "Somebody helped before appears when you enter it";
    CARDS_CLOSED: "前からの方のカードはとじています。開くと、電話番号や名前でさがせます", "{前|まえ}からの {人|ひと}の カードは とじています。{開|ひら}くと さがせます", "The cards are closed. Open them to find people by number or name";
    OPEN_CARDS: "カードを開く", "カードを {開|ひら}く", "Open the cards";
    CARDS_FOUND: "カードが{n}枚あります", "カードが {n}まい あります", "{n} cards found";
    THIS_PERSON: "この方", "この {人|ひと}", "This person";
    OTHER_PERSON: "別の方にする", "ちがう {人|ひと}に する", "Somebody else";
    TYPED_BESIDE: "入れた内容({typed})は、この方のカードとちがいます。", "{入|い}れた {内容|ないよう}({typed})は、この {人|ひと}の カードと ちがいます。", "What was typed ({typed}) differs from this person's card.";
    TYPED_INTO_CARD: "カードをこれに変える", "カードを これに {変|か}える", "Put it on the card";
    CARD_CLOSED_PICKED: "カードはとじています。保存のときに番号をたずねます", "カードは とじています。{保存|ほぞん}の とき {番号|ばんごう}を {聞|き}きます", "The card is closed. You will be asked for the number when you save";
    LAST_TIME: "前回:{what}({when})", "{前|まえ}: {what}({when})", "Last time: {what} ({when})";
    SAME_AS_LAST: "前回と同じ", "{前|まえ}と おなじ", "Same as last time";
    NOBODY: "お名前なしで登録する", "{名前|なまえ}を {書|か}かない", "Without a name";
    NOBODY_HELP: "ニーズ調査や、場所の困りごとのとき", "アンケートや、{場所|ばしょ}の {困|こま}りごとの とき", "For a survey or a place";
    NAME: "お名前", "{名前|なまえ}", "Name";
    READING: "ふりがな", "{名前|なまえ}の {読|よ}みかた", "Reading";
    READING_HELP: "ひらがな。カタカナでもかまいません", "ひらがなか カタカナ", "Hiragana or katakana";
    BLOCK: "番地", "{番地|ばんち}", "Block and number";
    BLOCK_HELP: "例:1-2-3", "{例|れい}: 1-2-3", "Such as 1-2-3";
    BUILDING: "建物・部屋", "{建物|たてもの}・{部屋|へや}", "Building and room";
    PREFECTURE: "都道府県", "{県|けん}", "Prefecture";
    CITY: "市区町村", "{市|し}", "City";
    NEEDS: "お手伝いのときに", "{手伝|てつだ}う とき", "When helping";
    ELIGIBLE: "対象を確認した", "{手伝|てつだ}える {人|ひと}か たしかめた", "Eligibility checked";
    WHO_MAY: "対象:{text}", "{手伝|てつだ}える {人|ひと}: {text}", "Who may be helped: {text}";
    CARD_MORE: "建物・緊急連絡先・メモ", "{建物|たてもの}・{困|こま}った ときの {連絡先|れんらくさき}・メモ", "Building, emergency contact, notes";
    EMERGENCY_NAME: "緊急連絡先のお名前", "{困|こま}った ときに {電話|でんわ}する {人|ひと}", "Emergency contact";
    EMERGENCY_PHONE: "緊急連絡先の電話", "その {人|ひと}の {電話|でんわ}", "Their telephone";
    NOTES: "カードのメモ", "カードの メモ", "Notes on the card";
    NOTES_HELP: "体調・留守・かぎのことはここだけに書きます。病名は書きません", "{体|からだ}の こと・るすの こと・かぎの ことは ここに {書|か}きます。{病気|びょうき}の {名前|なまえ}は {書|か}きません", "Health, absence and keys belong here only. No names of illnesses";

    WHAT_TASK: "作業の種類", "どんな {作業|さぎょう}ですか", "Kind of work";
    CHOOSE_TASK: "作業をえらんでください", "{作業|さぎょう}を えらんで ください", "Please choose the work";
    WORDS: "ようす", "ようす", "In their words";
    WORDS_HELP: "体調・留守・かぎのことは書かず、カードのメモに書きます", "{体|からだ}の こと・るすの こと・かぎの ことは、カードの メモに {書|か}きます", "Health, absence and keys go on the card, not here";
    FROM: "希望の日(はじめ)", "{来|き}て ほしい {日|ひ}({始|はじ}め)", "Wished from";
    FROM_HELP: "決まっていなければ、あけたままで", "{決|き}まって いなければ、{書|か}かなくて いいです", "Leave it empty if there is no wish";
    UNTIL: "希望の日(おわり)", "{来|き}て ほしい {日|ひ}({終|お}わり)", "Wished until";
    NEEDED: "必要な人数", "{何人|なんにん} {必要|ひつよう}ですか", "Helpers needed";
    URGENT: "急ぎです", "いそぎです", "It is urgent";
    OFTEN: "くり返し", "くりかえし", "How often";
    ONCE: "1回だけ", "{1回|いっかい}だけ", "Once";
    WEEKLY: "毎週", "{毎週|まいしゅう}", "Every week";
    MONTHLY: "毎月", "{毎月|まいつき}", "Every month";
    WHICH_DAYS: "何曜日", "{何曜日|なんようび}", "Which days";
    WHICH_WEEK: "第何週", "{何番目|なんばんめ}の {週|しゅう}", "Which week";
    WHICH_DAY: "曜日", "{曜日|ようび}", "Day of the week";
    CHOOSE_DAYS: "曜日をえらんでください", "{曜日|ようび}を えらんで ください", "Please choose the days";
    MORE: "道具({tools})・危ないところ({hazards})・現場のようす", "{道具|どうぐ}({tools})・あぶない ところ({hazards})・{場所|ばしょ}の ようす", "Tools ({tools}), hazards ({hazards}), the site";
    FORM_NUMBER: "申込書の番号", "{申込書|もうしこみしょ}の {番号|ばんごう}", "Number of the form";

    SAVE_LOG: "登録する", "{保存|ほぞん}する", "Log it";
    SAVE_MEMO: "メモだけ保存", "メモだけ {保存|ほぞん}する", "Save a note only";
    PHOTO_STAYS: "写真は、まだここに入れられません。もとのアプリに残っています。文字だけ入れました。", "{写真|しゃしん}は、まだ ここに {入|い}れられません。もとの アプリに {残|のこ}っています。{文字|もじ}だけ {入|い}れました。", "Photos cannot be kept here yet. Yours is still in the app it came from. Only the words were taken.";
    MEMO_HELP: "急ぐときは、お名前と電話番号だけで「メモだけ保存」ができます。", "いそぐ ときは、{名前|なまえ}と {電話番号|でんわばんごう}だけで「メモだけ {保存|ほぞん}する」が できます。", "In a hurry, a name and a number are enough for a note.";
    DRAFT_LEFT: "書きかけの困りごとがあります", "{書|か}いて いる {途中|とちゅう}の {困|こま}りごとが あります", "There is a request you had begun";
    DRAFT_GO_ON: "続きから書く", "{続|つづ}きを {書|か}く", "Go on with it";
    DRAFT_FRESH: "新しく書く", "{新|あたら}しく {書|か}く", "Start a new one";
    SAME_PERSON: "同じ方ですか", "おなじ {人|ひと}ですか", "Is this the same person?";
    SAME_REQUEST: "同じ困りごとですか", "おなじ {困|こま}りごとですか", "Is this the same request?";
}
