//! Whose and when: the scope of what a test gives.

use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_model::{Cadence, EntityId, KindId, Nature, Period, Text};
use dabiao_syntax::ast::{Given, GivenPeriod, GivenWhat, Names};

use super::Draft;
use crate::compiler::Compiler;

/// Who may be named beside those of the kind.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Accepts {
    /// Nobody else.
    Kind,
    /// What one of the kind belongs to: its own total.
    Parents,
    /// A parent; naming nobody means everybody.
    Everybody,
}

/// What is given, as messages speak of it.
#[derive(Clone, Copy)]
pub(super) struct Whose<'a> {
    pub(super) name: &'a str,
    pub(super) per: Option<KindId>,
    pub(super) accepts: Accepts,
    pub(super) span: Span,
}

/// How a metric's figures lie in time.
#[derive(Clone, Copy)]
pub(super) struct InTime<'a> {
    pub(super) name: &'a str,
    pub(super) cadence: Option<Cadence>,
    pub(super) nature: Nature,
    /// Whether a figure must say its period.
    pub(super) needed: bool,
    /// How many values there are.
    pub(super) values: usize,
    pub(super) span: Span,
}

impl Compiler<'_> {
    pub(super) fn given(&mut self, draft: &mut Draft, given: &Given, span: Span) {
        if let Some(day) = given.submitted_on {
            draft.until(day.date);
        }
        self.refuse_idle(given, span);
        match &given.what {
            GivenWhat::Figures(figures) => {
                for figure in figures {
                    self.given_figure(draft, given, figure);
                }
            }
            GivenWhat::Rows {
                record,
                fields,
                count,
            } => self.given_rows(draft, given, (record, fields, *count), span),
            GivenWhat::SignOffs(signoffs) => {
                for signoff in signoffs {
                    self.given_signoff(draft, given, signoff, span);
                }
            }
        }
    }

    /// Cases and sign-offs have dates of their own, and figures need no evidence.
    fn refuse_idle(&mut self, given: &Given, span: Span) {
        let figures = matches!(given.what, GivenWhat::Figures(_));
        if !figures && (given.period.is_some() || given.submitted_on.is_some()) {
            self.unfit(
                span,
                "cases and sign-offs have dates of their own: leave out the period and the day of submission",
                "个案与销号自有日期，请勿另写时期与报送日",
            );
        }
        if given.evidence.is_some() && !matches!(given.what, GivenWhat::SignOffs(_)) {
            self.unfit(span, "evidence stands with a sign-off", "依据只随销号填写");
        }
    }

    /// Whom something is given for; none where that is not said as it must be.
    pub(super) fn given_for(
        &mut self,
        given: &Given,
        whose: Whose<'_>,
    ) -> Option<Vec<Option<EntityId>>> {
        let Some(kind) = whose.per else {
            let Some(first) = given.entities.first() else {
                return Some(vec![None]);
            };
            self.unfit(
                first.span,
                "it is given once for the whole policy: leave out whom it is for",
                "它全方案只有一个，请勿写主体",
            );
            return None;
        };
        if given.entities.is_empty() {
            return self.for_nobody_named(whose, kind);
        }
        let names = Names {
            names: given.entities.clone(),
            open: false,
        };
        let found = self.expand(&names);
        for entity in &found {
            if !self.is_accepted(*entity, kind, whose.accepts) {
                self.wrong_level_given(*entity, kind, whose);
                return None;
            }
        }
        Some(found.into_iter().map(Some).collect())
    }

    fn for_nobody_named(
        &mut self,
        whose: Whose<'_>,
        kind: KindId,
    ) -> Option<Vec<Option<EntityId>>> {
        let all = self.of_kind(kind);
        match all.as_slice() {
            _ if whose.accepts == Accepts::Everybody => Some(vec![None]),
            [only] => Some(vec![Some(*only)]),
            _ => {
                let kind = self.kind_name(kind);
                let diagnostic = Diagnostic::new(&register::GIVEN_FOR_NOBODY, whose.span);
                self.report(diagnostic.with("name", whose.name).with("kind", kind));
                None
            }
        }
    }

    fn kind_name(&self, kind: KindId) -> String {
        let name = self.schema.kinds.get(kind.index());
        name.map_or_else(String::new, ToString::to_string)
    }

    fn is_accepted(&self, entity: EntityId, kind: KindId, accepts: Accepts) -> bool {
        let own = self.schema.entities.get(entity.index());
        own.is_some_and(|own| own.kind == kind)
            || (accepts != Accepts::Kind
                && self
                    .of_kind(kind)
                    .into_iter()
                    .any(|below| self.schema.lies_in(below, entity)))
    }

    fn wrong_level_given(&mut self, entity: EntityId, kind: KindId, whose: Whose<'_>) {
        let (entity, kind) = (
            self.schema.entity_name(entity).to_owned(),
            self.kind_name(kind),
        );
        let diagnostic = Diagnostic::new(&register::GIVEN_FOR_OTHERS, whose.span)
            .with("name", whose.name)
            .with("kind", kind);
        self.report(diagnostic.with("entity", entity));
    }

    /// The periods of given values, one a value; none where they are not said as they must be.
    pub(super) fn given_in(
        &mut self,
        given: &Given,
        time: InTime<'_>,
    ) -> Option<Vec<Option<Period>>> {
        let first = match &given.period {
            Some(GivenPeriod::From(from)) => {
                let first = self.period(from)?;
                return self.periods_from(first, time, from.span);
            }
            _ if time.values > 1 => {
                self.unfit(
                    time.span,
                    "say from which period on the values are: from 2025Q1",
                    "有多个数值时请写明自何时起：自 2025Q1 起",
                );
                return None;
            }
            None if time.needed && time.cadence.is_some() => {
                let diagnostic = Diagnostic::new(&register::GIVEN_WITHOUT_PERIOD, time.span);
                self.report(diagnostic.with("name", time.name));
                return None;
            }
            None => return Some(vec![None]),
            Some(GivenPeriod::AsOf(day)) => {
                let counted = time.cadence.filter(|_| time.nature == Nature::Flow);
                let period = Period::up_to(self.period(day)?.end(), counted);
                return Some(vec![Some(period)]);
            }
            Some(GivenPeriod::In(from, to)) => (from, to.as_ref()),
            Some(GivenPeriod::Since(from, to)) => (from, Some(to)),
        };
        let (from, to) = first;
        let period = match to {
            None => Some(self.period(from)?),
            Some(to) => {
                let (first, last) = self.ends(from, to)?;
                Period::spanning(first.start(), last.end())
            }
        };
        let Some(period) = period else {
            self.unfit(from.span, "it ends before it starts", "结束早于开始");
            return None;
        };
        self.fits(period, time, from.span)
            .then(|| vec![Some(period)])
    }

    fn periods_from(
        &mut self,
        first: Period,
        time: InTime<'_>,
        span: Span,
    ) -> Option<Vec<Option<Period>>> {
        if !self.fits(first, time, span) {
            return None;
        }
        let own = time.cadence.is_none_or(|it| it.grain() == first.grain());
        let periods = std::iter::successors(Some(first), |period| period.shifted(1));
        let periods: Vec<_> = periods.take(time.values).map(Some).collect();
        if own && periods.len() == time.values {
            return Some(periods);
        }
        self.unfit(
            span,
            "write the first period as the metric has it, such as 2025Q1 or 2025-01",
            "请按指标的周期写首期，如 2025Q1、2025-01",
        );
        None
    }

    /// A figure belongs to whole periods of its metric; a stock may stand at any moment of one, and what is counted since some
    /// start at the last day, whenever it began.
    fn fits(&mut self, period: Period, time: InTime<'_>, span: Span) -> bool {
        let anywhere = !time.needed || time.nature == Nature::Cumulative;
        let Some(cadence) = time.cadence.filter(|_| !anywhere) else {
            return true;
        };
        let first = Period::containing(period.start(), cadence);
        let last = Period::containing(period.end(), cadence);
        let whole = first.is_some_and(|first| first.start() == period.start())
            && last.is_some_and(|last| last.end() == period.end());
        let fits = whole || (time.nature != Nature::Flow && first == last);
        if !fits {
            let diagnostic = Diagnostic::new(&register::GIVEN_IN_PART, span);
            let diagnostic = diagnostic.with("name", time.name);
            self.report(diagnostic.with("cadence", cadence_text(cadence)));
        }
        fits
    }
}

fn cadence_text(cadence: Cadence) -> Text {
    let (en, zh) = match cadence {
        Cadence::Monthly => ("month", "月"),
        Cadence::Quarterly => ("quarter", "季度"),
        Cadence::HalfYearly => ("half-year", "半年"),
        Cadence::Yearly => ("year", "年"),
    };
    Text::new(en, zh)
}
