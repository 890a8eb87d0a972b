//! What the rules of a policy say together, found without any data.

use dabiao_analysis::compare::{self, Difference, Link, Refined};
use dabiao_analysis::targets::{self, Analysis, Finding};
use dabiao_diagnostics::{At, Diagnostic, Sources, Span};
use dabiao_syntax::ast::ItemKind;

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
        let mut analysis = self.program().map(targets::analyse)?;
        analysis
            .findings
            .retain(|finding| self.diagnostic_of(finding).is_some());
        Some(analysis)
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

    /// A finding of its analysis as a diagnostic at the place of the target, as grave as the policy says; none for what
    /// it excuses.
    pub fn diagnostic_of(&self, finding: &Finding) -> Option<Diagnostic> {
        let program = self.program()?;
        let span = self.place_of(finding.rule);
        self.judged(finding.diagnostic(program, span.map_or(At::Nowhere, At::Span)))
    }

    /// What it lacks of a target or milestone of the policy above, as a diagnostic at the place of what stands under it,
    /// else at the `refines` or `policy` item; none where it lacks nothing, and for what the policy excuses.
    pub fn lack_of(&self, refined: &Refined, upper: &Self) -> Option<Diagnostic> {
        let (own, above) = (self.program()?, upper.program()?);
        let under = refined.own.first().and_then(|rule| self.place_of(*rule));
        let span = under.or_else(|| self.place_of_upper(&above.title));
        self.judged(refined.diagnostic(own, above, span.map_or(At::Nowhere, At::Span))?)
    }

    fn judged(&self, diagnostic: Diagnostic) -> Option<Diagnostic> {
        let one = std::iter::once(diagnostic).collect();
        self.levels().judge_findings(one).into_iter().next()
    }

    fn place_of(&self, rule: usize) -> Option<Span> {
        let rule = self.program()?.rules.get(rule)?;
        span_of(&self.0.sources, &rule.place)
    }

    /// Where the policy above is named, else the policy's own title.
    fn place_of_upper(&self, title: &str) -> Option<Span> {
        let uppers = &self.typed()?.uppers;
        let called = uppers.iter().find(|it| it.title.as_ref() == title);
        let items = || self.modules().iter().flat_map(|module| &module.items);
        let named = items().find_map(|item| match &item.kind {
            ItemKind::Refines(refines) => called
                .is_some_and(|it| it.name.as_ref() == refines.name.text)
                .then_some(refines.path.span),
            _ => None,
        });
        named.or_else(|| {
            items().find_map(|item| match &item.kind {
                ItemKind::Policy(policy) => Some(policy.title.span),
                _ => None,
            })
        })
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
