//! Workbooks: what is read of them in which layout, and what is said of their cells.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod support;

use dabiao_data::{Input, Limits, Read, ReadError, ReadOptions, read};
use dabiao_model::{Estimate, FigureValue, Language, Table};
use support::{codes, read_clean, read_texts, render, schema};

/// The figures as `metric entity period value unit @ place`.
fn figures(read: &Read) -> Vec<String> {
    let schema = schema();
    let figure = |it: &dabiao_model::Figure| {
        let value = match &it.value {
            FigureValue::Number(Estimate::Exact(value)) => {
                it.unit.show(value, 12, Language::Chinese)
            }
            other => format!("{other:?}"),
        };
        let entity = it.entity.map(|entity| schema.entity_name(entity));
        let period = it.period.map(|period| period.text(Language::English));
        format!(
            "{} {} {} {value} @ {}",
            schema.metric_name(it.metric),
            entity.unwrap_or("-"),
            period.unwrap_or_else(|| "-".to_owned()),
            read.dataset.at(it.place)
        )
    };
    read.dataset.figures.iter().map(figure).collect()
}

#[test]
fn a_long_table_is_read_below_its_title_and_each_figure_keeps_its_cell() {
    let read = read_clean(&[(
        "报送.xlsx",
        "[sheet 数值]\n2025年一季度报送表\n\n指标,主体,时期,数值,单位\n中小企业合同金额,临夏县,2025Q1,8000,万元\n合同总金额,临夏县,2025Q1,1.2345,亿元\n合同总金额,永靖县,2025Q1,３.43亿,元\n",
    )]);
    assert_eq!(
        figures(&read),
        [
            "SME contract value 临夏县 2025Q1 8000万元 @ 报送.xlsx:数值!D4",
            "total contract value 临夏县 2025Q1 1.2345亿元 @ 报送.xlsx:数值!D5",
            "total contract value 永靖县 2025Q1 3.43亿元 @ 报送.xlsx:数值!D6",
        ]
    );
}

#[test]
fn numbers_have_the_digits_and_the_unit_that_are_seen() {
    let read = read_clean(&[(
        "figures.xlsx",
        "[sheet figures]\nmetric,value\none-visit share,0.7999 {0.00%}\none-visit share,79.990000000000009\none-visit share,80.0 {0.0\\%}\nSME loans,0.30000000000000004\nSME loans,343000 {0.0\"万元\"}\nenterprises,1304 {0}\nplan published,!yes\nopening day,45717 {yyyy\"年\"m\"月\"d\"日\"}\n",
    )]);
    assert_eq!(
        figures(&read),
        [
            "one-visit share - - 79.99% @ figures.xlsx:figures!B2",
            "one-visit share - - 79.99% @ figures.xlsx:figures!B3",
            "one-visit share - - 80% @ figures.xlsx:figures!B4",
            "SME loans - - 0.3亿元 @ figures.xlsx:figures!B5",
            "SME loans - - 343000万元 @ figures.xlsx:figures!B6",
            "enterprises - - 1304户 @ figures.xlsx:figures!B7",
            "plan published - - YesNo(true) @ figures.xlsx:figures!B8",
            "opening day - - Date(2025-03-01) @ figures.xlsx:figures!B9",
        ]
    );
    let decimals = read.dataset.figures.iter().map(|it| it.decimals);
    assert_eq!(decimals.take(6).collect::<Vec<_>>(), [2, 2, 1, 1, 1, 0]);
}

#[test]
fn metrics_as_columns_with_units_in_their_headers() {
    // The period stands nowhere: nothing is guessed.
    let sheet = "[sheet Sheet1]\n临夏州政府采购情况统计表,,,\n,,单位：万元,\n序号,县市,中小企业合同金额（亿元）,合同总金额\n1,临夏县,0.8,10000\n2,永靖县,,9999.5\n";
    assert_eq!(codes(&[("报送.xlsx", sheet)]), ["D0015", "D0015", "D0015"]);
}

