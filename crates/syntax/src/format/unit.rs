//! Numbers with their units.

use dabiao_grammar::vocabulary::Phrase;
use dabiao_model::{Dimension, Language};

use super::Speller;
use crate::ast::{Quantity, UnitName};

impl Speller<'_> {
    pub(super) fn quantity(&self, quantity: &Quantity) -> String {
        let Some(unit) = &quantity.unit else {
            return quantity.number.to_string();
        };
        if self.is_rank(unit) && quantity.number.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.language.pick(
                format!("rank {}", quantity.number),
                format!("第{}位", quantity.number),
            );
        }
        let name = match self.units.find(&unit.text) {
            Some(found) if !unit.text.contains('/') && quantity.number == "1" => {
                return found.attach(&quantity.number, self.language);
            }
            _ => self.unit(unit),
        };
        let name = self.multiplied(quantity, unit).unwrap_or(name);
        let gap = if is_latin(&name) { " " } else { "" };
        format!("{}{gap}{name}", quantity.number)
    }

    /// The Chinese name of a unit that the multiplier of its number joins in either language: `3.43亿元`.
    fn multiplied(&self, quantity: &Quantity, unit: &UnitName) -> Option<String> {
        let multiplier = quantity
            .number
            .trim_start_matches(|c: char| !c.is_alphabetic());
        let name = self
            .units
            .find(&unit.text)
            .filter(|_| !multiplier.is_empty())?
            .zh;
        self.units
            .find(&format!("{multiplier}{name}"))
            .map(|_| name.as_ref().to_owned())
    }

    /// How many places of a ranking: `2 ranks` | `2位`, which a place itself is not called.
    pub(super) fn places(&self, quantity: &Quantity) -> String {
        if !quantity
            .unit
            .as_ref()
            .is_some_and(|unit| self.is_rank(unit))
        {
            return self.quantity(quantity);
        }
        let ranks = if quantity.number == "1" {
            "rank"
        } else {
            "ranks"
        };
        self.language.pick(
            format!("{} {ranks}", quantity.number),
            format!("{}位", quantity.number),
        )
    }

    fn is_rank(&self, unit: &UnitName) -> bool {
        self.units
            .find(&unit.text)
            .is_some_and(|unit| unit.dimension == Dimension::Rank)
    }

    /// A unit's name; one that the language does not know stands as written.
    pub(super) fn unit(&self, unit: &UnitName) -> String {
        if Phrase::YES_OR_NO.is_spelled(&unit.text) {
            return self.say(Phrase::YES_OR_NO).to_owned();
        }
        if unit.text.contains('/') {
            return self
                .compound(&unit.text)
                .unwrap_or_else(|| unit.text.to_string());
        }
        self.units.find(&unit.text).map_or_else(
            || unit.text.to_string(),
            |found| found.name(self.language).to_owned(),
        )
    }

    /// A unit of several parts in English only where every part has an English name of one word: `yuan/days`.
    ///
    /// Nothing when a part is a declared unit, which has one name.
    fn compound(&self, text: &str) -> Option<String> {
        let parts = text
            .split('/')
            .map(|part| self.units.find(part))
            .collect::<Option<Vec<_>>>()?;
        let is_word = |name: &str| name.bytes().all(|byte| byte.is_ascii_lowercase());
        let english = parts.iter().all(|part| is_word(&part.en));
        let language = if english {
            self.language
        } else {
            Language::Chinese
        };
        Some(
            parts
                .iter()
                .map(|part| part.name(language))
                .collect::<Vec<_>>()
                .join("/"),
        )
    }
}

/// Whether a unit keeps apart from its number.
fn is_latin(unit: &str) -> bool {
    unit.starts_with(|c: char| c.is_ascii_alphabetic())
}
