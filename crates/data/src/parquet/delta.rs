//! Texts that are written by what they differ from the one before, as plain ones, within bounds.
//!
//! Lengths stand in blocks of whole numbers, of which each is told by how much more it is than the one before; the bytes of all
//! texts follow. Where texts begin alike, how many bytes each shares with the one before stands in front of all that.

use parquet::basic::Encoding;

/// The most bits of a number in a block.
const WIDEST: u32 = 32;

/// What a page holds at most.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// How many values.
    pub(super) values: usize,
    /// How many bytes, as plain texts.
    pub(super) bytes: usize,
}

/// The values of a page in one of the two encodings as a plain page has them: each behind its length, or without one where
/// all are `fixed` long. Nothing where they are damaged or beyond the bounds.
pub(super) fn plain(
    mut bytes: &[u8],
    encoding: Encoding,
    fixed: Option<usize>,
    bounds: Bounds,
) -> Option<Vec<u8>> {
    let shared = match encoding {
        Encoding::DELTA_BYTE_ARRAY => Some(numbers(&mut bytes, bounds.values)?),
        _ => None,
    };
    let lengths = numbers(&mut bytes, bounds.values)?;
    if shared.as_ref().is_some_and(|it| it.len() != lengths.len()) {
        return None;
    }
    let mut plain = Vec::new();
    // Where the text before begins and ends.
    let mut before = 0_usize..0;
    for (index, length) in lengths.into_iter().enumerate() {
        let same = shared.as_ref().map_or(Some(&0), |it| it.get(index));
        let same = usize::try_from(*same?).ok()?;
        let (own, rest) = bytes.split_at_checked(usize::try_from(length).ok()?)?;
        bytes = rest;
        let whole = same.checked_add(own.len())?;
        let size = whole.checked_add(4)?.checked_add(plain.len())?;
        let fits = same <= before.len() && fixed.is_none_or(|fixed| fixed == whole);
        if !fits || size > bounds.bytes {
            return None;
        }
        if fixed.is_none() {
            plain.extend(u32::try_from(whole).ok()?.to_le_bytes());
        }
        let begin = plain.len();
        plain.extend_from_within(before.start..before.start.checked_add(same)?);
        plain.extend(own);
        before = begin..plain.len();
    }
    Some(plain)
}

/// The whole numbers that some bytes begin with, at most so many; `bytes` begins behind them then.
fn numbers(bytes: &mut &[u8], most: usize) -> Option<Vec<u32>> {
    let block = usize::try_from(unsigned(bytes)?).ok()?;
    let parts = usize::try_from(unsigned(bytes)?).ok()?;
    let count = usize::try_from(unsigned(bytes)?).ok()?;
    let mut last = signed(bytes)?;
    let in_part = block.checked_div(parts)?;
    let is_sound = in_part > 0
        && in_part.checked_rem(32)? == 0
        && in_part.checked_mul(parts)? == block
        && count <= most;
    if !is_sound {
        return None;
    }
    let mut numbers = Vec::with_capacity(count);
    if count > 0 {
        numbers.push(u32::try_from(last).ok()?);
    }
    while numbers.len() < count {
        let step = signed(bytes)?;
        let (widths, rest) = bytes.split_at_checked(parts)?;
        *bytes = rest;
        for width in widths {
            if numbers.len() == count {
                // The parts behind the last number have a width and nothing else.
                break;
            }
            let width = u32::from(*width);
            let length = in_part.checked_mul(usize::try_from(width).ok()?)? / 8;
            let (packed, rest) = bytes.split_at_checked(length)?;
            *bytes = rest;
            if width > WIDEST {
                return None;
            }
            let mut bits = Bits::new(packed, width);
            for _ in 0..in_part.min(count.checked_sub(numbers.len())?) {
                let more = i64::try_from(bits.next()?).ok()?;
                last = last.checked_add(step)?.checked_add(more)?;
                numbers.push(u32::try_from(last).ok()?);
            }
        }
    }
    Some(numbers)
}

