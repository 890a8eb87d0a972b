//! Numbers as people write them: full-width digits, thousands, 万 and 亿, 百分之八十, 八成.

use crate::units::MULTIPLIERS;
use crate::{Decimal, DecimalError, Ratio};

/// The text with full-width ASCII forms (`８０％`, `（`, `：`) and the full-width blank turned into ASCII.
pub fn half_width(text: &str) -> String {
    text.chars().map(half_width_char).collect()
}

/// One character of [`half_width`].
pub fn half_width_char(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => u32::from(c)
            .checked_sub(0xfee0)
            .and_then(char::from_u32)
            .unwrap_or(c),
        '−' | '﹣' => '-',
        _ => c,
    }
}

/// A number with what was written glued to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// The digits as written, without grouping.
    pub decimal: Decimal,
    /// What 万 and 亿 multiply it with; one without them.
    pub multiplier: i128,
    /// Set when the number itself says it is a share: 百分之八十, 八成. The unit is then `%` or `成`.
    pub share: Option<&'static str>,
}

impl Number {
    /// The exact value before its unit: digits times multiplier.
    pub fn value(&self) -> Ratio {
        &self.decimal.to_ratio() * &Ratio::whole(self.multiplier)
    }
}

/// Reads a number and returns it with the rest of the text, which starts with its unit if there is one.
///
/// Reads `80`, `-1.5`, `1,304`, `８０`, `3.43亿`, `八十`, `百分之八十`, `八成`. A multiplier is taken only when no unit
/// that begins with it follows: `is_unit` is asked first, so that `万元` stays a unit.
///
/// # Errors
///
/// [`DecimalError::Malformed`] when the text does not start with a number (a comma that does not group
/// three digits included), [`DecimalError::TooLong`] beyond [`Decimal::MAX_DIGITS`] digits.
///
/// ```
/// use dabiao_model::literal::number;
/// let (n, rest) = number("3.43亿", |_| false).unwrap();
/// assert_eq!((n.value().to_string().as_str(), rest.as_str()), ("343000000", ""));
/// let (n, rest) = number("百分之八十", |_| false).unwrap();
/// assert_eq!((n.decimal.to_string().as_str(), n.share, rest.as_str()), ("80", Some("%"), ""));
/// ```
pub fn number(
    text: &str,
    is_unit: impl Fn(&str) -> bool,
) -> Result<(Number, String), DecimalError> {
    let text = half_width(text.trim());
    if let Some(rest) = text.strip_prefix("百分之") {
        let (digits, rest) = chinese_or_digits(rest)?;
        return Ok((
            Number {
                decimal: digits,
                multiplier: 1,
                share: Some("%"),
            },
            rest,
        ));
    }
    let (decimal, rest) = chinese_or_digits(&text)?;
    if rest.starts_with('成') && !rest.starts_with("成本") {
        let rest = rest.trim_start_matches('成').to_owned();
        return Ok((
            Number {
                decimal,
                multiplier: 1,
                share: Some("成"),
            },
            rest,
        ));
    }
    if !is_unit(rest.trim())
        && let Some((prefix, factor)) = MULTIPLIERS
            .iter()
            .find(|(prefix, _)| rest.starts_with(prefix))
    {
        let rest = rest.strip_prefix(prefix).unwrap_or_default().to_owned();
        return Ok((
            Number {
                decimal,
                multiplier: *factor,
                share: None,
            },
            rest,
        ));
    }
    Ok((
        Number {
            decimal,
            multiplier: 1,
            share: None,
        },
        rest,
    ))
}

fn chinese_or_digits(text: &str) -> Result<(Decimal, String), DecimalError> {
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+')))
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    if digits.is_empty() {
        return chinese(text).ok_or(DecimalError::Malformed);
    }
    Ok((ungroup(digits)?.parse()?, rest.to_owned()))
}

/// Takes the commas out of `1,304`; every group but the first must have three digits.
fn ungroup(digits: &str) -> Result<String, DecimalError> {
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(w, f)| (w, Some(f)));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = whole.contains(',');
    let first_length = first.trim_start_matches(['-', '+']).len();
    if grouped && (first_length == 0 || first_length > 3 || groups.any(|group| group.len() != 3)) {
        return Err(DecimalError::Malformed);
    }
    if fraction.is_some_and(|f| f.contains(',')) {
        return Err(DecimalError::Malformed);
    }
    let whole = whole.replace(',', "");
    Ok(fraction.map_or_else(|| whole.clone(), |fraction| format!("{whole}.{fraction}")))
}

/// Reads a Chinese numeral up to 九千九百九十九 at the start of the text.
fn chinese(text: &str) -> Option<(Decimal, String)> {
    let (mut total, mut digit, mut length) = (0_i64, None::<i64>, 0_usize);
    for c in text.chars() {
        let place = match c {
            '十' => Some(10),
            '百' => Some(100),
            '千' => Some(1000),
            _ => None,
        };
        if let Some(place) = place {
            total = total.checked_add(digit.take().unwrap_or(1).checked_mul(place)?)?;
        } else if let Some(value) = chinese_digit(c) {
            if digit.is_some_and(|previous| previous != 0) {
                break;
            }
            digit = Some(value);
        } else {
            break;
        }
        length = length.checked_add(c.len_utf8())?;
    }
    if length == 0 {
        return None;
    }
    total = total.checked_add(digit.unwrap_or(0))?;
    let rest = text.get(length..)?;
    Some((Decimal::whole(total), rest.to_owned()))
}

/// The value of one Chinese digit.
pub fn chinese_digit(c: char) -> Option<i64> {
    let digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    match c {
        '〇' => Some(0),
        '两' => Some(2),
        _ => digits
            .iter()
            .position(|d| *d == c)
            .and_then(|index| i64::try_from(index).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, String) {
        let (n, rest) = number(text, |unit| unit == "万元").unwrap();
        (n.value().to_string(), rest)
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, value, rest) in [
            ("80%", "80", "%"),
            ("８０％", "80", "%"),
            ("1,304 件", "1304", " 件"),
            ("80万元", "80", "万元"),
            ("3.43亿", "343000000", ""),
            ("1100余项", "1100", "余项"),
            ("十五", "15", ""),
            ("二十个", "20", "个"),
            ("一百零五", "105", ""),
            ("-2.5", "-5/2", ""),
        ] {
            assert_eq!(read(text), (value.to_owned(), rest.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_comma_must_group_three_digits() {
        assert!(number("1,30", |_| false).is_err());
        assert!(number(",130", |_| false).is_err());
        assert!(number("万", |_| false).is_err());
    }
}
