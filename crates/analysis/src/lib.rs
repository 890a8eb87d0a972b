//! Questions asked of a compiled policy, a module each: values in, findings out.

pub mod coverage;
pub mod decide;
pub mod derivation;
pub mod targets;
mod telling;
pub mod world;
