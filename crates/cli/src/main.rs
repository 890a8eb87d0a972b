//! The `dabiao` command.

fn main() {}
