//! Ctrl-C, and a wish of the system that the run end: what is half written is taken away, and one line says so.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use dabiao_core::Language;

use crate::{output, progress, texts};

/// The exit code of a run that was interrupted.
const CODE: i32 = 130;

/// How long the last words may take: nobody may be there who reads them.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// The files that are being written, each under a name of its own until it is whole.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on an interrupted run cleans up behind itself.
pub(crate) fn watch(language: Language) {
    // Where the system has no such signals it ends the run in its own way.
    let _ = ctrlc::set_handler(move || end(language));
}

fn end(language: Language) {
    // This is never given back: no file is begun any more, and none gets its name.
    let unfinished = unfinished();
    for path in unfinished.iter() {
        // What cannot be taken away is at least hidden by its name.
        let _ = fs::remove_file(path);
    }
    let (sender, said) = channel();
    let speaking = std::thread::Builder::new().spawn(move || {
        progress::clear();
        let what = language.pick(
            "interrupted, no half-written file is left",
            "已中断，没有留下写了一半的文件",
        );
        output::error(&texts::failure(what, language));
        let _ = sender.send(());
    });
    if speaking.is_ok() {
        let _ = said.recv_timeout(LAST_WORDS);
    }
    std::process::exit(CODE);
}

/// Begins a file that is taken away if the run is interrupted before it is finished.
pub(crate) fn begin(path: &Path) -> io::Result<File> {
    let mut unfinished = unfinished();
    let file = File::create_new(path)?;
    unfinished.push(path.to_owned());
    Ok(file)
}

/// Does the last step of a file that was begun, which no interruption comes into.
pub(crate) fn finish<T>(path: &Path, last: impl FnOnce() -> T) -> T {
    let mut unfinished = unfinished();
    let done = last();
    unfinished.retain(|it| it != path);
    done
}
