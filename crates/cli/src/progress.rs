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
    /// Begins for work on so many bytes, of which `meter` tells the stages.
    pub(crate) fn new(bytes: usize, meter: &Meter, language: Language) -> Self {
        if bytes < LONG {
            return Self(None);
        }
        Self::long(meter, language)
    }

    /// Begins for work that takes long in any case.
    pub(crate) fn long(meter: &Meter, language: Language) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        let meter = meter.clone();
        let stage = move |_: &ProgressState, text: &mut dyn fmt::Write| {
            // A line that cannot be drawn is drawn at the next tick.
            let _ = text.write_str(&said(&meter, language));
        };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {stage} {elapsed}") {
            bar.set_style(style.with_key("stage", stage));
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        *shown() = Some(bar.clone());
        Self(Some(bar))
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

/// What is being done, and how much of it is: `evaluating 45%`.
fn said(meter: &Meter, language: Language) -> String {
    meter.stage().map_or_else(String::new, |(stage, percent)| {
        format!("{} {percent}%", stage.text(language))
    })
}

#[cfg(test)]
mod tests {
    use dabiao_core::Stage;

    use super::*;

    #[test]
    fn the_stage_and_its_share_are_told() {
        let meter = Meter::default();
        let told = || [Language::English, Language::Chinese].map(|it| said(&meter, it));
        assert_eq!(told(), ["", ""]);
        meter.begin(Stage::Evaluating, 300);
        meter.pass(100);
        assert_eq!(told(), ["evaluating 33%", "正在评价 33%"]);
        meter.pass(500);
        assert_eq!(told(), ["evaluating 99%", "正在评价 99%"]);
        meter.end();
        assert_eq!(told(), ["evaluating 100%", "正在评价 100%"]);
    }
}
