//! Where the cells of a text end: 64 bytes looked at at a time.

/// How many bytes are looked at before anything is noted.
const BLOCK: usize = 64;

/// How many signs are noted at a time, whether there are as many or not: most blocks have fewer.
const NOTED: usize = 8;

/// Adds the place of every comma and line feed of `bytes` to `signs`, in order.
pub(crate) fn find(bytes: &[u8], signs: &mut Vec<usize>) {
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    let mut at = 0_usize;
    for block in blocks {
        note(marked(block), at, signs);
        at = at.saturating_add(BLOCK);
    }
    let rest = (at..).zip(rest);
    let ends = rest.filter(|(_, byte)| matches!(byte, b',' | b'\n'));
    signs.extend(ends.map(|(at, _)| at));
}

/// A bit for each byte of a block, the lowest for the first: whether it is a comma or a line feed.
#[inline]
fn marked(block: &[u8; BLOCK]) -> u64 {
    /// Moves the lowest bit of each byte into the highest byte, side by side.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let (words, _) = block.as_chunks::<8>();
    words.iter().fold(0, |marks, word| {
        let found = ends(u64::from_le_bytes(*word)) >> 7;
        (marks >> 8) | (found.wrapping_mul(GATHER) & every(0xff) << 56)
    })
}

/// Adds the place of each bit, counted from `at`.
#[inline]
fn note(mut marks: u64, at: usize, signs: &mut Vec<usize>) {
    /// The last bit, of which it does not matter that it is noted once there are no others.
    const LAST: u64 = 1 << 63;
    // How many signs a block has is hard to guess; that they are few is not.
    let mut left = marks.count_ones() as usize;
    while left > 0 {
        let mut places = [0; NOTED];
        for place in &mut places {
            // A word that is never zero is counted by an instruction that is not slow on some processors.
            *place = at.wrapping_add((marks | LAST).trailing_zeros() as usize);
            marks &= marks.wrapping_sub(1);
        }
        let noted = left.min(NOTED);
        let before = signs.len();
        signs.extend_from_slice(&places);
        signs.truncate(before.saturating_add(noted));
        left = left.saturating_sub(noted);
    }
}

/// The highest bit of each byte that is a comma or a line feed.
fn ends(word: u64) -> u64 {
    let others = filled(word ^ every(b',')) & filled(word ^ every(b'\n'));
    !others & every(0x80)
}

/// The highest bit of each byte that is not zero, and bits below it.
fn filled(word: u64) -> u64 {
    let low = every(0x7f);
    // Adding to the low seven bits sets the highest unless all are zero, and never reaches the next byte.
    (word & low).wrapping_add(low) | word
}

/// A word of this byte eight times.
const fn every(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_sign_is_found_and_nothing_else(
            bytes in prop::collection::vec(
                prop_oneof![Just(b','), Just(b'\n'), Just(b'-'), Just(0x8a_u8), Just(0xac_u8), any::<u8>()],
                0..400,
            ),
        ) {
            let mut found = Vec::new();
            find(&bytes, &mut found);
            let is_sign = |at: &usize| matches!(bytes[*at], b',' | b'\n');
            let signs: Vec<usize> = (0..bytes.len()).filter(is_sign).collect();
            prop_assert_eq!(found, signs);
        }
    }
}
