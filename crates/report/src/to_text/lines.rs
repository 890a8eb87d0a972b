//! Verdicts as the lines of a table; those that read the same are drawn together.

use dabiao_core::explain::{
    AttendanceCounts, Detail, Part, SignedOff, StretchDetail, progress_text,
};
use dabiao_core::{Date, Gap, Language, Period, State, Tier, Verdict};

use crate::clean::clean;
use crate::{shown, words};

/// A verdict, or several that read the same but for their periods or entities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The target's id; lines of one target stand together.
    pub(super) target: String,
    /// Id and title.
    pub(super) name: String,
    /// Whom the line speaks of, in the order declared; empty where the target has one figure for all.
    pub(super) entities: Vec<String>,
    /// The first and the last period.
    pub(super) periods: Option<(Period, Period)>,
    /// The state, actual value, threshold and margin.
    pub(super) standing: Standing,
    /// The parts of a composite and the higher level, below it.
    pub(super) below: Vec<(String, Standing)>,
    /// The first and the last due date; none for a duty without end, or where nothing is due.
    pub(super) due: Option<(Date, Date)>,
    /// Whether it is a duty without end.
    pub(super) endless: bool,
    /// Who leads.
    pub(super) lead: String,
}

/// How a verdict or a part of it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Standing {
    /// The state.
    pub(crate) state: State,
    /// The highest tier of a warning that is reached.
    pub(crate) tier: Option<Tier>,
    /// The value judged.
    pub(crate) actual: String,
    /// What is demanded.
    pub(crate) required: String,
    /// Room or shortfall.
    pub(crate) margin: String,
}

/// The lines of verdicts, target by target: first those with a value, in their order, then those without one, by
/// period. Entities of which all lines read the same are drawn together. `common` is the day of interim figures that need not be said line by line.
pub(super) fn lines(
    verdicts: &[Verdict<'_>],
    details: &[Detail],
    common: Option<Date>,
    language: Language,
) -> Vec<Line> {
    let all: Vec<Line> = verdicts
        .iter()
        .zip(details)
        .map(|(verdict, detail)| line(verdict, detail, common, language))
        .collect();
    all.chunk_by(|a, b| a.target == b.target)
        .flat_map(of_target)
        .collect()
}

fn of_target(lines: &[Line]) -> Vec<Line> {
    let (mut valued, mut empty): (Vec<Vec<Line>>, Vec<Line>) = (Vec::new(), Vec::new());
    for own in lines.chunk_by(|a, b| a.entities == b.entities) {
        let (with, without): (Vec<&Line>, Vec<&Line>) =
            own.iter().partition(|line| line.has_value());
        let with: Vec<Line> = with.into_iter().cloned().collect();
        match valued.iter_mut().find(|above| read_the_same(above, &with)) {
            Some(above) => add_entities(above, &with),
            None => valued.push(with),
        }
        for line in periods_joined(without) {
            match empty.iter_mut().find(|known| {
                read_the_same(std::slice::from_ref(known), std::slice::from_ref(&line))
            }) {
                Some(known) => known.entities.extend(line.entities),
                None => empty.push(line),
            }
        }
    }
    empty.sort_by_key(|line| line.periods);
    valued.into_iter().flatten().chain(empty).collect()
}

/// One line for neighbouring periods in which nothing differs.
fn periods_joined(lines: Vec<&Line>) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::new();
    for line in lines {
        let joins = joined.last().is_some_and(|above| {
            let follows = above
                .periods
                .zip(line.periods)
                .is_some_and(|(above, own)| above.1.shifted(1) == Some(own.0));
            follows && above.standing == line.standing && above.below == line.below
        });
        match joined.last_mut().filter(|_| joins) {
            Some(above) => {
                above.periods = above
                    .periods
                    .zip(line.periods)
                    .map(|(above, own)| (above.0, own.1));
                above.due = above.due.zip(line.due).map(|(above, own)| (above.0, own.1));
            }
            None => joined.push(line.clone()),
        }
    }
    joined
}

/// Whether the lines of one entity read as those of another.
fn read_the_same(above: &[Line], below: &[Line]) -> bool {
    let same = |(a, b): (&Line, &Line)| {
        let named = !a.entities.is_empty() && !b.entities.is_empty();
        named
            && Line {
                entities: Vec::new(),
                ..a.clone()
            } == Line {
                entities: Vec::new(),
                ..b.clone()
            }
    };
    !above.is_empty() && above.len() == below.len() && above.iter().zip(below).all(same)
}

fn add_entities(above: &mut [Line], below: &[Line]) {
    for (above, below) in above.iter_mut().zip(below) {
        above.entities.extend(below.entities.iter().cloned());
    }
}

impl Line {
    /// Whether there is a figure or a sign-off to show, of the whole or of a part.
    fn has_value(&self) -> bool {
        !self.standing.actual.is_empty()
            || self
                .below
                .iter()
                .any(|(_, standing)| !standing.actual.is_empty())
    }
}

