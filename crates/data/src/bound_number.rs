//! Numbers as reports state them: exact, at least, below, about, from one to another.

use dabiao_model::literal::{Number, half_width, number};
use dabiao_model::{DecimalError, Dimension, Units};

use crate::currency;

/// How a number limits the value it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    Exact,
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    About,
}

/// A number as written, not yet in any unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) bound: Bound,
    /// The number, or the lower end of a range.
    pub(crate) number: Number,
    /// The upper end of a range.
    pub(crate) to: Option<Number>,
    /// The name of the unit glued to it.
    pub(crate) unit: Option<String>,
}

/// Why a text is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoNumber {
    /// It is in no known form.
    Malformed,
    /// It stands for a value that is not there.
    Placeholder,
    /// It is the error of a formula: `#DIV/0!`.
    FormulaError,
    /// A spreadsheet has shortened it: `1.2E+08`, `####`.
    Shortened,
    /// It has too many digits.
    TooLong,
}

/// What stands before a number; a longer sign before one that begins it.
const BEFORE: &[(&str, Bound)] = &[
    (">=", Bound::AtLeast),
    ("≥", Bound::AtLeast),
    ("不低于", Bound::AtLeast),
    ("不少于", Bound::AtLeast),
    ("至少", Bound::AtLeast),
    ("at least ", Bound::AtLeast),
    (">", Bound::MoreThan),
    ("超过", Bound::MoreThan),
    ("more than ", Bound::MoreThan),
    ("<=", Bound::AtMost),
    ("≤", Bound::AtMost),
    ("不高于", Bound::AtMost),
    ("不超过", Bound::AtMost),
    ("at most ", Bound::AtMost),
    ("<", Bound::LessThan),
    ("不足", Bound::LessThan),
    ("less than ", Bound::LessThan),
    ("大约", Bound::About),
    ("约", Bound::About),
    ("≈", Bound::About),
    ("~", Bound::About),
    ("about ", Bound::About),
];

/// What stands after a number and its unit.
const AFTER: &[(&str, Bound)] = &[
    ("及以上", Bound::AtLeast),
    ("以上", Bound::AtLeast),
    ("及以下", Bound::AtMost),
    ("以下", Bound::AtMost),
    ("以内", Bound::AtMost),
    ("左右", Bound::About),
];

/// What stands between the ends of a range.
const BETWEEN: &[&str] = &["..", "~", "至", " to "];

/// What people write where there is no value.
const PLACEHOLDERS: &[&str] = &[
    "-",
    "--",
    "—",
    "——",
    "–",
    "/",
    "\\",
    ".",
    "..",
    "...",
    "…",
    "……",
    "?",
    "n/a",
    "na",
    "nil",
    "null",
    "none",
    "无",
    "暂无",
    "空",
    "缺",
    "未报",
    "未统计",
    "待定",
    "不详",
    "不适用",
    "tbd",
];

/// Whether a text says that there is no value, or is a formula's error.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let plain = half_width(text).to_lowercase();
    PLACEHOLDERS.contains(&plain.as_str()) || is_formula_error(&plain)
}

fn is_formula_error(text: &str) -> bool {
    text.starts_with('#') && !text.starts_with("##")
}

/// Reads a number with its bound and the name of its unit.
pub(crate) fn read(text: &str, units: &Units) -> Result<Written, NoNumber> {
    let plain = half_width(text);
    let plain = plain.trim();
    if is_formula_error(plain) {
        return Err(NoNumber::FormulaError);
    }
    if is_placeholder(plain) {
        return Err(NoNumber::Placeholder);
    }
    if is_shortened(plain) {
        return Err(NoNumber::Shortened);
    }
    let (before, rest) = strip(plain, BEFORE, |text, word| text.strip_prefix(word));
    let (after, rest) = strip(rest, AFTER, |text, word| text.strip_suffix(word));
    let range = BETWEEN.iter().find_map(|sign| rest.split_once(sign));
    let Some((from, to)) = range else {
        return single(rest, before, after, units);
    };
    if before.is_some() || after.is_some() {
        return Err(NoNumber::Malformed);
    }
    between(from, to, units)
}

