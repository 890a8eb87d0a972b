//! The limits that keep reading any text within bounds of time and memory.

/// How a file is parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseOptions {
    /// The limits; what is beyond one is an error with a code of its own.
    pub limits: Limits,
    /// How many threads the items of a long file are shared among: one unless told otherwise. What comes of it is the
    /// same for any number.
    pub threads: usize,
}

impl Default for ParseOptions {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            threads: 1,
        }
    }
}

/// Limits of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes a file may have: 16 MiB unless told otherwise. Of a larger file nothing is read.
    pub bytes: usize,
    /// The most lines: 1,000,000 unless told otherwise. What comes after is not read.
    pub lines: usize,
    /// The most items: 500,000 unless told otherwise. What comes after is not read.
    pub items: usize,
    /// The most bytes of a line with its continuations: 64 KiB unless told otherwise.
    pub line_bytes: usize,
    /// The deepest that brackets and negations are nested: 256 unless told otherwise.
    pub depth: usize,
    /// The most parts that a condition or sum has: 1,000 unless told otherwise.
    pub parts: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 16 * 1024 * 1024,
            lines: 1_000_000,
            items: 500_000,
            line_bytes: 64 * 1024,
            depth: 256,
            parts: 1_000,
        }
    }
}
