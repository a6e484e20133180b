//! 困りごと: the list, logging one, and one request.

texts! {}
