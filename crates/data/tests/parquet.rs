//! Parquet files are tables as those of CSV are: the same columns, the same cells, the same findings.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod support;

use std::fmt::Write as _;

use dabiao_data::{Input, Limits, Read, ReadError, ReadOptions, read};
use dabiao_model::{Language, Place};
use proptest::prelude::*;
use support::parquet::{Form, written};
use support::schema;

/// Contracts, one in each way in which a cell can be written.
const CONTRACTS: &str = "id,entity,awarded [date],signed [date],value [decimal 2],electronic [bool],supplier\n\
    a,临夏县,2025-03-03,2025-03-12,80.00,yes,SME\n\
    b,永靖县,2025-03-04,,10.25,no,SME\n\
    c,Linxia County,2024-12-31,2025-01-02,-3.10,,SME\n\
    d,临夏市,2025-03-03,2025-03-13,,yes,\n\
    e,临夏县,,,123456789012.34,no,SME";

const NOWHERE: Place = Place {
    source: 0,
    line: 0,
    column: 0,
};

fn options(limits: Limits) -> ReadOptions {
    ReadOptions {
        limits,
        ..ReadOptions::default()
    }
}

fn one(input: Input) -> Read {
    read(schema(), &[input], &ReadOptions::default()).unwrap()
}

/// The text of a table as CSV has it: without the types in its headers.
fn csv(lines: &str) -> String {
    let (headers, rows) = lines.split_once('\n').unwrap();
    let names = headers
        .split(',')
        .map(|header| header.split(" [").next().unwrap());
    format!("{}\n{rows}\n", names.collect::<Vec<_>>().join(","))
}

/// What a data set holds, wherever it stands: rows of CSV are counted with their header.
fn content(read: &Read) -> Vec<String> {
    let data = &read.dataset;
    let mut content = Vec::new();
    for table in data.tables.iter().flatten() {
        let rows = 0..table.rows();
        content.extend(rows.map(|row| format!("{:?} {:?}", table.entity(row), table.id(row))));
        content.extend(table.columns().iter().map(|column| format!("{column:?}")));
    }
    for figure in &data.figures {
        let mut figure = figure.clone();
        figure.place = NOWHERE;
        content.push(format!("{figure:?}"));
    }
    for signoff in &data.signoffs {
        content.push(format!("{:?} {:?}", signoff.state, signoff.date));
    }
    content.extend(read.diagnostics.iter().map(|it| it.code.id.to_owned()));
    content
}

/// Reads a table in CSV and, in every form, in Parquet, and holds them against each other.
fn as_in_csv(stem: &str, lines: &str) -> Vec<String> {
    let twin = content(&one(Input::new(format!("{stem}.csv"), csv(lines))));
    for rows in [1, 2, 1_000] {
        for (dictionary, second) in [(true, false), (false, false), (true, true)] {
            let form = Form {
                rows,
                dictionary,
                second,
                ..Form::default()
            };
            let bytes = written(lines, form);
            let read = one(Input::new(format!("{stem}.parquet"), bytes));
            assert_eq!(content(&read), twin, "{form:?}");
        }
    }
    twin
}

#[test]
fn cases_are_those_of_the_same_table_in_csv() {
    let content = as_in_csv("contract", CONTRACTS);
    assert!(content[0].contains("\"a\""), "{content:?}");
    // Every type, and what it cannot hold in the field it stands in.
    as_in_csv(
        "contract",
        "编号,supplier,value [long],entity,awarded [moment],signed,electronic,note [time]\n\
         1,SME,80,临夏县,2025-03-03,2025-03-12,是,\n\
         2,SME,-1,临夏县,2025-03-03 14:30,2025-03-12,是,\n\
         3,large,7,临夏县,2025-03-03,12 March,maybe,\n\
         4,tiny,7,临夏现,2025-03-03,,,\n\
         ,,,,,,,",
    );
    as_in_csv(
        "case",
        "id,entity,received [moment],answered [moment]\n1,临夏县,2025-03-01 14:30,2025-03-02 00:00\n2,临夏县,,",
    );
}

