//! Writes the keywords of the grammar, longest spelling first, from the table.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{Kind, PHRASES, Phrase, units};

const HEADER: &str = "\
// Generated from src/vocabulary/table.rs by the test `keywords_are_fresh`. Not to be edited.
// `word_end` and `token_end` are in dabiao.pest: an English word ends where no letter, digit or hyphen follows,
// a Chinese keyword where no letter does.
";

/// The text of `keywords.pest`: a rule for each phrase that is no pattern, and the words that are units.
///
/// `kw_…` reads a phrase as a whole token; `glued_…` reads a comparator that may stand glued to a Chinese name.
pub fn to_pest() -> String {
    let mut text = String::from(HEADER);
    for phrase in PHRASES
        .iter()
        .filter(|phrase| !matches!(phrase.kind(), Kind::Pattern | Kind::Month | Kind::Rhythm))
    {
        write_rule(&mut text, &phrase.rule(), phrase);
        if matches!(phrase.kind(), Kind::Comparator | Kind::Benchmark) || GLUED.contains(phrase) {
            write_glued(&mut text, phrase);
        }
    }
    write_stop(&mut text);
    write_units(&mut text);
    text
}

/// The words that end a name where they stand as whole tokens, gathered by their first character, because they are
/// tried before each word of each name.
fn write_stop(text: &mut String) {
    let ends_name =
        |phrase: &&&Phrase| phrase.kind() == Kind::Word || phrase.kind() == Kind::Comparator;
    let zh = PHRASES
        .iter()
        .filter(ends_name)
        .flat_map(|phrase| phrase.all_zh());
    write_gathered(
        text,
        "stop_zh",
        zh.map(|spelling| (*spelling, chinese(spelling))),
    );
    let glued = super::of_kind(Kind::Comparator)
        .chain([Phrase::REACHES])
        .flat_map(Phrase::all_zh);
    let heads: BTreeSet<char> = glued
        .filter_map(|spelling| spelling.chars().next())
        .collect();
    let heads: Vec<_> = heads
        .into_iter()
        .map(|head| format!("\"{head}\""))
        .collect();
    let _ = writeln!(text, "glued_head = _{{ {} }}", heads.join(" | "));
    let en = ENGLISH_STOPS.iter().flat_map(|phrase| phrase.all_en());
    write_gathered(
        text,
        "stop_en",
        en.map(|spelling| (*spelling, english(spelling))),
    );
}

/// Phrases beside the comparators that may stand glued to what follows them in Chinese: `优于上年`, `较上年提高2个百分点`.
const GLUED: &[&Phrase] = &[
    Phrase::BETTER_THAN,
    Phrase::NOT_WORSE_THAN,
    Phrase::COMPARED_WITH,
    Phrase::YEAR_ON_YEAR,
    Phrase::RISES,
    Phrase::FALLS,
    Phrase::GROWS,
    Phrase::SHRINKS,
    Phrase::LAST_YEAR,
    Phrase::SAME_PERIOD_LAST_YEAR,
    Phrase::LAST_PERIOD,
    Phrase::LAST_QUARTER,
    Phrase::LAST_MONTH,
    Phrase::BASELINE,
];

/// The English phrases that end a name wherever they stand.
const ENGLISH_STOPS: &[&Phrase] = &[
    Phrase::AND,
    Phrase::OR,
    Phrase::NOT,
    Phrase::OF,
    Phrase::IS,
    Phrase::WHERE,
    Phrase::WITHIN,
    Phrase::BETWEEN,
    Phrase::REACHES,
    Phrase::CLEARED,
    Phrase::AT_LEAST,
    Phrase::AT_MOST,
    Phrase::MORE_THAN,
    Phrase::LESS_THAN,
    Phrase::EQUAL,
    Phrase::NOT_EQUAL,
    Phrase::BETTER_THAN,
    Phrase::IMPROVES,
    Phrase::IMPROVES_BY_AT_LEAST,
    Phrase::NARROWS,
    Phrase::INCREASES_MORE,
    Phrase::DOUBLES,
    Phrase::BEHIND,
    Phrase::LAST_YEAR,
    Phrase::SAME_PERIOD_LAST_YEAR,
    Phrase::LAST_PERIOD,
    Phrase::LAST_QUARTER,
    Phrase::LAST_MONTH,
    Phrase::YEAR_TO_DATE,
    Phrase::SINCE_YEAR_START,
    Phrase::AT_BASELINE,
    Phrase::SAME_DAY,
    Phrase::FOR_MORE_THAN,
    Phrase::AMONG_OTHERS,
    Phrase::OWN_LEVEL,
];

