//! Where the cells of a text end: eight bytes looked at at a time.

/// Adds the place of every comma and line feed of `bytes` to `signs`, in order.
pub(crate) fn find(bytes: &[u8], signs: &mut Vec<usize>) {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut at = 0_usize;
    for word in words {
        let mut found = ends(u64::from_le_bytes(*word));
        while found != 0 {
            // The lowest byte of a word is the first of the text.
            signs.push(at.saturating_add((found.trailing_zeros() / 8) as usize));
            found &= found.wrapping_sub(1);
        }
        at = at.saturating_add(8);
    }
    let rest = (at..).zip(rest);
    let ends = rest.filter(|(_, byte)| matches!(byte, b',' | b'\n'));
    signs.extend(ends.map(|(at, _)| at));
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
                0..100,
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
