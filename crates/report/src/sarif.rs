//! Diagnostics as SARIF 2.1.0: what code-scanning services and editors read.

use std::collections::BTreeMap;

use dabiao_core::{At, Code, Diagnostic, Diagnostics, Language, Severity, Sources, Span};
use serde_json::{Map, Value, json};

use crate::terminal::page_text;
use crate::uri;

/// Where the schema of the format is published.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The log of one run of `dabiao check --format sarif`, with a line end.
///
/// A rule is a code of the register that was found, with its page in both languages; columns count characters.
/// Results stand policy by policy, then by place.
pub fn diagnostics_sarif<'a>(
    all: impl Iterator<Item = (&'a Diagnostics, &'a Sources, Language)> + Clone,
    language: Language,
) -> String {
    let found = all.clone().flat_map(|(diagnostics, ..)| diagnostics.iter());
    let codes: BTreeMap<&str, &'static Code> =
        found.map(|found| (found.code.id, found.code)).collect();
    let rules: Vec<Value> = codes.values().map(|code| rule(code, language)).collect();
    let indices: BTreeMap<&str, usize> = codes.keys().copied().zip(0..).collect();
    let mut results = Vec::new();
    for (diagnostics, sources, language) in all {
        let mut sorted = diagnostics.clone();
        sorted.sort();
        let one = |found| result(found, sources, language, &indices);
        results.extend(sorted.iter().map(one));
    }
    crate::to_json::text(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "dabiao",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "language": language.pick("en", "zh"),
                "rules": rules,
            } },
            "language": language.pick("en", "zh"),
            "columnKind": "unicodeCodePoints",
            "invocations": [{ "executionSuccessful": true }],
            "results": results,
        }],
    }))
}

/// A code as a rule: its sentence and reason in the language of the run, its page in both.
fn rule(code: &'static Code, language: Language) -> Value {
    let pages = Language::ALL.map(|language| page_text(code, language));
    json!({
        "id": code.id,
        "name": code.name,
        "shortDescription": { "text": crate::terminal::message_text(code, language) },
        "fullDescription": { "text": language.pick(code.why.0, code.why.1) },
        "help": { "text": pages.join("\n\n") },
        "defaultConfiguration": { "level": level(code.severity) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn result(
    found: &Diagnostic,
    sources: &Sources,
    language: Language,
    indices: &BTreeMap<&str, usize>,
) -> Value {
    let mut place = location(&found.at, sources);
    if let (Some(place), Some(item)) = (place.as_object_mut(), &found.item) {
        place.insert("logicalLocations".into(), json!([{ "name": item }]));
    }
    let help = found.help(language);
    let mut message = found.message(language);
    if !help.is_empty() {
        message = format!("{message}\n{help}");
    }
    let mut result = Map::new();
    result.insert("ruleId".into(), json!(found.code.id));
    result.insert("ruleIndex".into(), json!(indices.get(found.code.id)));
    result.insert("level".into(), json!(level(found.severity)));
    result.insert("message".into(), json!({ "text": message }));
    result.insert("locations".into(), json!([place]));
    let related: Vec<Value> = found
        .related
        .iter()
        .map(|related| {
            let mut there = location(&related.at, sources);
            if let Some(there) = there.as_object_mut() {
                there.insert(
                    "message".into(),
                    json!({ "text": related.label.get(language) }),
                );
            }
            there
        })
        .collect();
    if !related.is_empty() {
        result.insert("relatedLocations".into(), json!(related));
    }
    if let (At::Span(span), Some(fix)) = (&found.at, &found.fix) {
        let fix = replacement(*span, &fix.replace, fix.safe, sources, language);
        result.insert("fixes".into(), json!([fix]));
    }
    Value::Object(result)
}

fn replacement(span: Span, text: &str, safe: bool, sources: &Sources, language: Language) -> Value {
    let description = if safe {
        language.pick("keeps the meaning", "不改变含义")
    } else {
        language.pick(
            "to be looked at: it may change the meaning",
            "请核对：可能改变含义",
        )
    };
    let name = sources.get(span.file).map_or("", |file| file.name());
    json!({
        "description": { "text": description },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri::of_path(name) },
            "replacements": [{
                "deletedRegion": region(span, sources),
                "insertedContent": { "text": text },
            }],
        }],
    })
}

/// A place; one that lies nowhere in particular is the first line of the policy, as services show no result without.
fn location(at: &At, sources: &Sources) -> Value {
    let first = || sources.iter().next().map_or("", |(_, file)| file.name());
    let (name, region) = match at {
        At::Span(span) => (
            sources.get(span.file).map_or("", |file| file.name()),
            region(*span, sources),
        ),
        At::Cell(cell) => (&*cell.source.file, json!({ "startLine": cell.line.max(1) })),
        At::Nowhere => (first(), json!({ "startLine": 1 })),
    };
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri::of_path(name) },
        "region": region,
    } })
}

fn region(span: Span, sources: &Sources) -> Value {
    let Some(file) = sources.get(span.file) else {
        return json!({ "startLine": 1 });
    };
    let (start, end) = (file.position(span.start), file.position(span.end));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}
