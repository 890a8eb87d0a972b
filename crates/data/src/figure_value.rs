//! The value of a figure: a number with its bound and unit, a day, yes or no, a text.

use dabiao_diagnostics::Code;
use dabiao_diagnostics::register::{
    CELL_FORMULA_ERROR, CELL_LONG_NUMBER, CELL_NOT_A_NUMBER, CELL_NOT_EXACT, CELL_NOT_YES_NO,
    CELL_REVERSED_RANGE, PLACEHOLDER, SHORTENED_NUMBER, UNIT_NOT_WANTED,
};
use dabiao_model::literal::{Number, half_width};
use dabiao_model::{
    CellValue, Decimal, Estimate, FigureValue, MetricSchema, Text, Unit, ValueType,
};

use crate::bound_number::{self, Bound, NoNumber, Written, is_placeholder};
use crate::dates;
use crate::findings::Wrong;
use crate::lookup::Lookup;
use crate::nearest::shown;
use crate::raw::RawCell;
use crate::units::{Measured, multiplied, settle};

/// A value with the unit and the decimals it was written with.
#[derive(Debug)]
pub(crate) struct Valued {
    pub(crate) value: FigureValue,
    pub(crate) unit: Unit,
    pub(crate) decimals: u8,
}

/// Reads a cell that is not empty as a value of a metric.
pub(crate) fn figure_value(
    lookup: &Lookup<'_>,
    metric: &MetricSchema,
    cell: RawCell<'_>,
    unit: RawCell<'_>,
) -> Result<Valued, Wrong> {
    let name = metric.names.first().map_or("", AsRef::as_ref);
    if metric.value == ValueType::Number {
        let measured = Measured {
            subject: name,
            unit: &metric.unit,
        };
        let (estimate, unit, decimals) = number(lookup, measured, cell, Some(unit))?;
        return Ok(Valued {
            value: FigureValue::Number(estimate),
            unit,
            decimals,
        });
    }
    if !unit.is_empty() {
        let wrong = lookup
            .wrong(&UNIT_NOT_WANTED, unit.place)
            .with("metric", name);
        return Err(Box::new(wrong.with("wanted", type_text(metric.value))));
    }
    let value = match metric.value {
        ValueType::YesNo => FigureValue::YesNo(yes_no(lookup, cell)?),
        ValueType::Date => match dates::day(lookup, cell)? {
            Some(day) => FigureValue::Date(day),
            None => return Err(complaint(lookup, &PLACEHOLDER, cell)),
        },
        ValueType::Number | ValueType::Text => FigureValue::Text(cell.text.into()),
    };
    Ok(Valued {
        value,
        unit: metric.unit.clone(),
        decimals: 0,
    })
}

fn type_text(value: ValueType) -> Text {
    match value {
        ValueType::Number => Text::new("a number", "数字"),
        ValueType::YesNo => Text::new("yes or no", "“是”或“否”"),
        ValueType::Date => Text::new("a day", "日期"),
        ValueType::Text => Text::new("a text", "文本"),
    }
}

/// Yes or no in either language.
pub(crate) fn yes_no(lookup: &Lookup<'_>, cell: RawCell<'_>) -> Result<bool, Wrong> {
    match half_width(cell.text).to_lowercase().as_str() {
        text if is_placeholder(text) => Err(complaint(lookup, &PLACEHOLDER, cell)),
        "yes" | "y" | "true" | "是" | "√" | "✓" | "✔" => Ok(true),
        "no" | "n" | "false" | "否" | "×" | "✗" | "✘" => Ok(false),
        _ => Err(complaint(lookup, &CELL_NOT_YES_NO, cell)),
    }
}

/// A number that is exactly known, in base units of `measured`.
pub(crate) fn exact_number(
    lookup: &Lookup<'_>,
    measured: Measured<'_>,
    cell: RawCell<'_>,
    unit_of_header: Option<RawCell<'_>>,
) -> Result<CellValue<'static>, Wrong> {
    let is_plain = unit_of_header.is_none();
    if let Some((parts, of)) = plain_parts(cell.text, measured.unit).filter(|_| is_plain) {
        return Ok(CellValue::Parts(parts, of));
    }
    match number(lookup, measured, cell, unit_of_header)?.0 {
        Estimate::Exact(value) => Ok(CellValue::Number(value)),
        _ => Err(complaint(lookup, &CELL_NOT_EXACT, cell)),
    }
}

/// The number of `-1234.50`, digits alone, in the unit of its field; nothing for any other form, and nothing for one that
/// 64 bits do not hold.
pub(crate) fn plain_parts(text: &str, unit: &Unit) -> Option<(i64, i64)> {
    let (digits, is_negative) = match text.strip_prefix('-') {
        Some(digits) => (digits, true),
        None => (text, false),
    };
    in_base(plain_digits(digits.as_bytes())?, is_negative, factor(unit)?)
}

/// What a number in a unit is multiplied with to be in base units, and divided by; nothing where 64 bits do not hold it.
pub(crate) fn factor(unit: &Unit) -> Option<(i64, i64)> {
    let (factor, over) = unit.factor.parts()?;
    Some((i64::try_from(factor).ok()?, i64::try_from(over).ok()?))
}

/// So many parts of one, and the parts of one, times the factor of a unit.
#[inline]
pub(crate) fn in_base(
    (parts, of): (i64, i64),
    is_negative: bool,
    (factor, over): (i64, i64),
) -> Option<(i64, i64)> {
    let parts = parts.checked_mul(factor)?;
    let of = of.checked_mul(over)?;
    let parts = if is_negative {
        parts.checked_neg()?
    } else {
        parts
    };
    Some((parts, of))
}

