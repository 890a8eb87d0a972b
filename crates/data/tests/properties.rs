//! No bytes make reading panic, and the same bytes read the same.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod support;

use dabiao_data::{Encoding, Input, ReadOptions, read};
use proptest::prelude::*;

/// Pieces of which files are made that get past the first check.
const PIECES: &[&str] = &[
    "metric",
    "指标",
    "segment",
    "entity",
    "主体",
    "period",
    "value",
    "数值",
    "unit",
    "kind",
    "submitted on",
    "SME contract value",
    "办电时间",
    "one-visit share",
    "enterprises",
    "opening day",
    "plan published",
    "低压",
    "临夏县",
    "张掖市",
    "2025Q1",
    "2025",
    "2025-02-30",
    "2022-10 to 2023-09",
    "80",
    "80%",
    "１.5万",
    "八成",
    "第5位",
    "≥",
    "约",
    "110..180",
    "至",
    "余",
    "以上",
    "1e400",
    "标杆 全省最优",
    "baseline",
    "是",
    "亿元",
    "\"",
    "\"\"",
    ",",
    ",",
    ",",
    "\n",
    "\n",
    "\r\n",
    "\r",
    " ",
    "\u{3000}",
    "\u{feff}",
    "{",
    "}",
    "[",
    "]",
    ":",
    "\"figures\"",
    "\"records\"",
    "\"contract\"",
    "\"metric\"",
    "\"value\"",
    "\\u",
    "null",
    "true",
    "-0",
    "1E+5",
    "#",
    "\0",
];

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

const NAMES: &[&str] = &[
    "figures.csv",
    "合同.csv",
    "case.csv",
    "销号.csv",
    "data.json",
    "x/clauses.csv",
    ".csv",
    "",
];

fn names() -> impl Strategy<Value = &'static str> {
    prop::sample::select(NAMES)
}

fn check(name: &str, bytes: &[u8]) {
    for encoding in [None, Some(Encoding::Utf8), Some(Encoding::Gb18030)] {
        let options = ReadOptions {
            encoding,
            ..ReadOptions::default()
        };
        let once = read(support::schema(), &[Input::new(name, bytes)], &options);
        let twice = read(support::schema(), &[Input::new(name, bytes)], &options);
        assert_eq!(once, twice);
        for table in once
            .iter()
            .flat_map(|read| read.dataset.tables.iter().flatten())
        {
            let mut columns = table.columns().iter();
            assert!(columns.all(|column| column.rows() == table.rows()));
            assert!((0..table.rows()).all(|row| table.id(row).is_some()));
        }
        for diagnostic in once.iter().flat_map(|read| &read.diagnostics) {
            assert!(!support::render(diagnostic).contains('…') || !bytes.is_empty());
        }
    }
}

proptest! {
    #[test]
    fn arbitrary_bytes(name in names(), bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(name, &bytes);
    }

    #[test]
    fn arbitrary_pieces(name in names(), text in pieces()) {
        check(name, text.as_bytes());
    }

    #[test]
    fn arbitrary_cells(cells in prop::collection::vec(pieces(), 5), text in any::<String>()) {
        let quote = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let cells: Vec<String> = cells.iter().chain([&text]).map(quote).collect();
        let headers = "metric,entity,period,value,unit,kind\n";
        check("figures.csv", format!("{headers}{}\n", cells.join(",")).as_bytes());
        let value = format!("one-visit share,,,{},,\nopening day,,,{},,\n", cells[3], cells[5]);
        check("figures.csv", format!("{headers}{value}").as_bytes());
        let times = format!("entity,received,answered\n临夏县,{},{}\n", cells[3], cells[5]);
        check("case.csv", times.as_bytes());
    }

    #[test]
    fn mutated_files(
        file in prop::sample::select(&["utf8.csv", "gb18030.csv", "same.json"][..]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let path = format!("{}/tests/data/good/{file}", env!("CARGO_MANIFEST_DIR"));
        let mut bytes = std::fs::read(path).unwrap();
        for (index, byte) in changes {
            let index = index.index(bytes.len());
            bytes[index] = byte;
        }
        check(file, &bytes);
    }
}
