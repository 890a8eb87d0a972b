//! Policies from the disk: a file, or a folder of files that are one policy.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use dabiao_core::{Policy, SourceFile, Sources};

use crate::failure::Failure;
use crate::interruption;

/// The most files that a policy has, those it imports included.
const MOST_FILES: usize = 10_000;

/// The most levels of policies above each other.
pub(crate) const MOST_LEVELS: usize = 8;

/// The files of one policy: the `.dabiao` file, or those of a folder by name.
pub(crate) fn policy(path: &Path) -> Result<Sources, Failure> {
    policy_without(path, None)
}

/// The same without a file that is about to be written anew.
pub(crate) fn policy_without(path: &Path, written: Option<&Path>) -> Result<Sources, Failure> {
    let mut sources = Sources::new();
    let written = written.and_then(|path| fs::canonicalize(path).ok());
    let is_written = |file: &PathBuf| written.is_some() && fs::canonicalize(file).ok() == written;
    let files = policy_files(path)?.into_iter();
    for file in files.filter(|file| !is_written(file)) {
        let text = read(&file)?;
        sources.add(SourceFile::new(file.display().to_string(), text));
    }
    import(&mut sources)?;
    Ok(sources)
}

/// Compiles a policy under those that it refines, and those under theirs.
///
/// A path that leads nowhere, or up too many levels, is left to the compiler.
pub(crate) fn compile(sources: &Sources, levels: usize) -> Result<Policy, Failure> {
    let mut uppers = Vec::new();
    let Some(left) = levels.checked_sub(1) else {
        return Policy::compile(sources).map_err(Failure::Compile);
    };
    for (_, file) in sources.iter().filter(|(_, file)| !file.is_imported()) {
        for path in dabiao_core::refined(file) {
            let name = file.beside(&path);
            let path = Path::new(&name);
            let is_there = path.is_dir() || is_policy(path) && path.is_file();
            if is_there && !uppers.iter().any(|(known, _)| *known == name) {
                let above = policy(path)?;
                uppers.push((name.clone(), compile(&above, left)?));
            }
        }
    }
    Policy::compile_under(sources, &uppers).map_err(Failure::Compile)
}

/// The language of a policy, if it can be read.
pub(crate) fn language(path: &Path) -> Option<dabiao_core::Language> {
    let policy = Policy::compile(&policy(path).ok()?);
    policy.ok().map(|policy| policy.language())
}

/// Adds the files that those there import, and those that these import.
///
/// A path that leads nowhere is left to the compiler, which knows the place it is written at.
pub(crate) fn import(sources: &mut Sources) -> Result<(), Failure> {
    let mut next = 0;
    loop {
        let file = sources.iter().nth(next).map(|(_, file)| file.clone());
        let Some(file) = file else { return Ok(()) };
        for path in dabiao_core::imports(&file) {
            let name = file.beside(&path);
            let path = Path::new(&name);
            let known = sources.named(&name).is_some() || sources.iter().count() >= MOST_FILES;
            if !known && is_policy(path) && path.is_file() {
                let text = read(path)?;
                sources.add(SourceFile::new(name, text).imported());
            }
        }
        next = next.saturating_add(1);
    }
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

/// What bytes that are no text in UTF-8 look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A document or workbook of an office program, or another archive.
    Office,
    /// Text of two bytes a character.
    Utf16,
    /// A program, a picture.
    Binary,
}

impl Form {
    fn of(bytes: &[u8]) -> Option<Self> {
        const OLD_OFFICE: &[u8] = b"\xD0\xCF\x11\xE0";
        let beginning = bytes.get(..8_000).unwrap_or(bytes);
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(OLD_OFFICE) {
            Some(Self::Office)
        } else if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
            Some(Self::Utf16)
        } else {
            beginning.contains(&0).then_some(Self::Binary)
        }
    }
}

/// Bytes as text; `path` is what messages call them.
pub(crate) fn text(path: &Path, bytes: Vec<u8>) -> Result<String, Failure> {
    let text = String::from_utf8(bytes).map_err(|error| {
        if let Some(form) = Form::of(error.as_bytes()) {
            return Failure::NotText(path.to_owned(), form);
        }
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

/// Whether two paths lead to one file, under whatever names and through whatever links.
pub(crate) fn are_one(one: &Path, other: &Path) -> bool {
    same_file::is_same_file(one, other).unwrap_or(false)
}

/// How deep in a folder of data files are read.
const DEPTH: usize = 2;

/// Refuses to write what is read: a file that is one of those named, by whatever path, or a workbook among the files of a
/// folder, which would be read as data the next time.
pub(crate) fn not_read<'p>(
    written: &Path,
    read: impl IntoIterator<Item = &'p PathBuf>,
) -> Result<(), Failure> {
    let folders = || written.ancestors().skip(1).take(DEPTH).map(here);
    let among = |folder: &Path| folder.is_dir() && folders().any(|it| are_one(it, folder));
    let is_data = dabiao_data::is_data(written);
    let mut read = read.into_iter();
    match read.find(|path| are_one(written, path) || is_data && among(path)) {
        Some(path) => Err(Failure::ReadToo {
            written: written.to_owned(),
            read: path.clone(),
        }),
        None => Ok(()),
    }
}

/// The folder that a path means: an empty one is the one we are in.
fn here(path: &Path) -> &Path {
    if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    }
}

/// Replaces a file's text in one step: whoever reads it meanwhile sees the old text or the new, never half of one.
pub(crate) fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let unwritable = |error| Failure::Unwritable(path.to_owned(), error);
    // A link stays a link: the file behind it is replaced.
    let target = fs::canonicalize(path).map_err(unwritable)?;
    let temporary = temporary(&target);
    let written = write_with_permissions(&temporary, &target, text);
    renamed(&temporary, &target, written).map_err(unwritable)
}

/// Writes a file that is not there yet in one step; where another has appeared meanwhile, that one stays.
pub(crate) fn create(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let temporary = temporary(path);
    let written = write_new(&temporary, bytes);
    let written = interruption::finish(&temporary, || {
        let named = written.and_then(|()| fs::hard_link(&temporary, path));
        // What cannot be taken away is at least hidden by its name.
        let _ = fs::remove_file(&temporary);
        named
    });
    written.map_err(|error| Failure::Unwritable(path.to_owned(), error))
}

/// Writes a file whole, in place of one that is there: whoever reads it meanwhile sees the old one or the new.
pub(crate) fn put(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let temporary = temporary(path);
    let written = write_new(&temporary, bytes);
    renamed(&temporary, path, written).map_err(|error| Failure::Unwritable(path.to_owned(), error))
}

/// Gives a file that was written its name, unless it was not.
fn renamed(temporary: &Path, path: &Path, written: io::Result<()>) -> io::Result<()> {
    interruption::finish(temporary, || {
        let renamed = written.and_then(|()| fs::rename(temporary, path));
        if renamed.is_err() {
            // What cannot be taken away is at least hidden by its name.
            let _ = fs::remove_file(temporary);
        }
        renamed
    })
}

/// A hidden name beside a file, of this process alone.
fn temporary(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = interruption::begin(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn write_with_permissions(temporary: &Path, target: &Path, text: &str) -> io::Result<()> {
    let permissions = fs::metadata(target)?.permissions();
    write_new(temporary, text.as_bytes())?;
    fs::set_permissions(temporary, permissions)
}
