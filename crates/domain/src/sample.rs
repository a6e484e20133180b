//! A circle to try things out in.
