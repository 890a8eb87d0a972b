//! Small whole numbers in as few bytes as the largest of them needs.

use serde::{Deserialize, Serialize};

/// A code or nothing a row, in one, two or four bytes each: as many as the largest needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Codes {
    kept: Width,
    largest: u32,
}

// INVARIANT: 0 is no code, any other entry is the code and one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Width {
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
}

/// The codes as they are kept, each one more than the code; 0 is none.
#[derive(Debug, Clone, Copy)]
pub enum CodeSlice<'a> {
    /// Codes up to 254.
    One(&'a [u8]),
    /// Codes up to 65,534.
    Two(&'a [u16]),
    /// Any.
    Four(&'a [u32]),
}

impl Default for Codes {
    fn default() -> Self {
        Self {
            kept: Width::One(Vec::new()),
            largest: 0,
        }
    }
}

impl Codes {
    /// The code of a row.
    pub fn get(&self, row: usize) -> Option<u32> {
        let kept = match &self.kept {
            Width::One(kept) => kept.get(row).copied().map(u32::from),
            Width::Two(kept) => kept.get(row).copied().map(u32::from),
            Width::Four(kept) => kept.get(row).copied(),
        };
        kept?.checked_sub(1)
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        match &self.kept {
            Width::One(kept) => kept.len(),
            Width::Two(kept) => kept.len(),
            Width::Four(kept) => kept.len(),
        }
    }

    /// The largest code; nothing where there is none.
    pub fn largest(&self) -> Option<u32> {
        self.largest.checked_sub(1)
    }

    /// The codes as they are kept.
    pub fn slice(&self) -> CodeSlice<'_> {
        match &self.kept {
            Width::One(kept) => CodeSlice::One(kept),
            Width::Two(kept) => CodeSlice::Two(kept),
            Width::Four(kept) => CodeSlice::Four(kept),
        }
    }

    /// Adds a row; the code `u32::MAX` is kept as the one before it, which names nothing either.
    #[inline]
    pub fn push(&mut self, code: Option<u32>) {
        let kept = code.map_or(0, |code| code.saturating_add(1));
        self.largest = self.largest.max(kept);
        loop {
            match &mut self.kept {
                Width::One(all) => {
                    if let Ok(kept) = u8::try_from(kept) {
                        return all.push(kept);
                    }
                    self.kept = Width::Two(all.iter().copied().map(u16::from).collect());
                }
                Width::Two(all) => {
                    if let Ok(kept) = u16::try_from(kept) {
                        return all.push(kept);
                    }
                    self.kept = Width::Four(all.iter().copied().map(u32::from).collect());
                }
                Width::Four(all) => return all.push(kept),
            }
        }
    }
}

impl FromIterator<Option<u32>> for Codes {
    fn from_iter<I: IntoIterator<Item = Option<u32>>>(codes: I) -> Self {
        let mut column = Self::default();
        codes.into_iter().for_each(|code| column.push(code));
        column
    }
}
