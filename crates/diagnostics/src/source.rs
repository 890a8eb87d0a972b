//! Source files, spans of bytes in them, and the lines and columns people count.

use std::sync::Arc;

/// A file among [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(u32);

/// A span of bytes of one file, the end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// From the start of one span to the end of another of the same file.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self {
            file: self.file,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The span as a range of bytes.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A line and a column, both from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

/// A file of a policy: its name and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    name: Arc<str>,
    text: Arc<str>,
    lines: Arc<[u32]>,
    imported: bool,
}

impl SourceFile {
    /// A file with the name that messages show.
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        let text: Arc<str> = text.into();
        let after_newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts =
            after_newlines.filter_map(|(index, _)| u32::try_from(index.saturating_add(1)).ok());
        let lines = std::iter::once(0).chain(starts).collect();
        Self {
            name: name.into(),
            text,
            lines,
            imported: false,
        }
    }

    /// The same file as one that others import: only its declarations count.
    #[must_use]
    pub fn imported(self) -> Self {
        Self {
            imported: true,
            ..self
        }
    }

    /// Whether only its declarations count.
    pub fn is_imported(&self) -> bool {
        self.imported
    }

    /// The name of the file that a path from this file's folder leads to.
    ///
    /// ```
    /// use dabiao_diagnostics::SourceFile;
    /// let plan = SourceFile::new("county/plan.dabiao", "");
    /// assert_eq!(plan.beside("../shared/./units.dabiao"), "shared/units.dabiao");
    /// ```
    pub fn beside(&self, path: &str) -> String {
        let (folder, _) = self.name.rsplit_once(['/', '\\']).unwrap_or_default();
        plain_path(&format!("{folder}/{path}"), self.name.starts_with('/'))
    }

    /// The name that messages show.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and column of a byte; a byte past the end or inside a character counts as the place before it.
    ///
    /// ```
    /// use dabiao_diagnostics::SourceFile;
    /// let file = SourceFile::new("plan.dabiao", "目标：x\n占比 ≥ 80%\n");
    /// let position = file.position(17);
    /// assert_eq!((position.line, position.column), (2, 3));
    /// ```
    pub fn position(&self, byte: u32) -> Position {
        let line = self
            .lines
            .partition_point(|start| *start <= byte)
            .saturating_sub(1);
        let start = self.lines.get(line).copied().unwrap_or(0) as usize;
        let rest = self.text.get(start..).unwrap_or_default();
        let within = (byte as usize).saturating_sub(start);
        let column = rest
            .char_indices()
            .take_while(|(index, c)| index.saturating_add(c.len_utf8()) <= within)
            .count();
        let number = |n: usize| u32::try_from(n.saturating_add(1)).unwrap_or(u32::MAX);
        Position {
            line: number(line),
            column: number(column),
        }
    }
}

/// The files that spans point into.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file and returns its id.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        self.files.push(file);
        FileId(u32::try_from(self.files.len().saturating_sub(1)).unwrap_or(u32::MAX))
    }

    /// The file of an id.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// The file of a name; `./a` and `b/../a` are `a`.
    pub fn named(&self, name: &str) -> Option<FileId> {
        let wanted = plain_path(name, name.starts_with('/'));
        let is_it =
            |file: &SourceFile| plain_path(&file.name, file.name.starts_with('/')) == wanted;
        self.iter().find(|(_, file)| is_it(file)).map(|(id, _)| id)
    }

    /// The files with their ids, in the order added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0_u32..).map(FileId).zip(&self.files)
    }

    /// Whether nothing but blanks and a comment shares the lines of a span with it, so that it can be taken out whole.
    pub fn stands_alone(&self, span: Span) -> bool {
        let text = self.get(span.file).map_or("", SourceFile::text);
        let before = text.get(..span.range().start).unwrap_or_default();
        let after = text.get(span.range().end..).unwrap_or_default();
        let before = before.rsplit('\n').next().unwrap_or_default();
        let after = after.lines().next().unwrap_or_default().trim_start();
        before.trim().is_empty() && (after.is_empty() || after.starts_with('#'))
    }

    /// The text of a span; empty when it lies in no file.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.file)
            .and_then(|file| file.text().get(span.range()))
            .unwrap_or_default()
    }
}

/// A path without `.`, and without `..` behind a folder.
fn plain_path(path: &str, from_root: bool) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let root = if from_root { "/" } else { "" };
    format!("{root}{}", parts.join("/"))
}
