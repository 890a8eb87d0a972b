//! Families of metrics: what is submitted, what is derived from it, and which values a target may compare.

use dabiao_model::{Cadence, Direction};

use super::Builder;
use crate::plain::number::Amount;
use crate::plain::policy::{Expr, Metric, Nature, PlainUnit, RollUp};
use crate::plain::reference::Reference;

/// A value that a target may compare with a threshold.
#[derive(Debug, Clone)]
pub struct Comparable {
    /// The value.
    pub value: Expr,
    /// The unit of its thresholds.
    pub unit: PlainUnit,
    /// Whether there is one for each county.
    pub per_county: bool,
    /// Whether the prefecture has one too.
    pub rolls_up: bool,
    /// Whether a flow that adds up over longer periods.
    pub sums_over_time: bool,
    /// The metric, if the value is one with a direction.
    pub directed: Option<usize>,
    /// The metric, if the value is a plain submitted one.
    pub submitted: Option<usize>,
}

/// The generator's metrics by use.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// What can be compared.
    pub comparable: Vec<Comparable>,
    /// Yes/no metrics.
    pub yes_no: Vec<usize>,
    /// Pairs that checks may relate: (whole, first part, second part).
    pub sums: Vec<(usize, usize, usize)>,
    /// Triples that checks may relate: (reported rate, numerator, denominator).
    pub rates: Vec<(usize, usize, usize)>,
}

impl Builder {
    /// Adds one to three families.
    pub(super) fn metrics(&mut self) {
        for _ in 0..=self.tape.below(3) {
            match self.tape.below(10) {
                9 => self.handling(),
                7 | 8 if !self.has_segments() => self.segments(),
                0 => self.shares(),
                1 => self.counts(),
                2 => self.stocks(),
                3 => self.rates(),
                4 => self.yes_no(),
                5 => self.money(),
                _ => self.single(),
            }
        }
    }

    fn declare(&mut self, names: (&str, &str), unit: PlainUnit) -> Metric {
        let count = self.policy.metrics.len();
        let name = format!(
            "{}{}",
            self.named(names),
            if count == 0 {
                String::new()
            } else {
                letter(count)
            }
        );
        Metric {
            name,
            unit,
            per_county: true,
            cadence: Some(self.cadence),
            nature: Nature::Flow,
            roll_up: RollUp::None,
            segments: Vec::new(),
            adding_up: false,
            better: None,
            references: Vec::new(),
            definition: None,
            approximate_within: None,
            last_counts_for: None,
        }
    }

    fn add(&mut self, metric: Metric) -> usize {
        self.policy.metrics.push(metric);
        self.policy.metrics.len() - 1
    }

    /// Enters a metric among what can be compared.
    fn comparable(&mut self, index: usize) {
        let metric = &self.policy.metrics[index];
        self.catalogue.comparable.push(Comparable {
            value: Expr::Metric(index),
            unit: metric.unit,
            per_county: metric.per_county,
            rolls_up: !matches!(metric.roll_up, RollUp::None | RollUp::TakesTheLast)
                && metric.nature == Nature::Flow,
            sums_over_time: metric.nature == Nature::Flow && metric.roll_up != RollUp::None,
            directed: metric.better.map(|_| index),
            submitted: Some(index),
        });
    }

    /// A part, a whole, and their ratio.
    fn shares(&mut self) {
        let roll_up = self
            .tape
            .pick(&[RollUp::SumsUp, RollUp::SumsUp, RollUp::None]);
        let units = [PlainUnit::Yuan, PlainUnit::WanYuan, PlainUnit::YiYuan];
        let (unit_a, unit_b) = (self.tape.pick(&units), self.tape.pick(&units));
        let part = Metric {
            roll_up,
            ..self.declare(("SME contract value", "中小企业合同金额"), unit_a)
        };
        let part = self.add(part);
        let whole = Metric {
            roll_up,
            ..self.declare(("total contract value", "合同总金额"), unit_b)
        };
        let whole = self.add(whole);
        self.comparable(part);
        self.comparable(whole);
        let ratio = Expr::Quotient(Box::new(Expr::Metric(part)), Box::new(Expr::Metric(whole)));
        let mut comparable = Comparable {
            value: ratio.clone(),
            unit: PlainUnit::Percent,
            per_county: true,
            rolls_up: roll_up == RollUp::SumsUp,
            sums_over_time: roll_up == RollUp::SumsUp,
            directed: None,
            submitted: None,
        };
        if self.tape.chance(25) {
            self.catalogue.comparable.insert(0, comparable);
            return;
        }
        let mut share = self.declare(("SME share", "中小企业采购占比"), PlainUnit::Percent);
        share.definition = Some(ratio);
        share.better = self.direction();
        let directed = share.better.is_some();
        share.references = self.references(PlainUnit::Percent);
        let share = self.add(share);
        comparable.value = Expr::Metric(share);
        comparable.directed = directed.then_some(share);
        self.catalogue.comparable.insert(0, comparable);
    }

