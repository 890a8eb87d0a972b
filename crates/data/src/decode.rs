//! From bytes to text, without a replaced or a guessed character.

use std::borrow::Cow;

use encoding_rs::{DecoderResult, GB18030};

use crate::{Encoding, ReadError};

/// What a file may begin with to say that it is UTF-8.
pub(crate) const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";

/// The text of a CSV file.
pub(crate) fn decode<'a>(
    file: &str,
    bytes: &'a [u8],
    encoding: Encoding,
) -> Result<Cow<'a, str>, ReadError> {
    let (bytes, encoding) = match bytes.strip_prefix(UTF8_MARK) {
        Some(rest) => (rest, Encoding::Utf8),
        None => (bytes, encoding),
    };
    let wrong = |line| ReadError::Encoding {
        file: file.to_owned(),
        line,
        encoding,
        remedy: true,
    };
    match encoding {
        Encoding::Utf8 => utf8(bytes).map(Cow::Borrowed).map_err(wrong),
        Encoding::Gb18030 => GB18030
            .decode_without_bom_handling_and_without_replacement(bytes)
            .ok_or_else(|| wrong(first_bad_gb18030_line(bytes))),
    }
}

/// The text of a JSON file.
pub(crate) fn decode_json<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, ReadError> {
    utf8(bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes)).map_err(|line| ReadError::Encoding {
        file: file.to_owned(),
        line,
        encoding: Encoding::Utf8,
        remedy: false,
    })
}

/// The text, or the first line that is no UTF-8.
fn utf8(bytes: &[u8]) -> Result<&str, usize> {
    str::from_utf8(bytes).map_err(|error| line_after(bytes, error.valid_up_to()))
}

/// The line in which the byte of this index stands.
pub(crate) fn line_after(bytes: &[u8], index: usize) -> usize {
    let newlines = bytes
        .iter()
        .take(index)
        .filter(|byte| **byte == b'\n')
        .count();
    newlines.saturating_add(1)
}

fn first_bad_gb18030_line(bytes: &[u8]) -> usize {
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let room = decoder
        .max_utf8_buffer_length_without_replacement(bytes.len())
        .unwrap_or(0);
    let mut text = String::with_capacity(room);
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    let wrong = match result {
        // The bytes read include the wrong ones.
        DecoderResult::Malformed(length, after) => read
            .saturating_sub(usize::from(length))
            .saturating_sub(usize::from(after)),
        DecoderResult::InputEmpty | DecoderResult::OutputFull => read,
    };
    line_after(bytes, wrong)
}
