//! A compiled policy.

mod analysing;
mod bounding;
mod mutating;
mod testing;
mod unread;

pub use mutating::{Fate, Tried};
pub use testing::TestError;

use std::sync::{Arc, OnceLock};

use dabiao_analysis::coverage::Coverage;
use dabiao_compile::hir;
use dabiao_compile::levels::Levels;
use dabiao_diagnostics::{Diagnostics, SourceFile, Sources, Span, register};
use dabiao_eval::{EvaluateOptions, Program};
use dabiao_grammar::vocabulary::Phrase;
use dabiao_model::{Citation, Dataset, Date, Language, Meter, Schema, SourceClause};
use dabiao_syntax::ast::Module;

use crate::assessment::Assessment;
use crate::row::Row;
use unread::Unread;

/// A policy, compiled once: cheap to clone, and safe to share between threads.
///
/// A policy with errors is a value too: [`Policy::diagnostics`] says what is wrong, and it cannot be evaluated.
#[derive(Debug, Clone)]
pub struct Policy(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    program: Option<Program>,
    /// The trees and the typed policy weigh several times what the program does, and an evaluation asks for neither:
    /// they are made again from the text when somebody does.
    modules: OnceLock<Vec<Module>>,
    typed: OnceLock<Option<hir::Policy>>,
    sources: Sources,
    /// The higher-level policies it was compiled under.
    uppers: Vec<(String, Policy)>,
    tests: Vec<dabiao_eval::scenario::Scenario>,
    schema: Schema,
    diagnostics: Diagnostics,
    levels: Levels,
    language: Language,
}

/// Why a policy was not compiled: a limit of the world, never a mistake in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CompileError {
    /// The files together have more bytes than [`Policy::MAX_BYTES`].
    #[error(
        "the policy has {bytes} bytes, more than the {} allowed",
        Policy::MAX_BYTES
    )]
    TooLarge {
        /// How many.
        bytes: usize,
    },
}

/// Why a policy was not evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EvaluateError {
    /// The policy has errors.
    #[error("the policy has errors; see its diagnostics")]
    InvalidPolicy,
    /// A limit was reached, or the data belongs to another policy.
    #[error(transparent)]
    Evaluation(#[from] dabiao_eval::EvaluateError),
}

/// Whether a file asks for a newer language. What is said of the other files is left out then: they may be written in
/// it too.
fn asks_for_newer(diagnostics: &mut Diagnostics) -> bool {
    let newer = diagnostics.iter();
    let newer: Diagnostics = newer
        .filter(|it| it.code == &register::NEWER_LANGUAGE)
        .cloned()
        .collect();
    let asks = newer.has_errors();
    if asks {
        *diagnostics = newer;
    }
    asks
}

impl Policy {
    /// The most bytes that the files of one policy may have together.
    pub const MAX_BYTES: usize = 64 * 1024 * 1024;

    /// Compiles the files of one policy. What is wrong with them is among [`Policy::diagnostics`].
    ///
    /// # Errors
    ///
    /// [`CompileError`] when a limit is reached.
    pub fn compile(sources: &Sources) -> Result<Self, CompileError> {
        Self::compile_under(sources, &[])
    }

