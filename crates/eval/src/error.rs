//! What can go wrong with the world while evaluating: only limits.

/// Why an evaluation did not run to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EvaluateError {
    /// More verdicts than [`EvaluateOptions::max_verdicts`](crate::EvaluateOptions).
    #[error("the policy asks for more than {limit} verdicts on this date")]
    TooManyVerdicts {
        /// The limit.
        limit: usize,
    },
    /// More steps than [`EvaluateOptions::max_steps`](crate::EvaluateOptions).
    #[error("the evaluation takes more than {limit} steps")]
    TooManySteps {
        /// The limit.
        limit: u64,
    },
    /// The data set was read for another policy.
    #[error(
        "the data set does not fit the policy: it names a metric, entity or record that the policy does not have"
    )]
    ForeignData,
}
