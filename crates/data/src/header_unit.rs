//! The unit that stands in a header: `金额（万元）`, `value (%)`.

use dabiao_model::literal::half_width;
use dabiao_model::{Place, Units};

use crate::raw::RawCell;

/// A text that holds for more than its own cell, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Given {
    pub(crate) text: String,
    pub(crate) place: Place,
}

impl Given {
    pub(crate) fn new(text: &str, place: Place) -> Self {
        Self {
            text: text.trim().to_owned(),
            place,
        }
    }

    pub(crate) fn cell(&self) -> RawCell<'_> {
        RawCell::new(&self.text, self.place)
    }
}

/// A header taken apart: what stands before its brackets, and in them.
pub(crate) fn in_brackets(header: &str) -> Option<(&str, &str)> {
    let inner = header.trim_end().strip_suffix([')', '）', ']', '】'])?;
    let (name, inner) = inner.rsplit_once(['(', '（', '[', '【'])?;
    let (name, inner) = (name.trim(), inner.trim());
    (!name.is_empty() && !inner.is_empty()).then_some((name, inner))
}

/// A header without its unit, and the unit; nothing where none is known.
pub(crate) fn split<'h>(header: &'h str, units: &Units) -> Option<(&'h str, &'h str)> {
    let (name, inner) = in_brackets(header)?;
    Some((name, unit(inner, units)?))
}

/// The unit of a text, which may say that it is one: `单位：万元`.
pub(crate) fn unit<'h>(text: &'h str, units: &Units) -> Option<&'h str> {
    let unit = text
        .trim_start_matches("单位")
        .trim_start_matches([':', '：'])
        .trim();
    let known = units.find(unit).is_some() || units.find(&half_width(unit)).is_some();
    known.then_some(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_told_from_a_remark() {
        let units = Units::default();
        for (header, parts) in [
            ("金额（万元）", Some(("金额", "万元"))),
            ("share (%)", Some(("share", "%"))),
            ("金额（单位：万元）", Some(("金额", "万元"))),
            ("占比（％）", Some(("占比", "％"))),
            ("金额（含税）", None),
            ("（万元）", None),
            ("金额", None),
        ] {
            assert_eq!(split(header, &units), parts, "{header}");
        }
    }
}
