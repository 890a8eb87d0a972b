//! Units with their dimensions, so that 件 is never added to 户 and 32 hours are never 4 days by accident.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{Language, Ratio};

/// What a dimension is a product of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Atom {
    /// Money; base 元.
    Money,
    /// Calendar time that converts: hours, days, weeks; base one hour.
    Time,
    /// Calendar months and years, which are no fixed number of days; base one month.
    Months,
    /// Working hours; base one hour. Working days too, where the policy says how many hours a working day has.
    WorkingTime,
    /// Working days where the policy does not say how many hours they have.
    WorkingDays,
    /// Assessment marks, 分.
    Marks,
    /// What is counted: 件, 户, 次 … Each noun is a dimension of its own.
    Noun(Arc<str>),
}

/// What kind of quantity a number is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Dimension {
    /// A plain number.
    Number,
    /// A share or ratio, written in %, ‰ or 成.
    Ratio,
    /// Percentage points: the difference of two ratios.
    Points,
    /// A place in a ranking, 位.
    Rank,
    /// A product of atoms with non-zero exponents, such as 件 · 万人⁻¹.
    Measure(BTreeMap<Atom, i8>),
}

impl Dimension {
    /// One atom to the first power.
    pub fn of(atom: Atom) -> Self {
        Self::Measure(BTreeMap::from([(atom, 1)]))
    }

    /// Whether the dimension is one atom to the first power, and that one.
    pub fn atom(&self) -> Option<&Atom> {
        match self {
            Self::Measure(atoms) if atoms.len() == 1 => {
                atoms.iter().next().filter(|(_, power)| **power == 1).map(|(atom, _)| atom)
            }
            _ => None,
        }
    }

    fn exponents(&self) -> Option<BTreeMap<Atom, i8>> {
        match self {
            Self::Number | Self::Ratio => Some(BTreeMap::new()),
            Self::Points | Self::Rank => None,
            Self::Measure(atoms) => Some(atoms.clone()),
        }
    }

    fn combine(&self, other: &Self, sign: i8) -> Option<BTreeMap<Atom, i8>> {
        let mut atoms = self.exponents()?;
        for (atom, power) in other.exponents()? {
            let entry = atoms.entry(atom).or_insert(0);
            *entry = entry.checked_add(power.checked_mul(sign)?)?;
        }
        atoms.retain(|_, power| *power != 0);
        Some(atoms)
    }

    /// The dimension of a product; nothing when one side cannot be multiplied (a rank, points by a measure).
    pub fn times(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Number, kind) | (kind, Self::Number) => Some(kind.clone()),
            (Self::Ratio, Self::Ratio) => Some(Self::Ratio),
            (Self::Points, Self::Ratio) | (Self::Ratio, Self::Points) => Some(Self::Points),
            _ => {
                let atoms = self.combine(other, 1)?;
                Some(if atoms.is_empty() { Self::Number } else { Self::Measure(atoms) })
            }
        }
    }

    /// The dimension of a quotient; the same dimension twice gives a ratio.
    pub fn over(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Number, Self::Number) => Some(Self::Ratio),
            (kind, Self::Number) => Some(kind.clone()),
            (Self::Points, Self::Points) => Some(Self::Ratio),
            (Self::Points, Self::Ratio) => Some(Self::Points),
            _ => {
                let atoms = self.combine(other, -1)?;
                Some(if atoms.is_empty() { Self::Ratio } else { Self::Measure(atoms) })
            }
        }
    }
}

/// A unit: a name in each language, its dimension, and how many base units it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Unit {
    /// The English name, as written in policies: `working days`.
    pub en: Arc<str>,
    /// The Chinese name: `个工作日`.
    pub zh: Arc<str>,
    /// What it measures.
    pub dimension: Dimension,
    /// One of it in base units: 1/100 for %, 10000 for 万元.
    pub factor: Ratio,
}

impl Unit {
    /// The plain number: no name, factor one.
    pub fn number() -> Self {
        Self { en: "".into(), zh: "".into(), dimension: Dimension::Number, factor: Ratio::ONE }
    }

    /// Its name in `language`.
    pub fn name(&self, language: Language) -> &str {
        language.pick(&self.en, &self.zh)
    }

    /// A value in base units, as the number of these units.
    pub fn from_base(&self, value: &Ratio) -> Ratio {
        value.checked_div(&self.factor).unwrap_or_default()
    }

    /// A number of these units, in base units.
    pub fn to_base(&self, value: &Ratio) -> Ratio {
        value * &self.factor
    }

    /// The value in base units with this unit's name, at most `places` decimals: `17.9%`, `81.75亿元`, `10 days`.
    ///
    /// A number that is cut off is rounded half up.
    pub fn show(&self, value: &Ratio, places: u32, language: Language) -> String {
        self.attach(&self.from_base(value).digits(places), language)
    }

    /// Digits and the unit's name, with a blank where the name is a Latin word.
    pub fn attach(&self, digits: &str, language: Language) -> String {
        let name = self.name(language);
        let name = if digits == "1" && language == Language::English { singular(name) } else { name };
        let gap = if name.starts_with(|c: char| c.is_ascii_alphabetic()) { " " } else { "" };
        format!("{digits}{gap}{name}")
    }
}

/// The singular of the English plurals among the unit names.
fn singular(name: &str) -> &str {
    match name {
        "hours" | "days" | "calendar days" | "weeks" | "months" | "years" | "working days" | "working hours"
        | "points" | "marks" => name.strip_suffix('s').unwrap_or(name),
        _ => name,
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}

/// The units a policy may use: the language's own and those it declares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Units {
    by_name: BTreeMap<Arc<str>, Unit>,
    hours_per_working_day: Option<Ratio>,
}

