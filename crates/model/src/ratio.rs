//! Exact rational numbers: two 128-bit integers while they fit, big integers beyond.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An exact number n / d in lowest terms with d > 0. No operation rounds or overflows.
///
/// ```
/// use dabiao_model::Ratio;
/// let third = Ratio::new(1, 3);
/// assert_eq!(&(&third + &third) + &third, Ratio::new(1, 1));
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Ratio(Repr);

// INVARIANT: lowest terms, denominator positive, and `Big` only when either part leaves i128.
// So equal values have equal representations and `Eq` and `Hash` can be derived.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Small { numerator: i128, denominator: i128 },
    Big(Box<BigRational>),
}

impl Ratio {
    /// Zero.
    pub const ZERO: Self = Self(Repr::Small {
        numerator: 0,
        denominator: 1,
    });
    /// One.
    pub const ONE: Self = Self(Repr::Small {
        numerator: 1,
        denominator: 1,
    });

    /// `numerator / denominator`; a zero denominator yields zero, so divide with [`Ratio::checked_div`].
    pub fn new(numerator: i128, denominator: i128) -> Self {
        if denominator == 0 {
            return Self::ZERO;
        }
        Self::small(numerator, denominator).unwrap_or_else(|| {
            Self::from_big(BigRational::new(numerator.into(), denominator.into()))
        })
    }

    /// A whole number.
    pub fn whole(value: i128) -> Self {
        Self(Repr::Small {
            numerator: value,
            denominator: 1,
        })
    }

    fn small(numerator: i128, denominator: i128) -> Option<Self> {
        if numerator == i128::MIN || denominator == i128::MIN || denominator == 0 {
            return None;
        }
        // Most numbers are whole, and most of the others fit 64 bits, where the common divisor is soon found.
        if denominator == 1 {
            return Some(Self::whole(numerator));
        }
        let divisor = match (
            u64::try_from(numerator.unsigned_abs()),
            u64::try_from(denominator.unsigned_abs()),
        ) {
            (Ok(above), Ok(below)) => i128::from(above.gcd(&below)),
            _ => numerator.gcd(&denominator),
        };
        if divisor == 1 && denominator > 0 {
            return Some(Self(Repr::Small {
                numerator,
                denominator,
            }));
        }
        let sign = if denominator < 0 { -1 } else { 1 };
        let numerator = numerator.checked_div(divisor)?.checked_mul(sign)?;
        let denominator = denominator.checked_div(divisor)?.checked_mul(sign)?;
        Some(Self(Repr::Small {
            numerator,
            denominator,
        }))
    }

    fn from_big(value: BigRational) -> Self {
        match (value.numer().to_i128(), value.denom().to_i128()) {
            (Some(numerator), Some(denominator)) if numerator != i128::MIN => Self(Repr::Small {
                numerator,
                denominator,
            }),
            _ => Self(Repr::Big(Box::new(value))),
        }
    }

    fn to_big(&self) -> BigRational {
        match &self.0 {
            Repr::Small {
                numerator,
                denominator,
            } => BigRational::new_raw((*numerator).into(), (*denominator).into()),
            Repr::Big(value) => (**value).clone(),
        }
    }

    /// Numerator and denominator while both fit 128 bits.
    pub fn parts(&self) -> Option<(i128, i128)> {
        match &self.0 {
            Repr::Small {
                numerator,
                denominator,
            } => Some((*numerator, *denominator)),
            Repr::Big(_) => None,
        }
    }

    /// This number divided by ten `places` times.
    #[must_use]
    pub fn scaled_down(&self, places: u32) -> Self {
        match 10_i128.checked_pow(places) {
            Some(power) => self * &Self::new(1, power),
            None => Self::from_big(self.to_big() / BigRational::from(BigInt::from(10).pow(places))),
        }
    }

