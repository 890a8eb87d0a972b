//! A sign of life on long work, on a terminal only.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use dabiao_core::{Language, Meter};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

/// Data of so many bytes take long enough to say so.
const LONG: usize = 4 << 20;

/// What is shown at the moment, so that an interrupted run can take it away.
static SHOWN: Mutex<Option<ProgressBar>> = Mutex::new(None);

fn shown() -> MutexGuard<'static, Option<ProgressBar>> {
    SHOWN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A line on standard error; it draws nothing for short work or where that is no terminal.
pub(crate) struct Progress(Option<ProgressBar>);

impl Progress {
    /// Begins for work on so many bytes, of which `meter` tells how many parts are done.
    pub(crate) fn new(bytes: usize, meter: &Meter) -> Self {
        if bytes < LONG {
            return Self(None);
        }
        Self::long(meter)
    }

    /// Begins for work that takes long in any case.
    pub(crate) fn long(meter: &Meter) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        let meter = meter.clone();
        let share = move |_: &ProgressState, text: &mut dyn fmt::Write| {
            // A line that cannot be drawn is drawn at the next tick.
            let _ = text.write_str(&percent(&meter));
        };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}{share} {elapsed}") {
            bar.set_style(style.with_key("share", share));
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        *shown() = Some(bar.clone());
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
            *shown() = None;
        }
    }
}

/// Takes away what is shown.
pub(crate) fn clear() {
    if let Some(bar) = shown().take() {
        bar.finish_and_clear();
    }
}

/// How much is done, where the end is known: ` 45%`.
fn percent(meter: &Meter) -> String {
    let passed = meter.passed().saturating_mul(100);
    match passed.checked_div(meter.expected()) {
        Some(percent) => format!(" {}%", percent.min(100)),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_is_told_where_the_end_is_known() {
        let meter = Meter::default();
        assert_eq!(percent(&meter), "");
        meter.expect(300);
        meter.pass(100);
        assert_eq!(percent(&meter), " 33%");
        meter.pass(500);
        assert_eq!(percent(&meter), " 100%");
    }
}
