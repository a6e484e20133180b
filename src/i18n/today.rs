//! きょう and かんたん表示.

texts! {}
