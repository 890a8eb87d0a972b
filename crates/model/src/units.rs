//! The table of units: the language's own and those a policy declares.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use serde::{Deserialize, Serialize};

use crate::{Atom, Dimension, Ratio, Unit};

/// The units a policy may use: the language's own and those it declares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Units {
    /// Shared, because every reader and compiler has the table of the language.
    by_name: Arc<BTreeMap<Arc<str>, Unit>>,
    hours_per_working_day: Option<Ratio>,
}

/// What a unit of the table measures.
#[derive(Clone, Copy)]
enum Measures {
    Ratio,
    Points,
    Rank,
    Marks,
    Money,
    Time,
    Months,
    WorkingHours,
}

/// A unit of the language: English and Chinese name, what it measures, factor, other spellings.
type Row = (
    &'static str,
    &'static str,
    Measures,
    (i128, i128),
    &'static [&'static str],
);

/// The language's own units.
const TABLE: &[Row] = &[
    ("%", "%", Measures::Ratio, (1, 100), &["％", "percent"]),
    ("‰", "‰", Measures::Ratio, (1, 1000), &[]),
    ("成", "成", Measures::Ratio, (1, 10), &[]),
    (
        "points",
        "个百分点",
        Measures::Points,
        (1, 100),
        &["point", "百分点", "percentage points"],
    ),
    ("rank", "位", Measures::Rank, (1, 1), &["ranks", "名次"]),
    ("marks", "分", Measures::Marks, (1, 1), &["mark"]),
    ("yuan", "元", Measures::Money, (1, 1), &[]),
    ("万元", "万元", Measures::Money, (10_000, 1), &[]),
    ("亿元", "亿元", Measures::Money, (100_000_000, 1), &[]),
    ("hours", "小时", Measures::Time, (1, 1), &["hour", "个小时"]),
    ("days", "天", Measures::Time, (24, 1), &["day"]),
    (
        "calendar days",
        "日",
        Measures::Time,
        (24, 1),
        &["calendar day", "自然日", "个自然日"],
    ),
    (
        "weeks",
        "周",
        Measures::Time,
        (168, 1),
        &["week", "星期", "个星期"],
    ),
    ("months", "个月", Measures::Months, (1, 1), &["month", "月"]),
    ("years", "年", Measures::Months, (12, 1), &["year"]),
    (
        "working hours",
        "工作小时",
        Measures::WorkingHours,
        (1, 1),
        &["working hour", "个工作小时"],
    ),
];

/// The spellings of a working day, whose dimension depends on the policy.
const WORKING_DAY: (&str, &str, &[&str]) = ("working days", "个工作日", &["working day", "工作日"]);

/// Nouns that count things; each is a unit and a dimension of its own.
const NOUNS: &[&str] = &[
    "件",
    "户",
    "项",
    "次",
    "宗",
    "条",
    "个",
    "家",
    "人",
    "份",
    "人次",
    "户次",
    "件次",
    "场",
    "场次",
    "种",
    "枚",
    "名",
    "套",
    "处",
    "台",
    "辆",
    "期",
    "批",
    "篇",
    "起",
    "所",
    "座",
    "笔",
    "例",
    "蒸吨",
    "公顷",
    "亩",
    "吨",
    "千克",
    "克",
    "微克",
    "公里",
    "米",
    "平方米",
    "立方米",
    "千瓦时",
    "环节",
];

/// Multipliers that may stand before a unit's name.
pub(crate) const MULTIPLIERS: &[(&str, i128)] = &[
    ("万亿", 1_000_000_000_000),
    ("亿", 100_000_000),
    ("百万", 1_000_000),
    ("万", 10_000),
    ("千", 1_000),
    ("百", 100),
];

impl Measures {
    fn dimension(self) -> Dimension {
        match self {
            Self::Ratio => Dimension::Ratio,
            Self::Points => Dimension::Points,
            Self::Rank => Dimension::Rank,
            Self::Marks => Dimension::of(Atom::Marks),
            Self::Money => Dimension::of(Atom::Money),
            Self::Time => Dimension::of(Atom::Time),
            Self::Months => Dimension::of(Atom::Months),
            Self::WorkingHours => Dimension::of(Atom::WorkingTime),
        }
    }
}

impl Default for Units {
    fn default() -> Self {
        static OWN: LazyLock<Units> = LazyLock::new(|| Units::made(None));
        OWN.clone()
    }
}

