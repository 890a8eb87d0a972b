//! What the rules of a policy say together, found without any data.

use dabiao_analysis::compare::{self, Difference, Link, Refined};
use dabiao_analysis::targets::{self, Analysis, Finding};
use dabiao_diagnostics::{At, Diagnostic, Sources, Span};

use super::Policy;

impl Policy {
    /// Whether its targets contradict, repeat or imply each other, and whether each can be met and missed; none for a
    /// policy with errors.
    ///
    /// ```
    /// use dabiao_core::{Policy, SourceFile, Sources};
    ///
    /// let mut sources = Sources::new();
    /// sources.add(SourceFile::new("plan.dabiao", "policy \"Plan\"\nmetric loans in yuan\n\
    ///     target 1: loans ≥ 5 yuan\ntarget 2: loans ≤ 4 yuan\n"));
    /// let policy = Policy::compile(&sources)?;
    /// let analysis = policy.analyse().unwrap();
    /// let found = policy.diagnostic_of(&analysis.findings[0]).unwrap();
    /// assert_eq!(found.code.name, "contradictory-targets");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn analyse(&self) -> Option<Analysis> {
        self.program().map(targets::analyse)
    }

    /// What it makes of each target and milestone of a policy above it: those that say in a `refines` which one they
    /// stand under, else those that speak of the same figures; none where either has errors.
    pub fn refinement(&self, upper: &Self) -> Option<Vec<Refined>> {
        let (own, above) = (self.program()?, upper.program()?);
        let typed = self.typed()?;
        let meant = |index: usize| {
            typed
                .uppers
                .get(index)
                .is_some_and(|it| it.title == above.title)
        };
        let links = typed.refinements.iter().filter(|it| meant(it.upper));
        let links: Vec<Link> = links
            .map(|it| Link {
                rule: it.rule.clone(),
                upper: it.item.clone(),
                contributes: it.contributes.clone(),
            })
            .collect();
        Some(compare::refinement(own, above, &links))
    }

    /// What it asks that an older text of it did not, target by target; none where either has errors.
    pub fn difference(&self, old: &Self) -> Option<Vec<Difference>> {
        Some(compare::difference(old.program()?, self.program()?))
    }

    /// The digest of what it says: not of its layout, its language, or comments that stand on a line of their own. None
    /// for a policy with errors.
    pub fn content_hash(&self) -> Option<String> {
        self.program()?;
        Some(dabiao_compile::content_hash(self.modules()))
    }

    /// A finding of its analysis as a diagnostic at the place of the target.
    pub fn diagnostic_of(&self, finding: &Finding) -> Option<Diagnostic> {
        let program = self.program()?;
        let place = program.rules.get(finding.rule).map(|rule| &rule.place);
        let span = place.and_then(|place| span_of(&self.0.sources, place));
        Some(finding.diagnostic(program, span.map_or(At::Nowhere, At::Span)))
    }
}

/// The line that a place names, from the place on: `plan.dabiao:12:1`.
fn span_of(sources: &Sources, place: &str) -> Option<Span> {
    let (rest, column) = place.rsplit_once(':')?;
    let (name, line) = rest.rsplit_once(':')?;
    let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
    let id = sources.named(name)?;
    let text = sources.get(id)?.text();
    let before: usize = text
        .split_inclusive('\n')
        .take(line.checked_sub(1)?)
        .map(str::len)
        .sum();
    let line = text.get(before..)?.lines().next()?;
    let skipped = line
        .chars()
        .take(column.checked_sub(1)?)
        .map(char::len_utf8);
    let start = before.checked_add(skipped.sum())?;
    let end = before.checked_add(line.trim_end().len())?;
    Some(Span {
        file: id,
        start: u32::try_from(start).ok()?,
        end: u32::try_from(end.max(start)).ok()?,
    })
}
