//! Policies from the disk: a file, or a folder of files that are one policy.

use std::fs;
use std::path::{Path, PathBuf};

use dabiao_core::{Policy, SourceFile, Sources};

use crate::failure::Failure;

/// The files of one policy: the `.dabiao` file, or those of a folder by name.
pub(crate) fn policy(path: &Path) -> Result<Sources, Failure> {
    let mut sources = Sources::new();
    for file in policy_files(path)? {
        let text = read(&file)?;
        sources.add(SourceFile::new(file.display().to_string(), text));
    }
    Ok(sources)
}

/// The paths of a policy's files, sorted.
pub(crate) fn policy_files(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        let known =
            fs::metadata(path).map_err(|error| Failure::Unreadable(path.to_owned(), error))?;
        return if is_policy(path) || !known.is_file() {
            Ok(vec![path.to_owned()])
        } else {
            Err(Failure::NotAPolicy(path.to_owned()))
        };
    }
    let files = siblings(path)?;
    if files.is_empty() {
        Err(Failure::EmptyFolder(path.to_owned()))
    } else {
        Ok(files)
    }
}

/// The `.dabiao` files of a folder, sorted; hidden ones are left out.
pub(crate) fn siblings(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let unreadable = |error| Failure::Unreadable(folder.to_owned(), error);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        if !is_hidden && is_policy(&entry.path()) && entry.path().is_file() {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

fn is_policy(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("dabiao"))
}

/// The text of a policy file, without a byte order mark.
pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    let unreadable = |error| Failure::Unreadable(path.to_owned(), error);
    let most = u64::try_from(Policy::MAX_BYTES).unwrap_or(u64::MAX);
    // Asked before reading, so that a huge file is never taken into memory.
    if fs::metadata(path).map_err(unreadable)?.len() > most {
        return Err(Failure::TooLarge(path.to_owned()));
    }
    text(path, fs::read(path).map_err(unreadable)?)
}

/// Bytes as text; `path` is what messages call them.
pub(crate) fn text(path: &Path, bytes: Vec<u8>) -> Result<String, Failure> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..valid).unwrap_or_default();
        let line = before.split(|byte| *byte == b'\n').count();
        Failure::NotUtf8(path.to_owned(), line)
    })?;
    Ok(text
        .strip_prefix('\u{feff}')
        .map(str::to_owned)
        .unwrap_or(text))
}

/// The first of the paths that does not exist.
pub(crate) fn missing(paths: &[PathBuf]) -> Result<(), Failure> {
    for path in paths {
        fs::metadata(path).map_err(|error| Failure::Unreadable(path.clone(), error))?;
    }
    Ok(())
}