impl Units {
    /// The language's own units; `hours_per_working_day` makes working days and working hours convert.
    pub fn new(hours_per_working_day: Option<Ratio>) -> Self {
        match hours_per_working_day {
            None => Self::default(),
            said => Self::made(said),
        }
    }

    fn made(hours_per_working_day: Option<Ratio>) -> Self {
        let mut units = Self {
            by_name: Arc::default(),
            hours_per_working_day: hours_per_working_day.clone(),
        };
        for (en, zh, measures, (above, below), spellings) in TABLE {
            units.add(
                en,
                zh,
                spellings,
                &measures.dimension(),
                &Ratio::new(*above, *below),
            );
        }
        let (dimension, factor) = match hours_per_working_day {
            Some(hours) => (Atom::WorkingTime, hours),
            None => (Atom::WorkingDays, Ratio::ONE),
        };
        let (en, zh, spellings) = WORKING_DAY;
        units.add(en, zh, spellings, &Dimension::of(dimension), &factor);
        for noun in NOUNS {
            let dimension = Dimension::of(Atom::Noun((*noun).into()));
            units.add(noun, noun, &[], &dimension, &Ratio::ONE);
        }
        units
    }

    fn add(
        &mut self,
        en: &str,
        zh: &str,
        spellings: &[&str],
        dimension: &Dimension,
        factor: &Ratio,
    ) {
        let unit = Unit {
            en: en.into(),
            zh: zh.into(),
            dimension: dimension.clone(),
            factor: factor.clone(),
        };
        let by_name = Arc::make_mut(&mut self.by_name);
        for name in [en, zh].iter().chain(spellings) {
            by_name.insert((*name).into(), unit.clone());
        }
    }

    /// Declares a noun, `unit 环节`, or a unit by relation, `unit 起 = 1 件`. False when the name is taken.
    pub fn declare(&mut self, name: &str, relation: Option<(Ratio, &Unit)>) -> bool {
        let built_in_noun = NOUNS.contains(&name);
        if self.by_name.contains_key(name) && !(built_in_noun && relation.is_some()) {
            return built_in_noun && relation.is_none();
        }
        let (dimension, factor) = match relation {
            Some((count, unit)) => (unit.dimension.clone(), &count * &unit.factor),
            None => (Dimension::of(Atom::Noun(name.into())), Ratio::ONE),
        };
        self.add(name, name, &[], &dimension, &factor);
        true
    }

    /// How many hours the policy's working day has, if it says so.
    pub fn hours_per_working_day(&self) -> Option<&Ratio> {
        self.hours_per_working_day.as_ref()
    }

