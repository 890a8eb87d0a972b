//! Who is left out of a value over peers.

use std::collections::BTreeSet;

use dabiao_diagnostics::{At, Diagnostic, register};
use dabiao_model::{Language, Text};

use crate::assessment::Assessment;
use crate::explain::expr_name;

impl Assessment<'_> {
    /// Each comparison and period from which someone is left out, once for all that is computed of it.
    pub(super) fn peers_left_out(&self) -> impl Iterator<Item = Diagnostic> {
        let mut told = BTreeSet::new();
        self.left_out().iter().filter_map(move |left_out| {
            let plan = self.program().peers.get(left_out.peers.index())?;
            let name = |language| expr_name(self.program(), plan.of, language);
            let value = (name(Language::English), name(Language::Chinese));
            let same = (value.0.clone(), left_out.period, left_out.entities.clone());
            if !told.insert(same) {
                return None;
            }
            let schema = &self.program().schema;
            let names: Vec<&str> = left_out
                .entities
                .iter()
                .map(|entity| schema.entity_name(*entity))
                .collect();
            let period = |language: Language| match left_out.period {
                Some(period) => period.text(language),
                None => language.pick("at any time", "不分时期").to_owned(),
            };
            let finding = Diagnostic::at(&register::PEERS_LEFT_OUT, At::Nowhere)
                .with("value", Text::new(value.0, value.1))
                .with(
                    "period",
                    Text::new(period(Language::English), period(Language::Chinese)),
                );
            Some(finding.with("names", Text::new(names.join(", "), names.join("、"))))
        })
    }
}
