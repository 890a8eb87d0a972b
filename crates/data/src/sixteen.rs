//! Cells of at most sixteen bytes, looked at as one number each.

use crate::name_hash::SPREAD;

/// How many bytes a cell has at most.
const MOST: usize = 16;

/// Nothing but the first bytes of a word, by how many they are.
const FIRST: [u128; MOST + 1] = {
    let mut masks = [0; MOST + 1];
    let mut bytes = 1;
    #[expect(
        clippy::indexing_slicing,
        reason = "this is done when the program is compiled, which any mistake would stop"
    )]
    while bytes <= MOST {
        masks[bytes] = (masks[bytes - 1] << 8) | 0xff;
        bytes += 1;
    }
    masks
};

/// A text of at most sixteen bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sixteen {
    /// The first byte is the lowest; what is behind the last is 0.
    word: u128,
    len: usize,
}

impl Sixteen {
    /// A part of a text; nothing where it is longer, or less than sixteen bytes follow its beginning.
    #[inline]
    pub(crate) fn at(text: &[u8], from: usize, to: usize) -> Option<Self> {
        let len = to.checked_sub(from)?;
        let mask = FIRST.get(len)?;
        let word = text.get(from..)?.first_chunk::<MOST>()?;
        let word = u128::from_le_bytes(*word) & mask;
        Some(Self { word, len })
    }

    /// A whole text; nothing where it is longer.
    fn of(text: &str) -> Option<Self> {
        let mut bytes = [0; MOST];
        let len = text.len();
        bytes.get_mut(..len)?.copy_from_slice(text.as_bytes());
        let word = u128::from_le_bytes(bytes);
        Some(Self { word, len })
    }

    #[inline]
    fn hash(self) -> u64 {
        let [low, high] = halves(self.word);
        (low ^ high.rotate_left(29)).wrapping_mul(SPREAD)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the lower half is what is wanted"
)]
fn halves(word: u128) -> [u64; 2] {
    [word as u64, (word >> 64) as u64]
}

/// Words of at most sixteen bytes, and the code of each.
#[derive(Debug)]
pub(crate) struct ShortWords {
    /// A word stands at the place of its hash, or in the next free one; half of them are free.
    slots: Vec<Option<(Sixteen, u32)>>,
    /// How far a hash is shifted to be a place.
    shift: u32,
}

impl ShortWords {
    /// Those words that are short and have no blanks around them; of a word that comes twice the first code.
    pub(crate) fn new<'a>(words: impl Iterator<Item = (&'a str, u32)>) -> Self {
        let is_plain = |word: &str| !word.is_empty() && word.trim() == word;
        let words = words.filter(|(word, _)| is_plain(word));
        let words: Vec<(Sixteen, u32)> = words
            .filter_map(|(word, code)| Some((Sixteen::of(word)?, code)))
            .collect();
        let places = words.len().saturating_mul(2).next_power_of_two().max(2);
        let mut all = Self {
            slots: vec![None; places],
            shift: u64::BITS.saturating_sub(places.trailing_zeros()),
        };
        for (word, code) in words {
            let slot = all.place(word).and_then(|place| all.slots.get_mut(place));
            if let Some(slot) = slot {
                slot.get_or_insert((word, code));
            }
        }
        all
    }

    /// The code of a word.
    #[inline]
    pub(crate) fn code(&self, word: Sixteen) -> Option<u32> {
        let place = self.place(word)?;
        self.slots.get(place)?.map(|(_, code)| code)
    }

    /// Where a word stands, or would.
    #[inline]
    fn place(&self, word: Sixteen) -> Option<usize> {
        let last = self.slots.len().checked_sub(1)?;
        let mut place = usize::try_from(word.hash() >> self.shift).ok()?;
        loop {
            match self.slots.get(place)? {
                Some((known, _)) if *known != word => place = place.wrapping_add(1) & last,
                _ => return Some(place),
            }
        }
    }
}

