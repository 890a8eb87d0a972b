//! A verdict beside what is computed of it, once for the whole page.

use dabiao_core::explain::{Detail, Threshold, Value};
use dabiao_core::program::RuleBody;
use dabiao_core::{Comparator, Date, Language, Ratio, SignOffState, State, Verdict};
use serde::Serialize;

use super::labels;
use crate::clean::clean;
use crate::to_text::lines::{Standing, part, standing};
use crate::{shown, words};

/// A verdict and its detail.
pub(super) struct Judged<'v> {
    pub(super) verdict: Verdict<'v>,
    pub(super) detail: Detail,
}

/// How a verdict or a part of it stands.
#[derive(Debug, Serialize)]
pub(super) struct StandingView {
    pub(super) key: &'static str,
    /// The state, with the tier of a warning beside it.
    pub(super) name: String,
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
            name: standing.state.with_tier(standing.tier, language),
            sign: labels::sign(standing.state),
            actual: standing.actual,
            required: standing.required,
            margin: standing.margin,
        }
    }

    /// A verdict that no single figure decides: what it asks of its parts, or that nobody has signed it off.
    fn without_figure(mut self, judged: &Judged<'_>, language: Language) -> Self {
        let detail = &judged.detail;
        if let RuleBody::Milestone(_) = judged.verdict.rule().body
            && detail.attendance.is_none()
        {
            SignOffState::Done
                .name(language)
                .clone_into(&mut self.required);
            if self.actual.is_empty() {
                let said = language.pick("not signed off", "未销号");
                said.clone_into(&mut self.actual);
            }
        }
        if !detail.parts.is_empty() && self.required.is_empty() && self.actual.is_empty() {
            let all = detail.parts.len();
            self.required = match (language, detail.one_part_suffices) {
                (Language::English, true) => format!("one of {all} parts"),
                (Language::English, false) => format!("all {all} parts"),
                (Language::Chinese, true) => format!("{all}项之一"),
                (Language::Chinese, false) => format!("{all}项全部"),
            };
            let holds = |state| matches!(state, State::Met | State::OnTrack);
            let held = detail.parts.iter().filter(|it| holds(it.state)).count();
            if !matches!(judged.verdict.state(), State::Pending | State::NoData) {
                self.actual = language.pick(format!("{held} of {all}"), format!("满足{held}项"));
            }
        }
        self
    }

    /// Its sign and name, so that colour is not the only thing that tells it.
    pub(super) fn said(&self) -> String {
        format!("{} {}", self.sign, self.name)
    }
}

fn is_higher_better(comparator: Comparator) -> Option<bool> {
    match comparator {
        Comparator::AtLeast | Comparator::MoreThan => Some(true),
        Comparator::AtMost | Comparator::LessThan => Some(false),
        Comparator::Equal | Comparator::NotEqual => None,
    }
}

impl<'v> Judged<'v> {
    pub(super) fn of(verdict: Verdict<'v>) -> Self {
        Self {
            detail: verdict.detail(),
            verdict,
        }
    }

    /// How it stands, with what is asked where no single figure decides.
    pub(super) fn told(&self, language: Language) -> StandingView {
        self.standing(None, language).without_figure(self, language)
    }

    /// The parts of a composite, each with its label.
    pub(super) fn parts(&self, language: Language) -> impl Iterator<Item = (String, StandingView)> {
        let parts = self.detail.parts.iter().map(move |it| {
            let (label, standing) = part(it, language);
            let measured = it.actual.as_ref().and_then(Value::number).is_some();
            (label, StandingView::of(standing, measured, language))
        });
        parts.chain(self.stretch(language))
    }

    /// The higher level beside what is required, with the room or the shortfall to it; nothing without a value.
    fn stretch(&self, language: Language) -> Option<(String, StandingView)> {
        let stretch = self.detail.stretch.as_ref()?;
        self.detail.actual.as_ref()?;
        let threshold = stretch.threshold.as_ref();
        let beyond = threshold.and_then(|it| {
            let (actual, asked) = (self.exact()?, shown::base(&it.value)?);
            let higher = is_higher_better(it.comparator)?;
            Some(if higher {
                actual - asked
            } else {
                asked - actual
            })
        });
        let standing = Standing {
            state: stretch.state,
            tier: None,
            actual: String::new(),
            required: threshold.map_or(String::new(), |it| shown::threshold(it, language)),
            margin: beyond.map_or(String::new(), |it| self.distance(it, language)),
        };
        let label = words::STRETCH.get(language).to_owned();
        Some((label, StandingView::of(standing, false, language)))
    }

    /// The value judged, where it is known exactly, in base units.
    pub(super) fn exact(&self) -> Option<&Ratio> {
        shown::base(self.detail.actual.as_ref()?)
    }

    /// A difference of values in base units, in the unit of the margin, in points for percentages; nothing where there is no margin.
    pub(super) fn distance(&self, difference: Ratio, language: Language) -> String {
        match &self.detail.margin {
            Some(Value::Number(_, unit)) => {
                shown::brief_margin(&Value::exact(difference, unit.clone()), language)
            }
            _ => String::new(),
        }
    }

    /// Whether more is better, by what is asked; nothing where a certain value is asked.
    pub(super) fn wants_more(&self) -> Option<bool> {
        is_higher_better(self.detail.threshold.as_ref()?.comparator)
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

    /// Whether it is unmet, but only aimed at: nobody is held to it.
    pub(super) fn is_missed_aim(&self) -> bool {
        self.verdict.is_unmet() && !self.verdict.duty().binding
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
