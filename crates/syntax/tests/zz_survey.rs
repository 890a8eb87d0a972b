//! scratch
mod generate;
use dabiao_diagnostics::{FileId, SourceFile};
use dabiao_model::Language;
use dabiao_syntax::ast::{Module, Subject, Visitor, Walk};
use dabiao_syntax::{ParseOptions, RecordNames, format, parse};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
struct InOneRun;
fn one_language(text: &str) -> String {
    let units = dabiao_model::Units::default();
    text.split('/').map(|p| units.find(p).map_or(p.to_owned(), |u| u.en.to_string())).collect::<Vec<_>>().join("/")
}
impl Visitor for InOneRun {
    fn unit(&mut self, unit: &mut dabiao_syntax::ast::UnitName) {
        if unit.text.contains('/') { unit.text = one_language(&unit.text); }
    }
    fn subject(&mut self, subject: &mut Subject) {
        if let Some(field) = subject.field.take() {
            subject.record.text = format!("{} {}", subject.record.text, field.text);
        }
    }
}
fn meaning(module: &Module) -> Module {
    let mut module = module.neutral();
    module.walk(&mut InOneRun);
    module
}
fn spelled(module: &Module, language: Language) -> String {
    format(module, &RecordNames::collect([module]), language)
}
#[test]
fn survey() {
    let mut runner = TestRunner::deterministic();
    let strategy = generate::module();
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut bad = 0;
    let mut total = 0;
    for _ in 0..1500 {
        let module = strategy.new_tree(&mut runner).unwrap().current();
        for item in &module.items {
            let mut one = module.clone();
            one.trailing.clear();
            one.items = vec![item.clone()];
            one.items[0].trivia = Default::default();
            for language in Language::ALL {
                total += 1;
                let text = spelled(&one, language);
                let parsed = parse(FileId::default(), &SourceFile::new("t", text.as_str()), &ParseOptions::default());
                let errors: Vec<_> = parsed.diagnostics.iter().filter(|d| d.severity == dabiao_diagnostics::Severity::Error).map(|d| format!("{} {:?}", d.message(Language::English), d.at)).collect();
                let same = meaning(&parsed.module) == meaning(&one);
                let again = spelled(&parsed.module, language);
                let other = language.pick(Language::Chinese, Language::English);
                let there = spelled(&parsed.module, other);
                let reparsed = parse(FileId::default(), &SourceFile::new("t", there.as_str()), &ParseOptions::default());
                let back = spelled(&reparsed.module, language);
                if !errors.is_empty() || !same || again != text || back != text {
                    bad += 1;
                    let mut out = format!("=====\n{text}");
                    for e in errors { out += &format!("  !! {e}\n"); }
                    if !same {
                        let (a, b) = (format!("{:#?}", meaning(&parsed.module)), format!("{:#?}", meaning(&one)));
                        let diff = a.lines().zip(b.lines()).find(|(a, b)| a != b);
                        out += &format!("  !! tree parsed {:?} vs wanted {:?}\n", diff.map(|d| d.0.trim()), diff.map(|d| d.1.trim()));
                    }
                    if again != text { out += &format!("  !! again:\n{again}"); }
                    if back != text { out += &format!("  !! there:\n{there}  !! back:\n{back}"); }
                    found.push((text.len(), out));
                }
            }
        }
    }
    found.sort();
    for (_, out) in found.iter().take(40) { println!("{out}"); }
    println!("{bad} of {total}");
}
