//! Which changes of a policy its tests do not notice, as text and as JSON.

use dabiao_core::{Fate, Language, Program, Tried};

use crate::clean::clean;
use crate::document::{MutantEntry, MutationDocument, PolicyEntry};
use crate::paint::{heading, paint};
use crate::table::{Fit, Grid};
use crate::{Look, words};

/// How many changes came out so.
fn count(tried: &[Tried], fate: Fate) -> usize {
    tried.iter().filter(|it| it.fate == fate).count()
}

/// How many of the changes were noticed, and how many could have been.
fn score(tried: &[Tried]) -> (usize, usize) {
    let noticed = count(tried, Fate::Noticed);
    (
        noticed,
        noticed.saturating_add(count(tried, Fate::Unnoticed)),
    )
}

/// The share in hundredths of a percent, never rounded up.
fn hundredths(noticed: usize, all: usize) -> usize {
    let share = noticed.saturating_mul(10_000).checked_div(all);
    share.unwrap_or(10_000)
}

/// Whether so many percent of the changes are noticed.
pub fn mutation_reaches(tried: &[Tried], percent: u8) -> bool {
    let (noticed, all) = score(tried);
    hundredths(noticed, all) >= usize::from(percent).saturating_mul(100)
}

/// The score, then each change that no test notices. With a line end.
pub fn mutation_text(program: &Program, tried: &[Tried], look: Look) -> String {
    let language = look.language;
    let (noticed, all) = score(tried);
    let share = hundredths(noticed, all);
    let (whole, rest) = (share / 100, share % 100);
    let title = paint(&clean(&program.title), heading(), look.colour);
    let counts = language.pick(
        format!("{noticed} of {all} changes are noticed by a test ({whole}.{rest:02}%)"),
        format!("{all} 处改动中 {noticed} 处被测试发现（{whole}.{rest:02}%）"),
    );
    let equivalent = match count(tried, Fate::Equivalent) {
        0 => String::new(),
        count => language.pick(
            format!("; {count} more can be shown by no figures and are not counted"),
            format!("；另有 {count} 处任何数据都显不出差别，不计"),
        ),
    };
    let counts = format!("{counts}{equivalent}");
    let mut grid = Grid::new(vec![
        (words::TARGET.get(language), Fit::Whole),
        (words::CHANGE.get(language), Fit::Wraps(24)),
        (words::WRITTEN_AT.get(language), Fit::Whole),
    ]);
    for Tried { mutant, .. } in of_fate(tried, Fate::Unnoticed) {
        let change = mutant.text(program);
        let cells = [
            mutant.id(program),
            change.get(language),
            mutant.written(program),
        ];
        grid.row(cells.map(|cell| clean(cell).into()));
    }
    if noticed == all {
        return format!("{title}\n{counts}\n");
    }
    let heads = paint(words::UNNOTICED.get(language), heading(), look.colour);
    format!("{title}\n{counts}\n\n{heads}\n{}\n", grid.render(look))
}

/// The document of `dabiao mutate --format json`, with a line end.
pub fn mutation_json(program: &Program, tried: &[Tried], language: Language) -> String {
    let entries = |fate: Fate| {
        let entries = of_fate(tried, fate).map(|Tried { mutant, .. }| MutantEntry {
            item: mutant.id(program).to_owned(),
            at: mutant.written(program).to_owned(),
            change: mutant.text(program).get(language).to_owned(),
        });
        entries.collect()
    };
    let (noticed, all) = score(tried);
    crate::to_json::text(&MutationDocument {
        schema: MutationDocument::SCHEMA,
        policy: PolicyEntry {
            title: program.title.to_string(),
            hash: program.hash.clone(),
        },
        tried: all,
        noticed,
        unnoticed: entries(Fate::Unnoticed),
        equivalent: entries(Fate::Equivalent),
    })
}

fn of_fate(tried: &[Tried], fate: Fate) -> impl Iterator<Item = &Tried> {
    tried.iter().filter(move |it| it.fate == fate)
}
