//! A test item: the data of a scenario as what is given, and what plain says as what is expected.

use dabiao_model::{Date, Language, State, Tier};
use num_rational::BigRational;
use num_traits::ToPrimitive;

use super::Speller;
use crate::generate::Tape;
use crate::plain::condition::Truth;
use crate::plain::data::{Bound, Cell, Figure, Progress, Row, SignOff, Submitted};
use crate::plain::escalation::followed;
use crate::plain::number::{Amount, rounded};
use crate::plain::period::PlainPeriod;
use crate::plain::policy::{FieldType, Nature, PlainUnit, Stage};
use crate::plain::reference::Reference;
use crate::plain::score::scored;
use crate::plain::{Plain, PlainData, PlainPolicy, PlainVerdict};

/// A test of the policy on a day; none where something of the data can't be given: a sign-off without its day.
pub fn test(
    policy: &PlainPolicy,
    data: &PlainData,
    as_of: Date,
    verdicts: &[PlainVerdict],
    tape: Tape,
) -> Option<String> {
    let undated = |signed: &SignOff| signed.progress == Progress::Done && signed.date.is_none();
    if data.signoffs.iter().any(undated) {
        return None;
    }
    let mut speller = Speller {
        policy,
        tape,
        chinese: false,
        chinese_names: false,
    };
    speller.chinese = speller.tape.chance(50);
    let mut lines = vec![format!("{} {as_of}", speller.say("evaluated on", "评价日"))];
    lines.extend(data.figures.iter().map(|it| speller.given_figure(it)));
    for (record, table) in data.tables.iter().enumerate() {
        lines.extend(speller.given_rows(record, table.as_deref()));
    }
    lines.extend(data.signoffs.iter().map(|it| speller.given_signoff(it)));
    let judged = verdicts.iter().filter(|verdict| !verdict.out_of_scope);
    let expected: Vec<String> = judged.map(|it| speller.expected(it)).collect();
    lines.extend(expected);
    lines.extend(speller.expected_checks(data, as_of));
    lines.extend(speller.expected_steps(data, as_of));
    lines.extend(speller.expected_scores(data, as_of));
    let title = speller.say("test \"all of it\"", "测试 “全部”");
    Some(format!("{title}\n  {}\n", lines.join("\n  ")))
}

