//! A spreadsheet's number format: its sections, which of them shows a value, and what each makes of it.

use dabiao_model::{Decimal, Ratio};

use super::shown::{Grain, Shown};

/// The sections of a format, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Format {
    sections: Vec<Section>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Section {
    condition: Option<Condition>,
    shown: Shown,
}

/// What `[>=10000]` asks of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Condition {
    sign: Comparison,
    than: Ratio,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
    Other,
}

/// What a program in Chinese writes for `General`.
const GENERAL: &[&str] = &["general", "g/通用格式"];

/// The numbers of the formats that have no code and, in Chinese, show a year and a month.
const MONTHS: &[u32] = &[27, 36, 50, 52, 57];

impl Format {
    /// By its code, and by its number where it has one.
    pub(super) fn of(code: &str, id: Option<u32>) -> Self {
        if id.is_some_and(|id| MONTHS.contains(&id)) {
            let shown = Shown {
                grain: Grain::Month,
                ..Shown::default()
            };
            return Self {
                sections: vec![Section {
                    condition: None,
                    shown,
                }],
            };
        }
        let mut sections = Vec::new();
        let mut rest = Some(code.trim());
        // There are four at most; the fourth is for texts.
        while let (Some(code), true) = (rest, sections.len() < 3) {
            let (section, behind) = Scan::default().over(code);
            sections.push(section);
            rest = behind;
        }
        Self { sections }
    }

    /// What is made of a number of these digits: by the conditions where there are any, else by its sign.
    pub(super) fn shown(&self, digits: &str) -> Option<&Shown> {
        let (is_below, is_zero) = (digits.starts_with('-'), digits == "0");
        let conditions = self.sections.iter().any(|it| it.condition.is_some());
        let section = if conditions {
            self.by_condition(&ratio(digits)?)
        } else {
            let index = match self.sections.len() {
                2 | 3 if is_below => 1,
                3 if is_zero => 2,
                _ => 0,
            };
            self.sections.get(index)
        };
        section.map(|it| &it.shown)
    }

    /// The first section whose condition holds. The second of three without one is for what is below zero, the last
    /// without one for all others.
    fn by_condition(&self, value: &Ratio) -> Option<&Section> {
        let holds = |(index, section): &(usize, &Section)| match &section.condition {
            Some(condition) => condition.holds(value),
            None if self.sections.len() == 3 && *index == 1 => *value < Ratio::ZERO,
            None if *index == 0 => *value > Ratio::ZERO,
            None => true,
        };
        let mut sections = self.sections.iter().enumerate();
        sections.find(holds).map(|(_, section)| section)
    }
}

impl Condition {
    /// Reads `>=10000`.
    fn of(text: &str) -> Option<Self> {
        let signs = [
            ("<=", Comparison::AtMost),
            (">=", Comparison::AtLeast),
            ("<>", Comparison::Other),
            ("<", Comparison::Less),
            (">", Comparison::More),
            ("=", Comparison::Equal),
        ];
        signs.iter().find_map(|(sign, comparison)| {
            let than = ratio(text.strip_prefix(sign)?.trim())?;
            Some(Self {
                sign: *comparison,
                than,
            })
        })
    }

    fn holds(&self, value: &Ratio) -> bool {
        match self.sign {
            Comparison::Less => *value < self.than,
            Comparison::AtMost => *value <= self.than,
            Comparison::Equal => *value == self.than,
            Comparison::AtLeast => *value >= self.than,
            Comparison::More => *value > self.than,
            Comparison::Other => *value != self.than,
        }
    }
}

/// The number of a text of digits.
fn ratio(digits: &str) -> Option<Ratio> {
    Some(digits.parse::<Decimal>().ok()?.to_ratio())
}

/// A walk through the signs of a section.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a kind of sign that has come, and they come in any mixture"
)]
struct Scan {
    shown: Shown,
    condition: Option<Condition>,
    has_digits: bool,
    has_point: bool,
    /// Behind `0.00E` or `# ?/`: more digits of the same number.
    has_more: bool,
    /// Commas that no digit has followed yet divide by thousands.
    commas: bool,
    /// A literal that a digit may still follow.
    literal: bool,
    year: bool,
    month: bool,
    finer: bool,
}

