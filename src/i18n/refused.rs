//! What did not go, in words: what is wrong, what is safe, what to do. Never blame.

use super::dates::day;
use super::says::{hazard, tool};
use super::{Text, Words};
use crate::store::Trouble;
use tanomo_domain::gates::{Gap, Gate, Waste};
use tanomo_domain::refusal::{Refusal, Wrong};

texts! {
    // What is wrong with a field
    EMPTY: "入力してください", "ここに {書|か}いて ください", "Please fill this in";
    TOO_LONG: "{max}文字までにしてください。いまは{is}文字です", "{max}{文字|もじ}までに して ください。いまは {is}{文字|もじ}です", "At most {max} characters, please. It has {is} now";
    RANGE: "{min}から{max}までの数にしてください", "{min}から {max}までの {数|かず}に して ください", "A number from {min} to {max}, please";
    PHONE: "電話番号を数字で入れてください(例:090-1234-5678)", "{電話番号|でんわばんごう}を {数字|すうじ}で {書|か}いて ください({例|れい}:090-1234-5678)", "Please enter a telephone number in digits (such as 090-1234-5678)";
    READING: "ふりがなは、ひらがなで入れてください", "{読|よ}みかたは ひらがなで {書|か}いて ください", "The reading is written in hiragana or katakana";
    END_BEFORE_START: "終わりが始まりより前です。日をたしかめてください", "{終|お}わりの {日|ひ}が {始|はじ}まりの {日|ひ}より {前|まえ}です", "The end lies before the start. Please check the days";
    WRONG_DAY: "きょうから2年先までの日にしてください", "きょうから {2年|にねん} {先|さき}までの {日|ひ}に して ください", "Please choose a day from today to two years ahead";
    TWICE: "2か所に入っています。どちらか1つにしてください", "2つの ところに あります。1つに して ください", "It stands in two places. Please keep one";
    NEEDED: "これが必要です", "これが {必要|ひつよう}です", "This is needed";
    NO_SUCH_DAY: "この日はありません。年・月・日をたしかめてください", "この {日|ひ}は ありません。{年|ねん}・{月|がつ}・{日|にち}を たしかめて ください", "There is no such day. Please check year, month and day";

    // Why a command was not carried out
    FIELDS: "なおすところがあります。赤い文字のところを見てください", "なおす ところが あります。{赤|あか}い {文字|もじ}の ところを {見|み}て ください", "Something needs putting right. Look for the words in red";
    ASKS: "始める前に確認することがあります", "{始|はじ}める {前|まえ}に {確認|かくにん}する ことが あります", "There is something to confirm first";
    LEADS_ONLY: "これは世話役がします。世話役に知らせてください", "これは {世話役|せわやく}が します。{世話役|せわやく}に {知|し}らせて ください", "A lead does this. Please tell a lead";
    NOT_YOURS: "本人か世話役だけが変えられます", "{本人|ほんにん}か {世話役|せわやく}だけが {変|か}えられます", "Only the person or a lead can change this";
    MISSING: "見つかりません。一覧からもう一度えらんでください", "{見|み}つかりません。{一覧|いちらん}から もう {一度|いちど} えらんで ください", "It was not found. Please choose again from the list";
    CLOSED: "カードはとじています。番号を入れて開いてください", "カードは とじています。{番号|ばんごう}を {入|い}れて {開|ひら}いて ください", "The card is closed. Please open it with your number";
    ERASED: "このカードは、ご本人の希望で消しました", "この カードは {消|け}しました。{本人|ほんにん}が「やめます」と {言|い}いました", "This card was erased, as the person wished";
    CARD_ENDED: "このカードは期限が終わっています。世話役が同意を聞きなおすと使えます", "この カードは {期限|きげん}が {終|お}わりました。{世話役|せわやく}が もう {一度|いちど} {聞|き}くと {使|つか}えます", "This card has run out. It can be used once a lead has asked for consent again";
    PHOTOS_NOT_AGREED: "写真の同意がありません。カードで「② 記録の写真」に「はい」をいただいてから入れてください", "{写真|しゃしん}の「はい」が まだ ありません。カードで「② {記録|きろく}の {写真|しゃしん}」を {聞|き}いて ください", "There is no consent to photos. Please ask for “2. Photos for the record” on the card first";
    PHOTOS_FULL: "写真はひとりに{n}枚までです。いらないものを消してから入れてください", "{写真|しゃしん}は {1人|ひとり}に {n}{枚|まい}までです。いらない {写真|しゃしん}を {消|け}して ください", "Up to {n} photos for one person. Please delete one you no longer need first";
    VOICES_FULL: "声のメモはひとりに{n}つまでです。いらないものを消してから話してください", "{声|こえ}の メモは {1人|ひとり}に {n}つまでです。いらない ものを {消|け}して ください", "Up to {n} voice notes for one person. Please delete one you no longer need first";
    VOICE_TOO_LONG: "声のメモは{n}秒までです。短く話しなおしてください", "{声|こえ}の メモは {n}{秒|びょう}までです。{短|みじか}く {話|はな}して ください", "A voice note is up to {n} seconds. Please say it again, shorter";
    CARD_NOT_YOURS: "カードは、世話役とその日の担当者だけが使えます", "カードは、{世話役|せわやく}と その {日|ひ}の {人|ひと}だけが {使|つか}えます", "Only leads and those who go can use the card";
    TOO_LATE: "もう終わっているか、変わっています。画面をたしかめてください", "もう {終|お}わったか、{変|か}わりました。{画面|がめん}を たしかめて ください", "It is already closed or has changed. Please look at the screen again";

    // Why the phone could not
    NOT_READY: "記録を読んでいます。少し待って、もう一度おしてください", "{記録|きろく}を {読|よ}んでいます。{少|すこ}し {待|ま}って、もう {一度|いちど} おして ください", "The records are being read. Please wait a moment and try again";
    NEEDS_NUMBER: "カードを守るために、6けたの番号を決めてください", "カードを {守|まも}る ために、6けたの {番号|ばんごう}を {決|き}めて ください", "Please choose a number of six digits to protect the cards";
    FULL: "スマホの空きが足りません。いま入れたものはまだ保存していません。写真などを消して、もう一度おしてください", "スマホが いっぱいです。いま {書|か}いた ものは まだ {保存|ほぞん}していません。{写真|しゃしん}などを {消|け}して、もう {一度|いちど} おして ください", "The phone is full. What you just entered is not saved yet. Make room and try again";
    BROWSER: "保存できませんでした。前に保存したものは無事です。もう一度おしてください({why})", "{保存|ほぞん}できませんでした。{前|まえ}に {保存|ほぞん}した ものは だいじょうぶです。もう {一度|いちど} おして ください({why})", "It could not be saved. What was saved before is safe. Please try again ({why})";

    // Gates
    TOO_FEW: "{came}人です。この隊では{needed}人以上で行きます", "{came}{人|にん}です。この {隊|たい}では {needed}{人|にん}より {多|おお}くで {行|い}きます", "There are {came}. This squad goes with {needed} or more";
    NOT_AGREED: "日時がまだ本人と決まっていません", "{日|ひ}と {時間|じかん}が まだ {決|き}まっていません", "Day and time are not agreed with the person yet";
    NOT_SCOUTED: "この作業は、先に下見をします", "この {作業|さぎょう}は、{先|さき}に {下見|したみ}を します", "This work needs a look at the site first";
    NOT_BRIEFED: "まだ朝の確認をしていません。活動日の「始める前の確認」を、みんなで読みます", "まだ {朝|あさ}の {確認|かくにん}を していません。{活動日|かつどうび}の「{始|はじ}める {前|まえ}の {確認|かくにん}」を みんなで {読|よ}みます", "The briefing has not been gone through yet. Read it together on the page of the work day";
    NOT_INSURED: "{who}さんは、きょうは保険の対象外です({gap})。見学か受付をお願いします", "{who}さんは、きょうは {保険|ほけん}が ありません({gap})。{見|み}るだけか {受付|うけつけ}を お{願|ねが}いします", "{who} is not insured today ({gap}). Please let them watch or do reception";
    PAID_HELP: "保険が、利用料のある手伝いに使えるか、まだ確認していません", "{保険|ほけん}が、お{金|かね}を もらう {手伝|てつだ}いに {使|つか}えるか、まだ わかりません", "It is not recorded whether the insurance covers paid help";
    NO_GUARDIAN: "{who}さんは18歳になっていません。保護者の同意が必要です", "{who}さんは 18さいに なっていません。{親|おや}などの「はい」が {必要|ひつよう}です", "{who} is under 18. A guardian's consent is needed";
    POWER_TOOL: "{who}さんは18歳になっていないので、{tool}は使いません", "{who}さんは 18さいに なっていないので、{tool}は {使|つか}いません", "{who} is under 18 and does not use: {tool}";
    NOBODY_TRAINED: "{tool}を使える人がいません。別の道具にするか、講習を受けた人をたのみます", "{tool}を {使|つか}える {人|ひと}が いません。ほかの {道具|どうぐ}に するか、{習|なら}った {人|ひと}に たのみます", "Nobody here is trained for: {tool}. Use another tool or ask somebody trained";
    TRAINED_ONLY: "{tool}は{who}さんだけが使います。ゴーグルとすね当てをつけ、5m以内に人を入れず、15m以内の人・車・窓を見て、人が近づく前に止めます", "{tool}は {who}さんだけが {使|つか}います。ゴーグルと すねあてを つけます。5mより {近|ちか}くに {人|ひと}を {入|い}れません。15mの {中|なか}の {人|ひと}・{車|くるま}・{窓|まど}を {見|み}ます。{人|ひと}が {近|ちか}づく {前|まえ}に {止|と}めます", "{tool}: used by {who} only. Goggles and shin guards, nobody within 5 m, look for people, cars and windows within 15 m, stop before anyone comes near";
    TOOL_TWO: "{tool}は2人で使います。いちばん上には立ちません", "{tool}は {2人|ふたり}で {使|つか}います。いちばん {上|うえ}には {立|た}ちません", "{tool}: two people, and never on the top";
    TOOL_NOT: "{tool}を使う作業は引き受けません。つなぎ先をさがしましょう", "{tool}を {使|つか}う {作業|さぎょう}は しません。ほかの {相談先|そうだんさき}を さがしましょう", "Work with this is not taken on: {tool}. Let us find somebody to pass it on to";
    HAZARD_TWO: "{hazard}があるので、2人以上で行きます", "{hazard}が あるので、{2人|ふたり}より {多|おお}くで {行|い}きます", "{hazard}: two or more people go";
    HAZARD_NOT: "{hazard}がある作業は引き受けません。つなぎ先をさがしましょう", "{hazard}が ある {作業|さぎょう}は しません。ほかの {相談先|そうだんさき}を さがしましょう", "Work where this is found is not taken on: {hazard}. Let us find somebody to pass it on to";
    NO_DRIVER: "運転する人がいません", "{運転|うんてん}する {人|ひと}が いません", "Nobody here drives";
    LICENCE: "{who}さんの免許の期限を確認してください({gap})", "{who}さんの {免許|めんきょ}を {確認|かくにん}して ください({gap})", "Please check the licence of {who} ({gap})";
    CAR_INSURANCE: "{who}さんの車の保険の期限を確認してください({gap})", "{who}さんの {車|くるま}の {保険|ほけん}を {確認|かくにん}して ください({gap})", "Please check the car insurance of {who} ({gap})";
    RIDE_NOTICE: "車の手伝いでは、お代をいただきません。ガソリン代などの実費だけお願いします。", "{車|くるま}の {手伝|てつだ}いでは、お{金|かね}を もらいません。ガソリン{代|だい}などだけ お{願|ねが}いします。", "We take no money for rides. We only ask for actual costs such as petrol.";
    HEAT_REST: "暑さ指数{index}です。20分ごとに休みます", "{暑|あつ}さの {数字|すうじ}は {index}です。20{分|ぷん}に {一回|いっかい} {休|やす}みます", "The heat index is {index}. Rest every 20 minutes";
    HEAT_STOP: "暑さ指数{index}です。作業をやめます", "{暑|あつ}さの {数字|すうじ}は {index}です。{作業|さぎょう}を やめます", "The heat index is {index}. Work stops";
    WASTE_ELSEWHERE: "{waste}は隊では運びません。市の窓口などにつなぎます", "{waste}は {隊|たい}では {運|はこ}びません。{市|し}の {窓口|まどぐち}などに つなぎます", "{waste}: the squad does not carry it. It is passed on to the city or another service";
    GAP_UNKNOWN: "記録がありません", "{記録|きろく}が ありません", "nothing recorded";
    GAP_NOT_YET: "{from}から", "{from}から", "from {from}";
    GAP_ENDED: "{until}まで", "{until}まで", "until {until}";

    WASTE_COLLECTION: "分別したごみ", "{分|わ}けた ごみ", "Sorted waste";
    WASTE_GARDEN: "草・枝", "{草|くさ}・{枝|えだ}", "Grass and branches";
    WASTE_BULKY: "粗大ごみ", "{大|おお}きい ごみ", "Bulky waste";
    WASTE_APPLIANCE: "家電", "テレビ・{冷蔵庫|れいぞうこ}など", "Appliances";
    WASTE_LOAD: "たくさんのごみ", "たくさんの ごみ", "A whole load of waste";
}