/// The bound that the first fitting word says, and the text without the word.
fn strip<'t>(
    text: &'t str,
    words: &[(&'static str, Bound)],
    cut: impl Fn(&'t str, &'static str) -> Option<&'t str>,
) -> (Option<Bound>, &'t str) {
    let found = words
        .iter()
        .find_map(|(word, bound)| Some((Some(*bound), cut(text, word)?.trim())));
    found.unwrap_or((None, text))
}

fn single(
    text: &str,
    before: Option<Bound>,
    after: Option<Bound>,
    units: &Units,
) -> Result<Written, NoNumber> {
    let (number, more, unit) = glued(text, units)?;
    let mut bounds = [before, after, more.then_some(Bound::MoreThan)]
        .into_iter()
        .flatten();
    let bound = bounds.next().unwrap_or(Bound::Exact);
    // “≥ 80 以上” says it twice; whether it says the same is not weighed.
    if bounds.next().is_some() {
        return Err(NoNumber::Malformed);
    }
    Ok(Written {
        bound,
        number,
        to: None,
        unit,
    })
}

/// A range; a unit or 万 written only at its upper end goes for both, as in `110至180万元`.
fn between(from: &str, to: &str, units: &Units) -> Result<Written, NoNumber> {
    let (low, more_low, low_unit) = glued(from, units)?;
    let (high, more_high, high_unit) = glued(to, units)?;
    // Whether 1至2万 begins at one or at ten thousand is not guessed.
    let same_scale = low.multiplier == high.multiplier;
    let same_unit = low_unit.is_none() || low_unit == high_unit;
    if more_low || more_high || !same_scale || !same_unit {
        return Err(NoNumber::Malformed);
    }
    Ok(Written {
        bound: Bound::Exact,
        number: low,
        to: Some(high),
        unit: high_unit,
    })
}

/// A number, whether 余 or 多 follows it, and the name of its unit.
fn glued(text: &str, units: &Units) -> Result<(Number, bool, Option<String>), NoNumber> {
    let text = text.trim();
    if let Some(place) = text
        .strip_prefix('第')
        .filter(|place| !place.starts_with('第'))
    {
        return rank(place, units);
    }
    if let Some((text, currency)) = currency::amount(text) {
        let (number, more, unit) = glued(&text, units)?;
        let unit = currency::unit(currency, unit, units).ok_or(NoNumber::Malformed)?;
        return Ok((number, more, Some(unit)));
    }
    let (number, rest) = number(text, |name| units.find(name).is_some()).map_err(|error| {
        if error == DecimalError::TooLong {
            NoNumber::TooLong
        } else {
            NoNumber::Malformed
        }
    })?;
    let rest = rest.trim();
    let (more, rest) = match rest.strip_prefix(['余', '多']) {
        Some(rest) => (true, rest.trim()),
        None => (false, rest),
    };
    if let Some(share) = number.share {
        let rest = if rest.is_empty() {
            Ok(())
        } else {
            Err(NoNumber::Malformed)
        };
        return rest.map(|()| (number, more, Some(share.to_owned())));
    }
    let rest = currency::unwrapped(rest);
    if rest.is_empty() {
        return Ok((number, more, None));
    }
    let digits = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+'));
    let numeral = rest.starts_with(|c: char| c.is_ascii_digit() || "十百千万亿.,".contains(c));
    // 一般 begins like a number, 3 4 reads like two, 8000* and 8000[1] bear a mark: none has an unknown unit.
    let is_mark = !rest.contains(char::is_alphabetic);
    if units.find(rest).is_none() && (!digits || numeral || is_mark) {
        return Err(NoNumber::Malformed);
    }
    Ok((number, more, Some(rest.to_owned())))
}

/// A place in a ranking, as in 第5位 and 第5.
fn rank(text: &str, units: &Units) -> Result<(Number, bool, Option<String>), NoNumber> {
    let (number, more, unit) = glued(text, units)?;
    let unit = unit.unwrap_or_else(|| "位".to_owned());
    let ranks = units
        .find(&unit)
        .is_some_and(|unit| unit.dimension == Dimension::Rank);
    if ranks {
        Ok((number, more, Some(unit)))
    } else {
        Err(NoNumber::Malformed)
    }
}

fn is_shortened(text: &str) -> bool {
    if text.starts_with("##") && text.chars().all(|c| c == '#') {
        return true;
    }
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else {
        return false;
    };
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    digits(exponent)
        && digits(
            &mantissa
                .trim_start_matches(['+', '-'])
                .replace(['.', ','], ""),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Result<String, NoNumber> {
        let Written {
            bound,
            number,
            to,
            unit,
        } = read(text, &Units::default())?;
        let to = to.map(|to| format!("..{}", to.value())).unwrap_or_default();
        Ok(format!(
            "{bound:?} {}{to} {}",
            number.value(),
            unit.unwrap_or_default()
        ))
    }

    #[test]
    fn numbers_are_read_with_what_stands_around_them() {
        for (text, read) in [
            ("1,304", "Exact 1304 "),
            ("８０％", "Exact 80 %"),
            ("≥1100", "AtLeast 1100 "),
            ("＞200", "MoreThan 200 "),
            ("≤60%", "AtMost 60 %"),
            ("<= 60", "AtMost 60 "),
            ("约683.23", "About 68323/100 "),
            ("～683.23", "About 68323/100 "),
            ("683.23亿元左右", "About 68323/100 亿元"),
            ("1100余项", "MoreThan 1100 项"),
            ("3万余元", "MoreThan 30000 元"),
            ("80%以上", "AtLeast 80 %"),
            ("百分之八十以上", "AtLeast 80 %"),
            ("不足十天", "LessThan 10 天"),
            ("110..180", "Exact 110..180 "),
            ("110至180万元", "Exact 110..180 万元"),
            ("110 to 180", "Exact 110..180 "),
            ("1％～2％", "Exact 1..2 %"),
            ("第5位", "Exact 5 位"),
            ("-2.5个百分点", "Exact -5/2 个百分点"),
            ("8000元整", "Exact 8000 元"),
            ("3万元整", "Exact 30000 元"),
            ("8000（元）", "Exact 8000 元"),
            ("¥8,000.50", "Exact 16001/2 元"),
            ("-￥8000", "Exact -8000 元"),
            ("¥-8000", "Exact -8000 元"),
            ("人民币8000元", "Exact 8000 元"),
            ("约¥3.43亿", "About 343000000 元"),
            ("USD 8000", "Exact 8000 USD"),
            ("$8000", "Exact 8000 $"),
        ] {
            assert_eq!(shown(text).as_deref(), Ok(read), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_told_apart() {
        for (text, why) in [
            ("110-180", NoNumber::Malformed),
            ("一般", NoNumber::Malformed),
            ("3 4", NoNumber::Malformed),
            ("1至2万", NoNumber::Malformed),
            ("≥80以上", NoNumber::Malformed),
            ("第第5", NoNumber::Malformed),
            ("第5件", NoNumber::Malformed),
            ("八成左右吧", NoNumber::Malformed),
            ("—", NoNumber::Placeholder),
            ("Ｎ／Ａ", NoNumber::Placeholder),
            ("#DIV/0!", NoNumber::FormulaError),
            ("####", NoNumber::Shortened),
            ("-¥-8000", NoNumber::Malformed),
            ("¥", NoNumber::Malformed),
            ("8000*", NoNumber::Malformed),
            ("8000[1]", NoNumber::Malformed),
            ("8000—9000", NoNumber::Malformed),
            ("1.2E+08", NoNumber::Shortened),
        ] {
            assert_eq!(shown(text), Err(why), "{text}");
        }
        assert_eq!(shown(&"9".repeat(37)), Err(NoNumber::TooLong));
    }
}
