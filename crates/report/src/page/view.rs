//! What stands on the page, as plain values that a template reads.

use std::collections::BTreeMap;

use dabiao_core::{Assessment, Diagnostics, Language, Meter, Period, Stage, State, Verdict};
use serde::Serialize;

use super::attention::{Attention, attention, attention_table};
use super::changes::changes;
use super::checks::check_table;
use super::judged::Judged;
use super::kind::{Section, Span};
use super::ledger::ledger;
use super::matrix::{MatrixView, matrix};
use super::rankings::{
    CheckView, FollowView, RankingView, checks, follow_table, follows, lists, rankings,
};
use super::table::TableView;
use super::targets::{TargetView, targets};
use super::units::{behind, entities, share, units};
use super::watch::{ProblemView, WatchView, next, next_table, problem_table, problems};
use super::{PageOptions, chart, labels};
use crate::clean::clean;
use crate::to_text::best_effort_apart;

/// The page.
#[derive(Debug, Serialize)]
pub(super) struct PageView {
    /// `en` or `zh-CN`.
    pub(super) language: &'static str,
    /// The words of the page by their names.
    pub(super) words: BTreeMap<&'static str, &'static str>,
    pub(super) title: String,
    /// What it is published as; empty for the plain report.
    pub(super) kind: String,
    /// The span it speaks of; empty for all.
    pub(super) span: String,
    /// Whether it speaks of a span in which nothing is judged.
    pub(super) span_empty: bool,
    /// The entity or unit whose own page it is.
    pub(super) only: Option<String>,
    pub(super) as_of: String,
    pub(super) policy_hash: String,
    pub(super) data_hash: String,
    /// How many verdicts have each of the eight states.
    pub(super) states: Vec<StateView>,
    pub(super) total: usize,
    /// Which share of those decided is met, in words; empty where none is decided.
    pub(super) share: String,
    /// The counts as a picture.
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
    /// Whether the targets stand on the page, one by one, so that links lead to them.
    has_targets: bool,
    /// Whether it is printed on paper laid across.
    landscape: bool,
    /// The sections that have something to tell, in their order.
    pub(super) sections: Vec<SectionView>,
}

/// A section: a table, or what its own template makes of the rest of the page.
#[derive(Debug, Serialize)]
pub(super) struct SectionView {
    pub(super) key: &'static str,
    title: &'static str,
    pub(super) table: Option<TableView>,
}

/// A state with its count.
#[derive(Debug, Serialize)]
pub(super) struct StateView {
    pub(super) key: &'static str,
    pub(super) name: &'static str,
    pub(super) sign: &'static str,
    pub(super) count: usize,
    /// What is counted apart of them: ` (2 best effort)`; empty where nothing is.
    pub(super) apart: String,
}

impl PageView {
    pub(super) fn of(
        assessment: &Assessment<'_>,
        findings: &Diagnostics,
        options: &PageOptions<'_>,
        meter: &Meter,
    ) -> Self {
        let (language, kind) = (options.language, options.kind);
        let own = || assessment.verdicts().filter(|it| is_own(it, options));
        // Each is judged, and explained where the targets stand on the page.
        let parts = (own().count() as u64).saturating_mul(2);
        meter.begin(Stage::Gathering, parts);
        let judged = own().map(|verdict| {
            let judged = Judged::of(verdict);
            meter.pass(1);
            judged
        });
        let all: Vec<Judged<'_>> = judged.collect();
        let settings = &assessment.inner().program().settings;
        let span = Span::of(kind, (settings, assessment.as_of()), &all);
        let those = |told: &dyn Fn(Option<Period>) -> bool| -> Vec<&Judged<'_>> {
            let told = all.iter().filter(|it| told(it.verdict.period()));
            told.collect()
        };
        let every = those(&|_| true);
        let verdicts = those(&|it| span.as_ref().is_none_or(|span| span.touches(it)));
        let not_past = those(&|it| span.as_ref().is_none_or(|span| span.is_not_past(it)));
        let counts = counts(&verdicts, language);
        let aimed = verdicts.iter().filter(|it| it.is_missed_aim()).count();
        let inner = assessment.inner();
        let only = options.entity.or(options.unit);
        let attention = attention(assessment, &not_past, language);
        let mut attention_rows = Some(attention_table(&attention, language));
        let Attention {
            rows: attention,
            more: attention_more,
            ..
        } = attention;
        let (next, next_more) = next(assessment, &every, language);
        let has_targets = kind.has(Section::Targets);
        let mut view = Self {
            language: language.pick("en", "zh-CN"),
            words: labels::words(language),
            title: clean(&inner.program().title).into_owned(),
            kind: kind.name(settings, language),
            span_empty: span.is_some_and(|span| span.is_empty),
            span: span.map_or(String::new(), |span| span.text(language)),
            only: only.map(|only| clean(only).into_owned()),
            as_of: assessment.as_of().to_string(),
            policy_hash: inner.program().hash.clone(),
            data_hash: inner.data().hash.clone(),
            bar: chart::states(&counts, &said(&counts)),
            states: counts
                .iter()
                .map(|it| StateView::of(*it, aimed, language))
                .collect(),
            total: verdicts.len(),
            share: share_said(&counts, language),
            matrix: matrix(assessment, &verdicts, language),
            attention,
            attention_more,
            next,
            next_more,
            rankings: rankings(assessment, (only, span.as_ref()), language),
            escalations: follows(assessment, (only, span.as_ref()), language),
            checks: checks(assessment, options.entity, language),
            problems: problems(findings, language),
            targets: Vec::new(),
            has_targets,
            landscape: kind.has(Section::Ledger),
            sections: Vec::new(),
        };
        if has_targets || options.template.is_some() {
            view.targets = targets(assessment, &verdicts, language, meter);
        }
        let sections = kind.sections().iter().filter_map(|section| {
            let table = match section {
                Section::Attention => attention_rows.take()?,
                Section::Changes => changes(&every, span.as_ref(), language),
                Section::Entities => entities(assessment, &verdicts, language),
                Section::Units => units(&verdicts, language),
                Section::Behind => behind(&verdicts, language),
                Section::Lists => lists(assessment, (only, span.as_ref()), language),
                Section::Checks => check_table(assessment, options.entity, language),
                Section::Ledger => ledger(assessment, &verdicts, language),
                other => return view.section(*other, language),
            };
            SectionView::of_table(*section, table, language)
        });
        view.sections = sections.collect();
        meter.end();
        view
    }

    /// A section of what the page has already; none where there is nothing to tell.
    fn section(&self, section: Section, language: Language) -> Option<SectionView> {
        let table = match section {
            Section::Next => next_table(&self.next, self.next_more, language),
            Section::Escalations => follow_table(&self.escalations, language),
            Section::Problems => problem_table(&self.problems, language),
            other => {
                let is_empty = match other {
                    Section::Matrix => self.matrix.rows.is_empty(),
                    Section::Rankings => self.rankings.is_empty(),
                    _ => false,
                };
                return (!is_empty).then(|| SectionView::new(other, None, language));
            }
        };
        SectionView::of_table(section, table, language)
    }
}