/// A whole number, seven bits a byte.
fn unsigned(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for place in 0..10_u32 {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        let shift = place.checked_mul(7)?;
        number |= u64::from(byte & 0x7f).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// A whole number with a sign, which is its last bit.
fn signed(bytes: &mut &[u8]) -> Option<i64> {
    let number = unsigned(bytes)?;
    let half = i64::try_from(number >> 1).ok()?;
    Some(if number & 1 == 0 { half } else { !half })
}

/// Numbers of so many bits each, the lowest bit first.
struct Bits<'b> {
    packed: std::slice::Iter<'b, u8>,
    width: u32,
    /// What is read and not yet taken, and how many bits of it there are.
    ready: u64,
    count: u32,
}

impl<'b> Bits<'b> {
    /// `width` is at most [`WIDEST`], so that what is ready never outgrows its place.
    fn new(packed: &'b [u8], width: u32) -> Self {
        Self {
            packed: packed.iter(),
            width,
            ready: 0,
            count: 0,
        }
    }

    fn next(&mut self) -> Option<u64> {
        while self.count < self.width {
            let byte = u64::from(*self.packed.next()?);
            self.ready |= byte.checked_shl(self.count)?;
            self.count = self.count.checked_add(8)?;
        }
        let all = 1_u64.checked_shl(self.width)?.checked_sub(1)?;
        let number = self.ready & all;
        self.ready = self.ready.checked_shr(self.width)?;
        self.count = self.count.checked_sub(self.width)?;
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Bounds = Bounds {
        values: 5,
        bytes: 100,
    };

    /// A block of 128 in four parts; lengths or shares of five texts, each of three bits from the least on. The first and
    /// the least with their sign as the last bit.
    fn block(first: u8, least: u8, more: [u64; 4]) -> Vec<u8> {
        let mut bytes = vec![0x80, 1, 4, 5, first, least, 3, 0, 0, 0];
        let packed = more.iter().rev().fold(0_u64, |all, it| all << 3 | it);
        bytes.extend(packed.to_le_bytes());
        bytes.extend([0; 4]);
        bytes
    }

    /// From the description of the format: Hello, World, Foobar, ABCDEF have the lengths 5, 5, 6, 6.
    #[test]
    fn texts_behind_their_lengths() {
        // Differences 0, 1, 0, -3, the least -3 (as 5), and above it 3, 4, 3, 0.
        let mut bytes = block(10, 5, [3, 4, 3, 0]);
        bytes.extend(b"HelloWorldFoobarABCDEFxyz");
        let encoding = Encoding::DELTA_LENGTH_BYTE_ARRAY;
        let plain = |bytes: &[u8], bounds| super::plain(bytes, encoding, None, bounds);
        let expected =
            b"\x05\0\0\0Hello\x05\0\0\0World\x06\0\0\0Foobar\x06\0\0\0ABCDEF\x03\0\0\0xyz";
        assert_eq!(plain(&bytes, BOUNDS).as_deref(), Some(&expected[..]));
        let fewer = Bounds {
            values: 4,
            ..BOUNDS
        };
        assert_eq!(plain(&bytes, fewer), None);
        let smaller = |bytes| Bounds { bytes, ..BOUNDS };
        assert!(plain(&bytes, smaller(expected.len())).is_some());
        assert_eq!(plain(&bytes, smaller(expected.len() - 1)), None);
        for end in 0..bytes.len() {
            assert_eq!(plain(&bytes[..end], BOUNDS), None, "{end}");
        }
    }

    /// axis, axle, babble, babyhood, baby: they share 0, 2, 0, 3, 4 bytes with the one before.
    #[test]
    fn texts_that_begin_alike() {
        // Differences 2, -2, 3, 1 from 0; the least -2 (as 3), and above it 4, 0, 5, 3.
        let mut bytes = block(0, 3, [4, 0, 5, 3]);
        // The lengths of the rest are 4, 2, 6, 5, 0: differences -2, 4, -1, -5, the least -5 (as 9): 3, 9, 4, 0 need four bits.
        bytes.extend([0x80, 1, 4, 5, 8, 9, 4, 0, 0, 0, 0x93, 0x04]);
        bytes.extend([0; 14]);
        bytes.extend(b"axislebabbleyhood");
        let encoding = Encoding::DELTA_BYTE_ARRAY;
        let expected =
            b"\x04\0\0\0axis\x04\0\0\0axle\x06\0\0\0babble\x08\0\0\0babyhood\x04\0\0\0baby";
        let found = plain(&bytes, encoding, None, BOUNDS);
        assert_eq!(found.as_deref(), Some(&expected[..]));
        assert_eq!(plain(&bytes, encoding, Some(4), BOUNDS), None);
        // More than the text before has cannot be shared with it.
        bytes[4] = 2;
        assert_eq!(plain(&bytes, encoding, None, BOUNDS), None);
    }

    #[test]
    fn more_than_any_page_has_is_not_begun() {
        // 2^40 numbers without a bit each.
        let bytes = [
            0x80, 1, 4, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20, 0, 0, 0, 0, 0, 0,
        ];
        let encoding = Encoding::DELTA_LENGTH_BYTE_ARRAY;
        assert_eq!(plain(&bytes, encoding, None, BOUNDS), None);
        // A block without parts, one that its parts do not divide, and numbers of 33 bits.
        for head in [[0x80, 1, 0, 5], [0x80, 1, 3, 5], [0x20, 0, 1, 5]] {
            assert_eq!(plain(&head, encoding, None, BOUNDS), None);
        }
        let mut wide = vec![0x20, 1, 2, 0, 0, 33];
        wide.extend([0; 200]);
        assert_eq!(plain(&wide, encoding, None, BOUNDS), None);
    }
}
