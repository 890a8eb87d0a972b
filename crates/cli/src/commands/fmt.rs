//! `dabiao fmt`: policies laid out in one way, in English or Chinese keywords.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use dabiao_core::syntax::{ParseOptions, RecordNames, ast, format, parse};
use dabiao_core::{Diagnostics, FileId, Language, SourceFile, Sources};

use super::check::tell;
use super::{In, Outcome, Result};
use crate::args::FmtArgs;
use crate::failure::Failure;
use crate::{diff, files, output};

/// A file that was read: its name, its text, and the text it would have.
struct Formatted {
    path: PathBuf,
    old: String,
    /// Nothing where the file has syntax errors, which leave it as it is.
    new: Option<String>,
    diagnostics: Diagnostics,
    sources: Sources,
    language: Language,
}

/// How many files came out how.
#[derive(Default)]
struct Tally {
    changed: usize,
    same: usize,
    wrong: usize,
}

pub(super) fn run(args: &FmtArgs, asked: Option<Language>, preferred: Language) -> Result {
    if args.path.iter().any(|path| path.as_os_str() == "-") {
        return stdin(args, asked, preferred);
    }
    let mut paths = Vec::new();
    for path in &args.path {
        paths.extend(files::policy_files(path).in_language(preferred)?);
    }
    let mut tally = Tally::default();
    let mut language = preferred;
    let mut beside = Beside::default();
    for path in paths {
        let text = files::read(&path).in_language(preferred)?;
        let formatted = formatted(path, text, asked, &mut beside);
        language = asked.unwrap_or(formatted.language);
        one(&formatted, args.check, &mut tally, language).in_language(language)?;
    }
    output::error(&tally.text(args.check, language));
    Ok(Outcome::found(
        tally.wrong > 0 || (args.check && tally.changed > 0),
    ))
}

/// Standard input to standard output.
fn stdin(args: &FmtArgs, asked: Option<Language>, preferred: Language) -> Result {
    let name = PathBuf::from("-");
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|error| Failure::Unreadable(name.clone(), error))
        .in_language(preferred)?;
    let text = files::text(&name, bytes).in_language(preferred)?;
    let formatted = formatted(name, text, asked, &mut Beside::default());
    let language = asked.unwrap_or(formatted.language);
    let Some(new) = &formatted.new else {
        tell(&formatted.diagnostics, &formatted.sources, language);
        return Ok(Outcome::Findings);
    };
    if args.check {
        let mut tally = Tally::default();
        one(&formatted, true, &mut tally, language).in_language(language)?;
        return Ok(Outcome::found(tally.changed > 0));
    }
    output::print(new).in_language(language)?;
    Ok(Outcome::Fine)
}

/// Writes a file that is laid out otherwise, or with `check` shows how it differs.
fn one(
    formatted: &Formatted,
    check: bool,
    tally: &mut Tally,
    language: Language,
) -> std::result::Result<(), Failure> {
    let name = formatted.path.display().to_string();
    match &formatted.new {
        None => {
            tally.wrong = tally.wrong.saturating_add(1);
            tell(&formatted.diagnostics, &formatted.sources, language);
        }
        Some(new) if *new == formatted.old => tally.same = tally.same.saturating_add(1),
        Some(new) => {
            tally.changed = tally.changed.saturating_add(1);
            if check {
                return output::print(&diff::text(&name, &formatted.old, new));
            }
            files::replace(&formatted.path, new)?;
        }
    }
    Ok(())
}

