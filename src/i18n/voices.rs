//! 声のメモ.

texts! {
    VOICES: "声のメモ", "{声|こえ}の メモ", "Voice notes";
    SPEAK: "声でメモする({n}秒まで)", "{声|こえ}で メモする({n}{秒|びょう}まで)", "Speak a note (up to {n} seconds)";
    STOP: "止めて保存する", "{止|と}めて {保存|ほぞん}する", "Stop and save";
    LEFT: "話してください。あと{n}秒", "{話|はな}して ください。あと {n}{秒|びょう}", "Please speak. {n} seconds left";
    ASKING: "マイクを使ってよいか、スマホがききます", "マイクを {使|つか}って いいか、スマホが {聞|き}きます", "The phone asks whether the microphone may be used";
    KEEPING: "声をしまっています", "{声|こえ}を しまって います", "Putting the note away";
    ADDED: "声のメモをこのスマホに保存しました", "{声|こえ}の メモを この スマホに {保存|ほぞん}しました", "The voice note is saved on this phone";
    LISTEN: "聞く({n}秒)", "{聞|き}く({n}{秒|びょう})", "Listen ({n} s)";
    SILENCE: "止める", "{止|と}める", "Stop";
    REFUSED: "マイクを使えません。スマホの設定でマイクを許すと使えます。文字でも書けます", "マイクが {使|つか}えません。スマホの {設定|せってい}で マイクを {許|ゆる}して ください。{文字|もじ}でも {書|か}けます", "The microphone may not be used. Allow it in the phone's settings; you can also type";
    NO_MIC: "マイクが見つかりません。文字で書いてください", "マイクが ありません。{文字|もじ}で {書|か}いて ください", "No microphone was found. Please type instead";
    NOT_HEARD: "声がとれませんでした。もう一度話すか、文字で書いてください", "{声|こえ}が とれませんでした。もう {一度|いちど} {話|はな}して ください", "Nothing was recorded. Please speak again, or type";
    NOT_YET: "まだ届いていません。話した人のスマホがつながると届きます", "まだ {届|とど}いて いません。{話|はな}した {人|ひと}の スマホが つながると {届|とど}きます", "It has not come yet. It comes once the phone that took it is connected";
    OFFLINE: "いまはつながらないので、聞けません。つながると届きます", "いまは つながりません。つながると {届|とど}きます", "No connection now, so it cannot be played. It comes when there is one";
    DAMAGED: "この声のメモは開けませんでした。ほかの記録は無事です", "この {声|こえ}の メモは {開|ひら}けませんでした。ほかの {記録|きろく}は だいじょうぶです", "This voice note could not be opened. The other records are safe";
    NOT_PLAYED: "このスマホでは再生できない形の声です。ほかの人のスマホでは聞けます", "この スマホでは {聞|き}けません。ほかの {人|ひと}の スマホでは {聞|き}けます", "This phone cannot play this kind of sound. Other phones can";
    REMOVE_WHY: "この声のメモを消しますか。ほかのスマホでも、次につながったときに消えます。元にはもどせません。", "この {声|こえ}の メモを {消|け}しますか。ほかの スマホでも {消|き}えます。もとに もどせません。", "Delete this voice note? It leaves other phones when they next connect, and cannot be brought back.";
}
