//! The hash of a data set, over the names and bytes of its files.

use std::thread;

use sha2::{Digest, Sha256};

/// Bytes whose hash takes long enough to be worth a thread.
const WORTH_A_THREAD: usize = 1 << 20;

/// The digest of the files so far: each name and each content after its length.
#[derive(Debug, Clone, Default)]
pub(crate) struct FilesHash(Sha256);

impl FilesHash {
    /// Begins a file of so many bytes.
    pub(crate) fn begin(&mut self, name: &str, size: u64) {
        // The length keeps the end of a name apart from the start of the bytes.
        self.0.update((name.len() as u64).to_be_bytes());
        self.0.update(name.as_bytes());
        self.0.update(size.to_be_bytes());
    }

    /// Takes in the next bytes of the file.
    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Takes in the bytes of a file while `work` is done, on a thread of its own if they are many.
    pub(crate) fn beside<T>(&mut self, bytes: &[u8], work: impl FnOnce() -> T) -> T {
        if bytes.len() < WORTH_A_THREAD {
            self.update(bytes);
            return work();
        }
        let (done, is_hashed) = thread::scope(|scope| {
            let hashing = thread::Builder::new().spawn_scoped(scope, || self.update(bytes));
            (work(), hashing.is_ok())
        });
        // Where there are no threads the hash is made afterwards.
        if !is_hashed {
            self.update(bytes);
        }
        done
    }

    /// `sha256:` and the digest.
    pub(crate) fn finish(self) -> String {
        written(self.0)
    }
}

/// `sha256:` and the digest of some bytes.
///
/// ```
/// let empty = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
/// assert_eq!(dabiao_data::digest(b""), empty);
/// ```
pub fn digest(bytes: &[u8]) -> String {
    written(Sha256::new_with_prefix(bytes))
}

fn written(digest: Sha256) -> String {
    let mut hash = String::from("sha256:");
    for byte in digest.finalize() {
        for digit in [byte >> 4, byte & 15] {
            hash.extend(char::from_digit(u32::from(digit), 16));
        }
    }
    hash
}
