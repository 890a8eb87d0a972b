//! Arithmetic on numbers that may be known only within bounds.

use std::cmp::Ordering;

use dabiao_model::{Comparator, Estimate, Ratio};

type End = Option<(Ratio, bool)>;

fn ends(estimate: &Estimate) -> Option<(End, End)> {
    match estimate {
        Estimate::Exact(value) => {
            Some((Some((value.clone(), false)), Some((value.clone(), false))))
        }
        Estimate::Between { low, high } => Some((low.clone(), high.clone())),
        Estimate::About(_) => None,
    }
}

fn between(low: End, high: End) -> Estimate {
    match (&low, &high) {
        (Some((a, false)), Some((b, false))) if a == b => Estimate::Exact(a.clone()),
        _ => Estimate::Between { low, high },
    }
}

fn join(a: &End, b: &End, op: impl Fn(&Ratio, &Ratio) -> Ratio) -> End {
    let ((x, x_strict), (y, y_strict)) = (a.as_ref()?, b.as_ref()?);
    Some((op(x, y), *x_strict || *y_strict))
}

/// The sum; nothing when a side is only approximate.
pub(crate) fn add(a: &Estimate, b: &Estimate) -> Option<Estimate> {
    if let (Estimate::Exact(x), Estimate::Exact(y)) = (a, b) {
        return Some(Estimate::Exact(x + y));
    }
    let ((a_low, a_high), (b_low, b_high)) = (ends(a)?, ends(b)?);
    Some(between(
        join(&a_low, &b_low, |x, y| x + y),
        join(&a_high, &b_high, |x, y| x + y),
    ))
}

/// The negative.
pub(crate) fn negative(a: &Estimate) -> Estimate {
    let flip = |end: &End| end.as_ref().map(|(value, strict)| (-value, *strict));
    match a {
        Estimate::Exact(value) => Estimate::Exact(-value),
        Estimate::About(value) => Estimate::About(-value),
        Estimate::Between { low, high } => Estimate::Between {
            low: flip(high),
            high: flip(low),
        },
    }
}

/// The product; nothing unless one side is exact.
pub(crate) fn multiply(a: &Estimate, b: &Estimate) -> Option<Estimate> {
    match (a, b) {
        (Estimate::Exact(x), Estimate::Exact(y)) => Some(Estimate::Exact(x * y)),
        (Estimate::Exact(factor), other) | (other, Estimate::Exact(factor)) => scale(other, factor),
        _ => None,
    }
}

fn scale(a: &Estimate, factor: &Ratio) -> Option<Estimate> {
    if factor.is_zero() {
        return Some(Estimate::Exact(Ratio::ZERO));
    }
    if factor.is_negative() {
        return scale(&negative(a), &-factor);
    }
    let times = |end: End| end.map(|(value, strict)| (&value * factor, strict));
    let (low, high) = ends(a)?;
    Some(between(times(low), times(high)))
}

/// The quotient of two estimates whose divisor is not zero; nothing when the bounds do not allow it.
pub(crate) fn divide(a: &Estimate, b: &Estimate) -> Option<Estimate> {
    match (a, b) {
        (Estimate::Exact(x), Estimate::Exact(y)) => x.checked_div(y).map(Estimate::Exact),
        (other, Estimate::Exact(divisor)) => scale(other, &Ratio::ONE.checked_div(divisor)?),
        (_, Estimate::Between { .. }) => {
            let ((low, high), (below, above)) = (ends(a)?, ends(b)?);
            // A divisor that may be zero or negative bounds nothing.
            let below = below.filter(|(end, _)| !end.is_negative() && !end.is_zero());
            let below = Some(below?);
            let low = low.as_ref().map(|end| {
                if end.0.is_negative() {
                    over(end, &below)
                } else {
                    over(end, &above)
                }
            });
            let high = high.as_ref().map(|end| {
                if end.0.is_negative() {
                    over(end, &above)
                } else {
                    over(end, &below)
                }
            });
            Some(between(low, high))
        }
        _ => None,
    }
}

/// An end over an end of a positive divisor; over one without end it comes to nothing, which only zero reaches.
fn over((value, strict): &(Ratio, bool), divisor: &End) -> (Ratio, bool) {
    match divisor {
        Some((divisor, divisor_strict)) => (
            value.checked_div(divisor).unwrap_or_default(),
            *strict || (*divisor_strict && !value.is_zero()),
        ),
        None => (Ratio::ZERO, *strict || !value.is_zero()),
    }
}

