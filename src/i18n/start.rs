//! はじめる: the first start and joining.

texts! {}
