//! 渡す・受け取る: records from phone to phone with no network.

texts! {
    TITLE: "スマホからスマホへ渡す", "スマホから スマホへ {渡|わた}す", "From phone to phone";
    LINE: "電波がなくても、QRやファイルで記録を渡します", "{電波|でんぱ}が なくても {記録|きろく}を {渡|わた}せます", "Hand records over without a signal, by QR or file";
    WHAT: "電波のないところでも、画面のQRをもう1台のカメラで読むと、記録が渡ります。見えるのは、隊のスマホだけです。",
        "{電波|でんぱ}が なくても、{画面|がめん}の QRを もう {一台|いちだい}の カメラで {読|よ}むと、{記録|きろく}を {渡|わた}せます。{見|み}えるのは {隊|たい}の スマホだけです。",
        "Even without a signal, records go over when one phone's camera reads the QRs on the other's screen. Only the squad's phones can open them.";
    STILL_UNSENT: "渡しても、このスマホの「まだ送っていません」は減りません。電波のあるところで、あらためて送ります。",
        "{渡|わた}しても、「まだ {送|おく}って いません」は {減|へ}りません。{電波|でんぱ}の ある ところで {送|おく}ります。",
        "Handing over does not lower “not sent yet” on this phone. It sends again where there is a signal.";

    // Giving
    GIVE: "渡す", "{渡|わた}す", "Give";
    GIVE_LINE: "このスマホにQRを出して、相手に読んでもらいます", "この スマホに QRを {出|だ}します。{相手|あいて}が {読|よ}みます", "Show QRs here for the other phone to read";
    ALONE: "先に「なかまのスマホとつなぐ」をしてください。つないだスマホどうしで渡せます。", "{先|さき}に「なかまの スマホと つなぐ」を して ください。", "Please connect the squad's phones first. Connected phones can hand records over.";
    WHOM: "だれに渡しますか", "だれに {渡|わた}しますか", "To whom?";
    NOBODY: "渡せるスマホが、まだ隊にありません。なかまを招待すると、ここに出ます。", "{渡|わた}せる スマホが まだ ありません。なかまを {招待|しょうたい}すると、ここに {出|で}ます。", "There is no other phone in the squad yet. Invited people appear here.";
    HAS_JOBS: "決まっている仕事 {n}件", "{決|き}まって いる {仕事|しごと} {n}{件|けん}", "Jobs: {n}";
    NO_PHONE: "スマホはありません。紙で渡します", "スマホは ありません。{紙|かみ}で {渡|わた}します", "No phone. Hand over on paper";
    GOODS: "なにを渡しますか", "{何|なに}を {渡|わた}しますか", "What?";
    JOBS: "この人の仕事 {n}件", "この {人|ひと}の {仕事|しごと} {n}{件|けん}", "This person's jobs: {n}";
    JOBS_HINT: "行く先のご住所も渡ります。開けるのは、この人のスマホと世話役だけです", "{行|い}く {家|いえ}の {住所|じゅうしょ}も {渡|わた}ります。この {人|ひと}と {世話役|せわやく}だけが {見|み}られます", "With the addresses. Only this phone and the leads can open those";
    UNSENT: "まだ送っていないもの {n}件", "まだ {送|おく}って いない もの {n}{件|けん}", "Not sent yet: {n}";
    UNSENT_HINT: "世話役がまとめて持ち帰ります", "{世話役|せわやく}が まとめて {持|も}って {帰|かえ}ります", "For a lead who brings it all home";
    ALL_OF_IT: "隊の記録ぜんぶ {n}件", "{隊|たい}の {記録|きろく} ぜんぶ {n}{件|けん}", "All of the squad's records: {n}";
    ALL_HINT: "記録がまだ届いていないスマホに。多いときはファイルにします", "{記録|きろく}が まだ ない スマホに。{多|おお}い ときは ファイルに します", "For a phone that has none yet. If there are many, use a file";
    SHOW_QR: "QRを見せる", "QRを {見|み}せる", "Show the QRs";
    CHOOSE: "先に、だれに、なにを渡すかをえらんでください。", "{先|さき}に、だれに {何|なに}を {渡|わた}すか えらんで ください。", "Please choose to whom and what first.";
    LOCKED: "カードを開いてから渡します。6けたの番号を入れてください。", "カードを {開|ひら}いてから {渡|わた}します。6けたの {番号|ばんごう}を {入|い}れて ください。", "The cards have to be opened first. Please enter the six digits.";
    TOO_MUCH: "QRで渡すには多すぎます。下の「ファイルで渡す」を使ってください。", "QRでは {多|おお}すぎます。{下|した}の「ファイルで {渡|わた}す」を {使|つか}って ください。", "This is too much for QRs. Please use the file below.";
    NOTHING: "渡すものがありません。", "{渡|わた}す ものが ありません。", "There is nothing to hand over.";
    RECEIVER_OUT: "そのスマホは、もう隊に入っていません。何も渡していません。", "その スマホは、もう {隊|たい}に いません。{何|なに}も {渡|わた}して いません。", "That phone is not in the squad any more. Nothing was handed over.";
    DONE: "おわる", "{終|お}わる", "Finish";

    // The QRs
    SHOWING: "{name}さんに {n}件。相手のスマホで「受け取る」を開いて、カメラを向けてもらいます。", "{name}さんに {n}{件|けん}。{相手|あいて}が「{受|う}け{取|と}る」を {開|ひら}いて、カメラを {向|む}けます。", "{n} records for {name}. On the other phone open “Take” and point its camera here.";
    FRAMES: "動くQR。相手のカメラで読みます", "{動|うご}く QR。{相手|あいて}の カメラで {読|よ}みます", "Moving QR for the other camera";
    ROUND: "QRは{n}枚。くり返し出ます。どの順でも、とばしても大丈夫です。", "QRは {n}{枚|まい}。くりかえし {出|で}ます。{順番|じゅんばん}は どうでも いいです。", "{n} QRs, shown again and again. Any order will do, and missed ones come back.";
    BRIGHT: "画面をいちばん明るくして、20センチほどはなし、日かげで読むと早く終わります。", "{画面|がめん}を {明|あか}るく します。20センチ はなします。{日|ひ}かげが いいです。", "Turn the brightness up, hold the phones 20 cm apart, and stay in the shade.";
    SPEED: "QRの速さ", "QRの {速|はや}さ", "Speed";
    SLOW: "ゆっくり", "ゆっくり", "Slow";
    USUAL: "ふつう", "ふつう", "Medium";
    FAST: "はやい", "はやい", "Fast";
    PAUSE: "止める", "{止|と}める", "Pause";
    GO_ON: "つづける", "つづける", "Go on";

    // The receipt
    RECEIPT: "受取", "{受取|うけとり}", "Receipt";
    RECEIPT_HOW: "相手の画面に「受取のQR」が出たら、読むと、いくつ届いたかわかります。", "{相手|あいて}の {画面|がめん}に「{受取|うけとり}の QR」が {出|で}たら、{読|よ}んで ください。いくつ {届|とど}いたか わかります。", "When the other phone shows its receipt, read it to see how many arrived.";
    READ_RECEIPT: "受取のQRを読む", "{受取|うけとり}の QRを {読|よ}む", "Read the receipt";
    SENT_CAME: "送信 {sent}／受取 {came}", "{送信|そうしん} {sent}／{受取|うけとり} {came}", "Given {sent}, taken {came}";
    RECEIPT_OTHER: "別の受け渡しの受取です。", "{別|べつ}の {受取|うけとり}です。", "This is the receipt of another hand-over.";
    RECEIPT_NONE: "受取のQRではありません。相手の画面に出ている「受取」のQRを読んでください。", "{受取|うけとり}の QRでは ありません。{相手|あいて}の {画面|がめん}の「{受取|うけとり}」の QRを {読|よ}んで ください。", "This is no receipt. Please read the QR under “Receipt” on the other phone.";
    RECEIPT_QR: "受取のQR", "{受取|うけとり}の QR", "QR of the receipt";
    RECEIPT_SHOW: "渡した人のスマホに、このQRを見せてください。", "{渡|わた}した {人|ひと}の スマホに、この QRを {見|み}せて ください。", "Show this QR to the phone that gave.";

    // Files and paper
    FILE: "ファイルで渡す", "ファイルで {渡|わた}す", "Give a file";
    FILE_WHEN: "多いときや、はなれているときに。開けるのは隊のスマホだけです。", "{多|おお}い ときや、はなれて いる ときに。{隊|たい}の スマホだけが {開|ひら}けます。", "For large amounts or from afar. Only the squad's phones can open it.";
    FILE_SAVE: "ファイルにする", "ファイルに する", "Save a file";
    FILE_SHARE: "ファイルを送る", "ファイルを {送|おく}る", "Send a file";
    FILE_MADE: "{name}さんに渡す {n}件を、ファイルにしました。", "{name}さんに {渡|わた}す {n}{件|けん}を ファイルに しました。", "A file with {n} records for {name} was made.";
    FILE_FAILED: "ファイルにできませんでした。記録はこのスマホにあります。QRで渡してください。", "ファイルに できませんでした。{記録|きろく}は この スマホに あります。QRで {渡|わた}して ください。", "No file could be made. The records are safe here. Please use the QRs.";
    PAPER: "紙で渡す", "{紙|かみ}で {渡|わた}す", "On paper";
    PAPER_WHEN: "カメラが使えないときや、日ざしが強いときは、紙で渡して、ここに印をつけます。", "カメラが {使|つか}えない ときは、{紙|かみ}で {渡|わた}して、ここに しるしを つけます。", "Without a camera, or in strong sun, hand the paper over and tick it here.";
    ON_PAPER: "紙で渡した", "{紙|かみ}で {渡|わた}した", "Handed over on paper";
    ON_PAPER_DONE: "紙で渡しました {n}件", "{紙|かみ}で {渡|わた}しました {n}{件|けん}", "Handed over on paper: {n}";

    // Taking
    TAKE: "受け取る", "{受|う}け{取|と}る", "Take";
    TAKE_LINE: "相手のスマホのQRを、カメラで読みます", "{相手|あいて}の スマホの QRを カメラで {読|よ}みます", "Read the other phone's QRs with the camera";
    TAKE_HOW: "相手のスマホで「渡す」を開き、動くQRにカメラを向けます。", "{相手|あいて}が「{渡|わた}す」を {開|ひら}きます。{動|うご}く QRに カメラを {向|む}けます。", "On the other phone open “Give”, then point the camera at the moving QR.";
    READ: "カメラで読む", "カメラで {読|よ}む", "Read with the camera";
    FROM_PICTURES: "写真・動画から読む", "{写真|しゃしん}・{動画|どうが}から {読|よ}む", "Read from photos or a video";
    FROM_FILE: "ファイルから読む", "ファイルから {読|よ}む", "Read from a file";
    READING: "読んでいます", "{読|よ}んで います", "Reading";
    RESUME: "とちゅうまで読みました。「カメラで読む」をおすと、つづきから読みます。", "とちゅうまで {読|よ}みました。「カメラで {読|よ}む」を おすと、つづきを {読|よ}みます。", "Part of it was read. “Read with the camera” goes on from there.";
    TAKING: "受け取っています", "{受|う}け{取|と}って います", "Taking it in";
    CAME: "{name}さんから {n}件 受け取りました(新しいもの {new}件)", "{name}さんから {n}{件|けん} {受|う}け{取|と}りました({新|あたら}しい もの {new}{件|けん})", "{n} records came from {name}, {new} of them new";
    SOMEBODY: "なかま", "なかま", "somebody of the squad";
    CLOSED: "閉じているカードが {n}件あります。カードを開いて、もう一度受け取ると、新しい内容が入ります。", "{閉|と}じて いる カードが {n}{件|けん} あります。カードを {開|ひら}いて、もう {一度|いちど} {受|う}け{取|と}って ください。", "{n} cards are closed here. Open the cards and take again to bring them up to date.";
    TAKE_MORE: "もう一度受け取る", "もう {一度|いちど} {受|う}け{取|と}る", "Take again";
    OTHER_HANDOVER: "別の受け渡しのQRが見えています。いま読んでいるものとはちがいます。", "{別|べつ}の {受|う}け{渡|わた}しの QRです。いま {読|よ}んで いる ものと ちがいます。", "These QRs are of another hand-over than the one being read.";
    TAKE_OTHER: "こちらを新しく読む", "こちらを {新|あたら}しく {読|よ}む", "Read this one instead";

    // The camera
    EYE: "カメラの画面", "カメラの {画面|がめん}", "What the camera sees";
    HOLD: "QRが画面いっぱいになるように、動かさずに持ってください。", "QRが {大|おお}きく {見|み}えるように、{動|うご}かさないで {持|も}って ください。", "Fill the picture with the QR and hold still.";
    DARK: "暗くて読めません。相手の画面を明るくするか、明るいところへ動いてください。", "{暗|くら}くて {読|よ}めません。{明|あか}るい ところに {行|い}って ください。", "It is too dark. Make the other screen brighter or move into the light.";
    BLURRED: "QRがぼやけているか、欠けています。少しはなして、全体が入るようにしてください。", "QRが よく {見|み}えません。{少|すこ}し はなして、ぜんぶ {入|い}れて ください。", "The QR is blurred or cut off. Move away a little until all of it is in the picture.";
    NOT_FOUND: "QRが見つかりません。相手の画面にカメラを向けてください。", "QRが ありません。{相手|あいて}の {画面|がめん}に カメラを {向|む}けて ください。", "No QR is in sight. Point the camera at the other screen.";
    CAMERA_REFUSED: "カメラが使えません(許可がありません)。スマホの設定でカメラを許可するか、「写真・動画から読む」か「ファイルから読む」を使ってください。",
        "カメラが {使|つか}えません。スマホの {設定|せってい}で カメラを「{許可|きょか}」に して ください。「{写真|しゃしん}・{動画|どうが}から {読|よ}む」も {使|つか}えます。",
        "The camera may not be used. Allow it in the phone's settings, or read from photos, a video or a file.";
    CAMERA_NONE: "カメラが見つからないか、ほかのアプリが使っています。「写真・動画から読む」か「ファイルから読む」を使ってください。",
        "カメラが ないか、ほかの アプリが {使|つか}って います。「{写真|しゃしん}・{動画|どうが}から {読|よ}む」を {使|つか}って ください。",
        "There is no camera, or another app has it. Read from photos, a video or a file instead.";
    FILE_READING: "写真・動画を読んでいます", "{写真|しゃしん}・{動画|どうが}を {読|よ}んで います", "Reading the photos or the video";
    FILE_NONE: "読めるQRがありませんでした。明るく、まっすぐ、全体が入るように撮ったものをえらんでください。", "{読|よ}める QRが ありませんでした。{明|あか}るく、まっすぐ {撮|と}った ものを えらんで ください。", "No QR could be read. Choose pictures that are bright, straight and show all of it.";

    // What does not count
    FOREIGN: "たのも～の受け渡しではないようです。何も変わっていません。", "たのも～の {受|う}け{渡|わた}しでは ないようです。{何|なに}も {変|か}わって いません。", "This does not seem to be a hand-over of Tanomo. Nothing was changed.";
    FOREIGN_QR: "受け渡しのQRではありません。相手の「渡す」の画面に出ているQRを読んでください。", "{受|う}け{渡|わた}しの QRでは ありません。{相手|あいて}の「{渡|わた}す」の QRを {読|よ}んで ください。", "This QR is no hand-over. Please read the one under “Give” on the other phone.";
    NEWER: "相手のアプリのほうが新しいので、読めません。「設定」の「このアプリについて」から、新しいアプリに入れかえてください。", "{相手|あいて}の アプリの ほうが {新|あたら}しいです。「{設定|せってい}」の「この アプリに ついて」で {入|い}れかえて ください。", "The other app is newer than this one. Switch to the new version under Settings, About this app.";
    TORN: "とちゅうで切れているか、こわれています。何も変わっていません。もう一度渡してもらってください。", "とちゅうで {切|き}れて います。{何|なに}も {変|か}わって いません。もう {一度|いちど} {渡|わた}して もらって ください。", "It is cut off or broken. Nothing was changed. Please have it handed over again.";
    OTHER_CIRCLE: "別の隊の記録です。受け取っていません。このスマホの隊とはちがいます。", "{別|べつ}の {隊|たい}の {記録|きろく}です。{受|う}け{取|と}って いません。", "These are another squad's records. They were not taken in.";
    GIVER_OUT: "渡した人のスマホは、もう隊に入っていません。受け取っていません。世話役に話してください。", "{渡|わた}した {人|ひと}の スマホは、もう {隊|たい}に いません。{受|う}け{取|と}って いません。{世話役|せわやく}に {話|はな}して ください。", "The phone that gave this is not in the squad any more. It was not taken in. Please talk to a lead.";
    OWN: "このスマホが渡したものです。もう1台のスマホで読んでください。", "この スマホが {渡|わた}した ものです。もう {一台|いちだい}の スマホで {読|よ}んで ください。", "This phone made it. Please read it with the other one.";
    SPOILT: "読んだQRがそろいませんでした。はじめから読みなおします。", "QRが そろいませんでした。{始|はじ}めから {読|よ}みます。", "The QRs did not fit together. Reading begins again.";
}