/// The text laid out; in the language asked for, else in its own.
fn formatted(
    path: PathBuf,
    old: String,
    asked: Option<Language>,
    beside: &mut Beside,
) -> Formatted {
    let mut sources = Sources::new();
    let id = sources.add(SourceFile::new(path.display().to_string(), old.as_str()));
    let parsed = sources
        .get(id)
        .map(|file| parse(id, file, &ParseOptions::default()));
    let Some(parsed) = parsed else {
        // Not reached: the file was just added.
        return Formatted {
            path,
            old,
            new: None,
            diagnostics: Diagnostics::new(),
            sources,
            language: Language::English,
        };
    };
    let language = parsed.module.language;
    let new = (!parsed.diagnostics.has_errors()).then(|| {
        let file = SourceFile::new(path.display().to_string(), old.as_str());
        let names = beside.record_names(&path, &file, &parsed.module);
        format(&parsed.module, &names, asked.unwrap_or(language))
    });
    Formatted {
        path,
        old,
        new,
        diagnostics: parsed.diagnostics,
        sources,
        language,
    }
}

/// The files beside those that are laid out, each read once in a run, and those that they import, each parsed once.
#[derive(Default)]
struct Beside {
    /// By path; nothing for one that cannot be read.
    files: BTreeMap<PathBuf, Option<SourceFile>>,
    /// By the name of the file.
    modules: BTreeMap<String, Rc<ast::Module>>,
}

impl Beside {
    /// The records whose events the text may name: the file's own, and those of the other files of its policy
    /// and of the files that these import.
    fn record_names(
        &mut self,
        path: &Path,
        file: &SourceFile,
        module: &ast::Module,
    ) -> RecordNames {
        // A file with a policy item is a policy by itself unless others beside it have none.
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let mut sources = Sources::new();
        sources.add(file.clone());
        for other in files::siblings(folder).unwrap_or_default() {
            if other.file_name() != path.file_name()
                && let Some(file) = self.file(other)
            {
                sources.add(file);
            }
        }
        // What cannot be imported is for `check` to say; without it, names are split as far as the others tell.
        let _ = files::import(&mut sources);
        let modules: Vec<Rc<ast::Module>> = sources
            .iter()
            .skip(1)
            .map(|(id, file)| (file, self.module(id, file)))
            .filter(|(file, other)| {
                file.is_imported() || !(declares_policy(other) && declares_policy(module))
            })
            .map(|(_, module)| module)
            .collect();
        RecordNames::collect(std::iter::once(module).chain(modules.iter().map(Rc::as_ref)))
    }

    fn file(&mut self, path: PathBuf) -> Option<SourceFile> {
        let read = |path: &PathBuf| {
            let text = files::read(path).ok()?;
            Some(SourceFile::new(path.display().to_string(), text))
        };
        let known = self.files.entry(path);
        known.or_insert_with_key(read).clone()
    }

    fn module(&mut self, id: FileId, file: &SourceFile) -> Rc<ast::Module> {
        let read = || Rc::new(parse(id, file, &ParseOptions::default()).module);
        let known = self
            .modules
            .entry(file.name().to_owned())
            .or_insert_with(read);
        Rc::clone(known)
    }
}

fn declares_policy(module: &ast::Module) -> bool {
    module
        .items
        .iter()
        .any(|item| matches!(item.kind, ast::ItemKind::Policy(_)))
}

impl Tally {
    /// `2 files formatted, 3 as they should be`.
    fn text(&self, check: bool, language: Language) -> String {
        let files = |count: usize| {
            if count == 1 {
                "1 file".to_owned()
            } else {
                format!("{count} files")
            }
        };
        let changed = if check {
            (
                format!("{} would change", files(self.changed)),
                format!("{} 个文件需要调整", self.changed),
            )
        } else {
            (
                format!("{} formatted", files(self.changed)),
                format!("已调整 {} 个文件", self.changed),
            )
        };
        let same = (
            format!("{} as it should be", files(self.same)),
            format!("{} 个文件无需调整", self.same),
        );
        let wrong = (
            format!("{} with errors left alone", files(self.wrong)),
            format!("{} 个文件有错误，未作改动", self.wrong),
        );
        let counts = [
            (self.changed, changed),
            (self.same, same),
            (self.wrong, wrong),
        ];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts.map(|(_, (en, zh))| language.pick(en, zh)).collect();
        format!("{}\n", counts.join(language.pick(", ", "，")))
    }
}