    /// The same under higher-level policies, each with the name that [`refined`] and
    /// [`SourceFile::beside`](dabiao_diagnostics::SourceFile::beside) give its file or folder.
    ///
    /// # Errors
    ///
    /// As [`Policy::compile`].
    pub fn compile_under(
        sources: &Sources,
        uppers: &[(String, Self)],
    ) -> Result<Self, CompileError> {
        let bytes = sources.iter().fold(0_usize, |sum, (_, file)| {
            sum.saturating_add(file.text().len())
        });
        if bytes > Self::MAX_BYTES {
            return Err(CompileError::TooLarge { bytes });
        }
        let mut diagnostics = Diagnostics::new();
        let (modules, lines) = parsed(sources, &mut diagnostics);
        let compiled = dabiao_compile::compile(&modules, sources, &typed(uppers));
        let (levels, wrong) = Levels::of(&modules, sources);
        if !asks_for_newer(&mut diagnostics) {
            let unread = Unread::new(diagnostics.has_errors(), &lines, sources);
            let found = compiled.diagnostics.iter().cloned();
            diagnostics.extend(found.filter(|it| !unread.may_have(it)));
            diagnostics.extend(wrong);
        }
        let mut diagnostics = levels.judge(diagnostics);
        diagnostics.sort();
        let program = compiled.program.filter(|_| !diagnostics.has_errors());
        let schema = program
            .as_ref()
            .map(|program| program.schema.clone())
            .unwrap_or_default();
        let language = dominant(&modules);
        Ok(Self(Arc::new(Inner {
            program,
            modules: OnceLock::new(),
            typed: OnceLock::new(),
            sources: sources.clone(),
            uppers: uppers.to_vec(),
            tests: compiled.tests,
            schema,
            diagnostics,
            levels,
            language,
        })))
    }

    /// Whether it can be evaluated.
    pub fn is_valid(&self) -> bool {
        self.0.program.is_some()
    }

    /// What is wrong or worth knowing, by place.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.0.diagnostics
    }

    /// The files it was compiled from.
    pub fn sources(&self) -> &Sources {
        &self.0.sources
    }

    /// The higher-level policies it was compiled under, each with the name that it is found by.
    pub fn uppers(&self) -> &[(String, Self)] {
        &self.0.uppers
    }

    /// The language most of it is written in.
    pub fn language(&self) -> Language {
        self.0.language
    }

    /// What can be submitted. Empty for a policy with errors.
    pub fn schema(&self) -> &Schema {
        &self.0.schema
    }

    /// The compiled program; none for a policy with errors.
    pub fn program(&self) -> Option<&Program> {
        self.0.program.as_ref()
    }

    /// The syntax trees of its files.
    pub fn modules(&self) -> &[Module] {
        let again = || parsed(&self.0.sources, &mut Diagnostics::new()).0;
        self.0.modules.get_or_init(again)
    }

    /// What it excuses, and how grave it takes things.
    pub(crate) fn levels(&self) -> &Levels {
        &self.0.levels
    }

    /// The typed policy; none without a policy item.
    pub(crate) fn typed(&self) -> Option<&hir::Policy> {
        let Inner {
            sources, uppers, ..
        } = &*self.0;
        let again = || dabiao_compile::typed(self.modules(), sources, &typed(uppers));
        self.0.typed.get_or_init(again).as_ref()
    }

    /// All verdicts on a data set as of the end of a day. The same policy, data and day give the same bytes.
    ///
    /// # Errors
    ///
    /// [`EvaluateError`] for a policy with errors, at a limit, or for data read for another policy.
    pub fn evaluate<'a>(
        &'a self,
        data: &'a Dataset,
        as_of: Date,
    ) -> Result<Assessment<'a>, EvaluateError> {
        self.evaluate_within(data, as_of, EvaluateOptions::default())
    }

    /// The same within limits of one's own.
    ///
    /// # Errors
    ///
    /// As [`Policy::evaluate`].
    pub fn evaluate_within<'a>(
        &'a self,
        data: &'a Dataset,
        as_of: Date,
        options: EvaluateOptions,
    ) -> Result<Assessment<'a>, EvaluateError> {
        self.evaluate_watched(data, as_of, options, &Meter::default())
    }

    /// The same for someone who watches: `meter` tells the stages, the share of rules that are judged among them.
    ///
    /// # Errors
    ///
    /// As [`Policy::evaluate`].
    pub fn evaluate_watched<'a>(
        &'a self,
        data: &'a Dataset,
        as_of: Date,
        options: EvaluateOptions,
        meter: &Meter,
    ) -> Result<Assessment<'a>, EvaluateError> {
        let program = self
            .0
            .program
            .as_ref()
            .ok_or(EvaluateError::InvalidPolicy)?;
        let assessment = dabiao_eval::evaluate_watched(program, data, as_of, options, meter)?;
        Ok(Assessment::new(assessment, &self.0.levels))
    }

    /// Which clauses of the document the policy and the rows of a data set account for; none for a policy without a
    /// policy item.
    pub fn coverage(&self, clauses: &[SourceClause], data: &Dataset) -> Option<Coverage> {
        let rows = data.citations.iter().map(|cited| Citation {
            clause: cited.clause.clone(),
            at: data.at(cited.place).into(),
        });
        let typed = self.typed()?;
        Some(dabiao_analysis::coverage::coverage(
            typed,
            clauses,
            &rows.collect::<Vec<_>>(),
        ))
    }

    /// All verdicts on one submission, bound with [`Bind::bind`](crate::Bind::bind).
    ///
    /// # Errors
    ///
    /// As [`Policy::evaluate`].
    pub fn evaluate_row<'a>(
        &'a self,
        row: &'a Row,
        as_of: Date,
    ) -> Result<Assessment<'a>, EvaluateError> {
        self.evaluate(row.dataset(), as_of)
    }
}

