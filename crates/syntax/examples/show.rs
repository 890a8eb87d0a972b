use dabiao_diagnostics::{At, FileId, SourceFile};
use dabiao_model::Language;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    let file = SourceFile::new("x", text.as_str());
    let start = std::time::Instant::now();
    let parsed = dabiao_syntax::parse(FileId::default(), &file, &Default::default());
    let took = start.elapsed();
    for d in &parsed.diagnostics {
        let At::Span(span) = d.at else { continue };
        let p = file.position(span.start);
        println!("{}:{} {} {} | {} | {} [{}] {:?} {:?}", p.line, p.column, d.code.id, d.message(Language::English), d.message(Language::Chinese), d.help(Language::English), text.get(span.range()).unwrap_or("?"), d.fix, d.item);
    }
    println!("{} items {:?} {:?}", parsed.module.items.len(), parsed.module.language, took);
}
