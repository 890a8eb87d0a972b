//! Which changes of a policy its tests do not notice, as text and as JSON.

use dabiao_core::{Language, Program, Tried};

use crate::clean::clean;
use crate::document::{MutantEntry, MutationDocument, PolicyEntry};
use crate::paint::{heading, paint};
use crate::table::{Fit, Grid};
use crate::{Look, words};

/// How many of the changes were noticed.
fn noticed(tried: &[Tried]) -> usize {
    tried.iter().filter(|it| it.noticed).count()
}

/// The share in hundredths of a percent, never rounded up.
fn hundredths(noticed: usize, all: usize) -> usize {
    let share = noticed.saturating_mul(10_000).checked_div(all);
    share.unwrap_or(10_000)
}

/// Whether so many percent of the changes are noticed.
pub fn mutation_reaches(tried: &[Tried], percent: u8) -> bool {
    hundredths(noticed(tried), tried.len()) >= usize::from(percent).saturating_mul(100)
}

/// The score, then each change that no test notices. With a line end.
pub fn mutation_text(program: &Program, tried: &[Tried], look: Look) -> String {
    let language = look.language;
    let (noticed, all) = (noticed(tried), tried.len());
    let share = hundredths(noticed, all);
    let (whole, rest) = (share / 100, share % 100);
    let title = paint(&clean(&program.title), heading(), look.colour);
    let counts = language.pick(
        format!("{noticed} of {all} changes are noticed by a test ({whole}.{rest:02}%)"),
        format!("{all} 处改动中 {noticed} 处被测试发现（{whole}.{rest:02}%）"),
    );
    let mut grid = Grid::new(vec![
        (words::TARGET.get(language), Fit::Whole),
        (words::CHANGE.get(language), Fit::Wraps(24)),
        (words::WRITTEN_AT.get(language), Fit::Whole),
    ]);
    for Tried { mutant, .. } in tried.iter().filter(|it| !it.noticed) {
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
    let unnoticed = tried.iter().filter(|it| !it.noticed);
    let unnoticed = unnoticed.map(|Tried { mutant, .. }| MutantEntry {
        item: mutant.id(program).to_owned(),
        at: mutant.written(program).to_owned(),
        change: mutant.text(program).get(language).to_owned(),
    });
    crate::to_json::text(&MutationDocument {
        schema: MutationDocument::SCHEMA,
        policy: PolicyEntry {
            title: program.title.to_string(),
            hash: program.hash.clone(),
        },
        tried: tried.len(),
        noticed: noticed(tried),
        unnoticed: unnoticed.collect(),
    })
}
