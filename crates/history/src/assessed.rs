//! An assessment from its parts: a policy, files, a day.

use dabiao_core::{Assessment, Date, Diagnostics, EvaluateOptions, Language, Meter, Policy};
use dabiao_data::{Encoding, Input, ReadOptions};
use dabiao_report::to_json_watched;

use crate::HistoryError;

/// What is asked: what do these files come to under this policy on this day?
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The policy.
    pub policy: &'a Policy,
    /// The files of data, in the order they are read in.
    pub inputs: &'a [Input],
    /// The encoding of CSV files; nothing where a look tells.
    pub encoding: Option<Encoding>,
    /// The day whose end the verdicts speak of.
    pub as_of: Date,
    /// The language of the document's messages.
    pub language: Language,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessed {
    /// The document that `dabiao evaluate --format json` prints.
    pub document: String,
    /// What is wrong in the policy or the data, and what is worth knowing of the evaluation.
    pub findings: Diagnostics,
    /// The title of the policy.
    pub title: String,
    /// The digest of the policy's text.
    pub policy_hash: String,
}

impl Question<'_> {
    /// Evaluates.
    ///
    /// # Errors
    ///
    /// [`HistoryError::Data`] and [`HistoryError::Evaluate`] when a limit is reached or the policy has errors. What is
    /// wrong in the data is among the findings of the document.
    pub fn answer(&self) -> Result<Assessed, HistoryError> {
        self.answer_watched(&Meter::default())
    }

    /// The same for someone who watches.
    ///
    /// # Errors
    ///
    /// As [`Question::answer`].
    pub fn answer_watched(&self, meter: &Meter) -> Result<Assessed, HistoryError> {
        let schema = self.policy.schema();
        let options = ReadOptions {
            encoding: self.encoding,
            ..ReadOptions::default()
        };
        let read = dabiao_data::read_watched(schema, self.inputs, &options, meter);
        let read = read.map_err(HistoryError::Data)?;
        let assessment: Assessment<'_> = self
            .policy
            .evaluate_watched(&read.dataset, self.as_of, EvaluateOptions::default(), meter)
            .map_err(HistoryError::Evaluate)?;
        let mut findings = self.policy.diagnostics().clone();
        findings.extend(read.diagnostics);
        findings.extend(assessment.findings());
        let sources = self.policy.sources();
        let program = assessment.inner().program();
        let all = (&findings, sources);
        Ok(Assessed {
            document: to_json_watched(&assessment, &[], all, self.language, meter),
            title: program.title.to_string(),
            policy_hash: program.hash.clone(),
            findings,
        })
    }
}
