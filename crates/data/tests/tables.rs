//! Cases and sign-offs that are read, several files as one data set, its hash.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod support;

use dabiao_data::{Input, ReadOptions, from_csv, from_json};
use dabiao_model::{Column, Date, EntityId, Ratio, SignOffState, Table, Time};
use support::{codes, read_clean, schema};

const HEADER: &str = "id,entity,awarded,signed,value,electronic,supplier\n";

fn date(year: i32, month: u32, day: u32) -> Date {
    Date::from_ymd_opt(year, month, day).unwrap()
}

fn minute(hour: u32, minute: u32) -> Option<Time> {
    date(2025, 3, 1).and_hms_opt(hour, minute, 0)
}

fn ids(table: &Table) -> Vec<String> {
    (0..table.rows())
        .filter_map(|row| table.id(row))
        .map(Into::into)
        .collect()
}

#[test]
fn a_case_fills_a_column_for_each_field() {
    let text = format!(
        "{HEADER}A-7,临夏县,2025/3/3,2025年3月10日,80.50,yes,SME\n,永靖县,2025-03-04,,3.43亿元,否,large\n"
    );
    let dataset = read_clean(&[("contract.csv", &text)]).dataset;
    let table = dataset.tables[0].as_ref().unwrap();
    let columns = table.columns();
    assert_eq!(
        [0, 1].map(|row| columns[0].day(row)),
        [Some(date(2025, 3, 3)), Some(date(2025, 3, 4))]
    );
    assert_eq!(
        [0, 1].map(|row| columns[1].day(row)),
        [Some(date(2025, 3, 10)), None]
    );
    let yuan = [Ratio::whole(805_000), Ratio::whole(343_000_000)].map(Some);
    assert_eq!([0, 1].map(|row| columns[2].number(row)), yuan);
    assert_eq!(
        [0, 1].map(|row| columns[3].yes_no(row)),
        [Some(true), Some(false)]
    );
    assert_eq!(
        [0, 1].map(|row| columns[4].word(row)),
        [Some("SME"), Some("large")]
    );
    // A case without an id is called by its line.
    assert_eq!(ids(table), ["A-7", "3"]);
    assert_eq!(
        [0, 1].map(|row| table.entity(row)),
        [2, 3].map(|index: usize| Some(EntityId::from(index)))
    );
    assert_eq!(dataset.at(table.place(1, 2).unwrap()), "contract.csv:3:5");
    assert_eq!(dataset.tables[1], None);
}

#[test]
fn times_and_texts_have_columns_of_their_own() {
    let cases =
        "主体,收到,答复\n临夏县,2025-03-01 9:05,2025年3月1日14时30分\n临夏县,2025-03-01T09:05,\n";
    let projects = "名称\nbridge\nroad\nbridge\n";
    let dataset = read_clean(&[("案件.csv", cases), ("项目.csv", projects)]).dataset;
    let table = dataset.tables[1].as_ref().unwrap();
    let times = |column: &Column| [0, 1].map(|row| column.time(row));
    assert_eq!(times(&table.columns()[0]), [minute(9, 5), minute(9, 5)]);
    assert_eq!(times(&table.columns()[1]), [minute(14, 30), None]);
    let projects = dataset.tables[2].as_ref().unwrap();
    let words = [0, 1, 2].map(|row| projects.columns()[0].word(row));
    assert_eq!(words, ["bridge", "road", "bridge"].map(Some));
    assert_eq!([0, 1, 2].map(|row| projects.entity(row)), [None; 3]);
}

#[test]
fn headers_without_rows_are_an_empty_table_and_no_table_is_none() {
    let dataset = read_clean(&[
        ("合同.csv", HEADER),
        ("data.json", r#"{"records": {"案件": []}}"#),
    ])
    .dataset;
    let rows: Vec<Option<usize>> = dataset
        .tables
        .iter()
        .map(|table| table.as_ref().map(Table::rows))
        .collect();
    assert_eq!(rows, [Some(0), Some(0), None]);
}

#[test]
fn files_of_one_record_are_one_table() {
    let first = format!("{HEADER}1,临夏县,2025-03-03,,80,yes,SME\n");
    let other =
        "entity,id,awarded,signed,value,electronic,supplier\n永靖县,1,2025-03-04,,90,no,large\n";
    let third = r#"{"records": {"合同": [{"主体": "临夏市", "awarded": "2025-03-05", "signed": null,
        "金额": 70, "electronic": true, "供应商": "SME"}]}}"#;
    let files = [
        ("临夏县/contract.csv", first.as_str()),
        ("永靖县/contract.csv", other),
        ("c.json", third),
    ];
    let dataset = read_clean(&files).dataset;
    let table = dataset.tables[0].as_ref().unwrap();
    assert_eq!((table.rows(), ids(table)), (3, vec!["1".to_owned(); 3]));
    // Files that agree on a cell name it; where they don't, the row is the place.
    assert_eq!(
        dataset.at(table.place(0, 0).unwrap()),
        "临夏县/contract.csv:2"
    );
    assert_eq!(dataset.at(table.place(2, 0).unwrap()), "c.json:1");
    let again = format!("{HEADER}1,临夏县,2025-03-03,,90,yes,SME\n");
    let two = [files[0], ("b/合同.csv", again.as_str())];
    assert_eq!(codes(&two), ["D0070"]);
    let read = support::read_texts(&two);
    let table = read.dataset.tables[0].as_ref().unwrap();
    assert_eq!(
        read.dataset.at(table.place(1, 2).unwrap()),
        "b/合同.csv:2:5"
    );
}

