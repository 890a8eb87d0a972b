//! Scores over the targets and metrics there are.

use super::{Builder, Comparable};
use crate::plain::policy::{Body, Condition, Expr, PlainUnit};
use crate::plain::score::{List, Missing, Part, Score};

impl Builder {
    /// In half of the scenarios: a score of the counties.
    pub(super) fn scores(&mut self) {
        if !self.tape.chance(50) {
            return;
        }
        let weights = self.tape.pick(&[vec![100], vec![60, 40], vec![50, 30, 20]]);
        let parts: Option<Vec<(Part, i64)>> = weights
            .into_iter()
            .map(|weight| Some((self.part()?, weight)))
            .collect();
        let Some(parts) = parts else { return };
        let missing = self.tape.pick(&[
            Missing::NoTotal,
            Missing::Zero,
            Missing::Spread(None),
            Missing::Spread(Some(45)),
        ]);
        let lists = (0..self.tape.below(3)).map(|_| self.list()).collect();
        self.policy.scores.push(Score {
            id: "8.1".to_owned(),
            cadence: self.cadence,
            parts,
            missing,
            lists,
        });
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

    fn part(&mut self) -> Option<Part> {
        if self.tape.chance(45) && !self.policy.targets.is_empty() {
            let target = self.tape.below(self.policy.targets.len());
            let single = match &self.policy.targets[target].body {
                Body::Condition(Condition::Compare(value, _, Expr::Amount(_)))
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
        let values: Vec<(usize, Comparable)> = self
            .catalogue
            .comparable
            .iter()
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
            .collect();
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
            3 if named => Part::Minus(metric, 2, value.unit),
            _ => Part::Goal(metric, one, cap),
        })
    }
}
