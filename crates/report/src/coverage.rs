//! How far a policy covers the clauses of its document, as text and as JSON.

use std::fmt::Write as _;

use dabiao_core::ClauseRole;
use dabiao_core::coverage::{Coverage, Standing, UpperItem};

use crate::clean::clean;
use crate::document::{
    ClauseEntry, CoverageDocument, PolicyEntry, RoleEntry, StandingEntry, UnknownCiteEntry,
    UpperItemEntry,
};
use crate::paint::{heading, paint};
use crate::table::{Fit, Grid};
use crate::{Look, words};

/// A coverage with what it is told with.
#[derive(Debug, Clone, Copy)]
pub struct CoverageReport<'a> {
    /// The policy's title.
    pub title: &'a str,
    /// The digest of the policy's text.
    pub hash: &'a str,
    /// What was found.
    pub coverage: &'a Coverage,
    /// The share in percent that was asked for, in digits.
    pub threshold: &'a str,
    /// Whether it is reached and every cite names a clause that exists.
    pub complete: bool,
}

/// The report: how many clauses are accounted for and by what, then what is left over on either side. With a line end.
pub fn coverage_text(report: &CoverageReport<'_>, look: Look) -> String {
    let mut sections = vec![head(report, look)];
    sections.extend(unaccounted(report.coverage, look));
    sections.extend(without_clause(report.coverage, look));
    sections.extend(unknown(report.coverage, look));
    sections.extend(upper_items(report.coverage, look));
    sections
        .iter()
        .map(|section| format!("{section}\n"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn head(report: &CoverageReport<'_>, look: Look) -> String {
    let language = look.language;
    let (coverage, total) = (report.coverage, report.coverage.clauses.len());
    let title = paint(&clean(report.title), heading(), look.colour);
    let accounted = coverage.accounted();
    let share = percent(accounted, total);
    let mut text = format!(
        "{title}\n{}\n",
        language.pick(
            format!("{accounted} of {total} clauses accounted for ({share}%)"),
            format!("{total} 个条款中 {accounted} 个已有着落（{share}%）"),
        )
    );
    let roles = coverage
        .by_role()
        .into_iter()
        .filter(|(_, count)| *count > 0);
    for (index, (role, count)) in roles.enumerate() {
        let separator = if index == 0 { "" } else { " · " };
        let _ = write!(text, "{separator}{} {count}", role.name(language));
    }
    text
}

/// The share in percent, never rounded up: 100 only where nothing is missing.
fn percent(accounted: usize, total: usize) -> String {
    let hundredths = accounted.saturating_mul(10_000).checked_div(total);
    let hundredths = hundredths.unwrap_or(10_000);
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    if rest == 0 {
        whole.to_string()
    } else {
        format!("{whole}.{rest:02}")
    }
}

fn unaccounted(coverage: &Coverage, look: Look) -> Option<String> {
    let mut grid = Grid::new(vec![
        (words::SOURCE_CLAUSE.get(look.language), Fit::Whole),
        (words::PLACE.get(look.language), Fit::Wraps(12)),
        (words::GIST.get(look.language), Fit::Wraps(24)),
    ]);
    for clause in coverage.unaccounted() {
        grid.row([&clause.id, &clause.place, &clause.gist].map(|cell| clean(cell).into()));
    }
    let none = coverage.unaccounted().next().is_none();
    (!none).then(|| titled(words::CLAUSES_WITHOUT_ANYTHING, &grid, look))
}

fn without_clause(coverage: &Coverage, look: Look) -> Option<String> {
    let mut grid = Grid::new(vec![
        (words::KIND.get(look.language), Fit::Whole),
        (words::NAME.get(look.language), Fit::Wraps(20)),
        (words::WRITTEN_AT.get(look.language), Fit::Whole),
    ]);
    for rule in &coverage.rules_without_clause {
        let role = singular(rule.role, look);
        grid.row([role, &rule.name, &rule.at].map(|cell| clean(cell).into()));
    }
    (!coverage.rules_without_clause.is_empty())
        .then(|| titled(words::RULES_WITHOUT_CLAUSE, &grid, look))
}

fn singular(role: ClauseRole, look: Look) -> &'static str {
    look.language.pick(role.key(), role.name(look.language))
}

fn unknown(coverage: &Coverage, look: Look) -> Option<String> {
    let mut grid = Grid::new(vec![
        (words::SOURCE_CLAUSE.get(look.language), Fit::Whole),
        (words::WRITTEN_AT.get(look.language), Fit::Whole),
        (words::NEAREST.get(look.language), Fit::Whole),
    ]);
    for unknown in &coverage.unknown {
        let nearest = unknown.nearest.as_deref().unwrap_or_default();
        let (id, at) = (&unknown.cited.clause, &unknown.cited.at);
        grid.row([id, at, nearest].map(|cell: &str| clean(cell).into()));
    }
    (!coverage.unknown.is_empty()).then(|| titled(words::UNKNOWN_CITES, &grid, look))
}

fn upper_items(coverage: &Coverage, look: Look) -> Option<String> {
    let mut grid = Grid::new(vec![
        (words::POLICY_ABOVE.get(look.language), Fit::Whole),
        (words::TARGET.get(look.language), Fit::Whole),
        (words::NAME.get(look.language), Fit::Wraps(24)),
    ]);
    for item in &coverage.upper_items_left {
        let title = item.title.as_deref().unwrap_or_default();
        let cells: [&str; 3] = [&item.policy, &item.id, title];
        grid.row(cells.map(|cell| clean(cell).into()));
    }
    (!coverage.upper_items_left.is_empty()).then(|| titled(words::UPPER_ITEMS_LEFT, &grid, look))
}

fn titled(title: words::Word, grid: &Grid, look: Look) -> String {
    let title = paint(title.get(look.language), heading(), look.colour);
    format!("{title}\n{}", grid.render(look))
}

/// The document of `dabiao coverage --format json`, with a line end.
pub fn coverage_json(report: &CoverageReport<'_>) -> String {
    let coverage = report.coverage;
    let roles = coverage
        .by_role()
        .into_iter()
        .map(|(role, clauses)| RoleEntry {
            role: role.key(),
            clauses,
        });
    let clauses = coverage.clauses.iter().map(|covered| ClauseEntry {
        id: covered.clause.id.to_string(),
        place: covered.clause.place.to_string(),
        gist: covered.clause.gist.to_string(),
        note: Some(covered.clause.note.to_string()).filter(|note| !note.is_empty()),
        by: covered.by.iter().map(standing).collect(),
    });
    let unknown = coverage.unknown.iter().map(|unknown| UnknownCiteEntry {
        id: unknown.cited.clause.to_string(),
        at: unknown.cited.at.to_string(),
        nearest: unknown.nearest.as_deref().map(str::to_owned),
    });
    crate::to_json::text(&CoverageDocument {
        schema: CoverageDocument::SCHEMA,
        policy: PolicyEntry {
            title: report.title.to_owned(),
            hash: report.hash.to_owned(),
        },
        clauses_total: coverage.clauses.len(),
        clauses_accounted: coverage.accounted(),
        threshold: report.threshold.to_owned(),
        complete: report.complete,
        roles: roles.collect(),
        clauses: clauses.collect(),
        rules_without_clause: coverage.rules_without_clause.iter().map(standing).collect(),
        unknown_cites: unknown.collect(),
        upper_items_left: coverage.upper_items_left.iter().map(upper_item).collect(),
    })
}

fn upper_item(item: &UpperItem) -> UpperItemEntry {
    UpperItemEntry {
        policy: item.policy.to_string(),
        id: item.id.to_string(),
        title: item.title.as_deref().map(str::to_owned),
    }
}

fn standing(standing: &Standing) -> StandingEntry {
    StandingEntry {
        role: standing.role.key(),
        name: Some(standing.name.to_string()).filter(|name| !name.is_empty()),
        at: standing.at.to_string(),
    }
}