#[test]
fn a_table_of_cases_that_is_handed_in_twice_counts_once() {
    let rows = "1,临夏县,2025-03-03,,80,yes,SME\n2,永靖县,2025-03-04,2025-03-06,90,no,large\n";
    let table = format!("{HEADER}{rows}");
    // The same rows in another order of columns, in Chinese, with another spelling of the same numbers and days.
    let other = "主体,编号,中标公告,签订,金额,电子合同,供应商\n\
                 临夏县,1,2025年3月3日,,80.0,是,SME\n\
                 永靖县,2,2025-03-04,2025/3/6,90,否,large\n";
    let book = format!("[sheet 合同]\n{other}[sheet contract]\n{table}");
    for files in [
        vec![
            ("a/contract.csv", table.as_str()),
            ("b/contract.csv", &table),
        ],
        vec![("contract.csv", &table), ("合同.csv", other)],
        vec![("contract.csv", &table), ("报送.xlsx", &book)],
    ] {
        let read = support::read_texts(&files);
        let found: Vec<&str> = read.diagnostics.iter().map(|it| it.code.id).collect();
        let tables = if files[1].0 == "报送.xlsx" { 2 } else { 1 };
        assert_eq!(found, vec!["D0072"; tables], "{files:?}");
        let table = read.dataset.tables[0].as_ref().unwrap();
        assert_eq!(
            (table.rows(), ids(table)),
            (2, vec!["1".into(), "2".into()])
        );
        assert_eq!(
            read.dataset.at(table.row_place(1).unwrap()),
            format!("{}:3", files[0].0)
        );
    }
    let read = support::read_texts(&[("a/contract.csv", &table), ("b/contract.csv", &table)]);
    insta::assert_snapshot!(support::render(read.diagnostics.iter().next().unwrap()), @r"
    b/contract.csv:2: error D0072 repeated-cases
      en: the cases of “contract” here (2) are those of another table once more, row for row
          Take one of the two out; these are left out until then. Cases that only look the same need an id each, or stand in one table.
          a/contract.csv:2: first here
      zh: 此处“contract”的 2 行与另一张表逐行相同
          请删去其中一份；在此之前，此处各行不计入。若只是内容相同而并非同一案件，请分别填写编号，或并入同一张表。
          a/contract.csv:2: 首次出现在此
    ");
}

#[test]
fn cases_that_differ_in_anything_are_no_copies() {
    let one = format!("{HEADER}1,临夏县,2025-03-03,,80,yes,SME\n");
    for row in [
        "2,临夏县,2025-03-03,,80,yes,SME",
        ",临夏县,2025-03-03,,80,yes,SME",
        "1,永靖县,2025-03-03,,80,yes,SME",
        "3,临夏县,2025-03-03,2025-03-03,80,yes,SME",
    ] {
        let other = format!("{HEADER}{row}\n");
        let read = read_clean(&[("a/contract.csv", &one), ("b/contract.csv", &other)]);
        assert_eq!(read.dataset.tables[0].as_ref().unwrap().rows(), 2, "{row}");
    }
    // One table may have the same row twice, and none that is empty is a copy.
    let twice = format!("{HEADER},临夏县,2025-03-03,,80,yes,SME\n,临夏县,2025-03-03,,80,yes,SME\n");
    let files = [
        ("a/contract.csv", twice.as_str()),
        ("b/contract.csv", HEADER),
        ("c/contract.csv", HEADER),
    ];
    assert_eq!(
        read_clean(&files).dataset.tables[0]
            .as_ref()
            .unwrap()
            .rows(),
        2
    );
}

#[test]
fn sign_offs_find_milestones_and_stages_by_any_name() {
    let text = "节点,阶段,主体,状态,日期,依据,报送单位\n\
                2,,,部分完成,,,\n\
                远程异地评标,a,,完成,2025-09-30,验收报告,州公共资源交易中心\n\
                2,shared expert pool,,in progress,,,\n\
                2.b,,,Stage Result,2025-06-30,,\n\
                3,,临夏县,完成,2025-05-01,,\n\
                3,,永靖县,,,,\n";
    let dataset = read_clean(&[("销号.csv", text)]).dataset;
    let found: Vec<(usize, SignOffState, Option<Date>)> = dataset
        .signoffs
        .iter()
        .map(|signoff| (signoff.milestone.index(), signoff.state, signoff.date))
        .collect();
    assert_eq!(
        found,
        [
            (0, SignOffState::Partial, None),
            (1, SignOffState::Done, Some(date(2025, 9, 30))),
            (2, SignOffState::InProgress, None),
            (2, SignOffState::StageResult, Some(date(2025, 6, 30))),
            (3, SignOffState::Done, Some(date(2025, 5, 1))),
        ]
    );
    assert_eq!(dataset.signoffs[1].evidence.as_deref(), Some("验收报告"));
    assert_eq!(dataset.signoffs[4].entity, Some(EntityId::from(2_usize)));
    assert_eq!(dataset.at(dataset.signoffs[4].place), "销号.csv:6");
}

#[test]
fn a_list_of_clauses_is_no_data() {
    let text = "编号,位置,要义,备注\n6.1,第六条,中小企业采购占比,\n";
    for name in ["clauses.csv", "source.csv"] {
        let dataset = read_clean(&[(name, text)]).dataset;
        assert!(dataset.figures.is_empty() && dataset.tables.iter().all(Option::is_none));
    }
}

#[test]
fn each_format_can_be_asked_for_by_name() {
    let options = ReadOptions::default();
    let csv = Input::new("figures", "metric,value\none-visit share,80\n");
    let json = Input::new(
        "upload",
        r#"{"figures": [{"metric": "one-visit share", "value": 80}]}"#,
    );
    let csv = from_csv(schema(), &csv, &options).unwrap().dataset;
    let json = from_json(schema(), &json, &options).unwrap().dataset;
    assert_eq!(csv.figures[0].value, json.figures[0].value);
}

#[test]
fn the_hash_is_of_names_and_bytes_and_not_of_folders() {
    let text = "metric,value\none-visit share,80\n";
    let hash = |files: &[(&str, &str)]| support::read_texts(files).dataset.hash;
    let once = hash(&[("figures.csv", text)]);
    // Computed with Python's hashlib: the length in eight bytes, big end first, before each part.
    assert_eq!(
        once,
        "sha256:4e57cd408571277f548ad90feec5dbd523b7ca6bdb3ea97d937bcc4f1b4840b6"
    );
    assert_eq!(hash(&[("elsewhere/figures.csv", text)]), once);
    for other in [
        hash(&[("figure.csv", text)]),
        hash(&[("figures.csv", "metric,value\none-visit share,81\n")]),
        hash(&[("figures.csv", text), ("more.csv", text)]),
        hash(&[]),
    ] {
        assert_ne!(other, once);
    }
    let swapped = [("more.csv", text), ("figures.csv", text)];
    assert_ne!(hash(&swapped), hash(&[swapped[1], swapped[0]]));
}

#[test]
fn rows_of_json_may_have_their_keys_in_either_language() {
    let text = r#"{"figures": [
        {"metric": "one-visit share", "value": 80},
        {"指标": "one-visit share", "数值": 81, "value": null}
    ], "figure": [], "title": "x"}"#;
    let read = support::read_texts(&[("a.json", text)]);
    let found: Vec<&str> = read.diagnostics.iter().map(|it| it.code.id).collect();
    // Of one row both names are the same column twice; a list that nobody knows is lost, a text is none.
    assert_eq!(found, ["D0012", "D0002", "D0011"]);
    assert_eq!(read.dataset.figures.len(), 1);
    let text = r#"{"figures": [{"metric": "one-visit share", "value": 80}, {"指标": "one-visit share", "数值": 81}]}"#;
    assert_eq!(read_clean(&[("a.json", text)]).dataset.figures.len(), 2);
}

#[test]
fn headers_below_other_lines_of_a_text_are_told_of() {
    let record = format!("本期有无：,有,,,,,\n{HEADER}1,临夏县,2025-03-03,,80,yes,SME\n");
    for (name, text) in [
        (
            "figures.csv",
            "2025年一季度,,\n\n指标,数值\none-visit share,80\n",
        ),
        ("a.csv", "sep=,\n指标,数值\none-visit share,80\n"),
        ("合同.csv", &record),
    ] {
        assert_eq!(codes(&[(name, text)]), ["D0032"], "{name}");
    }
    // Where no line is a row of headers, the first is told of.
    assert_eq!(
        codes(&[("figures.csv", "指标,值\none-visit share,80\n")]),
        ["D0010", "D0011"]
    );
}