/// The trees of all files, and the lines that could not be read and may declare names.
fn parsed(sources: &Sources, diagnostics: &mut Diagnostics) -> (Vec<Module>, Vec<Span>) {
    let options = dabiao_syntax::ParseOptions::default();
    let mut lines = Vec::new();
    let parses = dabiao_syntax::parse_all(sources.iter(), &options);
    let trees = parses.into_iter().map(|parse| {
        diagnostics.extend(parse.diagnostics);
        lines.extend(parse.unread);
        parse.module
    });
    (trees.collect(), lines)
}

/// The typed higher-level policies without errors, by the names of their files or folders.
fn typed(uppers: &[(String, Policy)]) -> dabiao_compile::Uppers<'_> {
    let valid = uppers.iter().filter(|(_, policy)| policy.is_valid());
    valid
        .filter_map(|(name, policy)| Some((name.clone(), policy.typed()?)))
        .collect()
}

/// The language of the file with the policy item, else of the first file.
fn dominant(modules: &[Module]) -> Language {
    let declares = |module: &&Module| {
        module
            .items
            .iter()
            .any(|item| matches!(item.kind, dabiao_syntax::ast::ItemKind::Policy(_)))
    };
    modules
        .iter()
        .find(declares)
        .or(modules.first())
        .map_or(Language::English, |module| module.language)
}

/// The paths that a file imports, as written: what must be among the sources, each as an
/// [imported](dabiao_diagnostics::SourceFile::imported) file.
pub fn imports(file: &SourceFile) -> Vec<String> {
    let items = has_item(file, Phrase::IMPORT).then(|| module(file).items);
    items
        .into_iter()
        .flatten()
        .filter_map(|item| match item.kind {
            dabiao_syntax::ast::ItemKind::Import(import) => Some(import.path.text.to_string()),
            _ => None,
        })
        .collect()
}

/// The paths of the higher-level policies that a file refines, as written.
pub fn refined(file: &SourceFile) -> Vec<String> {
    if !has_item(file, Phrase::REFINES) {
        return Vec::new();
    }
    dabiao_compile::refined(&module(file))
        .map(str::to_owned)
        .collect()
}

/// Whether a line starts with an item's keyword: most files have none of these, and need not be read for them.
fn has_item(file: &SourceFile, item: &Phrase) -> bool {
    let starts = |line: &str| item.spellings().any(|word| line.starts_with(word));
    file.text().lines().any(starts)
}

fn module(file: &SourceFile) -> Module {
    let options = dabiao_syntax::ParseOptions::default();
    dabiao_syntax::parse(dabiao_diagnostics::FileId::default(), file, &options).module
}
