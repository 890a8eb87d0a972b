//! The description at a Parquet file's end, walked over before anything is made of it.
//!
//! It says how many of each part there are, and a reader makes room for as many; a damaged one says more than any machine has
//! room for, which would end the program. Here every count is held against the bytes that there are.

/// How many levels of parts a description has at most.
const DEEPEST: usize = 32;

/// How many columns, groups of columns included, a description has at most.
const MOST_ELEMENTS: usize = 20_000;

/// The number of the schema among the parts of a description.
const SCHEMA: i64 = 2;

/// The number, in an element of the schema, of how many elements are below it.
const CHILDREN: i64 = 5;

/// Kinds of values, as they are written.
mod kind {
    pub(super) const TRUE: u8 = 1;
    pub(super) const FALSE: u8 = 2;
    pub(super) const BYTE: u8 = 3;
    pub(super) const I16: u8 = 4;
    pub(super) const I32: u8 = 5;
    pub(super) const I64: u8 = 6;
    pub(super) const DOUBLE: u8 = 7;
    pub(super) const BINARY: u8 = 8;
    pub(super) const LIST: u8 = 9;
    pub(super) const SET: u8 = 10;
    pub(super) const MAP: u8 = 11;
    pub(super) const STRUCT: u8 = 12;
    pub(super) const UUID: u8 = 13;
}

/// Whether a description claims no more than its bytes can hold, nor columns deeper than any table has.
pub(super) fn is_sound(bytes: &[u8]) -> bool {
    let mut walk = Walk { bytes };
    let mut children = Vec::new();
    let walked = walk.parts(|walk, number, kind| {
        if number == SCHEMA && kind == kind::LIST {
            walk.schema(&mut children)
        } else {
            walk.value(kind, DEEPEST)
        }
    });
    walked.is_some() && is_shallow(&children)
}

/// Whether elements with so many below each nest no deeper than allowed.
fn is_shallow(children: &[i64]) -> bool {
    // How many elements are still to come on each level.
    let mut levels: Vec<i64> = Vec::new();
    for below in children {
        while levels.last() == Some(&0) {
            levels.pop();
        }
        if let Some(left) = levels.last_mut() {
            *left = left.saturating_sub(1);
        }
        let count = i64::try_from(children.len()).unwrap_or(i64::MAX);
        if !(0..=count).contains(below) || levels.len() > DEEPEST {
            return false;
        }
        if *below > 0 {
            levels.push(*below);
        }
    }
    true
}

/// What is left of a description.
struct Walk<'b> {
    bytes: &'b [u8],
}

impl Walk<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    fn skip(&mut self, count: u64) -> Option<()> {
        self.bytes = self.bytes.get(usize::try_from(count).ok()?..)?;
        Some(())
    }

    /// A whole number, seven bits a byte.
    fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for place in 0..10_u32 {
            let byte = self.byte()?;
            let shift = place.saturating_mul(7);
            number |= u64::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// A whole number with a sign, which is its last bit.
    fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        let half = i64::try_from(number >> 1).ok()?;
        Some(if number & 1 == 0 { half } else { !half })
    }

    /// The parts of a structure: `part` takes the value of each, of which it is told the number and the kind.
    fn parts(&mut self, mut part: impl FnMut(&mut Self, i64, u8) -> Option<()>) -> Option<()> {
        let mut number = 0_i64;
        loop {
            let head = self.byte()?;
            if head == 0 {
                return Some(());
            }
            number = match head >> 4 {
                0 => self.signed()?,
                step => number.checked_add(i64::from(step))?,
            };
            part(self, number, head & 0x0f)?;
        }
    }

    /// The head of a list: how many values there are, no more than bytes, and of which kind.
    fn list(&mut self) -> Option<(u64, u8)> {
        let head = self.byte()?;
        let count = match head >> 4 {
            15 => self.number()?,
            few => u64::from(few),
        };
        let room = u64::try_from(self.bytes.len()).ok()?;
        (count <= room).then_some((count, head & 0x0f))
    }

    /// The elements of the schema: how many are below each.
    fn schema(&mut self, children: &mut Vec<i64>) -> Option<()> {
        let (count, kind) = self.list()?;
        if kind != kind::STRUCT || count > u64::try_from(MOST_ELEMENTS).ok()? {
            return None;
        }
        for _ in 0..count {
            let mut below = 0;
            self.parts(|walk, number, kind| {
                if number == CHILDREN && kind == kind::I32 {
                    below = walk.signed()?;
                    return Some(());
                }
                walk.value(kind, DEEPEST)
            })?;
            children.push(below);
        }
        Some(())
    }

    /// Passes over a value.
    fn value(&mut self, kind: u8, levels: usize) -> Option<()> {
        let below = levels.checked_sub(1)?;
        match kind {
            // In a structure the kind is the value.
            kind::TRUE | kind::FALSE => Some(()),
            kind::BYTE => self.skip(1),
            kind::I16 | kind::I32 | kind::I64 => self.number().map(drop),
            kind::DOUBLE => self.skip(8),
            kind::UUID => self.skip(16),
            kind::BINARY => {
                let length = self.number()?;
                self.skip(length)
            }
            kind::LIST | kind::SET => {
                let (count, kind) = self.list()?;
                (0..count).try_for_each(|_| self.member(kind, below))
            }
            kind::MAP => {
                let count = self.number()?;
                if count == 0 {
                    return Some(());
                }
                let kinds = self.byte()?;
                (0..count).try_for_each(|_| {
                    self.member(kinds >> 4, below)?;
                    self.member(kinds & 0x0f, below)
                })
            }
            kind::STRUCT => self.parts(|walk, _, kind| walk.value(kind, below)),
            _ => None,
        }
    }

    /// Passes over a value of a list, in which true and false take a byte.
    fn member(&mut self, kind: u8, levels: usize) -> Option<()> {
        match kind {
            kind::TRUE | kind::FALSE => self.skip(1),
            _ => self.value(kind, levels),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A description of a schema whose elements have so many below each.
    fn described(children: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0x29, 0xfc, u8::try_from(children.len()).unwrap()];
        for below in children {
            bytes.extend([0x55, below << 1, 0]);
        }
        bytes.push(0);
        bytes
    }

    #[test]
    fn columns_beside_each_other_are_sound_and_a_staircase_is_not() {
        assert!(is_sound(&described(&[3, 0, 2, 0, 0, 0])));
        assert!(is_sound(&described(&[1; 20])));
        assert!(!is_sound(&described(&[1; 60])));
        // More below than there are.
        assert!(!is_sound(&described(&[9, 0])));
    }

    #[test]
    fn a_count_beyond_the_bytes_is_not_sound() {
        // The fourth part is a list of structures, of which there are to be 2^28 - 1.
        assert!(!is_sound(&[0x49, 0xfc, 0xff, 0xff, 0xff, 0x7f, 0]));
        assert!(!is_sound(&[0x49, 0xfc]));
        assert!(!is_sound(&[]));
        assert!(is_sound(&[0x49, 0x0c, 0]));
        // A structure in a structure without an end.
        assert!(!is_sound(&[0x1c; 100]));
    }
}
