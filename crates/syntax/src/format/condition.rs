//! Conditions of targets and the limits of events in them.

use dabiao_grammar::vocabulary::Phrase;
use dabiao_model::{Comparator, Language};

use super::Speller;
use super::expr::last_aggregate;
use crate::ast::{Condition, ConditionKind, EventLimit, Expr, LimitText, Name, Quantity, Str};

impl Speller<'_> {
    pub(super) fn condition(&self, condition: &Condition) -> String {
        match &condition.kind {
            ConditionKind::Compare { left, op, right } => self.compare(left, *op, right),
            ConditionKind::ReachesValue { value, limit } => {
                format!(
                    "{} {} {}",
                    self.expr(value),
                    self.say(Phrase::REACHES),
                    self.expr(limit)
                )
            }
            ConditionKind::Between { value, low, high } => self.between(value, low, high),
            ConditionKind::Cleared(value) => {
                format!("{} {}", self.expr(value), self.say(Phrase::CLEARED))
            }
            ConditionKind::ReachesBenchmark { value, benchmark } => {
                format!(
                    "{} {} {}",
                    self.expr(value),
                    self.say(Phrase::REACHES),
                    self.benchmark(benchmark)
                )
            }
            ConditionKind::Against {
                value,
                past,
                strict,
            } => self.against(value, *past, *strict),
            ConditionKind::IncreasesMore(value) => {
                format!("{} {}", self.expr(value), self.say(Phrase::INCREASES_MORE))
            }
            ConditionKind::Doubles {
                value,
                times,
                since,
            } => self.doubles(value, *times, since),
            ConditionKind::Relative {
                value,
                side,
                at_most,
                by,
                base,
            } => self.relative((*side, *at_most), value, by, base),
            ConditionKind::Improves(value) => {
                let verb = if value.is_gap() {
                    Phrase::NARROWS
                } else {
                    Phrase::IMPROVES
                };
                format!("{} {}", self.expr(value), self.say(verb))
            }
            ConditionKind::ImprovesBy { value, by } => self.fill(
                Phrase::IMPROVES_BY,
                &[("X", &self.expr(value)), ("N", &self.places(by))],
            ),
            ConditionKind::Top { value, place } => self.top(value, place),
            ConditionKind::Holds(value) => self.expr(value),
            ConditionKind::Every { kind, metric } => self.every(kind, metric.as_ref()),
            ConditionKind::Rows(limit) => self.event_limit(limit),
            ConditionKind::ShareOfRows { op, share, limit } => self.fill(
                Phrase::SHARE_OF_ROWS,
                &[
                    ("OP", op.symbol()),
                    ("N", &self.quantity(share)),
                    ("X", &self.event_limit(limit)),
                ],
            ),
            ConditionKind::And(parts) => self.all_joined(parts, Phrase::AND),
            ConditionKind::Or(parts) => self.all_joined(parts, Phrase::OR),
            ConditionKind::Not(inner) => self.say_with(Phrase::NOT, &self.condition(inner)),
            ConditionKind::Bracket(inner) => self.bracketed(&self.condition(inner)),
        }
    }

    /// A comma parts `among …` from the comparator behind it.
    fn compare(&self, left: &Expr, op: Comparator, right: &Expr) -> String {
        let gap = if ends_in_among(left) {
            self.comma()
        } else {
            " "
        };
        format!("{}{gap}{op} {}", self.expr(left), self.expr(right))
    }

    /// A lower end that ends in rows is bracketed, or the `and` behind it would go on with them.
    fn between(&self, value: &Expr, low: &Expr, high: &Expr) -> String {
        let lower = if ends_in_chosen_rows(low) {
            self.bracketed(&self.expr(low))
        } else {
            self.expr(low)
        };
        self.fill(
            Phrase::IS_BETWEEN,
            &[
                ("X", &self.expr(value)),
                ("A", &lower),
                ("B", &self.expr(high)),
            ],
        )
    }

    /// Parts that end in rows are bracketed where an `and` behind them would go on with the rows.
    fn all_joined(&self, parts: &[Condition], word: &'static Phrase) -> String {
        let last = parts.len().saturating_sub(1);
        let spell = |(index, part): (usize, &Condition)| {
            let text = self.condition(part);
            if index < last && ends_in_rows(part) {
                self.bracketed(&text)
            } else {
                text
            }
        };
        let word = format!(" {} ", self.say(word));
        parts
            .iter()
            .enumerate()
            .map(spell)
            .collect::<Vec<_>>()
            .join(&word)
    }

    /// A benchmark of the vocabulary is a keyword here; any other is a string.
    pub(super) fn benchmark(&self, benchmark: &Str) -> String {
        use dabiao_grammar::vocabulary::{Kind, find};
        match find(&benchmark.text, &[Kind::Benchmark]) {
            Some(phrase) => self.say(phrase).to_owned(),
            None => self.text(benchmark),
        }
    }

    /// A place needs no unit here, a share does: `top 5`, `top 30%`.
    fn top(&self, value: &Expr, place: &Quantity) -> String {
        let pattern = if place.unit.is_none() {
            Phrase::IS_TOP
        } else {
            Phrase::IS_TOP_SHARE
        };
        self.fill(
            pattern,
            &[("X", &self.expr(value)), ("N", &self.quantity(place))],
        )
    }

    fn every(&self, kind: &Name, metric: Option<&Name>) -> String {
        let metric = metric
            .map(|metric| format!(" {}", self.name(metric)))
            .unwrap_or_default();
        format!("{} {}{metric}", self.say(Phrase::EVERY), self.name(kind))
    }

    fn event_limit(&self, limit: &EventLimit) -> String {
        let Some(filter) = &limit.filter else {
            return self.unfiltered(limit);
        };
        let (rows, subject) = (self.rows(filter), self.event(&limit.subject));
        let rest = match self.language {
            Language::English => self.unfiltered(limit),
            Language::Chinese => self.limit_of("", subject.field.as_deref(), limit),
        };
        self.fill(
            Phrase::ROWS_WHERE,
            &[("X", &rest), ("C", &rows), ("R", &subject.record)],
        )
    }

    fn unfiltered(&self, limit: &EventLimit) -> String {
        let subject = self.event(&limit.subject);
        self.limit_of(&subject.record, subject.field.as_deref(), limit)
    }

    /// The limit with its record before it; with an empty record, what stands behind the record.
    fn limit_of(&self, record: &str, event: Option<&str>, limit: &EventLimit) -> String {
        let from = limit.from.as_ref().map(|from| self.name(from));
        let length = match &limit.limit {
            LimitText::Within(quantity) | LimitText::AtLeastBefore(quantity) => {
                self.quantity(quantity)
            }
            LimitText::Recurs(recurrence) => self.recurs(*recurrence),
            LimitText::SameDay => String::new(),
        };
        let pattern = pattern_of(&limit.limit, event.is_some(), from.is_some());
        let places = [
            ("R", record),
            ("E", event.unwrap_or_default()),
            ("N", &length),
            ("F", from.as_deref().unwrap_or_default()),
        ];
        self.fill(pattern, &places).trim_start().to_owned()
    }
}

