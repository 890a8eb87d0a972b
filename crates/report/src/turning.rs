//! The verdicts that a new text of a policy turns, as text and as JSON.

use dabiao_core::changed::{Changed, Said};
use dabiao_core::{Assessment, Language, Turn, Turned, Turning, Verdict};

use crate::clean::clean;
use crate::document::{ChangedClauseEntry, ChangedItemEntry, TurnEntry, TurningEntry};
use crate::paint::{faint, heading, of_state, paint};
use crate::table::{Fit, Grid, INDENT, TableCell};
use crate::to_json::verdict_entry;
use crate::to_text::lines::{Standing, part, standing};
use crate::{Look, words};

/// Two texts of a policy on the same data and day, with what becomes of the verdicts.
#[derive(Debug, Clone, Copy)]
pub struct TurningReport<'a> {
    /// What the old text decides.
    pub before: &'a Assessment<'a>,
    /// What the new one decides.
    pub after: &'a Assessment<'a>,
    /// What becomes of the verdicts.
    pub turning: &'a Turning<'a>,
}

/// How many verdicts turn, and each with the clauses that changed. With a line end.
pub fn turning_text(report: &TurningReport<'_>, look: Look) -> String {
    let head = format!(
        "{}\n{}\n",
        paint(
            &format!(
                "{} {}",
                words::AS_OF.get(look.language),
                report.after.as_of()
            ),
            heading(),
            look.colour
        ),
        counts(report.turning, look.language)
    );
    if report.turning.turned.is_empty() {
        return head;
    }
    let mut grid = Grid::new(columns(look.language));
    for turned in &report.turning.turned {
        banners(&mut grid, turned, look);
        for turn in &turned.turns {
            rows(&mut grid, turn, look.language);
        }
    }
    format!("{head}\n{}\n", grid.render(look))
}

fn counts(turning: &Turning<'_>, language: Language) -> String {
    let (turned, added, removed) = turning.counts();
    let same = turning.same;
    language.pick(
        format!("verdicts: {same} as before · {turned} turned · {added} added · {removed} removed"),
        format!("结论：不变 {same} · 改变 {turned} · 新增 {added} · 删去 {removed}"),
    )
}

fn columns(language: Language) -> Vec<(&'static str, Fit)> {
    vec![
        (words::ENTITY.get(language), Fit::Wraps(20)),
        (words::PERIOD.get(language), Fit::Whole),
        (words::WAS.get(language), Fit::Whole),
        (words::IS.get(language), Fit::Whole),
        (words::ACTUAL.get(language), Fit::Number),
        (words::REQUIRED.get(language), Fit::Number),
        (words::MARGIN.get(language), Fit::Number),
    ]
}

/// The target, and below it the clauses that changed: `−` those of the old text, `+` those of the new one.
fn banners(grid: &mut Grid, turned: &Turned<'_>, look: Look) {
    let verdict = turned.turns.first().and_then(|it| it.new.or(it.old));
    let name = verdict.map_or_else(String::new, |verdict| {
        let title = verdict
            .title()
            .map_or_else(String::new, |it| format!(" {it}"));
        clean(&format!("{}{title}", verdict.target())).into_owned()
    });
    grid.banner(paint(&name, heading(), look.colour));
    let said = |sign: &str, said: &Said| {
        let (text, place) = (clean(&said.text), clean(&said.place));
        format!("  {sign} {text}  {}", paint(&place, faint(), look.colour))
    };
    for changed in &turned.changes {
        for old in &changed.old {
            grid.banner(said("−", old));
        }
        for new in &changed.new {
            grid.banner(said("+", new));
        }
    }
    let explained = !turned.changes.is_empty() || turned.turns.iter().all(|it| it.new.is_none());
    if !explained {
        let none = words::NO_CLAUSE_DIFFERS.get(look.language);
        grid.banner(format!("  {}", paint(none, faint(), look.colour)));
    }
}

