//! Diagnostics for people and for programs: places, Chinese text, and spans that lie badly.
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a value that is not there fails its test"
)]

use dabiao_core::register::{CONTRADICTORY_FIGURES, FAILED_CHECK, IMPOSSIBLE_CASE};
use dabiao_core::{
    At, Cell, Code, Diagnostic, Diagnostics, Language, Severity, SourceFile, Sources, Span,
};
use dabiao_report::{Look, diagnostics_json, terminal};
use insta::assert_snapshot;
use proptest::prelude::*;

static UNKNOWN: Code = Code {
    id: "N9901",
    name: "unknown-in-test",
    severity: Severity::Error,
    since: "0.1",
    message: ("no metric is called “{name}”", "没有名为“{name}”的指标"),
    help: ("Did you mean “{near}”?", "是否为“{near}”？"),
    why: ("", ""),
    wrong: "",
    right: "",
};

const PLAN: &str = "方案 “优化营商环境”\n指标 中小企业采购占比 单位 %\n\n目标 6.1：中小企业采购占　比 ≥ 80%\n\t期限\t2025年底\n";

fn sources() -> (Sources, Span) {
    let mut sources = Sources::new();
    let file = sources.add(SourceFile::new("方案.dabiao", PLAN));
    let start = PLAN.rfind("中小企业").unwrap();
    let span = |start: usize, end: usize| Span {
        file,
        start: u32::try_from(start).unwrap(),
        end: u32::try_from(end).unwrap(),
    };
    (sources, span(start, start + "中小企业采购占　比".len()))
}

fn wrong(span: Span) -> Diagnostic {
    let declared = u32::try_from(PLAN.find("中小企业").unwrap()).unwrap();
    let declared = Span {
        start: declared,
        end: declared + 24,
        ..span
    };
    let wrong = Diagnostic::new(&UNKNOWN, span)
        .with("name", "中小企业采购占　比")
        .with("near", "中小企业采购占比");
    wrong
        .related(declared, "declared here", "声明于此")
        .fix("中小企业采购占比", true)
        .in_item("6.1")
}

fn cell(line: u32, column: u32) -> Cell {
    Cell {
        source: "指标.csv".into(),
        line,
        column,
    }
}

#[test]
fn wide_characters_are_underlined_where_they_stand() {
    let (sources, span) = sources();
    let list: Diagnostics = [wrong(span)].into_iter().collect();
    assert_snapshot!(terminal::diagnostics(
        &list,
        &sources,
        Look::plain(Language::Chinese)
    ));
    assert_snapshot!(terminal::diagnostics(
        &list,
        &sources,
        Look::plain(Language::English)
    ));
}

#[test]
fn a_cell_of_the_data_is_named_without_its_text() {
    let duplicate =
        Diagnostic::at(&CONTRADICTORY_FIGURES, At::Cell(cell(9, 5))).with("metric", "采购额");
    let duplicate = duplicate
        .with("whose", "（临夏县）")
        .with("value", "80元")
        .with("other", "90元");
    let duplicate = duplicate.related_cell(cell(12, 5), "the other figure", "另一个数值");
    let row = Diagnostic::at(&IMPOSSIBLE_CASE, At::Cell(cell(3, 0)))
        .with("record", "合同")
        .with("case", "7");
    let nowhere = Diagnostic::at(&FAILED_CHECK, At::Nowhere)
        .with("check", "整改")
        .with("whose", "");
    let list: Diagnostics = [nowhere, duplicate, row].into_iter().collect();
    assert_snapshot!(terminal::diagnostics(
        &list,
        &Sources::new(),
        Look::plain(Language::Chinese)
    ));
}

#[test]
fn a_list_too_long_says_how_many_are_left_out() {
    let (sources, span) = sources();
    let many: Diagnostics = (0..Diagnostics::LIMIT + 7).map(|_| wrong(span)).collect();
    let text = terminal::diagnostics(&many, &sources, Look::plain(Language::English));
    assert!(
        text.ends_with("\n\nand 7 more\n\n1007 errors\n"),
        "{}",
        text.get(text.len() - 60..).unwrap_or_default()
    );
}

#[test]
fn a_far_place_gets_lines_of_its_own() {
    let mut sources = Sources::new();
    let text = format!(
        "metric share in %\n{}target 1: shore ≥ 80%\n",
        "# …\n".repeat(500)
    );
    let start = u32::try_from(text.find("shore").unwrap()).unwrap();
    let file = sources.add(SourceFile::new("plan.dabiao", text));
    let wrong = Diagnostic::new(
        &UNKNOWN,
        Span {
            file,
            start,
            end: start + 5,
        },
    )
    .with("name", "shore")
    .with("near", "share");
    let wrong = wrong.related(
        Span {
            file,
            start: 7,
            end: 12,
        },
        "declared here",
        "声明于此",
    );
    assert_snapshot!(terminal::diagnostic(
        &wrong,
        &sources,
        Look::plain(Language::English)
    ));
}

#[test]
fn as_json_lines_and_columns_count_characters_from_one() {
    let (sources, span) = sources();
    let unplaced =
        Diagnostic::at(&CONTRADICTORY_FIGURES, At::Cell(cell(9, 0))).with("metric", "采购额");
    let list: Diagnostics = [wrong(span), unplaced].into_iter().collect();
    assert_snapshot!(diagnostics_json(std::iter::once((
        &list,
        &sources,
        Language::Chinese
    ))));
}

#[test]
fn colour_is_written_only_when_asked() {
    let (sources, span) = sources();
    let plain = terminal::diagnostic(&wrong(span), &sources, Look::plain(Language::English));
    let look = Look {
        colour: true,
        ..Look::plain(Language::English)
    };
    let coloured = terminal::diagnostic(&wrong(span), &sources, look);
    assert!(!plain.contains('\u{1b}'));
    assert!(coloured.contains('\u{1b}'));
}

proptest! {
    #[test]
    fn no_span_and_no_text_makes_it_panic(
        text in "[目标a：\t\r\n  ≥%👨‍👩‍👧\u{1b}\u{202e}]{0,80}", start in 0_u32..120, end in 0_u32..120, other in 0_u32..400,
    ) {
        let mut sources = Sources::new();
        let file = sources.add(SourceFile::new("plan.dabiao", text));
        let span = Span { file, start, end };
        let wrong = Diagnostic::new(&UNKNOWN, span).fix("中小", false);
        let wrong = wrong.related(Span { start: other, end: start, ..span }, "here", "此处");
        for language in Language::ALL {
            let shown = terminal::diagnostic(&wrong, &sources, Look::plain(language));
            let escapes = shown.contains('\u{1b}');
            prop_assert!(!escapes);
        }
        let list: Diagnostics = std::iter::once(wrong).collect();
        diagnostics_json(std::iter::once((&list, &sources, Language::English)));
    }
}
