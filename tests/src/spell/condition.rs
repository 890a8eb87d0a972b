//! Values and conditions.

use dabiao_model::Cadence;

use super::Speller;
use crate::plain::number::Amount;
use crate::plain::policy::{
    Aggregate, AggregateKind, Condition, Every, Expr, Limit, PlainUnit, RowCondition, SpanOf,
};
use crate::plain::recurrence::{Recurs, Rhythm};

impl Speller<'_> {
    /// A value; sums inside products are bracketed.
    pub(super) fn expr(&mut self, expr: &Expr) -> String {
        match expr {
            Expr::Amount(amount) => self.amount(*amount),
            Expr::Metric(metric) => self.policy.metrics[*metric].name.clone(),
            Expr::LastYear(metric) => {
                format!(
                    "{} {}",
                    self.policy.metrics[*metric].name,
                    self.say("last year", "上年")
                )
            }
            Expr::LastPeriod(metric) => {
                format!(
                    "{} {}",
                    self.policy.metrics[*metric].name,
                    self.say("last period", "上期")
                )
            }
            Expr::At(time, inner) => self.at_time(*time, inner),
            Expr::Growth(inner) => self.measure(("growth", "增速"), inner),
            Expr::Change(inner) => self.measure(("change", "变化"), inner),
            Expr::Segment(metric, segment) => self.segment(*metric, Some(*segment)),
            Expr::Reference(metric, which) => self.reference(*metric, *which),
            Expr::Gap(metric, to) => self.gap(*metric, *to),
            Expr::SegmentSum(metric) => {
                self.measure(("sum of segments", "各分项之和"), &Expr::Metric(*metric))
            }
            Expr::OwnLevel(metric) => {
                let name = self.policy.metrics[*metric].name.clone();
                format!("{name} {}", self.say("own level", "本级"))
            }
            Expr::SinceYearStart(metric) => {
                let name = self.policy.metrics[*metric].name.clone();
                format!("{name} {}", self.say("since year start", "比年初"))
            }
            Expr::Sum(a, b) => self.binary(a, "+", b),
            Expr::Difference(a, b) => self.binary(a, "-", b),
            Expr::Product(a, b) => self.binary(a, "*", b),
            Expr::Quotient(a, b) => self.binary(a, "/", b),
            Expr::Aggregate(aggregate) => self.aggregate(aggregate),
            Expr::Unknown => self.unreadable().to_owned(),
            Expr::Parameter(index) => self.policy.parameters[*index].0.clone(),
            Expr::Negative(inner) => format!("- {}", self.expr(inner)),
            Expr::Peers(peers) => self.peers(peers),
            Expr::Length(window, unit) => self.length(*window, *unit),
        }
    }

    fn binary(&mut self, a: &Expr, sign: &str, b: &Expr) -> String {
        let tight = matches!(sign, "*" | "/");
        let mut side = |expr: &Expr| {
            let text = self.expr(expr);
            let bracket = tight && matches!(expr, Expr::Sum(..) | Expr::Difference(..));
            if bracket { format!("({text})") } else { text }
        };
        let (a, b) = (side(a), side(b));
        format!("{a} {sign} {b}")
    }

    /// A condition; joined parts are bracketed inside others.
    pub(super) fn condition(&mut self, condition: &Condition) -> String {
        match condition {
            Condition::Compare(left, op, right) => {
                let (left, op, right) = (self.expr(left), self.op(*op), self.expr(right));
                format!("{left} {op} {right}")
            }
            Condition::Between(value, low, high) => {
                let (value, low, high) = (self.expr(value), self.amount(*low), self.amount(*high));
                if self.chinese {
                    format!("{value} 介于 {low} 和 {high} 之间")
                } else {
                    format!("{value} between {low} and {high}")
                }
            }
            Condition::Reaches(metric, amount) => {
                let name = self.policy.metrics[*metric].name.clone();
                format!(
                    "{name} {} {}",
                    self.say("reaches", "达到"),
                    self.amount(*amount)
                )
            }
            Condition::Cleared(metric) => {
                format!(
                    "{} {}",
                    self.policy.metrics[*metric].name,
                    self.say("cleared", "清零")
                )
            }
            Condition::ReachesReference(metric, which) => self.reaches(*metric, *which),
            Condition::Improves(metric) => self.improves(*metric, None),
            Condition::ImprovesBy(metric, by) => self.improves(*metric, Some(*by)),
            Condition::GapNarrows(metric, to) => {
                let narrows = self.say("narrows", "较上年缩小");
                format!("{} {narrows}", self.gap(*metric, *to))
            }
            Condition::LikeBefore {
                metric,
                base,
                strict,
            } => self.like_before(*metric, *base, *strict),
            Condition::IncreasesMore { metric } => {
                let name = self.policy.metrics[*metric].name.clone();
                format!(
                    "{name} {}",
                    self.say("increases by more than last year", "同比多增")
                )
            }
            Condition::Doubles {
                metric,
                times,
                since,
            } => self.doubles(*metric, *times, *since),
            Condition::Relative(relative) => self.relative(*relative),
            Condition::Top(metric, place) => {
                let name = self.policy.metrics[*metric].name.clone();
                self.top(&name, *place)
            }
            Condition::RankImproves(metric, by) => {
                let name = self.policy.metrics[*metric].name.clone();
                if self.chinese {
                    format!("{name} 位次前移 至少{by}位")
                } else {
                    format!("rank of {name} improves by at least {by}")
                }
            }
            Condition::Holds(metric) => self.policy.metrics[*metric].name.clone(),
            Condition::Every(every, metric) => self.every(*every, *metric),
            Condition::Agree(left, right, agree) => format!(
                "{} {} {}",
                self.policy.metrics[*left].name,
                if *agree { "=" } else { "≠" },
                self.policy.metrics[*right].name
            ),
            Condition::Rows(limit) => self.limit(limit),
            Condition::Recurs(duty) => self.recurs(duty),
            Condition::ShareOfRows(op, share, limit) => {
                let (op, share, limit) = (self.op(*op), self.amount(*share), self.limit(limit));
                if self.chinese {
                    format!("{op} {share} 的 {limit}")
                } else {
                    format!("{op} {share} of {limit}")
                }
            }
            Condition::And(parts) => self.joined(parts, " and ", " 且 "),
            Condition::Or(parts) => self.joined(parts, " or ", " 或 "),
            Condition::Not(part) => {
                let part = self.condition(part);
                if self.chinese {
                    format!("非（{part}）")
                } else {
                    format!("not ({part})")
                }
            }
        }
    }

    /// `every county X` | `全部 县 X`.
    fn every(&self, every: Every, metric: usize) -> String {
        let whom = match every {
            Every::Kind(kind) => self.kind(kind),
            Every::Group(group) => &self.policy.groups[group].name,
        };
        let name = &self.policy.metrics[metric].name;
        format!("{} {whom} {name}", self.say("every", "全部"))
    }

    /// `X improves`, `X improves by at least N`.
    fn improves(&self, metric: usize, by: Option<Amount>) -> String {
        let name = &self.policy.metrics[metric].name;
        match (by.map(|by| self.amount(by)), self.chinese) {
            (None, _) => format!("{name} {}", self.say("improves", "较上年改善")),
            (Some(by), true) => format!("{name} 前移 至少{by}"),
            (Some(by), false) => format!("{name} improves by at least {by}"),
        }
    }

    fn joined(&mut self, parts: &[Condition], en: &str, zh: &str) -> String {
        let mut texts = Vec::new();
        for part in parts {
            let text = self.condition(part);
            let bracket = matches!(
                part,
                Condition::And(_) | Condition::Or(_) | Condition::Between(..)
            );
            texts.push(match (bracket, self.chinese) {
                (true, true) => format!("（{text}）"),
                (true, false) => format!("({text})"),
                (false, _) => text,
            });
        }
        texts.join(self.say(en, zh))
    }

    fn recurs(&mut self, duty: &Recurs) -> String {
        let record = &self.policy.records[duty.record];
        let (name, event) = (record.name.clone(), record.fields[duty.event].name.clone());
        let rhythm = self.rhythm(duty.rhythm);
        match duty.filter.as_ref().map(|filter| self.row(filter)) {
            None => format!("{name} {event} {rhythm}"),
            Some(filter) if self.chinese => format!("{name} 中 {filter} 的，{event} {rhythm}"),
            Some(filter) => format!("{name} {event} {rhythm} where {filter}"),
        }
    }

    /// `each Saturday` | `每周六`.
    pub(super) fn rhythm(&self, rhythm: Rhythm) -> String {
        match self.chinese {
            true => rhythm_zh(rhythm),
            false => rhythm_en(rhythm),
        }
    }

    fn limit(&mut self, limit: &Limit) -> String {
        let record = &self.policy.records[limit.record];
        let (name, event) = (record.name.clone(), record.fields[limit.event].name.clone());
        let from = limit.from.map(|from| record.fields[from].name.clone());
        let amount = crate::plain::number::Amount::whole(i128::from(limit.count), limit.unit);
        let amount = self.amount(amount);
        let filter = limit.filter.as_ref().map(|filter| self.row(filter));
        if limit.count == 0 {
            return self.same_day(&name, &event, from, filter);
        }
        if self.chinese {
            let meant =
                filter.map_or_else(|| " ".to_owned(), |filter| format!(" 中 {filter} 的，"));
            match from {
                Some(from) if limit.before => {
                    format!("{name}{meant}至少 在 {from} 前 {amount} {event}")
                }
                Some(from) => format!("{name}{meant}在 {from} 后 {amount}内 {event}"),
                None => format!("{name}{meant}{amount}内 {event}"),
            }
        } else {
            let meant = filter
                .map(|filter| format!(" where {filter}"))
                .unwrap_or_default();
            if limit.before {
                let from = from.unwrap_or_default();
                return format!("{name} {event} at least {amount} before {from}{meant}");
            }
            let of = from.map(|from| format!(" of {from}")).unwrap_or_default();
            format!("{name} {event} within {amount}{of}{meant}")
        }
    }

    /// `R E on the same day as F` | `R 在 F 当日 E`.
    fn same_day(
        &self,
        name: &str,
        event: &str,
        from: Option<String>,
        filter: Option<String>,
    ) -> String {
        if self.chinese {
            let meant =
                filter.map_or_else(|| " ".to_owned(), |filter| format!(" 中 {filter} 的，"));
            let from = from.map_or(String::new(), |from| format!("在 {from} "));
            return format!("{name}{meant}{from}当日 {event}");
        }
        let from = from.map_or(String::new(), |from| format!(" as {from}"));
        let meant = filter.map_or(String::new(), |filter| format!(" where {filter}"));
        format!("{name} {event} on the same day{from}{meant}")
    }

    fn row(&mut self, condition: &RowCondition) -> String {
        let record = &self.policy.records[0];
        let name = |field: usize| record.fields[field].name.clone();
        let words = |field: usize| match &record.fields[field].ty {
            crate::plain::policy::FieldType::Category(words) => words.clone(),
            _ => Vec::new(),
        };
        match condition {
            RowCondition::YesNo(field, yes) => {
                let value = if *yes {
                    self.say("yes", "是")
                } else {
                    self.say("no", "否")
                };
                format!("{} {} {value}", name(*field), self.say("is", "为"))
            }
            RowCondition::Is(field, word) => {
                let (open, close) = self.quotes();
                format!(
                    "{} {} {open}{}{close}",
                    name(*field),
                    self.say("is", "为"),
                    words(*field)[*word]
                )
            }
            RowCondition::In(field, chosen) => {
                let (open, close) = self.quotes();
                let words = words(*field);
                let list: Vec<String> = chosen
                    .iter()
                    .map(|word| format!("{open}{}{close}", words[*word]))
                    .collect();
                let list = list.join(self.say(", ", "、"));
                if self.chinese {
                    format!("{} 属于（{list}）", name(*field))
                } else {
                    format!("{} in ({list})", name(*field))
                }
            }
            RowCondition::Compare(field, op, amount) => {
                let (op, amount) = (self.op(*op), self.amount(*amount));
                if self.chinese {
                    format!("（{} {op} {amount}）", name(*field))
                } else {
                    format!("({} {op} {amount})", name(*field))
                }
            }
            RowCondition::FilledIn(field) => {
                format!("{} {}", name(*field), self.say("is filled in", "已填"))
            }
            RowCondition::AtLeast(field, state) => {
                format!(
                    "{} {} {}",
                    name(*field),
                    self.say("is at least", "达到"),
                    words(*field)[*state]
                )
            }
            RowCondition::PartlyDone(field) => {
                format!(
                    "{} {}",
                    name(*field),
                    self.say("is partly done", "为 部分完成")
                )
            }
            RowCondition::EveryStep => self.say("every step done", "各环节完成").to_owned(),
            RowCondition::Happened(field) => name(*field),
            RowCondition::And(parts) => self.rows(parts, " and ", " 且 "),
            RowCondition::Or(parts) => self.rows(parts, " or ", " 或 "),
            RowCondition::Not(part) => {
                let part = self.row(part);
                if self.chinese {
                    format!("非（{part}）")
                } else {
                    format!("not ({part})")
                }
            }
        }
    }

    fn rows(&mut self, parts: &[RowCondition], en: &str, zh: &str) -> String {
        let texts: Vec<String> = parts.iter().map(|part| self.row(part)).collect();
        texts.join(self.say(en, zh))
    }

    pub(super) fn quotes(&self) -> (&'static str, &'static str) {
        if self.chinese {
            ("“", "”")
        } else {
            ("\"", "\"")
        }
    }

    pub(super) fn aggregate(&mut self, aggregate: &Aggregate) -> String {
        let record = &self.policy.records[aggregate.record];
        let name = record.name.clone();
        let field = |index: usize| record.fields[index].name.clone();
        let among = aggregate.among.as_ref().map(|among| self.row(among));
        if let AggregateKind::OpenFor { event, months } = aggregate.kind {
            let months = self.amount(crate::plain::number::Amount::whole(
                i128::from(months),
                PlainUnit::Months,
            ));
            return if self.chinese {
                format!("{name} 中 未{} 超过{months} 的 件数", field(event))
            } else {
                format!(
                    "count of {name} where not {} for more than {months}",
                    field(event)
                )
            };
        }
        let filter = aggregate.filter.as_ref().map(|filter| self.row(filter));
        let (word, what) = match aggregate.kind {
            AggregateKind::Count => (self.say("count", "件数"), None),
            AggregateKind::Sum(index) => (self.say("sum", "合计"), Some(field(index))),
            AggregateKind::Average(index) => (self.say("average", "平均值"), Some(field(index))),
            AggregateKind::Max(index) => (self.say("max", "最大值"), Some(field(index))),
            AggregateKind::Share => (self.say("share", "占比"), None),
            AggregateKind::ShareOf(index) => (self.say("share", "占比"), Some(field(index))),
            AggregateKind::Min(index) => (self.say("min", "最小值"), Some(field(index))),
            AggregateKind::Median(index) => (self.say("median", "中位数"), Some(field(index))),
            AggregateKind::Span { of, from, to, unit } => {
                let (en, zh) = match unit {
                    PlainUnit::WorkingDays => ("working days", "工作日数"),
                    PlainUnit::Hours => ("hours", "小时数"),
                    _ => ("days", "天数"),
                };
                let word = match (of, self.chinese) {
                    (SpanOf::Average, false) => format!("average {en}"),
                    (SpanOf::Average, true) => format!("平均{zh}"),
                    (SpanOf::Median, false) => format!("median {en}"),
                    (SpanOf::Median, true) => format!("{zh}中位数"),
                    (SpanOf::Min, false) => format!("min {en}"),
                    (SpanOf::Min, true) => format!("最短{zh}"),
                    (SpanOf::Max, false) => format!("max {en}"),
                    (SpanOf::Max, true) => format!("最长{zh}"),
                };
                return self.span(&name, &word, (&field(from), &field(to)), filter);
            }
            AggregateKind::OpenFor { .. } => return String::new(),
        };
        if self.chinese {
            let meant =
                filter.map_or_else(|| " 的 ".to_owned(), |filter| format!(" 中 {filter} 的 "));
            let what = what.map(|what| format!("{what} ")).unwrap_or_default();
            let among = among
                .map(|among| format!("，限 {among}，"))
                .unwrap_or_default();
            format!("{name}{meant}{what}{word}{among}")
        } else {
            let what = what.map(|what| format!(" {what}")).unwrap_or_default();
            let filter = filter
                .map(|filter| format!(" where {filter}"))
                .unwrap_or_default();
            let among = among
                .map(|among| format!(", among {among},"))
                .unwrap_or_default();
            format!("{word} of {name}{what}{filter}{among}")
        }
    }

    fn span(
        &self,
        name: &str,
        word: &str,
        (from, to): (&str, &str),
        filter: Option<String>,
    ) -> String {
        if self.chinese {
            let meant = filter
                .map(|filter| format!(" 中 {filter} 的"))
                .unwrap_or_default();
            format!("{name}{meant} 自 {from} 至 {to} {word}")
        } else {
            let filter = filter
                .map(|filter| format!(" where {filter}"))
                .unwrap_or_default();
            format!("{word} of {name} from {from} to {to}{filter}")
        }
    }
}

