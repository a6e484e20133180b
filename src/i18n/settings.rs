//! 設定: language, letters, colours, storage, export, version.

texts! {}