#[test]
fn a_period_above_the_table_holds_for_all_of_it() {
    let read = read_clean(&[(
        "报送.xlsx",
        "[sheet Sheet1]\n临夏州政府采购情况统计表,,,\n填报日期：2025-04-08　时期：2025年一季度,,单位：万元,\n序号,县市,中小企业合同金额（亿元）,合同总金额\n1,临夏县,0.8,10000\n2,永靖县,,9999.5\n",
    )]);
    assert_eq!(
        figures(&read),
        [
            "SME contract value 临夏县 2025Q1 0.8亿元 @ 报送.xlsx:Sheet1!C4",
            "total contract value 临夏县 2025Q1 10000万元 @ 报送.xlsx:Sheet1!D4",
            "total contract value 永靖县 2025Q1 9999.5万元 @ 报送.xlsx:Sheet1!D5",
        ]
    );
    let day = read.dataset.figures.first().unwrap().submitted_on.unwrap();
    assert_eq!(day.to_string(), "2025-04-08");
}

#[test]
fn periods_under_metrics_in_two_lines_of_headers() {
    let read = read_clean(&[(
        "报送.xlsx",
        "[sheet Sheet1]\n单位,中小企业合同金额（万元）,,合同总金额（万元）,\n,2025Q1,2025Q2,2025Q1,2025Q2\n临夏县,1,2,3,4\n永靖县,5,6,7,8\n[merge B1:C1]\n[merge D1:E1]\n[merge A1:A2]\n",
    )]);
    assert_eq!(
        figures(&read),
        [
            "SME contract value 临夏县 2025Q1 1万元 @ 报送.xlsx:Sheet1!B3",
            "SME contract value 临夏县 2025Q2 2万元 @ 报送.xlsx:Sheet1!C3",
            "total contract value 临夏县 2025Q1 3万元 @ 报送.xlsx:Sheet1!D3",
            "total contract value 临夏县 2025Q2 4万元 @ 报送.xlsx:Sheet1!E3",
            "SME contract value 永靖县 2025Q1 5万元 @ 报送.xlsx:Sheet1!B4",
            "SME contract value 永靖县 2025Q2 6万元 @ 报送.xlsx:Sheet1!C4",
            "total contract value 永靖县 2025Q1 7万元 @ 报送.xlsx:Sheet1!D4",
            "total contract value 永靖县 2025Q2 8万元 @ 报送.xlsx:Sheet1!E4",
        ]
    );
}

#[test]
fn entities_as_columns_and_a_sheet_a_period() {
    let sheet = "指标名称,单位,临夏县,永靖县\n中小企业合同金额,万元,1,2\n合同总金额,亿元,3,4\n";
    let read = read_clean(&[(
        "报送.xlsx",
        &format!("[sheet 2025Q1]\n{sheet}[sheet 2025年二季度]\n{sheet}"),
    )]);
    let all = figures(&read);
    assert_eq!(all.len(), 8);
    assert_eq!(
        all[0],
        "SME contract value 临夏县 2025Q1 1万元 @ 报送.xlsx:'2025Q1'!C2"
    );
    assert_eq!(
        all[7],
        "total contract value 永靖县 2025Q2 4亿元 @ 报送.xlsx:'2025年二季度'!D3"
    );
}

#[test]
fn a_merged_cell_stands_for_each_of_its_rows_but_a_figure_does_not() {
    let read = read_texts(&[(
        "figures.xlsx",
        "[sheet figures]\nentity,metric,period,value\n临夏县,SME contract value,2025Q1,1\n,total contract value,,2\n永靖县,SME contract value,2025Q1,3\n,total contract value,2025Q1,\n[merge A2:A3]\n[merge C2:C3]\n[merge A4:A5]\n[merge D4:D5]\n",
    )]);
    assert_eq!(
        figures(&read),
        [
            "SME contract value 临夏县 2025Q1 1元 @ figures.xlsx:figures!D2",
            "total contract value 临夏县 2025Q1 2元 @ figures.xlsx:figures!D3",
            "SME contract value 永靖县 2025Q1 3元 @ figures.xlsx:figures!D4",
        ]
    );
}

