//! Text to tree: the scanner cuts a file into lines, the grammar reads each alone, and one wrong line spoils no other.

mod aggregates;
mod chain;
mod clauses;
mod dates;
mod escalation;
mod events;
mod expect;
mod foreign;
mod formula;
mod headers;
mod items;
mod limits;
mod metrics;
mod names;
mod numbers;
mod operands;
mod peers;
mod quick;
mod reader;
pub(crate) mod recurrence;
mod relative;
mod rows;
mod rules;
mod scan;
mod score;
mod subjects;
mod suggest;
mod threads;
mod times;

pub use limits::{Limits, ParseOptions};
pub use names::needs_quotes;

use dabiao_diagnostics::{Diagnostics, FileId, SourceFile, Span};

use crate::ast::Module;
use crate::version;

/// What parsing a file gives: the tree of all that could be read, and what is wrong with the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parse {
    /// The tree. Items whose first line cannot be read are missing, and clauses that cannot be read are missing
    /// from their items.
    pub module: Module,
    /// What is wrong, in the order of the places.
    pub diagnostics: Diagnostics,
    /// Lines that could not be read and may declare what others speak of.
    pub unread: Vec<Span>,
}

/// Parses one file.
///
/// Any text gives a tree: what cannot be read stands among the diagnostics, one for each wrong line. Spans are
/// bytes of the file's text. The order of items is kept. A file that asks for a newer version of the language gives an
/// empty tree and the one diagnostic that says so.
///
/// ```
/// use dabiao_diagnostics::{FileId, SourceFile};
/// use dabiao_syntax::{ParseOptions, parse};
///
/// let source = SourceFile::new("plan.dabiao", "target 6.1: SME share ≥ 80%\ntarget 6.2: SME share 90%\n");
/// let parsed = parse(FileId::default(), &source, &ParseOptions::default());
/// assert_eq!(parsed.module.items.len(), 1);
/// assert_eq!(parsed.diagnostics.len(), 1);
/// ```
pub fn parse(file: FileId, source: &SourceFile, options: &ParseOptions) -> Parse {
    if let Some(newer) = version::newer(file, source.text()) {
        return newer;
    }
    let reader = reader::Reader::new(file, source.text(), options.limits);
    read(file, source, reader, options.threads)
}

/// Bytes of text that take long enough to read to be worth a thread.
const WORTH_A_THREAD: usize = 16 << 10;

/// Parses the files of a policy, in their order, on as many threads as their length is worth and the machine runs at a
/// time. The number of threads that `options` asks for is not looked at.
pub fn parse_all<'f>(
    files: impl IntoIterator<Item = (FileId, &'f SourceFile)>,
    options: &ParseOptions,
) -> Vec<Parse> {
    let files: Vec<(FileId, &SourceFile)> = files.into_iter().collect();
    let sizes = files.iter().map(|(_, file)| file.text().len());
    let (all, longest) = sizes.fold((0_usize, 0_usize), |(all, longest), size| {
        (all.saturating_add(size), longest.max(size))
    });
    let threads = match all / WORTH_A_THREAD {
        0 | 1 => 1,
        worth => threads::at_hand().min(worth),
    };
    // The items of one long file are shared among threads, else the files are.
    let is_one = longest > all / 2;
    let (around, within) = if is_one { (1, threads) } else { (threads, 1) };
    let options = ParseOptions {
        threads: within,
        ..*options
    };
    threads::shared(files, around, |(id, file)| parse(id, file, &options))
}

/// The same with every line read by the grammar, which defines what [`parse`] reads quickly where it can.
pub fn parse_by_grammar(file: FileId, source: &SourceFile, options: &ParseOptions) -> Parse {
    if let Some(newer) = version::newer(file, source.text()) {
        return newer;
    }
    let mut reader = reader::Reader::new(file, source.text(), options.limits);
    reader.by_grammar = true;
    read(file, source, reader, options.threads)
}

fn read(
    file: FileId,
    source: &SourceFile,
    mut reader: reader::Reader<'_>,
    threads: usize,
) -> Parse {
    let scanned = scan::scan(&mut reader);
    let items = items::items(&mut reader, scanned.lines, threads);
    let language = reader.language();
    let (mut diagnostics, unread) = reader.into_found();
    diagnostics.sort();
    if items.is_empty() {
        diagnostics = foreign::instead_of(&diagnostics, source.text()).unwrap_or(diagnostics);
    }
    let mut module = Module {
        file,
        items,
        language,
        trailing: scanned.trailing,
    };
    subjects::split(&mut module, source.text());
    Parse {
        module,
        diagnostics,
        unread,
    }
}
