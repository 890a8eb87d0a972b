//! Scores over the targets and metrics there are.

use dabiao_model::Cadence;

use super::{Builder, Comparable};
use crate::plain::number::Amount;
use crate::plain::policy::{Body, Condition, Expr, Kind, PlainUnit};
use crate::plain::score::{List, Missing, Part, Score};

impl Builder {
    /// In half of the scenarios: a score or two.
    pub(super) fn scores(&mut self) {
        if !self.tape.chance(50) {
            return;
        }
        let weighed = self.tape.pick(&[0, 0, 0, 100, 60]);
        let weighed = if self.weigh(weighed) { weighed } else { 0 };
        for index in 0..=usize::from(self.tape.chance(25)) {
            let of_all = if index == 0 { weighed } else { 0 };
            if let Some(score) = self.score(index, of_all) {
                self.policy.scores.push(score);
            }
        }
    }

    /// Gives weights that come to so many marks to a few targets and milestones.
    fn weigh(&mut self, marks: i64) -> bool {
        let (targets, milestones) = (self.policy.targets.len(), self.policy.milestones.len());
        let count = (1 + self.tape.below(3)).min(targets + milestones);
        let weights = match (marks, count) {
            (0, _) | (_, 0) => return false,
            (_, 1) => vec![marks],
            (_, 2) => vec![marks - 20, 20],
            _ => vec![marks - 30, 20, 10],
        };
        let first = self.tape.below(targets + milestones);
        for (index, weight) in weights.into_iter().enumerate() {
            let rule = (first + index) % (targets + milestones);
            match rule.checked_sub(targets) {
                Some(milestone) => self.policy.milestones[milestone].weight = Some(weight),
                None => self.policy.targets[rule].weight = Some(weight),
            }
        }
        true
    }

    /// A score of which so many marks are those of all targets.
    fn score(&mut self, index: usize, of_all: i64) -> Option<Score> {
        let kind = match self.tape.chance(15) {
            true => self
                .tape
                .pick(&[Kind::Prefecture, Kind::Prefecture, Kind::Province]),
            false => Kind::County,
        };
        let kind = match self.policy.of_kind(kind).is_empty() {
            true => Kind::Prefecture,
            false => kind,
        };
        let tenths = match of_all {
            100 => vec![],
            60 => self.tape.pick(&[vec![400], vec![250, 150]]),
            _ => self.tape.pick(&[
                vec![1000],
                vec![600, 400],
                vec![500, 300, 200],
                vec![335, 665],
            ]),
        };
        let full = |tenths: i128| Amount {
            digits: if tenths % 10 == 0 {
                tenths / 10
            } else {
                tenths
            },
            scale: u32::from(tenths % 10 != 0),
            unit: PlainUnit::Number,
        };
        let parts = tenths
            .into_iter()
            .map(|tenths| Some((self.part(kind)?, full(tenths))));
        let mut parts = parts.collect::<Option<Vec<(Part, Amount)>>>()?;
        if self.tape.chance(25) {
            parts.extend(self.bonus(kind).map(|bonus| (bonus, full(0))));
        }
        let missing = self.tape.pick(&[
            Missing::NoTotal,
            Missing::Zero,
            Missing::Spread(None),
            Missing::Spread(Some(45)),
        ]);
        let lists = (0..self.tape.below(3)).map(|_| self.list()).collect();
        Some(Score {
            id: format!("8.{}", index + 1),
            kind,
            cadence: self.how_often(),
            of_all: of_all > 0,
            parts,
            missing,
            grades: self.grades(),
            rounded: self.tape.chance(20).then_some(1),
            lists,
        })
    }

    /// As often as there are figures; now and then for longer, or as the policy is monitored.
    fn how_often(&mut self) -> Option<Cadence> {
        let longer = [Cadence::HalfYearly, Cadence::Yearly];
        match self.tape.below(6) {
            0 if self.policy.monitor.is_some() => None,
            1 => Some(self.cadence.max(self.tape.pick(&longer))),
            _ => Some(self.cadence),
        }
    }

