//! Exact numbers as whole numbers over one denominator, eight bytes each.

use std::collections::BTreeMap;

use num_integer::Integer;
use serde::{Deserialize, Serialize};

use super::bits::Bits;
use crate::Ratio;

/// Cells that hold an exact number or nothing.
///
/// # Shape
///
/// All numbers are whole multiples of 1 / [`denominator`](Numbers::denominator) and kept as 64-bit
/// whole numbers, but for those that are too large or too fine for that: these stand beside, as
/// they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbers {
    denominator: i64,
    values: Vec<i64>,
    filled: Bits,
    bounds: Option<(i64, i64)>,
    /// What the distances of all multiples from zero come to; rows are too few for it to overflow.
    magnitude: u128,
    beside: BTreeMap<usize, Ratio>,
}

impl Default for Numbers {
    fn default() -> Self {
        Self::over(1)
    }
}

impl Numbers {
    /// The largest common denominator; finer numbers stand beside.
    const FINEST: i64 = 1_000_000_000_000;

    /// An empty column whose numbers are multiples of one over this (1 where it is not positive): 100 for cents.
    pub fn over(denominator: i64) -> Self {
        Self {
            denominator: denominator.max(1),
            values: Vec::new(),
            filled: Bits::default(),
            bounds: None,
            magnitude: 0,
            beside: BTreeMap::new(),
        }
    }

    /// The number of a row.
    pub fn get(&self, row: usize) -> Option<Ratio> {
        if !self.filled.get(row) {
            return None;
        }
        if let Some(number) = self.beside.get(&row) {
            return Some(number.clone());
        }
        let value = i128::from(*self.values.get(row)?);
        Some(Ratio::new(value, i128::from(self.denominator)))
    }

    /// What the numbers are multiples of one over.
    pub fn denominator(&self) -> i64 {
        self.denominator
    }

    /// The multiples, one a row; 0 for an empty cell and for a number that stands beside.
    pub fn values(&self) -> &[i64] {
        &self.values
    }

    /// Which cells are not empty.
    pub fn filled(&self) -> &Bits {
        &self.filled
    }

    /// The least and the greatest of the multiples; nothing where there is none.
    pub fn bounds(&self) -> Option<(i64, i64)> {
        self.bounds
    }

    /// What the distances of all multiples from zero come to: no sum of some of them lies farther from it.
    pub fn magnitude(&self) -> u128 {
        self.magnitude
    }

    /// The numbers that stand beside, by their row.
    pub fn beside(&self) -> &BTreeMap<usize, Ratio> {
        &self.beside
    }

    /// Adds a cell by its multiple: 1,250 over 100 is 12.5.
    #[inline]
    pub fn push_multiple(&mut self, value: Option<i64>) {
        if let Some(value) = value {
            let (least, greatest) = self.bounds.unwrap_or((value, value));
            self.bounds = Some((least.min(value), greatest.max(value)));
            let distance = u128::from(value.unsigned_abs());
            self.magnitude = self.magnitude.saturating_add(distance);
        }
        self.filled.push(value.is_some());
        self.values.push(value.unwrap_or(0));
    }

    /// Adds a cell by parts of one: 1,250 of 100 are 12.5. A number without parts is as [`Ratio::new`] has it.
    #[inline]
    pub fn push_parts(&mut self, parts: i64, of: i64) {
        if of == self.denominator {
            return self.push_multiple(Some(parts));
        }
        // Most columns have settled on a denominator that all their numbers fit into.
        let is_whole = self.denominator.checked_rem(of) == Some(0);
        let factor = self.denominator.checked_div(of).filter(|_| is_whole);
        match factor.and_then(|factor| parts.checked_mul(factor)) {
            Some(value) => self.push_multiple(Some(value)),
            None => self.push(Some(&Ratio::new(parts.into(), of.into()))),
        }
    }

    /// Adds a cell.
    pub fn push(&mut self, number: Option<&Ratio>) {
        let Some(number) = number else {
            return self.push_multiple(None);
        };
        if let Some(value) = self.multiple(number) {
            return self.push_multiple(Some(value));
        }
        self.beside.insert(self.values.len(), number.clone());
        self.filled.push(true);
        self.values.push(0);
    }

    /// The number as a multiple, over a finer denominator for all if need be.
    fn multiple(&mut self, number: &Ratio) -> Option<i64> {
        let (numerator, denominator) = number.parts()?;
        let numerator = i64::try_from(numerator).ok()?;
        let denominator = i64::try_from(denominator).ok()?;
        if denominator == 1 {
            return numerator.checked_mul(self.denominator);
        }
        if self.denominator.checked_rem(denominator)? != 0 {
            self.refine(denominator)?;
        }
        numerator.checked_mul(self.denominator.checked_div(denominator)?)
    }

    /// Makes the denominator a multiple of this one too; nothing, and nothing changed, where it or a value grows too large.
    fn refine(&mut self, denominator: i64) -> Option<()> {
        let shared = self.denominator.gcd(&denominator);
        let factor = denominator.checked_div(shared)?;
        let finer = self.denominator.checked_mul(factor)?;
        if finer > Self::FINEST {
            return None;
        }
        if let Some((least, greatest)) = self.bounds {
            self.bounds = Some((least.checked_mul(factor)?, greatest.checked_mul(factor)?));
        }
        let factor_of_all = u128::from(factor.unsigned_abs());
        self.magnitude = self.magnitude.saturating_mul(factor_of_all);
        // The bounds fit, and so does what lies between.
        for value in &mut self.values {
            *value = value.saturating_mul(factor);
        }
        self.denominator = finer;
        Some(())
    }
}

impl FromIterator<Option<Ratio>> for Numbers {
    fn from_iter<I: IntoIterator<Item = Option<Ratio>>>(cells: I) -> Self {
        let mut column = Self::default();
        let cells = cells.into_iter();
        cells.for_each(|cell| column.push(cell.as_ref()));
        column
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number() -> impl Strategy<Value = Option<Ratio>> {
        let part = prop_oneof![
            -1000_i128..1000,
            9_223_372_036_854_775_804_i128..9_223_372_036_854_775_811,
            any::<i128>(),
        ];
        let denominator =
            prop::sample::select(vec![1, 2, 60, 100, 7, 1_000_000_007, 10_i128.pow(15)]);
        prop::option::of((part, denominator).prop_map(|(n, d)| Ratio::new(n, d)))
    }

    proptest! {
        #[test]
        fn every_number_comes_back_as_it_was(cells in prop::collection::vec(number(), 0..40)) {
            let column: Numbers = cells.iter().cloned().collect();
            let read: Vec<Option<Ratio>> = (0..cells.len()).map(|row| column.get(row)).collect();
            prop_assert_eq!(read, cells);
            let kept = column.values().iter();
            let (least, greatest) = column.bounds().unwrap_or((0, 0));
            prop_assert!(kept.copied().all(|it| it == 0 || (least..=greatest).contains(&it)));
        }

        #[test]
        fn parts_are_kept_as_the_number_is(
            cells in prop::collection::vec((any::<i64>(), prop::sample::select(vec![1_i64, 10, 100, 7, -4, 0])), 0..40)
        ) {
            let (mut parts, mut numbers) = (Numbers::default(), Numbers::default());
            for (count, of) in cells {
                parts.push_parts(count, of);
                numbers.push(Some(&Ratio::new(count.into(), of.into())));
            }
            prop_assert_eq!(parts, numbers);
        }
    }
}
