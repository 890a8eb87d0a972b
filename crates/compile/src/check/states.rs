//! Typing masks over life cycles and loops: states reached, partly done, every step done.

use std::sync::Arc;

use dabiao_diagnostics::Span;
use dabiao_eval::program::{RowCondition, WordTest};
use dabiao_model::FieldType;
use dabiao_syntax::ast::Name;

use super::rows::Cases;
use crate::compiler::Compiler;

/// The states of a life cycle in order, each with whether it is done in part only.
type States = Vec<(Arc<str>, bool)>;

impl Compiler<'_> {
    /// A state or one after it. One that is done in part only is no more than what it is part of.
    pub(super) fn at_least(
        &mut self,
        cases: &Cases,
        field: &Name,
        state: &Name,
    ) -> Option<RowCondition> {
        let (index, states) = self.states(cases, field)?;
        let wanted = self.word(cases, index, &state.text, state.span)?;
        let from = states.iter().position(|(word, _)| *word == wanted)?;
        let wanted_is_partial = states.get(from).is_some_and(|(_, partial)| *partial);
        let reached = states.into_iter().skip(from);
        let words = reached.filter(|(_, partial)| wanted_is_partial || !partial);
        Some(RowCondition::Word(WordTest {
            field: index,
            words: words.map(|(word, _)| word).collect(),
        }))
    }

    /// One of the states that are done in part only.
    pub(super) fn partly_done(&mut self, cases: &Cases, field: &Name) -> Option<RowCondition> {
        let (index, states) = self.states(cases, field)?;
        let words: Vec<_> = states
            .into_iter()
            .filter_map(|(word, partial)| partial.then_some(word))
            .collect();
        if words.is_empty() {
            self.misplaced(
                field.span,
                "mark the states that are done in part only: states found → in progress (partial) → done",
                "请标明只算部分完成的状态：状态 发现 → 推进（部分） → 完成",
            );
            return None;
        }
        Some(RowCondition::Word(WordTest {
            field: index,
            words,
        }))
    }

    /// Every step of the record's loop.
    pub(super) fn every_step(&mut self, cases: &Cases, span: Span) -> Option<RowCondition> {
        let record = self.records.get(cases.id.index());
        let steps = record.map_or_else(Vec::new, |record| record.steps.clone());
        if steps.is_empty() {
            self.misplaced(
                span,
                "name the steps in the record: steps received → investigated → replied",
                "请在台账中写明环节：环节 受理 → 调查 → 反馈",
            );
            return None;
        }
        Some(RowCondition::Steps(steps))
    }

    fn states(&mut self, cases: &Cases, field: &Name) -> Option<(usize, States)> {
        let index = self.field(&cases.schema, field)?;
        let record = self.records.get(cases.id.index());
        let mut cycles = record.into_iter().flat_map(|record| &record.states);
        let cycle = cycles
            .find(|(of, _)| *of == index)
            .map(|(_, partial)| partial.clone());
        let words = match cases.schema.fields.get(index).map(|field| &field.ty) {
            Some(FieldType::Category(words)) => words.clone(),
            _ => Vec::new(),
        };
        if let Some(partial) = cycle {
            return Some((index, words.into_iter().zip(partial).collect()));
        }
        let (en, zh) = (
            "states in order: states A → B",
            "有先后的状态：状态 甲 → 乙",
        );
        self.wrong_field(&cases.schema, index, field.span, en, zh);
        None
    }
}
