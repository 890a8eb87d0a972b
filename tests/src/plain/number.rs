//! Numbers: big rationals, and intervals of them for figures that are bounds.

use std::cmp::Ordering;

use dabiao_model::Comparator;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use super::policy::PlainUnit;

/// A number as written: digits, how many of them stand after the point, and a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The digits without the point.
    pub digits: i128,
    /// How many stand after it.
    pub scale: u32,
    /// The unit.
    pub unit: PlainUnit,
}

impl Amount {
    /// A whole number of a unit.
    pub fn whole(digits: i128, unit: PlainUnit) -> Self {
        Self {
            digits,
            scale: 0,
            unit,
        }
    }

    /// The value in base units.
    pub fn value(self) -> BigRational {
        self.number() * factor(self.unit)
    }

    /// The number without its unit.
    pub fn number(self) -> BigRational {
        BigRational::new(self.digits.into(), power_of_ten(self.scale))
    }

    /// The digits with their point.
    pub fn text(self) -> String {
        let width = self.scale as usize + 1;
        let digits = format!("{:0>width$}", self.digits.unsigned_abs().to_string());
        let (whole, fraction) = digits.split_at(digits.len() - self.scale as usize);
        let sign = if self.digits < 0 { "-" } else { "" };
        if fraction.is_empty() {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{fraction}")
        }
    }
}

/// Ten to a power.
pub fn power_of_ten(power: u32) -> BigInt {
    BigInt::from(10).pow(power)
}

/// A fraction.
pub fn fraction(numerator: i64, denominator: i64) -> BigRational {
    BigRational::new(numerator.into(), denominator.into())
}

/// One of a unit in the base of its dimension: 元, the whole for a share, the day for time.
pub fn factor(unit: PlainUnit) -> BigRational {
    match unit {
        PlainUnit::Dozens => fraction(12, 1),
        PlainUnit::WanYuan => fraction(10_000, 1),
        PlainUnit::YiYuan => fraction(100_000_000, 1),
        PlainUnit::Percent | PlainUnit::Points => fraction(1, 100),
        PlainUnit::Weeks => fraction(7, 1),
        PlainUnit::Hours => fraction(1, 24),
        // A policy that says how long a working day is says eight hours.
        PlainUnit::WorkingHours => fraction(1, 8),
        _ => BigRational::one(),
    }
}

/// Rounds half up (away from zero) to so many decimals.
pub fn rounded(value: &BigRational, decimals: u32) -> BigRational {
    let power = BigRational::from(power_of_ten(decimals));
    let scaled = value.abs() * &power + fraction(1, 2);
    let result = scaled.floor() / power;
    if value.is_negative() { -result } else { result }
}

/// An end of an interval, and whether it is excluded.
pub type End = Option<(BigRational, bool)>;

/// A number that may be known only within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interval {
    /// The lower end; none for unbounded.
    pub low: End,
    /// The upper end.
    pub high: End,
}

impl Interval {
    /// A number known exactly.
    pub fn exact(value: BigRational) -> Self {
        Self {
            low: Some((value.clone(), false)),
            high: Some((value, false)),
        }
    }

    /// The number, if it is known exactly.
    pub fn value(&self) -> Option<&BigRational> {
        match (&self.low, &self.high) {
            (Some((low, false)), Some((high, false))) if low == high => Some(low),
            _ => None,
        }
    }

    /// Whether it is exactly zero.
    pub fn is_zero(&self) -> bool {
        self.value().is_some_and(Zero::is_zero)
    }

    /// Whether it is certainly more than zero.
    pub fn is_positive(&self) -> bool {
        self.low
            .as_ref()
            .is_some_and(|(low, strict)| low.is_positive() || (low.is_zero() && *strict))
    }

    /// `self + other`.
    pub fn plus(&self, other: &Self) -> Self {
        Self {
            low: add(&self.low, &other.low),
            high: add(&self.high, &other.high),
        }
    }

    /// `−self`.
    pub fn negative(&self) -> Self {
        let turn = |end: &End| end.as_ref().map(|(value, strict)| (-value, *strict));
        Self {
            low: turn(&self.high),
            high: turn(&self.low),
        }
    }

