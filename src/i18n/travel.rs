//! How the records travel between the circle's phones, and why something of it did not go: what happened, what is
//! safe, what to do. The server is 「送り先」 here, because nobody in a squad has to know what a server is.

use super::dates::{clock, moment};
use super::refused::trouble;
use super::{Text, Words};
use crate::store::link::NotLinked;
use tanomo_domain::date::{Date, Millis, tokyo_date, tokyo_time};
use tanomo_wire::ProblemKind;

texts! {
    // The state line
    SENDING: "送っています {done}／{of}", "{送|おく}って います {done}／{of}", "Sending {done} of {of}";
    FETCHING: "受け取っています", "{受|う}け{取|と}って います", "Receiving";
    SENT: "送りました {when}", "{送|おく}りました {when}", "Sent {when}";
    NOT_SENT: "送れませんでした:{why} → もう一度", "{送|おく}れませんでした:{why} → もう {一度|いちど}", "It could not be sent: {why}. Try again";
    STUCK: "{n}件が送れません → 見る", "{n}{件|けん}が {送|おく}れません → {見|み}る", "{n} cannot be sent. See why";
    TOO_OLD: "アプリが古くて送れません。記録はできます", "アプリが {古|ふる}くて {送|おく}れません。{記録|きろく}は できます", "This app is too old to send. You can still record";
    WAITING: "入れてもらうのを待っています", "{入|い}れて もらうのを {待|ま}って います", "Waiting to be let in";
    OUT: "このスマホは使えなくなりました", "この スマホは {使|つか}えなく なりました", "This phone was put out";

    // Why the server did not take it
    BUSY: "送り先がこみ合っています", "{送|おく}る {先|さき}が {混|こ}んで います", "the server is busy";
    NO_ROOM: "送り先がいっぱいです", "{送|おく}る {先|さき}が いっぱいです", "the server is full";
    NOT_KNOWN: "送り先がこのスマホを知りません", "{送|おく}る {先|さき}が この スマホを {知|し}りません", "the server does not know this phone";
    NOT_TAKEN: "送り先が受け取れません", "{送|おく}る {先|さき}が {受|う}け{取|と}れません", "the server does not take it";

    // Why something did not go
    UNREACHABLE: "いまはつながりません。何も変わっていません。電波のあるところで、もう一度おしてください。",
        "いまは つながりません。{何|なに}も {変|か}わって いません。{電波|でんぱ}の ある ところで、もう {一度|いちど} おして ください。",
        "There is no connection now. Nothing was changed. Please try again where there is a signal.";
    FORBIDDEN: "それができるのは世話役です。世話役に話してください。", "それが できるのは {世話役|せわやく}です。{世話役|せわやく}に {話|はな}して ください。",
        "Only leads may do this. Please talk to a lead.";
    OVER: "この招待は終わっています。もう使われたか、日にちが過ぎたか、世話役が終わりにしました。世話役に、新しい招待をもらってください。",
        "この {招待|しょうたい}は {終|お}わって います。{世話役|せわやく}に {新|あたら}しい {招待|しょうたい}を もらって ください。",
        "This invitation is over: it was used, its days have passed, or a lead ended it. Please ask a lead for a new one.";
    MISSING: "見つかりませんでした。もうなくなったようです。画面を開きなおして、たしかめてください。", "{見|み}つかりませんでした。もう ないようです。{画面|がめん}を もう {一度|いちど} {開|ひら}いて ください。",
        "It was not found. It seems to be gone already. Please open the screen again and check.";
    ENDED: "この隊は終わっています。", "この {隊|たい}は {終|お}わって います。", "This squad has ended.";
    EXISTS: "この隊は、もうつながっています。画面を開きなおしてください。", "この {隊|たい}は もう つながって います。{画面|がめん}を もう {一度|いちど} {開|ひら}いて ください。",
        "This squad is connected already. Please open the screen again.";
    OLD_APP: "アプリが古いので、できませんでした。記録は残っています。「設定」の「このアプリについて」から、新しいアプリに入れかえてください。",
        "アプリが {古|ふる}いので できませんでした。{記録|きろく}は {残|のこ}って います。「{設定|せってい}」の「この アプリに ついて」で {新|あたら}しい アプリに {入|い}れかえて ください。",
        "The app is too old for this. The records are safe. Switch to the new version under Settings, About this app.";
    MANY: "送り先がこみ合っています。何も変わっていません。1分ほど待って、もう一度おしてください。", "{送|おく}る {先|さき}が {混|こ}んで います。{何|なに}も {変|か}わって いません。1{分|ぷん}ぐらい {待|ま}って、もう {一度|いちど} おして ください。",
        "The server is busy. Nothing was changed. Please wait a minute and try again.";
    FULL: "送り先がいっぱいです。このスマホの記録は残っています。アプリを出している人(運営者)に知らせてください。",
        "{送|おく}る {先|さき}が いっぱいです。この スマホの {記録|きろく}は {残|のこ}って います。アプリを {出|だ}して いる {人|ひと}に {知|し}らせて ください。",
        "The server is full. The records on this phone are safe. Please tell the people who run the app.";
    STRANGER: "送り先がこのスマホを知りません。記録は残っています。世話役に、スマホの一覧をたしかめてもらってください。",
        "{送|おく}る {先|さき}が この スマホを {知|し}りません。{記録|きろく}は {残|のこ}って います。{世話役|せわやく}に スマホの {一覧|いちらん}を {見|み}て もらって ください。",
        "The server does not know this phone. The records are safe. Please ask a lead to look at the list of phones.";
    OTHER: "できませんでした。何も変わっていません。少し待って、もう一度おしてください。", "できませんでした。{何|なに}も {変|か}わって いません。{少|すこ}し {待|ま}って、もう {一度|いちど} おして ください。",
        "It did not work. Nothing was changed. Please wait a moment and try again.";
    NOT_OURS: "たのも～の招待や控えの紙の文字ではないようです。はじめから終わりまで、そのまま入れてください。",
        "たのも～の {文字|もじ}では ないようです。はじめから {終|お}わりまで、そのまま {入|い}れて ください。",
        "This does not seem to be an invitation or a sheet of Tanomo. Please enter it whole, as it stands.";
    WORD: "{n}番めの言葉が、紙とちがうようです。", "{n}{番|ばん}めの {言葉|ことば}が {紙|かみ}と ちがうようです。", "Word {n} does not seem to be the one on the paper.";
    WORDS: "紙とちがう言葉があるようです。12の言葉を、番号の順に、あいだを空けて入れてください。",
        "{紙|かみ}と ちがう {言葉|ことば}が あるようです。12の {言葉|ことば}を、{番号|ばんごう}の {順番|じゅんばん}に、{間|あいだ}を {空|あ}けて {入|い}れて ください。",
        "A word does not seem to be the one on the paper. Enter the twelve words in order, with a space between.";
    LAST_LEAD: "世話役がいなくなってしまいます。先に、ほかの人のスマホを「世話役にする」にしてください。",
        "{世話役|せわやく}が いなく なります。{先|さき}に ほかの {人|ひと}の スマホを「{世話役|せわやく}に する」に して ください。",
        "That would leave the squad without a lead. Please make somebody else a lead first.";
    HAS_CIRCLE: "このスマホには、もう隊があります。", "この スマホには、もう {隊|たい}が あります。", "There is a squad on this phone already.";
    PUT_ASIDE: "その隊は、もうこのスマホにあります。はじめの画面の「ほかの隊にもどる」で開いてください。", "その {隊|たい}は もう この スマホに あります。はじめの {画面|がめん}の「ほかの {隊|たい}に もどる」で {開|ひら}いて ください。", "That squad is on this phone already. Open it by “Back to another squad” on the first screen.";
    ALONE: "この隊は、まだほかのスマホとつながっていません。", "この {隊|たい}は、まだ ほかの スマホと つながって いません。", "This squad is not connected to other phones yet.";
    NOT_BELIEVED: "届いたものが、隊の人の書いたものではないので、受け取りませんでした。このスマホの記録はそのままです。世話役に知らせてください。",
        "{届|とど}いた ものは、{隊|たい}の {人|ひと}が {書|か}いた ものでは ありません。{受|う}け{取|と}りませんでした。この スマホの {記録|きろく}は だいじょうぶです。{世話役|せわやく}に {知|し}らせて ください。",
        "What arrived was not written by the squad's people, so it was not taken. The records on this phone are as before. Please tell a lead.";
}

