//! What the tests of Dabiao share: the plain evaluator, the generator of policies and data, and the harnesses.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "a test package says that something is wrong by a panic, and plain arithmetic keeps it plain"
)]

pub mod plain;
pub mod generate;
pub mod spell;
pub mod differ;
pub mod reduce;
pub mod case;
