//! scratch
use dabiao_diagnostics::{FileId, SourceFile};
use dabiao_model::Language;
use dabiao_syntax::{ParseOptions, RecordNames, format, parse};
#[test]
fn examples() {
    for path in ["/tmp/ex_en.txt", "/tmp/ex_zh.txt"] {
        let text = std::fs::read_to_string(path).unwrap();
        let parsed = parse(FileId::default(), &SourceFile::new("t", text.as_str()), &ParseOptions::default());
        for d in parsed.diagnostics.iter() { println!("!! {:?} {} {:?}", d.severity, d.message(Language::English), d.at); }
        let names = RecordNames::collect([&parsed.module]);
        for l in Language::ALL { println!("{}\n--------------", format(&parsed.module, &names, l)); }
    }
}
