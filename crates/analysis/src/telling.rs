//! Findings as diagnostics of the register.

use dabiao_diagnostics::{At, Code, Diagnostic, register};
use dabiao_eval::Program;
use dabiao_model::{Language, Text};

use crate::targets::{Finding, Matter};

/// How many entities and periods are named before the rest is counted.
const NAMED: usize = 3;

impl Matter {
    /// Its entry of the register.
    pub fn code(self) -> &'static Code {
        match self {
            Self::Contradictory => &register::CONTRADICTORY_TARGETS,
            Self::NeverMet => &register::NEVER_MET,
            Self::NeverUnmet => &register::NEVER_UNMET,
            Self::Implied => &register::IMPLIED_TARGET,
            Self::Repeated => &register::REPEATED_TARGET,
            Self::NoThreshold => &register::NO_THRESHOLD,
            Self::NeverBelieved => &register::NEVER_BELIEVED,
        }
    }
}

impl Finding {
    /// The finding as a diagnostic at the place of its target.
    pub fn diagnostic(&self, program: &Program, at: At) -> Diagnostic {
        let id = |rule: &usize| program.rules.get(*rule).map_or("", |rule| rule.id.as_ref());
        let others: Vec<&str> = self.others.iter().map(id).collect();
        let mut diagnostic = Diagnostic::at(self.matter.code(), at)
            .with("rule", id(&self.rule))
            .with("who", self.who(program));
        if !others.is_empty() {
            diagnostic = diagnostic.with("others", listed(&others));
        }
        diagnostic.item = Some(id(&self.rule).to_owned());
        diagnostic
    }

    /// Whom it is found of, and when, where that is not everyone the target is for, and always:
    /// ` (临夏县, 永靖县 and 6 more; 2025Q4)`.
    fn who(&self, program: &Program) -> Text {
        let Some(rule) = program.rules.get(self.rule) else {
            return Text::default();
        };
        let entities = self.entities();
        let every = rule.entities.iter().all(|entity| entities.contains(entity));
        let names: Vec<&str> = entities
            .iter()
            .flatten()
            .filter(|_| !every)
            .map(|entity| program.schema.entity_name(*entity))
            .collect();
        let mut periods: Vec<_> = self.seats.iter().filter_map(|seat| seat.period).collect();
        periods.sort_unstable();
        periods.dedup();
        let dates = &rule.schedule.once;
        if dates.iter().all(|once| periods.contains(&once.period)) {
            periods.clear();
        }
        let side = |language: Language| {
            let periods: Vec<String> = periods.iter().map(|it| it.text(language)).collect();
            let periods: Vec<&str> = periods.iter().map(String::as_str).collect();
            let parts = [some_of(&names, language), some_of(&periods, language)];
            let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
            if parts.is_empty() {
                return String::new();
            }
            language.pick(
                format!(" ({})", parts.join("; ")),
                format!("（{}）", parts.join("；")),
            )
        };
        Text::new(side(Language::English), side(Language::Chinese))
    }
}

/// The first names, and how many more there are.
pub(crate) fn some_of(names: &[&str], language: Language) -> String {
    let first: Vec<&str> = names.iter().take(NAMED).copied().collect();
    let first = first.join(language.pick(", ", "、"));
    match names.len().saturating_sub(NAMED) {
        0 => first,
        more => language.pick(
            format!("{first} and {more} more"),
            format!("{first}等 {} 个", names.len()),
        ),
    }
}

/// `“16.1”, “16.2” and “16.3”`.
pub(crate) fn listed(names: &[&str]) -> Text {
    let quoted: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    let en = match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    };
    Text::new(en, quoted.join("、"))
}
