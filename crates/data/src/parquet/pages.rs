//! The pages of a column, unpacked within bounds before anything is made of them.

use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{Compression, Encoding};
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::ChunkReader;
use parquet::file::serialized_reader::SerializedPageReader;

use super::unpack::Packing;

/// How many values a list of different ones may hold in any case: one that is written for several groups of rows may be
/// longer than a group.
const DIFFERENT: usize = 1 << 20;

/// The pages of one column in one group of rows.
pub(super) struct Pages<R: ChunkReader> {
    packed: SerializedPageReader<R>,
    packing: Packing,
    /// How many bytes more there may be.
    left: usize,
    /// How many different values there may be.
    values: usize,
}

impl<R: ChunkReader> Pages<R> {
    /// The pages of a column with so many rows.
    pub(super) fn new(
        file: Arc<R>,
        column: &ColumnChunkMetaData,
        packing: Packing,
        rows: usize,
    ) -> Result<Self> {
        // Told that nothing is packed, the reader hands out pages as they are.
        let plain = column.clone().into_builder();
        let plain = plain.set_compression(Compression::UNCOMPRESSED).build()?;
        Ok(Self {
            packed: SerializedPageReader::new(file, &plain, rows, None)?,
            packing,
            left: usize::try_from(column.uncompressed_size())?,
            values: rows.max(DIFFERENT),
        })
    }

    /// A part of a page unpacked, what stands before it left as it is.
    fn unpacked(&mut self, buf: &Bytes, before: usize, is_packed: bool) -> Result<Bytes> {
        if !is_packed || self.packing == Packing::Plain {
            return Ok(buf.clone());
        }
        let (levels, packed) = buf.split_at_checked(before).ok_or_else(damaged)?;
        if packed.is_empty() {
            return Ok(buf.clone());
        }
        let most = self.left.saturating_sub(before);
        let values = self.packing.unpack(packed, most).ok_or_else(damaged)?;
        self.left = most.saturating_sub(values.len());
        Ok(if before == 0 {
            values.into()
        } else {
            [levels, &values].concat().into()
        })
    }

    fn open(&mut self, page: Page) -> Result<Page> {
        match page {
            Page::DataPage {
                buf,
                num_values,
                encoding,
                def_level_encoding,
                rep_level_encoding,
                statistics,
            } => Ok(Page::DataPage {
                buf: self.unpacked(&buf, 0, true)?,
                num_values,
                encoding: read_here(encoding)?,
                def_level_encoding,
                rep_level_encoding,
                statistics,
            }),
            Page::DataPageV2 {
                buf,
                num_values,
                encoding,
                num_nulls,
                num_rows,
                def_levels_byte_len,
                rep_levels_byte_len,
                is_compressed,
                statistics,
            } => {
                let levels = def_levels_byte_len.checked_add(rep_levels_byte_len);
                let levels = usize::try_from(levels.ok_or_else(damaged)?)?;
                Ok(Page::DataPageV2 {
                    buf: self.unpacked(&buf, levels, is_compressed)?,
                    num_values,
                    encoding: read_here(encoding)?,
                    num_nulls,
                    num_rows,
                    def_levels_byte_len,
                    rep_levels_byte_len,
                    is_compressed: false,
                    statistics,
                })
            }
            Page::DictionaryPage {
                buf,
                num_values,
                encoding,
                is_sorted,
            } => {
                // Room is made for as many values as a page says: no more than are of use, and than it has bytes.
                let buf = self.unpacked(&buf, 0, true)?;
                if num_values as usize > self.values.min(buf.len()) {
                    return Err(damaged());
                }
                Ok(Page::DictionaryPage {
                    buf,
                    num_values,
                    encoding,
                    is_sorted,
                })
            }
        }
    }
}

/// The encoding of a page, unless it is one that is not read: those make room for as many values as they claim.
fn read_here(encoding: Encoding) -> Result<Encoding> {
    match encoding {
        Encoding::DELTA_LENGTH_BYTE_ARRAY | Encoding::DELTA_BYTE_ARRAY => Err(not_read()),
        encoding => Ok(encoding),
    }
}

#[cold]
fn damaged() -> ParquetError {
    ParquetError::General("damaged page".to_owned())
}

#[cold]
fn not_read() -> ParquetError {
    ParquetError::NYI("delta encoding of texts".to_owned())
}

impl<R: ChunkReader> Iterator for Pages<R> {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl<R: ChunkReader> PageReader for Pages<R> {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.packed.get_next_page()?;
        page.map(|page| self.open(page)).transpose()
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.packed.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.packed.skip_next_page()
    }
}