/// What to do about a field.
pub fn wrong(wrong: Wrong) -> Words {
    match wrong {
        Wrong::Empty => EMPTY.into(),
        Wrong::TooLong { max, is } => TOO_LONG.with("max", max).with("is", is),
        Wrong::Range { min, max } => RANGE.with("min", min).with("max", max),
        Wrong::Phone => PHONE.into(),
        Wrong::Reading => READING.into(),
        Wrong::EndBeforeStart => END_BEFORE_START.into(),
        Wrong::Day => WRONG_DAY.into(),
        Wrong::Twice => TWICE.into(),
        Wrong::Needed => NEEDED.into(),
    }
}

/// Why a command was not carried out, in one sentence.
pub fn refusal(refusal: &Refusal) -> Words {
    let text = match refusal {
        Refusal::Fields(_) => FIELDS,
        Refusal::Asks(_) => ASKS,
        Refusal::LeadsOnly => LEADS_ONLY,
        Refusal::NotYours => NOT_YOURS,
        Refusal::Missing => MISSING,
        Refusal::Closed => CLOSED,
        Refusal::CardEnded => CARD_ENDED,
        Refusal::Erased => ERASED,
        Refusal::TooLate => TOO_LATE,
        Refusal::PhotosNotAgreed => PHOTOS_NOT_AGREED,
        Refusal::PhotosFull { most } => return PHOTOS_FULL.with("n", *most),
        Refusal::VoicesFull { most } => return VOICES_FULL.with("n", *most),
        Refusal::VoiceTooLong { most } => return VOICE_TOO_LONG.with("n", *most),
        Refusal::CardNotYours => CARD_NOT_YOURS,
    };
    text.into()
}