    fn grades(&mut self) -> Vec<(String, Option<i64>)> {
        if !self.tape.chance(40) {
            return Vec::new();
        }
        let names = [("excellent", "优"), ("good", "良"), ("poor", "差")];
        let from = [Some(90), Some(self.tape.pick(&[60, 75, 50])), None];
        let bands = names.into_iter().zip(from);
        let bands = bands.skip(self.tape.below(2));
        bands
            .map(|(names, from)| (self.named(names), from))
            .collect()
    }

    fn list(&mut self) -> List {
        let percent = self.tape.chance(30);
        let count = if percent {
            self.tape.pick(&[30, 50, 67, 100])
        } else {
            1 + self.tape.below(2)
        };
        List {
            black: self.tape.chance(50),
            bottom: self.tape.chance(50),
            count,
            percent,
            except_all_met: self.tape.chance(40),
            backfill: self.tape.chance(40),
            except: self.tape.chance(30).then_some(1),
        }
    }

    /// Marks for each unit of a value, beside the full marks.
    fn bonus(&mut self, kind: Kind) -> Option<Part> {
        let values = self.values(kind);
        if values.is_empty() {
            return None;
        }
        let (metric, value) = self.tape.pick(&values);
        let named = !matches!(value.unit, PlainUnit::Number | PlainUnit::Points);
        let ceiling = self.tape.pick(&[None, Some(3), Some(10)]);
        named.then(|| Part::Plus(metric, self.rate(), value.unit, ceiling))
    }

    fn rate(&mut self) -> Amount {
        self.tape.pick(&[
            Amount::whole(2, PlainUnit::Number),
            Amount {
                digits: 15,
                scale: 1,
                unit: PlainUnit::Number,
            },
        ])
    }

    fn part(&mut self, kind: Kind) -> Option<Part> {
        if self.tape.chance(15) && !self.policy.milestones.is_empty() {
            let milestone = self.tape.below(self.policy.milestones.len());
            return Some(Part::SignedOff(milestone));
        }
        if self.tape.chance(45) && !self.policy.targets.is_empty() {
            let target = self.tape.below(self.policy.targets.len());
            let single = match &self.policy.targets[target].body {
                Body::Condition(Condition::Compare(value, _, Expr::Amount(_)))
                | Body::Dated(value, _)
                | Body::Thresholds(value, _) => !self.means_every_segment(value),
                _ => false,
            };
            let cap = self.tape.pick(&[None, Some(120)]);
            return Some(if single && self.tape.chance(60) {
                Part::Completed(target, cap)
            } else {
                Part::Attained(target)
            });
        }
        let values = self.values(kind);
        if values.is_empty() {
            return None;
        }
        let (metric, value) = self.tape.pick(&values);
        let (one, other) = (self.threshold(&value), self.threshold(&value));
        let cap = self.tape.pick(&[None, Some(110)]);
        let clamped = !self.tape.chance(30);
        let directed = self.policy.metrics[metric].better.is_some();
        let named = !matches!(value.unit, PlainUnit::Number | PlainUnit::Points);
        Some(match self.tape.below(5) {
            0 if one.value() != other.value() => Part::Distance(metric, one, other, clamped),
            1 if one.value() != other.value() => Part::Efficacy(metric, one, other, clamped),
            2 if directed && self.tape.chance(40) => Part::EfficacyPeers(metric),
            2 if directed => Part::Peers(metric),
            3 if named => {
                let floor = self.tape.pick(&[None, Some(1), Some(-5)]);
                Part::Minus(metric, self.rate(), value.unit, floor)
            }
            _ => Part::Goal(metric, one, cap),
        })
    }

    /// The metrics that a score of a kind of entity may mark.
    fn values(&self, kind: Kind) -> Vec<(usize, Comparable)> {
        self.catalogue
            .comparable
            .iter()
            .filter(|value| value.rolls_up || kind == Kind::County)
            .filter_map(|value| match value.value {
                Expr::Metric(metric) if value.per_county => Some((metric, value.clone())),
                _ => None,
            })
            .filter(|(_, value)| value.unit != PlainUnit::YesNo)
            .filter(|(_, value)| !self.means_every_segment(&value.value))
            .filter(|(_, value)| {
                value
                    .submitted
                    .is_none_or(|metric| self.policy.metrics[metric].cadence.is_some())
            })
            .collect()
    }
}
