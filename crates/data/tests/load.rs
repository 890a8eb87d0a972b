//! Files and folders of the disk: which are read, in which order, and what is said of the others.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

mod support;

use dabiao_data::{Input, Limit, Limits, Read, ReadError, ReadOptions, load, read};
use dabiao_model::Language;

/// A folder of files, taken away when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[&str]) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("load-{name}"));
        let _ = fs::remove_dir_all(&root);
        for file in files {
            let path = root.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "metric,value\n").unwrap();
        }
        Self(root)
    }

    fn names(&self, paths: impl Iterator<Item = String>) -> Vec<String> {
        let root = format!("{}/", self.0.display());
        paths
            .map(|path| path.strip_prefix(&root).unwrap().replace('\\', "/"))
            .collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_folder_is_read_one_level_down_in_order_of_paths() {
    let folder = Folder::new(
        "order",
        &[
            "b.csv",
            "a.JSON",
            "合同/1.csv",
            "合同/deeper/2.csv",
            "clauses.csv",
            "条款.csv",
            "rules.dabiao",
            "README.md",
            ".hidden.csv",
            "figures.xlsx",
            "figures.docx",
            "~$figures.xlsx",
            ".~lock.figures.xlsx#",
        ],
    );
    let loaded = load(std::slice::from_ref(&folder.0), &Limits::default()).unwrap();
    let inputs = folder.names(loaded.inputs.iter().map(|input| input.name.clone()));
    assert_eq!(inputs, ["a.JSON", "b.csv", "figures.xlsx", "合同/1.csv"]);
    let notes: Vec<String> = loaded
        .skipped
        .iter()
        .map(|note| note.message(Language::Chinese))
        .collect();
    let document = folder.0.join("figures.docx");
    assert_eq!(
        notes,
        [format!(
            "{} 不是工作簿、CSV、Parquet 或 JSON 文件，已跳过",
            document.display()
        )]
    );
}

#[test]
fn a_file_that_is_named_is_read_whatever_its_name() {
    let folder = Folder::new("named", &["figures.txt", "z.csv", "a.csv"]);
    let paths = ["z.csv", "figures.txt", "a.csv"].map(|name| folder.0.join(name));
    let loaded = load(&paths, &Limits::default()).unwrap();
    let inputs = folder.names(loaded.inputs.iter().map(|input| input.name.clone()));
    assert_eq!(inputs, ["z.csv", "figures.txt", "a.csv"]);
    assert!(loaded.skipped.is_empty());
}

#[test]
fn a_file_is_taken_once_whatever_way_leads_to_it() {
    let folder = Folder::new("twice", &["a.csv", "b/c.csv"]);
    let paths = ["a.csv", "", "b/../a.csv", "b", "b/c.csv"].map(|name| folder.0.join(name));
    let loaded = load(&paths, &Limits::default()).unwrap();
    let inputs = folder.names(loaded.inputs.iter().map(|input| input.name.clone()));
    assert_eq!(inputs, ["a.csv", "b/c.csv"]);
}

#[test]
fn what_cannot_be_opened_is_named_and_bytes_are_bounded() {
    let missing = PathBuf::from("no/such/figures.csv");
    let error = load(std::slice::from_ref(&missing), &Limits::default()).unwrap_err();
    assert!(matches!(&error, ReadError::Unreadable { path, .. } if path == "no/such/figures.csv"));
    assert!(
        error
            .message(Language::Chinese)
            .starts_with("无法读取 no/such/figures.csv：")
    );
    let folder = Folder::new("bounded", &["a.csv", "b.csv"]);
    let limits = Limits {
        bytes: 20,
        ..Limits::default()
    };
    let error = load(std::slice::from_ref(&folder.0), &limits).unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("b.csv: there are more than 20 bytes in all files")
    );
}

/// Reads a long table of contracts from the disk, where it is taken block by block, and from memory.
fn both_ways(name: &str, rows: impl Iterator<Item = Vec<u8>>) -> [Result<Read, ReadError>; 2] {
    let mut bytes = b"\xef\xbb\xbfentity,id,awarded,signed,value,electronic,supplier\n".to_vec();
    rows.for_each(|row| bytes.extend(row));
    assert!(bytes.len() > 2 << 20);
    let folder = Folder::new(name, &["contract.csv"]);
    let path = folder.0.join("contract.csv");
    fs::write(&path, &bytes).unwrap();
    let options = ReadOptions::default();
    let loaded = load(std::slice::from_ref(&path), &options.limits).unwrap();
    let held = Input::new(path.display().to_string(), bytes);
    [loaded.inputs, vec![held]].map(|inputs| read(support::schema(), &inputs, &options))
}

fn row(number: usize) -> Vec<u8> {
    let cells = match number % 9_973 {
        7 => "\"临夏县\",\"a\n,\"\"b\"\"\",2025-03-01,,1,yes,SME",
        11 => "临夏县,,2025-02-30,2025-03-02,八成,no,SME",
        13 => "临夏县,,,,,",
        17 => "\r\n临夏县,,2025-03-01,,约80,,large",
        _ => "",
    };
    let plain = format!("临夏县,HT-{number:06},2025-03-01,2025-03-12,{number}.50,yes,large");
    let cells = if cells.is_empty() {
        plain.as_str()
    } else {
        cells
    };
    format!("{cells}\n").into_bytes()
}

#[test]
fn a_long_table_reads_the_same_by_blocks_as_from_memory() {
    let [streamed, held] = both_ways("long", (0..60_000).map(row));
    let (streamed, held) = (streamed.unwrap(), held.unwrap());
    assert!(
        held.dataset
            .tables
            .iter()
            .flatten()
            .any(|table| table.rows() > 59_000)
    );
    assert!(held.diagnostics.len() > 12);
    assert_eq!(streamed, held);
}

#[test]
fn a_long_table_that_cannot_be_read_says_so_the_same_way() {
    let bad = |at: usize, bytes: &'static [u8]| {
        (0..60_000).map(move |number| {
            if number == at {
                bytes.to_vec()
            } else {
                row(number)
            }
        })
    };
    let [streamed, held] = both_ways("long-bytes", bad(50_000, b"\xd6\n"));
    assert!(matches!(&held, Err(ReadError::Encoding { line, .. }) if *line > 50_000));
    assert_eq!(streamed, held);
    // Everything behind the open quotation mark is one cell, longer than a cell may be.
    let [streamed, held] = both_ways("long-open", bad(20_000, b"\"a,\n"));
    assert!(matches!(
        &held,
        Err(ReadError::Limit {
            limit: Limit::Cell,
            ..
        })
    ));
    assert_eq!(streamed, held);
    let [streamed, held] = both_ways("long-last", bad(59_999, b"\xe4\xb8\xb4,\"x"));
    assert_eq!(
        held.as_ref().map(|it| it.diagnostics.has_errors()),
        Ok(true)
    );
    assert_eq!(streamed, held);
}
