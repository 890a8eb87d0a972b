//! The compiled program of a policy, and its exact evaluator: figures in, verdicts out, each explained on demand.
//!
//! Evaluation runs in layers, none looking up: figures, checks, metrics, cases, rules, scores, lists,
//! escalations. It knows no text of the policy,
//! no file and no clock; the evaluation date is an argument.

mod assessment;
mod cases;
pub mod cost;
mod error;
mod escalation;
mod estimate;
mod evaluate;
pub mod explain;
mod findings;
pub mod prepared;
pub mod program;
mod reason;
pub mod scenario;
mod score;

pub use assessment::{
    Assessment, CheckResult, CheckState, EvaluateOptions, evaluate, evaluate_watched,
};
pub use error::EvaluateError;
pub use escalation::{EscalationResult, Standing, Then};
pub use findings::data_findings;
pub use program::Program;
pub use reason::{Gap, Suspicion};
pub use score::{ListResult, PartResult, PartState, ScoreResult};
