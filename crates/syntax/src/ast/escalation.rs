//! Escalation: what follows misses, and what follows success.

use dabiao_model::Comparator;

use super::{CadenceText, Clause, Id, ListColour, Name, Names, Quantity, Str};

/// `escalation 9.4 "…": for all targets, per lead, each quarter` with its steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Escalation {
    /// Its id, if it has one.
    pub id: Option<Id>,
    /// Its title, if it has one.
    pub title: Option<Str>,
    /// What it watches.
    pub watch: WatchText,
    /// Whose misses are counted; without it, those of the entity judged.
    pub party: Option<PartyText>,
    /// How often they are counted; without it, as often as the policy is monitored.
    pub cadence: Option<CadenceText>,
    /// Its steps and the rest.
    pub clauses: Vec<Clause<EscalationClause>>,
}

/// What an escalation watches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WatchText {
    /// `all targets except 6.1` | `全部目标，除 6.1 外`: every target, milestone and stage but these.
    AllTargets(Vec<WatchedText>),
    /// `6.1, task 7` | `6.1、任务 7`.
    These(Vec<WatchedText>),
    /// `black list of score 7` | `评分 7 黑榜`: who is on a list; without a score, on that of the only one.
    List(ListColour, Option<Id>),
    /// `score 7 below 60 marks` | `评分 7 低于60分`: whose total is so low.
    Total(Option<Id>, Comparator, Quantity),
}

/// One of the watched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WatchedText {
    /// A target or milestone, with its stages.
    Item(Id),
    /// Everything that belongs to a task.
    Task(Id),
}

/// Whose misses are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartyText {
    /// `per lead` | `按 牵头单位`: of those who answer for the target.
    Lead,
    /// `per responsible unit` | `按 责任单位`: of those who are responsible for it.
    Responsible,
    /// `per entity` | `按 主体`: of the entity judged.
    Entity,
    /// `per county` | `按 县市`: of the entities of one kind.
    Kind(Name),
}

/// A clause of `escalation`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EscalationClause {
    /// `after 2 consecutive misses interview by …`.
    Step(StepText),
    /// `reset by a met period` | `一期达标即重新计数`: counts that are not consecutive begin anew after a met period.
    ResetByAMetPeriod,
    /// `reset by a met year` | `全年达标即重新计数`: the same after a calendar year without a miss.
    ResetByAMetYear,
    /// `except 临夏市` | `除 临夏市 外`: whose misses are not counted.
    Except(Names),
    /// `cite …` | `出处 …`.
    Cite(Vec<Str>),
    /// `because "…"` | `理由 “…”`.
    Because(Str),
}

/// `after 3 misses in a year refer by A to B` | `一年内3次未达标，由 A 移交 至 B`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepText {
    /// How many.
    pub count: u32,
    /// Of what.
    pub counted: CountedText,
    /// Which of them count together.
    pub run: RunText,
    /// What follows.
    pub action: ActionText,
    /// Who acts.
    pub by: Option<Name>,
    /// To whom it goes, where that is not the party itself.
    pub to: Option<Name>,
}

/// What a step counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountedText {
    /// Periods with a miss.
    Misses,
    /// Periods in which all was met.
    Met,
}

/// Which periods count together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RunText {
    /// `consecutive` | `连续`: one after the other.
    Consecutive,
    /// `in a year` | `一年内`: of one calendar year.
    InAYear,
    /// `in 12 months` | `12个月内`: of the months up to the period's end.
    In(Quantity),
    /// Neither is written: all of the time in force.
    Unsaid,
}

/// What follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActionText {
    /// `remind` | `提醒`.
    Remind,
    /// `interview` | `约谈`.
    Interview,
    /// `refer` | `移交`.
    Refer,
    /// `commend` | `表扬`.
    Commend,
    /// One of the policy's own, in quotes.
    Own(Str),
}
