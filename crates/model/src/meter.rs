//! How far long work has come, for someone who watches.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::Language;

/// What is being done, as someone who watches is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Files are taken in as they are.
    Loading,
    /// Files of data are read.
    Reading,
    /// Rules are judged, and scores made.
    Evaluating,
    /// What follows is found out, and what stood on earlier days.
    Following,
    /// Verdicts are explained and written down.
    Telling,
    /// Verdicts are put on a page, one after the other.
    Gathering,
    /// The file of a page is made.
    Printing,
    /// What was submitted is taken out of a history.
    Fetching,
    /// Something is put into a history.
    Keeping,
    /// Everything that an assessment rests on is put into one file.
    Sealing,
    /// Changes of a policy are tried.
    Trying,
}

impl Stage {
    /// What is being done, in words.
    pub fn text(self, language: Language) -> &'static str {
        match self {
            Self::Loading => language.pick("taking in the files", "正在装入文件"),
            Self::Reading => language.pick("reading figures", "正在读取数据"),
            Self::Evaluating => language.pick("evaluating", "正在评价"),
            Self::Following => language.pick("settling what follows", "正在推算后续措施"),
            Self::Telling => language.pick("explaining verdicts", "正在说明结论"),
            Self::Gathering => language.pick("gathering verdicts", "正在汇总结论"),
            Self::Printing => language.pick("making the file", "正在生成文件"),
            Self::Fetching => {
                language.pick("taking submissions out of the history", "正在调取档案")
            }
            Self::Keeping => language.pick("putting into the history", "正在存入档案"),
            Self::Sealing => language.pick("sealing", "正在封存"),
            Self::Trying => language.pick("trying changes", "正在试验改动"),
        }
    }
}

/// Counts the parts of long work that are done, stage by stage; its clones count together.
///
/// Whoever works counts a block at a time, never a row. Nothing that is found depends on it.
///
/// ```
/// use dabiao_model::{Language, Meter, Stage};
/// let meter = Meter::default();
/// let watched = meter.clone();
/// assert_eq!(watched.stage(), None);
/// meter.begin(Stage::Reading, 200);
/// meter.pass(50);
/// assert_eq!(watched.stage(), Some((Stage::Reading, 25)));
/// meter.pass(150);
/// assert_eq!(watched.stage(), Some((Stage::Reading, 99)));
/// meter.end();
/// assert_eq!(watched.stage(), Some((Stage::Reading, 100)));
/// assert_eq!(Stage::Reading.text(Language::English), "reading figures");
/// ```
#[derive(Debug, Clone, Default)]
pub struct Meter(Arc<Mutex<Option<Counts>>>);

#[derive(Debug, Clone, Copy)]
struct Counts {
    stage: Stage,
    passed: u64,
    expected: u64,
    is_over: bool,
}

impl Meter {
    fn counts(&self) -> MutexGuard<'_, Option<Counts>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins a stage of so many parts; the one before it is over.
    pub fn begin(&self, stage: Stage, parts: u64) {
        *self.counts() = Some(Counts {
            stage,
            passed: 0,
            expected: parts,
            is_over: false,
        });
    }

    /// Says that so many parts of the stage are done, whatever was counted on the way there.
    pub fn reach(&self, parts: u64) {
        if let Some(counts) = &mut *self.counts() {
            counts.passed = parts;
        }
    }

    /// Says that all of the stage is done.
    pub fn end(&self) {
        if let Some(counts) = &mut *self.counts() {
            counts.is_over = true;
        }
    }

    /// Counts parts of the stage that are done.
    pub fn pass(&self, parts: u64) {
        if let Some(counts) = &mut *self.counts() {
            counts.passed = counts.passed.saturating_add(parts);
        }
    }

    /// The stage, and how much of it is done: whole percents, 100 only when it is over.
    pub fn stage(&self) -> Option<(Stage, u64)> {
        let counts = *self.counts();
        counts.map(|counts| (counts.stage, counts.percent()))
    }
}

impl Counts {
    fn percent(self) -> u64 {
        if self.is_over {
            return 100;
        }
        let percent = self.passed.saturating_mul(100).checked_div(self.expected);
        percent.unwrap_or(0).min(99)
    }
}

/// Lets parts pass as some units of work are done, however many units there are.
///
/// ```
/// use dabiao_model::{Meter, Stage, Steps};
/// let meter = Meter::default();
/// meter.begin(Stage::Evaluating, 2_000);
/// let mut steps = Steps::new(&meter, 1_000, 3);
/// steps.done();
/// assert_eq!(meter.stage(), Some((Stage::Evaluating, 16)));
/// steps.done();
/// steps.done();
/// assert_eq!(meter.stage(), Some((Stage::Evaluating, 50)));
/// ```
#[derive(Debug)]
pub struct Steps<'m> {
    meter: &'m Meter,
    parts: u64,
    all: u64,
    done: u64,
    passed: u64,
}

impl<'m> Steps<'m> {
    /// So many parts for so many units of work.
    pub fn new(meter: &'m Meter, parts: u64, all: usize) -> Self {
        Self {
            meter,
            parts,
            all: all as u64,
            done: 0,
            passed: 0,
        }
    }

    /// One more unit is done. The meter is told where a part is.
    pub fn done(&mut self) {
        self.done = self.done.saturating_add(1).min(self.all);
        let due = self.parts.saturating_mul(self.done).checked_div(self.all);
        let due = due.unwrap_or(self.parts);
        if due > self.passed {
            self.meter.pass(due.saturating_sub(self.passed));
            self.passed = due;
        }
    }

    /// Nothing is left to be done, as where there was nothing at all.
    pub fn end(&mut self) {
        self.all = self.done;
        self.meter.pass(self.parts.saturating_sub(self.passed));
        self.passed = self.parts;
    }
}
