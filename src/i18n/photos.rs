//! 写真 of a home.

use super::Text;
use tanomo_domain::view::PhotoSort;

texts! {
    PHOTOS: "写真", "{写真|しゃしん}", "Photos";
    TAKE: "写真をとる・えらぶ", "{写真|しゃしん}を とる・えらぶ", "Take or choose a photo";
    WHEN_TAKEN: "いつの写真ですか", "いつの {写真|しゃしん}ですか", "When was it taken?";
    BEFORE: "作業前", "{始|はじ}める {前|まえ}", "Before the work";
    AFTER: "作業後", "{終|お}わった {後|あと}", "After the work";
    SCOUT: "下見", "{下見|したみ}", "Look at the site";
    OTHER: "そのほか", "ほか", "Other";
    ALT: "{sort}の写真({when})", "{sort}の {写真|しゃしん}({when})", "Photo: {sort} ({when})";
    NONE_YET: "写真はまだありません。とった場所の情報は、入れる前に消します", "{写真|しゃしん}は まだ ありません。とった {場所|ばしょ}の {情報|じょうほう}は、{入|い}れる {前|まえ}に {消|け}します", "No photos yet. Where they were taken is removed before they are kept";
    SHRINKING: "写真を小さくして、しまっています", "{写真|しゃしん}を {小|ちい}さく して います", "Making the photo smaller and putting it away";
    ADDED: "写真をこのスマホに保存しました", "{写真|しゃしん}を この スマホに {保存|ほぞん}しました", "The photo is saved on this phone";
    LOADING: "写真を読みこんでいます", "{写真|しゃしん}を {読|よ}みこんで います", "Loading the photo";
    NOT_YET: "まだ届いていません。とった人のスマホがつながると届きます", "まだ {届|とど}いて いません。とった {人|ひと}の スマホが つながると {届|とど}きます", "It has not come yet. It comes once the phone that took it is connected";
    OFFLINE: "いまはつながらないので、見られません。つながると届きます", "いまは つながりません。つながると {届|とど}きます", "No connection now, so it cannot be shown. It comes when there is one";
    DAMAGED: "この写真は開けませんでした。ほかの写真は無事です", "この {写真|しゃしん}は {開|ひら}けませんでした。ほかの {写真|しゃしん}は だいじょうぶです", "This photo could not be opened. The others are safe";
    WAITS: "まだ送っていません", "まだ {送|おく}って いません", "Not sent yet";
    TO_CARD: "カードを見る", "カードを {見|み}る", "See the card";
    CLOSED: "写真はカードといっしょにとじています", "{写真|しゃしん}は カードと いっしょに とじて います", "The photos are closed with the card";
    NOT_YOURS: "写真は、世話役とその日の担当者だけが見ます", "{写真|しゃしん}は、{世話役|せわやく}と その {日|ひ}の {人|ひと}だけが {見|み}ます", "Photos are shown to leads and to those who go";
    NO_PICTURE: "この写真は読めませんでした。こわれているか、写真ではありません。ほかの写真をえらんでください。保存したものは無事です", "この {写真|しゃしん}は {読|よ}めませんでした。ほかの {写真|しゃしん}を えらんで ください。{保存|ほぞん}した ものは だいじょうぶです", "This file could not be read: it is broken or no photo. Please choose another. What was saved is safe";
    TOO_LARGE: "この写真は大きすぎます(40MBまで)。小さくしてから、もう一度えらんでください。保存したものは無事です", "この {写真|しゃしん}は {大|おお}きすぎます(40MBまで)。{小|ちい}さく して、もう {一度|いちど} えらんで ください。{保存|ほぞん}した ものは だいじょうぶです", "This photo is too large (up to 40 MB). Please make it smaller and choose again. What was saved is safe";
    REMOVE_WHY: "この写真を消しますか。ほかのスマホでも、次につながったときに消えます。元にはもどせません。", "この {写真|しゃしん}を {消|け}しますか。ほかの スマホでも {消|き}えます。もとに もどせません。", "Delete this photo? It leaves other phones when they next connect, and cannot be brought back.";
    KEEP: "残しておく", "{残|のこ}す", "Keep it";
}

/// When a photo was taken.
pub fn sort(sort: PhotoSort) -> Text {
    match sort {
        PhotoSort::Before => BEFORE,
        PhotoSort::After => AFTER,
        PhotoSort::Scout => SCOUT,
        PhotoSort::Other => OTHER,
    }
}
