//! What a policy lacks of the one above it, as diagnostics of the register; figures that show it, as text.

use dabiao_diagnostics::{At, Code, Diagnostic, register};
use dabiao_eval::Program;
use dabiao_model::{Language, Ratio, Schema, Text};

use super::{Refined, Standing, Witness};
use crate::telling::listed;

/// The most digits behind the point of a figure that is told as a decimal.
const PLACES: u32 = 6;

impl Witness {
    /// The figures and where they are judged: `bad loans = 3 yuan, loans = 100 yuan (east, 2025)`. The schema is that of
    /// the policy below, or of the new text.
    pub fn text(&self, schema: &Schema, language: Language) -> String {
        let all = self.figures.iter().map(|(name, value, unit)| {
            let value = unit.attach(&digits(&unit.from_base(value)), language);
            format!("{} = {value}", name.get(language))
        });
        let comma = language.pick(", ", "，");
        let all = all.collect::<Vec<_>>().join(comma);
        let entity = self.seat.entity.map(|it| schema.entity_name(it).to_owned());
        let period = self.seat.period.map(|it| it.text(language));
        let at = entity.into_iter().filter(|it| !it.is_empty()).chain(period);
        let at = at.collect::<Vec<_>>().join(comma);
        if at.is_empty() {
            return all;
        }
        language.pick(format!("{all} ({at})"), format!("{all}（{at}）"))
    }
}

fn digits(value: &Ratio) -> String {
    value
        .to_decimal(PLACES)
        .unwrap_or_else(|| value.to_string())
}

impl Refined {
    /// Its entry of the register; nothing where the policy asks at least what is asked above.
    pub fn code(&self) -> Option<&'static Code> {
        let Some(comparison) = &self.comparison else {
            return Some(&register::MISSING_BELOW);
        };
        match comparison.standing {
            Standing::Looser => Some(&register::LOOSER_BELOW),
            Standing::Incomparable => Some(&register::INCOMPARABLE_BELOW),
            Standing::Undecided => Some(&register::UNDECIDED_BELOW),
            Standing::Same | Standing::Stricter => None,
        }
    }

    /// What is lacking as a diagnostic at a place of the policy below.
    pub fn diagnostic(&self, own: &Program, upper: &Program, at: At) -> Option<Diagnostic> {
        let id = |program: &'_ Program, rule: usize| {
            let rule = program.rules.get(rule);
            rule.map_or_else(String::new, |rule| rule.id.to_string())
        };
        let under: Vec<String> = self.own.iter().map(|rule| id(own, *rule)).collect();
        let names: Vec<&str> = under.iter().map(String::as_str).collect();
        let mut diagnostic = Diagnostic::at(self.code()?, at)
            .with("upper", id(upper, self.upper))
            .with("above", upper.title.as_ref());
        diagnostic.item = under.first().cloned();
        if self.comparison.is_some() {
            diagnostic = diagnostic
                .with("own", listed(&names))
                .with("how", self.how(&own.schema));
        }
        Some(diagnostic)
    }

    /// `: bad loans = 3 yuan (east, 2025) is enough here and not there; due later`.
    fn how(&self, schema: &Schema) -> Text {
        let side = |language: Language| {
            let comparison = self.comparison.as_ref();
            let figures = comparison.and_then(|it| it.misses_other.as_ref());
            let figures = figures.map(|witness| {
                let figures = witness.text(schema, language);
                language.pick(
                    format!("{figures} is enough here and not there"),
                    format!("{figures}在本方案达标而在上级未达标"),
                )
            });
            let changes = comparison.into_iter().flat_map(|it| &it.changes);
            let looser = changes.filter(|it| it.standing() == Standing::Looser);
            let looser = looser.map(|it| it.name(language).to_owned());
            let all: Vec<String> = figures.into_iter().chain(looser).collect();
            if all.is_empty() {
                return String::new();
            }
            let all = all.join(language.pick("; ", "；"));
            language.pick(format!(": {all}"), format!("：{all}"))
        };
        Text::new(side(Language::English), side(Language::Chinese))
    }
}
