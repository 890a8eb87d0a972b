//! A verdict beside what is computed of it, once for the whole page.

use dabiao_core::explain::{Detail, Threshold};
use dabiao_core::{Date, Language, Ratio, Verdict};
use serde::Serialize;

use super::labels;
use crate::clean::clean;
use crate::to_text::lines::{Standing, standing};

/// A verdict and its detail.
pub(super) struct Judged<'v> {
    pub(super) verdict: Verdict<'v>,
    pub(super) detail: Detail,
}

/// How a verdict or a part of it stands.
#[derive(Debug, Serialize)]
pub(super) struct StandingView {
    key: &'static str,
    name: &'static str,
    sign: &'static str,
    pub(super) actual: String,
    required: String,
    margin: String,
}

impl StandingView {
    pub(super) fn of(standing: Standing, language: Language) -> Self {
        Self {
            key: standing.state.key(),
            name: standing.state.name(language),
            sign: labels::sign(standing.state),
            actual: standing.actual,
            required: standing.required,
            margin: standing.margin,
        }
    }
}

impl<'v> Judged<'v> {
    pub(super) fn of(verdict: Verdict<'v>) -> Self {
        Self {
            detail: verdict.detail(),
            verdict,
        }
    }

    /// How it stands; `common` is the day of interim figures that need not be said.
    pub(super) fn standing(&self, common: Option<Date>, language: Language) -> StandingView {
        let standing = standing(&self.verdict, &self.detail, common, language);
        StandingView::of(standing, language)
    }

    pub(super) fn number(&self) -> Option<Ratio> {
        self.detail.actual.as_ref()?.number()
    }

    pub(super) fn threshold(&self) -> Option<Ratio> {
        let threshold: &Threshold = self.detail.threshold.as_ref()?;
        threshold.value.number()
    }

    /// Who is judged; empty for all together.
    pub(super) fn entity(&self) -> String {
        clean(self.verdict.entity().unwrap_or_default()).into_owned()
    }

    pub(super) fn period(&self, language: Language) -> String {
        let period = self.verdict.period();
        period.map_or(String::new(), |it| it.text(language))
    }

    pub(super) fn due(&self) -> String {
        let due = self.verdict.due();
        due.map_or(String::new(), |due| due.to_string())
    }
}
