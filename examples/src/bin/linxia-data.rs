//! Writes the made-up data of the Linxia example: `cargo run -p dabiao-examples --bin linxia-data [FOLDER]`.

use std::path::{Path, PathBuf};

fn main() -> std::io::Result<()> {
    let committed = || Path::new(env!("CARGO_MANIFEST_DIR")).join("linxia-2025/data");
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(committed, PathBuf::from);
    std::fs::create_dir_all(&folder)?;
    for sheet in dabiao_examples::linxia::sheets() {
        std::fs::write(folder.join(sheet.name), sheet.text)?;
    }
    Ok(())
}
