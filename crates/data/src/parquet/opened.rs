//! A Parquet file opened: its columns and how many rows it has, all that it claims held against the file.

use std::sync::Arc;

use dabiao_model::Text;
use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData, ParquetMetaDataReader};
use parquet::file::reader::ChunkReader;

use super::arrow;
use super::column::{Cells, cells};
use super::footer;
use super::kind::Kind;
use super::pages::Pages;
use super::unpack::Packing;
use crate::guarded::guarded;
use crate::{Limit, Limits};

/// How a Parquet file begins and ends.
const MAGIC: &[u8] = b"PAR1";

/// How one ends whose description is encrypted.
const ENCRYPTED: &[u8] = b"PARE";

/// The bytes at the end that say how long the description before them is.
const TAIL: usize = 8;

/// The most bytes of a description.
const LONGEST: usize = 16 << 20;

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unread {
    /// It is damaged, or in a form that is not read.
    Broken(Text),
    /// There is more in it than allowed.
    Beyond(Limit),
}

impl Unread {
    #[cold]
    pub(super) fn damaged() -> Self {
        Self::Broken(Text::new("it is damaged or cut off", "文件已损坏或不完整"))
    }
}

/// A column of the table.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: Arc<str>,
    /// What stands in it, or why it cannot be read.
    pub(super) kind: Result<Kind, Text>,
    /// Its number among the columns that hold values.
    leaf: usize,
}

/// An opened file.
pub(super) struct Opened<R> {
    file: Arc<R>,
    metadata: ParquetMetaData,
    size: u64,
    /// How many bytes a column of a group of rows may have, unpacked.
    most: usize,
    pub(super) fields: Vec<Field>,
}

impl<R: ChunkReader + 'static> Opened<R> {
    /// Opens a file of so many bytes.
    pub(super) fn open(file: R, size: u64, limits: &Limits) -> Result<Self, Unread> {
        let description = description(&file, size)?;
        if !footer::is_sound(&description) {
            return Err(Unread::damaged());
        }
        let metadata = guarded(|| ParquetMetaDataReader::decode_metadata(&description).ok());
        let metadata = metadata.flatten().ok_or_else(Unread::damaged)?;
        let mut rows: usize = 0;
        for group in metadata.row_groups() {
            let count = usize::try_from(group.num_rows()).map_err(|_| Unread::damaged())?;
            rows = rows.saturating_add(count);
        }
        // Asked before reading: of equal values a few bytes are enough for all rows.
        if rows > limits.rows {
            return Err(Unread::Beyond(Limit::Rows));
        }
        let fields = guarded(|| fields(&metadata)).ok_or_else(Unread::damaged)?;
        Ok(Self {
            file: Arc::new(file),
            metadata,
            size,
            most: limits.unpacked,
            fields,
        })
    }

    /// How many groups of rows there are.
    pub(super) fn groups(&self) -> usize {
        self.metadata.num_row_groups()
    }

    /// How many rows a group has.
    pub(super) fn rows(&self, group: usize) -> usize {
        let group = self.metadata.row_groups().get(group);
        group.map_or(0, |group| usize::try_from(group.num_rows()).unwrap_or(0))
    }

    /// The cells of a column in a group of rows.
    pub(super) fn column(&self, group: usize, field: &Field) -> Result<Box<dyn Cells>, Unread> {
        let rows = self.rows(group);
        let columns = self.metadata.row_groups().get(group);
        let column = columns.and_then(|group| group.columns().get(field.leaf));
        let (Some(column), Ok(kind)) = (column, &field.kind) else {
            return Err(Unread::damaged());
        };
        self.check(column, rows)?;
        let packing = Packing::of(column.compression()).map_err(|_| Unread::damaged())?;
        let file = Arc::clone(&self.file);
        let pages =
            Pages::new(file, column, packing, (rows, self.most)).map_err(|_| Unread::damaged())?;
        let read = cells(&column.column_descr_ptr(), *kind, Box::new(pages));
        read.ok_or_else(Unread::damaged)
    }

    /// Whether a column lies in the file and has as many values as there are rows.
    fn check(&self, column: &ColumnChunkMetaData, rows: usize) -> Result<(), Unread> {
        let unpacked = usize::try_from(column.uncompressed_size());
        if unpacked.is_ok_and(|unpacked| unpacked > self.most) {
            return Err(Unread::Beyond(Limit::Unpacked));
        }
        let begins = column
            .dictionary_page_offset()
            .unwrap_or(column.data_page_offset());
        let end = begins.checked_add(column.compressed_size());
        let lies_in_file = begins >= 0
            && column.data_page_offset() >= 0
            && column.compressed_size() >= 0
            && end.is_some_and(|end| u64::try_from(end).is_ok_and(|end| end <= self.size));
        let values = usize::try_from(column.num_values());
        let is_sound = lies_in_file
            && unpacked.is_ok()
            && column.file_path().is_none()
            && values.is_ok_and(|values| values == rows);
        is_sound.then_some(()).ok_or_else(Unread::damaged)
    }
}

