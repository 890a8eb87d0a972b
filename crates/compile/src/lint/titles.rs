//! Titles that say something else than what stands below them.

use std::collections::BTreeSet;

use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_model::literal::half_width;
use dabiao_syntax::ast::{Item, ItemKind, Str};
use rustc_hash::FxHashMap;

use super::Linted;
use crate::hir;

/// How a title says that a gap is to become smaller.
const NARROWS: [&str; 8] = [
    "缩小", "收窄", "缩短", "narrow", "reduce", "close", "smaller", "shrink",
];

impl Linted<'_> {
    pub(super) fn titles(&mut self) {
        let mut seen: FxHashMap<&str, Span> = FxHashMap::default();
        for item in self.items() {
            let Some(title) = title(item) else {
                continue;
            };
            let mut found = Vec::new();
            let is_target = matches!(item.kind, ItemKind::Target(_));
            // Most titles have no number and speak of no gap, and nothing is asked of what stands below them.
            let rest = if is_telling(&title.text) {
                self.without(item.span, title)
            } else {
                String::new()
            };
            if is_target && !rest.is_empty() {
                if let Some(number) = other_percentage(&title.text, &rest) {
                    let it = Diagnostic::new(&register::TITLE_NUMBER_DIFFERS, title.span);
                    found.push(it.with("number", number));
                }
                if says_smaller_gap(&title.text) && !speaks_of_gap(&rest) {
                    found.push(Diagnostic::new(&register::GAP_WITHOUT_GAP, title.span));
                }
            }
            if is_target {
                if let Some(first) = seen.get(title.text.as_str()) {
                    let it = Diagnostic::new(&register::REPEATED_TITLE, title.span);
                    let it = it.with("title", title.text.as_str());
                    found.push(it.related(*first, "the first one", "第一个"));
                }
                seen.entry(&title.text).or_insert(title.span);
            }
            let rule = self.rule_at(item.span);
            let asked = rule.filter(|_| !rest.is_empty());
            if let Some(year) = asked.and_then(|rule| other_year(&title.text, &rest, rule)) {
                let it = Diagnostic::new(&register::TITLE_YEAR_DIFFERS, title.span);
                found.push(it.with("year", year));
            }
            for it in found {
                let id = rule.map(|rule| rule.id.to_string());
                self.report(match id {
                    Some(id) => it.in_item(id),
                    None => it,
                });
            }
        }
    }

    /// The text of an item without its title.
    fn without(&self, span: Span, title: &Str) -> String {
        let before = self.text(Span {
            end: title.span.start,
            ..span
        });
        let after = self.text(Span {
            start: title.span.end,
            ..span
        });
        format!("{before} {after}")
    }
}

/// Whether a title has a digit or may speak of a gap.
fn is_telling(title: &str) -> bool {
    let tells = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || c == '差';
    let mut pairs = title.as_bytes().windows(3);
    title.contains(tells) || pairs.any(|word| word.eq_ignore_ascii_case(b"gap"))
}

fn title(item: &Item) -> Option<&Str> {
    match &item.kind {
        ItemKind::Target(it) => it.title.as_ref(),
        ItemKind::Milestone(it) => it.title.as_ref(),
        _ => None,
    }
}

/// A percentage of the title that is none of those below it, where there are any.
fn other_percentage(title: &str, rest: &str) -> Option<String> {
    let demanded = percentages(rest);
    let said = percentages(title);
    let other = said.into_iter().find(|number| !demanded.contains(number));
    other
        .filter(|_| !demanded.is_empty())
        .map(|number| format!("{number}%"))
}

/// The numbers before a percent sign, without zeros at the end of a fraction.
fn percentages(text: &str) -> BTreeSet<String> {
    let text = half_width(text);
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices('%') {
        let before = text.get(..at).unwrap_or_default().trim_end();
        let digits = before
            .chars()
            .rev()
            .take_while(|c| c.is_ascii_digit() || *c == '.')
            .count();
        let start = before.len().saturating_sub(digits);
        let number = before.get(start..).unwrap_or_default();
        let plain = if number.contains('.') {
            number.trim_end_matches('0').trim_end_matches('.')
        } else {
            number
        };
        if plain.starts_with(|c: char| c.is_ascii_digit()) {
            found.insert(plain.to_owned());
        }
    }
    found
}

fn says_smaller_gap(title: &str) -> bool {
    let title = title.to_lowercase();
    speaks_of_gap(&title) && NARROWS.iter().any(|word| title.contains(word))
}

fn speaks_of_gap(text: &str) -> bool {
    let text = text.to_lowercase();
    text.contains("差距")
        || text
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word == "gap")
}

/// A year of the title in which nothing is due, of a rule with dates.
fn other_year(title: &str, rest: &str, rule: &hir::Rule) -> Option<String> {
    let once = &rule.schedule.once;
    if once.is_empty() || rule.schedule.each.is_some() {
        return None;
    }
    let said = years(title);
    let below = years(rest);
    said.into_iter().find(|year| {
        let in_year = |date: &str| date.starts_with(year.as_str());
        let due = once
            .iter()
            .any(|it| in_year(&it.due.to_string()) || in_year(&it.period.start().to_string()));
        !due && !below.contains(year)
    })
}

/// The numbers of four digits that are years of this century.
fn years(text: &str) -> BTreeSet<String> {
    let text = half_width(text);
    let runs = text.split(|c: char| !c.is_ascii_digit());
    runs.filter(|run| run.len() == 4 && run.starts_with("20"))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_found_whatever_stands_around_them() {
        let found: Vec<String> = percentages("占比不低于８０％、92.50 % 以上")
            .into_iter()
            .collect();
        assert_eq!(found, ["80", "92.5"]);
        assert!(percentages("% of 5").is_empty());
    }

    #[test]
    fn a_number_that_stands_below_is_no_other() {
        assert_eq!(other_percentage("占比达80%", "占比 ≥ 80.0%"), None);
        assert_eq!(
            other_percentage("占比达80%", "占比 ≥ 85%"),
            Some("80%".to_owned())
        );
        assert_eq!(
            other_percentage("占比达80%", "占比 reaches province best"),
            None
        );
    }
}
