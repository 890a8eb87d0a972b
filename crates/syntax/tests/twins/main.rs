//! Every item and clause in both vocabularies: nothing is complained about, and both give the same tree.

mod declarations;
mod outcomes;
mod rules;
mod targets;
mod testing;

use dabiao_diagnostics::{FileId, SourceFile};
use dabiao_model::Language;
use dabiao_syntax::{Parse, ParseOptions, parse};

fn read(text: &str) -> Parse {
    parse(
        FileId::default(),
        &SourceFile::new("plan.dabiao", text),
        &ParseOptions::default(),
    )
}

fn complaints(parsed: &Parse) -> Vec<String> {
    parsed
        .diagnostics
        .iter()
        .map(|d| format!("{} {}", d.code.id, d.message(Language::English)))
        .collect()
}

/// Lines of an item, English and Chinese beside each other.
fn twins(pairs: &[(&str, &str)]) {
    for (en, zh) in pairs {
        let (english, chinese) = (read(en), read(zh));
        assert_eq!(complaints(&english), Vec::<String>::new(), "{en}");
        assert_eq!(complaints(&chinese), Vec::<String>::new(), "{zh}");
        assert!(!english.module.items.is_empty(), "{en}");
        assert_eq!(
            english.module.neutral(),
            chinese.module.neutral(),
            "\n{en}\n{zh}"
        );
    }
}

/// Clauses under the same first line.
fn clauses(head: (&str, &str), pairs: &[(&str, &str)]) {
    for (en, zh) in pairs {
        let (en, zh) = (
            format!("{}\n  {en}\n", head.0),
            format!("{}\n  {zh}\n", head.1),
        );
        twins(&[(en.as_str(), zh.as_str())]);
    }
}
