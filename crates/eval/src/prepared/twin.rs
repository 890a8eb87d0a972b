//! The slow, obvious twin: a row's verdicts by walking the program, with the row's values in place of figures.

use dabiao_model::{Dataset, EntityId, Estimate, MetricId, Ratio, State};

use super::inputs::{Encoding, InputId};
use super::row::{BESIDE, DISBELIEVED, MISSING, Row};
use super::{Gate, Judged, Prepared};
use crate::cases::Reading;
use crate::evaluate::bind::Bound;
use crate::evaluate::cell::{Cell, Outcome};
use crate::evaluate::{Evaluation, Frame, Given};
use crate::program::{SlotId, Source};
use crate::reason::{Gap, Suspicion};

impl Given for Row<'_> {
    fn slot(&self, id: SlotId, frame: Frame) -> Option<Cell> {
        let prepared = self.prepared;
        let occasion = prepared.occasion;
        let slot = prepared.program.slots.get(id.index())?;
        let per = prepared
            .program
            .schema
            .metrics
            .get(slot.metric.index())?
            .per;
        let is_ours =
            per.and(frame.entity) == per.and(occasion.entity) && frame.period == occasion.period;
        let input = prepared.of_slot.get(id.index()).copied().flatten();
        input
            .filter(|_| is_ours)
            .map(|input| self.cell(input, frame.entity, slot.metric))
    }
}

impl Row<'_> {
    /// What stands at an input, as the program reads it.
    pub(super) fn cell(&self, input: InputId, entity: Option<EntityId>, metric: MetricId) -> Cell {
        let (value, flag) = self.value(input).unwrap_or((0, MISSING));
        if flag & DISBELIEVED != 0 {
            return Cell::Invalid(Suspicion::Check(self.suspect));
        }
        if flag & BESIDE != 0 {
            let beside = self.beside.iter().find(|(of, _)| *of == input);
            if let Some((_, estimate)) = beside {
                return Cell::Number(estimate.clone());
            }
        }
        let encoding = self.prepared.encoding(input);
        match (flag, encoding) {
            (0, Some(Encoding::Scaled(scale))) => {
                let value = Ratio::new(i128::from(value), i128::from(scale));
                Cell::Number(Estimate::Exact(value))
            }
            (0, Some(Encoding::YesNo)) => Cell::YesNo(value != 0),
            _ => Cell::Missing(Gap::NotSubmitted {
                metric,
                segment: None,
                source: Source::Actual,
                entity,
                period: self.prepared.occasion.period,
                last_known: None,
            }),
        }
    }
}

impl Prepared<'_> {
    /// A rule's verdict on a row, by walking the program.
    pub(super) fn walked(&self, row: &Row<'_>, judged: &Judged) -> State {
        let rule = self.program.rules.get(judged.rule.index());
        self.walk(row, |evaluation| {
            let ruling = evaluation.rule(rule?, self.occasion.entity, judged.sitting);
            Some(ruling.state)
        })
        .unwrap_or(State::NoData)
    }

    /// Whether a check fails on a row, by walking the program.
    pub(super) fn fails_walked(&self, gate: &Gate<usize>, row: &Row<'_>) -> bool {
        let frame = Frame {
            entity: gate.entity,
            period: self.occasion.period,
            due: true,
        };
        let check = self.program.checks.get(gate.check);
        let outcome = self.walk(row, |evaluation| {
            let check = check?;
            Some(evaluation.check_outcome(check, check.condition, frame))
        });
        outcome == Some(Outcome::Fails)
    }

    fn walk<T>(&self, row: &Row<'_>, walk: impl FnOnce(&Evaluation<'_>) -> Option<T>) -> Option<T> {
        let cases: Dataset = row.cases();
        let bound = Bound::new(self.program, &cases, Reading::BY_ROWS).ok()?;
        let as_of = self.occasion.as_of;
        let evaluation = Evaluation::new(self.program, &cases, &bound, &[], as_of).given(row);
        walk(&evaluation)
    }
}