#[test]
fn cases_and_sign_offs_have_sheets_of_their_own() {
    let read = read_clean(&[(
        "data.xlsx",
        "[sheet 合同]\n合同台账,,,,,\nentity,awarded,signed,金额（元）,electronic,supplier\n临夏县,45717 {yyyy-mm-dd},,800000,!yes,SME\n[sheet 销号]\n节点,阶段,状态,日期\n2,a,完成,2025-06-20\n[sheet case]\nentity,received,answered\n临夏县,45717.604166666664 {yyyy-mm-dd hh:mm},\n",
    )]);
    let contracts = read.dataset.tables[0].as_ref().unwrap();
    assert_eq!(contracts.rows(), 1);
    assert_eq!(
        contracts.column(0).unwrap().day(0).unwrap().to_string(),
        "2025-03-01"
    );
    assert_eq!(
        contracts.column(2).unwrap().number(0).unwrap().to_string(),
        "800000"
    );
    assert_eq!(read.dataset.signoffs.len(), 1);
    assert_eq!(
        read.dataset.at(read.dataset.signoffs[0].place),
        "data.xlsx:销号!2"
    );
    assert_eq!(read.dataset.tables[1].as_ref().unwrap().rows(), 1);
}

/// A form asks whether there were any cases, so that its sheet is no answer before anybody has given one.
#[test]
fn a_sheet_that_asks_is_submitted_when_it_is_answered() {
    let header = "entity,awarded,signed,value,electronic,supplier\n";
    let row = "临夏县,2025-03-03,,80万元,yes,SME\n";
    for (above, below, rows, found) in [
        ("", "", Some(0), ""),
        ("cases:", "", None, ""),
        ("本期有无：,,没有的请选“无”", "", None, ""),
        ("本期有无：无", "", Some(0), ""),
        ("cases:,None", "", Some(0), ""),
        ("cases:,", row, Some(1), ""),
        ("本期有无：,有", row, Some(1), ""),
        (
            "cases:,some",
            "",
            None,
            "form.xlsx:contract!B1: error D0071",
        ),
        (
            "本期有无：,无",
            row,
            Some(1),
            "form.xlsx:contract!B1: error D0071",
        ),
        (
            "cases: perhaps",
            "",
            None,
            "form.xlsx:contract!A1: error D0071",
        ),
    ] {
        let above = if above.is_empty() {
            String::new()
        } else {
            format!("{above}\n")
        };
        let text = format!("[sheet contract]\n{above}{header}{below}");
        let read = read_texts(&[("form.xlsx", &text)]);
        let contracts = read.dataset.tables[0].as_ref();
        assert_eq!(contracts.map(Table::rows), rows, "{text}");
        let said: String = read.diagnostics.iter().map(render).collect();
        assert_eq!(said.is_empty(), found.is_empty(), "{text}{said}");
        assert!(said.starts_with(found), "{text}{said}");
    }
}

/// The answer is told as it stands in the cell.
#[test]
fn an_unclear_answer_is_told_in_its_own_words() {
    let header = "entity,awarded,signed,value,electronic,supplier\n";
    for (answer, below, said) in [
        (
            "没有",
            "临夏县,2025-03-03,,80万元,yes,SME\n",
            "填写为“没有”，而下方有 1 行",
        ),
        ("some", "", "填写为“some”，而下方一行也没有"),
    ] {
        let text = format!("[sheet contract]\n本期有无：,{answer}\n{header}{below}");
        let read = read_texts(&[("form.xlsx", &text)]);
        let told = read.diagnostics.iter().next().unwrap();
        let told = told.message(Language::Chinese);
        assert!(told.ends_with(said), "{told}");
    }
}

