//! The web-sys edge.