    /// `self / other`, or nothing when `other` is zero.
    pub fn checked_div(&self, other: &Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        if let (
            Repr::Small {
                numerator: a,
                denominator: b,
            },
            Repr::Small {
                numerator: c,
                denominator: d,
            },
        ) = (&self.0, &other.0)
        {
            let small = a
                .checked_mul(*d)
                .zip(b.checked_mul(*c))
                .and_then(|(n, d)| Self::small(n, d));
            if let Some(quotient) = small {
                return Some(quotient);
            }
        }
        Some(Self::from_big(self.to_big() / other.to_big()))
    }

    /// Whether this is zero.
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Repr::Small { numerator: 0, .. })
    }

    /// Whether this is less than zero.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Small { numerator, .. } => *numerator < 0,
            Repr::Big(value) => value.is_negative(),
        }
    }

    /// Whether this is a whole number.
    pub fn is_whole(&self) -> bool {
        match &self.0 {
            Repr::Small { denominator, .. } => *denominator == 1,
            Repr::Big(value) => value.is_integer(),
        }
    }

    /// The distance from zero.
    #[must_use]
    pub fn abs(&self) -> Self {
        if self.is_negative() {
            -self
        } else {
            self.clone()
        }
    }

    /// The least whole number that is not less.
    #[must_use]
    pub fn ceil(&self) -> Self {
        Self::from_big(self.to_big().ceil())
    }

    /// The greatest whole number that is not greater.
    #[must_use]
    pub fn floor(&self) -> Self {
        Self::from_big(self.to_big().floor())
    }

    /// The nearest number with `places` decimals; a half goes away from zero (half up for positive numbers).
    #[must_use]
    pub fn rounded(&self, places: u32) -> Self {
        let power = BigRational::from(BigInt::from(10).pow(places));
        Self::from_big((self.to_big() * &power).round() / power)
    }

    /// The decimal digits, exactly, if the number has a finite decimal form of at most `places` places.
    pub fn to_decimal(&self, places: u32) -> Option<String> {
        let rounded = self.rounded(places);
        (rounded == *self).then(|| self.digits(places))
    }

    /// The digits rounded half up to at most `places` decimals, without trailing zeros.
    ///
    /// ```
    /// use dabiao_model::Ratio;
    /// assert_eq!(Ratio::new(8175, 45661).digits(4), "0.179");
    /// assert_eq!(Ratio::new(-1, 8).digits(2), "-0.13");
    /// assert_eq!(Ratio::whole(80).digits(2), "80");
    /// ```
    pub fn digits(&self, places: u32) -> String {
        let text = self.digits_fixed(places);
        if text.contains('.') {
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        } else {
            text
        }
    }

    /// The digits rounded half up to exactly `places` decimals.
    pub fn digits_fixed(&self, places: u32) -> String {
        let scaled = (self.to_big() * BigRational::from(BigInt::from(10).pow(places))).round();
        let integer = scaled.to_integer();
        let width = (places as usize).saturating_add(1);
        let digits = format!("{:0>width$}", integer.abs().to_string());
        let (whole, fraction) = digits.split_at(digits.len().saturating_sub(places as usize));
        let sign = if integer.is_negative() { "-" } else { "" };
        if fraction.is_empty() {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{fraction}")
        }
    }
}

impl Add for &Ratio {
    type Output = Ratio;

    fn add(self, other: &Ratio) -> Ratio {
        if let (
            Repr::Small {
                numerator: a,
                denominator: b,
            },
            Repr::Small {
                numerator: c,
                denominator: d,
            },
        ) = (&self.0, &other.0)
        {
            let small = if b == d {
                a.checked_add(*c).and_then(|n| Ratio::small(n, *b))
            } else {
                let sum = a
                    .checked_mul(*d)
                    .zip(c.checked_mul(*b))
                    .and_then(|(x, y)| x.checked_add(y));
                sum.zip(b.checked_mul(*d))
                    .and_then(|(n, d)| Ratio::small(n, d))
            };
            if let Some(sum) = small {
                return sum;
            }
        }
        Ratio::from_big(self.to_big() + other.to_big())
    }
}

impl Neg for &Ratio {
    type Output = Ratio;

