//! Lists of clauses: what is read, and what is left out with a complaint.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use dabiao_data::{Encoding, Input, ReadClauses, ReadOptions, clauses};

fn read(text: &str) -> ReadClauses {
    clauses(&Input::new("clauses.csv", text), &ReadOptions::default()).unwrap()
}

/// The codes of the complaints with their lines.
fn wrong(text: &str) -> Vec<String> {
    let read = read(text);
    let line = |at: &dabiao_diagnostics::At| match at {
        dabiao_diagnostics::At::Cell(cell) => cell.line,
        _ => 0,
    };
    read.diagnostics
        .iter()
        .map(|it| format!("{} line {}", it.code.id, line(&it.at)))
        .collect()
}

#[test]
fn both_languages_of_headers_are_read_in_any_order() {
    let english = read("place,id,gist\n\"article 6, first\",06-a,share of contracts\n");
    let chinese =
        read("编号,位置,要义,备注\n06-a,\"article 6, first\",share of contracts,见附件\n");
    let (en, zh) = (&english.clauses[0], &chinese.clauses[0]);
    assert_eq!(
        (
            en.id.as_ref(),
            en.place.as_ref(),
            en.gist.as_ref(),
            en.note.as_ref()
        ),
        ("06-a", "article 6, first", "share of contracts", "")
    );
    assert_eq!(
        (&en.id, &en.gist, zh.note.as_ref()),
        (&zh.id, &zh.gist, "见附件")
    );
    assert_eq!(zh.at.line, 2);
    assert!(english.diagnostics.is_empty() && chinese.diagnostics.is_empty());
}

#[test]
fn what_cannot_be_used_is_left_out_and_told() {
    let text = "id,place,gist\n1,a,b\n,a,b\n1,a,b\n2,a\n3,a,b\n";
    // D0015: no id; D0130: an id twice; D0014: a cell too few.
    assert_eq!(
        wrong(text),
        ["D0015 line 3", "D0130 line 4", "D0014 line 5"]
    );
    let ids: Vec<_> = read(text)
        .clauses
        .iter()
        .map(|it| it.id.to_string())
        .collect();
    assert_eq!(ids, ["1", "3"]);
    assert_eq!(wrong("id,gist\n1,b\n"), ["D0010 line 1"]);
    assert_eq!(wrong(""), ["D0003 line 1"]);
    assert_eq!(wrong("id,place,gist\n1,\"a,b\n"), ["D0005 line 2"]);
    assert!(wrong("id,place,gist\n").is_empty());
}

#[test]
fn another_encoding_is_read_on_request() {
    // `编号,位置,要义` and a row in GB18030.
    let bytes = b"\xb1\xe0\xba\xc5,\xce\xbb\xd6\xc3,\xd2\xaa\xd2\xe5\n06-a,\xb5\xda6\xcc\xf5,x\n";
    let input = Input::new("clauses.csv", &bytes[..]);
    let options = ReadOptions {
        encoding: Some(Encoding::Gb18030),
        ..ReadOptions::default()
    };
    let read = clauses(&input, &options).unwrap();
    assert_eq!(read.clauses[0].place.as_ref(), "第6条");
}