/// Whether a verdict stands on the page of this entity or unit.
fn is_own(verdict: &Verdict<'_>, options: &PageOptions<'_>) -> bool {
    let is = |name: Option<&str>| name.is_some_and(|name| verdict.entity() == Some(name));
    let answers = |unit: &str| {
        let duty = verdict.duty();
        let mut all = duty
            .lead
            .iter()
            .chain(duty.all_responsible())
            .chain(&duty.with);
        all.any(|name| **name == *unit) || verdict.stand_in() == Some(unit)
    };
    let of_entity = options.entity.is_none() || is(options.entity);
    let of_unit = options
        .unit
        .is_none_or(|unit| is(Some(unit)) || answers(unit));
    of_entity && of_unit
}

impl SectionView {
    fn new(section: Section, table: Option<TableView>, language: Language) -> Self {
        Self {
            key: section.key(),
            title: labels::word(section.key(), language),
            table,
        }
    }

    fn of_table(section: Section, table: TableView, language: Language) -> Option<Self> {
        let told = !table.rows.is_empty() || section.says_nothing();
        told.then(|| Self::new(section, Some(table), language))
    }
}

impl PageView {
    /// A word of the page by its name.
    pub(super) fn word(&self, name: &str) -> &'static str {
        self.words.get(name).copied().unwrap_or_default()
    }

    /// About how many bytes of text stand on the page: those of tables and derivations.
    pub(super) fn length(&self) -> u64 {
        let tables = self.sections.iter().filter_map(|it| it.table.as_ref());
        let cells = tables.flat_map(|it| it.rows.iter().flatten());
        let cells = cells.map(|it| it.text.len() as u64);
        let targets = self.targets.iter().flat_map(|it| &it.verdicts);
        let whys = targets.map(|it| it.why.len() as u64);
        cells.chain(whys).fold(0, u64::saturating_add)
    }

    /// The title, and whose page it is.
    pub(super) fn heading(&self) -> String {
        match &self.only {
            Some(only) => format!("{} · {only}", self.title),
            None => self.title.clone(),
        }
    }

    /// What it is published as, the span, and the day.
    pub(super) fn occasion(&self) -> String {
        let day = format!("{} {}", self.word("as_of"), self.as_of);
        let parts = [&*self.kind, &*self.span, &*day];
        let said: Vec<&str> = parts.into_iter().filter(|it| !it.is_empty()).collect();
        said.join(" · ")
    }
}

impl StateView {
    /// `aimed` is how many of the unmet are only aimed at.
    fn of(
        (state, count, name): (State, usize, &'static str),
        aimed: usize,
        language: Language,
    ) -> Self {
        let apart = match state {
            State::Unmet if aimed > 0 => best_effort_apart(aimed, language),
            _ => String::new(),
        };
        Self {
            apart,
            key: state.key(),
            name,
            sign: labels::sign(state),
            count,
        }
    }
}

fn counts(verdicts: &[&Judged<'_>], language: Language) -> Vec<(State, usize, &'static str)> {
    let count = |state: State| {
        verdicts
            .iter()
            .filter(|it| it.verdict.state() == state)
            .count()
    };
    let counts = State::ALL.map(|state| (state, count(state), state.name(language)));
    counts.to_vec()
}

/// `Share met 66.7%: 2 of 3 that are met or unmet`.
fn share_said(counts: &[(State, usize, &str)], language: Language) -> String {
    let count = |state| counts.iter().find(|it| it.0 == state).map_or(0, |it| it.1);
    let (met, unmet) = (count(State::Met), count(State::Unmet));
    let share = share(met, unmet);
    if share.is_empty() {
        return share;
    }
    let word = labels::word("share_met", language);
    let decided = met.saturating_add(unmet);
    language.pick(
        format!("{word} {share}: {met} of {decided} that are met or unmet"),
        format!("{word} {share}：达标或未达标的 {decided} 项中达标 {met} 项"),
    )
}

/// The counts in words, for who does not see the picture.
fn said(counts: &[(State, usize, &str)]) -> String {
    let counts = counts.iter().filter(|(_, count, _)| *count > 0);
    let said: Vec<String> = counts
        .map(|(_, count, name)| format!("{name} {count}"))
        .collect();
    said.join(", ")
}
