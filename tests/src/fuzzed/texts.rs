//! Any text as a policy: parsed, laid out and translated, compiled.

use dabiao_core::syntax::{
    Parse, ParseOptions, RecordNames, ast::Module, format as spelled, parse as parsed,
    parse_by_grammar,
};
use dabiao_core::{
    At, Diagnostic, Diagnostics, FileId, Language, Policy, SourceFile, Sources, Span,
};
use dabiao_report::{Look, diagnostics_json};

/// Every place lies in the text and between characters, and plain lines are read as the grammar reads them.
pub(super) fn parse(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let file = SourceFile::new("any.dabiao", text.as_ref());
    let quick = read(&file);
    for item in &quick.module.items {
        assert!(text.get(item.span.range()).is_some(), "{:?}", item.span);
    }
    for diagnostic in &quick.diagnostics {
        fits(&text, diagnostic);
    }
    let slow = parse_by_grammar(FileId::default(), &file, &ParseOptions::default());
    assert_eq!(quick.module, slow.module);
    assert_eq!(quick.diagnostics, slow.diagnostics);
}

/// A text without a mistake is laid out once and for all, and comes back from the other language to the byte.
pub(super) fn format(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Some(module) = tree(&text) else { return };
    for (language, other) in [
        (Language::English, Language::Chinese),
        (Language::Chinese, Language::English),
    ] {
        let here = laid_out(&module, language);
        let again = tree(&here).unwrap_or_else(|| panic!("not read again:\n{here}"));
        assert_eq!(laid_out(&again, language), here);
        let there = laid_out(&again, other);
        let back = tree(&there).unwrap_or_else(|| panic!("not read again:\n{there}"));
        assert_eq!(laid_out(&back, language), here, "by way of\n{there}");
    }
}

/// A policy has its complaints in both languages, in the order of their places, and the same ones each time.
pub(super) fn compile(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut sources = Sources::new();
    sources.add(SourceFile::new("any.dabiao", text.as_ref()));
    let Ok(policy) = Policy::compile(&sources) else {
        return;
    };
    complaints(policy.diagnostics(), &sources);
    let again = Policy::compile(&sources).expect("it was small enough before");
    assert_eq!(policy.diagnostics(), again.diagnostics());
    assert_eq!(policy.is_valid(), !policy.diagnostics().has_errors());
}

/// Whatever there is to complain of can be shown to people and to machines.
pub(super) fn complaints(diagnostics: &Diagnostics, sources: &Sources) {
    for language in Language::ALL {
        let look = Look::plain(language);
        for diagnostic in diagnostics {
            assert!(!diagnostic.message(language).is_empty());
            assert!(!dabiao_report::terminal::diagnostic(diagnostic, sources, look).is_empty());
        }
        let entries = std::iter::once((diagnostics, sources, language));
        let json = diagnostics_json(entries);
        serde_json::from_str::<serde_json::Value>(&json).expect("JSON");
    }
}

fn read(file: &SourceFile) -> Parse {
    parsed(FileId::default(), file, &ParseOptions::default())
}

fn fits(text: &str, diagnostic: &Diagnostic) {
    let inside = |span: &Span| text.get(span.range()).is_some();
    if let At::Span(span) = &diagnostic.at {
        assert!(inside(span), "{} {span:?}", diagnostic.code.id);
    }
}

/// The tree of a text in which nothing is wrong.
fn tree(text: &str) -> Option<Module> {
    let parse = read(&SourceFile::new("any.dabiao", text));
    (!parse.diagnostics.has_errors()).then_some(parse.module)
}

fn laid_out(module: &Module, language: Language) -> String {
    spelled(module, &RecordNames::collect([module]), language)
}
