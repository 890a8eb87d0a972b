//! Any text gives a tree and a list of complaints: nothing panics, and nothing takes long.

#![expect(clippy::arithmetic_side_effects, reason = "small indices of test data")]

use dabiao_diagnostics::{FileId, SourceFile};
use dabiao_syntax::{Limits, Parse, ParseOptions, parse};
use proptest::prelude::*;

const PLAN: &str = include_str!("plans/every_clause.dabiao");

fn read(text: &str) -> Parse {
    parse(
        FileId::default(),
        &SourceFile::new("any.dabiao", text),
        &ParseOptions::default(),
    )
}

/// Every span lies in the text and between characters.
fn spans_fit(text: &str, parsed: &Parse) {
    for item in &parsed.module.items {
        assert!(text.get(item.span.range()).is_some());
    }
    for diagnostic in &parsed.diagnostics {
        if let dabiao_diagnostics::At::Span(span) = diagnostic.at {
            assert!(
                text.get(span.range()).is_some(),
                "{} {span:?}",
                diagnostic.code.id
            );
        }
    }
}

#[test]
fn the_plan_that_is_mutated_is_right() {
    let parsed = read(PLAN);
    let messages: Vec<_> = parsed
        .diagnostics
        .iter()
        .map(|d| (d.code.id, d.at.clone()))
        .collect();
    assert!(messages.is_empty(), "{messages:?}");
    assert!(parsed.module.items.len() > 20);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn any_string(text in any::<String>()) {
        spans_fit(&text, &read(&text));
    }

    #[test]
    fn any_bytes_made_text(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let text = String::from_utf8_lossy(&bytes);
        spans_fit(&text, &read(&text));
    }

    #[test]
    fn words_of_the_language_in_any_order(words in proptest::collection::vec(0_usize..2000, 1..60)) {
        let tokens: Vec<&str> = PLAN.split_inclusive([' ', '：', '，', '、', '\n']).collect();
        let text: String = words.iter().map(|index| tokens[index % tokens.len()]).collect();
        spans_fit(&text, &read(&text));
    }

    #[test]
    fn a_plan_with_parts_cut_out_and_doubled(cuts in proptest::collection::vec((0_usize..PLAN.len(), 0_usize..40, any::<bool>()), 1..8)) {
        let mut text: Vec<char> = PLAN.chars().collect();
        for (at, length, double) in cuts {
            let start = at % text.len().max(1);
            let end = (start + length).min(text.len());
            let part: Vec<char> = text[start..end].to_vec();
            if double {
                text.splice(start..start, part);
            } else {
                text.drain(start..end);
            }
        }
        let text: String = text.into_iter().collect();
        spans_fit(&text, &read(&text));
    }
}

#[test]
fn hostile_texts_end_soon() {
    let deep = |open: &str, close: &str, n: usize| {
        format!("target 1: {}a{} ≥ 1", open.repeat(n), close.repeat(n))
    };
    let texts = [
        deep("(", ")", 250),
        deep("(", ")", 20_000),
        deep("not ", "", 250),
        deep("not ", "", 5_000),
        deep("非", "", 250),
        deep("- ", "", 250),
        deep("- ", "", 5_000),
        deep("((a + ", ")) * 2", 100),
        format!("target 1: {} ≥ 1", vec!["a"; 990].join(" + ")),
        format!("target 1: {} ≥ 1", vec!["a"; 5_000].join(" + ")),
        format!("target 1: {}", vec!["a ≥ 1"; 490].join(" and ")),
        format!("target 1: {}", "a ".repeat(10_000)),
        format!("target 1: {}", "在".repeat(5_000)),
        format!("target 1: {}", "至少".repeat(3_000)),
        format!("target 1: {}", "in ".repeat(20_000)),
        format!("target 1: {}", "“”".repeat(10_000)),
        format!("target 1: {}", "1,".repeat(30_000)),
        format!("target 1: {}", "1 ".repeat(30_000)),
        format!("target 1: {}", "count of ".repeat(7_000)),
        format!("target 1: count of a where {}b", "(".repeat(200)),
        format!(
            "target 1: count of a where {}b{}",
            "(".repeat(200),
            ")".repeat(200)
        ),
        format!("entity {}b: c", "a, ".repeat(5_000)),
        "a\n".repeat(3_000),
        "  a\n".repeat(10_000),
        "(\n".repeat(10_000),
        "目标：a，\n".repeat(500),
        "\u{feff}\u{feff}target\r\n\r\r\n".to_owned(),
    ];
    for text in &texts {
        spans_fit(text, &read(text));
    }
}

#[test]
fn limits_are_errors_of_their_own() {
    let limits = Limits {
        bytes: 100,
        ..Limits::default()
    };
    let codes = |text: &str, limits: Limits| -> Vec<&str> {
        let source = SourceFile::new("big.dabiao", text);
        let parsed = parse(
            FileId::default(),
            &source,
            &ParseOptions {
                limits,
                ..ParseOptions::default()
            },
        );
        parsed
            .diagnostics
            .iter()
            .map(|diagnostic| diagnostic.code.id)
            .collect()
    };
    assert_eq!(codes(&"# x\n".repeat(100), limits), ["S0030"]);
    assert_eq!(
        codes(
            &"unit a\n".repeat(11),
            Limits {
                items: 10,
                ..Limits::default()
            }
        ),
        ["S0031"]
    );
    assert_eq!(
        codes(
            &"unit a\n".repeat(11),
            Limits {
                lines: 5,
                ..Limits::default()
            }
        ),
        ["S0031"]
    );
    assert_eq!(
        codes(
            &format!("target 1: {}a", "(".repeat(300)),
            Limits::default()
        ),
        ["S0032"]
    );
    assert_eq!(
        codes(
            &format!("target 1: {} ≥ 1", "a ".repeat(40_000)),
            Limits::default()
        ),
        ["S0033"]
    );
    assert_eq!(
        codes(
            &format!("target 1: {} ≥ 1", vec!["a"; 1_100].join(" + ")),
            Limits::default()
        ),
        ["S0034"]
    );
    assert_eq!(
        codes(
            &format!("target 1: {}a{} ≥ 1", "(".repeat(256), ")".repeat(256)),
            Limits::default()
        ),
        [""; 0]
    );
}
