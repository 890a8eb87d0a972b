//! Expressions, gaps and suspicions in words of either language.

use dabiao_model::{EntityId, Language, MetricId, Period, SegmentId};

use super::detail::Input;
use super::peers::{peers_gap_text, peers_text};
use crate::evaluate::Evaluation;
use crate::evaluate::cell::Cell;
use crate::program::{Expr, ExprId, PeersId, Program, SlotId, Source};
use crate::reason::{Gap, Suspicion};

/// A slot's name in `language`: `办电时间 (低压)`, `SME share last year`.
pub fn slot_text(program: &Program, id: SlotId, language: Language) -> String {
    let source = program.slots.get(id.index()).map(|slot| slot.source);
    named(program, id, None, source, language)
}

/// What an input is a figure of: the slot it was read for, with its own segment where it was read for the whole.
pub fn input_text(program: &Program, input: &Input, language: Language) -> String {
    let source = program
        .slots
        .get(input.slot.index())
        .map(|slot| slot.source);
    // The cells behind an own level are figures like any other.
    let source = source.map(|it| if it.is_achieved() { Source::Actual } else { it });
    named(program, input.slot, input.segment, source, language)
}

fn named(
    program: &Program,
    id: SlotId,
    part: Option<SegmentId>,
    source: Option<Source>,
    language: Language,
) -> String {
    let (Some(slot), Some(source)) = (program.slots.get(id.index()), source) else {
        return String::new();
    };
    let segment = slot.segment.or(part);
    let mut text = metric_text(program, slot.metric, segment, language);
    match source {
        Source::Actual => {}
        Source::OwnLevel => text.push_str(language.pick(" own level", " 本级")),
        Source::Baseline => text.push_str(language.pick(" at baseline", " 基期")),
        Source::Benchmark(benchmark) => {
            let metric = program.schema.metrics.get(slot.metric.index());
            let name = metric.map_or("", |metric| metric.benchmark_name(benchmark, language));
            text = format!("{text} {name}");
        }
    }
    super::moment::of_time(&text, slot.moment, language)
}

pub(super) fn metric_text(
    program: &Program,
    metric: MetricId,
    segment: Option<SegmentId>,
    language: Language,
) -> String {
    let schema = program.schema.metrics.get(metric.index());
    let name = schema.map_or("", |schema| schema.name(language));
    match segment.and_then(|segment| schema.and_then(|schema| schema.segments.get(segment.index())))
    {
        Some(segment) => format!("{name} ({segment})"),
        None => name.to_owned(),
    }
}

/// An expression as a person would write it; `leaf` words the slots.
pub(super) fn expr_text(
    program: &Program,
    id: ExprId,
    language: Language,
    leaf: &dyn Fn(Leaf) -> String,
) -> String {
    let inner = |id: ExprId| expr_text(program, id, language, leaf);
    let bracketed = |id: ExprId| match written(program, id) {
        Some(Expr::Add(..) | Expr::Subtract(..) | Expr::Negative(_)) => format!("({})", inner(id)),
        _ => inner(id),
    };
    match program.exprs.get(id.index()) {
        None => String::new(),
        Some(Expr::Number(value, unit)) => unit.show(value, super::Value::PLACES, language),
        Some(Expr::Parameter(name, value, unit)) => {
            format!(
                "{name} ({})",
                unit.show(value, super::Value::PLACES, language)
            )
        }
        Some(Expr::Unknown(name)) => {
            language.pick(format!("{name} (unknown)"), format!("{name}（未知）"))
        }
        Some(Expr::Slot(slot)) => leaf(Leaf::Slot(*slot)),
        Some(Expr::Peers(peers)) => leaf(Leaf::Peers(*peers)),
        Some(Expr::Derived(_, _, body)) => inner(*body),
        Some(Expr::Aggregate(aggregate)) => program
            .aggregates
            .get(aggregate.index())
            .map_or_else(String::new, |it| {
                language.pick(&it.label.0, &it.label.1).to_string()
            }),
        Some(Expr::Negative(a)) => format!("-{}", bracketed(*a)),
        Some(Expr::Add(a, b)) => format!("{} + {}", inner(*a), inner(*b)),
        Some(Expr::Subtract(a, b)) => format!("{} − {}", inner(*a), bracketed(*b)),
        Some(Expr::Multiply(a, b)) => format!("{} × {}", bracketed(*a), bracketed(*b)),
        Some(Expr::Divide(a, b)) => match written(program, *b) {
            Some(Expr::Multiply(..) | Expr::Divide(..)) => {
                format!("{} / ({})", bracketed(*a), inner(*b))
            }
            _ => format!("{} / {}", bracketed(*a), bracketed(*b)),
        },
    }
}