impl Speller<'_> {
    /// ` for A in 2025Q1` | `，对 A，于 2025Q1`.
    fn scope(&self, entity: Option<&str>, period: Option<&str>) -> String {
        let mut text = String::new();
        let gap = self.say(" ", "，");
        if let Some(entity) = entity {
            text.push_str(&format!("{gap}{} {entity}", self.say("for", "对")));
        }
        if let Some(period) = period {
            text.push_str(&format!("{gap}{} {period}", self.say("in", "于")));
        }
        text
    }

    fn entity_name(&self, entity: Option<usize>) -> Option<&str> {
        entity.map(|entity| self.policy.entities[entity].name.as_str())
    }

    fn given_figure(&mut self, figure: &Figure) -> String {
        let value = self.given_value(figure.value);
        let scope = match figure.period {
            Some(PlainPeriod::Days(start, day)) if !self.is_flow(figure) => {
                let whose = self.scope(self.entity_name(figure.entity), None);
                let year = start.format("%Y");
                if self.chinese {
                    format!("{whose}，自 {year}年 至 {day}")
                } else {
                    format!("{whose} since {year} to {day}")
                }
            }
            Some(PlainPeriod::Days(_, day)) if self.is_flow(figure) => {
                let whose = self.scope(self.entity_name(figure.entity), None);
                format!(
                    "{whose}{}{} {day}",
                    self.say(" ", "，"),
                    self.say("as of", "截至")
                )
            }
            period => {
                let period = period.map(PlainPeriod::text);
                self.scope(self.entity_name(figure.entity), period.as_deref())
            }
        };
        let on = figure.submitted_on.map_or(String::new(), |on| {
            let submitted = self.say("submitted on", "报送于");
            format!("{}{submitted} {on}", self.comma())
        });
        let metric = self.segment(figure.metric, figure.segment);
        let metric = match figure.reference {
            None => metric,
            Some(Reference::Baseline) if self.chinese => format!("{metric} 的 基期"),
            Some(Reference::Baseline) => format!("baseline of {metric}"),
            Some(which) => self.reference(figure.metric, which),
        };
        format!("{} {metric} {value}{scope}{on}", self.say("given", "设"))
    }

    fn is_flow(&self, figure: &Figure) -> bool {
        self.policy.metrics[figure.metric].nature == Nature::Flow
    }

    fn given_value(&mut self, value: Submitted) -> String {
        match value {
            Submitted::YesNo(yes) => {
                format!(
                    "= {}",
                    if yes {
                        self.say("yes", "是")
                    } else {
                        self.say("no", "否")
                    }
                )
            }
            Submitted::Range(low, high) => {
                let (low, high) = (self.amount(low), self.amount(high));
                if self.chinese {
                    format!("介于 {low} 和 {high} 之间")
                } else {
                    format!("between {low} and {high}")
                }
            }
            Submitted::Number(bound, amount) => {
                let amount = self.amount(amount);
                let sign = match bound {
                    Bound::Exact => "=",
                    Bound::AtLeast => "≥",
                    Bound::MoreThan => ">",
                    Bound::AtMost => "≤",
                    Bound::LessThan => "<",
                    Bound::About => self.say("about", "约"),
                };
                format!("{sign} {amount}")
            }
        }
    }

    fn given_rows(&mut self, record: usize, table: Option<&[Row]>) -> Vec<String> {
        let name = self.policy.records[record].name.clone();
        let head = format!("{} {name}{}", self.say("given", "设"), self.colon());
        match table {
            None => Vec::new(),
            // For everybody: a table without cases.
            Some([]) => vec![format!("{head}{}{}", self.say("none", "无"), {
                let counties = self.policy.counties();
                let per_county = self.policy.records[record].per_county;
                let first = counties.first().copied().filter(|_| per_county);
                self.scope(self.entity_name(first), None)
            })],
            Some(rows) => rows
                .iter()
                .map(|row| {
                    let cells = self.given_cells(record, row);
                    format!(
                        "{head}{cells}{}",
                        self.scope(self.entity_name(row.entity), None)
                    )
                })
                .collect(),
        }
    }

    fn given_cells(&mut self, record: usize, row: &Row) -> String {
        let fields = self.policy.records[record].fields.iter().zip(&row.cells);
        let cells = fields.filter_map(|(field, cell)| {
            let name = &field.name;
            let is = self.say("is", "为");
            Some(match (cell, &field.ty) {
                (Cell::Day(day), _) => format!("{name} {day}"),
                (Cell::Moment(day, minute), _) => {
                    format!("{name} {}", super::csv::moment(*day, *minute))
                }
                (Cell::YesNo(yes), _) => {
                    let yes = if *yes {
                        self.say("yes", "是")
                    } else {
                        self.say("no", "否")
                    };
                    format!("{name} {is} {yes}")
                }
                (Cell::Word(word), FieldType::Category(words)) => {
                    format!("{name} {is} {}", words[*word])
                }
                (Cell::Number(amount), _) => format!("{name} {}", self.amount(*amount)),
                _ => return None,
            })
        });
        cells.collect::<Vec<_>>().join(self.say(", ", "、"))
    }

    fn given_signoff(&mut self, signed: &SignOff) -> String {
        let milestone = &self.policy.milestones[signed.milestone].id;
        let stage = signed
            .stage
            .map_or(String::new(), |it| format!(".{}", Stage::name(it)));
        let progress = match signed.progress {
            Progress::NotStarted => self.say("not started", "未启动"),
            Progress::InProgress => self.say("in progress", "推进中"),
            Progress::Partial => self.say("partial", "部分完成"),
            Progress::StageResult => self.say("stage result", "阶段性成果"),
            Progress::Done => self.say("done", "已完成"),
        };
        let day = signed.date.map_or(String::new(), |day| format!(" {day}"));
        let scope = self.scope(self.entity_name(signed.entity), None);
        let evidence = match (signed.evidence, self.chinese) {
            (false, _) => "",
            (true, true) => "，附依据 “函”",
            (true, false) => ", with evidence \"letter\"",
        };
        let given = self.say("given", "设");
        format!("{given} {milestone}{stage} {progress}{day}{scope}{evidence}")
    }

    fn expected(&mut self, verdict: &PlainVerdict) -> String {
        let state = match verdict.state {
            State::Met => self.say("met", "达标"),
            State::Unmet => self.say("unmet", "未达标"),
            State::NoData => self.say("no data", "缺报"),
            State::NotApplicable => self.say("not applicable", "不适用"),
            State::Invalid => self.say("invalid", "数据存疑"),
            State::AtRisk => self.say("at risk", "预警"),
            State::OnTrack => self.say("on track", "进展正常"),
            State::Pending => self.say("pending", "未到期"),
        };
        let tier = verdict.tier.map_or(String::new(), |tier| self.tier(tier));
        let scope = self.scope(verdict.entity.as_deref(), verdict.period.as_deref());
        format!(
            "{} {} {state}{tier}{scope}",
            self.say("expect", "应为"),
            verdict.id
        )
    }

    /// What checks come to, for whole periods.
    fn expected_checks(&self, data: &PlainData, as_of: Date) -> Vec<String> {
        let checked = Plain::new(self.policy, data, as_of).checked().into_iter();
        let whole = checked.filter(|it| matches!(it.period, PlainPeriod::Of { .. }));
        whole
            .map(|it| {
                let state = match it.truth {
                    Truth::Holds => self.say("holds", "相符"),
                    Truth::Fails => self.say("fails", "不符"),
                    _ => self.say("cannot be checked", "无法核验"),
                };
                let period = it.period.text();
                let scope = self.scope(self.entity_name(it.entity), Some(&period));
                format!(
                    "{} {} {state}{scope}",
                    self.say("expect check", "应为 核验"),
                    it.id
                )
            })
            .collect()
    }

    /// `, yellow` | `，黄色预警`.
    fn tier(&self, tier: Tier) -> String {
        match self.chinese {
            true => format!("，{}预警", tier.name(Language::Chinese)),
            false => format!(", {}", tier.name(Language::English)),
        }
    }

    /// What follows in the periods of the time in force.
    fn expected_steps(&mut self, data: &PlainData, as_of: Date) -> Vec<String> {
        let (start, end) = self.policy.in_force.unwrap();
        let in_force = |period: &str| {
            dabiao_model::Period::parse(period)
                .is_ok_and(|period| period.start() <= end && period.end() >= start)
        };
        let found = followed(self.policy, data, as_of).into_iter();
        found
            .filter(|((_, _, period), _)| in_force(period))
            .map(|((id, party, period), ((_, step), _))| {
                let step = match (step, self.chinese) {
                    (None, _) => self.say("none", "无").to_owned(),
                    (Some(step), true) => format!("“{step}”"),
                    (Some(step), false) => format!("\"{step}\""),
                };
                let when = self.scope(None, Some(&period)).replace('，', " ");
                let whose = self.scope(Some(&party), None);
                let expect = self.say("expect escalation", "应为 督办");
                format!("{expect} {id} {step}{when}{whose}")
            })
            .collect()
    }

    /// Totals, grades, places, and who is on a list.
    fn expected_scores(&mut self, data: &PlainData, as_of: Date) -> Vec<String> {
        if self.policy.scores.is_empty() {
            return Vec::new();
        }
        let found = scored(self.policy, data, as_of);
        let mut lines = Vec::new();
        for ((id, entity, period), total) in &found.totals {
            let mut outcomes = Vec::new();
            match total {
                None => outcomes.push(self.say("no total", "无总分").to_owned()),
                Some((total, rank, grade)) => {
                    outcomes.push(format!("= {}", decimals(total)));
                    outcomes.extend(
                        grade
                            .as_ref()
                            .map(|grade| format!("{} {grade}", self.say("grade", "等次"))),
                    );
                    outcomes.push(match self.chinese {
                        true => format!("第{rank}位"),
                        false => format!("rank {rank}"),
                    });
                }
            }
            for black in [false, true] {
                let on = found.on_list(self.policy, (id, entity, period), black);
                let (en, zh) = match (on, black) {
                    (None, _) => continue,
                    (Some(true), false) => ("on the red list", "列入红榜"),
                    (Some(true), true) => ("on the black list", "列入黑榜"),
                    (Some(false), false) => ("not on the red list", "未列入红榜"),
                    (Some(false), true) => ("not on the black list", "未列入黑榜"),
                };
                outcomes.push(self.say(en, zh).to_owned());
            }
            let outcomes = outcomes.join(self.comma());
            let scope = self.scope(Some(entity), Some(period));
            let expect = self.say("expect score", "应为 评分");
            lines.push(format!("{expect} {id} {outcomes}{scope}"));
        }
        lines
    }
}

/// A number to two decimals.
fn decimals(number: &BigRational) -> String {
    let hundredths = rounded(number, 2) * BigRational::from_integer(100.into());
    let amount = Amount {
        digits: hundredths.to_integer().to_i128().unwrap(),
        scale: 2,
        unit: PlainUnit::Number,
    };
    amount.text()
}
