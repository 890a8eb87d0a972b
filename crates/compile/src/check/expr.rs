//! Typing expressions: names to columns, units to dimensions.

use dabiao_diagnostics::{Diagnostic, Span, register, vague};
use dabiao_eval::program::{Moment, Slot, Source};
use dabiao_model::{Atom, Dimension, MetricId, Nature, SegmentId, Text, Unit, ValueType};
use dabiao_syntax::ast::{self, ExprKind, Name, Operator};

use crate::compiler::Compiler;
use crate::hir;

impl Compiler<'_> {
    /// The typed expression; nothing after an error, which is reported.
    pub(crate) fn expr(&mut self, expr: &ast::Expr) -> Option<hir::Expr> {
        if let Some(sum) = self.sum_with_one_unit(expr) {
            return sum;
        }
        match &expr.kind {
            ExprKind::Quantity(quantity) => self.number(quantity, expr.span),
            ExprKind::Name(name) => self.name(name),
            ExprKind::Segment { metric, segment } => self.segment(metric, segment),
            ExprKind::Bracket(inner) => self.expr(inner),
            ExprKind::Negative(inner) => {
                let inner = self.expr(inner)?;
                Some(hir::Expr {
                    kind: hir::ExprKind::Negative(Box::new(inner.clone())),
                    span: expr.span,
                    ..inner
                })
            }
            ExprKind::Binary { left, op, right } => {
                let (left, right) = (self.expr(left), self.expr(right));
                self.binary(left?, *op, right?, expr.span)
            }
            ExprKind::Past { of, when } => self.past(of, *when, expr.span),
            ExprKind::At { of, when } => self.at_window(of, when),
            ExprKind::Measure { kind, of } => self.measured(*kind, of, expr.span),
            ExprKind::Gap { of, to } => self.gap(of, to, expr.span),
            ExprKind::Length { unit, of } => self.length(*unit, of, expr.span),
            ExprKind::Peers(peers) => self.over_peers(peers, expr.span),
            ExprKind::Benchmark { of, segment, name } => {
                let metric = self.metric(of)?;
                self.benchmark(metric, segment.as_deref(), &name.text, expr.span)
            }
            ExprKind::Aggregate(aggregate) => self.aggregate(aggregate, expr.span),
            ExprKind::Text(text) => {
                self.misplaced(
                    text.span,
                    "a text stands only for a benchmark of the metric beside it",
                    "文本只能表示旁边指标的标杆",
                );
                None
            }
            ExprKind::YesNo(_) => {
                self.misplaced(
                    expr.span,
                    "compare yes or no with a yes/no metric",
                    "是与否只能同是否型指标比较",
                );
                None
            }
        }
    }

    /// `1.8 + 0.5 + 2.83 working days`: in a sum of numbers alone, a unit at the end holds for all.
    #[expect(
        clippy::option_option,
        reason = "the outer one says that it is no such sum, the inner one that an error was reported"
    )]
    fn sum_with_one_unit(&mut self, expr: &ast::Expr) -> Option<Option<hir::Expr>> {
        let mut terms = Vec::new();
        flatten(expr, false, &mut terms)?;
        let ((_, last), rest) = terms.split_last()?;
        let bare = rest.iter().all(|(_, quantity)| quantity.unit.is_none());
        if rest.is_empty() || !bare || last.unit.is_none() {
            return None;
        }
        let unit = last.unit.clone();
        let mut sum: Option<hir::Expr> = None;
        for (negative, quantity) in terms {
            let with_unit = ast::Quantity {
                unit: unit.clone(),
                ..quantity.clone()
            };
            let Some(term) = self.number(&with_unit, quantity.span) else {
                return Some(None);
            };
            let op = if negative {
                Operator::Subtract
            } else {
                Operator::Add
            };
            sum = match sum {
                None => Some(term),
                Some(sum) => self.binary(sum, op, term, expr.span),
            };
        }
        Some(sum)
    }

    /// A number with its unit.
    pub(super) fn number(&mut self, quantity: &ast::Quantity, span: Span) -> Option<hir::Expr> {
        let (value, unit) = self.quantity(quantity)?;
        let bare = unit.is_none();
        let unit = unit.unwrap_or_else(Unit::number);
        Some(hir::Expr {
            kind: hir::ExprKind::Number(value),
            dimension: unit.dimension.clone(),
            unit,
            nature: None,
            bare,
            span,
        })
    }

    /// Reports a word in place of a figure behind a name that is known: `占比 接近 全省平均`.
    fn vague(&mut self, name: &Name) -> bool {
        let known = |before: &str| {
            self.schema.metric(before).is_some() || self.schema.record(before).is_some()
        };
        let Some(found) = vague::all(&name.text).find(|found| known(found.before)) else {
            return false;
        };
        let diagnostic = Diagnostic::new(&register::VAGUE_WORD, name.span)
            .with("word", found.word)
            .with("remedy", found.remedy);
        self.report(diagnostic);
        true
    }

    /// The metric of a name, reported when there is none.
    pub(crate) fn metric(&mut self, name: &Name) -> Option<MetricId> {
        let found = self.schema.metric(&name.text);
        if found.is_none() {
            let metrics = self
                .schema
                .metrics
                .iter()
                .flat_map(|metric| metric.names.iter().cloned());
            let parameters = self
                .parameters
                .iter()
                .map(|parameter| parameter.name.clone());
            let known: Vec<_> = metrics.chain(parameters).collect();
            if !self.vague(name) {
                self.unknown(&register::UNKNOWN_METRIC, name, &known);
            }
        }
        found
    }

    fn name(&mut self, name: &Name) -> Option<hir::Expr> {
        if let Some(parameter) = self.parameter(&name.text) {
            return Some(hir::Expr {
                kind: match &parameter.value {
                    Some(value) => hir::ExprKind::Parameter(parameter.name.clone(), value.clone()),
                    None => hir::ExprKind::Unknown(parameter.name.clone()),
                },
                dimension: parameter.unit.dimension.clone(),
                unit: parameter.unit.clone(),
                nature: None,
                bare: parameter.bare,
                span: name.span,
            });
        }
        let id = self.metric(name)?;
        let segment = self
            .segment
            .clone()
            .and_then(|segment| self.segment_of(id.index(), &segment));
        self.column(id, segment, name)
    }

    fn segment(&mut self, metric: &Name, segment: &Name) -> Option<hir::Expr> {
        let id = self.metric(metric)?;
        let found = self.known_segment(id, segment)?;
        self.column(id, Some(found), metric)
    }

    /// The segment of a metric by its name, reported when there is none.
    fn known_segment(&mut self, metric: MetricId, segment: &Name) -> Option<SegmentId> {
        let found = self.segment_of(metric.index(), &segment.text);
        if found.is_none() {
            self.unknown_segment(metric.index(), segment);
        }
        found
    }

    /// A metric as a number: its column, or its definition.
    fn column(
        &mut self,
        id: MetricId,
        segment: Option<SegmentId>,
        name: &Name,
    ) -> Option<hir::Expr> {
        let schema = self.schema.metrics.get(id.index())?;
        if schema.value != ValueType::Number {
            let what = match schema.value {
                ValueType::YesNo => Text::new("yes or no", "是否型"),
                ValueType::Date => Text::new("a date", "日期"),
                _ => Text::new("a text", "文本"),
            };
            let diagnostic = Diagnostic::new(&register::NOT_A_NUMBER, name.span);
            self.report(
                diagnostic
                    .with("name", name.text.as_str())
                    .with("what", what),
            );
            return None;
        }
        let (unit, nature, derived) = (schema.unit.clone(), schema.nature, schema.derived);
        if derived && !self.at_baseline {
            let definition = self.definition_at(id, segment)?;
            let definition = self.put_in(name, definition)?;
            let unit = self.schema.metrics.get(id.index())?.unit.clone();
            return Some(self.named(id, segment, definition, unit, name.span));
        }
        let source = match (self.at_baseline, self.own_level) {
            (true, _) => Source::Baseline,
            (false, true) => Source::OwnLevel,
            (false, false) => Source::Actual,
        };
        let moment = if self.at_baseline {
            Moment::NOW
        } else {
            self.moment
        };
        // A ratio is neither a stock nor a flow, computed or given.
        let is_given = self.given_derived.contains(&id);
        let nature = Some(nature).filter(|_| !self.at_baseline && !is_given);
        Some(slot(
            Slot {
                metric: id,
                segment,
                source,
                moment,
            },
            unit,
            nature,
            name.span,
        ))
    }

    /// A derived metric by its name; read otherwise, it is computed from the figures that are then meant.
    fn named(
        &self,
        id: MetricId,
        segment: Option<SegmentId>,
        definition: hir::Expr,
        unit: Unit,
        span: Span,
    ) -> hir::Expr {
        if self.moment != Moment::NOW || self.own_level {
            return hir::Expr {
                unit,
                span,
                ..definition
            };
        }
        hir::Expr {
            dimension: definition.dimension.clone(),
            nature: definition.nature,
            unit,
            bare: false,
            span,
            kind: hir::ExprKind::Derived(id, segment, Box::new(definition)),
        }
    }

    /// A declared or submitted reference value of a metric.
    pub(super) fn benchmark(
        &mut self,
        metric: MetricId,
        of_segment: Option<&Name>,
        name: &str,
        span: Span,
    ) -> Option<hir::Expr> {
        let segment = if let Some(name) = of_segment {
            Some(self.known_segment(metric, name)?)
        } else {
            let meant = self.segment.as_ref();
            meant.and_then(|segment| self.segment_of(metric.index(), segment))
        };
        let schema = self.schema.metrics.get(metric.index())?;
        let Some(benchmark) = schema.benchmark(name) else {
            let metric = schema.names.first().map_or("", AsRef::as_ref).to_owned();
            let diagnostic =
                Diagnostic::new(&register::UNKNOWN_BENCHMARK, span).with("metric", metric);
            self.report(diagnostic.with("name", name));
            return None;
        };
        let unit = schema.unit.clone();
        let source = Source::Benchmark(benchmark);
        Some(slot(
            Slot {
                metric,
                segment,
                source,
                moment: self.moment,
            },
            unit,
            None,
            span,
        ))
    }

    /// Joins two typed sides.
    pub(super) fn binary(
        &mut self,
        left: hir::Expr,
        op: Operator,
        right: hir::Expr,
        span: Span,
    ) -> Option<hir::Expr> {
        let (left, right) = adapt(left, right);
        let dimension = match op {
            Operator::Add => sum(&left.dimension, &right.dimension),
            Operator::Subtract => difference(&left.dimension, &right.dimension),
            Operator::Multiply => left.dimension.times(&right.dimension),
            // A number that only scales leaves the dimension as it is.
            Operator::Divide if is_constant_number(&right) => Some(left.dimension.clone()),
            Operator::Divide => left.dimension.over(&right.dimension),
        };
        let additive = matches!(op, Operator::Add | Operator::Subtract);
        if let Some(wrong) = added_percentage(&left, op, &right) {
            self.percent_for_points(wrong, true);
            return None;
        }
        let Some(dimension) = dimension else {
            self.cannot(&left, &right, span, joined_by(op));
            return None;
        };
        if additive && !self.same_nature(&left, &right, span) {
            return None;
        }
        let nature = if additive {
            left.nature.or(right.nature)
        } else {
            None
        };
        let unit = shown_in(self, &dimension, &left, &right);
        let op = match op {
            Operator::Add => hir::Operator::Add,
            Operator::Subtract => hir::Operator::Subtract,
            Operator::Multiply => hir::Operator::Multiply,
            Operator::Divide => hir::Operator::Divide,
        };
        let kind = hir::ExprKind::Binary(op, Box::new(left), Box::new(right));
        Some(hir::Expr {
            kind,
            dimension,
            unit,
            nature,
            bare: false,
            span,
        })
    }
}