/// An expression as it is written where derived metrics are put in.
fn written(program: &Program, id: ExprId) -> Option<&Expr> {
    match program.exprs.get(id.index()) {
        Some(Expr::Derived(_, _, body)) => written(program, *body),
        other => other,
    }
}

/// The name of an expression: of a derived metric its own, else the formula.
pub fn expr_name(program: &Program, id: ExprId, language: Language) -> String {
    match program.exprs.get(id.index()) {
        Some(Expr::Derived(metric, segment, _)) => {
            metric_text(program, *metric, *segment, language)
        }
        _ => expr_text(program, id, language, &|leaf| {
            leaf_text(program, leaf, language)
        }),
    }
}

/// What a formula reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaf {
    /// A column.
    Slot(SlotId),
    /// A value over peers.
    Peers(PeersId),
}

/// What a formula reads, each once, in the order written.
pub(super) fn leaves(program: &Program, id: ExprId) -> Vec<Leaf> {
    let found = std::cell::RefCell::new(Vec::new());
    // The wording visits every leaf, and no other order than that of the text is wanted.
    expr_text(program, id, Language::English, &|leaf| {
        let mut found = found.borrow_mut();
        if !found.contains(&leaf) {
            found.push(leaf);
        }
        String::new()
    });
    found.into_inner()
}

/// Why a cell has no value.
pub(super) fn cell_gap_text(program: &Program, cell: &Cell, language: Language) -> String {
    match cell {
        Cell::Missing(gap) | Cell::Empty(gap) => gap_text(program, gap, language),
        _ => String::new(),
    }
}

/// What a formula reads, by its name.
pub(super) fn leaf_text(program: &Program, leaf: Leaf, language: Language) -> String {
    match leaf {
        Leaf::Slot(slot) => slot_text(program, slot, language),
        Leaf::Peers(peers) => peers_text(program, peers, language),
    }
}

fn whose(
    program: &Program,
    entity: Option<EntityId>,
    period: Option<Period>,
    language: Language,
) -> String {
    let entity = entity.map(|entity| program.schema.entity_name(entity).to_owned());
    let parts: Vec<String> = entity
        .into_iter()
        .chain(period.map(|period| period.text(language)))
        .collect();
    if parts.is_empty() {
        return String::new();
    }
    language.pick(
        format!(" ({})", parts.join(", ")),
        format!("（{}）", parts.join("，")),
    )
}

/// A figure, or the reference value of it that is meant.
fn source_of(
    program: &Program,
    metric: MetricId,
    source: Source,
    what: &str,
    language: Language,
) -> String {
    match source {
        Source::Actual | Source::OwnLevel => what.to_owned(),
        Source::Baseline => {
            language.pick(format!("the baseline of {what}"), format!("{what}的基期"))
        }
        Source::Benchmark(id) => {
            let schema = program.schema.metrics.get(metric.index());
            let name = schema.map_or("", |schema| schema.benchmark_name(id, language));
            language.pick(
                format!("the benchmark “{name}” of {what}"),
                format!("{what}的标杆“{name}”"),
            )
        }
    }
}

