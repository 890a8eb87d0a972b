//! The document of a policy's tests.

use dabiao_core::{Date, Tier};
use serde::Serialize;

use super::{ThresholdEntry, ValueEntry};

/// The document of `dabiao test --format json`.
#[derive(Debug, Clone, Serialize)]
pub struct TestsDocument {
    /// `dabiao.tests/1`.
    pub schema: &'static str,
    /// The policies in the order named.
    pub policies: Vec<PolicyTestsEntry>,
}

impl TestsDocument {
    /// The schema's name and version.
    pub const SCHEMA: &'static str = "dabiao.tests/1";
}

/// The tests of one policy.
#[derive(Debug, Clone, Serialize)]
pub struct PolicyTestsEntry {
    /// Its file or folder as it was named.
    pub path: String,
    /// Its title.
    pub title: String,
    /// How many of its tests that were run passed.
    pub passed: usize,
    /// How many failed.
    pub failed: usize,
    /// The tests that were run, in the order written.
    pub tests: Vec<TestEntry>,
    /// What all its tests speak of, those that were not run included.
    pub coverage: CoverageEntry,
    /// How they have seen each comparison; left out unless it is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparisons: Option<SightsEntry>,
}

/// How tests have seen the comparisons of a policy.
#[derive(Debug, Clone, Serialize)]
pub struct SightsEntry {
    /// In how many ways all of them can come out.
    pub all: usize,
    /// In how many of these a test has seen them.
    pub seen: usize,
    /// How many of a hundred that is, rounded down.
    pub percent: usize,
    /// Each of them: of targets and milestones, then of checks.
    pub comparisons: Vec<SeenEntry>,
}

/// A comparison, and how tests have seen it.
#[derive(Debug, Clone, Serialize)]
pub struct SeenEntry {
    /// The id of the target, milestone or check.
    pub id: String,
    /// What is compared.
    pub comparison: String,
    /// Some of `met`, `unmet`, `no_data`, `at_threshold`.
    pub seen: Vec<&'static str>,
    /// Those of them that it could be and no test shows.
    pub unseen: Vec<&'static str>,
}

/// A test.
#[derive(Debug, Clone, Serialize)]
pub struct TestEntry {
    /// What it shows.
    pub name: String,
    /// Where it is written: `plan.dabiao:12:1`.
    pub at: String,
    /// Whether every expectation holds.
    pub passed: bool,
    /// The expectations that do not hold.
    pub failures: Vec<ExpectationEntry>,
}

/// An expectation that does not hold.
#[derive(Debug, Clone, Serialize)]
pub struct ExpectationEntry {
    /// Where it is written.
    pub at: String,
    /// The day whose end it speaks of.
    pub as_of: Date,
    /// As it is written.
    pub expected: String,
    /// What came out instead.
    pub got: Vec<GotEntry>,
}

/// What came out instead.
#[derive(Debug, Clone, Serialize)]
pub struct GotEntry {
    /// The id of the target, milestone, check, escalation or score; null for findings.
    pub id: Option<String>,
    /// For whom: an entity, or whose misses they are.
    pub entity: Option<String>,
    /// For which period.
    pub period: Option<String>,
    /// The state of the verdict or check, or how the party came out of the period; null where there is no such verdict,
    /// for scores and for findings.
    pub state: Option<&'static str>,
    /// The highest tier of a warning that is reached; left out without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<Tier>,
    /// The value judged.
    pub actual: Option<ValueEntry>,
    /// What is demanded of it.
    pub threshold: Option<ThresholdEntry>,
    /// Its room or shortfall.
    pub margin: Option<ValueEntry>,
    /// It in one sentence.
    pub explanation: String,
}

/// What tests speak of.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageEntry {
    /// How many targets, milestones, stages, checks, tiers of warnings, steps of escalations and parts of scores the policy
    /// has.
    pub all: usize,
    /// How many of a hundred some test names, rounded down.
    pub percent: usize,
    /// The ids that no test names; of a tier, a step and a part of a score, what it is behind the id: `9.4 interview`.
    pub untested: Vec<String>,
}
