//! Numbers as JSON has them: strings of exact digits.

use dabiao_core::Ratio;

/// Digits of a number without a finite decimal form.
const PLACES: u32 = 12;

/// A finite form with more places than this is rounded too: its fraction then says it exactly.
const MOST_PLACES: u32 = 128;

/// The exact digits; or, without a finite form, the digits rounded half up to 12 places and the fraction.
pub(crate) fn digits(value: &Ratio) -> (String, Option<String>) {
    let finite = [PLACES, MOST_PLACES]
        .into_iter()
        .find_map(|places| value.to_decimal(places));
    match finite {
        Some(digits) => (digits, None),
        None => (value.digits(PLACES), Some(value.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finite_numbers_keep_every_digit_and_others_carry_their_fraction() {
        assert_eq!(digits(&Ratio::new(7999, 100)), ("79.99".into(), None));
        assert_eq!(
            digits(&Ratio::new(1, 1 << 20)),
            ("0.00000095367431640625".into(), None)
        );
        assert_eq!(
            digits(&Ratio::new(2, 3)),
            ("0.666666666667".into(), Some("2/3".into()))
        );
        assert_eq!(
            digits(&Ratio::new(-1, 3)),
            ("-0.333333333333".into(), Some("-1/3".into()))
        );
    }
}