/// Writes a rule whose alternatives are gathered by their first character.
fn write_gathered(
    text: &mut String,
    rule: &str,
    spellings: impl Iterator<Item = (&'static str, String)>,
) {
    let mut by_first: BTreeMap<char, BTreeMap<&str, String>> = BTreeMap::new();
    for (spelling, pattern) in spellings {
        if let Some(first) = spelling.chars().next() {
            by_first.entry(first).or_default().insert(spelling, pattern);
        }
    }
    let groups = by_first.into_iter().map(|(first, spellings)| {
        let mut spellings: Vec<_> = spellings.into_iter().collect();
        spellings.sort_by_key(|(spelling, _)| Reverse(spelling.chars().count()));
        let patterns: Vec<_> = spellings.into_iter().map(|(_, pattern)| pattern).collect();
        format!("&\"{first}\" ~ ({})", patterns.join(" | "))
    });
    let groups: Vec<_> = groups.collect();
    // INVARIANT: writing into a String cannot fail.
    let _ = writeln!(text, "{rule} = @{{ {} }}", groups.join(" | "));
}

fn write_rule(text: &mut String, rule: &str, phrase: &Phrase) {
    let english = phrase
        .all_en()
        .iter()
        .map(|spelling| (*spelling, english(spelling)));
    let chinese = phrase
        .all_zh()
        .iter()
        .map(|spelling| (*spelling, chinese(spelling)));
    write_alternatives(text, rule, english.chain(chinese));
}

fn write_glued(text: &mut String, phrase: &Phrase) {
    let rule = format!("glued_{}", phrase.id().to_ascii_lowercase());
    write_alternatives(
        text,
        &rule,
        phrase
            .all_zh()
            .iter()
            .map(|spelling| (*spelling, quoted(spelling))),
    );
}

fn write_units(text: &mut String) {
    let named = |names: &'static [&'static str]| names.iter().map(|name| (*name, joined(name)));
    write_alternatives(text, "known_en_unit", named(units::ENGLISH));
    write_alternatives(text, "known_zh_unit", named(units::CHINESE));
}

/// Writes a rule whose alternatives are tried from the longest spelling to the shortest, each once.
fn write_alternatives(
    text: &mut String,
    rule: &str,
    spellings: impl Iterator<Item = (&'static str, String)>,
) {
    let mut seen = BTreeSet::new();
    let mut spellings: Vec<_> = spellings
        .filter(|(spelling, _)| !spelling.is_empty() && seen.insert(*spelling))
        .collect();
    spellings.sort_by_key(|(spelling, _)| Reverse(spelling.chars().count()));
    let alternatives: Vec<_> = spellings.into_iter().map(|(_, pattern)| pattern).collect();
    // INVARIANT: writing into a String cannot fail.
    let _ = writeln!(text, "{rule} = @{{ {} }}", alternatives.join(" | "));
}

fn english(spelling: &str) -> String {
    let end = if spelling.ends_with(|c: char| c.is_ascii_alphabetic()) {
        " ~ word_end"
    } else {
        ""
    };
    format!("{}{end}", joined(spelling))
}

fn chinese(spelling: &str) -> String {
    let words: Vec<_> = spelling.split(' ').map(quoted).collect();
    let symbol = spelling.chars().all(|c| !c.is_alphabetic());
    format!(
        "{}{}",
        words.join(" ~ blank* ~ "),
        if symbol { "" } else { " ~ token_end" }
    )
}

fn joined(spelling: &str) -> String {
    spelling
        .split(' ')
        .map(quoted)
        .collect::<Vec<_>>()
        .join(" ~ blank+ ~ ")
}

fn quoted(word: &str) -> String {
    format!("\"{word}\"")
}