    /// Two counts, and a third that is submitted or derived as their sum.
    fn counts(&mut self) {
        let roll_up = self
            .tape
            .pick(&[RollUp::SumsUp, RollUp::None, RollUp::TakesTheMaximum]);
        let mut indices = Vec::new();
        for names in [
            ("items rectified", "已整改问题"),
            ("items ongoing", "整改中问题"),
        ] {
            let metric = Metric {
                roll_up,
                ..self.declare(names, PlainUnit::Cases)
            };
            let metric = self.add(metric);
            self.comparable(metric);
            indices.push(metric);
        }
        let sum = Expr::Sum(
            Box::new(Expr::Metric(indices[0])),
            Box::new(Expr::Metric(indices[1])),
        );
        let mut whole = Metric {
            roll_up,
            ..self.declare(("items found", "发现问题"), PlainUnit::Cases)
        };
        let derived = self.tape.chance(50);
        whole.definition = derived.then_some(sum);
        let whole = self.add(whole);
        self.comparable(whole);
        if derived {
            // A derived sum of maxima is no maximum of sums; only a sum of sums adds up.
            let last = self.catalogue.comparable.last_mut().unwrap();
            last.submitted = None;
            last.rolls_up = roll_up == RollUp::SumsUp;
            last.sums_over_time = roll_up == RollUp::SumsUp;
        } else {
            self.catalogue.sums.push((whole, indices[0], indices[1]));
        }
    }

    fn stocks(&mut self) {
        let mut stock = self.declare(("licensed stalls", "持证户数"), PlainUnit::Households);
        stock.nature = self
            .tape
            .pick(&[Nature::Stock, Nature::Stock, Nature::Cumulative]);
        stock.roll_up = self.tape.pick(&[RollUp::None, RollUp::SumsUp]);
        stock.better = self.direction();
        stock.last_counts_for = self.tape.chance(20).then_some(3);
        stock.references = self.references(PlainUnit::Households);
        let stock = self.add(stock);
        self.comparable(stock);
    }

    /// A submitted rate, with the figures it can be computed from.
    fn rates(&mut self) {
        let mut rate = self.declare(("recovery rate", "清欠率"), PlainUnit::Percent);
        rate.better = self.direction();
        rate.approximate_within = self.tape.chance(20).then_some(1);
        rate.references = self.references(PlainUnit::Percent);
        if self.tape.chance(35) {
            let weight = self.declare(("cases heard", "受理件数"), PlainUnit::Cases);
            let roll_up = self.tape.pick(&[RollUp::SumsUp, RollUp::None]);
            let weight = self.add(Metric { roll_up, ..weight });
            rate.roll_up = RollUp::WeightedBy(weight);
            // The name was told apart by its place, which is the next one now.
            rate.name = self
                .declare(("recovery rate", "清欠率"), PlainUnit::Percent)
                .name;
        }
        let rate = self.add(rate);
        self.comparable(rate);
        if self.tape.chance(60) {
            let recovered = self.declare(("debt recovered", "已清欠款"), PlainUnit::WanYuan);
            let recovered = self.add(recovered);
            let owed = self.declare(("debt owed", "拖欠账款"), PlainUnit::WanYuan);
            let owed = self.add(owed);
            self.catalogue.rates.push((rate, recovered, owed));
        }
    }

    /// A time that something takes, by the clock or in working time.
    fn handling(&mut self) {
        let unit = self.tape.pick(&[
            PlainUnit::Hours,
            PlainUnit::WorkingHours,
            PlainUnit::Days,
            PlainUnit::WorkingDays,
        ]);
        let mut time = self.declare(("handling time", "办理时长"), unit);
        time.better = self.direction();
        time.roll_up = self.tape.pick(&[RollUp::None, RollUp::TakesTheMaximum]);
        time.references = self.references(unit);
        let time = self.add(time);
        self.comparable(time);
    }

    fn yes_no(&mut self) {
        let mut open = self.declare(("window opened", "窗口已设"), PlainUnit::YesNo);
        open.nature = Nature::Stock;
        let open = self.add(open);
        self.catalogue.yes_no.push(open);
        if self.tape.chance(50) {
            let mut staffed = self.declare(("window staffed", "窗口有人"), PlainUnit::YesNo);
            staffed.nature = Nature::Stock;
            let staffed = self.add(staffed);
            self.catalogue.yes_no.push(staffed);
        }
    }

