//! A verdict explained as text: one sentence, then everything it rests on.

mod cases;
pub(crate) mod tree;

use dabiao_core::explain::Detail;
use dabiao_core::{Assessment, Language, Program, Verdict};

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
    sections.extend(inputs(assessment.inner().program(), &detail, look));
    sections.extend(facts(assessment, verdict, &detail, look));
    sections
        .iter()
        .map(|section| format!("{section}\n"))
        .collect::<Vec<_>>()
        .join("\n")
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

/// The figures with their cells.
fn inputs(program: &Program, detail: &Detail, look: Look) -> Option<String> {
    let language = look.language;
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
    let table = || indented(&grid.render(within(look)));
    (!detail.inputs.is_empty()).then(|| format!("{}\n{}", title(words::INPUTS, look), table()))
}

/// What it would take, who answers for it, where it comes from.
fn facts(
    assessment: &Assessment<'_>,
    verdict: &Verdict<'_>,
    detail: &Detail,
    look: Look,
) -> Option<String> {
    let (language, duty) = (look.language, verdict.duty());
    let list = |names: &[std::sync::Arc<str>]| names.join(words::comma(language));
    let mut with = list(&duty.with);
    if duty.open_list {
        with.push_str(&language.pick(
            format!(" {}", words::AND_OTHERS.get(language)),
            words::AND_OTHERS.get(language).into(),
        ));
    }
    let program = assessment.inner().program();
    let needed = detail
        .needed
        .as_ref()
        .map(|it| needed_text(&needed_entry(program, it, language), language));
    let facts = [
        (words::NEEDED, needed.unwrap_or_default()),
        (
            words::INTERIM,
            detail.interim.map_or(String::new(), |day| day.to_string()),
        ),
        (
            words::STANDS_IN,
            verdict.stand_in().unwrap_or_default().to_owned(),
        ),
        (words::LEAD, list(&duty.lead)),
        (words::JOINTLY, list(&duty.jointly)),
        (words::RESPONSIBLE, list(&duty.responsible)),
        (words::CARRIED_OUT_BY, list(&duty.carried_out_by)),
        (words::WITH, with),
        (words::CLAUSE, list(&duty.cite)),
        (
            words::BECAUSE,
            duty.because.as_deref().unwrap_or_default().to_owned(),
        ),
        (words::RULE, verdict.place().to_owned()),
    ];
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
