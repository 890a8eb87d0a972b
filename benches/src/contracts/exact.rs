//! The verdicts in whole numbers without bound, one contract after the other: slow and obvious.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "numbers without bound do not overflow, and rows are counted in 64 bits"
)]

use dabiao_core::calendar::{Basis, Calendar, Limit, LimitOptions, last_day};
use num_bigint::BigInt;

use super::rows::{Contracts, UNSIGNED, UNVALUED};
use super::{GROUPS, Verdicts};
use crate::submission::day;

/// How days are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days {
    /// Every day.
    Calendar,
    /// The days that are worked by the official calendar.
    Working,
}

impl Days {
    /// The days that the signatures of a group may take on average: fewer working days than ten days have.
    pub fn on_average(self) -> i64 {
        match self {
            Self::Calendar => 10,
            Self::Working => 6,
        }
    }
}

/// What is added up for a group.
#[derive(Debug, Clone, Default)]
struct Sums {
    value: BigInt,
    sme: BigInt,
    unvalued: bool,
    late: u64,
    days: BigInt,
    signed: u64,
}

/// The verdicts of all groups.
pub fn verdicts(contracts: &Contracts, days: Days) -> Verdicts {
    let mut sums = vec![Sums::default(); GROUPS];
    for row in 0..contracts.len() {
        let group = contracts.group(row).and_then(|group| sums.get_mut(group));
        if let (Some(sums), Some(case)) = (group, Case::of(contracts, row)) {
            sums.add(&case, days);
        }
    }
    std::array::from_fn(|group| sums.get(group).map_or([None; 3], |it| it.verdicts(days)))
}

struct Case {
    value: i64,
    sme: bool,
    awarded: i32,
    signed: i32,
}

impl Case {
    fn of(contracts: &Contracts, row: usize) -> Option<Self> {
        Some(Self {
            value: *contracts.value.get(row)?,
            sme: *contracts.sme.get(row)?,
            awarded: *contracts.awarded.get(row)?,
            signed: *contracts.signed.get(row)?,
        })
    }

    /// Whether it was signed within ten days.
    fn in_time(&self, days: Days) -> bool {
        let limit = match days {
            Days::Calendar => "10 days",
            Days::Working => "10 working days",
        };
        let options = LimitOptions::new(Basis::Plain);
        let last = limit.parse().ok().and_then(|limit: Limit| {
            last_day(Calendar::china(), day(self.awarded), limit, options).ok()
        });
        self.signed != UNSIGNED && last.is_some_and(|last| day(self.signed) <= last)
    }

    /// The days from award to signature.
    fn took(&self, days: Days) -> i64 {
        let (from, to) = (day(self.awarded), day(self.signed));
        match days {
            Days::Calendar => to.signed_duration_since(from).num_days(),
            Days::Working => Calendar::china()
                .working_days_between(from, to)
                .unwrap_or(0),
        }
    }
}

impl Sums {
    fn add(&mut self, case: &Case, days: Days) {
        if case.value == UNVALUED {
            self.unvalued = true;
        } else {
            self.value += case.value;
            self.sme += if case.sme { case.value } else { 0 };
        }
        self.late += u64::from(!case.in_time(days));
        if case.signed != UNSIGNED {
            self.days += case.took(days);
            self.signed += 1;
        }
    }

    fn verdicts(&self, days: Days) -> [Option<bool>; 3] {
        let share = &self.sme * 100 >= &self.value * 80;
        [
            (!self.unvalued).then_some(share),
            Some(self.late == 0),
            Some(self.days <= BigInt::from(self.signed) * days.on_average()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::super::rows::Kind;
    use super::*;

    #[test]
    fn each_target_is_met_by_some_groups_and_missed_by_others() {
        for days in [Days::Calendar, Days::Working] {
            let verdicts = verdicts(&Contracts::drawn(41, 5_000, Kind::Gaps), days);
            for target in 0..3 {
                let of = |state| verdicts.iter().filter(|it| it[target] == state).count();
                assert!(of(Some(true)) > 2, "{days:?}, {target}");
                assert!(of(Some(false)) > 2, "{days:?}, {target}");
            }
            assert_eq!(verdicts.iter().filter(|it| it[0].is_none()).count(), 8);
        }
    }
}
