//! Verdicts: what was decided of one target for one entity and period.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{EntityId, Language, Period, RuleId};

/// The eight states, in the order in which the first that applies is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Out of scope, a condition of applicability is false, or nothing to measure.
    NotApplicable,
    /// A figure it needs failed a check, or an impossible row could change the outcome.
    Invalid,
    /// Due, and the condition holds.
    Met,
    /// Due, and the condition does not hold.
    Unmet,
    /// Due, and it cannot be decided.
    NoData,
    /// Not due, and a declared warning holds.
    AtRisk,
    /// Not due, and the condition holds on the interim figures.
    OnTrack,
    /// Not due, and it does not hold yet, or nothing is reported.
    Pending,
}

impl State {
    /// All eight, in the language's order.
    pub const ALL: [Self; 8] = [
        Self::NotApplicable,
        Self::Invalid,
        Self::Met,
        Self::Unmet,
        Self::NoData,
        Self::AtRisk,
        Self::OnTrack,
        Self::Pending,
    ];

    /// The state as a person reads it.
    pub fn name(self, language: Language) -> &'static str {
        let (en, zh) = match self {
            Self::NotApplicable => ("not applicable", "不适用"),
            Self::Invalid => ("invalid", "数据存疑"),
            Self::Met => ("met", "达标"),
            Self::Unmet => ("unmet", "未达标"),
            Self::NoData => ("no data", "缺报"),
            Self::AtRisk => ("at risk", "预警"),
            Self::OnTrack => ("on track", "进展正常"),
            Self::Pending => ("pending", "未到期"),
        };
        language.pick(en, zh)
    }

    /// The state with the tier of the warning beside it: `at risk (yellow)`.
    pub fn with_tier(self, tier: Option<Tier>, language: Language) -> String {
        let name = self.name(language);
        match tier.map(|tier| tier.name(language)) {
            None => name.to_owned(),
            Some(tier) => language.pick(format!("{name} ({tier})"), format!("{name}（{tier}）")),
        }
    }

    /// The state as data names it: `not_applicable`.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotApplicable => "not_applicable",
            Self::Invalid => "invalid",
            Self::Met => "met",
            Self::Unmet => "unmet",
            Self::NoData => "no_data",
            Self::AtRisk => "at_risk",
            Self::OnTrack => "on_track",
            Self::Pending => "pending",
        }
    }

    /// Finds a state by its key or its name in either language.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| {
            state.key() == text
                || Language::ALL
                    .iter()
                    .any(|language| state.name(*language) == text)
        })
    }
}

/// The tiers of a warning, from the mildest: as 黄色预警 and 红色预警 name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// 蓝色.
    Blue,
    /// 黄色.
    Yellow,
    /// 橙色.
    Orange,
    /// 红色.
    Red,
}

impl Tier {
    /// All four, from the mildest.
    pub const ALL: [Self; 4] = [Self::Blue, Self::Yellow, Self::Orange, Self::Red];

    /// The tier as a person reads it.
    pub fn name(self, language: Language) -> &'static str {
        let (en, zh) = match self {
            Self::Blue => ("blue", "蓝色"),
            Self::Yellow => ("yellow", "黄色"),
            Self::Orange => ("orange", "橙色"),
            Self::Red => ("red", "红色"),
        };
        language.pick(en, zh)
    }
}

/// Which way a metric is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

/// A comparison of two exact values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Comparator {
    /// At least.
    #[serde(rename = ">=")]
    AtLeast,
    /// At most.
    #[serde(rename = "<=")]
    AtMost,
    /// More than.
    #[serde(rename = ">")]
    MoreThan,
    /// Less than.
    #[serde(rename = "<")]
    LessThan,
    /// Equal.
    #[serde(rename = "=")]
    Equal,
    /// Not equal.
    #[serde(rename = "!=")]
    NotEqual,
}

impl Comparator {
    /// Whether the comparison holds for sides that compare as `ordering`.
    pub fn holds(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            Self::AtLeast => ordering.is_ge(),
            Self::AtMost => ordering.is_le(),
            Self::MoreThan => ordering.is_gt(),
            Self::LessThan => ordering.is_lt(),
            Self::Equal => ordering.is_eq(),
            Self::NotEqual => ordering.is_ne(),
        }
    }

    /// The comparison with its sides exchanged: `a ≥ b` is `b ≤ a`.
    #[must_use]
    pub fn flipped(self) -> Self {
        match self {
            Self::AtLeast => Self::AtMost,
            Self::AtMost => Self::AtLeast,
            Self::MoreThan => Self::LessThan,
            Self::LessThan => Self::MoreThan,
            Self::Equal | Self::NotEqual => self,
        }
    }

    /// The sign that policies and reports show.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::AtLeast => "≥",
            Self::AtMost => "≤",
            Self::MoreThan => ">",
            Self::LessThan => "<",
            Self::Equal => "=",
            Self::NotEqual => "≠",
        }
    }
}

impl fmt::Display for Comparator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.symbol())
    }
}

/// One verdict: a row of an assessment.
///
/// The shape is one rule × one entity × one judged period. What explains it (margin, inputs, parts)
/// is derived on demand and not stored here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Verdict {
    /// The target, milestone or stage.
    pub rule: RuleId,
    /// Who is judged; none where the rule has a single figure.
    pub entity: Option<EntityId>,
    /// The period judged; none where the rule has neither cadence nor date.
    pub period: Option<Period>,
    /// The first state that applies.
    pub state: State,
    /// The day from which the verdict counts; none for a duty without end.
    pub due: Option<NaiveDate>,
    /// Whether another answers for it, because the one judged cannot act.
    pub stands_in: bool,
}
