//! `dabiao test --boundaries`: tests at the edges of a policy, to keep beside its rules.

use std::path::{Path, PathBuf};

use dabiao_core::Language;

use super::super::check::{compile_sources, tell};
use super::super::{In, Outcome, Result};
use crate::args::TestArgs;
use crate::failure::Failure;
use crate::{files, output};

/// The file that is written in a folder.
const FILE: &str = "boundaries.dabiao";

pub(super) fn run(args: &TestArgs, asked: Option<Language>, preferred: Language) -> Result {
    let [policy] = args.policy.as_slice() else {
        let text = (
            "--boundaries writes the tests of one policy: name one file or one folder",
            "--boundaries 只写一个方案的测试：请只写一个文件或一个文件夹",
        );
        return Err((Failure::usage(text.0, text.1), preferred));
    };
    let path = args.output.as_deref().map(place);
    let sources = files::policy_without(policy, path.as_deref()).in_language(preferred)?;
    let checked = compile_sources(sources, asked).in_language(preferred)?;
    let language = checked.language;
    let Some(text) = checked.policy.boundaries(language) else {
        tell(&checked.diagnostics, &checked.sources, language);
        return Ok(Outcome::Findings);
    };
    match path {
        None => output::print(&text),
        Some(path) => written(&path, &text, args.force, language),
    }
    .in_language(language)?;
    Ok(Outcome::Fine)
}

/// The file that is meant: of a folder, the one of a fixed name in it.
fn place(path: &Path) -> PathBuf {
    if path.is_dir() {
        path.join(FILE)
    } else {
        path.to_owned()
    }
}

/// Writes the file; one that says the same stays, one that says something else unless it is to be replaced.
fn written(
    path: &Path,
    text: &str,
    force: bool,
    language: Language,
) -> std::result::Result<(), Failure> {
    if !path.exists() {
        files::create(path, text.as_bytes())?;
    } else if files::read(path).is_ok_and(|old| old == text) {
    } else if force {
        files::replace(path, text)?;
    } else {
        return Err(Failure::usage(
            format!(
                "{} says something else already: --force replaces it",
                path.display()
            ),
            format!("{} 已有其他内容：加 --force 可替换", path.display()),
        ));
    }
    output::error(&format!(
        "{}{}\n",
        language.pick("written: ", "已写出："),
        path.display()
    ));
    Ok(())
}
