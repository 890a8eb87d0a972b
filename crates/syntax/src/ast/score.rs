//! Scores: weighted parts, grades and lists.

use dabiao_model::Comparator;

use super::{CadenceText, Clause, Entry, Id, Name, Names, Quantity, Str, UnitName};

/// `score 1 "Index": per county, each quarter` with its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// Its id, if it has one.
    pub id: Option<Id>,
    /// Its title, if it has one.
    pub title: Option<Str>,
    /// The kind of entity that is scored.
    pub per: Name,
    /// How often; without it, as often as the policy is monitored.
    pub cadence: Option<CadenceText>,
    /// `of all targets` | `计入全部目标`: every target with a weight is a part.
    pub of_all_targets: bool,
    /// The parts.
    pub parts: Vec<Entry<ScorePart>>,
    /// Grades, lists and the rest.
    pub clauses: Vec<Clause<ScoreClause>>,
}

/// `- patents: 20 marks, by efficacy, low 5 件, high 20 件`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScorePart {
    /// A target's id, or a metric's name.
    pub subject: Name,
    /// Its full mark.
    pub weight: Quantity,
    /// How it is marked.
    pub options: Vec<PartOption>,
}

/// An option of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartOption {
    /// `by attainment` | `按达标`.
    ByAttainment,
    /// `by completion` | `按完成率`.
    ByCompletion,
    /// `goal 100 件` | `目标值100件`.
    Goal(Quantity),
    /// `capped at 120%` | `上限 120%`.
    CappedAt(Quantity),
    /// `by distance` | `按距离`.
    ByDistance,
    /// `among peers` | `同类比较`.
    AmongPeers,
    /// `worst 10 days` | `最差 10天`.
    Worst(Quantity),
    /// `best 2 days` | `最优 2天`.
    Best(Quantity),
    /// `unclamped` | `不截断`.
    Unclamped,
    /// `by efficacy` | `按功效系数`.
    ByEfficacy,
    /// `low 5 件` | `不允许值 5件`.
    Low(Quantity),
    /// `high 20 件` | `满意值 20件`.
    High(Quantity),
    /// `minus 2 marks per 件` | `每件扣2分`.
    Minus(Quantity, UnitName),
    /// `plus 2 marks per 件` | `每件加2分`.
    Plus(Quantity, UnitName),
    /// `floor 0 marks` | `最低 0分`.
    Floor(Quantity),
    /// `ceiling 5 marks` | `最高 5分`.
    Ceiling(Quantity),
}

/// A clause of `score`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScoreClause {
    /// `grades 优 ≥ 90 marks, 良 ≥ 80 marks, 差`.
    Grades(Vec<Band>),
    /// `missing reweighted` | `缺项重新加权`.
    MissingReweighted,
    /// `missing counts as zero` | `缺项计零`.
    MissingZero,
    /// `no total above 30% missing` | `缺项超过30% 不计总分`.
    NoTotalAbove(Quantity),
    /// `rounded to 1 decimal` | `保留1位小数`: only for show.
    RoundedTo(u32),
    /// `red list top 3` | `红榜 前3`.
    List(ListText),
    /// `cite …` | `出处 …`.
    Cite(Vec<Str>),
    /// `because "…"` | `理由 “…”`.
    Because(Str),
}

/// A grade with its lower end; none for the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Its name.
    pub name: Name,
    /// From which total on.
    pub from: Option<(Comparator, Quantity)>,
}

/// A red or black list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a word of its own in the language"
)]
pub struct ListText {
    /// Whether it is the black one.
    pub black: bool,
    /// Whether it is counted from the lowest total.
    pub bottom: bool,
    /// How many places it has.
    pub count: u32,
    /// Whether that is a percentage of those who are ranked.
    pub percent: bool,
    /// `except all met` | `全部达标的除外`.
    pub except_all_met: bool,
    /// `backfill` | `递补`.
    pub backfill: bool,
    /// Who is never on it.
    pub except: Option<Names>,
}