/// Whether the comparison holds; nothing when the bounds do not decide it.
pub(crate) fn compare(a: &Estimate, comparator: Comparator, b: &Estimate) -> Option<bool> {
    if let (Estimate::Exact(x), Estimate::Exact(y)) = (a, b) {
        return Some(comparator.holds(x.cmp(y)));
    }
    let ((low, high), (other_low, other_high)) = (ends(a)?, ends(b)?);
    let below = before(&high, &other_low);
    let above = before(&other_high, &low);
    match comparator {
        Comparator::LessThan => decide(
            below == Some(Ordering::Less),
            matches!(above, Some(Ordering::Less | Ordering::Equal)),
        ),
        Comparator::AtMost => decide(
            matches!(below, Some(Ordering::Less | Ordering::Equal)),
            above == Some(Ordering::Less),
        ),
        Comparator::MoreThan => decide(
            above == Some(Ordering::Less),
            matches!(below, Some(Ordering::Less | Ordering::Equal)),
        ),
        Comparator::AtLeast => decide(
            matches!(above, Some(Ordering::Less | Ordering::Equal)),
            below == Some(Ordering::Less),
        ),
        Comparator::Equal => decide(false, [below, above].contains(&Some(Ordering::Less))),
        Comparator::NotEqual => decide([below, above].contains(&Some(Ordering::Less)), false),
    }
}

fn decide(holds: bool, fails: bool) -> Option<bool> {
    if holds {
        Some(true)
    } else if fails {
        Some(false)
    } else {
        None
    }
}

/// How everything up to `high` lies to everything from `low`: `Less` is wholly below, `Equal` touches in one value.
fn before(high: &End, low: &End) -> Option<Ordering> {
    let ((high, high_strict), (low, low_strict)) = (high.as_ref()?, low.as_ref()?);
    match high.cmp(low) {
        Ordering::Less => Some(Ordering::Less),
        Ordering::Equal if *high_strict || *low_strict => Some(Ordering::Less),
        Ordering::Equal => Some(Ordering::Equal),
        Ordering::Greater => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(value: i128) -> Estimate {
        Estimate::Exact(Ratio::whole(value))
    }

    fn more_than(value: i128) -> Estimate {
        Estimate::Between {
            low: Some((Ratio::whole(value), true)),
            high: None,
        }
    }

    fn at_most(value: i128) -> Estimate {
        Estimate::Between {
            low: None,
            high: Some((Ratio::whole(value), false)),
        }
    }

    #[test]
    fn a_bound_decides_what_lies_beyond_it() {
        assert_eq!(
            compare(&more_than(1100), Comparator::AtLeast, &exact(1100)),
            Some(true)
        );
        assert_eq!(
            compare(&more_than(1100), Comparator::MoreThan, &exact(1100)),
            Some(true)
        );
        assert_eq!(
            compare(&more_than(1100), Comparator::AtLeast, &exact(1200)),
            None
        );
        assert_eq!(
            compare(&more_than(1100), Comparator::AtMost, &exact(1100)),
            Some(false)
        );
        assert_eq!(
            compare(&at_most(60), Comparator::AtMost, &exact(60)),
            Some(true)
        );
        assert_eq!(
            compare(&at_most(60), Comparator::LessThan, &exact(60)),
            None
        );
        assert_eq!(
            compare(&at_most(60), Comparator::Equal, &exact(61)),
            Some(false)
        );
    }

    #[test]
    fn bounds_go_through_sums_and_factors() {
        let sum = add(&more_than(10), &exact(5)).unwrap();
        assert_eq!(compare(&sum, Comparator::MoreThan, &exact(15)), Some(true));
        let negated = multiply(&at_most(60), &exact(-2)).unwrap();
        assert_eq!(
            compare(&negated, Comparator::AtLeast, &exact(-120)),
            Some(true)
        );
        assert_eq!(multiply(&at_most(60), &more_than(1)), None);
        let share = divide(&exact(80), &more_than(100)).unwrap();
        assert_eq!(
            compare(
                &share,
                Comparator::LessThan,
                &Estimate::Exact(Ratio::new(8, 10))
            ),
            Some(true)
        );
    }
}
