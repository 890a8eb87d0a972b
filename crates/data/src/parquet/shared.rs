//! An open file that is read in several places at once.

use std::fs::File;
use std::io::{BufReader, ErrorKind, Read, Seek as _, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use parquet::errors::Result;
use parquet::file::reader::{ChunkReader, Length};

/// A file of so many bytes; its clones are the same open file.
#[derive(Debug, Clone)]
pub(super) struct Shared {
    file: Arc<Mutex<File>>,
    size: u64,
}

/// A file from a byte on.
#[derive(Debug)]
pub(super) struct From {
    file: Arc<Mutex<File>>,
    at: u64,
}

impl Shared {
    pub(super) fn new(file: File, size: u64) -> Self {
        Self {
            file: Arc::new(Mutex::new(file)),
            size,
        }
    }

    /// What stands from a byte on.
    pub(super) fn from(&self, at: u64) -> From {
        From {
            file: Arc::clone(&self.file),
            at,
        }
    }
}

impl Read for From {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        // A file has one place at which it is read next, whoever reads.
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.at))?;
        let read = file.read(bytes)?;
        self.at = self.at.saturating_add(read as u64);
        Ok(read)
    }
}

impl Length for Shared {
    fn len(&self) -> u64 {
        self.size
    }
}

impl ChunkReader for Shared {
    type T = BufReader<From>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        Ok(BufReader::new(self.from(start)))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let end = start.checked_add(length as u64);
        if end.is_none_or(|end| end > self.size) {
            return Err(std::io::Error::from(ErrorKind::UnexpectedEof).into());
        }
        let mut bytes = vec![0; length];
        self.from(start).read_exact(&mut bytes)?;
        Ok(bytes.into())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn each_reads_at_a_place_of_its_own() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"0123456789").unwrap();
        let file = Shared::new(file, 10);
        let (mut all, mut two) = (String::new(), [0; 2]);
        let mut first = file.from(0);
        first.read_exact(&mut two).unwrap();
        assert_eq!(file.get_bytes(6, 3).unwrap(), "678");
        first.read_to_string(&mut all).unwrap();
        assert_eq!((&two, &*all), (b"01", "23456789"));
        assert!(file.get_bytes(8, 3).is_err());
        assert!(file.get_bytes(u64::MAX, 3).is_err());
    }
}
