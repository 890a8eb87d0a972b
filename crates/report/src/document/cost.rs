//! What a policy costs.

use serde::Serialize;

/// What a policy costs, known before it runs.
#[derive(Debug, Clone, Serialize)]
pub struct CostEntry {
    /// The policy's title.
    pub title: String,
    /// How many comparisons are sums against zero.
    pub sums: usize,
    /// How many are quotients against a number.
    pub quotients: usize,
    /// How many walk their formula.
    pub formulas: usize,
    /// What the program holds, in bytes.
    pub bytes: usize,
    /// One entry a rule, in the order written.
    pub rules: Vec<RuleCostEntry>,
}

/// What a rule costs.
#[derive(Debug, Clone, Serialize)]
pub struct RuleCostEntry {
    /// Its id.
    pub id: String,
    /// `whole_numbers`, `formula`, `cases`, `peers`, `sign_offs`: how its parts are decided.
    pub ways: Vec<&'static str>,
    /// How many different columns of figures it reads.
    pub columns: usize,
    /// Operations a verdict.
    pub operations_per_verdict: u64,
    /// Operations for each case that is looked at.
    pub operations_per_case: u64,
    /// How many are judged.
    pub entities: usize,
    /// How many verdicts there are; `null` for a duty without an end.
    pub verdicts: Option<usize>,
}