fn line(verdict: &Verdict<'_>, detail: &Detail, common: Option<Date>, language: Language) -> Line {
    let leads: Vec<_> = match verdict.stand_in() {
        Some(stand_in) => vec![clean(stand_in)],
        None => verdict.lead().iter().map(|lead| clean(lead)).collect(),
    };
    // Without a value there is nothing to say of the higher level.
    let stretch = detail.stretch.as_ref().filter(|_| detail.actual.is_some());
    let stretch = stretch.map(|it| {
        (
            words::STRETCH.get(language).to_owned(),
            higher(it, language),
        )
    });
    Line {
        target: verdict.target().to_owned(),
        name: name(verdict, language),
        entities: verdict
            .entity()
            .iter()
            .map(|entity| clean(entity).into_owned())
            .collect(),
        periods: verdict.period().map(|period| (period, period)),
        standing: standing(verdict, detail, common, language),
        below: detail
            .parts
            .iter()
            .map(|it| part(it, language))
            .chain(stretch)
            .collect(),
        due: verdict.due().map(|due| (due, due)),
        endless: verdict.rule().schedule.never_due,
        lead: leads.join(words::comma(language)),
    }
}

/// `6.1 SME share`; a target without a title by its id alone, best effort marked.
fn name(verdict: &Verdict<'_>, language: Language) -> String {
    let mut name = verdict.target().to_owned();
    if let Some(title) = verdict.title() {
        name.push(' ');
        name.push_str(&clean(title));
    }
    if !verdict.duty().binding {
        let word = words::BEST_EFFORT.get(language);
        name.push_str(&language.pick(format!(" ({word})"), format!("（{word}）")));
    }
    name
}

/// How a verdict stands; `common` is the day of interim figures that need not be said.
pub(crate) fn standing(
    verdict: &Verdict<'_>,
    detail: &Detail,
    common: Option<Date>,
    language: Language,
) -> Standing {
    let threshold = detail.threshold.as_ref();
    let value = detail
        .actual
        .as_ref()
        .map(|value| shown::brief_actual(value, threshold, language));
    let mut actual = match (&detail.signoff, &detail.attendance) {
        (Some(signoff), _) => {
            let mut said = signed_off(signoff, language);
            if detail.gap == Some(Gap::NoEvidence) {
                said.push_str(
                    language.pick(", without the evidence it requires", "，缺少须附的依据"),
                );
            }
            said
        }
        (None, Some(attendance)) => kept(attendance, language),
        (None, None) => value.unwrap_or_default(),
    };
    if let Some(progress) = detail.progress {
        let progress = progress_text(progress, language);
        actual.push_str(&language.pick(format!(" ({progress})"), format!("（{progress}）")));
    }
    if let Some(day) = detail
        .interim
        .filter(|day| common != Some(*day) && !actual.is_empty())
    {
        actual.push_str(&language.pick(format!(" ({day})"), format!("（{day}）")));
    }
    Standing {
        state: verdict.state(),
        tier: detail.tier,
        actual,
        required: threshold.map_or(String::new(), |it| shown::threshold(it, language)),
        margin: detail.margin.as_ref().map_or(String::new(), |margin| {
            shown::brief_margin(margin, language)
        }),
    }
}

/// `3 of 4, missed 2025-03-15`.
fn kept(attendance: &AttendanceCounts, language: Language) -> String {
    /// More would make the line unreadable; the explanation has them.
    const SHOWN: usize = 3;
    let AttendanceCounts {
        owed, kept, missed, ..
    } = attendance;
    let text = language.pick(
        format!("{kept} of {owed}"),
        format!("已办{kept}次，应办{owed}次"),
    );
    if missed.is_empty() {
        return text;
    }
    let days: Vec<String> = missed.iter().take(SHOWN).map(ToString::to_string).collect();
    let more = if missed.len() > SHOWN { " …" } else { "" };
    language.pick(
        format!("{text}, missed {}{more}", days.join(", ")),
        format!("{text}，缺 {}{more}", days.join("、")),
    )
}

/// `done 2025-03-27, 5 days late`.
fn signed_off(signoff: &SignedOff, language: Language) -> String {
    let date = signoff.date.map(|date| date.to_string());
    let late = signoff.late_days.map(|days| {
        let day = if days == 1 { "day" } else { "days" };
        language.pick(format!(", {days} {day} late"), format!("，迟{days}天"))
    });
    let date = date.map_or(String::new(), |date| format!(" {date}"));
    format!(
        "{}{date}{}",
        signoff.state.name(language),
        late.unwrap_or_default()
    )
}

/// A part of a composite with its label.
pub(crate) fn part(part: &Part, language: Language) -> (String, Standing) {
    let threshold = part.threshold.as_ref();
    let actual = part
        .actual
        .as_ref()
        .map(|value| shown::brief_actual(value, threshold, language));
    let standing = Standing {
        state: part.state,
        tier: None,
        actual: actual.unwrap_or_default(),
        required: threshold.map_or(String::new(), |it| shown::threshold(it, language)),
        margin: part.margin.as_ref().map_or(String::new(), |margin| {
            shown::brief_margin(margin, language)
        }),
    };
    (
        clean(language.pick(&part.label.0, &part.label.1)).into_owned(),
        standing,
    )
}

fn higher(stretch: &StretchDetail, language: Language) -> Standing {
    Standing {
        state: stretch.state,
        tier: None,
        actual: String::new(),
        required: stretch
            .threshold
            .as_ref()
            .map_or(String::new(), |it| shown::threshold(it, language)),
        margin: String::new(),
    }
}
