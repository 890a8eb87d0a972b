//! One wrong line spoils no other: each has its own error, its place, and what to write instead.

#![expect(clippy::panic, reason = "what a test cannot go on without")]

use dabiao_diagnostics::register;
use dabiao_diagnostics::{At, FileId, SourceFile};
use dabiao_model::Language;
use dabiao_syntax::{Parse, ParseOptions, parse};

fn read(text: &str) -> (SourceFile, Parse) {
    let file = SourceFile::new("plan.dabiao", text);
    let parsed = parse(FileId::default(), &file, &ParseOptions::default());
    (file, parsed)
}

/// `line:column code message` of each complaint, in English.
fn complaints(text: &str) -> Vec<String> {
    let (file, parsed) = read(text);
    let place = |at: &At| match at {
        At::Span(span) => file.position(span.start),
        _ => panic!("a complaint about a text has a place in it"),
    };
    let show = |d: &dabiao_diagnostics::Diagnostic| {
        let place = place(&d.at);
        format!(
            "{}:{} {} {}",
            place.line,
            place.column,
            d.code.id,
            d.message(Language::English)
        )
    };
    parsed.diagnostics.iter().map(show).collect()
}

#[test]
fn five_wrong_items_give_five_errors() {
    let text = "target 1: SME share 80%\n\
                traget 2: a ≥ 1\n\
                target 3 a ≥ 1\n\
                target 4: a ≥ 1\n  leed 州财政局\n  lead 州法院\n\
                目标 5：（a ≥ 1\n\
                target 6: a ≥ 1\n";
    assert_eq!(
        complaints(text),
        [
            "1:21 S0001 expected a comparator such as `≥` or `at most`, found `80%`",
            "2:1 S0002 no item starts with `traget`",
            "3:9 S0008 a colon is missing behind `target 3`",
            "5:3 S0017 `leed` starts no clause of `target`",
            "7:6 S0006 the bracket opened here is not closed",
        ]
    );
    let (_, parsed) = read(text);
    // The item with a wrong clause is kept with its other clause.
    assert_eq!(parsed.module.items.len(), 2);
}

#[test]
fn errors_say_what_could_stand_there() {
    for (text, expected) in [
        (
            "target 1: SME share ≥",
            "1:22 S0001 expected a figure, a number or a bracket, found the end of the line",
        ),
        (
            "target 1: contract signed within ten days",
            "1:34 S0001 expected a number, found `ten`",
        ),
        (
            "task 1\n  due sometime",
            "2:7 S0001 expected a date, a cadence such as `quarterly` or a clause, found `sometime`",
        ),
        (
            "task 1\n  lead",
            "2:7 S0001 expected a name, found the end of the line",
        ),
        (
            "entity a b c",
            "1:13 S0001 expected a colon or a comma, found the end of the line",
        ),
        (
            "目标 1：占比 80%",
            "1:9 S0001 expected a comparator such as `≥` or `at most`, found `80%`",
        ),
        (
            "record a\n  signed date",
            "2:14 S0001 expected a colon, found the end of the line",
        ),
        ("policy P", "1:8 S0001 expected a text in quotes, found `P`"),
    ] {
        assert_eq!(complaints(text), [expected], "{text}");
    }
}

#[test]
fn the_same_in_chinese() {
    let (_, parsed) = read("目标 1：占比 80%\n目标 2 占比 ≥ 80%\n目表 3：占比 ≥ 80%\n");
    let messages: Vec<_> = parsed
        .diagnostics
        .iter()
        .map(|d| d.message(Language::Chinese))
        .collect();
    assert_eq!(
        messages,
        [
            "此处应为比较符（如 ≥、不超过），实为“80%”",
            "“目标 2”之后缺少冒号",
            "没有以“目表”开头的条目"
        ]
    );
    let help: Vec<_> = parsed
        .diagnostics
        .iter()
        .map(|d| d.help(Language::Chinese))
        .collect();
    assert_eq!(help, ["", "请写作“目标 2：……”", "是否应为“目标”？"]);
    assert_eq!(
        parsed.module.language,
        Language::English,
        "no line could be read, so neither language prevails"
    );
}

#[test]
fn spellings_of_other_languages_are_read_as_meant() {
    for (wrong, right, replace) in [
        ("a => 1", "a ≥ 1", "≥"),
        ("a =< 1", "a ≤ 1", "≤"),
        ("a == 1", "a = 1", "="),
        ("a != 1", "a ≠ 1", "≠"),
        ("a <> 1", "a ≠ 1", "≠"),
        ("a = 1 && b = 1", "a = 1 and b = 1", "and"),
        ("a = 1 || b = 1", "a = 1 or b = 1", "or"),
        ("!a", "not a", "not "),
        ("a is at least 1", "a at least 1", "at least"),
        ("a ≥ 80 percent", "a ≥ 80%", "80%"),
        ("a ≥80%以上", "a ≥80%", ""),
    ] {
        let (_, found) = read(&format!("target 1: {wrong}\n"));
        let (_, meant) = read(&format!("target 1: {right}\n"));
        assert!(meant.diagnostics.is_empty(), "{right}");
        assert_eq!(found.module.neutral(), meant.module.neutral(), "{wrong}");
        let fixes: Vec<_> = found
            .diagnostics
            .iter()
            .map(|d| d.fix.clone().unwrap())
            .collect();
        assert_eq!(fixes.len(), 1, "{wrong}");
        assert_eq!(
            (fixes[0].replace.as_str(), fixes[0].safe),
            (replace, true),
            "{wrong}"
        );
    }
}

#[test]
fn every_code_of_the_syntax_has_an_example_that_raises_it_and_one_that_does_not() {
    let limits = ["S0030", "S0031", "S0032", "S0033", "S0034"];
    for code in
        register::all().filter(|code| code.id.starts_with('S') && !limits.contains(&code.id))
    {
        let raised = |text: &str| read(text).1.diagnostics.iter().any(|d| d.code == code);
        assert!(
            raised(code.wrong),
            "{} is not raised by its wrong example",
            code.id
        );
        assert!(
            read(code.right).1.diagnostics.is_empty(),
            "{} complains about its right example",
            code.id
        );
    }
}

#[test]
fn stray_lines_are_told_once() {
    assert_eq!(
        complaints("  lead A\n  lead B\nunit a\n"),
        ["1:3 S0004 an indented line stands under no item"]
    );
}

#[test]
fn an_error_says_which_item_it_is_in() {
    let (_, parsed) = read("target 6.1: a ≥ 1\n  leed 州财政局\n");
    let items: Vec<_> = parsed
        .diagnostics
        .iter()
        .map(|d| d.item.as_deref())
        .collect();
    assert_eq!(items, [Some("6.1")]);
}
