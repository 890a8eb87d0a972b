//! The page of a diagnostic code.

use dabiao_core::{Code, Language};

use crate::document::CodeDocument;
use crate::paint::{faint, heading, of_severity, paint};
use crate::{Look, words};

/// The page of a code: what it says, why it matters, what to write, an example put right.
pub fn code_page(code: &Code, look: Look) -> String {
    let language = look.language;
    let severity = words::severity(code.severity, language);
    let severity = paint(severity, of_severity(code.severity), look.colour);
    let title = paint(
        &format!("{} {}", code.id, code.name),
        heading(),
        look.colour,
    );
    let message = message_text(code, language);
    let since = code.since;
    let mut page = vec![
        language.pick(
            format!("{title} ({severity}, since language {since})"),
            format!("{title}（{severity}，始于语言 {since}）"),
        ),
        message,
    ];
    page.extend(section(
        words::WHY.get(language),
        language.pick(code.why.0, code.why.1),
        look,
    ));
    page.extend(section(
        words::WHAT_TO_WRITE.get(language),
        &blanks(language.pick(code.help.0, code.help.1)),
        look,
    ));
    page.extend(example(words::WRONG.get(language), code.wrong, look));
    page.extend(example(words::RIGHT.get(language), code.right, look));
    page.join("\n\n")
}

/// The page of a code without colour or marks around its title.
pub(crate) fn page_text(code: &Code, language: Language) -> String {
    code_page(code, Look::plain(language))
}

/// What a code says, its places left open.
pub(crate) fn message_text(code: &Code, language: Language) -> String {
    blanks(language.pick(code.message.0, code.message.1))
}

/// The document of `dabiao explain CODE --format json`, with a line end.
pub fn code_json(code: &Code, language: Language) -> String {
    let pick = |pair: (&'static str, &'static str)| language.pick(pair.0, pair.1);
    crate::to_json::text(&CodeDocument {
        schema: CodeDocument::SCHEMA,
        code: code.id,
        name: code.name,
        severity: code.severity,
        since: code.since,
        message: pick(code.message),
        help: pick(code.help),
        why: pick(code.why),
        wrong: code.wrong,
        right: code.right,
    })
}

fn section(title: &str, text: &str, look: Look) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| format!("{}\n  {text}", paint(title, heading(), look.colour)))
}

fn example(title: &str, text: &str, look: Look) -> Option<String> {
    if text.trim().is_empty() {
        return None;
    }
    let bar = paint("|", faint(), look.colour);
    let lines = text
        .trim_end_matches('\n')
        .lines()
        .map(|line| format!("  {bar} {line}").trim_end().to_owned());
    Some(format!(
        "{}\n{}",
        paint(title, heading(), look.colour),
        lines.collect::<Vec<_>>().join("\n")
    ))
}

/// The text with its places left open: `no metric is named “…”`. A text that is one place only says nothing.
fn blanks(template: &str) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        // ` (临夏县, 2025Q1)` stands where there is an entity or a period, and else nothing does.
        text.push_str(if name == "whose" { "" } else { "…" });
        rest = after;
    }
    text.push_str(rest);
    if text.trim_matches(['…', ' ']).is_empty() {
        String::new()
    } else {
        text
    }
}
