//! Questions asked of a compiled policy, a module each: values in, findings out.

pub mod boundaries;
pub mod changed;
pub mod compare;
pub mod coverage;
pub mod decide;
pub mod derivation;
mod merge;
pub mod mutation;
pub mod targets;
mod telling;
pub mod world;
