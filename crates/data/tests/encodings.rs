//! Encodings of CSV: what is read without a word, what with a note, and what is said of the rest.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod support;

use std::fs;
use std::path::Path;

use dabiao_data::{Encoding, Input, Limits, Read, ReadError, ReadOptions, clauses, load, read};
use dabiao_model::Language;
use encoding_rs::{BIG5, EUC_KR, GB18030};

const TABLE: &str = "指标,主体,时期,数值,依据\n合同总金额,临夏县,2025Q1,3.5亿,第12号函——“附件①”\n";

fn gb18030(text: &str) -> Vec<u8> {
    let (bytes, _, lost) = GB18030.encode(text);
    assert!(!lost);
    bytes.into_owned()
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let units = [0xfeff].into_iter().chain(text.encode_utf16());
    units.flat_map(order).collect()
}

fn read_as(name: &str, bytes: Vec<u8>, asked: Option<Encoding>) -> Result<Read, ReadError> {
    let options = ReadOptions {
        encoding: asked,
        ..ReadOptions::default()
    };
    read(support::schema(), &[Input::new(name, bytes)], &options)
}

/// What is read, and how each finding of it is shown.
fn found(bytes: Vec<u8>, asked: Option<Encoding>) -> (Read, Vec<String>) {
    let read = read_as("q1.csv", bytes, asked).unwrap();
    let shown = read.diagnostics.iter().map(support::render).collect();
    (read, shown)
}

fn message(bytes: impl Into<Vec<u8>>, asked: Option<Encoding>) -> String {
    read_as("q1.csv", bytes.into(), asked)
        .unwrap_err()
        .message(Language::English)
}

#[test]
fn chinese_in_gb18030_is_read_and_noted() {
    let plain = support::read_clean(&[("q1.csv", TABLE)]);
    let (told, notes) = found(gb18030(TABLE), None);
    assert_eq!(told.dataset.figures, plain.dataset.figures);
    assert_eq!(
        notes,
        ["q1.csv:1: note D0019 told-encoding\n  \
          en: q1.csv is not UTF-8 and is read as GB18030, in which it names “指标”\n      \
          Nothing needs doing if its texts are right. `--encoding gb18030` says so, `--encoding utf-8` insists on UTF-8.\n  \
          zh: q1.csv 不是 UTF-8 编码，已按 GB18030 读取，其中有“指标”\n      \
          文字无误时无需处理。可用 `--encoding gb18030` 写明，或用 `--encoding utf-8` 坚持按 UTF-8 读取。\n"]
    );
    // Whoever says so is not told.
    let (asked, notes) = found(gb18030(TABLE), Some(Encoding::Gb18030));
    assert_eq!(
        (asked.dataset.figures, notes),
        (plain.dataset.figures, vec![])
    );
}

#[test]
fn an_english_header_leaves_it_to_the_names_below() {
    let (read, notes) = found(
        gb18030("metric,value,evidence\n最多跑一次占比,80,函\n"),
        None,
    );
    assert_eq!(read.dataset.figures.len(), 1);
    assert!(notes[0].contains("names “最多跑一次占比”"), "{notes:?}");
    let (read, notes) = found(
        gb18030("county,period,合同总金额（万元）\n临夏县,2025Q1,80\n"),
        None,
    );
    assert_eq!((read.dataset.figures.len(), notes.len()), (1, 1));
}

#[test]
fn utf16_is_what_its_mark_says() {
    let plain = support::read_clean(&[("q1.csv", TABLE)]);
    for (order, asked) in [
        (u16::to_le_bytes as fn(u16) -> [u8; 2], None),
        (u16::to_be_bytes, Some(Encoding::Gb18030)),
    ] {
        let (read, notes) = found(utf16(TABLE, order), asked);
        assert_eq!(
            (read.dataset.figures, notes),
            (plain.dataset.figures.clone(), vec![])
        );
    }
    // Half of a pair.
    let mut bytes = utf16("指标,数值\n占比", u16::to_le_bytes);
    bytes.extend([0x00, 0xd8, 0x2c, 0x00]);
    assert_eq!(
        message(bytes, None),
        "q1.csv, line 2, character 3: the bytes are not utf-16, nor any other that is read; save it as UTF-8"
    );
}

