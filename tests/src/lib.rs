//! What the tests of Dabiao share: the plain evaluator, the generator of policies and data, and the harnesses.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    clippy::missing_panics_doc,
    clippy::return_self_not_must_use,
    clippy::format_push_string,
    clippy::match_bool,
    clippy::struct_excessive_bools,
    reason = "a test package says that something is wrong by a panic, and is to be read before it is fast"
)]

pub mod case;
pub mod differ;
pub mod fuzzed;
pub mod generate;
pub mod plain;
pub mod reduce;
pub mod spell;
pub mod upper;
