//! A data set: figures, cases and sign-offs as they were submitted, each with its place.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    BenchmarkId, DataCitation, EntityId, MetricId, MilestoneId, Period, Ratio, RecordId, SegmentId,
    Source, Table, Unit,
};

/// Where something was submitted: a file and the place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Index into [`Dataset::sources`].
    pub source: u32,
    /// The line of the file, or the row of the sheet, from 1.
    pub line: u32,
    /// The cell of the row, from 1; 0 for the row as a whole.
    pub column: u32,
}

/// Everything submitted, in the order read. Tables are indexed by [`RecordId`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Dataset {
    /// The files, and the sheets of workbooks, in the order read.
    pub sources: Vec<Source>,
    /// One entry a figure.
    pub figures: Vec<Figure>,
    /// The cases of each record; none where no table was submitted, which is not an empty table.
    pub tables: Vec<Option<Table>>,
    /// One entry a sign-off.
    pub signoffs: Vec<SignOff>,
    /// The clauses of the document that rows name; one entry a name.
    pub citations: Vec<DataCitation>,
    /// `sha256:` and the digest of the bytes read, in the order of the files.
    pub hash: String,
}

/// A submitted figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// Which metric.
    pub metric: MetricId,
    /// Which segment; none for the whole or an unsplit metric.
    pub segment: Option<SegmentId>,
    /// Whose; none where the metric has a single figure.
    pub entity: Option<EntityId>,
    /// The period, day or window it belongs to; none where nothing was said.
    pub period: Option<Period>,
    /// Actual, benchmark or baseline.
    pub kind: FigureKind,
    /// The value in base units of the metric's dimension.
    pub value: FigureValue,
    /// How many decimals the number was written with, in `unit`.
    pub decimals: u8,
    /// The unit it was written in.
    pub unit: Unit,
    /// When it was submitted; before that day it does not exist.
    pub submitted_on: Option<NaiveDate>,
    /// Who submitted it.
    pub by: Option<Arc<str>>,
    /// What it rests on.
    pub evidence: Option<Arc<str>>,
    /// The cell of its value.
    pub place: Place,
}

/// What a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FigureKind {
    /// What was achieved.
    Actual,
    /// A benchmark, such as the province's best.
    Benchmark(BenchmarkId),
    /// The starting value.
    Baseline,
}

/// The value of a figure. An empty cell is no figure at all, so there is no empty value here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FigureValue {
    /// A number in base units: exact, a bound, a range, or approximate.
    Number(Estimate),
    /// Yes or no.
    YesNo(bool),
    /// A day.
    Date(NaiveDate),
    /// A text.
    Text(Arc<str>),
}

/// A number that may be known only within bounds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Estimate {
    /// Known exactly.
    Exact(Ratio),
    /// Known to lie between two ends; an end may be missing (unbounded) or excluded (strict).
    Between {
        /// The lower end, and whether it is excluded.
        low: Option<(Ratio, bool)>,
        /// The upper end, and whether it is excluded.
        high: Option<(Ratio, bool)>,
    },
    /// About this much; usable only where the metric says how far off it may be.
    About(Ratio),
}

/// A sign-off of a milestone or a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOff {
    /// Which milestone or stage.
    pub milestone: MilestoneId,
    /// Who signed off, where each does for itself.
    pub entity: Option<EntityId>,
    /// How far it is.
    pub state: SignOffState,
    /// The day.
    pub date: Option<NaiveDate>,
    /// What it rests on.
    pub evidence: Option<Arc<str>>,
    /// Who reported it.
    pub by: Option<Arc<str>>,
    /// The row.
    pub place: Place,
}

/// How far a milestone is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignOffState {
    /// Not begun, 未启动.
    NotStarted,
    /// Under way, 推进中.
    InProgress,
    /// Done in part, 部分完成; counts as not done.
    Partial,
    /// A first result, 阶段性成果.
    StageResult,
    /// Done, 完成.
    Done,
}

impl SignOffState {
    /// All states with their names in English and Chinese.
    pub const NAMES: [(Self, &'static str, &'static str); 5] = [
        (Self::Done, "done", "完成"),
        (Self::StageResult, "stage result", "阶段性成果"),
        (Self::Partial, "partial", "部分完成"),
        (Self::InProgress, "in progress", "推进中"),
        (Self::NotStarted, "not started", "未启动"),
    ];

    /// Finds a state by its name in either language.
    pub fn parse(text: &str) -> Option<Self> {
        Self::NAMES
            .iter()
            .find(|(_, en, zh)| *en == text || *zh == text)
            .map(|(state, ..)| *state)
    }

    /// Its name in `language`.
    pub fn name(self, language: crate::Language) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(state, ..)| *state == self)
            .map_or("", |(_, en, zh)| language.pick(en, zh))
    }
}

impl Dataset {
    /// The place as `figures.csv:2:5`, in a workbook `form.xlsx:采购!E2`.
    pub fn at(&self, place: Place) -> String {
        let source = self.sources.get(place.source as usize);
        let at = |source: &Source| source.at(place.line, place.column);
        source.map_or_else(|| at(&Source::default()), at)
    }

    /// The table of a record, if one was submitted.
    pub fn table(&self, record: RecordId) -> Option<&Table> {
        self.tables.get(record.index()).and_then(Option::as_ref)
    }
}
