//! The text of a CSV file in blocks of whole lines, so that a long one is never held as a whole.

use std::borrow::Cow;
use std::fs::File;
use std::io::Read as _;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use dabiao_model::{Meter, Schema};

use crate::chinese::Known;
use crate::decode::{self, At, UTF8_MARK};
use crate::error::Remedy;
use crate::hash::FilesHash;
use crate::plain::Plain;
use crate::{Encoding, ReadError};

/// How many bytes of a file are read at a time.
const BLOCK: usize = 128 << 10;

/// How many blocks wait for the rows to be read from them.
const AHEAD: usize = 4;

/// Whole lines of a text; only the last block ends without a line feed.
#[derive(Debug)]
pub(crate) struct Block<'t> {
    pub(crate) text: Cow<'t, str>,
    pub(crate) is_last: bool,
    /// Where its cells end, if a look at commas and line feeds tells; found where the block is made, so that a thread of
    /// its own finds it.
    pub(crate) plain: Option<Plain>,
}

impl<'t> Block<'t> {
    pub(crate) fn new(text: Cow<'t, str>, is_last: bool) -> Self {
        let plain = Plain::of(&text);
        Self {
            text,
            is_last,
            plain,
        }
    }
}

/// The blocks of one text, in order.
#[derive(Debug)]
pub(crate) enum Blocks<'t> {
    /// What is left of a text in memory, and who is told of what is taken of it.
    Held(&'t str, Meter),
    /// As they arrive from the thread that reads the file.
    Arriving(Receiver<Result<Block<'static>, ReadError>>),
}

impl<'t> Blocks<'t> {
    /// The next block; nothing behind the last.
    pub(crate) fn next(&mut self) -> Result<Option<Block<'t>>, ReadError> {
        match self {
            Self::Held(rest, meter) => {
                let behind = rest.as_bytes().get(BLOCK..).unwrap_or_default();
                let end = memchr::memchr(b'\n', behind);
                let end = end.map(|end| end.saturating_add(BLOCK).saturating_add(1));
                let cut = end.and_then(|end| rest.split_at_checked(end));
                let (text, behind) = cut.unwrap_or((rest, ""));
                *rest = behind;
                meter.pass(text.len() as u64);
                let is_last = behind.is_empty();
                Ok(Some(Block::new(Cow::Borrowed(text), is_last)))
            }
            Self::Arriving(blocks) => blocks.recv().ok().transpose(),
        }
    }

    /// Lets the blocks that are left pass, so that the whole file is looked at.
    pub(crate) fn pass(&mut self) -> Result<(), ReadError> {
        if let Self::Arriving(blocks) = self {
            blocks.iter().try_for_each(|block| block.map(drop))?;
        }
        Ok(())
    }
}

/// A place for blocks to arrive at, and the end that they are sent into.
pub(crate) fn arriving() -> (
    SyncSender<Result<Block<'static>, ReadError>>,
    Blocks<'static>,
) {
    let (sender, receiver) = sync_channel(AHEAD);
    (sender, Blocks::Arriving(receiver))
}

/// A file that is read block by block, and hashed as it is.
#[derive(Debug)]
pub(crate) struct LongFile<'h> {
    name: String,
    file: File,
    left: u64,
    hash: &'h mut FilesHash,
    encoding: Found<'h>,
    /// What was read of a line that goes on.
    begun: Vec<u8>,
    /// The line feeds of the blocks before.
    lines: usize,
    is_first: bool,
}

/// What is known of the encoding of a file of which only the beginning has been read.
#[derive(Debug)]
enum Found<'h> {
    /// Nothing yet: all bytes are of ASCII.
    Nothing(&'h Schema),
    /// UTF-8; whether it was asked for, or there is text that is nothing else.
    Utf8,
    /// UTF-8, as the mark at its beginning says.
    Marked,
    /// GB18030, as was asked for.
    Asked,
    /// GB18030, told by this name in it; and where it is no UTF-8.
    Told(String, At),
}

