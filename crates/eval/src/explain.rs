//! Explanations, derived on demand from the program and the data: nothing of them is stored with a verdict.

mod checked;
mod comparison;
mod derive;
mod detail;
mod escalation;
mod evidence;
mod inputs;
mod moment;
mod needed;
mod offenders;
mod part;
mod peers;
mod score;
mod sentence;
pub(crate) mod sight;
mod step;
mod text;
mod value;

pub use checked::{CheckDetail, CheckPart, Sides};
pub use detail::{
    AttendanceCounts, Detail, Input, Offender, OffenderState, Part, Progress, RowCounts, SignedOff,
    StretchDetail, Threshold, Warned,
};
pub use evidence::Evidence;
pub use needed::Needed;
pub use sentence::{progress_text, sentence};
pub use step::{Derivation, Step};
pub use text::{expr_name, gap_text, input_text, slot_text, suspicion_text};
pub use value::Value;

use dabiao_model::Verdict;

use crate::assessment::Assessment;

impl Assessment<'_> {
    /// What a verdict rests on: actual, threshold, margin, parts, inputs. Computed anew at each call.
    pub fn detail(&self, verdict: &Verdict) -> Detail {
        derive::detail(self, verdict)
    }

    /// What was handed in that a verdict rests on, with what was named as its evidence. Looked up anew at each call.
    pub fn evidence(&self, verdict: &Verdict) -> Vec<Evidence> {
        evidence::evidence(self, verdict)
    }

    /// How a verdict came about, step by step down to the cells.
    pub fn derive(&self, verdict: &Verdict) -> Derivation {
        step::derive(self, verdict)
    }
}