/// A percentage written down that is added to a ratio or taken from it, which could be meant as points or as a share of it.
/// `100% - X` is what X leaves of the whole.
fn added_percentage<'e>(
    left: &'e hir::Expr,
    op: Operator,
    right: &'e hir::Expr,
) -> Option<&'e hir::Expr> {
    let written = |expr: &hir::Expr| matches!(expr.kind, hir::ExprKind::Number(_));
    let ratios = left.dimension == Dimension::Ratio && right.dimension == Dimension::Ratio;
    match op {
        _ if !ratios || written(left) == written(right) => None,
        Operator::Add if written(left) => Some(left),
        Operator::Add | Operator::Subtract if written(right) => Some(right),
        _ => None,
    }
}

fn slot(slot: Slot, unit: Unit, nature: Option<Nature>, span: Span) -> hir::Expr {
    hir::Expr {
        kind: hir::ExprKind::Slot(slot),
        dimension: unit.dimension.clone(),
        unit,
        nature,
        bare: false,
        span,
    }
}

/// The terms of a sum of numbers, each with whether it is subtracted; nothing when it has anything else.
fn flatten<'e>(
    expr: &'e ast::Expr,
    negative: bool,
    terms: &mut Vec<(bool, &'e ast::Quantity)>,
) -> Option<()> {
    match &expr.kind {
        ExprKind::Quantity(quantity) => {
            terms.push((negative, quantity));
            Some(())
        }
        ExprKind::Binary {
            left,
            op: Operator::Add,
            right,
        } => {
            flatten(left, negative, terms)?;
            flatten(right, negative, terms)
        }
        ExprKind::Binary {
            left,
            op: Operator::Subtract,
            right,
        } => {
            flatten(left, negative, terms)?;
            flatten(right, !negative, terms)
        }
        _ => None,
    }
}

