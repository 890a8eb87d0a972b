//! How much a packed workbook holds, measured before anything is made of it.

use std::io::{self, Cursor, Read as _};

use zip::ZipArchive;

/// Why an archive is not unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotUnpacked {
    /// It is broken, or its parts are not as long as it says.
    Broken,
    /// There is more in it than allowed.
    TooLarge,
}

/// Looks through all parts of an archive. What a part says of its own length is not trusted: a few bytes can stand for
/// gigabytes.
pub(super) fn measure(bytes: &[u8], most: usize) -> Result<(), NotUnpacked> {
    let broken = |_| NotUnpacked::Broken;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut left = u64::try_from(most).unwrap_or(u64::MAX);
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(broken)?;
        let said = part.size();
        if said > left {
            return Err(NotUnpacked::TooLarge);
        }
        let mut beginning = part.take(said.saturating_add(1));
        let found = io::copy(&mut beginning, &mut io::sink()).map_err(|_| NotUnpacked::Broken)?;
        if found != said {
            return Err(NotUnpacked::Broken);
        }
        left = left.saturating_sub(found);
    }
    Ok(())
}
