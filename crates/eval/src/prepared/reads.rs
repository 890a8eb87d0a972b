//! What a rule reads of a row, and whether a row has it.

use super::conditions::Cells;
use super::inputs::{Content, Encoding, InputId};
use crate::program::{Condition, ConditionId, Expr, RuleBody, SlotId, Warn};

impl Cells<'_> {
    /// The inputs that a rule's verdict rests on; nothing where it asks for more than a row has.
    pub(super) fn read_by(&mut self, body: &RuleBody) -> Option<Vec<InputId>> {
        let RuleBody::Target {
            cases, when, warn, ..
        } = body
        else {
            return None;
        };
        let warnings = warn.iter().filter_map(|warning| match &warning.when {
            Warn::When(condition) => Some(*condition),
            Warn::Before(_) | Warn::PastShareOfTime { .. } => None,
        });
        let conditions = cases.iter().map(|case| case.condition);
        let mut read = Vec::new();
        for condition in conditions.chain(*when).chain(warnings) {
            read.extend(self.condition_inputs(condition)?);
        }
        read.sort_unstable();
        read.dedup();
        Some(read)
    }

    /// The inputs that a condition reads.
    pub(super) fn condition_inputs(&mut self, id: ConditionId) -> Option<Vec<InputId>> {
        let program = self.evaluation.program;
        match program.conditions.get(id.index())? {
            Condition::And(parts) | Condition::Or(parts) => {
                let mut read = Vec::new();
                for part in parts {
                    read.extend(self.condition_inputs(*part)?);
                }
                Some(read)
            }
            Condition::Not(inner) => self.condition_inputs(*inner),
            Condition::Rows(limit) => {
                self.limit(*limit)?;
                let limit = program.limits.get(limit.index())?;
                let fields = [limit.from, limit.event];
                let events = fields.map(|field| Content::Event(limit.scope.record, field));
                let place = |content| self.inputs.place(content, Encoding::Day);
                events.into_iter().map(place).collect()
            }
            Condition::Every(..) | Condition::Recurs(_) => None,
            Condition::Test(_) | Condition::Holds(_) | Condition::Agree(..) => {
                let columns = self.columns(id)?.into_iter();
                columns
                    .map(|slot| self.inputs.figure(program, slot))
                    .collect()
            }
        }
    }

    fn columns(&self, id: ConditionId) -> Option<Vec<SlotId>> {
        let mut columns = Some(Vec::new());
        self.evaluation.condition_reads(id, &mut |leaf| match leaf {
            Expr::Slot(slot) => columns.iter_mut().for_each(|it| it.push(*slot)),
            _ => columns = None,
        });
        columns
    }
}