/// Why there is no value, in one clause without a full stop.
pub fn gap_text(program: &Program, gap: &Gap, language: Language) -> String {
    let record = |id: &dabiao_model::RecordId| {
        let schema = program.schema.records.get(id.index());
        schema.map_or(String::new(), |schema| schema.name(language).to_owned())
    };
    match gap {
        Gap::NotSubmitted {
            metric,
            segment,
            source,
            entity,
            period,
            last_known,
        } => {
            let what = metric_text(program, *metric, *segment, language);
            let what = source_of(program, *metric, *source, &what, language);
            let whose = whose(program, *entity, *period, language);
            let known = last_known.map_or(String::new(), |day| {
                language.pick(
                    format!("; the last figure known is of {day}"),
                    format!("，最近一期数据截至 {day}"),
                )
            });
            language.pick(
                format!("{what}{whose} was not submitted{known}"),
                format!("{what}{whose}未报送{known}"),
            )
        }
        Gap::NoRollUp { metric } => {
            let what = metric_text(program, *metric, None, language);
            language.pick(
                format!("nothing says how {what} rolls up: write `sums up` or submit the total"),
                format!("未说明{what}如何汇总：请写“可加总”，或报送总数"),
            )
        }
        Gap::Unreadable { name } => language.pick(
            format!("{name} is unknown: the source cannot be read there"),
            format!("{name}未知：原文此处无法辨认"),
        ),
        Gap::ZeroDenominator => language.pick("zero denominator", "分母为零").to_owned(),
        Gap::NothingToMeasure => language
            .pick(
                "nothing to measure: zero of zero",
                "无可计量：分子分母均为零",
            )
            .to_owned(),
        Gap::NoCases { record: id } => {
            let record = record(id);
            language.pick(
                format!("no cases of {record} in the period"),
                format!("本期没有{record}"),
            )
        }
        Gap::NoTable { record: id } => {
            let record = record(id);
            language.pick(
                format!("no table of {record} was submitted"),
                format!("未报送台账“{record}”"),
            )
        }
        Gap::NoPeers | Gap::NotAmongPeers { .. } => peers_gap_text(program, gap, language),
        Gap::UndecidedByBound => language
            .pick("undecided by a bound", "只知上下限，无法判定")
            .to_owned(),
        Gap::Approximate { metric } => {
            let what = metric_text(program, *metric, None, language);
            language.pick(
                format!("{what} is only approximate, and nothing says how far off it may be"),
                format!("{what}为约数，且未写明误差范围"),
            )
        }
        Gap::FieldMissing { record: id, rows } => {
            let record = record(id);
            language.pick(
                format!("{rows} rows of {record} lack the field that decides"),
                format!("{record}有{rows}行缺少判定所需的内容"),
            )
        }
        Gap::NotAnnounced { year } => language.pick(
            format!("calendar not announced: the working days of {year}"),
            format!("{year}年放假安排尚未公布"),
        ),
        Gap::Uncountable => language
            .pick("the limit cannot be counted", "时限无法计算")
            .to_owned(),
        Gap::OutOfScope => language.pick("out of scope", "不在适用范围").to_owned(),
        Gap::ConditionFalse => language
            .pick("its condition does not apply", "不满足适用条件")
            .to_owned(),
        Gap::NothingOwed => language
            .pick("no time of it has fallen due", "尚无应办的时点")
            .to_owned(),
        Gap::NotSignedOff => language.pick("not signed off", "尚未销号").to_owned(),
        Gap::NoEvidence => language
            .pick(
                "signed off without the evidence it requires",
                "已销号但缺少须附的依据",
            )
            .to_owned(),
        Gap::Partial => language.pick("done only in part", "仅部分完成").to_owned(),
    }
}

/// Why a figure is not believed, in one clause without a full stop.
pub fn suspicion_text(
    evaluation: &crate::Assessment<'_>,
    suspicion: Suspicion,
    language: Language,
) -> String {
    let (program, data) = (evaluation.program(), evaluation.data());
    match suspicion {
        Suspicion::Check(index) => {
            let check = program.checks.get(index);
            let name = check.map_or("", |check| check.title.as_deref().unwrap_or(&check.id));
            language.pick(
                format!("a figure failed the check “{name}”"),
                format!("数据未通过核验“{name}”"),
            )
        }
        Suspicion::Duplicate(index) => {
            let place = data
                .figures
                .get(index)
                .map_or(String::new(), |figure| data.at(figure.place));
            language.pick(
                format!("two submissions of a figure differ ({place})"),
                format!("同一数据两次报送不一致（{place}）"),
            )
        }
        Suspicion::LessThanParts(index) => {
            let figure = data.figures.get(index);
            let place = figure.map_or(String::new(), |figure| data.at(figure.place));
            language.pick(
                format!("a submitted total is less than what its parts add up to ({place})"),
                format!("报送的总数小于各组成部分合计（{place}）"),
            )
        }
        Suspicion::ImpossibleRows { record, rows } => {
            let schema = program.schema.records.get(record.index());
            let name = schema.map_or("", |schema| schema.name(language));
            language.pick(
                format!("{rows} impossible rows of {name} could change the outcome"),
                format!("{name}有{rows}行时间顺序不可能，可能改变结论"),
            )
        }
    }
}

impl Evaluation<'_> {
    /// A slot's name in `language`.
    pub(super) fn slot_name(&self, id: SlotId, language: Language) -> String {
        slot_text(self.program, id, language)
    }
}