#[test]
fn figures_and_sign_offs_are_those_of_the_same_table_in_csv() {
    let content = as_in_csv(
        "figures",
        "指标,主体,时期,数值 [short 2],单位\n\
         中小企业合同金额,临夏县,2025Q1,8000.10,万元\n\
         合同总金额,临夏县,2025Q1,,万元\n\
         合同总金额,永靖县,2025Q1,10000.00,万元\n\
         合同总额,永靖县,2025Q5,10000.00,亩",
    );
    assert!(
        content.iter().any(|it| it.contains("decimals: 2")),
        "{content:?}"
    );
    as_in_csv(
        "any",
        "metric,value [double]\none-visit share,79.99\nenterprises,1304\nSME loans,0.3",
    );
    as_in_csv(
        "any",
        "metric,value [float]\none-visit share,79.99\nenterprises,1304\nSME loans,0.3",
    );
    as_in_csv(
        "any",
        "metric,value [bytes]\none-visit share,≥80\nplan published,yes\nopening day,2025-03-01",
    );
    as_in_csv("any", "metric,value [unsigned]\nenterprises,1304");
    as_in_csv(
        "销号",
        "节点,阶段,状态,日期 [date]\n2,a,完成,2025-06-20\n2,,推进中,",
    );
    as_in_csv(
        "2025Q1",
        "县市,中小企业合同金额 [int],合同总金额 [decimal 1]\n临夏县,1,2.5\n永靖县,,4.0",
    );
}

#[test]
fn a_file_of_another_program_is_read_however_its_columns_are_packed() {
    let read = one(Input::new("contract.parquet", CONTRACT));
    let twin = "编号,entity,awarded,signed,value,electronic,supplier\n\
        a,临夏县,2025-03-03,2025-03-12,80.00,yes,SME\n\
        b,永靖县,2025-03-04,,-3.10,no,large\n\
        c,临夏县,,2025-03-14,,,SME\n\
        d,临夏市,2025-03-06,2025-03-15,123456789012.34,yes,\n";
    let twin = one(Input::new("contract.csv", twin));
    assert!(twin.diagnostics.is_empty());
    assert_eq!(content(&read), content(&twin));
}

/// A file of another program, each column packed in another way.
const CONTRACT: &[u8] = include_bytes!("data/parquet/contract.parquet");

/// Pages of the first and of the second kind, packed with Brotli, whose values are told by what they differ from those before.
const DELTA: [&[u8]; 2] = [
    include_bytes!("data/parquet/delta-1.parquet"),
    include_bytes!("data/parquet/delta-2.parquet"),
];

#[test]
fn values_told_by_what_they_differ_are_those_that_were_written() {
    let mut lines = String::from("编号,entity,awarded,signed,value,electronic,supplier\n");
    for row in 0..300_i64 {
        let entity = if row % 2 == 0 {
            "临夏县"
        } else {
            "永靖县"
        };
        let signed = match (row % 7, row % 40) {
            (0, _) => String::new(),
            (_, day @ 0..31) => format!("2025-03-{:02}", day + 1),
            (_, day) => format!("2025-04-{:02}", day - 30),
        };
        let cents = row * row - 500;
        let sign = if cents < 0 { "-" } else { "" };
        let value = match row % 11 {
            0 => String::new(),
            _ => format!("{sign}{}.{:02}", cents.abs() / 100, cents.abs() % 100),
        };
        let supplier = match (row % 5, row % 2) {
            (0, _) => "",
            (_, 0) => "SME",
            _ => "large",
        };
        writeln!(
            lines,
            "合同-2025-{row:05},{entity},2025-03-{:02},{signed},{value},{},{supplier}",
            row % 28 + 1,
            if row % 3 == 0 { "yes" } else { "no" },
        )
        .unwrap();
    }
    let twin = content(&one(Input::new("contract.csv", lines)));
    for bytes in DELTA {
        assert_eq!(content(&one(Input::new("contract.parquet", bytes))), twin);
    }
}