fn pattern_of(limit: &LimitText, event_apart: bool, counted_from: bool) -> &'static Phrase {
    match (limit, event_apart, counted_from) {
        (LimitText::Within(_), true, true) => Phrase::EVENT_WITHIN_OF,
        (LimitText::Within(_), true, false) => Phrase::EVENT_WITHIN,
        (LimitText::Within(_), false, true) => Phrase::RUN_WITHIN_OF,
        (LimitText::Within(_), false, false) => Phrase::RUN_WITHIN,
        (LimitText::SameDay, true, true) => Phrase::EVENT_SAME_DAY_AS,
        (LimitText::SameDay, true, false) => Phrase::EVENT_SAME_DAY,
        (LimitText::SameDay, false, true) => Phrase::RUN_SAME_DAY_AS,
        (LimitText::SameDay, false, false) => Phrase::RUN_SAME_DAY,
        (LimitText::Recurs(_), true, _) => Phrase::EVENT_RECURS,
        (LimitText::Recurs(_), false, _) => Phrase::RUN_RECURS,
        (LimitText::AtLeastBefore(_), true, _) => Phrase::EVENT_BEFORE,
        (LimitText::AtLeastBefore(_), false, _) => Phrase::RUN_BEFORE,
    }
}

/// Whether the last thing written of an expression is the `among …` of an aggregate.
fn ends_in_among(expr: &Expr) -> bool {
    last_aggregate(expr).is_some_and(|aggregate| aggregate.among.is_some())
}

/// Whether the last thing written of an expression, in English, says which rows are meant.
fn ends_in_chosen_rows(expr: &Expr) -> bool {
    last_aggregate(expr)
        .is_some_and(|aggregate| aggregate.filter.is_some() || aggregate.among.is_some())
}

/// Whether the last thing written of a condition, in English, says which rows are meant.
fn ends_in_rows(condition: &Condition) -> bool {
    match &condition.kind {
        ConditionKind::Compare { right: last, .. }
        | ConditionKind::ReachesValue { limit: last, .. }
        | ConditionKind::Holds(last) => ends_in_chosen_rows(last),
        ConditionKind::Between { high, .. } => ends_in_chosen_rows(high),
        ConditionKind::Rows(limit) | ConditionKind::ShareOfRows { limit, .. } => {
            limit.filter.is_some()
        }
        ConditionKind::And(parts) | ConditionKind::Or(parts) => {
            parts.last().is_some_and(ends_in_rows)
        }
        ConditionKind::Not(inner) => ends_in_rows(inner),
        _ => false,
    }
}
