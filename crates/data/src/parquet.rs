//! Parquet: one table a file, read some rows at a time on their way to the columns of the data set.

mod arrow;
mod batches;
mod column;
mod delta;
mod footer;
mod kind;
mod opened;
mod pages;
mod shared;
mod unpack;
mod written;

use std::fs::File;
use std::io::Read;
use std::sync::mpsc::sync_channel;
use std::thread;

use bytes::Bytes;
use dabiao_diagnostics::register::{BROKEN_PARQUET, UNREAD_COLUMN};
use dabiao_model::Place;
use parquet::file::reader::ChunkReader;

use self::batches::{Batch, Batches};
use self::kind::Kind;
use self::opened::{Opened as Table, Unread};
use self::shared::Shared;
use crate::from_csv::stretch_of;
use crate::hash::FilesHash;
use crate::lookup::Numbers;
use crate::nearest::shown;
use crate::raw::{Heading, Layout, RawCell};
use crate::read::Reading;
use crate::sheet::{self, Sheet};
use crate::stretch::Stretch;
use crate::{Input, ReadError};

/// How many batches wait for the rows to be taken from them.
const AHEAD: usize = 4;

/// How many bytes are hashed at a time.
const BLOCK: usize = 1 << 20;

/// Reads the table of a file that is held.
pub(crate) fn held(
    reading: &mut Reading<'_>,
    input: &Input,
    source: u32,
    bytes: &[u8],
) -> Result<(), ReadError> {
    let size = bytes.len() as u64;
    table(
        reading,
        (input, source),
        Bytes::copy_from_slice(bytes),
        size,
    )
}

/// Reads the table of a long file, which is hashed by a thread of its own meanwhile.
pub(crate) fn long(
    reading: &mut Reading<'_>,
    hash: &mut FilesHash,
    (input, source): (&Input, u32),
    (file, size): (File, u64),
) -> Result<(), ReadError> {
    reading.count_bytes(input, usize::try_from(size).unwrap_or(usize::MAX))?;
    let unreadable = |error| ReadError::unreadable(&input.name, &error);
    // Hashed is the file that is read, whatever has its name meanwhile.
    let file = Shared::new(file, size);
    let twin = file.clone();
    let hashing = || {
        hash.begin(input.file_name(), size);
        hashed(hash, twin.from(0), size).map_err(unreadable)
    };
    thread::scope(|scope| {
        let read = || table(reading, (input, source), file, size);
        match thread::Builder::new().spawn_scoped(scope, hashing) {
            Ok(hashed) => {
                read()?;
                // A thread that ended in a panic has told of it.
                hashed.join().unwrap_or(Ok(()))
            }
            Err(error) => Err(unreadable(error)),
        }
    })
}

/// Takes the bytes of a file into the hash.
fn hashed(hash: &mut FilesHash, mut file: impl Read, size: u64) -> std::io::Result<()> {
    let (mut left, mut block) = (size, Vec::with_capacity(BLOCK));
    while left > 0 {
        block.clear();
        let wanted = left.min(BLOCK as u64);
        let read = file.by_ref().take(wanted).read_to_end(&mut block)? as u64;
        if read < wanted {
            // It was cut off while it was read.
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        hash.update(&block);
        left = left.saturating_sub(read);
    }
    Ok(())
}

fn table<R: ChunkReader + 'static>(
    reading: &mut Reading<'_>,
    (input, source): (&Input, u32),
    file: R,
    size: u64,
) -> Result<(), ReadError> {
    // It has no lines, whether or not it can be opened.
    reading.name_columns([].into());
    let mut opened = match Table::open(file, size, &reading.options.limits) {
        Ok(opened) => opened,
        Err(why) => return unread(reading, (input, source), &why),
    };
    reading.check_columns(input, opened.fields.len())?;
    let names = opened.fields.iter().map(|field| field.name.clone());
    reading.name_columns(names.collect());
    let headers = opened.fields.iter().zip(1..);
    let headers: Vec<RawCell<'_>> = headers
        .map(|(field, column)| RawCell::new(&field.name, place(source, 0, column)))
        .collect();
    for header in &headers {
        reading.check_cell(input, header.text)?;
    }
    let header = Heading {
        place: place(source, 0, 0),
        cells: &headers,
        layout: Layout::Cells,
    };
    let before = reading.records_with_a_table();
    let subject = sheet::recognise(reading, input.stem_and_extension().0, header);
    let sheet = subject.and_then(|subject| sheet::open(reading, subject, header));
    let Some(mut sheet) = sheet else {
        return Ok(());
    };
    let Some(wanted) = wanted(reading, &opened, (&sheet, &headers)) else {
        reading.forget_tables_beside(&before);
        return Ok(());
    };
    drop(headers);
    let columns = opened.fields.iter().zip(1..);
    let floats = columns.filter(|(field, _)| field.kind == Ok(Kind::Float));
    reading.lookup.numbers = Numbers::Columns(floats.map(|(_, column)| column).collect());
    for (index, field) in opened.fields.iter_mut().enumerate() {
        if sheet.is_time(&reading.lookup, index) {
            field.kind = field.kind.clone().map(Kind::as_times);
        }
    }
    let batches = Batches::new(opened, wanted, reading.options.limits.cell);
    let read = rows(reading, (input, source), &mut sheet, batches);
    reading.lookup.numbers = Numbers::None;
    match read {
        Ok(()) => Ok(()),
        Err(Stopped::World(error)) => Err(error),
        // What was taken of it cannot be given back.
        Err(Stopped::Within(Unread::Broken(_))) => Err(ReadError::damaged(&input.name)),
        Err(Stopped::Before(why) | Stopped::Within(why)) => {
            reading.forget_tables_beside(&before);
            unread(reading, (input, source), &why)
        }
    }
}