#[test]
fn a_place_is_a_row_and_the_name_of_a_column() {
    let lines = "metric,entity,period,value [double],unit\n\
        SME contract value,临夏县,2025Q1,80,万元\n\
        SME contract value,临夏现,2025Q1,NaN,万元";
    let read = one(Input::new(
        "figures.parquet",
        written(lines, Form::default()),
    ));
    let places = read.diagnostics.iter().map(support::render);
    let places: Vec<String> = places.collect();
    assert_eq!(places.len(), 2);
    assert!(places[0].contains("figures.parquet:2:entity"), "{places:?}");
    assert!(places[1].contains("figures.parquet:2:value"), "{places:?}");
    let figure = &read.dataset.figures[0];
    assert_eq!(read.dataset.at(figure.place), "figures.parquet:1:value");
}

#[test]
fn a_column_that_cannot_be_read_is_named_and_its_table_is_not_used() {
    for (ty, value, reason) in [
        ("time", "80", "its type is Time"),
        (
            "instant",
            "2025-03-03",
            "its moments are in UTC, and which day one belongs to depends on the time zone",
        ),
    ] {
        let lines = format!(
            "entity,awarded [{ty}],signed,value,electronic,supplier\n临夏县,{value},,80,yes,SME"
        );
        let read = one(Input::new(
            "contract.parquet",
            written(&lines, Form::default()),
        ));
        let found: Vec<String> = read.diagnostics.iter().map(support::render).collect();
        let message = format!("the column “awarded” cannot be read: {reason}");
        assert!(found.len() == 1 && found[0].contains(&message), "{found:?}");
        assert_eq!(read.diagnostics.iter().next().unwrap().code.id, "D0101");
        // No table, rather than one without cases.
        assert!(read.dataset.tables.iter().all(Option::is_none));
    }
}

#[test]
fn lengths_of_time_long_decimals_and_bytes_are_named_for_what_they_are() {
    let bytes = include_bytes!("data/parquet/types.parquet");
    let read = one(Input::new("contract.parquet", bytes.to_vec()));
    let said = read
        .diagnostics
        .iter()
        .map(|it| it.message(Language::English));
    assert_eq!(
        said.collect::<Vec<_>>(),
        [
            "the column “awarded” cannot be read: its values are lengths of time, which are numbers of no unit here",
            "the column “signed” cannot be read: its values are 16 bytes each, of no kind that it says, as whole numbers of 128 bits are written",
            "the column “value” cannot be read: its decimals have up to 50 digits, and at most 38 are read",
        ]
    );
    let lines = "metric,value [double]\nSME loans,inf\nSME loans,-inf\nSME loans,NaN";
    let read = one(Input::new(
        "figures.parquet",
        written(lines, Form::default()),
    ));
    let said = read
        .diagnostics
        .iter()
        .map(|it| it.message(Language::English));
    assert_eq!(
        said.collect::<Vec<_>>(),
        [
            "“Infinity” is no number",
            "“-Infinity” is no number",
            "“NaN” is no number"
        ]
    );
}

fn codes(bytes: Vec<u8>) -> Vec<&'static str> {
    let read = one(Input::new("contract.parquet", bytes));
    assert!(read.dataset.tables.iter().all(Option::is_none));
    read.diagnostics.iter().map(|it| it.code.id).collect()
}

