//! The table of verdicts, and below it why some of them are undecided.

use std::collections::BTreeSet;

use dabiao_core::explain::{Detail, Part, gap_text, suspicion_text};
use dabiao_core::{Assessment, Date, Language, State, Verdict};

use crate::clean::clean;
use crate::paint::{faint, heading, of_state, paint};
use crate::table::{Fit, Grid, TableCell};
use crate::{Look, shown, words};

/// The table, the day of interim figures, the reasons.
pub(super) fn sections(assessment: &Assessment<'_>, verdicts: &[Verdict<'_>], look: Look) -> Vec<String> {
    let details: Vec<Detail> = verdicts.iter().map(Verdict::detail).collect();
    let interim: BTreeSet<Date> = details.iter().filter_map(|detail| detail.interim).collect();
    let common = if interim.len() == 1 { interim.first().copied() } else { None };
    let table = table(verdicts, &details, common, look);
    let note = common.map(|day| {
        let text = look.language.pick(
            format!("Not due yet: the figures of {day} stand in."),
            format!("未到期的目标暂用截至 {day} 的数据。"),
        );
        paint(&text, faint(), look.colour)
    });
    [Some(table), note, reasons(assessment, verdicts, &details, look)].into_iter().flatten().collect()
}

fn table(verdicts: &[Verdict<'_>], details: &[Detail], common: Option<Date>, look: Look) -> String {
    let mut grid = Grid::new(columns(look.language));
    let mut above: Option<&Verdict<'_>> = None;
    for (verdict, detail) in verdicts.iter().zip(details) {
        grid.row(row(verdict, detail, above, common, look.language));
        for part in &detail.parts {
            grid.row(part_row(part, look.language));
        }
        grid.rows_of_stretch(detail, look.language);
        above = Some(verdict);
    }
    grid.render(look)
}

fn columns(language: Language) -> Vec<(&'static str, Fit)> {
    vec![
        (words::TARGET.get(language), Fit::Wraps(34)),
        (words::ENTITY.get(language), Fit::Whole),
        (words::PERIOD.get(language), Fit::Whole),
        (words::STATE.get(language), Fit::Whole),
        (words::ACTUAL.get(language), Fit::Number),
        (words::REQUIRED.get(language), Fit::Number),
        (words::MARGIN.get(language), Fit::Number),
        (words::DUE.get(language), Fit::Whole),
        (words::LEAD.get(language), Fit::Wraps(20)),
    ]
}

/// A verdict; what it shares with the row above is left empty.
fn row(
    verdict: &Verdict<'_>,
    detail: &Detail,
    above: Option<&Verdict<'_>>,
    common: Option<Date>,
    language: Language,
) -> [TableCell; 9] {
    let same_target = above.is_some_and(|above| above.target() == verdict.target());
    let same_entity = same_target && above.is_some_and(|above| above.entity() == verdict.entity());
    let unless = |same: bool, text: String| if same { String::new() } else { text };
    let leads: Vec<_> = verdict.lead().iter().map(|lead| clean(lead)).collect();
    let state = verdict.state();
    let margin = detail.margin.as_ref().map(|margin| shown::margin(margin, language));
    [
        unless(same_target, name(verdict, language)).into(),
        unless(same_entity, clean(verdict.entity().unwrap_or_default()).into_owned()).into(),
        verdict.period().map_or(String::new(), |period| period.text(language)).into(),
        TableCell::styled(state.name(language), of_state(state)),
        actual(detail, common, language).into(),
        detail.threshold.as_ref().map_or(String::new(), |it| shown::threshold(it, language)).into(),
        margin.unwrap_or_default().into(),
        due(verdict, language).into(),
        unless(same_target, leads.join(words::comma(language))).into(),
    ]
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

fn actual(detail: &Detail, common: Option<Date>, language: Language) -> String {
    let mut text = detail
        .actual
        .as_ref()
        .map_or(String::new(), |value| shown::actual(value, detail.threshold.as_ref(), language));
    if let Some(signoff) = &detail.signoff {
        let date = signoff.date.map_or(String::new(), |date| format!(" {date}"));
        let late = signoff.late_days.map_or(String::new(), |days| {
            language.pick(format!(", {days} days late"), format!("，迟{days}天"))
        });
        text.push_str(&format!("{date}{late}"));
    }
    if let Some(day) = detail.interim.filter(|_| common.is_none()) {
        text.push_str(&language.pick(format!("\n({day})"), format!("\n（{day}）")));
    }
    text
}

fn due(verdict: &Verdict<'_>, language: Language) -> String {
    match verdict.due() {
        Some(due) => due.to_string(),
        None if verdict.rule().schedule.never_due => words::NO_END.get(language).to_owned(),
        None => String::new(),
    }
}

fn part_row(part: &Part, language: Language) -> [TableCell; 9] {
    let label = language.pick(&part.label.0, &part.label.1);
    let threshold = part.threshold.as_ref();
    let actual = part.actual.as_ref().map(|value| shown::actual(value, threshold, language));
    let margin = part.margin.as_ref().map(|margin| shown::margin(margin, language));
    [
        format!("  · {}", clean(label)).into(),
        TableCell::default(),
        TableCell::default(),
        TableCell::styled(part.state.name(language), of_state(part.state)),
        actual.unwrap_or_default().into(),
        threshold.map_or(String::new(), |it| shown::threshold(it, language)).into(),
        margin.unwrap_or_default().into(),
        TableCell::default(),
        TableCell::default(),
    ]
}

impl Grid {
    /// The higher level beside the required one, as a line of its own.
    fn rows_of_stretch(&mut self, detail: &Detail, language: Language) {
        let Some(stretch) = &detail.stretch else { return };
        let required = stretch.threshold.as_ref().map_or(String::new(), |it| shown::threshold(it, language));
        self.row([
            format!("  · {}", words::STRETCH.get(language)).into(),
            TableCell::default(),
            TableCell::default(),
            TableCell::styled(stretch.state.name(language), of_state(stretch.state)),
            TableCell::default(),
            required.into(),
        ]);
    }
}

/// Why verdicts are undecided or not believed: each reason once, with the targets it holds for.
fn reasons(
    assessment: &Assessment<'_>,
    verdicts: &[Verdict<'_>],
    details: &[Detail],
    look: Look,
) -> Option<String> {
    let language = look.language;
    let mut reasons: Vec<(State, String, Vec<&str>)> = Vec::new();
    for (verdict, detail) in verdicts.iter().zip(details) {
        let state = verdict.state();
        let shown = matches!(state, State::NoData | State::Invalid | State::NotApplicable);
        let Some(text) = reason(assessment, detail, language).filter(|_| shown) else { continue };
        match reasons.iter_mut().find(|(other, known, _)| *other == state && *known == text) {
            Some((.., targets)) if targets.contains(&verdict.target()) => {}
            Some((.., targets)) => targets.push(verdict.target()),
            None => reasons.push((state, text, vec![verdict.target()])),
        }
    }
    reasons.sort_by_key(|(state, ..)| order(*state));
    let beyond = reasons.len().saturating_sub(MOST_REASONS);
    let lines = reasons.iter().take(MOST_REASONS).map(|(state, text, targets)| {
        let state = paint(state.name(language), of_state(*state), look.colour);
        let targets = targets.join(words::comma(language));
        format!("  {state}  {}{}{}", clean(&targets), words::colon(language), clean(text))
    });
    let more = (beyond > 0).then(|| format!("  {}", words::and_more(beyond, language)));
    let lines: Vec<String> = lines.chain(more).collect();
    let title = paint(words::REASON.get(language), heading(), look.colour);
    (!lines.is_empty()).then(|| format!("{title}\n{}", lines.join("\n")))
}

/// The most reasons that are listed.
const MOST_REASONS: usize = 40;

/// What needs attention first.
fn order(state: State) -> u8 {
    match state {
        State::Invalid => 0,
        State::NoData => 1,
        _ => 2,
    }
}

/// Why a verdict is undecided or not believed.
fn reason(assessment: &Assessment<'_>, detail: &Detail, language: Language) -> Option<String> {
    let suspicion = detail.suspicion.map(|why| suspicion_text(assessment.inner(), why, language));
    suspicion.or_else(|| Some(gap_text(assessment.inner().program(), detail.gap.as_ref()?, language)))
}
