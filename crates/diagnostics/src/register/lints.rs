//! Codes of the register.
super::codes! {}
