//! What programs built on Arrow say of columns beside their Parquet type: a length of time is a whole number without it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use parquet::file::metadata::ParquetMetaData;

/// Under what the description stands in a file.
const KEY: &str = "ARROW:schema";

/// The number of the type of lengths of time.
const DURATION: u8 = 18;

/// What stands before the length of a description.
const BEGINS: u32 = u32::MAX;

/// Whether each column of a file holds lengths of time, as far as it says so.
pub(super) fn durations(metadata: &ParquetMetaData) -> Vec<bool> {
    let said = metadata.file_metadata().key_value_metadata();
    let said = said.and_then(|all| all.iter().find(|it| it.key == KEY));
    let bytes = said.and_then(|it| STANDARD.decode(it.value.as_ref()?).ok());
    bytes.and_then(|bytes| of(&bytes)).unwrap_or_default()
}

/// Reads a description, which is a message in the form of `FlatBuffers`; nothing where it is none.
fn of(bytes: &[u8]) -> Option<Vec<bool>> {
    let message = match long(bytes, 0)? {
        BEGINS => bytes.get(8..)?,
        _ => bytes.get(4..)?,
    };
    let message = Table::at(message, at(message, 0)?)?;
    let schema = message.table(2)?;
    let fields = schema.list(1)?;
    let count = usize::try_from(long(schema.bytes, fields)?).ok()?;
    // Each has four bytes of its own.
    if count > schema.bytes.len().checked_div(4)? {
        return None;
    }
    let field = |index: usize| {
        let place = fields.checked_add(index.checked_add(1)?.checked_mul(4)?)?;
        let field = Table::at(schema.bytes, at(schema.bytes, place)?)?;
        Some(field.byte(2) == Some(DURATION))
    };
    (0..count).map(field).collect()
}

/// A table: where it stands, and where the list of its members does.
struct Table<'b> {
    bytes: &'b [u8],
    from: usize,
    members: usize,
}

impl<'b> Table<'b> {
    fn at(bytes: &'b [u8], from: usize) -> Option<Self> {
        let back = i32::from_le_bytes(long(bytes, from)?.to_le_bytes());
        let members = i64::try_from(from).ok()?.checked_sub(back.into())?;
        Some(Self {
            bytes,
            from,
            members: usize::try_from(members).ok()?,
        })
    }

    /// Where a member stands; nothing where it is left out.
    fn member(&self, number: usize) -> Option<usize> {
        let length = short(self.bytes, self.members)?;
        let slot = number.checked_mul(2)?.checked_add(4)?;
        if slot >= length {
            return None;
        }
        let offset = short(self.bytes, self.members.checked_add(slot)?)?;
        (offset > 0).then(|| self.from.checked_add(offset))?
    }

    fn byte(&self, number: usize) -> Option<u8> {
        self.bytes.get(self.member(number)?).copied()
    }

    fn table(&self, number: usize) -> Option<Self> {
        Self::at(self.bytes, at(self.bytes, self.member(number)?)?)
    }

    /// Where a list stands, its length before it.
    fn list(&self, number: usize) -> Option<usize> {
        at(self.bytes, self.member(number)?)
    }
}

/// The place to which one points.
fn at(bytes: &[u8], place: usize) -> Option<usize> {
    place.checked_add(usize::try_from(long(bytes, place)?).ok()?)
}

fn long(bytes: &[u8], place: usize) -> Option<u32> {
    bytes
        .get(place..)?
        .first_chunk()
        .copied()
        .map(u32::from_le_bytes)
}

fn short(bytes: &[u8], place: usize) -> Option<usize> {
    let chunk = bytes.get(place..)?.first_chunk().copied();
    chunk.map(|it| usize::from(u16::from_le_bytes(it)))
}
