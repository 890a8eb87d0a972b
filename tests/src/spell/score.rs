//! Scores.

use dabiao_model::Cadence;

use super::Speller;
use crate::plain::number::Amount;
use crate::plain::policy::{PlainUnit, Who};
use crate::plain::score::{List, Missing, Part, Score};

impl Speller<'_> {
    /// A score with its parts.
    pub(super) fn score(&mut self, score: &Score) -> String {
        self.begin();
        let each = match score.cadence {
            None => "",
            Some(Cadence::Monthly) => self.say(", each month", "，每月"),
            Some(Cadence::Quarterly) => self.say(", each quarter", "，每季度"),
            Some(Cadence::HalfYearly) => self.say(", each half-year", "，每半年"),
            Some(Cadence::Yearly) => self.say(", each year", "，每年"),
        };
        let of_all = match score.of_all {
            true => self.say(", of all targets", "，计入全部目标"),
            false => "",
        };
        let mut text = format!(
            "{} {}{}{} {}{each}{of_all}\n",
            self.say("score", "评分"),
            score.id,
            self.colon(),
            self.say("per", "按"),
            self.kind(score.kind),
        );
        for (part, weight) in &score.parts {
            let options = self.part(part);
            let (subject, options) = options
                .split_first()
                .map(|(a, b)| (a.clone(), b.to_vec()))
                .unwrap();
            let weight = match self.tape.chance(25) {
                true => format!("{}%", weight.text()),
                false => format!("{}{}", weight.text(), self.say(" marks", "分")),
            };
            text.push_str(&format!("  - {subject}{}{weight}", self.colon()));
            for option in options {
                text.push_str(self.comma());
                text.push_str(&option);
            }
            text.push('\n');
        }
        match score.missing {
            Missing::NoTotal => {}
            Missing::Zero => text.push_str(self.say("  missing counts as zero\n", "  缺项计零\n")),
            Missing::Spread(None) => {
                text.push_str(self.say("  missing reweighted\n", "  缺项重新加权\n"));
            }
            Missing::Spread(Some(most)) => text.push_str(&match self.chinese {
                true => format!("  缺项超过{most}% 不计总分\n"),
                false => format!("  no total above {most}% missing\n"),
            }),
        }
        if !score.grades.is_empty() {
            let bands = score.grades.iter().map(|(name, from)| match from {
                Some(from) => format!("{name} ≥ {from}{}", self.say(" marks", "分")),
                None => name.clone(),
            });
            let bands: Vec<String> = bands.collect();
            let bands = bands.join(self.say(", ", "、"));
            text.push_str(&format!("  {} {bands}\n", self.say("grades", "分档")));
        }
        if let Some(decimals) = score.rounded {
            text.push_str(&match self.chinese {
                true => format!("  保留{decimals}位小数\n"),
                false => format!("  rounded to {decimals} decimal\n"),
            });
        }
        for list in &score.lists {
            let line = self.listed(list);
            text.push_str(&format!("  {line}\n"));
        }
        text
    }

    /// What is marked, then each option.
    fn part(&mut self, part: &Part) -> Vec<String> {
        let metric = |speller: &Self, metric: &usize| speller.policy.metrics[*metric].name.clone();
        let cap = |speller: &Self, cap: &Option<i64>| {
            cap.map(|cap| format!("{} {cap}%", speller.say("capped at", "上限")))
        };
        match part {
            Part::Attained(target) => {
                let mut options = vec![self.policy.targets[*target].id.clone()];
                let said = self.tape.chance(30);
                options.extend(said.then(|| self.say("by attainment", "按达标").to_owned()));
                options
            }
            Part::SignedOff(milestone) => vec![self.policy.milestones[*milestone].id.clone()],
            Part::Completed(target, most) => {
                let mut options = vec![
                    self.policy.targets[*target].id.clone(),
                    self.say("by completion", "按完成率").to_owned(),
                ];
                options.extend(cap(self, most));
                options
            }
            Part::Goal(of, goal, most) => {
                let mut options = vec![
                    metric(self, of),
                    self.say("by completion", "按完成率").to_owned(),
                    format!("{} {}", self.say("goal", "目标值"), self.amount(*goal)),
                ];
                options.extend(cap(self, most));
                options
            }
            Part::Distance(of, worst, best, clamped) => {
                let mut options = vec![
                    metric(self, of),
                    self.say("by distance", "按距离").to_owned(),
                    format!("{} {}", self.say("worst", "最差"), self.amount(*worst)),
                    format!("{} {}", self.say("best", "最优"), self.amount(*best)),
                ];
                options.extend((!clamped).then(|| self.say("unclamped", "不截断").to_owned()));
                options
            }
            Part::Peers(of) => vec![
                metric(self, of),
                self.say("by distance", "按距离").to_owned(),
                self.say("among peers", "同类比较").to_owned(),
            ],
            Part::EfficacyPeers(of) => vec![
                metric(self, of),
                self.say("by efficacy", "按功效系数").to_owned(),
                self.say("among peers", "同类比较").to_owned(),
            ],
            Part::Efficacy(of, low, high, clamped) => {
                let mut options = vec![
                    metric(self, of),
                    self.say("by efficacy", "按功效系数").to_owned(),
                    format!("{} {}", self.say("low", "不允许值"), self.amount(*low)),
                    format!("{} {}", self.say("high", "满意值"), self.amount(*high)),
                ];
                options.extend((!clamped).then(|| self.say("unclamped", "不截断").to_owned()));
                options
            }
            Part::Minus(of, marks, unit, floor) => {
                let points = self.rate(*marks, ("minus", "扣"), *unit);
                let mut options = vec![metric(self, of), points];
                options.extend(floor.map(|floor| {
                    format!(
                        "{} {floor}{}",
                        self.say("floor", "最低"),
                        self.say(" marks", "分")
                    )
                }));
                options
            }
            Part::Plus(of, marks, unit, ceiling) => {
                let points = self.rate(*marks, ("plus", "加"), *unit);
                let mut options = vec![metric(self, of), points];
                options.extend(ceiling.map(|ceiling| {
                    let word = self.say("ceiling", "最高");
                    format!("{word} {ceiling}{}", self.say(" marks", "分"))
                }));
                options
            }
        }
    }

    /// `minus 2 marks per 件` | `每件扣2分`.
    fn rate(&self, marks: Amount, (en, zh): (&str, &str), unit: PlainUnit) -> String {
        let (marks, unit) = (marks.text(), self.unit(unit, true));
        match self.chinese {
            true => format!("每{unit}{zh}{marks}分"),
            false => format!("{en} {marks} marks per {unit}"),
        }
    }

    fn listed(&mut self, list: &List) -> String {
        let head = match list.black {
            true => self.say("black list", "黑榜"),
            false => self.say("red list", "红榜"),
        };
        let from = match list.bottom {
            true => self.say("bottom ", "后"),
            false => self.say("top ", "前"),
        };
        let share = if list.percent { "%" } else { "" };
        let mut line = format!("{head} {from}{}{share}", list.count);
        if list.except_all_met {
            line.push_str(self.comma());
            line.push_str(self.say("except all met", "全部达标的除外"));
        }
        if list.backfill {
            line.push_str(self.comma());
            line.push_str(self.say("backfill", "递补"));
        }
        if let Some(county) = list.except {
            let name = self.parties(&[Who::Entity(county)]);
            line.push_str(self.comma());
            line.push_str(&match self.chinese {
                true => format!("除 {name} 外"),
                false => format!("except {name}"),
            });
        }
        line
    }
}
