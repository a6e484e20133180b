//! 作業の種類: the everyday names, as residents and members read them. Formal names stand in papers only.

texts! {
    GARBAGE: "ゴミ出し", "ゴミ{出|だ}し", "Taking out garbage";
    WEEDING: "草取り", "{草取|くさと}り", "Weeding";
    PRUNING: "庭木の枝切り", "{庭木|にわき}の {枝切|えだき}り", "Cutting branches";
    TIDYING: "片付け", "{片付|かたづ}け", "Tidying up";
    CLEANUP: "清掃", "そうじ", "Cleanup";
    SHOPPING: "買い物", "{買|か}い{物|もの}", "Shopping";
    RIDE: "外出の手伝い", "{外出|がいしゅつ}の {手伝|てつだ}い", "Help with going out";
    HOUSEWORK: "家事", "{家|いえ}の こと", "Housework";
    REPAIR: "ちょっとした修理", "ちょっとした {修理|しゅうり}", "Small repairs";
    SNOW: "雪かき", "{雪|ゆき}かき", "Clearing snow";
    WATCHING: "見守り", "{見守|みまも}り", "Checking in";
    COMPANY: "話し相手", "{話|はな}し{相手|あいて}", "Company";
    OTHER: "その他", "そのほか", "Other";

    WEEDING_FORMAL: "除草", "{草取|くさと}り({除草|じょそう})", "Weed control";
    PRUNING_FORMAL: "剪定", "{枝切|えだき}り({剪定|せんてい})", "Pruning";
    REPAIR_FORMAL: "小修繕", "ちょっとした {修理|しゅうり}({小修繕|しょうしゅうぜん})", "Minor repairs";
}