#[test]
fn the_label_of_a_form_answers_for_whose_a_case_is() {
    let header = "id,entity,awarded,signed,value,electronic,supplier\n";
    let row = |entity: &str| format!("1,{entity},2025-03-03,,80万元,yes,SME\n");
    let mine = ["临夏县"];
    for (above, below, whose, codes) in [
        ("cases:,some,entity: 临夏县", row(""), &mine[..], ""),
        ("主体：,临夏县", row(""), &mine[..], ""),
        ("主体：临夏县", row("临夏县"), &mine[..], ""),
        // What the row says counts, and what it contradicts is told.
        (
            "主体：临夏县",
            row("永靖县"),
            &["永靖县"][..],
            "form.xlsx:contract!B3: error D0073",
        ),
        // A line for a signature says nothing of a case.
        (
            "主体：临夏县",
            "填表人：张三,,,,,,\n".to_owned(),
            &[][..],
            "form.xlsx:contract!B3: error D0015",
        ),
        // Who lies above is not the one whose cases these are.
        (
            "主体：临夏州",
            row(""),
            &[][..],
            "form.xlsx:contract!B3: error D0015",
        ),
        ("", row(""), &[][..], "form.xlsx:contract!B3: error D0015"),
    ] {
        let above = if above.is_empty() { "合同" } else { above };
        let text = format!("[sheet contract]\n{above}\n{header}{below}");
        let read = read_texts(&[("form.xlsx", &text)]);
        let contracts = read.dataset.tables[0].as_ref().unwrap();
        let entities = (0..contracts.rows()).map(|row| contracts.entity(row).unwrap());
        let names: Vec<&str> = entities
            .map(|it| schema().entity_name(it))
            .collect::<Vec<_>>();
        assert_eq!(names, whose, "{text}");
        let said: Vec<String> = read.diagnostics.iter().map(render).collect();
        assert_eq!(said.len(), usize::from(!codes.is_empty()), "{text}{said:?}");
        assert!(said.concat().starts_with(codes), "{text}{said:?}");
    }
}

#[test]
fn who_was_asked_and_has_not_answered_is_marked_in_the_table_of_the_others() {
    let header = "entity,awarded,signed,value,electronic,supplier\n";
    let others = format!("{header}临夏县,2025-03-03,,80万元,yes,SME\n");
    for (answer, rows, unanswered) in [
        ("", "", 1),
        ("none", "", 0),
        ("", "永靖县,2025-03-03,,80万元,yes,SME\n", 0),
    ] {
        let text = format!("[sheet contract]\ncases:,{answer},entity: 永靖县\n{header}{rows}");
        let read = read_texts(&[("contract.csv", &others), ("form.xlsx", &text)]);
        assert!(read.diagnostics.is_empty(), "{text}");
        let contracts = read.dataset.tables[0].as_ref().unwrap();
        let left: Vec<&str> = contracts
            .unanswered()
            .iter()
            .map(|it| schema().entity_name(it.entity.unwrap()))
            .collect();
        assert_eq!(left, vec!["永靖县"; unanswered], "{text}");
    }
}

#[test]
fn each_mistake_is_told_at_its_cell_all_in_one_run() {
    let read = read_texts(&[(
        "报送.xlsx",
        "[sheet 数值]\n指标,主体,时期,数值,单位\n中小企业合同额,临夏县,2025Q1,8000,万元\n合同总金额,临夏现,2025Q1,8000,万元\n合同总金额,临夏县,2025Q5,8000,万元\n合同总金额,临夏县,2025Q1,八千左右吧,万元\n合同总金额,临夏县,2025Q1,8000,户\n合同总金额,临夏县,2025Q1,#DIV/0!,万元\n合同总金额,临夏县,2025Q1,=,万元\n合同总金额,临夏县,2025Q1,12345 {0!.0000},万元\n合同总金额,临夏县,2025Q1,-,万元\n[hidden sheet 合同]\nentity,awarded,signed,value,electronic,supplier\n[hidden sheet lists]\n临夏县\n永靖县\n[sheet 备忘]\n周五前报送\n",
    )]);
    let found: Vec<String> = read
        .diagnostics
        .iter()
        .map(|it| {
            let text = render(it);
            let head = text.lines().next().unwrap().to_owned();
            head.trim_end().to_owned()
        })
        .collect();
    assert_eq!(
        found,
        [
            "报送.xlsx:数值!A2: error D0020 unknown-submitted-metric",
            "报送.xlsx:数值!B3: error D0023 unknown-submitted-entity",
            "报送.xlsx:数值!C4: error D0026 cell-not-a-period",
            "报送.xlsx:数值!D5: error D0040 cell-not-a-number",
            "报送.xlsx:数值!E6: error D0051 submitted-unit-mismatch",
            "报送.xlsx:数值!D7: error D0048 cell-formula-error",
            "报送.xlsx:数值!D8: error D0049 formula-without-value",
            "报送.xlsx:数值!D9: error D0047 scaled-number",
            "报送.xlsx:数值!D10: error D0041 placeholder",
            "报送.xlsx:合同: warning D0016 hidden-sheet",
            "报送.xlsx:备忘: note D0017 sheet-without-table",
        ]
    );
    assert!(read.dataset.figures.is_empty());
}

