//! What a document says that the same one made again does not, told verdict by verdict.

use std::collections::{BTreeMap, VecDeque};

use dabiao_core::{Language, Text};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::HistoryError;

/// The most verdicts that are shown to differ.
const MOST_SHOWN: usize = 20;

/// The most characters of a value that are shown.
const MOST_CHARACTERS: usize = 60;

/// Where the earlier document stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Earlier {
    /// In a seal.
    Sealed,
    /// In a history.
    Kept,
}

/// A document, as far as differences are told by its parts.
#[derive(Deserialize)]
pub(crate) struct Document {
    pub(crate) verdicts: Vec<Value>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

impl Document {
    pub(crate) fn of(text: &str) -> Result<Self, HistoryError> {
        serde_json::from_str(text).map_err(|error| HistoryError::no_json(&error))
    }
}

/// What differs; nothing where the bytes are the same.
pub(crate) fn between(
    before: &str,
    again: &str,
    earlier: Earlier,
) -> Result<Vec<Text>, HistoryError> {
    if before == again {
        return Ok(Vec::new());
    }
    let (before, again) = (Document::of(before)?, Document::of(again)?);
    let mut found = verdicts(&before.verdicts, &again.verdicts, earlier);
    let (before, again) = (Value::Object(before.rest), Value::Object(again.rest));
    let keys = |of: &Value| of.as_object().map(|it| it.keys().cloned().collect());
    let mut names: Vec<String> = keys(&before).unwrap_or_default();
    names.extend(keys(&again).unwrap_or_default());
    names.sort();
    names.dedup();
    found.extend(names.iter().filter_map(|key| {
        let leaves = leaves(before.get(key), again.get(key), key);
        leaf_text(&leaves, earlier)
    }));
    if found.is_empty() {
        found.push(laid_out_otherwise());
    }
    Ok(found)
}

/// The same, in another order of parts or with other spaces.
pub(crate) fn laid_out_otherwise() -> Text {
    Text::new(
        "laid out otherwise: other spaces, line ends or order of its parts",
        "排版不同：空格、换行或各部分的次序有改动",
    )
}

/// Who is judged of what and when: what a verdict is found again by.
fn seat(verdict: &Value) -> [String; 3] {
    ["target", "entity", "period"].map(|key| verdict.get(key).map(plain).unwrap_or_default())
}

/// Verdicts that differ, each beside the one of the same target, entity and period.
fn verdicts(before: &[Value], again: &[Value], earlier: Earlier) -> Vec<Text> {
    let mut others: BTreeMap<[String; 3], VecDeque<(usize, &Value)>> = BTreeMap::new();
    for (place, verdict) in again.iter().enumerate() {
        let seat = others.entry(seat(verdict)).or_default();
        seat.push_back((place, verdict));
    }
    let mut found = Vec::new();
    for verdict in before {
        let other = others.get_mut(&seat(verdict)).and_then(VecDeque::pop_front);
        match other {
            Some((_, other)) if other == verdict => {}
            Some((_, other)) => found.extend(changed(verdict, other, earlier)),
            None => found.push(alone(verdict, earlier, false)),
        }
    }
    let mut left: Vec<(usize, &Value)> = others.into_values().flatten().collect();
    left.sort_by_key(|(place, _)| *place);
    found.extend(left.iter().map(|(_, it)| alone(it, earlier, true)));
    let more = found.len().saturating_sub(MOST_SHOWN);
    if more > 0 {
        found.truncate(MOST_SHOWN);
        found.push(Text::new(
            format!("and {more} more verdicts"),
            format!("另有 {more} 条结论"),
        ));
    }
    found
}

fn named(verdict: &Value, language: Language) -> String {
    let [target, entity, period] = seat(verdict);
    let period = crate::text::period_said(&period, language);
    let parts = [target, entity, period].into_iter();
    parts
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Its state and figure.
fn outcome(verdict: &Value, language: Language) -> String {
    let part = |path: &str| verdict.pointer(path).map(plain).unwrap_or_default();
    let state = crate::text::state(&part("/state"), language);
    format!("{state} {}", part("/actual/value"))
        .trim()
        .to_owned()
}

/// A verdict that came out otherwise: by its state and figure, or else by the first part that differs.
fn changed(before: &Value, again: &Value, earlier: Earlier) -> Option<Text> {
    let said = |of, language| outcome(of, language);
    let (en, zh) = (Language::English, Language::Chinese);
    let what = if said(before, en) == said(again, en) {
        let mut leaves = leaves(Some(before), Some(again), "");
        // What was required says more than what follows from it.
        leaves.sort_by_key(|(path, ..)| !path.starts_with("threshold"));
        leaf_text(&leaves, earlier)?
    } else {
        Text::new(
            turned(&said(before, en), &said(again, en), earlier, en),
            turned(&said(before, zh), &said(again, zh), earlier, zh),
        )
    };
    Some(Text::new(
        format!("{}: {}", named(before, en), what.get(en)),
        format!("{}：{}", named(before, zh), what.get(zh)),
    ))
}

fn turned(before: &str, again: &str, earlier: Earlier, language: Language) -> String {
    let (en, zh) = match earlier {
        Earlier::Sealed => ("sealed", "封存为"),
        Earlier::Kept => ("was", "原为"),
    };
    language.pick(
        format!("{en} “{before}”, comes to “{again}”"),
        format!("{zh}“{before}”，重算为“{again}”"),
    )
}

/// A verdict that only one of the two has.
fn alone(verdict: &Value, earlier: Earlier, is_new: bool) -> Text {
    let named = |language| named(verdict, language);
    let (name_en, name_zh) = (named(Language::English), named(Language::Chinese));
    let (en, zh) = (
        outcome(verdict, Language::English),
        outcome(verdict, Language::Chinese),
    );
    let (was_en, was_zh) = match earlier {
        Earlier::Sealed => ("sealed", "封存"),
        Earlier::Kept => ("kept", "存档"),
    };
    if is_new {
        Text::new(
            format!("{name_en}: not {was_en}, comes to “{en}”"),
            format!("{name_zh}：{was_zh}时没有，重算为“{zh}”"),
        )
    } else {
        Text::new(
            format!("{name_en}: {was_en} “{en}”, does not come out any more"),
            format!("{name_zh}：{was_zh}为“{zh}”，重算后没有"),
        )
    }
}

/// A part of a document that is another one there: its path, as it was, as it is.
type Leaf<'v> = (String, Option<&'v Value>, Option<&'v Value>);

/// The parts that differ, in their order.
fn leaves<'v>(before: Option<&'v Value>, again: Option<&'v Value>, path: &str) -> Vec<Leaf<'v>> {
    let below = |key: &str| match path {
        "" => key.to_owned(),
        path => format!("{path}.{key}"),
    };
    match (before, again) {
        (before, again) if before == again => Vec::new(),
        (Some(Value::Object(one)), Some(Value::Object(other))) => {
            let added = other.keys().filter(|key| !one.contains_key(*key));
            let keys = one.keys().chain(added);
            keys.flat_map(|key| leaves(one.get(key), other.get(key), &below(key)))
                .collect()
        }
        (Some(Value::Array(one)), Some(Value::Array(other))) => {
            let most = one.len().max(other.len());
            let items = (0..most).map(|index| (index, one.get(index), other.get(index)));
            items
                .flat_map(|(index, before, again)| {
                    let number = index.saturating_add(1).to_string();
                    leaves(before, again, &below(&number))
                })
                .collect()
        }
        _ => vec![(path.to_owned(), before, again)],
    }
}

/// The first part that differs, and how many more there are.
fn leaf_text(leaves: &[Leaf<'_>], earlier: Earlier) -> Option<Text> {
    let (path, before, again) = leaves.first()?;
    let more = leaves.len().saturating_sub(1);
    let said = |language: Language| {
        let shown = |value: Option<&Value>| match value.map(plain) {
            Some(text) if !text.is_empty() => shortened(&text),
            _ => language.pick("nothing", "无").to_owned(),
        };
        let what = turned(&shown(*before), &shown(*again), earlier, language);
        let what = language.pick(format!("`{path}` {what}"), format!("“{path}”{what}"));
        match more {
            0 => what,
            1 => language.pick(
                format!("{what}, and 1 more part"),
                format!("{what}，另有 1 处"),
            ),
            _ => language.pick(
                format!("{what}, and {more} more parts"),
                format!("{what}，另有 {more} 处"),
            ),
        }
    };
    Some(Text::new(said(Language::English), said(Language::Chinese)))
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
