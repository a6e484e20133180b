//! 下見, 作業 and completion.

texts! {}
