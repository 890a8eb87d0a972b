//! How a step of an escalation came about: what was watched, which periods were counted, which verdicts they rest on.

use std::sync::Arc;

use dabiao_model::{Language, Period, Text};

use super::sentence::sentence;
use super::step::{Derivation, Step};
use crate::assessment::Assessment;
use crate::escalation::{EscalationResult, Standing};
use crate::program::{Counted, Run, Step as Rung};
use crate::score::ScoreResult;

/// The most of those watched that are named.
const MOST_WATCHED: usize = 10;

impl Assessment<'_> {
    /// How what follows for a party came about: the step with the periods it counts, and the verdicts of the period.
    pub fn derive_escalation(&self, result: &EscalationResult) -> Derivation {
        let plan = self.program().escalations.get(result.escalation);
        let rung = plan.and_then(|plan| plan.steps.get(result.step?));
        let watched = plan.map(|plan| plan.watches.iter().map(|it| it.rule));
        let rules = watched.into_iter().flatten();
        let rules = rules.filter_map(|rule| self.program().rules.get(rule.index()));
        let mut ids: Vec<Arc<str>> = rules.map(|rule| rule.id.clone()).collect();
        let watched = plan.and_then(|plan| plan.scored.as_ref());
        let score = watched.and_then(|watched| self.program().scores.get(watched.score));
        ids.extend(score.map(|score| score.id.clone()));
        let mut steps = vec![Step::new(watched_text(&ids))];
        steps.extend(rung.map(|rung| self.rung(rung, result)));
        let missed = result
            .missed
            .iter()
            .map(|index| ("missed", "未达标", index));
        let undecided = result.undecided.iter();
        let undecided = undecided.map(|index| ("undecided", "未能判定", index));
        steps.extend(missed.chain(undecided).filter_map(|(en, zh, index)| {
            let verdict = self.verdicts().get(*index)?;
            let told = |language| sentence(self, verdict, language);
            Some(Step::new(Text::new(
                format!("{en}: {}", told(Language::English)),
                format!("{zh}：{}", told(Language::Chinese)),
            )))
        }));
        let totals = result.scores.iter();
        let totals = totals.filter_map(|index| self.scores().get(*index));
        steps.extend(totals.map(|total| self.total_step(total)));
        Derivation { steps }
    }

    /// A watched score with its parts.
    fn total_step(&self, result: &ScoreResult) -> Step {
        let score = self.program().scores.get(result.score);
        let id = score.map_or("", |score| &score.id);
        let total = result.total.as_ref().map(|total| total.digits(2));
        let text = |language: Language| {
            let total = total.as_deref();
            let total = total.unwrap_or_else(|| language.pick("no total", "无总分"));
            let period = result.period.text(language);
            let list = if self.is_listed(result, true) {
                language.pick(", on the black list", "，列入黑榜")
            } else if self.is_listed(result, false) {
                language.pick(", on the red list", "，列入红榜")
            } else {
                ""
            };
            language.pick(
                format!("score {id} ({period}): {total}{list}"),
                format!("评分 {id}（{period}）：{total}{list}"),
            )
        };
        let mut step = Step::new(Text::new(text(Language::English), text(Language::Chinese)));
        step.steps = self.derive_score(result).steps;
        step
    }

    /// The step that follows, with the periods that it counts where they are those of misses.
    fn rung(&self, rung: &Rung, result: &EscalationResult) -> Step {
        let mut step = Step::new(rung_text(rung));
        if rung.counted == Counted::Met {
            return step;
        }
        let same = |other: &&EscalationResult| {
            (other.escalation, &other.party) == (result.escalation, &result.party)
                && other.standing == Standing::Miss
                && other.period <= result.period
        };
        let mut counted: Vec<&EscalationResult> = self.escalations().iter().filter(same).collect();
        let earlier = counted.len().saturating_sub(result.count);
        let counted = counted.split_off(earlier);
        step.steps = counted
            .into_iter()
            .map(|other| Step::new(self.miss_text(other.period, other)))
            .collect();
        step
    }

    /// `2025Q1: 6.1, 6.3`.
    fn miss_text(&self, period: Period, result: &EscalationResult) -> Text {
        let verdicts = result.missed.iter();
        let rules = verdicts
            .filter_map(|index| self.verdicts().get(*index))
            .filter_map(|verdict| self.program().rules.get(verdict.rule.index()));
        let mut ids: Vec<&str> = rules.map(|rule| rule.id.as_ref()).collect();
        ids.dedup();
        if let Some(score) = result
            .scores
            .first()
            .and_then(|index| self.scores().get(*index))
        {
            let score = self.program().scores.get(score.score);
            ids.extend(score.map(|score| score.id.as_ref()));
        }
        Text::new(
            format!("{}: {}", period.text(Language::English), ids.join(", ")),
            format!("{}：{}", period.text(Language::Chinese), ids.join("、")),
        )
    }
}

/// What is watched, the first of many.
fn watched_text(ids: &[Arc<str>]) -> Text {
    let first = ids.get(..MOST_WATCHED).unwrap_or(ids);
    let more = ids.len().saturating_sub(first.len());
    let (mut en, mut zh) = (String::new(), String::new());
    if more > 0 {
        en = format!(" and {more} more");
        zh = format!(" 等{}项", ids.len());
    }
    Text::new(
        format!("watches {}{en}", first.join(", ")),
        format!("针对 {}{zh}", first.join("、")),
    )
}

/// `after 2 consecutive misses` | `连续2次未达标`.
fn rung_text(rung: &Rung) -> Text {
    let count = rung.count;
    let (en, zh) = match rung.counted {
        Counted::Misses if count == 1 => ("miss", "次未达标"),
        Counted::Misses => ("misses", "次未达标"),
        Counted::Met => ("met", "次达标"),
    };
    match rung.run {
        Run::Consecutive => Text::new(
            format!("after {count} consecutive {en}"),
            format!("连续{count}{zh}"),
        ),
        Run::CalendarYear => Text::new(
            format!("after {count} {en} in a year"),
            format!("一年内{count}{zh}"),
        ),
        Run::Months(months) => Text::new(
            format!("after {count} {en} in {months} months"),
            format!("{months}个月内{count}{zh}"),
        ),
        Run::TimeInForce => Text::new(format!("after {count} {en}"), format!("{count}{zh}")),
    }
}