fn rhythm_en(rhythm: Rhythm) -> String {
    let days = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    let span = |cadence| match cadence {
        Cadence::Monthly => "month",
        Cadence::Quarterly => "quarter",
        Cadence::HalfYearly => "half-year",
        Cadence::Yearly => "year",
    };
    match rhythm {
        Rhythm::Weekday(day) => format!("each {}", days[day as usize]),
        Rhythm::OnDay(day) => format!("on day {day} of each month"),
        Rhythm::ByDay(day) => format!("by day {day} of each month"),
        Rhythm::Weekly(1) => "once a week".to_owned(),
        Rhythm::Weekly(times) => format!("at least {times} times a week"),
        Rhythm::Times(1, cadence) => format!("once a {}", span(cadence)),
        Rhythm::Times(times, cadence) => format!("at least {times} times a {}", span(cadence)),
    }
}

fn rhythm_zh(rhythm: Rhythm) -> String {
    let days = ["一", "二", "三", "四", "五", "六", "日"];
    let span = |cadence| match cadence {
        Cadence::Monthly => "月",
        Cadence::Quarterly => "季度",
        Cadence::HalfYearly => "半年",
        Cadence::Yearly => "年",
    };
    match rhythm {
        Rhythm::Weekday(day) => format!("每周{}", days[day as usize]),
        Rhythm::OnDay(day) => format!("每月{day}日"),
        Rhythm::ByDay(day) => format!("每月{day}日前"),
        Rhythm::Weekly(1) => "每周一次".to_owned(),
        Rhythm::Weekly(times) => format!("每周至少{times}次"),
        Rhythm::Times(1, cadence) => format!("每{}一次", span(cadence)),
        Rhythm::Times(times, cadence) => format!("每{}不少于{times}次", span(cadence)),
    }
}