#[test]
fn a_file_that_is_cut_off_or_none_is_not_used() {
    let whole = written(CONTRACTS, Form::default());
    assert_eq!(codes(whole[..whole.len() - 1].to_vec()), ["D0100"]);
    assert_eq!(codes(whole[1..].to_vec()), ["D0100"]);
    assert_eq!(codes(csv(CONTRACTS).into_bytes()), ["D0100"]);
    assert_eq!(codes(b"PAR1".to_vec()), ["D0100"]);
    assert_eq!(codes(b"PAR1\xff\xff\xff\x7fPAR1".to_vec()), ["D0100"]);
    let mut damaged = whole;
    damaged[4..40].fill(0xff);
    assert_eq!(codes(damaged), ["D0100"]);
}

#[test]
fn damage_behind_rows_that_were_read_ends_the_run() {
    let form = Form {
        rows: 1,
        dictionary: false,
        ..Form::default()
    };
    let mut bytes = written(CONTRACTS, form);
    let id = bytes
        .windows(5)
        .rposition(|window| window == b"\x01\0\0\0e")
        .unwrap();
    bytes[id] = 0xee;
    let read = read(
        schema(),
        &[Input::new("contract.parquet", bytes)],
        &ReadOptions::default(),
    );
    assert!(matches!(read, Err(ReadError::Damaged { .. })), "{read:?}");
}

#[test]
fn more_than_the_limits_allow_is_not_read() {
    let is_beyond = |limits| {
        let input = Input::new("contract.parquet", written(CONTRACTS, Form::default()));
        matches!(
            read(schema(), &[input], &options(limits)),
            Err(ReadError::Limit { .. })
        )
    };
    assert!(!is_beyond(Limits::default()));
    assert!(is_beyond(Limits {
        bytes: 100,
        ..Limits::default()
    }));
    assert!(is_beyond(Limits {
        rows: 4,
        ..Limits::default()
    }));
    assert!(is_beyond(Limits {
        columns: 6,
        ..Limits::default()
    }));
    assert!(is_beyond(Limits {
        cell: 12,
        ..Limits::default()
    }));
    assert!(is_beyond(Limits {
        unpacked: 20,
        ..Limits::default()
    }));
}

#[test]
fn a_long_file_is_read_from_the_disk_as_from_memory() {
    let mut lines =
        String::from("id,entity,awarded [date],signed,value [decimal 2],electronic,supplier");
    for row in 0..30_000 {
        write!(
            lines,
            "\n{row:0>40},临夏县,2025-03-03,2025-03-12,{row}.25,是,SME"
        )
        .unwrap();
    }
    let form = Form {
        rows: 9_000,
        dictionary: false,
        ..Form::default()
    };
    let bytes = written(&lines, form);
    assert!(bytes.len() > 1 << 20);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("contract.parquet");
    std::fs::write(&path, &bytes).unwrap();
    let held = one(Input::new("contract.parquet", bytes));
    let loaded = dabiao_data::load(&[path], &Limits::default()).unwrap();
    let long = read(schema(), &loaded.inputs, &ReadOptions::default()).unwrap();
    assert_eq!(long.dataset.hash, held.dataset.hash);
    assert_eq!(content(&long), content(&held));
    let twin = one(Input::new("contract.csv", csv(&lines)));
    assert_eq!(content(&long), content(&twin));
}

proptest! {
    #[test]
    fn no_bytes_make_reading_panic(
        own in prop::bool::weighted(0.25),
        foreign in prop::sample::select(vec![CONTRACT, DELTA[0], DELTA[1]]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in prop::option::weighted(0.2, any::<prop::sample::Index>()),
    ) {
        let mut bytes = if own {
            written(CONTRACTS, Form { rows: 2, second: true, ..Form::default() })
        } else {
            foreign.to_vec()
        };
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        // What comes of it is the same each time, and a file is used whole or not at all.
        let all = || read(schema(), &[Input::new("contract.parquet", bytes.clone())], &ReadOptions::default());
        let first = all();
        prop_assert_eq!(&first, &all());
        if let Ok(read) = first {
            let is_broken = read.diagnostics.iter().any(|it| it.code.id == "D0100");
            prop_assert!(!is_broken || read.dataset.tables.iter().all(Option::is_none));
        }
    }
}