fn place(source: u32, line: u32, column: u32) -> Place {
    Place {
        source,
        line,
        column,
    }
}

/// Which columns are read: those that the table looks at, and those without a name, of which it says so. Nothing, and a
/// complaint, where one of them cannot be read.
fn wanted<R>(
    reading: &mut Reading<'_>,
    opened: &Table<R>,
    (sheet, headers): (&Sheet, &[RawCell<'_>]),
) -> Option<Vec<bool>> {
    let (mut wanted, mut usable) = (Vec::new(), true);
    for (index, (field, header)) in opened.fields.iter().zip(headers).enumerate() {
        let is_used = sheet.uses(index);
        wanted.push(field.kind.is_ok() && (is_used || header.is_empty()));
        if let Some(reason) = field.kind.as_ref().err().filter(|_| is_used) {
            usable = false;
            let wrong = reading.lookup.wrong(&UNREAD_COLUMN, header.place);
            let wrong = wrong.with("column", shown(&field.name));
            reading.findings.push(wrong.with("reason", reason.clone()));
        }
    }
    usable.then_some(wanted)
}

/// Why the rows of a table end before the last.
enum Stopped {
    World(ReadError),
    /// There is something wrong with the file, and no row was taken yet.
    Before(Unread),
    /// The same, behind rows that were.
    Within(Unread),
}

/// Reads the rows, which are made by a thread of its own where there are many.
fn rows<R: ChunkReader + 'static>(
    reading: &mut Reading<'_>,
    (input, source): (&Input, u32),
    sheet: &mut Sheet,
    mut batches: Batches<R>,
) -> Result<(), Stopped> {
    let (size, all) = (input.size() as u64, batches.rows() as u64);
    let mut take = |batch: &Batch| {
        stretch(reading, input, sheet, (batch, source)).map_err(Stopped::World)?;
        let rows = batch.ends.len().checked_div(batch.width).unwrap_or(0) as u64;
        let share = size.saturating_mul(rows).checked_div(all);
        reading.meter.pass(share.unwrap_or(0));
        Ok(())
    };
    thread::scope(|scope| {
        let Some(first) = batches.next().map_err(Stopped::Before)? else {
            return Ok(());
        };
        take(&first)?;
        // Few rows are taken before a thread would have begun.
        for _ in 0..AHEAD {
            match batches.next().map_err(Stopped::Within)? {
                Some(batch) => take(&batch)?,
                None => return Ok(()),
            }
        }
        let (sender, made) = sync_channel(AHEAD);
        let making = move || loop {
            let batch = batches.next().transpose();
            let goes_on = matches!(batch, Some(Ok(_)));
            let Some(batch) = batch else { return };
            if sender.send(batch).is_err() || !goes_on {
                return;
            }
        };
        if let Err(error) = thread::Builder::new().spawn_scoped(scope, making) {
            return Err(Stopped::World(ReadError::unreadable(&input.name, &error)));
        }
        for batch in made {
            take(&batch.map_err(Stopped::Within)?)?;
        }
        Ok(())
    })
}

/// Reads the rows of a batch.
fn stretch(
    reading: &mut Reading<'_>,
    input: &Input,
    sheet: &mut Sheet,
    (batch, source): (&Batch, u32),
) -> Result<(), ReadError> {
    let line = u32::try_from(batch.first).unwrap_or(u32::MAX);
    let rows = Stretch {
        text: &batch.text,
        from: 0,
        ends: &batch.ends,
        width: batch.width,
        place: place(source, line, 0),
    };
    stretch_of(reading, input, sheet, rows)
}

/// Says why a file is not read: what is wrong with it is a finding, that it is too large ends the run.
fn unread(
    reading: &mut Reading<'_>,
    (input, source): (&Input, u32),
    why: &Unread,
) -> Result<(), ReadError> {
    match why {
        Unread::Beyond(limit) => Err(reading.options.limits.passed(&input.name, *limit)),
        Unread::Broken(reason) => {
            let wrong = reading.lookup.wrong(&BROKEN_PARQUET, place(source, 0, 0));
            let wrong = wrong.with("file", input.file_name());
            reading.findings.push(wrong.with("reason", reason.clone()));
            Ok(())
        }
    }
}
