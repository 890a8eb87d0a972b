//! What stands on the page, as plain values that a template reads.

use std::collections::BTreeMap;

use dabiao_core::{Assessment, Diagnostics, Language, State, Verdict};
use serde::Serialize;

use super::judged::Judged;
use super::matrix::{MatrixView, matrix};
use super::rankings::{CheckView, FollowView, RankingView, checks, follows, rankings};
use super::targets::{TargetView, targets};
use super::watch::{ProblemView, WatchView, attention, next, problems};
use super::{PageOptions, chart, labels};
use crate::clean::clean;

/// The page.
#[derive(Debug, Serialize)]
pub(super) struct PageView {
    /// `en` or `zh-CN`.
    pub(super) language: &'static str,
    /// The words of the page by their names.
    pub(super) words: BTreeMap<&'static str, &'static str>,
    pub(super) title: String,
    /// The entity whose own page it is.
    pub(super) only: Option<String>,
    pub(super) as_of: String,
    pub(super) policy_hash: String,
    pub(super) data_hash: String,
    /// How many verdicts have each of the eight states.
    pub(super) states: Vec<StateView>,
    pub(super) total: usize,
    /// The same as a picture.
    pub(super) bar: String,
    pub(super) matrix: MatrixView,
    pub(super) attention: Vec<WatchView>,
    /// How many more there would be.
    pub(super) attention_more: usize,
    pub(super) next: Vec<WatchView>,
    /// How many more there would be.
    pub(super) next_more: usize,
    pub(super) rankings: Vec<RankingView>,
    pub(super) escalations: Vec<FollowView>,
    pub(super) checks: Vec<CheckView>,
    pub(super) problems: Vec<ProblemView>,
    pub(super) targets: Vec<TargetView>,
}

/// A state with its count.
#[derive(Debug, Serialize)]
pub(super) struct StateView {
    pub(super) key: &'static str,
    pub(super) name: &'static str,
    pub(super) sign: &'static str,
    pub(super) count: usize,
}

impl PageView {
    pub(super) fn of(
        assessment: &Assessment<'_>,
        findings: &Diagnostics,
        options: &PageOptions<'_>,
    ) -> Self {
        let language = options.language;
        let own = |verdict: &Verdict<'_>| {
            options
                .entity
                .is_none_or(|entity| verdict.entity() == Some(entity))
        };
        let verdicts = assessment.verdicts().filter(own).map(Judged::of);
        let verdicts: Vec<Judged<'_>> = verdicts.collect();
        let counts = counts(&verdicts, language);
        let inner = assessment.inner();
        let (attention, attention_more) = attention(&verdicts, language);
        let (next, next_more) = next(&verdicts, assessment.as_of(), language);
        Self {
            language: language.pick("en", "zh-CN"),
            words: labels::words(language),
            title: clean(&inner.program().title).into_owned(),
            only: options.entity.map(|entity| clean(entity).into_owned()),
            as_of: assessment.as_of().to_string(),
            policy_hash: inner.program().hash.clone(),
            data_hash: inner.data().hash.clone(),
            bar: chart::states(&counts, &said(&counts)),
            states: counts.iter().map(|it| StateView::of(*it)).collect(),
            total: verdicts.len(),
            matrix: matrix(assessment, &verdicts, language),
            attention,
            attention_more,
            next,
            next_more,
            rankings: rankings(assessment, options.entity, language),
            escalations: follows(assessment, options.entity, language),
            checks: checks(assessment, options.entity, language),
            problems: problems(findings, language),
            targets: targets(assessment, &verdicts, language),
        }
    }
}

impl PageView {
    /// A word of the page by its name.
    pub(super) fn word(&self, name: &str) -> &'static str {
        self.words.get(name).copied().unwrap_or_default()
    }

    /// The title, and whose page it is.
    pub(super) fn heading(&self) -> String {
        match &self.only {
            Some(only) => format!("{} · {only}", self.title),
            None => self.title.clone(),
        }
    }
}

impl StateView {
    fn of((state, count, name): (State, usize, &'static str)) -> Self {
        Self {
            key: state.key(),
            name,
            sign: labels::sign(state),
            count,
        }
    }
}

fn counts(verdicts: &[Judged<'_>], language: Language) -> Vec<(State, usize, &'static str)> {
    let count = |state: State| {
        verdicts
            .iter()
            .filter(|it| it.verdict.state() == state)
            .count()
    };
    let counts = State::ALL.map(|state| (state, count(state), state.name(language)));
    counts.to_vec()
}

/// The counts in words, for who does not see the picture.
fn said(counts: &[(State, usize, &str)]) -> String {
    let counts = counts.iter().filter(|(_, count, _)| *count > 0);
    let said: Vec<String> = counts
        .map(|(_, count, name)| format!("{name} {count}"))
        .collect();
    said.join(", ")
}
