//! まとめ: the ledger of a month and a year.

texts! {}
