//! Submission forms: the workbook that an office fills in for a policy, and that is read back as it is.
//!
//! A form has a sheet of figures with a row for each metric, segment and entity, a sheet for each record, one of
//! sign-offs, and a guide. Headers are locked; entities, periods, states and yes or no are chosen from lists; numbers and
//! days are checked as they are typed. An empty cell is not submitted.
//!
//! ```
//! use dabiao_core::{Policy, SourceFile, Sources};
//! use dabiao_forms::{FormOptions, form};
//!
//! let mut sources = Sources::new();
//! sources.add(SourceFile::new("plan.dabiao", "policy \"Plan\"\nmetric share in %\ntarget 1: share ≥ 80%\n"));
//! let policy = Policy::compile(&sources)?;
//! let workbook = form(&policy, &FormOptions::new(policy.language()))?;
//! assert!(workbook.starts_with(b"PK"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod asked;
mod choices;
mod figures;
mod guide;
mod meaning;
mod page;
mod ranges;
mod remarked;
mod tables;
mod uses;

use dabiao_core::{Language, Period, Policy, Text};
use rust_xlsxwriter::{Workbook, XlsxError};
use thiserror::Error;

use crate::asked::Asked;
use crate::choices::Choices;
use crate::page::Pen;

pub use remarked::{Remark, RemarkError, remarked, remarked_rows, remarked_sheets, remarks};

/// What a form is to be like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormOptions {
    /// The language of headers, names and guidance.
    pub language: Language,
    /// The unit that is to fill it in: an entity, or one that answers for targets; none for all of them.
    pub unit: Option<String>,
    /// The time that is asked about, with a row for each of its periods; none for a row that the period is chosen in.
    pub period: Option<Period>,
}

impl FormOptions {
    /// A form for all units and any period.
    pub fn new(language: Language) -> Self {
        Self {
            language,
            unit: None,
            period: None,
        }
    }
}

/// Why there is no form.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum FormError {
    /// The policy has errors.
    #[error("the policy is not valid")]
    Invalid,
    /// Nobody in the policy is called so.
    #[error("the policy knows no unit “{unit}”")]
    UnknownUnit {
        /// The name that was asked for.
        unit: String,
        /// Names there are.
        known: Vec<String>,
    },
    /// The unit has nothing to submit.
    #[error("“{0}” has nothing to submit")]
    NothingToSubmit(String),
    /// The period that was asked about has no day in common with the plan.
    #[error("{period} lies outside the plan")]
    OutsidePlan {
        /// The period.
        period: Period,
        /// The time in force.
        force: Text,
    },
    /// There are more rows than a form may have.
    #[error("the form would have more than {0} rows")]
    TooLong(u32),
    /// The workbook cannot be made.
    #[error("{0}")]
    Workbook(#[from] XlsxError),
}

impl FormError {
    /// What is wrong and what helps, in `language`.
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Invalid => language.pick("the policy is not valid", "方案无效").to_owned(),
            Self::UnknownUnit { unit, known } => language.pick(
                format!("the policy knows no unit “{unit}”; it knows {}", known.join(", ")),
                format!("方案中没有单位“{unit}”；可用：{}", known.join("、")),
            ),
            Self::NothingToSubmit(unit) => language.pick(
                format!("“{unit}” has nothing to submit"),
                format!("“{unit}”没有需要报送的内容"),
            ),
            Self::OutsidePlan { period, force } => {
                let (period, force) = (period.text(language), force.get(language));
                language.pick(
                    format!("{period} lies outside the plan ({force}): no target looks at it; ask for a period within"),
                    format!("{period}不在方案有效期（{force}）之内，没有目标用到；请改用有效期之内的时期"),
                )
            }
            Self::TooLong(most) => language.pick(
                format!("the form would have more than {most} rows; ask for the one of a unit with `--unit`"),
                format!("表单将超过 {most} 行；请用 `--unit` 按单位生成"),
            ),
            Self::Workbook(error) => error.to_string(),
        }
    }
}

/// The form of a policy as the bytes of a workbook (`.xlsx`).
///
/// # Errors
///
/// [`FormError`] for a policy with errors, a unit nobody knows or that submits nothing, a period outside the plan, and too
/// many rows.
pub fn form(policy: &Policy, options: &FormOptions) -> Result<Vec<u8>, FormError> {
    let program = policy.program().ok_or(FormError::Invalid)?;
    let asked = Asked::of(program, options)?;
    let mut workbook = Workbook::new();
    let pen = Pen::new(options.language);
    guide::write(&mut workbook, &pen, policy, (program, &asked))?;
    let choices = Choices::of(program, &asked, &pen);
    figures::write(&mut workbook, &pen, program, &asked, &choices)?;
    tables::records(&mut workbook, &pen, program, &asked, &choices)?;
    tables::signoffs(&mut workbook, &pen, program, &asked, &choices)?;
    choices.write(&mut workbook)?;
    Ok(workbook.save_to_buffer()?)
}
