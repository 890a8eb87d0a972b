//! A verdict explained as text: one sentence, then everything it rests on.

mod cases;
pub(crate) mod tree;

use dabiao_core::explain::{Detail, Input};
use dabiao_core::{Assessment, Language, Period, Program, Verdict};

use crate::clean::clean;
use crate::document::NeededEntry;
use crate::paint::{faint, heading, of_state, paint};
use crate::table::{Fit, Grid, TableCell};
use crate::to_json::needed_entry;
use crate::{Look, shown, words};

/// The verdict in one sentence, then its derivation as a tree, its parts, cases and figures, and who answers for it.
/// With a line end.
pub fn explanation_text(assessment: &Assessment<'_>, verdict: &Verdict<'_>, look: Look) -> String {
    let (detail, language) = (verdict.detail(), look.language);
    let mut sections = vec![clean(&verdict.explain(language)).into_owned()];
    sections.extend(tree::section(&verdict.derive().steps, look));
    sections.extend(parts(&detail, look));
    sections.extend(cases::sections(&detail, look));
    let inputs = inputs(assessment.inner().program(), &detail, language);
    sections.extend(inputs.map(|it| figures(&it, look)));
    sections.extend(facts(assessment, verdict, &detail, look));
    sections
        .iter()
        .map(|section| format!("{section}\n"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// What a page shows of a verdict beside its row: the sentence, the derivation, cases, and figures as far as the derivation
/// does not show them. Its parts stand in rows, and who answers for it beside the target.
pub(crate) fn derivation(
    assessment: &Assessment<'_>,
    verdict: &Verdict<'_>,
    detail: &Detail,
    language: Language,
) -> String {
    let look = Look::plain(language);
    let program = assessment.inner().program();
    let tree = tree::section(&verdict.derive().steps, look);
    let shows = |input: &Input| {
        let has_place = tree
            .as_ref()
            .is_some_and(|tree| tree::shows(tree, &input.at));
        let entity = input.entity.map(|it| program.schema.entity_name(it));
        let end = verdict.period().map(Period::end);
        has_place && entity == verdict.entity() && input.until.is_none_or(|it| Some(it) == end)
    };
    let is_shown = detail.inputs.iter().all(shows);
    let mut sections = vec![clean(&verdict.explain(language)).into_owned()];
    sections.extend(tree.clone());
    sections.extend(cases::sections(detail, look));
    if !is_shown {
        let inputs = inputs(program, detail, language).map(Grid::bare);
        sections.extend(inputs.map(|it| figures(&it, look)));
    }
    sections.extend(listed(
        &own_facts(assessment, verdict, detail, language),
        look,
    ));
    sections.join("\n\n")
}

/// A heading in the look.
fn title(word: words::Word, look: Look) -> String {
    paint(word.get(look.language), heading(), look.colour)
}

/// The lines indented by two blanks.
fn indented(text: &str) -> String {
    text.lines()
        .map(|line| format!("  {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The look of a table that is indented by two blanks.
fn within(look: Look) -> Look {
    Look {
        width: look.width.saturating_sub(2),
        ..look
    }
}

fn parts(detail: &Detail, look: Look) -> Option<String> {
    let language = look.language;
    let mut grid = Grid::new(vec![
        (words::PARTS.get(language), Fit::Wraps(20)),
        (words::STATE.get(language), Fit::Whole),
        (words::ACTUAL.get(language), Fit::Number),
        (words::REQUIRED.get(language), Fit::Number),
        (words::MARGIN.get(language), Fit::Number),
    ]);
    for part in &detail.parts {
        let label = language.pick(&part.label.0, &part.label.1);
        let threshold = part.threshold.as_ref();
        let actual = part
            .actual
            .as_ref()
            .map(|value| shown::actual(value, threshold, language));
        grid.row([
            clean(label).into(),
            TableCell::styled(part.state.name(language), of_state(part.state)),
            actual.unwrap_or_default().into(),
            threshold
                .map_or(String::new(), |it| shown::threshold(it, language))
                .into(),
            part.margin
                .as_ref()
                .map_or(String::new(), |margin| shown::margin(margin, language))
                .into(),
        ]);
    }
    (!detail.parts.is_empty()).then(|| grid.render(look))
}

/// The figures with their cells; nothing where there are none.
fn inputs(program: &Program, detail: &Detail, language: Language) -> Option<Grid> {
    let mut grid = Grid::new(vec![
        (words::FIGURE.get(language), Fit::Wraps(20)),
        (words::ENTITY.get(language), Fit::Whole),
        (words::UNTIL.get(language), Fit::Whole),
        (words::VALUE.get(language), Fit::Number),
        (words::CELL.get(language), Fit::Whole),
    ]);
    for input in &detail.inputs {
        let name = dabiao_core::explain::input_text(program, input, language);
        let entity = input
            .entity
            .map_or("", |entity| program.schema.entity_name(entity));
        grid.row([
            clean(&name).into(),
            clean(entity).into(),
            input
                .until
                .map_or(String::new(), |until| until.to_string())
                .into(),
            shown::value(&input.value, language).into(),
            TableCell::styled(clean(&input.at), faint()),
        ]);
    }
    (!detail.inputs.is_empty()).then_some(grid)
}

/// The table of figures under its heading.
fn figures(inputs: &Grid, look: Look) -> String {
    let table = indented(&inputs.render(within(look)));
    format!("{}\n{table}", title(words::INPUTS, look))
}

/// What it would take, who answers for it, where it comes from.
fn facts(
    assessment: &Assessment<'_>,
    verdict: &Verdict<'_>,
    detail: &Detail,
    look: Look,
) -> Option<String> {
    let mut facts = own_facts(assessment, verdict, detail, look.language);
    facts.extend(duty_facts(verdict, look.language));
    listed(&facts, look)
}

/// A word and what is said of it.
type Fact = (words::Word, String);

/// What is so of this verdict alone.
fn own_facts(
    assessment: &Assessment<'_>,
    verdict: &Verdict<'_>,
    detail: &Detail,
    language: Language,
) -> Vec<Fact> {
    let program = assessment.inner().program();
    let needed = detail
        .needed
        .as_ref()
        .map(|it| needed_text(&needed_entry(program, it, language), language));
    vec![
        (words::NEEDED, needed.unwrap_or_default()),
        (
            words::INTERIM,
            detail.interim.map_or(String::new(), |day| day.to_string()),
        ),
        (
            words::STANDS_IN,
            verdict.stand_in().unwrap_or_default().to_owned(),
        ),
    ]
}

/// Who answers for a target, and where it comes from: the same for all its verdicts.
pub(crate) fn duty_facts(verdict: &Verdict<'_>, language: Language) -> Vec<Fact> {
    let duty = verdict.duty();
    let list = |names: &[std::sync::Arc<str>]| names.join(words::comma(language));
    let mut facts = vec![
        (words::LEAD, list(&duty.lead)),
        (words::JOINTLY, list(&duty.jointly)),
        (words::RESPONSIBLE, list(&duty.responsible)),
        (words::CARRIED_OUT_BY, list(&duty.carried_out_by)),
        (words::WITH, list(&duty.with)),
    ];
    let named = facts.iter_mut().rfind(|(_, names)| !names.is_empty());
    if let Some((_, names)) = named.filter(|_| duty.open_list) {
        names.push_str(language.pick(" ", ""));
        names.push_str(words::AND_OTHERS.get(language));
    }
    facts.extend([
        (words::CLAUSE, list(&duty.cite)),
        (
            words::BECAUSE,
            duty.because.as_deref().unwrap_or_default().to_owned(),
        ),
        (words::RULE, verdict.place().to_owned()),
    ]);
    facts
}

/// Facts a line each, as far as there is something to say.
fn listed(facts: &[Fact], look: Look) -> Option<String> {
    let language = look.language;
    let facts = facts.iter().filter(|(_, text)| !text.trim().is_empty());
    let lines: Vec<String> = facts
        .map(|(word, text)| {
            let word = paint(word.get(language), heading(), look.colour);
            format!("{word}{}{}", words::colon(language), clean(text))
        })
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// `SME contract value +5万元; total contract value moves with it`.
fn needed_text(needed: &NeededEntry, language: Language) -> String {
    let unit = needed.unit.as_deref().unwrap_or_default();
    let gap = if unit.starts_with(|c: char| c.is_ascii_alphabetic()) {
        " "
    } else {
        ""
    };
    let mut text = format!("{} {}{gap}{unit}", needed.metric, needed.change);
    if needed.more_than {
        text.push_str(language.pick(", and a little more", "，须略有超出"));
    }
    for whole in &needed.moves {
        text.push_str(&language.pick(
            format!("; {whole} moves with it"),
            format!("，{whole}随之变动"),
        ));
    }
    for held in &needed.holds {
        text.push_str(&language.pick(
            format!("; {held} is taken to stay"),
            format!("，设{held}不变"),
        ));
    }
    text
}