impl Scan {
    /// The section that a code begins with, and the code behind it.
    fn over(mut self, code: &str) -> (Section, Option<&str>) {
        let mut rest = code;
        while let Some(sign) = rest.chars().next() {
            if let Some(behind) = self.general(rest) {
                rest = behind;
                continue;
            }
            rest = rest.get(sign.len_utf8()..).unwrap_or_default();
            match sign {
                ';' => return (self.end(), Some(rest)),
                '"' => rest = self.until(rest, '"', Self::literals),
                '[' => rest = self.until(rest, ']', Self::bracket),
                '\\' | '!' => rest = self.one(rest, Self::literals),
                '_' | '*' => rest = self.one(rest, |_, _| ()),
                '/' if self.has_digits && self.shown.behind.trim().is_empty() => {
                    self.has_more = true;
                }
                'E' | 'e' if self.has_digits && rest.starts_with(['+', '-']) => {
                    self.has_more = true;
                    rest = self.one(rest, |_, _| ());
                }
                sign => self.sign(sign),
            }
        }
        (self.end(), None)
    }

    /// What stands behind `General`, which has the place of the digits.
    fn general<'c>(&mut self, code: &'c str) -> Option<&'c str> {
        let behind = GENERAL.iter().find_map(|name| {
            let (word, behind) = code.split_at_checked(name.len())?;
            word.eq_ignore_ascii_case(name).then_some(behind)
        })?;
        self.has_digits = true;
        Some(behind)
    }

    /// Takes in what stands before a sign, and goes on behind it.
    fn until<'c>(&mut self, code: &'c str, end: char, take: impl Fn(&mut Self, &str)) -> &'c str {
        let (within, behind) = code.split_once(end).unwrap_or((code, ""));
        take(self, within);
        behind
    }

    /// Takes in one sign, whatever it is.
    fn one<'c>(&mut self, code: &'c str, take: impl Fn(&mut Self, &str)) -> &'c str {
        let length = code.chars().next().map_or(0, char::len_utf8);
        let (sign, behind) = code.split_at_checked(length).unwrap_or((code, ""));
        take(self, sign);
        behind
    }

    fn sign(&mut self, sign: char) {
        match sign {
            '0'..='9' | '#' | '?' if self.has_more => {}
            '0' | '#' | '?' => self.digit(sign),
            '@' => self.has_digits = true,
            '.' if self.has_digits => {
                self.shown.scaled |= self.commas;
                self.has_point = true;
            }
            '.' => self.has_point = true,
            ',' if self.has_digits => self.commas = true,
            ',' => {}
            '%' => {
                self.shown.percent = true;
                self.literals("%");
            }
            'y' | 'Y' | 'e' | 'E' => self.year = true,
            'm' | 'M' => self.month = true,
            'd' | 'D' | 'h' | 'H' | 's' | 'S' => self.finer = true,
            sign => self.literals(sign.encode_utf8(&mut [0; 4])),
        }
    }

    fn digit(&mut self, sign: char) {
        // 12345 shown as 1.2345: a point that is only drawn.
        self.shown.scaled |= self.literal;
        self.has_digits = true;
        self.commas = false;
        if sign == '0' {
            let count = if self.has_point {
                &mut self.shown.decimals
            } else {
                &mut self.shown.whole
            };
            *count = count.saturating_add(1);
        }
    }

    fn literals(&mut self, text: &str) {
        if self.has_digits {
            self.shown.behind.push_str(text);
            self.literal |= !text.trim().is_empty();
        } else {
            self.shown.before.push_str(text);
        }
    }

    /// A currency, a condition, a colour or the form of the digits.
    fn bracket(&mut self, within: &str) {
        if let Some(currency) = within.strip_prefix('$') {
            let name = currency.split_once('-').map_or(currency, |(name, _)| name);
            self.literals(name);
        } else if let Some(condition) = Condition::of(within) {
            self.condition = Some(condition);
        }
    }

    fn end(mut self) -> Section {
        self.shown.scaled |= self.commas;
        self.shown.grain = Grain::of(self.year, self.month, self.finer);
        let is_day = self.year || self.month || self.finer;
        if !self.has_digits && !is_day {
            self.shown.words = Some(std::mem::take(&mut self.shown.before));
        }
        Section {
            condition: self.condition,
            shown: self.shown,
        }
    }
}
