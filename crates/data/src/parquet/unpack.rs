//! A page unpacked, however it is packed, and never to more bytes than it may have.

use std::io::Read;

use brotli_decompressor::{BrotliDecompressStream, BrotliResult, BrotliState, StandardAlloc};
use dabiao_model::Text;
use parquet::basic::Compression;

/// How many bytes are unpacked at a time, where they come bit by bit.
const BLOCK: usize = 64 << 10;

/// How the pages of a column are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    Plain,
    Snappy,
    Gzip,
    Zstd,
    Lz4,
    Brotli,
}

impl Packing {
    /// How a column says that it is packed; its name where that is not known here.
    pub(super) fn of(compression: Compression) -> Result<Self, Text> {
        match compression {
            Compression::UNCOMPRESSED => Ok(Self::Plain),
            Compression::SNAPPY => Ok(Self::Snappy),
            Compression::GZIP(_) => Ok(Self::Gzip),
            Compression::ZSTD(_) => Ok(Self::Zstd),
            Compression::LZ4_RAW => Ok(Self::Lz4),
            Compression::BROTLI(_) => Ok(Self::Brotli),
            Compression::LZO => Err(Text::same("LZO")),
            Compression::LZ4 => Err(Text::new("the LZ4 of Hadoop", "Hadoop LZ4")),
        }
    }

    /// What is in a page; nothing where it is damaged or holds more than `most` bytes.
    pub(super) fn unpack(self, packed: &[u8], most: usize) -> Option<Vec<u8>> {
        match self {
            Self::Plain => (packed.len() <= most).then(|| packed.to_vec()),
            Self::Snappy => {
                let length = snap::raw::decompress_len(packed).ok()?;
                let fits = length <= most;
                fits.then(|| snap::raw::Decoder::new().decompress_vec(packed).ok())?
            }
            Self::Gzip => within(flate2::read::MultiGzDecoder::new(packed), most),
            Self::Zstd => within(ruzstd::decoding::StreamingDecoder::new(packed).ok()?, most),
            Self::Lz4 => lz4(packed, most),
            Self::Brotli => brotli(packed, most),
        }
    }
}

fn within(reader: impl Read, most: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let beyond = u64::try_from(most).ok()?.checked_add(1)?;
    reader.take(beyond).read_to_end(&mut bytes).ok()?;
    (bytes.len() <= most).then_some(bytes)
}

/// How long it becomes is not written in it.
fn lz4(packed: &[u8], most: usize) -> Option<Vec<u8>> {
    // A byte of it stands for 255 at most.
    let most = most.min(packed.len().saturating_mul(255));
    let mut bytes = vec![0; most];
    let length = lz4_flex::block::decompress_into(packed, &mut bytes).ok()?;
    bytes.truncate(length);
    bytes.shrink_to_fit();
    Some(bytes)
}

/// Only what every decoder reads: a window that a stream may ask for beyond that would be a gigabyte.
fn brotli(mut packed: &[u8], most: usize) -> Option<Vec<u8>> {
    let (room, rooms, codes) = Default::default();
    let mut state: BrotliState<StandardAlloc, StandardAlloc, StandardAlloc> =
        BrotliState::new_strict(room, rooms, codes);
    let (mut bytes, mut block) = (Vec::new(), vec![0; BLOCK]);
    loop {
        let (mut left, mut read, mut free, mut written) = (packed.len(), 0, block.len(), 0);
        let found = BrotliDecompressStream(
            &mut left,
            &mut read,
            packed,
            &mut free,
            &mut written,
            &mut block,
            &mut 0,
            &mut state,
        );
        packed = packed.get(read..)?;
        bytes.extend(block.get(..written)?);
        if bytes.len() > most {
            return None;
        }
        match found {
            BrotliResult::ResultSuccess => return Some(bytes),
            BrotliResult::NeedsMoreOutput => {}
            BrotliResult::NeedsMoreInput | BrotliResult::ResultFailure => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    /// 10,000 times the same byte, as pyarrow packs it: `pyarrow.Codec("brotli").compress(b"\x07" * 10000)`.
    const BROTLI: [u8; 13] = [27, 15, 39, 0, 36, 14, 226, 177, 64, 146, 61, 0, 0];

    #[test]
    fn a_page_that_holds_more_than_it_may_is_not_unpacked() {
        let plain = vec![7; 10_000];
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(&plain).unwrap();
        let level = ruzstd::encoding::CompressionLevel::Fastest;
        let packed = [
            (Packing::Plain, plain.clone()),
            (
                Packing::Snappy,
                snap::raw::Encoder::new().compress_vec(&plain).unwrap(),
            ),
            (Packing::Gzip, gzip.finish().unwrap()),
            (
                Packing::Zstd,
                ruzstd::encoding::compress_to_vec(plain.as_slice(), level),
            ),
            (Packing::Lz4, lz4_flex::block::compress(&plain)),
            (Packing::Brotli, BROTLI.to_vec()),
        ];
        for (packing, packed) in packed {
            assert_eq!(packing.unpack(&packed, 10_000), Some(plain.clone()));
            assert_eq!(packing.unpack(&packed, 9_999), None, "{packing:?}");
            assert_eq!(packing.unpack(&packed, 20_000), Some(plain.clone()));
        }
    }
}