    fn money(&mut self) {
        let unit = self.tape.pick(&[PlainUnit::WanYuan, PlainUnit::YiYuan]);
        let mut value = self.declare(("foreign trade", "外贸进出口额"), unit);
        value.roll_up = self.tape.pick(&[
            RollUp::SumsUp,
            RollUp::TakesTheLast,
            RollUp::TakesTheMaximum,
        ]);
        value.better = self.direction();
        value.approximate_within = self.tape.chance(20).then_some(1);
        value.references = self.references(unit);
        let value = self.add(value);
        self.comparable(value);
    }

    /// One figure for the whole policy, per period or without one.
    fn single(&mut self) {
        let unit = self.tape.pick(&[
            PlainUnit::Percent,
            PlainUnit::YiYuan,
            PlainUnit::Number,
            PlainUnit::Points,
        ]);
        let mut value = self.declare(("green coverage", "绿化覆盖率"), unit);
        value.per_county = false;
        value.better = self.direction();
        if self.tape.chance(40) {
            value.cadence = None;
        }
        value.references = self.references(unit);
        let value = self.add(value);
        self.comparable(value);
    }

    /// Now and then what a metric is compared with, some of it written, some only submitted.
    fn references(&mut self, unit: PlainUnit) -> Vec<(Reference, Option<Amount>)> {
        if !self.tape.chance(35) {
            return Vec::new();
        }
        let all = [
            Reference::Baseline,
            Reference::ProvinceBest,
            Reference::ProvinceAverage,
        ];
        let chosen: Vec<Reference> = all.into_iter().filter(|_| !self.tape.chance(40)).collect();
        let written = |which| {
            // A baseline that is only submitted needs no clause.
            let says = which == Reference::Baseline || !self.tape.chance(30);
            (which, says.then(|| self.amount(unit)))
        };
        chosen.into_iter().map(written).collect()
    }

    /// Whether a metric is split; one policy has one way of splitting.
    pub(super) fn has_segments(&self) -> bool {
        let mut metrics = self.policy.metrics.iter();
        metrics.any(|metric| !metric.segments.is_empty())
    }

    /// Two split counts, a segment of one, what its segments come to, and their share.
    fn segments(&mut self) {
        let names = if self.chinese {
            ["小学", "初中", "高中"]
        } else {
            ["primary", "middle", "high"]
        };
        let count = 2 + self.tape.below(2);
        let segments: Vec<String> = names.into_iter().take(count).map(str::to_owned).collect();
        let adding_up = self.tape.chance(50);
        let roll_up = self.tape.pick(&[RollUp::SumsUp, RollUp::None]);
        let mut split = Vec::new();
        for names in [("places taken", "已有学位"), ("places needed", "应有学位")] {
            let better = self.direction();
            let metric = Metric {
                roll_up,
                better,
                segments: segments.clone(),
                adding_up,
                ..self.declare(names, PlainUnit::Cases)
            };
            split.push(self.add(metric));
        }
        let (part, whole) = (split[0], split[1]);
        self.comparable(part);
        let base = self.catalogue.comparable.last().unwrap().clone();
        let of = |value: Expr| Comparable {
            value,
            directed: None,
            submitted: None,
            ..base.clone()
        };
        let found = [
            of(Expr::Segment(part, self.tape.below(count))),
            of(Expr::SegmentSum(part)),
        ];
        self.catalogue.comparable.extend(found);
        self.comparable(whole);
        if self.tape.chance(70) {
            let ratio = Expr::Quotient(Box::new(Expr::Metric(part)), Box::new(Expr::Metric(whole)));
            let mut share = self.declare(("coverage", "学位覆盖率"), PlainUnit::Percent);
            share.definition = Some(ratio);
            share.better = self.direction();
            let directed = share.better.is_some();
            let share = self.add(share);
            let sums_up = roll_up == RollUp::SumsUp;
            let comparable = Comparable {
                value: Expr::Metric(share),
                unit: PlainUnit::Percent,
                per_county: true,
                rolls_up: sums_up,
                sums_over_time: sums_up,
                directed: directed.then_some(share),
                submitted: None,
            };
            let of_one = Comparable {
                value: Expr::Segment(share, self.tape.below(count)),
                directed: None,
                ..comparable.clone()
            };
            self.catalogue.comparable.insert(0, of_one);
            self.catalogue.comparable.insert(0, comparable);
        }
    }

    fn direction(&mut self) -> Option<Direction> {
        self.tape
            .pick(&[Some(Direction::Higher), Some(Direction::Lower), None])
    }

    /// The cadence of the policy's metrics.
    pub(super) fn pick_cadence(&mut self) -> Cadence {
        self.tape.pick(&[
            Cadence::Quarterly,
            Cadence::Monthly,
            Cadence::Quarterly,
            Cadence::Yearly,
        ])
    }
}

/// A letter that keeps names of several metrics apart and reads as part of them.
fn letter(count: usize) -> String {
    format!(
        " {}",
        char::from(b'A' + u8::try_from(count % 26).unwrap_or(0))
    )
}
