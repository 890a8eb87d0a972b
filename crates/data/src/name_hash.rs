//! A hash for the names that every row repeats.

use std::hash::{BuildHasherDefault, Hasher};

/// Builds the hash of [`NameHash`].
pub(crate) type Quick = BuildHasherDefault<NameHash>;

/// Eight bytes at a time, turned and multiplied.
///
/// Whoever writes a policy could choose names that share a hash and would only slow down reading it; whoever submits
/// data adds no names.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct NameHash(u64);

/// 2⁶⁴ over the golden ratio, which spreads what it multiplies over the high bits.
pub(crate) const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

impl NameHash {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(SPREAD);
    }
}

impl Hasher for NameHash {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.add(u64::from_le_bytes(*word));
        }
        let shifted = |word: u64, byte: &u8| (word << 8) | u64::from(*byte);
        self.add(rest.iter().fold(0, shifted));
    }

    #[inline]
    fn write_u8(&mut self, byte: u8) {
        // What ends a text; the length is in the text itself.
        self.0 = self.0.wrapping_add(u64::from(byte));
    }

    #[inline]
    fn finish(&self) -> u64 {
        // Tables choose by the low bits and tell apart by the high ones.
        self.0 ^ (self.0 >> 32)
    }
}
