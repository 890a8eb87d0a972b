//! Values, thresholds and gaps as entries of the documents.

use dabiao_core::explain::{Needed, Threshold, Value};
use dabiao_core::{Estimate, Gap, Language, Program, Ratio, Suspicion, Unit};

use crate::document::{EndEntry, NeededEntry, NumberEntry, ThresholdEntry, ValueEntry};
use crate::exact::digits;

/// A value in its unit.
pub(crate) fn value_entry(value: &Value, language: Language) -> ValueEntry {
    match value {
        Value::Number(estimate, unit) => estimate_entry(estimate, unit, language),
        Value::YesNo(yes) => ValueEntry::YesNo { value: *yes },
        Value::SignOff(state) => ValueEntry::SignOff {
            state: *state,
            date: None,
            late_days: None,
        },
    }
}

fn estimate_entry(estimate: &Estimate, unit: &Unit, language: Language) -> ValueEntry {
    let name = unit_name(unit, language);
    let end = |end: &Option<(Ratio, bool)>| {
        end.as_ref().map(|(value, excluded)| EndEntry {
            value: digits(&unit.from_base(value)).0,
            excluded: *excluded,
        })
    };
    match estimate {
        Estimate::Exact(value) => {
            let (value, exact) = digits(&unit.from_base(value));
            ValueEntry::Number(NumberEntry {
                value,
                unit: name,
                exact,
            })
        }
        Estimate::About(value) => ValueEntry::About {
            about: digits(&unit.from_base(value)).0,
            unit: name,
        },
        Estimate::Between { low, high } => ValueEntry::Between {
            low: end(low),
            high: end(high),
            unit: name,
        },
    }
}

/// The unit's name; none for the plain number.
fn unit_name(unit: &Unit, language: Language) -> Option<String> {
    Some(unit.name(language).to_owned()).filter(|name| !name.is_empty())
}

/// A comparison with its threshold.
pub(crate) fn threshold_entry(threshold: &Threshold, language: Language) -> ThresholdEntry {
    ThresholdEntry {
        comparator: threshold.comparator,
        value: value_entry(&threshold.value, language),
    }
}

/// What one figure would have to change by.
pub(crate) fn needed_entry(program: &Program, needed: &Needed, language: Language) -> NeededEntry {
    let slot = program.slots.get(needed.slot.index());
    let metric = slot.map_or("", |slot| program.schema.metric_name(slot.metric));
    let name = |id: &Option<_>| {
        id.iter()
            .map(|id| program.schema.metric_name(*id).to_owned())
            .collect()
    };
    let change = needed.unit.from_base(&needed.change);
    let (digits, exact) = digits(&change);
    let sign = if change.is_negative() { "" } else { "+" };
    NeededEntry {
        metric: metric.to_owned(),
        change: format!("{sign}{digits}"),
        exact,
        unit: unit_name(&needed.unit, language),
        more_than: needed.more_than,
        moves: name(&needed.moves),
        holds: name(&needed.holds),
    }
}

/// The name programs know a gap by.
pub(super) fn gap_kind(gap: &Gap) -> &'static str {
    match gap {
        Gap::NotSubmitted { .. } => "not_submitted",
        Gap::NoRollUp { .. } => "no_roll_up",
        Gap::Unreadable { .. } => "unreadable",
        Gap::ZeroDenominator => "zero_denominator",
        Gap::NothingToMeasure => "nothing_to_measure",
        Gap::NoCases { .. } => "no_cases",
        Gap::NoTable { .. } => "no_table",
        Gap::NoPeers => "no_peers",
        Gap::NotAmongPeers { .. } => "not_among_peers",
        Gap::UndecidedByBound => "undecided_by_bound",
        Gap::Approximate { .. } => "approximate",
        Gap::FieldMissing { .. } => "field_missing",
        Gap::NotAnnounced { .. } => "not_announced",
        Gap::Uncountable => "uncountable",
        Gap::OutOfScope => "out_of_scope",
        Gap::ConditionFalse => "condition_false",
        Gap::NothingOwed => "nothing_owed",
        Gap::NotSignedOff => "not_signed_off",
        Gap::NoEvidence => "no_evidence",
        Gap::Partial => "partial",
    }
}

/// The name programs know a suspicion by.
pub(super) fn suspicion_kind(suspicion: Suspicion) -> &'static str {
    match suspicion {
        Suspicion::Check(_) => "failed_check",
        Suspicion::Duplicate(_) => "duplicate",
        Suspicion::LessThanParts(_) => "less_than_parts",
        Suspicion::ImpossibleRows { .. } => "impossible_rows",
    }
}