/// Why something was not done, what is safe and what to do.
pub fn trouble(trouble: &Trouble) -> Words {
    match trouble {
        Trouble::Refused(why) => refusal(why),
        Trouble::NotReady => NOT_READY.into(),
        Trouble::PartMissing => super::common::PART_MISSING.into(),
        Trouble::NeedsNumber => NEEDS_NUMBER.into(),
        Trouble::Locked => CLOSED.into(),
        Trouble::Full => FULL.into(),
        Trouble::Browser(why) => BROWSER.with("why", why.as_str()),
    }
}

fn gap(gap: &Gap) -> Words {
    match gap {
        Gap::Unknown => GAP_UNKNOWN.into(),
        Gap::NotYet { from } => GAP_NOT_YET.with("from", day(*from)),
        Gap::Ended { until } => GAP_ENDED.with("until", day(*until)),
    }
}

/// A 暑さ指数 from tenths.
fn heat(text: Text, index: i16) -> Words {
    text.with("index", format!("{}.{}", index / 10, index.rem_euclid(10)))
}

/// What stands before a start; `name_of` gives the name of the member with this id.
pub fn gate(gate: &Gate, name_of: &dyn Fn(&str) -> Words) -> Words {
    match gate {
        Gate::TooFew { came, needed } => TOO_FEW.with("came", *came).with("needed", *needed),
        Gate::NotAgreed => NOT_AGREED.into(),
        Gate::NotScouted => NOT_SCOUTED.into(),
        Gate::NotBriefed => NOT_BRIEFED.into(),
        Gate::NotInsured { who, gap: days } => NOT_INSURED.with("who", name_of(who)).with("gap", gap(days)),
        Gate::PaidHelpNotCovered => PAID_HELP.into(),
        Gate::NoGuardian { who } => NO_GUARDIAN.with("who", name_of(who)),
        Gate::PowerToolUnder18 { who, tool: t } => POWER_TOOL.with("who", name_of(who)).with("tool", tool(*t)),
        Gate::NobodyTrained { tool: t } => NOBODY_TRAINED.with("tool", tool(*t)),
        Gate::TrainedOnly { tool: t, trained } => {
            let who = super::dates::listed(trained.iter().map(|id| name_of(id)));
            TRAINED_ONLY.with("tool", tool(*t)).with("who", who)
        }
        Gate::ToolNeedsTwo { tool: t } => TOOL_TWO.with("tool", tool(*t)),
        Gate::ToolNotTakenOn { tool: t } => TOOL_NOT.with("tool", tool(*t)),
        Gate::HazardNeedsTwo { hazard: h } => HAZARD_TWO.with("hazard", hazard(*h)),
        Gate::HazardNotTakenOn { hazard: h } => HAZARD_NOT.with("hazard", hazard(*h)),
        Gate::NoDriver => NO_DRIVER.into(),
        Gate::Licence { who, gap: days } => LICENCE.with("who", name_of(who)).with("gap", gap(days)),
        Gate::CarInsurance { who, gap: days } => {
            CAR_INSURANCE.with("who", name_of(who)).with("gap", gap(days))
        }
        Gate::ReadRideNotice => RIDE_NOTICE.into(),
        Gate::HeatRest { index } => heat(HEAT_REST, *index),
        Gate::HeatStop { index } => heat(HEAT_STOP, *index),
        Gate::WasteElsewhere { waste: what } => WASTE_ELSEWHERE.with("waste", waste(*what)),
    }
}

/// What there is to throw away.
pub const fn waste(waste: Waste) -> Text {
    match waste {
        Waste::Collection => WASTE_COLLECTION,
        Waste::Garden => WASTE_GARDEN,
        Waste::Bulky => WASTE_BULKY,
        Waste::Appliance => WASTE_APPLIANCE,
        Waste::Load => WASTE_LOAD,
    }
}