/// Nouns that count things; each is a unit and a dimension of its own.
const NOUNS: &[&str] = &[
    "件", "户", "项", "次", "宗", "条", "个", "家", "人", "份", "人次", "户次", "件次", "场", "场次", "种", "枚", "名",
    "套", "处", "台", "辆", "期", "批", "篇", "起", "所", "座", "笔", "例", "蒸吨", "公顷", "亩", "吨", "千克", "克",
    "微克", "公里", "米", "平方米", "立方米", "千瓦时", "环节",
];

/// Multipliers that may stand before a unit's name.
pub(crate) const MULTIPLIERS: &[(&str, i128)] =
    &[("万亿", 1_000_000_000_000), ("亿", 100_000_000), ("百万", 1_000_000), ("万", 10_000), ("千", 1_000), ("百", 100)];

impl Default for Units {
    fn default() -> Self {
        Self::new(None)
    }
}

impl Units {
    /// The language's own units; `hours_per_working_day` makes working days and working hours convert.
    pub fn new(hours_per_working_day: Option<Ratio>) -> Self {
        let mut units = Self { by_name: BTreeMap::new(), hours_per_working_day: hours_per_working_day.clone() };
        let time = || Dimension::of(Atom::Time);
        let months = || Dimension::of(Atom::Months);
        let n = Ratio::whole;
        units.add(&["%", "％", "percent"], "%", "%", Dimension::Ratio, Ratio::new(1, 100));
        units.add(&["‰"], "‰", "‰", Dimension::Ratio, Ratio::new(1, 1000));
        units.add(&["成"], "成", "成", Dimension::Ratio, Ratio::new(1, 10));
        units.add(
            &["points", "point", "个百分点", "百分点", "percentage points"],
            "points",
            "个百分点",
            Dimension::Points,
            Ratio::new(1, 100),
        );
        units.add(&["rank", "ranks", "位", "名次"], "rank", "位", Dimension::Rank, n(1));
        units.add(&["marks", "mark", "分"], "marks", "分", Dimension::of(Atom::Marks), n(1));
        units.add(&["yuan", "元"], "yuan", "元", Dimension::of(Atom::Money), n(1));
        units.add(&["万元"], "万元", "万元", Dimension::of(Atom::Money), n(10_000));
        units.add(&["亿元"], "亿元", "亿元", Dimension::of(Atom::Money), n(100_000_000));
        units.add(&["hours", "hour", "小时", "个小时"], "hours", "小时", time(), n(1));
        units.add(&["days", "day", "天"], "days", "天", time(), n(24));
        units.add(
            &["calendar days", "calendar day", "日", "自然日", "个自然日"],
            "calendar days",
            "日",
            time(),
            n(24),
        );
        units.add(&["weeks", "week", "周", "星期", "个星期"], "weeks", "周", time(), n(168));
        units.add(&["months", "month", "个月", "月"], "months", "个月", months(), n(1));
        units.add(&["years", "year", "年"], "years", "年", months(), n(12));
        let working = Dimension::of(Atom::WorkingTime);
        units.add(
            &["working hours", "working hour", "工作小时", "个工作小时"],
            "working hours",
            "工作小时",
            working.clone(),
            n(1),
        );
        let (days, factor) = match hours_per_working_day {
            Some(hours) => (working, hours),
            None => (Dimension::of(Atom::WorkingDays), n(1)),
        };
        units.add(
            &["working days", "working day", "个工作日", "工作日"],
            "working days",
            "个工作日",
            days,
            factor,
        );
        for noun in NOUNS {
            units.add(&[noun], noun, noun, Dimension::of(Atom::Noun((*noun).into())), n(1));
        }
        units
    }

    fn add(&mut self, names: &[&str], en: &str, zh: &str, dimension: Dimension, factor: Ratio) {
        let unit = Unit { en: en.into(), zh: zh.into(), dimension, factor };
        for name in names {
            self.by_name.insert((*name).into(), unit.clone());
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
        self.add(&[name], name, name, dimension, factor);
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
                factor = if *power > 0 { &factor * &unit.factor } else { factor.checked_div(&unit.factor).unwrap_or(factor) };
                let side = if *power > 0 { &mut names[0] } else { &mut names[1] };
                side.0.push(unit.en.to_string());
                side.1.push(unit.zh.trim_start_matches('个').to_owned());
            }
        }
        let [over, under] = names;
        let join = |over: &[String], under: &[String]| {
            let over = if over.is_empty() { "1".to_owned() } else { over.join("·") };
            if under.is_empty() { over } else { format!("{over}/{}", under.join("/")) }
        };
        let single = atoms.len() == 1 && under.0.is_empty() && over.0.len() == 1;
        let zh = if single { self.plain_atom_name_zh(atoms) } else { join(&over.1, &under.1) };
        Unit {
            en: join(&over.0, &under.0).into(),
            zh: zh.into(),
            dimension: Dimension::Measure(atoms.clone()),
            factor,
        }
    }

    fn plain_atom_name_zh(&self, atoms: &BTreeMap<Atom, i8>) -> String {
        atoms.keys().next().map(|atom| self.plain_atom(atom).zh.to_string()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn working_days_convert_only_where_the_policy_says_so() {
        let plain = Units::default();
        let (days, hours) = (plain.find("working days").unwrap(), plain.find("工作小时").unwrap());
        assert_ne!(days.dimension, hours.dimension);
        let said = Units::new(Some(Ratio::whole(8)));
        let (days, hours) = (said.find("个工作日").unwrap(), said.find("working hours").unwrap());
        assert_eq!(days.dimension, hours.dimension);
        assert_ne!(hours.dimension, said.find("hours").unwrap().dimension);
        let total = days.to_base(&Ratio::new(513, 100));
        assert_eq!(hours.show(&total, 12, Language::English), "41.04 working hours");
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