/// Zero and what cannot be read fit any quantity, and a count of rows any number of things.
pub(super) fn adapt(mut left: hir::Expr, mut right: hir::Expr) -> (hir::Expr, hir::Expr) {
    let zero = |expr: &hir::Expr| {
        expr.bare
            && match &expr.kind {
                hir::ExprKind::Number(value) => value.is_zero(),
                hir::ExprKind::Unknown(_) => true,
                _ => false,
            }
    };
    if zero(&right) {
        (right.dimension, right.unit) = (left.dimension.clone(), left.unit.clone());
    } else if zero(&left) {
        (left.dimension, left.unit) = (right.dimension.clone(), right.unit.clone());
    }
    for is_left in [true, false] {
        let (a, b) = if is_left {
            (&left, &right)
        } else {
            (&right, &left)
        };
        let counts_rows =
            matches!(&a.kind, hir::ExprKind::Aggregate(_)) && a.dimension == Dimension::Number;
        if counts_rows && matches!(b.dimension.atom(), Some(Atom::Noun(_))) {
            let (dimension, unit) = (b.dimension.clone(), b.unit.clone());
            let a = if is_left { &mut left } else { &mut right };
            (a.dimension, a.unit) = (dimension, unit);
        }
    }
    (left, right)
}

fn is_constant_number(expr: &hir::Expr) -> bool {
    expr.dimension == Dimension::Number
        && matches!(
            expr.kind,
            hir::ExprKind::Number(_) | hir::ExprKind::Parameter(..)
        )
}