    fn neg(self) -> Ratio {
        match &self.0 {
            // The smallest i128 is never held as `Small`, so the negative always fits.
            Repr::Small {
                numerator,
                denominator,
            } => Ratio(Repr::Small {
                numerator: numerator.wrapping_neg(),
                denominator: *denominator,
            }),
            Repr::Big(value) => Ratio::from_big(-(**value).clone()),
        }
    }
}

impl Sub for &Ratio {
    type Output = Ratio;

    fn sub(self, other: &Ratio) -> Ratio {
        self + &-other
    }
}

impl Mul for &Ratio {
    type Output = Ratio;

    fn mul(self, other: &Ratio) -> Ratio {
        if let (
            Repr::Small {
                numerator: a,
                denominator: b,
            },
            Repr::Small {
                numerator: c,
                denominator: d,
            },
        ) = (&self.0, &other.0)
        {
            let small = a
                .checked_mul(*c)
                .zip(b.checked_mul(*d))
                .and_then(|(n, d)| Ratio::small(n, d));
            if let Some(product) = small {
                return product;
            }
        }
        Ratio::from_big(self.to_big() * other.to_big())
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (
            Repr::Small {
                numerator: a,
                denominator: b,
            },
            Repr::Small {
                numerator: c,
                denominator: d,
            },
        ) = (&self.0, &other.0)
            && let (Some(left), Some(right)) = (a.checked_mul(*d), c.checked_mul(*b))
        {
            return left.cmp(&right);
        }
        self.to_big().cmp(&other.to_big())
    }
}

impl fmt::Display for Ratio {
    /// `n/d`, or `n` for a whole number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Small {
                numerator,
                denominator: 1,
            } => write!(f, "{numerator}"),
            Repr::Small {
                numerator,
                denominator,
            } => write!(f, "{numerator}/{denominator}"),
            Repr::Big(value) => write!(f, "{value}"),
        }
    }
}

impl fmt::Debug for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Default for Ratio {
    fn default() -> Self {
        Self::ZERO
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let (numerator, denominator) = text.split_once('/').unwrap_or((&text, "1"));
        let bad = || serde::de::Error::custom("expected a fraction such as 1/3");
        let numerator: BigInt = numerator.parse().map_err(|_| bad())?;
        let denominator: BigInt = denominator.parse().map_err(|_| bad())?;
        if denominator.is_zero() {
            return Err(bad());
        }
        Ok(Self::from_big(BigRational::new(numerator, denominator)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn big(n: i128, d: i128) -> BigRational {
        BigRational::new(n.into(), d.into())
    }

    proptest! {
        #[test]
        fn arithmetic_agrees_with_big_rationals(
            a in any::<i128>(), b in 1..i128::MAX, c in any::<i128>(), d in 1..i128::MAX,
        ) {
            let (x, y) = (Ratio::new(a, b), Ratio::new(c, d));
            prop_assert_eq!((&x + &y).to_big(), big(a, b) + big(c, d));
            prop_assert_eq!((&x - &y).to_big(), big(a, b) - big(c, d));
            prop_assert_eq!((&x * &y).to_big(), big(a, b) * big(c, d));
            prop_assert_eq!(x.cmp(&y), big(a, b).cmp(&big(c, d)));
            if c != 0 {
                prop_assert_eq!(x.checked_div(&y).unwrap().to_big(), big(a, b) / big(c, d));
            }
        }

        #[test]
        fn equal_values_are_equal_however_they_came_about(a in -1000_i128..1000, k in 1..1000_i128) {
            prop_assert_eq!(Ratio::new(a.saturating_mul(k), k.saturating_mul(7)), Ratio::new(a, 7));
            prop_assert_eq!(Ratio::new(a.saturating_neg(), -7), Ratio::new(a, 7));
        }
    }

    #[test]
    fn serde_keeps_the_fraction() {
        let third: Ratio = serde::Deserialize::deserialize(serde::de::value::StrDeserializer::<
            serde::de::value::Error,
        >::new("-1/3"))
        .unwrap();
        assert_eq!(third, Ratio::new(-1, 3));
    }
}
