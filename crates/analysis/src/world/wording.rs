//! Comparisons in words: `businesses verified ≥ 25% × surviving businesses`.

use dabiao_model::{Comparator, Dimension, Language, Ratio, Text, Unit};

use super::{Figures, KnownFigure};
use crate::decide::{Literal, Relation, Sum, VarId};

/// A comparison in both languages.
pub type Statement = Text;

/// The most decimals of a number in a statement.
const PLACES: u32 = 12;

/// A comparison as a person would write it: what is asked on the left, by what it is measured on the right.
pub fn statement(literal: &Literal, figures: &Figures) -> Statement {
    let side = |language| in_language(literal, figures, language);
    Text::new(side(Language::English), side(Language::Chinese))
}

/// A figure's name, with its time where another has the same name.
pub(crate) fn figure_name(var: VarId, figures: &Figures, language: Language) -> String {
    let Some(known) = figures.get(var) else {
        return String::new();
    };
    let name = |known: &KnownFigure| language.pick(&known.name.en, &known.name.zh).clone();
    let own = name(known);
    let twin = figures
        .iter()
        .any(|(other, it)| other != var && name(it) == own);
    match known.figure.period.filter(|_| twin) {
        Some(period) => language.pick(
            format!("{own} ({})", period.text(language)),
            format!("{own}（{}）", period.text(language)),
        ),
        None => own,
    }
}

fn in_language(literal: &Literal, figures: &Figures, language: Language) -> String {
    let lead = leading(&literal.sum);
    let turned = lead
        .as_ref()
        .is_some_and(|(_, factor)| factor.is_negative());
    let scale = lead
        .as_ref()
        .and_then(|(_, factor)| Ratio::ONE.checked_div(factor))
        .unwrap_or(Ratio::ONE);
    let sum = literal.sum.times(&scale);
    let comparator = match literal.relation {
        Relation::Equal => Comparator::Equal,
        Relation::AtLeast => Comparator::AtLeast,
        Relation::MoreThan => Comparator::MoreThan,
    };
    let comparator = if turned {
        comparator.flipped()
    } else {
        comparator
    };
    let unit = lead
        .and_then(|(var, _)| figures.get(var))
        .map(|known| &known.unit);
    if let Some(said) = yes_or_no(&sum, comparator, figures, language) {
        return said;
    }
    let unit = unit.cloned().unwrap_or_else(Unit::number);
    let (left, right) = sides(&sum);
    format!(
        "{} {} {}",
        side(&left, &unit, figures, language),
        comparator.symbol(),
        side(&right, &unit, figures, language)
    )
}

/// The figure that is spoken of: one that stands there once, as the numerator of a share does, else the first.
fn leading(sum: &Sum) -> Option<(VarId, Ratio)> {
    let once = |(_, factor): &(&VarId, &Ratio)| factor.abs() == Ratio::ONE;
    let rises = |(_, factor): &(&VarId, &Ratio)| !factor.is_negative();
    let terms = || sum.terms.iter();
    let found = terms()
        .find(|term| once(term) && rises(term))
        .or_else(|| terms().find(once))
        .or_else(|| terms().find(rises))
        .or_else(|| terms().next());
    found.map(|(var, factor)| (*var, factor.clone()))
}

/// `left ⋈ right` of `left − right ⋈ 0`: no number on either is negative.
fn sides(sum: &Sum) -> (Sum, Sum) {
    let (mut left, mut right) = (Sum::default(), Sum::default());
    for (var, factor) in &sum.terms {
        if factor.is_negative() {
            right.terms.insert(*var, -factor);
        } else {
            left.terms.insert(*var, factor.clone());
        }
    }
    // A bound below zero stays on the right: `growth ≥ -3%`.
    if right.terms.is_empty() || sum.constant.is_negative() {
        right.constant = -&sum.constant;
    } else {
        left.constant = sum.constant.clone();
    }
    (left, right)
}

fn side(sum: &Sum, unit: &Unit, figures: &Figures, language: Language) -> String {
    let terms = sum.terms.iter().map(|(var, factor)| {
        let name = figure_name(*var, figures, language);
        let other = figures.get(*var).map_or(unit, |known| &known.unit);
        match factor_text(factor, unit, other) {
            Some(factor) => format!("{factor} × {name}"),
            None => name,
        }
    });
    let mut parts: Vec<String> = terms.collect();
    if !sum.constant.is_zero() || parts.is_empty() {
        parts.push(number(&sum.constant, unit, language));
    }
    parts.join(" + ")
}

/// A number in a unit; points are what ratios differ by, so a ratio stays a ratio.
fn number(value: &Ratio, unit: &Unit, language: Language) -> String {
    let shown = unit.from_base(value);
    match shown.to_decimal(PLACES) {
        Some(digits) => unit.attach(&digits, language),
        None => format!("{shown}{}", unit.name(language)),
    }
}

/// A factor between figures: a share below one in percent where both are measured alike.
fn factor_text(factor: &Ratio, unit: &Unit, other: &Unit) -> Option<String> {
    if *factor == Ratio::ONE && unit.dimension == other.dimension {
        return None;
    }
    let alike = unit.dimension == other.dimension || unit.dimension == Dimension::Number;
    let (shown, mark) = if alike && *factor < Ratio::ONE {
        (factor * &Ratio::whole(100), "%")
    } else if alike {
        (factor.clone(), "")
    } else {
        let per = unit.from_base(&other.to_base(factor));
        (per, "")
    };
    Some(match shown.to_decimal(PLACES) {
        Some(digits) => format!("{digits}{mark}"),
        None => factor.to_string(),
    })
}

fn yes_or_no(
    sum: &Sum,
    comparator: Comparator,
    figures: &Figures,
    language: Language,
) -> Option<String> {
    let mut terms = sum.terms.iter();
    let (Some((var, _)), None) = (terms.next(), terms.next()) else {
        return None;
    };
    figures.get(*var).filter(|known| known.yes_no)?;
    let name = figure_name(*var, figures, language);
    let yes = match comparator {
        Comparator::AtLeast if sum.constant == Ratio::whole(-1) => true,
        Comparator::AtMost if sum.constant.is_zero() => false,
        _ => return None,
    };
    Some(match (language, yes) {
        (Language::English, true) => format!("{name} is yes"),
        (Language::English, false) => format!("{name} is no"),
        (Language::Chinese, true) => format!("{name}为是"),
        (Language::Chinese, false) => format!("{name}为否"),
    })
}
