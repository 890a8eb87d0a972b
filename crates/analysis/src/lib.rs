//! Questions asked of a compiled policy, a module each: values in, findings out.

pub mod coverage;
