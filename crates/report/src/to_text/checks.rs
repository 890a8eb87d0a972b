//! The checks that failed or could not be made.

use dabiao_core::{Assessment, CheckState};

use crate::clean::clean;
use crate::paint::{heading, of_check, paint};
use crate::table::{Fit, Grid, TableCell};
use crate::{Look, words};

/// The most results that are listed.
const MOST: usize = 60;

/// A table of them, the failed ones first; nothing when every check holds.
pub(super) fn section(assessment: &Assessment<'_>, look: Look) -> Option<String> {
    let (program, language) = (assessment.inner().program(), look.language);
    let mut grid = Grid::new(vec![
        (words::CHECK.get(language), Fit::Wraps(20)),
        (words::ENTITY.get(language), Fit::Whole),
        (words::PERIOD.get(language), Fit::Whole),
        (words::RESULT.get(language), Fit::Whole),
    ]);
    let mut open: Vec<_> = assessment
        .checks()
        .iter()
        .filter(|result| result.state != CheckState::Holds)
        .collect();
    open.sort_by_key(|result| result.state != CheckState::Fails);
    let beyond = open.len().saturating_sub(MOST);
    open.truncate(MOST);
    for result in &open {
        let Some(check) = program.checks.get(result.check) else {
            continue;
        };
        let title = check
            .title
            .as_deref()
            .map_or(String::new(), |title| format!(" {title}"));
        let entity = result
            .entity
            .map_or("", |entity| program.schema.entity_name(entity));
        let period = result
            .period
            .map_or(String::new(), |period| period.text(language));
        let state = TableCell::styled(
            words::check_state(result.state, language),
            of_check(result.state),
        );
        grid.row([
            clean(&format!("{}{title}", check.id)).into(),
            clean(entity).into(),
            period.into(),
            state,
        ]);
    }
    let title = paint(words::CHECKS.get(language), heading(), look.colour);
    let more = (beyond > 0).then(|| format!("\n{}", words::and_more(beyond, language)));
    let more = more.unwrap_or_default();
    (!open.is_empty()).then(|| format!("{title}\n{}{more}", grid.render(look)))
}
