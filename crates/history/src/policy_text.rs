//! The text of a policy, whole: its files, and the policies above it.

use dabiao_core::{CompileError, Policy, SourceFile, Sources};
use serde::{Deserialize, Serialize};

use crate::HistoryError;

/// The most policies above each other, as the command line reads them.
const MOST_LEVELS: usize = 8;

/// A policy's files and those of the policies that it refines: enough to compile it again without a disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyText {
    /// Its files, in the order they were compiled in.
    pub files: Vec<PolicyFile>,
    /// The policies right above it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uppers: Vec<UpperText>,
}

/// A file of a policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyFile {
    /// Its name, as messages show it.
    pub name: String,
    /// Whether only its declarations count, since others import it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub imported: bool,
    /// Its text.
    pub text: String,
}

/// A policy above another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpperText {
    /// The name that the one below finds it by.
    pub name: String,
    /// Its text.
    pub policy: PolicyText,
}

impl PolicyText {
    /// The text that a policy was compiled from.
    pub fn of(policy: &Policy) -> Self {
        let file = |file: &SourceFile| PolicyFile {
            name: file.name().to_owned(),
            imported: file.is_imported(),
            text: file.text().to_owned(),
        };
        let upper = |(name, policy): &(String, Policy)| UpperText {
            name: name.clone(),
            policy: Self::of(policy),
        };
        Self {
            files: policy.sources().iter().map(|(_, it)| file(it)).collect(),
            uppers: policy.uppers().iter().map(upper).collect(),
        }
    }

    /// Compiles it again.
    ///
    /// # Errors
    ///
    /// [`HistoryError::Compile`] when a limit is reached, [`HistoryError::Malformed`] for more levels of policies than
    /// can have been compiled.
    pub fn compile(&self) -> Result<Policy, HistoryError> {
        self.compile_within(MOST_LEVELS)
    }

    fn compile_within(&self, levels: usize) -> Result<Policy, HistoryError> {
        let Some(left) = levels.checked_sub(1) else {
            return Err(HistoryError::malformed(
                "policies above each other",
                "相互承接的方案",
            ));
        };
        let uppers = self.uppers.iter();
        let uppers = uppers
            .map(|upper| Ok((upper.name.clone(), upper.policy.compile_within(left)?)))
            .collect::<Result<Vec<_>, HistoryError>>()?;
        let compiled: Result<Policy, CompileError> =
            Policy::compile_under(&self.sources(), &uppers);
        compiled.map_err(HistoryError::Compile)
    }

    fn sources(&self) -> Sources {
        let mut sources = Sources::new();
        for file in &self.files {
            let read = SourceFile::new(file.name.as_str(), file.text.as_str());
            sources.add(if file.imported { read.imported() } else { read });
        }
        sources
    }
}
