//! A sign of life on long work, on a terminal only.

use std::time::Duration;

use dabiao_core::Language;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Data of so many bytes take long enough to say so.
const LONG: usize = 4 << 20;

/// A spinner on standard error; it draws nothing for short work or where that is no terminal.
pub(crate) struct Progress(Option<ProgressBar>);

impl Progress {
    /// Begins for data of `bytes`.
    pub(crate) fn new(bytes: usize) -> Self {
        if bytes < LONG {
            return Self(None);
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Self(Some(bar))
    }

    /// Says what is being done.
    pub(crate) fn say(&self, language: Language, en: &'static str, zh: &'static str) {
        if let Some(bar) = &self.0 {
            bar.set_message(language.pick(en, zh));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