impl<'h> LongFile<'h> {
    /// The first `size` bytes of a file; `name` is what messages call it.
    pub(crate) fn new(
        name: &str,
        (file, size): (File, u64),
        (asked, schema): (Option<Encoding>, &'h Schema),
        hash: &'h mut FilesHash,
    ) -> Self {
        let encoding = match asked {
            None => Found::Nothing(schema),
            Some(Encoding::Gb18030) => Found::Asked,
            Some(Encoding::Utf8 | Encoding::Utf16) => Found::Utf8,
        };
        Self {
            name: name.to_owned(),
            file,
            left: size,
            hash,
            encoding,
            begun: Vec::new(),
            lines: 0,
            is_first: true,
        }
    }

    /// Sends all blocks, up to a wrong one; stops when nobody takes them any more. The name by which GB18030 was told,
    /// if it was.
    pub(crate) fn send(
        mut self,
        blocks: &SyncSender<Result<Block<'static>, ReadError>>,
        meter: &Meter,
    ) -> Option<String> {
        loop {
            let before = self.left;
            let block = self.next();
            meter.pass(before.saturating_sub(self.left));
            let goes_on = block.as_ref().is_ok_and(|block| !block.is_last);
            if blocks.send(block).is_err() || !goes_on {
                break;
            }
        }
        match self.encoding {
            Found::Told(name, _) => Some(name),
            _ => None,
        }
    }

    fn next(&mut self) -> Result<Block<'static>, ReadError> {
        let mut bytes = std::mem::take(&mut self.begun);
        loop {
            let from = bytes.len();
            let read = self.fill(&mut bytes)?;
            let new = bytes.get(from..).unwrap_or_default();
            self.hash.update(new);
            self.left = self.left.saturating_sub(read);
            if self.left == 0 {
                break;
            }
            if let Some(end) = memchr::memrchr(b'\n', new) {
                self.begun = bytes.split_off(from.saturating_add(end).saturating_add(1));
                break;
            }
        }
        if std::mem::take(&mut self.is_first) && bytes.starts_with(UTF8_MARK) {
            bytes.drain(..UTF8_MARK.len());
            self.encoding = Found::Marked;
        }
        let is_last = self.left == 0;
        let text = self.text(bytes)?;
        Ok(Block::new(Cow::Owned(text), is_last))
    }

    /// Reads a block's worth of bytes behind those there are.
    fn fill(&mut self, bytes: &mut Vec<u8>) -> Result<u64, ReadError> {
        let wanted = self.left.min(BLOCK as u64);
        bytes.reserve(BLOCK);
        let read = self.file.by_ref().take(wanted).read_to_end(bytes);
        let read = read.map_err(|error| ReadError::unreadable(&self.name, &error))?;
        if read as u64 == wanted {
            return Ok(wanted);
        }
        // It was cut off while it was read.
        let short = std::io::ErrorKind::UnexpectedEof.into();
        Err(ReadError::unreadable(&self.name, &short))
    }

    fn text(&mut self, bytes: Vec<u8>) -> Result<String, ReadError> {
        let feeds = memchr::memchr_iter(b'\n', &bytes).count();
        let before = self.lines;
        self.lines = self.lines.saturating_add(feeds);
        let text = match &self.encoding {
            Found::Nothing(schema) => return self.first_text(schema, bytes, before),
            Found::Utf8 | Found::Marked => {
                let remedy = if matches!(self.encoding, Found::Marked) {
                    Remedy::Save
                } else {
                    Remedy::AskGb18030
                };
                return utf8(bytes)
                    .map_err(|(_, at)| at.after(before).error(&self.name, Encoding::Utf8, remedy));
            }
            Found::Asked => decode::gb18030(&self.name, &bytes, before)?,
            // What was told of the beginning must hold to the end.
            Found::Told(_, at) => decode::plausible(&bytes)
                .map_err(|remedy| at.error(&self.name, Encoding::Utf8, remedy))?,
        };
        Ok(text.into_owned())
    }

    /// The text of a block before which all is ASCII, and what it tells of the encoding.
    fn first_text(
        &mut self,
        schema: &Schema,
        bytes: Vec<u8>,
        before: usize,
    ) -> Result<String, ReadError> {
        match utf8(bytes) {
            Ok(text) => {
                if !text.is_ascii() {
                    self.encoding = Found::Utf8;
                }
                Ok(text)
            }
            Err((bytes, at)) => {
                let at = at.after(before);
                let decoded = decode::look(&bytes, &Known::of(schema))
                    .map_err(|remedy| at.error(&self.name, Encoding::Utf8, remedy))?;
                self.encoding = Found::Told(decoded.told_by.unwrap_or_default(), at);
                Ok(decoded.text.into_owned())
            }
        }
    }
}

/// The bytes as text, or back with where they are no UTF-8.
fn utf8(bytes: Vec<u8>) -> Result<String, (Vec<u8>, At)> {
    String::from_utf8(bytes).map_err(|error| {
        let bytes = error.into_bytes();
        let at = decode::utf8(&bytes).err().unwrap_or_default();
        (bytes, at)
    })
}
