//! The number that opens the residents' cards.

texts! {
    ENTER_TITLE: "カードを開く", "カードを {開|ひら}く", "Open the cards";
    ENTER_WHY: "ご依頼の方のカードは、このスマホの番号で開きます。見ないまま3分たつと、ひとりでに閉じます。",
        "お{願|ねが}いした {人|ひと}の カードは、この スマホの {番号|ばんごう}で {開|ひら}きます。{見|み}ないで 3{分|ぷん} たつと、{閉|と}じます。",
        "Residents' cards open with this phone's number. After three minutes unseen they close by themselves.";
    NUMBER: "6けたの番号", "6けたの {番号|ばんごう}", "6-digit number";
    AGAIN: "もう一度、同じ番号", "もう {一度|いちど}、{同|おな}じ {番号|ばんごう}", "The same number again";
    OPEN: "開く", "{開|ひら}く", "Open";
    CHOOSE_TITLE: "番号を決める", "{番号|ばんごう}を {決|き}める", "Choose a number";
    CHOOSE_WHY: "カードには、お名前・ご住所・電話番号が入ります。この番号を知っている人だけが開けます。",
        "カードには {名前|なまえ}・{住所|じゅうしょ}・{電話番号|でんわばんごう}が {入|はい}ります。この {番号|ばんごう}を {知|し}って いる {人|ひと}だけが {開|ひら}けます。",
        "The cards hold names, addresses and telephone numbers. Only who knows this number can open them.";
    CHOOSE_KEEP: "忘れると、だれにも開けません。紙に書いて、家にしまってください。",
        "{忘|わす}れると、だれも {開|ひら}けません。{紙|かみ}に {書|か}いて、{家|いえ}に しまって ください。",
        "If it is forgotten, nobody can open them. Write it on paper and keep that at home.";
    CHOOSE: "この番号にする", "この {番号|ばんごう}に する", "Use this number";
    SAMPLE: "これは見本です。番号は {number} です。", "これは {見本|みほん}です。{番号|ばんごう}は {number} です。",
        "This is the sample. The number is {number}.";
    BUSY: "たしかめています", "たしかめて います", "Checking";

    WRONG: "番号がちがいます。あと{n}回ためせます。", "{番号|ばんごう}が ちがいます。あと {n}{回|かい} ためせます。",
        "That is not the number. {n} more tries.";
    WAIT: "ちがう番号が続きました。{n}秒待ってから、もう一度入れてください。カードはそのまま残っています。",
        "ちがう {番号|ばんごう}が {続|つづ}きました。{n}{秒|びょう} {待|ま}ってから、もう {一度|いちど} {入|い}れて ください。カードは {残|のこ}って います。",
        "Several numbers were wrong. Please wait {n} seconds, then try again. The cards are safe.";
    BY_DEVICE: "スマホのロックで開く(顔・指など)", "スマホの ロックで {開|ひら}く({顔|かお}・{指|ゆび}など)", "Open with this phone's own lock (face, finger)";
    NOT_BY_DEVICE: "スマホのロックでは開けませんでした。番号を入れてください。", "スマホの ロックでは {開|ひら}きませんでした。{番号|ばんごう}を {入|い}れて ください。", "This phone's own lock did not open them. Please enter your number.";
    DIGITS: "数字を6つ入れてください。", "{数字|すうじ}を 6つ {入|い}れて ください。", "Please enter six digits.";
    DIFFERENT: "2つの番号がちがいます。同じ番号を入れてください。",
        "2つの {番号|ばんごう}が ちがいます。{同|おな}じ {番号|ばんごう}を {入|い}れて ください。",
        "The two numbers differ. Please enter the same one twice.";
    FAILED: "いま開けませんでした。カードはそのまま残っています。もう一度ためしてください。",
        "いま {開|ひら}けませんでした。カードは {残|のこ}って います。もう {一度|いちど} ためして ください。",
        "It could not be opened now. The cards are safe. Please try again.";
}
