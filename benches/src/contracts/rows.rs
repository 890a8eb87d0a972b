//! The contracts, drawn so that groups lie exactly at their thresholds and one step off them.

use dabiao_examples::split_mix::SplitMix;

use super::{COUNTIES, GROUPS, QUARTERS};

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// All values there, sums within 64 bits.
    Plain,
    /// One contract in 1,000 is not signed, and a quarter of the groups has a contract without a value.
    Gaps,
    /// Values of which a few dozen leave 64 bits.
    Large,
}

/// No day: the contract is not signed.
pub const UNSIGNED: i32 = i32::MAX;

/// No value.
pub const UNVALUED: i64 = i64::MIN;

/// Contracts by columns, one entry a contract; a day is counted from 1 January 2025, which is 0.
#[derive(Debug, Clone, Default)]
pub struct Contracts {
    /// The code of the county.
    pub county: Vec<u8>,
    /// The day of the award, within 2025.
    pub awarded: Vec<i32>,
    /// The day of the signature, or [`UNSIGNED`].
    pub signed: Vec<i32>,
    /// In cents, or [`UNVALUED`].
    pub value: Vec<i64>,
    /// Whether the supplier is a small or medium enterprise.
    pub sme: Vec<bool>,
}

/// The first day of each quarter, and the first of the next year.
pub const QUARTER_STARTS: [i32; QUARTERS + 1] = [0, 90, 181, 273, 365];

/// The quarter of a day of 2025.
pub fn quarter(day: i32) -> usize {
    let begun = QUARTER_STARTS.iter().skip(1).filter(|start| **start <= day);
    begun.count().min(QUARTERS - 1)
}

impl Contracts {
    /// So many contracts from a seed.
    pub fn drawn(seed: u64, count: usize, kind: Kind) -> Self {
        let mut dice = SplitMix::new(seed);
        let mut contracts = Self::default();
        for _ in 0..count {
            contracts.draw(&mut dice, kind);
        }
        for group in 0..GROUPS {
            contracts.settle(group, kind);
        }
        contracts
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.county.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.county.is_empty()
    }

    /// The group of a contract.
    pub fn group(&self, row: usize) -> Option<usize> {
        let county = usize::from(*self.county.get(row)?);
        let quarter = quarter(*self.awarded.get(row)?);
        county.checked_mul(QUARTERS)?.checked_add(quarter)
    }

    fn draw(&mut self, dice: &mut SplitMix, kind: Kind) {
        let county = u8::try_from(dice.between(1, COUNTIES as u64).saturating_sub(1)).unwrap_or(0);
        let awarded = day(dice, 0, 364);
        let group = usize::from(county)
            .saturating_mul(QUARTERS)
            .saturating_add(quarter(awarded));
        // Half of the groups are prompt, so that “all within 10 days” is in reach.
        let took = if profile(group) < 2 {
            day(dice, 2, 10)
        } else {
            day(dice, 4, 16)
        };
        let most = if kind == Kind::Large {
            9_000_000_000_000_000_000
        } else {
            100_000_000_000
        };
        let value = i64::try_from(dice.between(1_000_000, most)).unwrap_or(0);
        let unsigned = kind == Kind::Gaps && dice.one_in(1_000);
        self.county.push(county);
        self.awarded.push(awarded);
        self.signed.push(if unsigned {
            UNSIGNED
        } else {
            awarded.saturating_add(took)
        });
        self.value.push(value);
        self.sme.push(!dice.one_in(5));
    }

    /// Moves a group to its thresholds: exactly there, one step below, or wherever it was drawn.
    fn settle(&mut self, group: usize, kind: Kind) {
        let rows: Vec<usize> = (0..self.len())
            .filter(|row| self.group(*row) == Some(group))
            .collect();
        if kind != Kind::Large {
            self.settle_value(&rows, (group / 4) % 3);
        }
        match profile(group) {
            1 => self.delay_one(&rows),
            2 => self.settle_days(&rows, 0),
            3 => self.settle_days(&rows, 1),
            _ => {}
        }
        if kind == Kind::Gaps && profile(group) == 0 {
            let first = rows.first().copied();
            if let Some(value) = first.and_then(|row| self.value.get_mut(row)) {
                *value = UNVALUED;
            }
        }
    }

    /// Makes the share of value exactly 80 per cent (1), or a cent less (2).
    fn settle_value(&mut self, rows: &[usize], how: usize) {
        let last = |sme: bool| {
            rows.iter()
                .rev()
                .find(|row| self.sme.get(**row) == Some(&sme))
        };
        let (Some(small), Some(large)) = (last(true).copied(), last(false).copied()) else {
            return;
        };
        let sum = |sme: bool| {
            let chosen = rows.iter().filter(|row| self.sme.get(**row) == Some(&sme));
            chosen
                .filter_map(|row| self.value.get(*row))
                .fold(0_i64, |sum, it| sum.saturating_add(*it))
        };
        let (of_small, of_large) = (sum(true), sum(false));
        // Four parts of five are 80 per cent.
        let quarter = of_large.max(of_small.saturating_add(3) / 4);
        let short = i64::from(how == 2);
        if how > 0 {
            self.add(large, quarter.saturating_sub(of_large));
            self.add(
                small,
                quarter
                    .saturating_mul(4)
                    .saturating_sub(of_small)
                    .saturating_sub(short),
            );
        }
    }

    fn add(&mut self, row: usize, cents: i64) {
        if let Some(value) = self.value.get_mut(row) {
            *value = value.saturating_add(cents);
        }
    }

    /// Signs one contract on the eleventh day.
    fn delay_one(&mut self, rows: &[usize]) {
        let row = rows.last().copied().unwrap_or(0);
        if let (Some(signed), Some(awarded)) = (self.signed.get_mut(row), self.awarded.get(row)) {
            *signed = awarded.saturating_add(11);
        }
    }

    /// Makes the days of the signed contracts ten on average, and `over` more in all.
    fn settle_days(&mut self, rows: &[usize], over: i64) {
        let mut excess = over.saturating_neg();
        let took = |at: usize, it: &Self| match (it.awarded.get(at), it.signed.get(at)) {
            (Some(awarded), Some(signed)) if *signed != UNSIGNED => {
                Some(signed.saturating_sub(*awarded))
            }
            _ => None,
        };
        for row in rows {
            let days = took(*row, self).map_or(0, |took| i64::from(took).saturating_sub(10));
            excess = excess.saturating_add(days);
        }
        // A day a contract, to and fro, until nothing is left over.
        for row in rows.iter().cycle().take(rows.len().saturating_mul(4)) {
            let Some(days) = took(*row, self) else {
                continue;
            };
            let step = excess.signum();
            let possible = (0..=30).contains(&i64::from(days).saturating_sub(step));
            if let (true, Some(signed)) = (step != 0 && possible, self.signed.get_mut(*row)) {
                *signed = signed.saturating_sub(i32::try_from(step).unwrap_or(0));
                excess = excess.saturating_sub(step);
            }
        }
    }
}

/// How the days of a group are drawn: all prompt (0), all but one (1), ten on average (2), a day more in all (3).
fn profile(group: usize) -> usize {
    group.saturating_add(group / QUARTERS) % 4
}

fn day(dice: &mut SplitMix, low: u64, high: u64) -> i32 {
    i32::try_from(dice.between(low, high)).unwrap_or(0)
}