#[test]
fn a_header_in_a_wide_table_that_nobody_declared_is_told_once() {
    let read = read_texts(&[(
        "报送.xlsx",
        "[sheet 2025Q1]\n县市,中小企业合同金额,合同总金额,合同总额,备注\n临夏县,1,2,3,\n永靖县,4,5,6,暂估\n临夏现,7,8,,\n",
    )]);
    let found: Vec<String> = read.diagnostics.iter().map(render).collect();
    insta::assert_snapshot!(found.join(""));
    assert_eq!(read.dataset.figures.len(), 4);
}

#[test]
fn several_workbooks_are_one_data_set() {
    let of = |name: &str, value: u32| {
        format!("[sheet {name}]\n指标,时期,数值\n合同总金额,2025Q1,{value}\n")
    };
    let read = read_clean(&[
        ("临夏县.xlsx", &of("临夏县", 1)),
        ("永靖县.xlsx", &of("永靖县", 2)),
    ]);
    assert_eq!(
        figures(&read),
        [
            "total contract value 临夏县 2025Q1 1元 @ 临夏县.xlsx:临夏县!C2",
            "total contract value 永靖县 2025Q1 2元 @ 永靖县.xlsx:永靖县!C2",
        ]
    );
}

#[test]
fn a_csv_file_may_be_wide_too() {
    let read = read_clean(&[(
        "q1.csv",
        "county,period,中小企业合同金额（万元）,合同总金额（万元）\n临夏县,2025Q1,1,2\n永靖县,2025Q1,,3\n",
    )]);
    assert_eq!(
        figures(&read),
        [
            "SME contract value 临夏县 2025Q1 1万元 @ q1.csv:2:3",
            "total contract value 临夏县 2025Q1 2万元 @ q1.csv:2:4",
            "total contract value 永靖县 2025Q1 3万元 @ q1.csv:3:4",
        ]
    );
    assert_eq!(
        codes(&[(
            "contract.csv",
            "entity,awarded,signed,金额（元）,electronic,supplier\n临夏县,2025-03-03,,80万元,yes,SME\n"
        )]),
        ["D0052"]
    );
}

#[test]
fn a_workbook_cut_off_or_mangled_anywhere_is_told_and_never_a_panic() {
    let whole = support::workbook::workbook(
        "[sheet figures]\nmetric,value\none-visit share,0.8 {0%}\nSME loans,1 {0.00}\n[hidden sheet x]\n1,2\n[merge A1:B1]\n",
    );
    let look = |bytes: Vec<u8>| {
        let _ = read(
            schema(),
            &[Input::new("figures.xlsx", bytes)],
            &ReadOptions::default(),
        );
    };
    for end in (0..whole.len()).step_by(37) {
        look(whole[..end].to_vec());
    }
    for at in (0..whole.len()).step_by(11) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        look(bytes);
    }
    let broken = read(
        schema(),
        &[Input::new("a.xls", "\u{fffd}".repeat(600))],
        &ReadOptions::default(),
    );
    assert_eq!(
        broken.unwrap().diagnostics.iter().next().unwrap().code.id,
        "D0018"
    );
}

#[test]
fn a_workbook_beyond_a_limit_is_not_read() {
    let lines = "[sheet figures]\nmetric,value\none-visit share,80\nSME loans,1\n[sheet x]\n1\n";
    let with = |limits| {
        let options = ReadOptions {
            limits,
            ..ReadOptions::default()
        };
        let read = read(schema(), &[support::input("figures.xlsx", lines)], &options);
        matches!(read, Err(ReadError::Limit { .. }))
    };
    assert!(!with(Limits::default()));
    assert!(with(Limits {
        unpacked: 1_000,
        ..Limits::default()
    }));
    assert!(with(Limits {
        sheets: 1,
        ..Limits::default()
    }));
    assert!(with(Limits {
        sheet_cells: 5,
        ..Limits::default()
    }));
    assert!(with(Limits {
        cell: 10,
        ..Limits::default()
    }));
    assert!(with(Limits {
        columns: 1,
        ..Limits::default()
    }));
}