/// Whether working time is measured.
pub(super) fn working(dimension: &Dimension) -> bool {
    matches!(
        dimension.atom(),
        Some(Atom::WorkingTime | Atom::WorkingDays)
    )
}

fn sum(left: &Dimension, right: &Dimension) -> Option<Dimension> {
    match (left, right) {
        (Dimension::Ratio, Dimension::Points) | (Dimension::Points, Dimension::Ratio) => {
            Some(Dimension::Ratio)
        }
        (a, b) if a == b => Some(a.clone()),
        _ => None,
    }
}

fn difference(left: &Dimension, right: &Dimension) -> Option<Dimension> {
    match (left, right) {
        (Dimension::Ratio, Dimension::Ratio) => Some(Dimension::Points),
        (Dimension::Ratio, Dimension::Points) => Some(Dimension::Ratio),
        (a, b) if a == b => Some(a.clone()),
        _ => None,
    }
}

fn joined_by(op: Operator) -> Text {
    match op {
        Operator::Add => Text::new("added to", "相加"),
        Operator::Subtract => Text::new("reduced by", "相减"),
        Operator::Multiply => Text::new("multiplied by", "相乘"),
        Operator::Divide => Text::new("divided by", "相除"),
    }
}

/// The unit to show a result in: that of a side with the same dimension, else the plainest.
fn shown_in(
    compiler: &Compiler<'_>,
    dimension: &Dimension,
    left: &hir::Expr,
    right: &hir::Expr,
) -> Unit {
    let side = [left, right]
        .into_iter()
        .find(|side| side.dimension == *dimension && !side.bare);
    side.map_or_else(
        || compiler.schema.units.plainest(dimension),
        |side| side.unit.clone(),
    )
}
