//! The contracts by hand: one pass over the columns into 32 sums, on one thread or on two.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::cast_sign_loss,
    clippy::cast_possible_truncation,
    reason = "the limit is what a programmer writes who knows that these numbers fit and these codes are in range"
)]

use std::ops::AddAssign;

use super::exact::Days;
use super::rows::{Contracts, QUARTER_STARTS, UNSIGNED, UNVALUED, quarter};
use super::working_days::Table;
use super::{GROUPS, QUARTERS, Verdicts};

/// What is added up for a group; `W` holds the sums of value.
#[derive(Debug, Clone, Copy, Default)]
struct Sums<W> {
    value: W,
    sme: W,
    unvalued: u32,
    late: u32,
    days: i64,
    signed: i64,
}

/// Columns, or a stretch of them.
#[derive(Clone, Copy)]
struct Stretch<'a> {
    county: &'a [u8],
    awarded: &'a [i32],
    signed: &'a [i32],
    value: &'a [i64],
    sme: &'a [bool],
}

impl<'a> Stretch<'a> {
    fn all(contracts: &'a Contracts) -> Self {
        Self {
            county: &contracts.county,
            awarded: &contracts.awarded,
            signed: &contracts.signed,
            value: &contracts.value,
            sme: &contracts.sme,
        }
    }

    fn halves(self) -> (Self, Self) {
        let half = self.county.len() / 2;
        let (county, awarded) = (self.county.split_at(half), self.awarded.split_at(half));
        let (signed, value) = (self.signed.split_at(half), self.value.split_at(half));
        let sme = self.sme.split_at(half);
        let of = |county, awarded, signed, value, sme| Self {
            county,
            awarded,
            signed,
            value,
            sme,
        };
        (
            of(county.0, awarded.0, signed.0, value.0, sme.0),
            of(county.1, awarded.1, signed.1, value.1, sme.1),
        )
    }
}

/// The verdicts by calendar days.
pub fn verdicts(contracts: &Contracts, threads: usize) -> Verdicts {
    judged::<i64>(contracts, threads, Days::Calendar, |awarded, signed| {
        let took = signed - awarded;
        (took, took > 10)
    })
}

/// The same where sums leave 64 bits.
pub fn verdicts_in_128_bits(contracts: &Contracts) -> Verdicts {
    judged::<i128>(contracts, 1, Days::Calendar, |awarded, signed| {
        let took = signed - awarded;
        (took, took > 10)
    })
}

/// The verdicts by working days: two look-ups and a subtraction.
pub fn working_verdicts(table: &Table, contracts: &Contracts, threads: usize) -> Verdicts {
    judged::<i64>(contracts, threads, Days::Working, |awarded, signed| {
        // The mask tells the compiler that the look-ups stay in the table.
        let (from, to) = (awarded as usize & 511, signed as usize & 511);
        (
            table.worked[to] - table.worked[from],
            signed > table.last[from],
        )
    })
}

/// `took` says the days from award to signature, and whether they are too many.
fn judged<W>(
    contracts: &Contracts,
    threads: usize,
    days: Days,
    took: impl Fn(i32, i32) -> (i32, bool) + Send + Copy,
) -> Verdicts
where
    W: Copy + Default + From<i64> + AddAssign + Into<i128> + Send,
{
    let all = Stretch::all(contracts);
    let sums = if threads < 2 {
        added::<W>(all, took)
    } else {
        let (first, second) = all.halves();
        let (mut sums, others) = std::thread::scope(|scope| {
            let other = scope.spawn(move || added::<W>(second, took));
            (
                added::<W>(first, took),
                other.join().unwrap_or([Sums::default(); GROUPS]),
            )
        });
        for (sums, other) in sums.iter_mut().zip(&others) {
            sums.value += other.value;
            sums.sme += other.sme;
            sums.unvalued += other.unvalued;
            sums.late += other.late;
            sums.days += other.days;
            sums.signed += other.signed;
        }
        sums
    };
    sums.map(|it| {
        let share = it.sme.into() * 100 >= it.value.into() * 80;
        [
            (it.unvalued == 0).then_some(share),
            Some(it.late == 0),
            Some(it.days <= days.on_average() * it.signed),
        ]
    })
}

fn added<W>(rows: Stretch<'_>, took: impl Fn(i32, i32) -> (i32, bool)) -> [Sums<W>; GROUPS]
where
    W: Copy + Default + From<i64> + AddAssign,
{
    let mut quarters = [0_u8; 512];
    for day in 0..QUARTER_STARTS[QUARTERS] {
        quarters[day as usize] = quarter(day) as u8;
    }
    let mut sums = [Sums::default(); GROUPS];
    let days = rows.awarded.iter().zip(rows.signed);
    let amounts = rows.value.iter().zip(rows.sme);
    for ((county, (awarded, signed)), (value, sme)) in rows.county.iter().zip(days).zip(amounts) {
        let quarter = quarters[*awarded as usize & 511];
        let group = (usize::from(*county) * QUARTERS + usize::from(quarter)) % GROUPS;
        let sums = &mut sums[group];
        if *value == UNVALUED {
            sums.unvalued += 1;
        } else {
            sums.value += W::from(*value);
            sums.sme += W::from(if *sme { *value } else { 0 });
        }
        if *signed == UNSIGNED {
            sums.late += 1;
        } else {
            let (took, late) = took(*awarded, *signed);
            sums.late += u32::from(late);
            sums.days += i64::from(took);
            sums.signed += 1;
        }
    }
    sums
}