    /// The names that can be written, in byte order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(AsRef::as_ref)
    }

    /// Finds a unit by a name of either language; a multiplier may stand before (`万件`), and a `/` joins two (`件/万人`).
    ///
    /// ```
    /// use dabiao_model::{Ratio, Units};
    /// let units = Units::default();
    /// assert_eq!(units.find("亿元").unwrap().factor, Ratio::whole(100_000_000));
    /// assert_eq!(units.find("件/万人").unwrap().factor, Ratio::new(1, 10_000));
    /// assert!(units.find("parsec").is_none());
    /// ```
    pub fn find(&self, name: &str) -> Option<Unit> {
        let name = name.trim();
        if let Some(unit) = self.by_name.get(name) {
            return Some(unit.clone());
        }
        if let Some((over, under)) = name.rsplit_once('/') {
            let (over, under) = (self.find(over)?, self.find(under)?);
            return Some(Unit {
                en: name.into(),
                zh: name.into(),
                dimension: over.dimension.over(&under.dimension)?,
                factor: over.factor.checked_div(&under.factor)?,
            });
        }
        MULTIPLIERS.iter().find_map(|(prefix, factor)| {
            let unit = self.by_name.get(name.strip_prefix(prefix)?)?;
            let scales = matches!(unit.dimension.atom(), Some(Atom::Noun(_) | Atom::Money));
            scales.then(|| Unit {
                en: name.into(),
                zh: name.into(),
                dimension: unit.dimension.clone(),
                factor: &Ratio::whole(*factor) * &unit.factor,
            })
        })
    }

    /// The plainest unit for a dimension, to show a value whose unit nobody wrote: 元, days, %, 件/户.
    pub fn plainest(&self, dimension: &Dimension) -> Unit {
        match dimension {
            Dimension::Number => Unit::number(),
            Dimension::Ratio => self.named("%"),
            Dimension::Points => self.named("points"),
            Dimension::Rank => self.named("rank"),
            Dimension::Measure(atoms) => self.product(atoms),
        }
    }

    fn named(&self, name: &str) -> Unit {
        self.by_name.get(name).cloned().unwrap_or_else(Unit::number)
    }

    fn plain_atom(&self, atom: &Atom) -> Unit {
        self.named(match atom {
            Atom::Money => "yuan",
            Atom::Time => "days",
            Atom::Months => "months",
            Atom::WorkingTime => "working hours",
            Atom::WorkingDays => "working days",
            Atom::Marks => "marks",
            Atom::Noun(noun) => noun,
        })
    }

    fn product(&self, atoms: &BTreeMap<Atom, i8>) -> Unit {
        let mut factor = Ratio::ONE;
        let mut names = [(Vec::new(), Vec::new()), (Vec::new(), Vec::new())];
        for (atom, power) in atoms {
            let unit = self.plain_atom(atom);
            for _ in 0..power.unsigned_abs() {
                factor = if *power > 0 {
                    &factor * &unit.factor
                } else {
                    factor.checked_div(&unit.factor).unwrap_or(factor)
                };
                let side = if *power > 0 {
                    &mut names[0]
                } else {
                    &mut names[1]
                };
                side.0.push(unit.en.to_string());
                // 个月 is 月 beside a stroke; 个 alone is what is counted.
                let bare = unit.zh.strip_prefix('个').filter(|it| !it.is_empty());
                side.1.push(bare.unwrap_or(&unit.zh).to_owned());
            }
        }
        let [over, under] = names;
        let join = |over: &[String], under: &[String]| {
            let over = if over.is_empty() {
                "1".to_owned()
            } else {
                over.join("·")
            };
            if under.is_empty() {
                over
            } else {
                format!("{over}/{}", under.join("/"))
            }
        };
        let single = atoms.len() == 1 && under.0.is_empty() && over.0.len() == 1;
        let zh = if single {
            self.plain_atom_name_zh(atoms)
        } else {
            join(&over.1, &under.1)
        };
        Unit {
            en: join(&over.0, &under.0).into(),
            zh: zh.into(),
            dimension: Dimension::Measure(Arc::new(atoms.clone())),
            factor,
        }
    }

    fn plain_atom_name_zh(&self, atoms: &BTreeMap<Atom, i8>) -> String {
        atoms
            .keys()
            .next()
            .map(|atom| self.plain_atom(atom).zh.to_string())
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn working_days_convert_only_where_the_policy_says_so() {
        let plain = Units::default();
        let (days, hours) = (
            plain.find("working days").unwrap(),
            plain.find("工作小时").unwrap(),
        );
        assert_ne!(days.dimension, hours.dimension);
        let said = Units::new(Some(Ratio::whole(8)));
        let (days, hours) = (
            said.find("个工作日").unwrap(),
            said.find("working hours").unwrap(),
        );
        assert_eq!(days.dimension, hours.dimension);
        assert_ne!(hours.dimension, said.find("hours").unwrap().dimension);
        let total = days.to_base(&Ratio::new(513, 100));
        assert_eq!(
            hours.show(&total, 12, Language::English),
            "41.04 working hours"
        );
    }

    #[test]
    fn dimensions_multiply_and_divide() {
        let units = Units::default();
        let [yuan, case, share] = ["元", "件", "%"].map(|name| units.find(name).unwrap().dimension);
        assert_eq!(yuan.over(&yuan), Some(Dimension::Ratio));
        assert_eq!(yuan.times(&share), Some(yuan.clone()));
        let per_case = yuan.over(&case).unwrap();
        assert_eq!(per_case.times(&case), Some(yuan));
        assert_eq!(units.plainest(&per_case).zh.as_ref(), "元/件");
        assert_eq!(Dimension::Rank.times(&case), None);
    }

    #[test]
    fn a_declared_relation_makes_nouns_convert() {
        let mut units = Units::default();
        let case = units.find("件").unwrap();
        assert!(units.declare("起", Some((Ratio::ONE, &case))));
        assert_eq!(units.find("起").unwrap().dimension, case.dimension);
        assert!(!units.declare("days", None));
    }

    #[test]
    fn the_plainest_unit_of_an_atom_is_its_own() {
        let units = Units::default();
        for name in ["元", "天", "个工作日", "户", "分", "工作小时", "个月"] {
            let unit = units.find(name).unwrap();
            assert_eq!(units.plainest(&unit.dimension).zh.as_ref(), name);
        }
    }
}
