//! The number formats of a workbook of the kind before `.xlsx`, which stand in records of their own.

use std::collections::HashMap;
use std::io::{Cursor, Read as _};

use cfb::CompoundFile;
use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, WINDOWS_1252};

use super::format::Format;

/// How the stream of the records is called, now and before 1997.
const STREAMS: [&str; 2] = ["/Workbook", "/Book"];

/// The records that are looked at, by the numbers they have.
mod record {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const END: u16 = 0x000A;
    pub(super) const CODE_PAGE: u16 = 0x0042;
    pub(super) const SHEET: u16 = 0x0085;
    pub(super) const NUMBERS: u16 = 0x00BD;
    pub(super) const STYLE: u16 = 0x00E0;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const SHORT_NUMBER: u16 = 0x027E;
    pub(super) const FORMAT: u16 = 0x041E;
    pub(super) const BEGIN: u16 = 0x0809;
}

/// The version in which texts are no longer in a code page.
const UNICODE: u16 = 0x0600;

/// The formats of all styles, and where each sheet begins.
pub(super) struct OldFormats {
    stream: Vec<u8>,
    styles: Vec<Format>,
    sheets: Vec<usize>,
}

/// What the records before the sheets say, as they come.
struct Globals {
    is_unicode: bool,
    encoding: &'static Encoding,
    codes: HashMap<u16, String>,
    /// The number of the format of each style.
    styles: Vec<u16>,
    sheets: Vec<usize>,
}

impl OldFormats {
    /// Reads those of a workbook; nothing where it is damaged.
    pub(super) fn open(bytes: &[u8]) -> Option<Self> {
        let mut file = CompoundFile::open(Cursor::new(bytes)).ok()?;
        let name = STREAMS.iter().find(|name| file.is_stream(name))?;
        let mut stream = Vec::new();
        let opened = file.open_stream(name).ok()?;
        // No part of a file is longer than the file.
        let most = u64::try_from(bytes.len()).ok()?;
        opened.take(most).read_to_end(&mut stream).ok()?;
        let mut globals = Globals {
            is_unicode: true,
            encoding: WINDOWS_1252,
            codes: HashMap::new(),
            styles: Vec::new(),
            sheets: Vec::new(),
        };
        for (kind, data) in records(&stream) {
            if kind == record::END {
                break;
            }
            globals.take_in(kind, data)?;
        }
        Some(Self {
            styles: globals.formats(),
            sheets: globals.sheets,
            stream,
        })
    }

    /// The format of each cell of a sheet in which a number stands, by row and column from 0.
    pub(super) fn cells(&self, sheet: usize) -> Option<HashMap<(u32, u32), &Format>> {
        let stream = self.stream.get(*self.sheets.get(sheet)?..)?;
        let mut cells = HashMap::new();
        let mut depth = 0_usize;
        for (kind, data) in records(stream) {
            match kind {
                // A chart in a sheet has records like those of cells.
                record::BEGIN => depth = depth.saturating_add(1),
                record::END if depth <= 1 => break,
                record::END => depth = depth.saturating_sub(1),
                _ if depth > 1 => {}
                record::FORMULA | record::NUMBER | record::SHORT_NUMBER => {
                    let place = (word(data, 0)?.into(), word(data, 2)?.into());
                    cells.insert(place, self.style(word(data, 4)?)?);
                }
                record::NUMBERS => {
                    let (row, first) = (word(data, 0)?, word(data, 2)?);
                    // Six bytes each, and behind them the last column.
                    let numbers = data.get(4..data.len().checked_sub(2)?)?.chunks_exact(6);
                    for (column, number) in (u32::from(first)..).zip(numbers) {
                        cells.insert((row.into(), column), self.style(word(number, 0)?)?);
                    }
                }
                _ => {}
            }
        }
        Some(cells)
    }

    fn style(&self, index: u16) -> Option<&Format> {
        self.styles.get(usize::from(index))
    }
}

impl Globals {
    fn take_in(&mut self, kind: u16, data: &[u8]) -> Option<()> {
        match kind {
            record::BEGIN => self.is_unicode = word(data, 0)? >= UNICODE,
            record::CODE_PAGE => self.encoding = encoding(word(data, 0)?),
            record::FORMAT => {
                let code = self.text(data.get(2..)?)?;
                self.codes.insert(word(data, 0)?, code);
            }
            record::STYLE => self.styles.push(word(data, 2)?),
            record::SHEET => {
                let begins = data.first_chunk::<4>().copied().map(u32::from_le_bytes)?;
                self.sheets.push(usize::try_from(begins).ok()?);
            }
            _ => {}
        }
        Some(())
    }

    /// A text behind its length: in units of UTF-16, of which the higher bytes are left out where they are zero, or
    /// in a code page.
    fn text(&self, data: &[u8]) -> Option<String> {
        if !self.is_unicode {
            let (length, text) = data.split_first()?;
            let text = text.get(..usize::from(*length))?;
            return Some(self.encoding.decode(text).0.into_owned());
        }
        let length = usize::from(word(data, 0)?);
        let (is_wide, text) = (data.get(2)? & 1 == 1, data.get(3..)?);
        let units: Vec<u16> = if is_wide {
            let text = text.get(..length.checked_mul(2)?)?;
            text.as_chunks::<2>()
                .0
                .iter()
                .map(|it| u16::from_le_bytes(*it))
                .collect()
        } else {
            let text = text.get(..length)?;
            text.iter().map(|it| u16::from(*it)).collect()
        };
        Some(String::from_utf16_lossy(&units))
    }

    /// The format of each style.
    fn formats(&self) -> Vec<Format> {
        let format = |id: &u16| {
            let code = self
                .codes
                .get(id)
                .map_or_else(|| known(*id), String::as_str);
            Format::of(code, Some(u32::from(*id)))
        };
        self.styles.iter().map(format).collect()
    }
}

/// The records of a stream, each with its number and its bytes, up to the first that is cut off.
fn records(stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let (kind, length) = (word(rest, 0)?, usize::from(word(rest, 2)?));
        let (data, behind) = rest.get(4..)?.split_at_checked(length)?;
        rest = behind;
        Some((kind, data))
    })
}

/// The number of two bytes in a place.
fn word(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..)?
        .first_chunk()
        .copied()
        .map(u16::from_le_bytes)
}

fn encoding(code_page: u16) -> &'static Encoding {
    match code_page {
        932 => SHIFT_JIS,
        936 => GBK,
        949 => EUC_KR,
        950 => BIG5,
        _ => WINDOWS_1252,
    }
}

/// The codes of the formats that every program knows.
fn known(id: u16) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "yyyy/m/d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18..=21 | 45..=47 => "h:mm",
        22 => "yyyy/m/d h:mm",
        _ => "General",
    }
}