#[expect(
    clippy::arithmetic_side_effects,
    reason = "a number of at most 18 digits is below the bounds of 64 bits, and so is a power of ten of as many"
)]
/// The digits of a number without its point, and the power of ten that the point divides it by.
pub(crate) fn plain_digits(digits: &[u8]) -> Option<(i64, i64)> {
    if digits.len() > 18 {
        return None;
    }
    let (mut parts, mut of) = (0_i64, 1_i64);
    let mut point = None;
    for (at, sign) in digits.iter().enumerate() {
        let digit = sign.wrapping_sub(b'0');
        if digit <= 9 {
            parts = parts * 10 + i64::from(digit);
            of = if point.is_some() { of * 10 } else { of };
        } else if *sign == b'.' && point.is_none() && at > 0 {
            point = Some(at);
        } else {
            return None;
        }
    }
    // A digit stands before the point and behind it.
    let is_whole = !digits.is_empty() && point.is_none();
    (is_whole || of > 1).then_some((parts, of))
}

/// A number in base units, the unit it was written in, and its decimals in that unit.
fn number(
    lookup: &Lookup<'_>,
    measured: Measured<'_>,
    cell: RawCell<'_>,
    column: Option<RawCell<'_>>,
) -> Result<(Estimate, Unit, u8), Wrong> {
    let written = bound_number::read(cell.text, &lookup.schema.units)
        .map_err(|why| complaint(lookup, code_of(why), cell))?;
    let unit = settle(lookup, measured, (cell, written.unit.as_deref()), column)?;
    let unit = multiplied(lookup, cell, unit, written.number.multiplier)?;
    let decimals = |number: &Number| number.decimal.scale();
    let most = decimals(&written.number).max(written.to.as_ref().map_or(0, decimals));
    let estimate =
        estimate(&written, &unit).ok_or_else(|| complaint(lookup, &CELL_REVERSED_RANGE, cell))?;
    Ok((estimate, unit, most))
}

/// The number in base units; nothing for a range that ends below its start.
fn estimate(written: &Written, unit: &Unit) -> Option<Estimate> {
    let base = |number: &Number| unit.to_base(&number.decimal.to_ratio());
    let value = base(&written.number);
    if let Some(to) = &written.to {
        let to = base(to);
        let ordered = value <= to;
        let range = Estimate::Between {
            low: Some((value, false)),
            high: Some((to, false)),
        };
        return ordered.then_some(range);
    }
    let low = |strict| Estimate::Between {
        low: Some((value.clone(), strict)),
        high: None,
    };
    let high = |strict| Estimate::Between {
        low: None,
        high: Some((value.clone(), strict)),
    };
    Some(match written.bound {
        Bound::Exact => Estimate::Exact(value),
        Bound::About => Estimate::About(value),
        Bound::AtLeast => low(false),
        Bound::MoreThan => low(true),
        Bound::AtMost => high(false),
        Bound::LessThan => high(true),
    })
}

fn code_of(why: NoNumber) -> &'static Code {
    match why {
        NoNumber::Malformed => &CELL_NOT_A_NUMBER,
        NoNumber::Placeholder => &PLACEHOLDER,
        NoNumber::FormulaError => &CELL_FORMULA_ERROR,
        NoNumber::Shortened => &SHORTENED_NUMBER,
        NoNumber::TooLong => &CELL_LONG_NUMBER,
    }
}

/// A complaint about the text of a cell.
pub(crate) fn complaint(lookup: &Lookup<'_>, code: &'static Code, cell: RawCell<'_>) -> Wrong {
    let wrong = lookup
        .wrong(code, cell.place)
        .with("text", shown(cell.text));
    Box::new(wrong.with("limit", Decimal::MAX_DIGITS.to_string()))
}

#[cfg(test)]
mod tests {
    use dabiao_model::{Place, Ratio, Schema};
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str, unit: &str) -> (Option<(i64, i64)>, Option<Estimate>) {
        let schema = Schema::default();
        let unit = schema.units.find(unit).unwrap();
        let place = Place {
            source: 0,
            line: 2,
            column: 1,
        };
        let measured = Measured {
            subject: "value",
            unit: &unit,
        };
        let cell = RawCell::new(text, place);
        let thorough = number(&Lookup::new(&schema), measured, cell, None);
        (plain_parts(text, &unit), thorough.ok().map(|it| it.0))
    }

    proptest! {
        #[test]
        fn the_quick_way_reads_what_the_thorough_one_does(
            text in "-?[0-9]{0,20}(\\.[0-9]{0,8})?|[0-9.,%-]{0,8}",
            unit in prop::sample::select(vec!["%", "yuan", "万元", "days"]),
        ) {
            let (quick, thorough) = read(&text, unit);
            if let Some((parts, of)) = quick {
                let number = Ratio::new(parts.into(), of.into());
                prop_assert_eq!(Some(Estimate::Exact(number)), thorough);
            }
        }
    }

    #[test]
    fn the_quick_way_takes_digits_alone() {
        let quick = |text| read(text, "万元").0;
        assert_eq!(quick("80.50"), Some((80_500_000, 100)));
        assert_eq!(quick("-7"), Some((-70_000, 1)));
        for text in [
            "",
            "-",
            ".5",
            "5.",
            "1,000",
            "80万",
            "1 ",
            "+1",
            "９",
            "9223372036854775807",
        ] {
            assert_eq!(quick(text), None, "{text}");
        }
    }
}
