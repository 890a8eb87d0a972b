//! The pages of a column, unpacked within bounds before anything is made of them.

use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{Compression, Encoding, Type as Physical};
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::ChunkReader;
use parquet::file::serialized_reader::SerializedPageReader;

use super::delta::{self, Bounds};
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
    /// How many rows there are.
    rows: usize,
    /// How many bytes more texts may have that are made plain.
    texts: usize,
    /// How long each value is, where all are equally long.
    fixed: Option<usize>,
    /// Whether pages say which values are there.
    has_levels: bool,
}

/// Where the values of a page are behind what says which of them are there.
#[derive(Debug, Clone, Copy)]
enum Levels {
    /// Behind so many bytes.
    Length(usize),
    /// Behind the bytes that the first four say.
    Said,
}

impl<R: ChunkReader> Pages<R> {
    /// The pages of a column with so many rows, whose texts have at most so many bytes where they are made plain.
    pub(super) fn new(
        file: Arc<R>,
        column: &ColumnChunkMetaData,
        packing: Packing,
        (rows, texts): (usize, usize),
    ) -> Result<Self> {
        let described = column.column_descr();
        let is_fixed = described.physical_type() == Physical::FIXED_LEN_BYTE_ARRAY;
        let length = usize::try_from(described.type_length());
        let has_levels = described.max_def_level() > 0;
        // Told that nothing is packed, the reader hands out pages as they are.
        let plain = column.clone().into_builder();
        let plain = plain.set_compression(Compression::UNCOMPRESSED).build()?;
        Ok(Self {
            packed: SerializedPageReader::new(file, &plain, rows, None)?,
            packing,
            left: usize::try_from(column.uncompressed_size())?,
            rows,
            texts,
            fixed: length.ok().filter(|_| is_fixed),
            has_levels,
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

    /// A page whose texts are plain: where they are written otherwise, a reader makes room for as many values as are claimed.
    fn plain(
        &mut self,
        buf: Bytes,
        encoding: Encoding,
        levels: Levels,
    ) -> Result<(Bytes, Encoding)> {
        if !matches!(
            encoding,
            Encoding::DELTA_LENGTH_BYTE_ARRAY | Encoding::DELTA_BYTE_ARRAY
        ) {
            return Ok((buf, encoding));
        }
        let before = match levels {
            Levels::Length(length) => length,
            Levels::Said => {
                let length = buf.first_chunk::<4>().ok_or_else(damaged)?;
                let length = usize::try_from(u32::from_le_bytes(*length))?;
                length.checked_add(4).ok_or_else(damaged)?
            }
        };
        let (levels, values) = buf.split_at_checked(before).ok_or_else(damaged)?;
        let bounds = Bounds {
            values: self.rows,
            bytes: self.texts,
        };
        let plain = delta::plain(values, encoding, self.fixed, bounds).ok_or_else(damaged)?;
        self.texts = self.texts.saturating_sub(plain.len());
        Ok(([levels, &plain].concat().into(), Encoding::PLAIN))
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
            } => {
                let buf = self.unpacked(&buf, 0, true)?;
                let levels = match def_level_encoding {
                    _ if !self.has_levels => Levels::Length(0),
                    Encoding::RLE => Levels::Said,
                    // One bit a value.
                    _ => Levels::Length(usize::try_from(num_values)?.div_ceil(8)),
                };
                let (buf, encoding) = self.plain(buf, encoding, levels)?;
                Ok(Page::DataPage {
                    buf,
                    num_values,
                    encoding,
                    def_level_encoding,
                    rep_level_encoding,
                    statistics,
                })
            }
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
                let buf = self.unpacked(&buf, levels, is_compressed)?;
                let (buf, encoding) = self.plain(buf, encoding, Levels::Length(levels))?;
                Ok(Page::DataPageV2 {
                    buf,
                    num_values,
                    encoding,
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
                if num_values as usize > self.rows.max(DIFFERENT).min(buf.len()) {
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

#[cold]
fn damaged() -> ParquetError {
    ParquetError::General("damaged page".to_owned())
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
