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
    pub(super) key: &'static str,
    pub(super) name: &'static str,
    pub(super) sign: &'static str,
    pub(super) actual: String,
    pub(super) required: String,
    pub(super) margin: String,
    /// Whether `actual` is a number with its unit.
    #[serde(skip)]
    pub(super) measured: bool,
}

impl StandingView {
    pub(super) fn of(standing: Standing, measured: bool, language: Language) -> Self {
        Self {
            measured,
            key: standing.state.key(),
            name: standing.state.name(language),
            sign: labels::sign(standing.state),
            actual: standing.actual,
            required: standing.required,
            margin: standing.margin,
        }
    }

    /// Its sign and name, so that colour is not the only thing that tells it.
    pub(super) fn said(&self) -> String {
        format!("{} {}", self.sign, self.name)
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
        let stands_for_itself = self.detail.signoff.is_none() && self.detail.attendance.is_none();
        StandingView::of(
            standing,
            self.number().is_some() && stands_for_itself,
            language,
        )
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
