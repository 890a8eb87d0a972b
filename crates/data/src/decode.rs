//! From bytes to text, without a replaced or a guessed character.

use std::borrow::Cow;

use dabiao_model::Schema;
use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

use crate::chinese::{self, Known};
use crate::error::Remedy;
use crate::{Encoding, ReadError};

/// What a file may begin with to say that it is UTF-8.
pub(crate) const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";

/// What a file may begin with to say that it is UTF-16, the lower byte first or the higher.
const UTF16_MARKS: [(&[u8], &encoding_rs::Encoding); 2] =
    [(b"\xff\xfe", UTF_16LE), (b"\xfe\xff", UTF_16BE)];

/// The text of a CSV file.
#[derive(Debug)]
pub(crate) struct Decoded<'b> {
    pub(crate) text: Cow<'b, str>,
    /// Where nothing but a look told that it is GB18030: the known name that stands in it.
    pub(crate) told_by: Option<String>,
}

/// Whether bytes say themselves that they are UTF-16.
pub(crate) fn is_utf16(bytes: &[u8]) -> bool {
    UTF16_MARKS.iter().any(|(mark, _)| bytes.starts_with(mark))
}

/// The text of a CSV file: in the encoding that its first bytes name, else in the one asked for, else in UTF-8, else, if
/// a look at it leaves no doubt, in GB18030.
pub(crate) fn decode<'b>(
    file: &str,
    bytes: &'b [u8],
    asked: Option<Encoding>,
    schema: &Schema,
) -> Result<Decoded<'b>, ReadError> {
    let plain = |text| Decoded {
        text,
        told_by: None,
    };
    for (mark, order) in UTF16_MARKS {
        if let Some(rest) = bytes.strip_prefix(mark) {
            let text = text_in(order, rest);
            let text = text.map_err(|at| at.error(file, Encoding::Utf16, Remedy::Save))?;
            return Ok(plain(text));
        }
    }
    if let Some(rest) = bytes.strip_prefix(UTF8_MARK) {
        let text = utf8(rest).map_err(|at| at.error(file, Encoding::Utf8, Remedy::Save))?;
        return Ok(plain(Cow::Borrowed(text)));
    }
    match asked {
        Some(Encoding::Gb18030) => gb18030(file, bytes, 0).map(plain),
        Some(Encoding::Utf8 | Encoding::Utf16) => {
            let text = utf8(bytes);
            let text = text.map_err(|at| at.error(file, Encoding::Utf8, Remedy::AskGb18030))?;
            Ok(plain(Cow::Borrowed(text)))
        }
        None => match utf8(bytes) {
            Ok(text) => Ok(plain(Cow::Borrowed(text))),
            Err(at) => look(bytes, &Known::of(schema))
                .map_err(|remedy| at.error(file, Encoding::Utf8, remedy)),
        },
    }
}

/// The text of bytes in GB18030, as somebody asked for it, behind so many lines.
pub(crate) fn gb18030<'b>(
    file: &str,
    bytes: &'b [u8],
    lines: usize,
) -> Result<Cow<'b, str>, ReadError> {
    let wrong = |at: At| {
        at.after(lines)
            .error(file, Encoding::Gb18030, Remedy::NotGb18030)
    };
    text_in(GB18030, bytes).map_err(wrong)
}

/// The text of bytes that are no UTF-8, if a look leaves no doubt that they are GB18030; else what helps.
pub(crate) fn look<'b>(bytes: &'b [u8], known: &Known<'_>) -> Result<Decoded<'b>, Remedy> {
    let text = plausible(bytes)?;
    let name = known.name_in(&text).ok_or(Remedy::AskGb18030)?;
    Ok(Decoded {
        told_by: Some(name.to_owned()),
        text,
    })
}

/// The text of bytes in GB18030, if it is Chinese through and through; else what helps.
pub(crate) fn plausible(bytes: &[u8]) -> Result<Cow<'_, str>, Remedy> {
    let text = text_in(GB18030, bytes).map_err(|_| Remedy::Save)?;
    if has_utf8_line(bytes) || !chinese::is_all(&text) {
        return Err(Remedy::AskGb18030);
    }
    Ok(text)
}

/// Whether a line is Chinese in UTF-8, as in a file that was put together of two.
fn has_utf8_line(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|byte| *byte == b'\n');
    // A sign of two bytes may be one of GB18030 by chance.
    lines.any(|line| {
        str::from_utf8(line).is_ok_and(|line| line.chars().any(|sign| sign > '\u{7ff}'))
    })
}

/// The text of a JSON file.
pub(crate) fn decode_json<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, ReadError> {
    utf8(bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes))
        .map_err(|at| at.error(file, Encoding::Utf8, Remedy::Json))
}

/// The line and the sign in it, both from 1, at which bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct At {
    line: usize,
    sign: usize,
}

impl At {
    /// Behind this text.
    fn behind(text: &str) -> Self {
        let line = text.bytes().filter(|byte| *byte == b'\n').count();
        let begun = text.rsplit('\n').next().unwrap_or_default();
        Self {
            line: line.saturating_add(1),
            sign: begun.chars().count().saturating_add(1),
        }
    }

    /// The same with so many lines before.
    pub(crate) fn after(self, lines: usize) -> Self {
        Self {
            line: self.line.saturating_add(lines),
            ..self
        }
    }

    pub(crate) fn error(self, file: &str, encoding: Encoding, remedy: Remedy) -> ReadError {
        ReadError::Encoding {
            file: file.to_owned(),
            line: self.line,
            sign: self.sign,
            encoding,
            remedy,
        }
    }
}

/// The text, or where it first is no UTF-8.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, At> {
    str::from_utf8(bytes).map_err(|error| {
        let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
        At::behind(str::from_utf8(valid).unwrap_or_default())
    })
}

/// The text, or where it first is not in the encoding.
fn text_in<'b>(
    encoding: &'static encoding_rs::Encoding,
    bytes: &'b [u8],
) -> Result<Cow<'b, str>, At> {
    let whole = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    whole.ok_or_else(|| {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
        let mut text = String::with_capacity(room.unwrap_or(0));
        // It stops at what is wrong.
        let _ = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
        At::behind(&text)
    })
}