#[test]
fn a_value_without_a_header_is_told_of_in_every_layout() {
    for (name, table, place) in [
        (
            "a.csv",
            "指标,主体,时期,数值,\n合同总金额,临夏县,2025Q1,8000,7\n合同总金额,永靖县,2025Q1,8000,8\n",
            "a.csv:2:5",
        ),
        (
            "a.xlsx",
            "[sheet 数值]\n指标,主体,时期,数值,\n合同总金额,临夏县,2025Q1,8000,\n合同总金额,永靖县,2025Q1,8000,8\n",
            "a.xlsx:数值!E3",
        ),
        (
            "b.xlsx",
            "[sheet 表]\n县,时期,,中小企业合同金额,合同总金额,\n临夏县,2025Q1,,1,8000,9\n",
            "b.xlsx:表!F2",
        ),
        (
            "c.csv",
            "主体,时期,中小企业合同金额,合同总金额,\n临夏县,2025Q1,1,8000,9\n",
            "c.csv:2:5",
        ),
        // What is merged over the column beside it is that of its first cell.
        (
            "d.xlsx",
            "[sheet 表]\n县,,时期,中小企业合同金额,合同总金额,\n临夏县,,2025Q1,1,8000,9\n[merge A2:B2]\n",
            "d.xlsx:表!F2",
        ),
    ] {
        let read = read_texts(&[(name, table)]);
        let found: Vec<String> = read
            .diagnostics
            .iter()
            .map(|it| format!("{} {:?}", it.code.id, it.at))
            .collect();
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            render(read.diagnostics.iter().next().unwrap()).contains(place),
            "{found:?}"
        );
        assert_eq!(codes(&[(name, table)]), ["D0013"], "{name}");
    }
}

#[test]
fn a_column_of_the_same_twice_is_not_guessed_at() {
    let table =
        "[sheet 表]\n县,时期,主体,中小企业合同金额,合同总金额\n临夏县,2025Q1,永靖县,1,8000\n";
    let read = read_texts(&[("a.xlsx", table)]);
    assert_eq!(codes(&[("a.xlsx", table)]), ["D0012"]);
    assert!(read.dataset.figures.is_empty());
}

#[test]
fn groups_may_have_a_title_and_units_a_line_of_their_own() {
    let wanted = [
        "SME contract value 临夏县 2025Q1 100万元 @ a.xlsx:'2025Q1'!B",
        "total contract value 临夏县 2025Q1 2亿元 @ a.xlsx:'2025Q1'!C",
    ];
    for (table, row) in [
        // A title over two metrics, whose units stand in their headers.
        (
            "县市,采购,,备注\n,中小企业合同金额（万元）,合同总金额（亿元）,\n临夏县,100,2,\n[merge A1:A2]\n[merge B1:C1]\n[merge D1:D2]\n",
            3,
        ),
        // Names broken and spaced to fill their columns, and the units below them.
        (
            "县 市,中小企业 合同金额,合同\u{3000}总金额\n,（万元）,（单位：亿元）\n临夏县,100,2\n[merge A1:A2]\n",
            3,
        ),
        (
            "县市,采购,\n,中小企业合同金额,合同总金额\n,万元,亿元\n临夏县,100,2\n[merge A1:A3]\n[merge B1:C1]\n",
            4,
        ),
        (
            "县市,中小企业合同金额,合同总金额\n单位,万元,亿元\n临夏县,100,2\n",
            3,
        ),
    ] {
        let read = read_texts(&[("a.xlsx", &format!("[sheet 2025Q1]\n{table}"))]);
        let found: Vec<String> = wanted.iter().map(|it| format!("{it}{row}")).collect();
        assert_eq!(figures(&read), found, "{table}");
        let told = read.diagnostics.iter().filter(|it| it.code.id != "D0011");
        assert_eq!(told.count(), 0, "{table}");
    }
}