/// The description at the end of a file.
fn description<R: ChunkReader>(file: &R, size: u64) -> Result<Vec<u8>, Unread> {
    let bytes =
        |from: u64, count: usize| file.get_bytes(from, count).map_err(|_| Unread::damaged());
    let no_parquet = || {
        Unread::Broken(Text::new(
            "it does not begin and end as such a file",
            "文件首尾没有 Parquet 标识",
        ))
    };
    let tail = TAIL.saturating_add(MAGIC.len());
    let from = size
        .checked_sub(TAIL as u64)
        .filter(|_| size >= tail as u64);
    let from = from.ok_or_else(no_parquet)?;
    let end = bytes(from, TAIL)?;
    if end.ends_with(ENCRYPTED) {
        return Err(Unread::Broken(Text::new("it is encrypted", "文件已加密")));
    }
    if !end.ends_with(MAGIC) || bytes(0, MAGIC.len())? != MAGIC {
        return Err(no_parquet());
    }
    let length = end
        .first_chunk::<4>()
        .map_or(0, |length| u32::from_le_bytes(*length));
    let from = from
        .checked_sub(u64::from(length))
        .ok_or_else(Unread::damaged)?;
    let length = usize::try_from(length)
        .ok()
        .filter(|length| *length <= LONGEST);
    let length = length.ok_or_else(Unread::damaged)?;
    Ok(bytes(from, length)?.into())
}

/// The columns of the table, in their order.
fn fields(metadata: &ParquetMetaData) -> Vec<Field> {
    let schema = metadata.file_metadata().schema_descr();
    let durations = arrow::durations(metadata);
    let mut leaf = 0;
    let fields = schema.root_schema().get_fields().iter().enumerate();
    fields
        .map(|(index, column)| {
            let first = leaf;
            while leaf < schema.num_columns() && schema.get_column_root_idx(leaf) == index {
                leaf = leaf.saturating_add(1);
            }
            Field {
                name: column.name().into(),
                kind: Kind::of(column, durations.get(index) == Some(&true))
                    .and_then(|kind| packed(metadata, first).map(|()| kind)),
                leaf: first,
            }
        })
        .collect()
}

/// Whether a column is packed in a way that is read, in every group of rows.
fn packed(metadata: &ParquetMetaData, leaf: usize) -> Result<(), Text> {
    let groups = metadata.row_groups().iter();
    let mut columns = groups.filter_map(|group| group.columns().get(leaf));
    columns.try_for_each(|column| match Packing::of(column.compression()) {
        Ok(_) => Ok(()),
        Err(name) => Err(Text::new(
            format!(
                "it is packed with {}; snappy, gzip, zstd, lz4 and Brotli are read",
                name.en
            ),
            format!(
                "压缩方式为 {}，可读取的有 snappy、gzip、zstd、lz4、Brotli",
                name.zh
            ),
        )),
    })
}
