//! The page on errors shows what `dabiao check` says of each of its files; `DABIAO_WRITE_EXPECTED=1` writes it anew.

mod command;

use std::path::{Path, PathBuf};

use command::{Folder, Run};
use serde_json::Value;

/// What stands in for bytes that are no text.
const BYTES: &[u8] = b"\x7fELF\x02\x01\x01\x00\xff\xfe";
/// The same words as the spreadsheets and editors of a Chinese desktop save them.
const GB18030: &[u8] = b"\xb7\xbd\xb0\xb8 \xa1\xb0\xb7\xbd\xb0\xb8\xa1\xb1\n";

fn page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../grammar/errors.md")
}

/// A text of the page in which every `<!-- said -->` table is made again from the block above it.
fn renewed(page: &str) -> (String, usize) {
    let (mut renewed, mut tables) = (String::new(), 0_usize);
    let (mut block, mut file): (Option<(String, String)>, _) = (None, None);
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```").filter(|it| !it.is_empty()) {
            block = Some((info.to_owned(), String::new()));
        } else if line == "```" {
            file = block.take();
        } else if let Some((_, body)) = block.as_mut() {
            body.push_str(line);
            body.push('\n');
        }
        renewed.push_str(line);
        renewed.push('\n');
        if line == "<!-- said -->" {
            let (info, body) = file.take().unwrap_or_default();
            renewed.push_str(&said(&info, &body));
            tables = tables.saturating_add(1);
            for old in lines.by_ref() {
                if old == "<!-- end -->" {
                    renewed.push_str("<!-- end -->\n");
                    break;
                }
            }
        }
    }
    (renewed, tables)
}

/// What is said of a file in both languages, side by side.
fn said(info: &str, body: &str) -> String {
    let bytes = match info {
        "bytes" => BYTES,
        "gb18030" => GB18030,
        _ => body.strip_suffix('\n').unwrap_or(body).as_bytes(),
    };
    let folder = Folder::new("errors-page").with("plan.dabiao", bytes);
    let check = |language| {
        [
            "check",
            "plan.dabiao",
            "--format",
            "json",
            "--lang",
            language,
        ]
    };
    let en = folder.dabiao(&check("en"));
    let zh = folder.dabiao(&check("zh"));
    let mut table = String::from("| at | English | 中文 |\n|---|---|---|\n");
    for ((place, en), (_, zh)) in messages(&en).iter().zip(messages(&zh)) {
        table.extend(["| ", place, " | ", en, " | ", &zh, " |\n"]);
    }
    table
}

/// The messages of a run, each with its place; of one that could not check anything, why.
fn messages(run: &Run) -> Vec<(String, String)> {
    let Ok(json) = serde_json::from_str::<Value>(&run.stdout) else {
        return vec![(String::new(), run.stderr.trim().to_owned())];
    };
    let text = |entry: &Value, key: &str| {
        let text = entry.get(key).and_then(Value::as_str).unwrap_or_default();
        text.replace('|', "\\|")
    };
    let number =
        |entry: &Value, key: &str| entry.get(key).map(Value::to_string).unwrap_or_default();
    let entries = json.get("diagnostics").and_then(Value::as_array);
    let entries = entries.into_iter().flatten();
    entries
        .map(|entry| {
            let place = format!("{}:{}", number(entry, "line"), number(entry, "column"));
            let (code, message) = (text(entry, "code"), text(entry, "message"));
            let help = text(entry, "help");
            let gap = if help.is_empty() { "" } else { "<br>" };
            (place, format!("`{code}` {message}{gap}{help}"))
        })
        .collect()
}

#[test]
fn the_page_on_errors_is_true() {
    let page_now = std::fs::read_to_string(page()).unwrap_or_default();
    let (renewed, tables) = renewed(&page_now);
    assert!(tables >= 8, "the page has lost its cases");
    if std::env::var_os("DABIAO_WRITE_EXPECTED").is_some() {
        std::fs::write(page(), &renewed).ok();
    }
    assert_eq!(
        renewed, page_now,
        "run once more with DABIAO_WRITE_EXPECTED=1"
    );
}