#[test]
fn headers_are_known_by_their_usual_other_names_and_with_blanks_in_them() {
    let table = "指 标,主\u{3000}体,报告期,数 值,计量单位\n合同总金额,临夏县,2025Q1,2,亿元\n";
    let wanted = |place| format!("total contract value 临夏县 2025Q1 2亿元 @ {place}");
    assert_eq!(
        figures(&read_clean(&[("a.csv", table)])),
        [wanted("a.csv:2:4")]
    );
    let sheet = format!("[sheet Sheet1]\n{table}");
    assert_eq!(
        figures(&read_clean(&[("a.xlsx", &sheet)])),
        [wanted("a.xlsx:Sheet1!D2")]
    );
    let wide = "指标名称,计量单位,临夏县\n合同总金额,亿元,2\n";
    let sheet = format!("[sheet 2025Q1]\n{wide}");
    assert_eq!(
        figures(&read_clean(&[("a.xlsx", &sheet)])),
        [wanted("a.xlsx:'2025Q1'!C2")]
    );
}

#[test]
fn a_period_in_a_header_names_its_year() {
    let table = "[sheet 合同总金额]\n县,2025年一季度,二季度\n临夏县,1,2\n";
    let read = read_texts(&[("a.xlsx", table)]);
    assert_eq!(figures(&read).len(), 1);
    assert_eq!(codes(&[("a.xlsx", table)]), ["D0026"]);
}

#[test]
fn a_sheet_and_the_lines_above_its_table_say_the_same() {
    let table = "指标,数值\n合同总金额,2\n";
    let read = |sheet: &str, lines: &str| {
        read_texts(&[("a.xlsx", &format!("[sheet {sheet}]\n{lines}\n{table}"))])
    };
    let told = |read: &Read| {
        read.diagnostics
            .iter()
            .map(|it| it.code.id)
            .collect::<Vec<_>>()
    };
    for (sheet, lines) in [
        ("永靖县", "填报单位：临夏县,时期：2025Q1"),
        ("永靖县", "主体：临夏县,时期：2025Q1"),
        ("2025Q1", "主体：临夏县,时期：2025Q2"),
    ] {
        let read = read(sheet, lines);
        assert_eq!(
            (told(&read), read.dataset.figures.len()),
            (vec!["D0031"], 0),
            "{sheet} {lines}"
        );
    }
    // The prefecture fills in the sheets of its counties; a period may be written in another way.
    for (sheet, lines) in [
        ("永靖县", "填报单位：临夏州,时期：2025Q1"),
        ("2025Q1", "主体：永靖县,时期：2025年一季度"),
    ] {
        let read = read(sheet, lines);
        let sheet = sheet.replace("2025Q1", "'2025Q1'");
        let wanted = format!("total contract value 永靖县 2025Q1 2元 @ a.xlsx:{sheet}!B3");
        assert_eq!(
            (told(&read), figures(&read)),
            (vec![], vec![wanted]),
            "{sheet} {lines}"
        );
    }
}

#[test]
fn one_run_names_all_that_is_wrong_with_a_row() {
    for value in ["=", "#REF!", "80"] {
        let table = format!(
            "[sheet 数值]\n指标,主体,时期,数值,报送日期\n合同总额,临夏现,2025Qx,{value},昨天\n合同总金额,临夏现,2025Qx,{value},昨天\n"
        );
        let read = read_texts(&[("a.xlsx", &table)]);
        let mut found: Vec<&str> = read.diagnostics.iter().map(|it| it.code.id).collect();
        found.sort_unstable();
        let mut wanted = vec![
            "D0020", "D0023", "D0023", "D0026", "D0026", "D0060", "D0060",
        ];
        match value {
            "=" => wanted.extend(["D0049"; 2]),
            "#REF!" => wanted.extend(["D0048"; 2]),
            _ => {}
        }
        wanted.sort_unstable();
        assert_eq!(found, wanted, "{value}");
        assert!(read.dataset.figures.is_empty());
    }
    let cases =
        "[sheet 合同]\n主体,中标公告,签订,金额,电子合同,供应商\n临夏现,=,昨天,#N/A,也许,SME\n";
    let read = read_texts(&[("a.xlsx", cases)]);
    let mut found: Vec<&str> = read.diagnostics.iter().map(|it| it.code.id).collect();
    found.sort_unstable();
    assert_eq!(found, ["D0023", "D0048", "D0049", "D0060", "D0064"]);
    assert_eq!(read.dataset.tables[0].as_ref().map(Table::rows), Some(0));
}
