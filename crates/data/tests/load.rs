//! Files and folders of the disk: which are read, in which order, and what is said of the others.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use dabiao_data::{Limits, ReadError, load};
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
        ],
    );
    let loaded = load(std::slice::from_ref(&folder.0), &Limits::default()).unwrap();
    let inputs = folder.names(loaded.inputs.iter().map(|input| input.name.clone()));
    assert_eq!(inputs, ["a.JSON", "b.csv", "合同/1.csv"]);
    let notes: Vec<String> = loaded
        .skipped
        .iter()
        .map(|note| note.message(Language::Chinese))
        .collect();
    let xlsx = folder.0.join("figures.xlsx");
    assert_eq!(
        notes,
        [format!("{} 不是 CSV 或 JSON 文件，已跳过", xlsx.display())]
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
