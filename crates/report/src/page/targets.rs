//! Target by target: its verdicts, their pictures, and how each came about.

use std::collections::BTreeMap;

use dabiao_core::{Assessment, Language, Meter, Period, Ratio, State, Verdict};
use serde::Serialize;

use super::chart::{Bar, Point, Scale, bars, trend};
use super::judged::{Judged, StandingView};
use super::labels;
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
    /// Whether the best of several is known in any period.
    pub(super) has_best: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct VerdictView {
    pub(super) entity: String,
    pub(super) period: String,
    #[serde(flatten)]
    pub(super) standing: StandingView,
    /// How far it is behind the best of its period; a word where it is the best itself.
    pub(super) to_best: String,
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
    let trends = trends(own, language);
    let views = own.iter().enumerate();
    let bests = bests(own);
    let views = views.map(|(index, it)| {
        let trend = trends.get(&index).cloned();
        let view = VerdictView {
            to_best: to_best(it, &bests, language),
            ..view(assessment, it, trend, language)
        };
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
        has_best: !bests.is_empty(),
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
        to_best: String::new(),
        due: judged.due(),
        parts: parts.collect(),
        trend,
        why: derivation(assessment, &judged.verdict, &judged.detail, language),
    }
}

/// The best value of each period in which several have one, where it is known which way is better.
fn bests(judged: &[&Judged<'_>]) -> BTreeMap<Option<Period>, Ratio> {
    let mut of_period: BTreeMap<Option<Period>, Vec<Ratio>> = BTreeMap::new();
    let mut wants_more = judged.iter().filter_map(|it| it.wants_more());
    let Some(more) = wants_more
        .next()
        .filter(|more| wants_more.all(|it| it == *more))
    else {
        return BTreeMap::new();
    };
    for it in judged.iter().filter(|it| it.verdict.entity().is_some()) {
        if let Some(value) = it.exact() {
            of_period
                .entry(it.verdict.period())
                .or_default()
                .push(value.clone());
        }
    }
    let several = of_period.into_iter().filter(|(_, values)| values.len() > 1);
    let best = several.filter_map(|(period, values)| {
        let values = values.into_iter();
        Some((period, if more { values.max() } else { values.min() }?))
    });
    best.collect()
}

fn to_best(
    judged: &Judged<'_>,
    bests: &BTreeMap<Option<Period>, Ratio>,
    language: Language,
) -> String {
    let best = bests.get(&judged.verdict.period());
    let of_one = judged.verdict.entity().is_some();
    let Some((best, value)) = best.zip(judged.exact()).filter(|_| of_one) else {
        return String::new();
    };
    if best == value {
        return labels::word("best", language).to_owned();
    }
    let behind = best - value;
    // Room is positive and shortfall negative, whichever way is better.
    let behind = if behind.is_negative() {
        behind
    } else {
        -&behind
    };
    judged.distance(behind, language)
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
    let first = of_last.first()?;
    let common = first.threshold().filter(|common| {
        let mut others = of_last.iter();
        others.all(|it| it.threshold().as_ref() == Some(common))
    });
    let scale = Scale {
        label: title,
        period: &last.map_or(String::new(), |it| it.text(language)),
        threshold: common.map(|it| (it, first.standing(None, language).required)),
    };
    bars(&all.collect::<Vec<_>>(), &scale)
}

/// A line through the values of each entity, at its last verdict that has one.
fn trends(judged: &[&Judged<'_>], language: Language) -> BTreeMap<usize, String> {
    let mut of_entity: BTreeMap<Option<&str>, Vec<(usize, Point)>> = BTreeMap::new();
    for (index, it) in judged.iter().enumerate() {
        let is_told = it.verdict.state() != State::Pending;
        let known = it.number().zip(it.verdict.period());
        if let Some((value, period)) = known.filter(|_| is_told) {
            let standing = it.standing(None, language);
            let required = match &*standing.required {
                "" => String::new(),
                required => language.pick(format!(" ({required})"), format!("（{required}）")),
            };
            let own = of_entity.entry(it.verdict.entity()).or_default();
            let point = Point {
                period,
                value,
                threshold: it.threshold(),
                shown: format!("{} {}{required}", period.text(language), standing.actual),
            };
            own.push((index, point));
        }
    }
    let drawn = of_entity.into_iter().filter_map(|(entity, mut own)| {
        own.sort_by_key(|(_, point)| point.period);
        let (places, points): (Vec<usize>, Vec<Point>) = own.into_iter().unzip();
        let whose = clean(entity.unwrap_or_default());
        Some((*places.last()?, trend(&points, &whose)?))
    });
    drawn.collect()
}
