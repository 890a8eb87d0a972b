//! What was submitted and what was found, kept so that nobody has to believe it: a [`History`] holds submissions and
//! assessments in one file and overwrites nothing; a [`Seal`] holds one assessment with all it rests on, and
//! [`verify`] makes it again from that.
//!
//! ```
//! use dabiao_core::{Date, Language, Policy, SourceFile, Sources};
//! use dabiao_data::Input;
//! use dabiao_history::{Question, Seal, verify};
//!
//! let mut sources = Sources::new();
//! sources.add(SourceFile::new("plan.dabiao", "policy \"P\"\nmetric share in %\ntarget 1: share ≥ 80%\n  due 2025-03-31\n"));
//! let policy = Policy::compile(&sources)?;
//! let as_of = Date::from_ymd_opt(2025, 4, 30).ok_or("a day")?;
//! let figures = Input::new("figures.csv", "metric,value\nshare,79.99%\n");
//! let question = Question {
//!     policy: &policy,
//!     inputs: &[figures],
//!     encoding: None,
//!     as_of,
//!     language: Language::English,
//! };
//! let seal = Seal::of(&question)?;
//! let verification = verify(&seal.to_json())?;
//! assert!(verification.is_whole());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod assessed;
mod calendar_days;
mod content;
mod differences;
mod error;
mod ladder_text;
mod policy_text;
mod readable;
mod seal;
mod store;
mod text;
mod verify;

pub use assessed::{Assessed, Question};
pub use calendar_days::CalendarDays;
pub use content::KeptFile;
pub use error::HistoryError;
pub use ladder_text::{ladders_json, ladders_text};
pub use policy_text::{PolicyFile, PolicyText, UpperText};
pub use readable::unreadable;
pub use seal::{Seal, SealedPart};
pub use store::{
    AssessmentEntry, AssessmentId, At, Correction, Entry, FileEntry, Follow, History, Missed,
    NewAssessment, NewSubmission, Outcome, Replayed, Rung, SubmissionEntry, SubmissionId, Telling,
    Trend,
};
pub use text::{
    assessment_text, history_json, history_text, trends_json, trends_text, verification_json,
    verification_text,
};
pub use verify::{Part, Verification, verify, verify_watched};
