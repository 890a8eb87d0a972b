//! What an author probably meant: the nearest keyword, the id that a line speaks of.

use std::sync::LazyLock;

use dabiao_diagnostics::nearest;
use dabiao_grammar::vocabulary::{Kind, Phrase, of_kind};
use dabiao_model::Text;

/// The phrase that a line starts with as a whole token, the longest spelling first, and how it is spelled there.
pub(super) fn starts_with<'t>(text: &'t str, kinds: &[Kind]) -> Option<(&'static Phrase, &'t str)> {
    let phrases = kinds.iter().flat_map(|kind| of_kind(*kind));
    let spelled =
        phrases.flat_map(|phrase| phrase.spellings().map(move |spelling| (phrase, spelling)));
    longest(text, spelled)
}

/// The same for the keywords of items, which are asked for at each line in the first column.
pub(super) fn starts_item(text: &str) -> Option<&'static Phrase> {
    static ITEMS: LazyLock<Vec<(&'static Phrase, &'static str)>> = LazyLock::new(|| {
        let spellings = |phrase: &'static Phrase| phrase.spellings().map(move |it| (phrase, it));
        of_kind(Kind::Item).flat_map(spellings).collect()
    });
    let first = text.as_bytes().first();
    let near = ITEMS
        .iter()
        .filter(|(_, spelling)| spelling.as_bytes().first() == first);
    longest(text, near.copied()).map(|(phrase, _)| phrase)
}

/// The phrase with the longest spelling that a text starts with as a whole token.
fn longest(
    text: &str,
    spelled: impl Iterator<Item = (&'static Phrase, &'static str)>,
) -> Option<(&'static Phrase, &str)> {
    let fits = |spelling: &str| {
        let rest = text
            .strip_prefix(spelling)
            .filter(|_| !spelling.is_empty())?;
        let next = rest.chars().next().unwrap_or(' ');
        let glued = if spelling.is_ascii() {
            next.is_alphanumeric() || next == '-'
        } else {
            next.is_alphabetic()
        };
        (!glued).then(|| text.get(..spelling.len())).flatten()
    };
    let found = spelled.filter_map(|(phrase, spelling)| Some((phrase, fits(spelling)?)));
    found.max_by_key(|(_, word)| word.len())
}

/// The first word of a line.
pub(super) fn first_word(text: &str) -> &str {
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ':' | '：' | '"' | '“' | '「' | '(' | '（' | ',' | '，' | '、'
            )
    };
    let word = text.split(ends).next().unwrap_or_default();
    if word.is_empty() {
        text.chars()
            .next()
            .map_or("", |c| text.get(..c.len_utf8()).unwrap_or_default())
    } else {
        word
    }
}

/// The spelling of a phrase that is nearest to a word, if one is near enough to be meant.
pub(super) fn nearest(word: &str, kinds: &[Kind]) -> Option<&'static str> {
    let spellings = || {
        let phrases = kinds.iter().flat_map(|kind| of_kind(*kind));
        phrases
            .flat_map(Phrase::spellings)
            .filter(|spelling| spelling.chars().count() > 1)
    };
    let glued = spellings().filter(|spelling| !spelling.is_ascii() && word.starts_with(spelling));
    glued
        .max_by_key(|spelling| spelling.len())
        .or_else(|| nearest::nearest(word, spellings()))
}

/// The help for an unknown item.
pub(super) fn item_hint(near: Option<&str>) -> Text {
    match near {
        Some(near) => nearest::did_you_mean(near),
        None => Text::new(
            "items start with `policy`, `unit`, `parameter`, `entity`, `group`, `metric`, `metrics`, `record`, `task`, \
             `target`, `milestone`, `check`, `escalation`, `score`, `note` or `test`; clauses of an item are indented",
            "条目以方案、计量单位、参数、主体、分组、指标、指标表、台账、任务、目标、节点、核验、督办、评分、说明或测试开头；条目的子句须缩进",
        ),
    }
}

/// The help for an unknown clause.
pub(super) fn clause_hint(word: &str, near: Option<&str>) -> Text {
    match near {
        Some(near) if near == word => Text::new(
            format!("`{word}` is a clause of other items, or its words are in another order here"),
            format!("“{word}”是其他条目的子句，或此处语序不同"),
        ),
        Some(near) => nearest::did_you_mean(near),
        None => Text::new(
            "see the reference for the clauses of each item",
            "各条目的子句见语言参考",
        ),
    }
}

/// The id that an item's line gives, or its name where it has none.
pub(super) fn id_of(keyword: &Phrase, text: &str) -> Option<String> {
    let rules = [
        "TASK",
        "TARGET",
        "MILESTONE",
        "CHECK",
        "NOTE",
        "ESCALATION",
        "SCORE",
    ];
    if !rules.contains(&keyword.id()) {
        return None;
    }
    let spelling = keyword
        .spellings()
        .filter(|spelling| text.starts_with(spelling))
        .max_by_key(|s| s.len())?;
    let rest = text.strip_prefix(spelling)?.trim_start();
    let id = rest
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_')))
        .next()?;
    // `escalation for …` has none.
    let is_id = !id.is_empty() && !Phrase::FOR.is_spelled(id);
    is_id.then(|| id.to_owned())
}