    /// `self × factor`.
    pub fn times(&self, factor: &BigRational) -> Self {
        if factor.is_negative() {
            return self.negative().times(&-factor);
        }
        if factor.is_zero() {
            return Self::exact(BigRational::zero());
        }
        let scale = |end: &End| {
            end.as_ref()
                .map(|(value, strict)| (value * factor, *strict))
        };
        Self {
            low: scale(&self.low),
            high: scale(&self.high),
        }
    }

    /// Whether `self op other`, where the bounds decide it.
    pub fn compare(&self, op: Comparator, other: &Self) -> Option<bool> {
        let difference = self.plus(&other.negative());
        let sides = [Ordering::Less, Ordering::Equal, Ordering::Greater];
        let possible: Vec<bool> = sides
            .into_iter()
            .filter(|side| difference.may_lie(*side))
            .map(|side| holds(op, side))
            .collect();
        let first = *possible.first()?;
        possible
            .iter()
            .all(|holds| *holds == first)
            .then_some(first)
    }

    /// Whether some number of the interval lies on that side of zero.
    fn may_lie(&self, side: Ordering) -> bool {
        let low = self
            .low
            .as_ref()
            .map(|(value, strict)| (value.cmp(&BigRational::zero()), *strict));
        let high = self
            .high
            .as_ref()
            .map(|(value, strict)| (value.cmp(&BigRational::zero()), *strict));
        let not_above = low.is_none_or(|(low, strict)| low.is_lt() || (low.is_eq() && !strict));
        let not_below = high.is_none_or(|(high, strict)| high.is_gt() || (high.is_eq() && !strict));
        match side {
            Ordering::Less => low.is_none_or(|(low, _)| low.is_lt()),
            Ordering::Equal => not_above && not_below,
            Ordering::Greater => high.is_none_or(|(high, _)| high.is_gt()),
        }
    }
}

fn add(a: &End, b: &End) -> End {
    let ((a, a_strict), (b, b_strict)) = (a.as_ref()?, b.as_ref()?);
    Some((a + b, *a_strict || *b_strict))
}

/// What each comparator says of the order of its sides.
pub fn holds(op: Comparator, order: Ordering) -> bool {
    match op {
        Comparator::AtLeast => order != Ordering::Less,
        Comparator::AtMost => order != Ordering::Greater,
        Comparator::MoreThan => order == Ordering::Greater,
        Comparator::LessThan => order == Ordering::Less,
        Comparator::Equal => order == Ordering::Equal,
        Comparator::NotEqual => order != Ordering::Equal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_least(value: i64) -> Interval {
        Interval {
            low: Some((fraction(value, 1), false)),
            high: None,
        }
    }

    #[test]
    fn a_bound_decides_only_what_it_covers() {
        let threshold = Interval::exact(fraction(1000, 1));
        assert_eq!(
            at_least(1100).compare(Comparator::AtLeast, &threshold),
            Some(true)
        );
        assert_eq!(at_least(900).compare(Comparator::AtLeast, &threshold), None);
        assert_eq!(
            at_least(1100).compare(Comparator::AtMost, &threshold),
            Some(false)
        );
        assert_eq!(
            at_least(1100).compare(Comparator::Equal, &threshold),
            Some(false)
        );
        assert_eq!(
            at_least(1000).compare(Comparator::MoreThan, &threshold),
            None
        );
    }

    #[test]
    fn digits_keep_their_point() {
        let amount = |digits, scale| Amount {
            digits,
            scale,
            unit: PlainUnit::Number,
        };
        assert_eq!(amount(5, 2).text(), "0.05");
        assert_eq!(amount(-1020, 2).text(), "-10.20");
        assert_eq!(amount(80, 0).text(), "80");
    }

    #[test]
    fn halves_go_up() {
        assert_eq!(rounded(&fraction(12345, 1000), 2), fraction(1235, 100));
        assert_eq!(rounded(&fraction(-12345, 1000), 2), fraction(-1235, 100));
    }
}
