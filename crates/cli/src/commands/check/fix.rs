//! `dabiao check --fix`: what is put right without changing the meaning.

use std::ops::Range;
use std::path::Path;

use dabiao_core::{At, Diagnostic, Diagnostics, Language, SourceFile, Sources, Span};

use crate::failure::Failure;
use crate::levels::Levels;
use crate::{diff, files, output};

/// What is put right may show what stood behind it; after so many rounds the rest is left to the next run.
const MOST_ROUNDS: usize = 8;

/// Puts right what is safe in a policy's own files, each written whole or not at all; with `dry` only shows how they
/// would differ. Whether there was anything to put right.
pub(super) fn run(
    path: &Path,
    dry: bool,
    levels: &Levels,
    asked: Option<Language>,
) -> Result<bool, Failure> {
    let before = files::policy(path)?;
    let (mut after, mut told) = (before.clone(), String::new());
    for _ in 0..MOST_ROUNDS {
        let policy = files::compile(&after, files::MOST_LEVELS)?;
        let language = asked.unwrap_or_else(|| policy.language());
        let diagnostics = levels.judge(policy.diagnostics());
        let fixes = safe(&diagnostics, &after);
        if fixes.is_empty() {
            break;
        }
        for fix in &fixes {
            told.push_str(&line(fix, &after, dry, language));
        }
        after = replaced(&after, &fixes);
    }
    let changed = before.iter().zip(after.iter());
    let changed = changed.filter(|((_, old), (_, new))| old.text() != new.text());
    let mut any = false;
    for ((_, old), (_, new)) in changed {
        any = true;
        if dry {
            output::print(&diff::text(old.name(), old.text(), new.text()))?;
        } else {
            files::replace(Path::new(old.name()), new.text())?;
        }
    }
    output::error(&told);
    Ok(any)
}

/// A replacement that keeps the meaning, of a place in one of the policy's own files.
struct SafeFix<'a> {
    span: Span,
    replace: &'a str,
    of: &'a Diagnostic,
}

/// Those that can be made at once, by place: of two that overlap the second waits for the next round.
fn safe<'a>(diagnostics: &'a Diagnostics, sources: &Sources) -> Vec<SafeFix<'a>> {
    let fix = |of: &'a Diagnostic| {
        let (At::Span(span), Some(fix)) = (&of.at, &of.fix) else {
            return None;
        };
        let own = sources.get(span.file).is_some_and(|it| !it.is_imported());
        (own && fix.safe && sources.text(*span) != fix.replace).then_some(SafeFix {
            span: *span,
            replace: &fix.replace,
            of,
        })
    };
    let mut fixes: Vec<SafeFix<'_>> = diagnostics.iter().filter_map(fix).collect();
    fixes.sort_by_key(|fix| (fix.span.file, fix.span.start, fix.span.end));
    let mut last: Option<Span> = None;
    fixes.retain(|fix| {
        let free = last.is_none_or(|it| it.file != fix.span.file || it.end <= fix.span.start);
        if free {
            last = Some(fix.span);
        }
        free
    });
    fixes
}

/// The files with the replacements made.
fn replaced(sources: &Sources, fixes: &[SafeFix<'_>]) -> Sources {
    let mut after = Sources::new();
    for (id, file) in sources.iter() {
        let (mut text, mut done) = (String::new(), 0_usize);
        for fix in fixes.iter().filter(|fix| fix.span.file == id) {
            let range = with_its_line(fix, file.text());
            text.push_str(file.text().get(done..range.start).unwrap_or_default());
            text.push_str(fix.replace);
            done = range.end;
        }
        text.push_str(file.text().get(done..).unwrap_or_default());
        let new = SourceFile::new(file.name(), text);
        after.add(if file.is_imported() {
            new.imported()
        } else {
            new
        });
    }
    after
}

/// The bytes that a replacement takes the place of: what is taken out and leaves its line blank takes the line with it.
fn with_its_line(fix: &SafeFix<'_>, text: &str) -> Range<usize> {
    let range = fix.span.range();
    let blank = |c: char| c == ' ' || c == '\t' || c == '\u{3000}';
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let before = before.trim_end_matches(blank);
    let rest = after.trim_start_matches(blank);
    let line_end = ["\r\n", "\n"].into_iter().find(|end| rest.starts_with(end));
    let alone = before.is_empty() || before.ends_with('\n');
    match line_end.filter(|_| alone && fix.replace.is_empty()) {
        Some(end) => {
            let past = text.len().saturating_sub(rest.len());
            before.len()..past.saturating_add(end.len())
        }
        None => range,
    }
}

/// `fixed plan.dabiao:5:19 S0010: “80 percent” is now “80%”`.
fn line(fix: &SafeFix<'_>, sources: &Sources, dry: bool, language: Language) -> String {
    let Some(file) = sources.get(fix.span.file) else {
        return String::new();
    };
    let place = file.position(fix.span.start);
    let place = format!("{}:{}:{}", file.name(), place.line, place.column);
    let (old, new, code) = (sources.text(fix.span), fix.replace, fix.of.code.id);
    let verb = if dry {
        language.pick("would fix", "可改正")
    } else {
        language.pick("fixed", "已改正")
    };
    let what = if new.is_empty() {
        language.pick(format!(": “{old}” taken out"), format!("：删去“{old}”"))
    } else {
        language.pick(
            format!(": “{old}” is now “{new}”"),
            format!("：“{old}”改为“{new}”"),
        )
    };
    format!("{verb} {place} {code}{what}\n")
}
