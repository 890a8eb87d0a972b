//! Files of other languages and other programs: one complaint that says so, in place of one for every line.

use dabiao_diagnostics::register::{NO_DABIAO, UNKNOWN_ITEM};
use dabiao_diagnostics::{Diagnostic, Diagnostics};
use dabiao_model::Text;

/// How many lines that start nothing make a file one of another language: a single one is a slip.
const FEW: usize = 2;

/// The one complaint about a text of which no item was read, and no line looks like one that was meant to be.
pub(super) fn instead_of(diagnostics: &Diagnostics, text: &str) -> Option<Diagnostics> {
    let unknown = || diagnostics.iter().filter(|it| it.code == &UNKNOWN_ITEM);
    if unknown().count() < FEW || unknown().any(|it| it.fix.is_some()) {
        return None;
    }
    let mut only = Diagnostics::new();
    let at = unknown().next()?.at.clone();
    only.push(Diagnostic::at(&NO_DABIAO, at).with("looks", looks_like(text)));
    Some(only)
}

/// What the text looks like, by its first lines.
fn looks_like(text: &str) -> Text {
    let mut lines = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with(['#', '/']));
    let first = lines.next().unwrap_or_default();
    let second = lines.next().unwrap_or_default();
    let commas = |line: &str| line.matches([',', '，', ';', '\t']).count();
    if first.starts_with("package ") {
        Text::new(": it looks like Rego", "，像是 Rego 文件")
    } else if first.starts_with(['{', '[']) {
        Text::new(": it looks like JSON", "，像是 JSON 文件")
    } else if first.starts_with('<') {
        Text::new(": it looks like XML or HTML", "，像是 XML 或 HTML 文件")
    } else if first == "---" || first.ends_with(':') || second.starts_with("- ") {
        Text::new(": it looks like YAML", "，像是 YAML 文件")
    } else if commas(first) > 0 && commas(first) == commas(second) {
        Text::new(
            ": it looks like a table, which is given with `--data`",
            "，像是数据表，请用 `--data` 提供",
        )
    } else {
        Text::default()
    }
}