/// The digits of a number without its point, and the power of ten that the point divides it by, of a part of a text that has
/// at most sixteen bytes and as many before its end; nothing for any other form.
#[inline]
pub(crate) fn digits(text: &[u8], from: usize, to: usize) -> Option<(i64, i64)> {
    let before = MOST.checked_sub(to.checked_sub(from)?)?;
    let word = text.get(..to)?.last_chunk::<MOST>()?;
    // What is a digit becomes its value, and so does what stands before the number: zero.
    let word = (u128::from_le_bytes(*word) ^ every(b'0')) & !FIRST.get(before)?;
    let points = zeros(word ^ every(b'.' ^ b'0'));
    let (digits, of) = if points == 0 {
        (word, 1)
    } else {
        let point = (points.trailing_zeros() / 8) as usize;
        let decimals = MOST.checked_sub(point)?.checked_sub(1)?;
        // A digit stands before the point and behind it.
        if point <= before || decimals == 0 {
            return None;
        }
        let whole = word & FIRST.get(point)?;
        let rest = word & !FIRST.get(point.saturating_add(1))?;
        ((whole << 8) | rest, *POWERS.get(decimals)?)
    };
    // A value above nine reaches the highest bit of its byte.
    let beyond = (digits | digits.wrapping_add(every(0x76))) & every(0x80);
    if beyond != 0 || before == MOST {
        return None;
    }
    let [first, last] = halves(digits);
    let number = eight(first).wrapping_mul(100_000_000);
    let number = number.wrapping_add(eight(last));
    Some((number.cast_signed(), of))
}

/// The powers of ten.
const POWERS: [i64; MOST] = {
    let mut powers = [1; MOST];
    let mut power = 1;
    #[expect(
        clippy::indexing_slicing,
        reason = "this is done when the program is compiled, which any mistake would stop"
    )]
    while power < MOST {
        powers[power] = powers[power - 1] * 10;
        power += 1;
    }
    powers
};

/// The number of eight digits, the first in the lowest byte.
#[inline]
fn eight(digits: u64) -> u64 {
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8) & 0x00ff_00ff_00ff_00ff;
    let fours = pairs.wrapping_mul(100).wrapping_add(pairs >> 16) & 0x0000_ffff_0000_ffff;
    fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xffff_ffff
}

/// The highest bit of each byte that is zero.
#[inline]
fn zeros(word: u128) -> u128 {
    let low = every(0x7f);
    // Adding to the low seven bits sets the highest unless all are zero, and never reaches the next byte.
    !((word & low).wrapping_add(low) | word) & every(0x80)
}

/// A word of this byte sixteen times.
const fn every(byte: u8) -> u128 {
    u128::from_le_bytes([byte; MOST])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::figure_value::plain_digits;

    proptest! {
        #[test]
        fn digits_are_read_as_one_by_one(
            before in "[0-9.,]{16,20}",
            text in "[0-9]{0,9}(\\.[0-9]{0,8})?|[0-9.,%+-]{0,8}|[0-9]{14,18}|.{0,5}",
        ) {
            let all = format!("{before}{text},");
            let (from, to) = (before.len(), all.len().saturating_sub(1));
            let found = digits(all.as_bytes(), from, to);
            let expected = plain_digits(text.as_bytes()).filter(|_| text.len() <= MOST);
            prop_assert_eq!(found, expected, "{}", text);
        }

        #[test]
        fn a_word_is_found_where_it_is_one_of_them(
            words in prop::collection::vec("[ab\0]{0,3}|[a-z]{15,18}| ?甲[乙 ]{0,6}", 0..40),
            other in "[ab\0]{0,3}|[a-z]{15,18}",
        ) {
            let codes = words.iter().map(String::as_str).zip(0_u32..);
            let table = ShortWords::new(codes);
            for word in words.iter().chain([&other]) {
                let text = format!("{word},................");
                let found = Sixteen::at(text.as_bytes(), 0, word.len()).and_then(|it| table.code(it));
                let is_kept = (1..=MOST).contains(&word.len()) && word.trim() == word;
                let expected = words.iter().position(|it| it == word).filter(|_| is_kept);
                prop_assert_eq!(found.map(|it| it as usize), expected, "{:?}", word);
            }
        }
    }

    #[test]
    fn what_is_too_near_to_an_end_is_left() {
        assert!(Sixteen::at(b"yes,no", 0, 3).is_none());
        assert!(Sixteen::at(b"yes,no,..........", 0, 3).is_some());
        assert!(digits(b"12,", 0, 2).is_none());
        assert_eq!(digits(b"..............12,", 14, 16), Some((12, 1)));
    }
}
