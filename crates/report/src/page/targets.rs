//! Target by target: its verdicts, their pictures, and how each came about.

use std::collections::BTreeMap;

use dabiao_core::{Assessment, Language, Meter, Period, Ratio, State, Verdict};
use serde::Serialize;

use super::chart::{Bar, bars, trend};
use super::judged::{Judged, StandingView};
use crate::clean::clean;
use crate::explanation::{derivation, duty_facts};
use crate::words;

/// A target with its verdicts.
#[derive(Debug, Serialize)]
pub(super) struct TargetView {
    pub(super) anchor: String,
    pub(super) id: String,
    pub(super) title: String,
    pub(super) binding: bool,
    pub(super) lead: String,
    /// Who answers for it or helps beside them.
    #[serde(skip)]
    pub(super) others: String,
    pub(super) cite: String,
    /// Where the rule is written.
    pub(super) place: String,
    /// Who answers for it and where it comes from: words and what is said of them.
    duty: Vec<(&'static str, String)>,
    /// The entities beside each other, as a picture.
    pub(super) chart: Option<String>,
    pub(super) verdicts: Vec<VerdictView>,
}

#[derive(Debug, Serialize)]
pub(super) struct VerdictView {
    pub(super) entity: String,
    pub(super) period: String,
    #[serde(flatten)]
    pub(super) standing: StandingView,
    pub(super) due: String,
    pub(super) parts: Vec<PartView>,
    /// The values so far, as a picture, at the last verdict of an entity.
    pub(super) trend: Option<String>,
    /// How it came about, down to the cells.
    pub(super) why: String,
}

#[derive(Debug, Serialize)]
pub(super) struct PartView {
    pub(super) label: String,
    #[serde(flatten)]
    pub(super) standing: StandingView,
}

pub(super) fn targets(
    assessment: &Assessment<'_>,
    verdicts: &[&Judged<'_>],
    language: Language,
    meter: &Meter,
) -> Vec<TargetView> {
    let targets = verdicts.chunk_by(|a, b| a.verdict.target() == b.verdict.target());
    targets
        .filter_map(|own| target(assessment, own, language, meter))
        .collect()
}

/// The title; the id alone where there is none.
pub(super) fn titled(verdict: &Verdict<'_>, language: Language) -> String {
    let title = verdict.title().unwrap_or_default();
    let mut title = clean(title).into_owned();
    if !verdict.duty().binding {
        let word = words::BEST_EFFORT.get(language);
        title.push_str(&language.pick(format!(" ({word})"), format!("（{word}）")));
    }
    title
}

/// Who answers for it or helps beside those who lead, each once.
pub(super) fn others(verdict: &Verdict<'_>, language: Language) -> String {
    let duty = verdict.duty();
    let mut others = Vec::new();
    for name in duty.all_responsible().into_iter().chain(&duty.with) {
        if !others.contains(&name) && !duty.lead.contains(name) {
            others.push(name);
        }
    }
    let others: Vec<_> = others.into_iter().map(|it| clean(it)).collect();
    others.join(words::comma(language))
}

/// The name of a place on the page: what an id has beside letters and digits is written as a dash.
pub(super) fn anchor(id: &str) -> String {
    let plain = |c: char| {
        if c.is_alphanumeric() || c == '.' {
            c
        } else {
            '-'
        }
    };
    format!("t-{}", id.chars().map(plain).collect::<String>())
}

fn target(
    assessment: &Assessment<'_>,
    own: &[&Judged<'_>],
    language: Language,
    meter: &Meter,
) -> Option<TargetView> {
    let first = &own.first()?.verdict;
    let joined = |names: &[std::sync::Arc<str>]| {
        let names: Vec<_> = names.iter().map(|it| clean(it)).collect();
        names.join(words::comma(language))
    };
    let title = titled(first, language);
    let trends = trends(own);
    let views = own.iter().enumerate();
    let views = views.map(|(index, it)| {
        let trend = trends.get(&index).cloned();
        let view = view(assessment, it, trend, language);
        meter.pass(1);
        view
    });
    let duty = duty_facts(first, language).into_iter();
    let duty = duty.filter(|(_, text)| !text.trim().is_empty());
    let duty = duty.map(|(word, text)| (word.get(language), clean(&text).into_owned()));
    Some(TargetView {
        duty: duty.collect(),
        anchor: anchor(first.target()),
        id: first.target().to_owned(),
        binding: first.duty().binding,
        lead: joined(first.lead()),
        others: others(first, language),
        cite: joined(&first.duty().cite),
        place: first.place().to_owned(),
        chart: chart(own, &title, language),
        verdicts: views.collect(),
        title,
    })
}

fn view(
    assessment: &Assessment<'_>,
    judged: &Judged<'_>,
    trend: Option<String>,
    language: Language,
) -> VerdictView {
    let parts = judged.parts(language);
    let parts = parts.map(|(label, standing)| PartView { label, standing });
    VerdictView {
        entity: judged.entity(),
        period: judged.period(language),
        standing: judged.told(language),
        due: judged.due(),
        parts: parts.collect(),
        trend,
        why: derivation(assessment, &judged.verdict, &judged.detail, language),
    }
}

/// The entities of the last period in which several have values, as bars.
fn chart(judged: &[&Judged<'_>], title: &str, language: Language) -> Option<String> {
    let valued = |it: &&&Judged<'_>| it.number().is_some() && it.verdict.entity().is_some();
    let mut of_period: BTreeMap<Option<Period>, Vec<&Judged<'_>>> = BTreeMap::new();
    for it in judged.iter().filter(valued) {
        of_period.entry(it.verdict.period()).or_default().push(it);
    }
    let mut periods = of_period.into_iter().rev();
    let (last, of_last) = periods.find(|(_, all)| all.len() > 1)?;
    let all = of_last.iter().map(|it| Bar {
        name: it.entity(),
        value: it.number().unwrap_or(Ratio::ZERO),
        shown: it.standing(None, language).actual,
        state: it.verdict.state(),
    });
    // One line for the threshold, where it is the same for all.
    let first = of_last.first()?.threshold();
    let common = first.filter(|first| {
        of_last
            .iter()
            .all(|it| it.threshold().as_ref() == Some(first))
    });
    let period = last.map_or(String::new(), |it| it.text(language));
    bars(
        &all.collect::<Vec<_>>(),
        common.as_ref(),
        &format!("{title} {period}"),
    )
}

/// A line through the values of each entity, at its last verdict that has one.
fn trends(judged: &[&Judged<'_>]) -> BTreeMap<usize, String> {
    let mut of_entity: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
    for (index, it) in judged.iter().enumerate() {
        let is_told = it.verdict.state() != State::Pending;
        if it.number().is_some() && it.verdict.period().is_some() && is_told {
            of_entity
                .entry(it.verdict.entity())
                .or_default()
                .push(index);
        }
    }
    let drawn = of_entity.into_values().filter_map(|places| {
        let last = *places.last()?;
        let own = places.iter().filter_map(|index| judged.get(*index));
        let values: Vec<Ratio> = own.filter_map(|it| it.number()).collect();
        let of_last = judged.get(last)?;
        let svg = trend(&values, of_last.threshold().as_ref(), &of_last.entity())?;
        Some((last, svg))
    });
    drawn.collect()
}
