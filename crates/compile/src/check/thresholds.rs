//! Thresholds by entity, group, segment, word of a category, or date.

use std::sync::Arc;

use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_eval::program::{RowCondition, Schedule, WordTest};
use dabiao_model::{EntityId, FieldType, Period};
use dabiao_syntax::ast::{self, Name, RuleClause};

use super::rule::Clauses;
use crate::compiler::Compiler;
use crate::hir;

/// What a line of the list is for, beside entities.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// A segment of the metric.
    Segment(Arc<str>),
    /// A word of a category: the rows of which it is true.
    Word(WordTest),
}

/// The thresholds read so far.
#[derive(Default)]
struct Listed {
    cases: Vec<hir::Case>,
    parts: Vec<(Option<Period>, Part, hir::Condition)>,
}

impl Compiler<'_> {
    /// Thresholds by entity, group, segment, word of a category, or date.
    pub(super) fn thresholds(
        &mut self,
        value: &ast::Expr,
        entries: &[ast::Entry<ast::Threshold>],
    ) -> Option<Vec<hir::Case>> {
        let dated = entries.iter().filter(|entry| entry.value.due.is_some());
        if let Some(undated) = entries.iter().find(|entry| entry.value.due.is_none())
            && dated.count() > 0
        {
            self.misplaced(
                undated.span,
                "give every line of the list a date, or none",
                "清单各行要么都写期限，要么都不写",
            );
            return None;
        }
        let mut listed = Listed::default();
        // Every line is typed, so that all errors show in one run.
        let read: Vec<_> = entries
            .iter()
            .map(|entry| self.threshold_line(value, entry, &mut listed))
            .collect();
        let Listed { mut cases, parts } = listed;
        let mut deadlines: Vec<Option<Period>> = parts.iter().map(|(by, ..)| *by).collect();
        deadlines.dedup();
        for by in deadlines {
            let of_date = parts.iter().filter(|(date, ..)| *date == by);
            let conditions = of_date.map(|(_, _, condition)| condition.clone());
            cases.push(hir::Case {
                by,
                ..hir::Case::of_all(hir::Condition::And(conditions.collect()))
            });
        }
        let complete = read.iter().all(Option::is_some) && !cases.is_empty();
        complete.then_some(cases)
    }

    /// One line; nothing after an error, which is reported.
    fn threshold_line(
        &mut self,
        value: &ast::Expr,
        entry: &ast::Entry<ast::Threshold>,
        listed: &mut Listed,
    ) -> Option<()> {
        let by = match &entry.value.due {
            Some(due) => Some(self.period(due)?),
            None => None,
        };
        let mut entities = Vec::new();
        for name in &entry.value.scope {
            if let Some(found) = self.who(&name.text) {
                entities.extend(found);
                continue;
            }
            let part = self.part_named(value, name)?;
            let mut known = listed.parts.iter();
            let twice = known.any(|(date, known, _)| *date == by && *known == part);
            self.overlapping(twice, &name.text, name.span);
            let condition = self.threshold(value, &entry.value, Some(&part), entry.span)?;
            listed.parts.push((by, part, condition));
        }
        if !entities.is_empty() || entry.value.scope.is_empty() {
            self.refuse_overlap(&listed.cases, by, &entities, entry.span);
            let condition = self.threshold(value, &entry.value, None, entry.span)?;
            listed.cases.push(hir::Case {
                only: (!entry.value.scope.is_empty()).then_some(entities),
                by,
                condition,
            });
        }
        Some(())
    }

    /// Two thresholds for one entity and date cannot both hold.
    fn refuse_overlap(
        &mut self,
        cases: &[hir::Case],
        by: Option<Period>,
        entities: &[EntityId],
        span: Span,
    ) {
        let of_date = || cases.iter().filter(|case| case.by == by);
        for entity in entities {
            let twice =
                of_date().any(|case| case.only.as_ref().is_none_or(|only| only.contains(entity)));
            let name = self.schema.entity_name(*entity).to_owned();
            self.overlapping(twice, &name, span);
        }
        if let (true, Some(by)) = (entities.is_empty() && of_date().count() > 0, by) {
            self.overlapping(true, &by.to_string(), span);
        }
    }

    fn threshold(
        &mut self,
        value: &ast::Expr,
        threshold: &ast::Threshold,
        part: Option<&Part>,
        span: Span,
    ) -> Option<hir::Condition> {
        let segment = match part {
            Some(Part::Segment(segment)) => Some(segment.clone()),
            _ => None,
        };
        let split = self.split_side(value, &threshold.limit);
        self.of_segment(segment, |compiler| {
            compiler.for_each_segment(split, |compiler| {
                let (left, right) = (compiler.expr(value), compiler.expr(&threshold.limit));
                let mut left = left?;
                if let Some(Part::Word(mask)) = part {
                    restrict(&mut left, mask);
                }
                compiler.test(left, threshold.op, right?, span)
            })
        })
    }

    fn overlapping(&mut self, twice: bool, name: &str, span: Span) {
        if twice {
            self.report(
                Diagnostic::new(&register::OVERLAPPING_THRESHOLDS, span).with("name", name),
            );
        }
    }

    /// A segment of a metric, or a word of a category of the cases that are aggregated.
    fn part_named(&mut self, value: &ast::Expr, name: &Name) -> Option<Part> {
        if let Some(segment) = self.segment_named(value, &name.text) {
            return Some(Part::Segment(segment));
        }
        let (known, mut found) = self.words_of(value, &name.text);
        match (found.pop(), found.is_empty()) {
            (Some(field), true) => Some(Part::Word(WordTest {
                field,
                words: vec![name.text.as_str().into()],
            })),
            (Some(_), false) => {
                self.misplaced(
                    name.span,
                    "two fields of the record have this word; write a target for each, with among",
                    "台账有两个字段含此类别；请分别写目标，并用“限”注明",
                );
                None
            }
            (None, _) => {
                let known: Vec<_> = self.entity_names().into_iter().chain(known).collect();
                self.unknown(&register::UNKNOWN_SCOPE, name, &known);
                None
            }
        }
    }

    /// The words of the categories of an aggregate's record, and the fields that have one of them.
    fn words_of(&mut self, value: &ast::Expr, word: &str) -> (Vec<Arc<str>>, Vec<usize>) {
        let ast::ExprKind::Aggregate(aggregate) = &value.kind else {
            return Default::default();
        };
        let Some((cases, _)) = self.subject(&aggregate.subject) else {
            return Default::default();
        };
        let (mut known, mut found) = (Vec::new(), Vec::new());
        for (index, field) in cases.schema.fields.iter().enumerate() {
            if let FieldType::Category(words) = &field.ty {
                found.extend(words.iter().any(|it| it.as_ref() == word).then_some(index));
                known.extend(words.iter().cloned());
            }
        }
        (known, found)
    }

    fn segment_named(&self, value: &ast::Expr, name: &str) -> Option<Arc<str>> {
        let mut names = Vec::new();
        super::metrics::names_in(value, &mut names);
        names.into_iter().find_map(|metric| {
            let id = self.schema.metric(&metric.text)?;
            let segments = &self.schema.metrics.get(id.index())?.segments;
            segments
                .iter()
                .find(|segment| segment.as_ref() == name)
                .cloned()
        })
    }

    /// The dates of a list of thresholds: each is judged by itself.
    pub(super) fn settle_dates(
        &mut self,
        cases: &mut [hir::Case],
        schedule: &mut Schedule,
        clauses: &Clauses<'_>,
        span: Span,
    ) {
        if cases.iter().all(|case| case.by.is_none()) {
            return;
        }
        let due =
            clauses.own(|clause| matches!(clause, RuleClause::Due(_) | RuleClause::ForWindow(_)));
        if let Some(span) = due {
            self.misplaced(
                span,
                "the dates stand in the list; leave this out",
                "期限已写在清单中，请删去此行",
            );
        }
        let cadence = self.longest_cadence(cases);
        *schedule = Schedule::default();
        let mut known: Vec<(Period, Period)> = Vec::new();
        for case in cases {
            let Some(date) = case.by else { continue };
            let once = self.once(date, cadence);
            case.by = Some(once.period);
            if known.contains(&(date, once.period)) {
                continue;
            }
            let twice = known.iter().any(|(_, period)| *period == once.period);
            self.overlapping(twice, &once.period.to_string(), span);
            known.push((date, once.period));
            schedule.once.push(once);
        }
    }
}

/// Leaves only the rows with a word to an aggregate, and says so in its name.
fn restrict(expr: &mut hir::Expr, mask: &WordTest) {
    if let hir::ExprKind::Aggregate(aggregate) = &mut expr.kind {
        let word = mask.words.first().map_or("", AsRef::as_ref);
        let mask = RowCondition::Word(mask.clone());
        let among = aggregate.scope.among.take();
        aggregate.scope.among = Some(match among {
            Some(among) => RowCondition::And(vec![among, mask]),
            None => mask,
        });
        let (en, zh) = &aggregate.label;
        aggregate.label = (
            format!("{en} ({word})").into(),
            format!("{zh}（{word}）").into(),
        );
    }
}
