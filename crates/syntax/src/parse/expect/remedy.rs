//! What to write instead, where a line goes on with what does not belong there.

use std::collections::BTreeSet;

use dabiao_diagnostics::phrasing;
use dabiao_grammar::vocabulary::Phrase;
use dabiao_grammar::{DabiaoParser, Rule};
use dabiao_model::Text;
use pest::Parser;

use super::expectation::Expectation;
use crate::parse::suggest;

/// The help for a line that was read up to a place, and for what was looked for there.
pub(super) fn remedy(before: &str, behind: &str, expected: &BTreeSet<Expectation>) -> Option<Text> {
    phrasing::remedy(&format!("{before}{behind}"))
        .or_else(|| second_condition(before, behind, expected))
        .or_else(|| figure_behind(behind, expected))
}

/// `policy "Plan" in force 2025`, `target 1: share ≥ 80% due 2026-06`: where a clause stands in the line of its item,
/// its keyword, and the help.
pub(super) fn clause_in_header(line: &str) -> Option<(usize, &str, Text)> {
    let item = suggest::starts_item(line)?;
    let words = line.match_indices([' ', '\t', '\u{3000}']);
    let mut clauses = words.filter_map(|(at, space)| {
        let at = at.saturating_add(space.len());
        Some((at, suggest::own_clause(item, line.get(at..)?.trim_end())?))
    });
    let (at, keyword) = clauses.next()?;
    let remedy = Text::new(
        format!("`{keyword}` begins a clause: write it on a line of its own below, indented"),
        format!("“{keyword}”是一个子句：请在下面另起一行、缩进书写"),
    );
    Some((at, keyword, remedy))
}

/// `share ≥ 80% amount ≥ 5`, `share ≥ 80%，amount ≥ 5`: a condition behind another.
fn second_condition(before: &str, behind: &str, expected: &BTreeSet<Expectation>) -> Option<Text> {
    let listed = behind.starts_with([',', '，', '、', ';', '；']);
    let goes_on = listed && expected.contains(&Expectation::Joint);
    let compared = |text: &str| text.contains(['≥', '≤', '>', '<', '=', '≠']);
    let again = DabiaoParser::parse(Rule::comparator, behind).is_ok() && compared(before);
    let (en, zh) = (Phrase::ALL_OF.en(), Phrase::ALL_OF.zh());
    (goes_on || again).then(|| {
        Text::new(
            format!("two conditions are joined by `and` or `or`, or stand as parts below `{en}`"),
            format!("两个条件用“且”或“或”相连，或在“{zh}”之下分行列出"),
        )
    })
}

/// `≥ 80%`: what looks like a share of cases, whose cases are missing, lacks its figure more often.
fn figure_behind(behind: &str, expected: &BTreeSet<Expectation>) -> Option<Text> {
    let of = |it: &Expectation| it.is(Phrase::OF) || it.is(Phrase::GENITIVE);
    let of_cases = !expected.is_empty() && expected.iter().all(of);
    (of_cases && behind.trim().is_empty()).then(|| {
        Text::new(
            "a condition begins with the figure that is compared: SME share ≥ 80%",
            "条件以被比较的指标开头：中小企业份额 ≥ 80%",
        )
    })
}
