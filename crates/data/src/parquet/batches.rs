//! The rows of a Parquet file as texts, some at a time, so that it is never held as a whole.

use parquet::file::reader::ChunkReader;

use super::column::Cells;
use super::opened::{Opened, Unread};
use crate::Limit;
use crate::guarded::guarded;

/// How many rows of a column are read at a time.
const ROWS: usize = 2_048;

/// How many bytes of text are enough, whatever the rows.
const ENOUGH: usize = 1 << 20;

/// Rows that follow one another, their cells one behind the other with a sign between them.
#[derive(Debug)]
pub(super) struct Batch {
    pub(super) text: String,
    /// The byte at which each cell ends.
    pub(super) ends: Vec<usize>,
    /// How many of them a row has.
    pub(super) width: usize,
    /// The number of the first row, from 1.
    pub(super) first: usize,
}

/// A file on its way to texts.
pub(super) struct Batches<R> {
    opened: Opened<R>,
    /// Whether each column is wanted; the cells of others are left empty.
    wanted: Vec<bool>,
    /// The most bytes of a cell.
    longest: usize,
    group: usize,
    /// The columns of the group, and how many of its rows are not read.
    columns: Vec<Option<Box<dyn Cells>>>,
    unread: usize,
    /// How many rows are read and not yet written.
    ready: usize,
    next: usize,
}

impl<R: ChunkReader + 'static> Batches<R> {
    /// Begins before the first row.
    pub(super) fn new(opened: Opened<R>, wanted: Vec<bool>, longest: usize) -> Self {
        Self {
            opened,
            wanted,
            longest,
            group: 0,
            columns: Vec::new(),
            unread: 0,
            ready: 0,
            next: 1,
        }
    }

    /// How many rows there are in all.
    pub(super) fn rows(&self) -> usize {
        let groups = 0..self.opened.groups();
        let rows = groups.map(|group| self.opened.rows(group));
        rows.fold(0, usize::saturating_add)
    }

    /// The next rows; nothing behind the last.
    pub(super) fn next(&mut self) -> Result<Option<Batch>, Unread> {
        guarded(|| self.read()).unwrap_or_else(|| Err(Unread::damaged()))
    }

    fn read(&mut self) -> Result<Option<Batch>, Unread> {
        while self.ready == 0 {
            if self.unread == 0 {
                if self.group >= self.opened.groups() {
                    return Ok(None);
                }
                self.open_group()?;
                continue;
            }
            let rows = self.unread.min(ROWS);
            for column in self.columns.iter_mut().flatten() {
                column.read(rows).ok_or_else(Unread::damaged)?;
            }
            self.unread = self.unread.saturating_sub(rows);
            self.ready = rows;
        }
        self.write().map(Some)
    }

    fn open_group(&mut self) -> Result<(), Unread> {
        let wanted = self.opened.fields.iter().zip(&self.wanted);
        let columns = wanted.map(|(field, is_wanted)| {
            let column = || self.opened.column(self.group, field);
            is_wanted.then(column).transpose()
        });
        self.columns = columns.collect::<Result<_, _>>()?;
        self.unread = self.opened.rows(self.group);
        self.group = self.group.saturating_add(1);
        Ok(())
    }

    /// Writes rows that are read, until the text is long enough.
    fn write(&mut self) -> Result<Batch, Unread> {
        let mut batch = Batch {
            text: String::new(),
            ends: Vec::with_capacity(self.ready.saturating_mul(self.columns.len())),
            width: self.columns.len(),
            first: self.next,
        };
        while self.ready > 0 && batch.text.len() < ENOUGH {
            for column in &mut self.columns {
                let from = batch.text.len();
                if let Some(column) = column {
                    column.write(&mut batch.text).ok_or_else(Unread::damaged)?;
                }
                let to = batch.text.len();
                if to.saturating_sub(from) > self.longest {
                    return Err(Unread::Beyond(Limit::Cell));
                }
                batch.ends.push(to);
                batch.text.push('\n');
            }
            self.ready = self.ready.saturating_sub(1);
            self.next = self.next.saturating_add(1);
        }
        Ok(batch)
    }
}