#[test]
fn what_leaves_a_doubt_is_an_error_at_its_first_wrong_sign() {
    let ask = "; if a Chinese spreadsheet saved it, read it with `--encoding gb18030`";
    let save = ", nor any other that is read; save it as UTF-8";
    // No name of the policy stands in it: 单位 alone tells nothing of 说明, and a text is no cell.
    let no_name = gb18030("metric,value,evidence\n\none-visit share,80,县里的函\n");
    let doubtful = |place: &str| format!("q1.csv, {place}: the bytes are not utf-8{ask}");
    assert_eq!(message(no_name, None), doubtful("line 3, character 20"));
    // The first bytes of 指 are a sign of UTF-8 too. Korean and Chinese look alike to a machine; traditional characters of Big5 come out as other signs.
    let (korean, _, _) = EUC_KR.encode("지표,수치\n계약금액,80\n");
    assert_eq!(message(korean, None), doubtful("line 1, character 1"));
    let (big5, _, _) = BIG5.encode("指標,數值\n合同總金額,80\n");
    assert!(read_as("q1.csv", big5.into_owned(), None).is_err());
    // Kana are valid in GB18030, but not in a Chinese table.
    assert_eq!(
        message(gb18030("指标,数值\nひらがな,80\n"), None),
        doubtful("line 1, character 2")
    );
    // Two files put together.
    let mut both = gb18030("指标,主体,时期,数值\n");
    both.extend("合同总金额,临夏县,2025Q1,80\n".as_bytes());
    let place = "q1.csv, line 1, character 2: the bytes are not utf-8";
    assert_eq!(message(both, None), format!("{place}{save}"));
    let mut both = TABLE.as_bytes().to_vec();
    both.extend(gb18030("合同总金额,永靖县,2025Q1,80,\n"));
    assert!(message(both, None).starts_with("q1.csv, line 3, character "));
    // What is no GB18030 either is not told to be asked for.
    let neither = "q1.csv, line 2, character 2: the bytes are not utf-8";
    assert_eq!(
        message(b"metric,value\nr\xe9,80\n", None),
        format!("{neither}{save}")
    );
    assert_eq!(
        message(b"\xef\xbb\xbfmetric,value\nr\xb1\xea,80\n", None),
        format!("{neither}{save}")
    );
    assert_eq!(
        message(gb18030(TABLE), Some(Encoding::Utf8)),
        format!("q1.csv, line 1, character 2: the bytes are not utf-8{ask}")
    );
}

#[test]
fn bytes_that_are_not_in_the_encoding_asked_for_are_told_in_both_languages() {
    let bytes = b"metric,value\none-visit share,80\n\xd6\xb8\xff\xff\n".to_vec();
    let error = read_as("数据.csv", bytes, Some(Encoding::Gb18030)).unwrap_err();
    assert_eq!(
        error.message(Language::Chinese),
        "数据.csv 第 3 行第 2 个字符：不是有效的 gb18030 编码；若文件为 UTF-8 编码，请去掉 `--encoding gb18030`"
    );
    let json = b"{\"\xd6\xb8\xb1\xea\": 1}".to_vec();
    let error = read_as("data.json", json, Some(Encoding::Gb18030)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "data.json, line 1, character 4: the bytes are not utf-8; JSON is always in UTF-8"
    );
}

#[test]
fn a_list_of_clauses_is_looked_at_too() {
    let input = Input::new("条款.csv", gb18030("编号,位置,要义\n6,第六条,一次办成\n"));
    let read = clauses(&input, &ReadOptions::default()).unwrap();
    assert_eq!(&*read.clauses[0].gist, "一次办成");
    let codes: Vec<&str> = read.diagnostics.iter().map(|it| it.code.id).collect();
    assert_eq!(codes, ["D0019"]);
}

/// Reads a long table from the disk, where it is taken block by block, and from memory.
fn both_ways(name: &str, bytes: &[u8]) -> [Result<Read, ReadError>; 2] {
    assert!(bytes.len() > 3 << 19);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("encodings-{name}"));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("contract.csv");
    fs::write(&path, bytes).unwrap();
    let loaded = load(std::slice::from_ref(&path), &Limits::default()).unwrap();
    let held = Input::new(path.display().to_string(), bytes);
    let options = ReadOptions::default();
    let read = [loaded.inputs, vec![held]].map(|it| read(support::schema(), &it, &options));
    fs::remove_dir_all(&folder).unwrap();
    read
}

/// A long table of contracts that is Latin for its first rows.
fn long(last: &str) -> String {
    let mut text = "entity,id,awarded,signed,value,electronic,supplier\n".to_owned();
    for number in 0..40_000 {
        let entity = if number < 9_000 {
            "Linxia County"
        } else {
            "临夏县"
        };
        let rest = format!(",HT-{number:06},2025-03-01,2025-03-12,{number}.5,yes,large\n");
        text.extend([entity, &rest]);
    }
    text + last
}

#[test]
fn a_long_file_reads_the_same_by_blocks_as_from_memory() {
    let [streamed, held] = both_ways("gb", &gb18030(&long("")));
    let held = held.unwrap();
    let codes: Vec<&str> = held.diagnostics.iter().map(|it| it.code.id).collect();
    assert_eq!(codes, ["D0019"]);
    let contracts = held.dataset.tables[0].as_ref().unwrap();
    assert_eq!(contracts.rows(), 40_000);
    assert_eq!(streamed.unwrap(), held);
    let [streamed, held] = both_ways("utf16", &utf16(&long(""), u16::to_le_bytes));
    assert!(held.as_ref().unwrap().diagnostics.is_empty());
    assert_eq!(streamed, held);
}

#[test]
fn a_long_file_that_turns_doubtful_at_its_end_is_no_file_to_read() {
    let first = |read: &Result<Read, ReadError>| {
        matches!(
            read,
            Err(ReadError::Encoding {
                line: 9_002,
                sign: 1,
                ..
            })
        )
    };
    let mut mixed = gb18030(&long(""));
    mixed.extend("临夏县,HT-1,2025-03-01,,1,yes,large\n".as_bytes());
    let mut cut = gb18030(&long(""));
    cut.extend(b"\xd6\n");
    for (name, bytes) in [
        ("mixed", mixed),
        ("cut", cut),
        ("kana", gb18030(&long("ひ,HT-1,2025-03-01,,1,yes,large\n"))),
    ] {
        let [streamed, held] = both_ways(name, &bytes);
        assert!(first(&held), "{name}: {:?}", held.err());
        assert_eq!(streamed, held);
    }
}
