//! A look at data: what is wrong with them, whatever the targets ask.

use dabiao_diagnostics::{Cell, Diagnostics};
use dabiao_model::{Dataset, Date, EntityId, Figure, Period, Place, Text};

use crate::assessment::{CheckResult, EvaluateOptions};
use crate::cases::Reading;
use crate::evaluate::Evaluation;
use crate::evaluate::bind::Bound;
use crate::program::Program;

/// Data with what their checks made of them, as known on a day.
pub(super) struct Look<'a> {
    pub(super) evaluation: Evaluation<'a>,
    pub(super) checks: &'a [CheckResult],
}

/// Where two cells that do not go together are told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// At one of them, for who reads a list.
    Once,
    /// At each, for who looks at the cells.
    AtEachCell,
}

/// What is wrong with the data alone, before anybody assesses them: contradictions, failed checks, impossible cases,
/// totals that differ, implausible figures, figures that nothing looks at or that are better than the best. None for data
/// that were read for another policy.
///
/// It speaks of no day: everything submitted is known. What it tells is part of [`Assessment::findings`] too, where the
/// day is late enough.
///
/// [`Assessment::findings`]: crate::Assessment::findings
pub fn data_findings(program: &Program, data: &Dataset) -> Diagnostics {
    let options = EvaluateOptions::default();
    let reading = Reading {
        columns_from: options.columns_from,
        threads: options.threads,
    };
    let Ok(bound) = Bound::new(program, data, reading) else {
        return Diagnostics::new();
    };
    let believed = vec![None; data.figures.len()];
    let all_known = last_day(program, data);
    let looked = || Evaluation::new(program, data, &bound, &believed, all_known);
    let checks = looked().checks();
    let failed = looked().failures(&checks);
    let look = Look {
        evaluation: Evaluation::new(program, data, &bound, &failed, all_known),
        checks: &checks,
    };
    look.all(Told::AtEachCell)
}

/// The first day on which all figures and all cases are known. Where nothing has a day, any will do.
fn last_day(program: &Program, data: &Dataset) -> Date {
    let ends = |it: &Figure| it.submitted_on.max(it.period.map(Period::end));
    let figures = data.figures.iter().filter_map(ends).max();
    let tables = data.tables.iter().flatten();
    let cases = tables.filter_map(|table| {
        let counted_by = program.counted_by.get(table.record().index());
        let days = table.column((*counted_by?)?)?;
        (0..table.rows()).filter_map(|row| days.day(row)).max()
    });
    figures.max(cases.max()).unwrap_or_default()
}

impl<'a> Look<'a> {
    /// Everything that is wrong with the data alone, at most [`Diagnostics::LIMIT`] of each kind.
    pub(super) fn all(&self, told: Told) -> Diagnostics {
        let limit = Diagnostics::LIMIT;
        let tables = self.data().tables.iter().flatten();
        let cases = tables.flat_map(|table| self.impossible_cases(table));
        let mut found = Diagnostics::new();
        found.extend(self.contradictions(told).take(limit));
        found.extend(self.failed_checks().take(limit));
        found.extend(cases.take(limit));
        found.extend(self.differing_totals().take(limit));
        found.extend(self.implausible_figures().take(limit));
        found.extend(self.figures_outside().take(limit));
        found.extend(self.figures_of_wholes().take(limit));
        found.extend(self.cases_outside().take(limit));
        found.extend(self.beyond_best().take(limit));
        found
    }

    pub(super) fn program(&self) -> &'a Program {
        self.evaluation.program
    }

    pub(super) fn data(&self) -> &'a Dataset {
        self.evaluation.data
    }

    pub(super) fn as_of(&self) -> Date {
        self.evaluation.as_of
    }

    pub(super) fn metric_of(&self, figure: &Figure) -> &'a str {
        self.program().schema.metric_name(figure.metric)
    }

    pub(super) fn cell(&self, place: Place) -> Cell {
        super::cell(self.data(), place)
    }

    pub(super) fn whose(&self, entity: Option<EntityId>, period: Option<Period>) -> Text {
        super::whose(&self.program().schema, entity, period)
    }
}