/// Why the server did not take the records, as a half sentence for the state line.
pub const fn why(kind: ProblemKind) -> Text {
    match kind {
        ProblemKind::TooMany | ProblemKind::Unavailable => BUSY,
        ProblemKind::Full => NO_ROOM,
        ProblemKind::Unknown | ProblemKind::Forbidden | ProblemKind::Waiting | ProblemKind::Missing => NOT_KNOWN,
        _ => NOT_TAKEN,
    }
}

/// Why the server refused something a person asked for, as sentences.
pub const fn refused(kind: ProblemKind) -> Text {
    match kind {
        ProblemKind::TooMany | ProblemKind::Unavailable => MANY,
        ProblemKind::Full => FULL,
        ProblemKind::Unknown | ProblemKind::Waiting => STRANGER,
        ProblemKind::Forbidden => FORBIDDEN,
        ProblemKind::InviteOver => OVER,
        ProblemKind::Missing => MISSING,
        ProblemKind::Ended => ENDED,
        ProblemKind::Exists => EXISTS,
        ProblemKind::TooOld => OLD_APP,
        _ => OTHER,
    }
}

/// Why something with the other phones did not go.
pub fn not_linked(why: &NotLinked) -> Words {
    match why {
        NotLinked::Unreachable => UNREACHABLE.into(),
        NotLinked::Refused(kind) => refused(*kind).into(),
        NotLinked::NotOurs => NOT_OURS.into(),
        NotLinked::Word(Some(place)) => WORD.with("n", *place),
        NotLinked::Word(None) => WORDS.into(),
        NotLinked::LeadsOnly => FORBIDDEN.into(),
        NotLinked::LastLead => LAST_LEAD.into(),
        NotLinked::HasCircle => HAS_CIRCLE.into(),
        NotLinked::PutAside => PUT_ASIDE.into(),
        NotLinked::Alone => ALONE.into(),
        NotLinked::NoServer => super::phones::SERVER_WRONG.into(),
        NotLinked::NotBelieved => NOT_BELIEVED.into(),
        NotLinked::Phone(why) => trouble(why),
    }
}

/// A time of the wire (milliseconds since 1970 UTC): of today its hour alone, else its day too.
pub fn when(at: u64, today: Date) -> Words {
    let at = Millis(i64::try_from(at).unwrap_or(i64::MAX));
    if tokyo_date(at) != today {
        return moment(at);
    }
    let (hour, minute) = tokyo_time(at);
    clock(hour, minute)
}