fn rows(grid: &mut Grid, turn: &Turn<'_>, language: Language) {
    let told = |verdict: &Verdict<'_>| standing(verdict, &verdict.detail(), None, language);
    let (old, new) = (turn.old.as_ref().map(told), turn.new.as_ref().map(told));
    let Some(verdict) = turn.new.or(turn.old) else {
        return;
    };
    let who = verdict
        .entity()
        .map_or_else(String::new, |it| clean(it).into_owned());
    let when = verdict
        .period()
        .map_or_else(String::new, |it| words::span(it, it, language));
    grid.row([
        format!("{INDENT}{INDENT}{who}").into(),
        when.into(),
        state(old.as_ref(), language),
        state(new.as_ref(), language),
        both(old.as_ref(), new.as_ref(), |it| &it.actual).into(),
        both(old.as_ref(), new.as_ref(), |it| &it.required).into(),
        both(old.as_ref(), new.as_ref(), |it| &it.margin).into(),
    ]);
    // Of what is demanded in parts, each part as it stands now.
    for (label, standing) in verdict.detail().parts.iter().map(|it| part(it, language)) {
        let is = Some(&standing).filter(|_| turn.new.is_some());
        let was = Some(&standing).filter(|_| turn.new.is_none());
        grid.row([
            format!("{}·{INDENT}{label}", INDENT.to_string().repeat(4)).into(),
            TableCell::default(),
            state(was, language),
            state(is, language),
            standing.actual.clone().into(),
            standing.required.clone().into(),
            standing.margin.clone().into(),
        ]);
    }
}

fn state(standing: Option<&Standing>, language: Language) -> TableCell {
    standing.map_or_else(TableCell::default, |it| {
        TableCell::styled(it.state.with_tier(it.tier, language), of_state(it.state))
    })
}

/// What stood and what stands: once where it is the same.
fn both(old: Option<&Standing>, new: Option<&Standing>, of: fn(&Standing) -> &String) -> String {
    let (old, new) = (old.map(of), new.map(of));
    match (old, new) {
        (Some(old), Some(new)) if old != new => {
            let told = |text: &str| {
                if text.is_empty() {
                    "–".to_owned()
                } else {
                    text.to_owned()
                }
            };
            format!("{} → {}", told(old), told(new))
        }
        (_, Some(text)) | (Some(text), None) => text.clone(),
        (None, None) => String::new(),
    }
}

/// The same for programs.
pub(crate) fn turning_entry(report: &TurningReport<'_>, language: Language) -> TurningEntry {
    let turned = report.turning.turned.iter();
    TurningEntry {
        as_of: report.after.as_of(),
        same: report.turning.same,
        verdicts: turned
            .flat_map(|turned| {
                let changes: Vec<ChangedItemEntry> = turned.changes.iter().map(changed).collect();
                let turns = turned.turns.iter();
                turns.map(move |turn| turn_entry(report, turn, &changes, language))
            })
            .collect(),
    }
}

fn turn_entry(
    report: &TurningReport<'_>,
    turn: &Turn<'_>,
    changes: &[ChangedItemEntry],
    language: Language,
) -> TurnEntry {
    let entry = |of: &Assessment<'_>, verdict: Option<Verdict<'_>>| {
        verdict.map(|verdict| verdict_entry(of, &verdict, language))
    };
    TurnEntry {
        change: match (turn.old, turn.new) {
            (None, _) => "added",
            (_, None) => "removed",
            _ => "turned",
        },
        old: entry(report.before, turn.old),
        new: entry(report.after, turn.new),
        clauses: changes.to_vec(),
    }
}

fn changed(changed: &Changed) -> ChangedItemEntry {
    let said = |said: &Said| ChangedClauseEntry {
        text: said.text.clone(),
        at: said.place.clone(),
    };
    ChangedItemEntry {
        old: changed.old.iter().map(said).collect(),
        new: changed.new.iter().map(said).collect(),
    }
}
