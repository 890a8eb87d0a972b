//! How grave diagnostics are in a policy and which are excused: what its `level` and `allow` say.

use dabiao_diagnostics::{At, Code, Diagnostic, Diagnostics, Severity, Sources, Span};
use dabiao_diagnostics::{nearest, register};
use dabiao_syntax::ast::{Allow, Clause, Id, Item, ItemKind, LevelText, Module, PolicyClause};

/// The levels and exceptions of one policy.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    levels: Vec<(&'static Code, Severity)>,
    allowances: Vec<Allowance>,
}

/// A code that is not to be reported.
#[derive(Debug, Clone)]
struct Allowance {
    code: &'static Code,
    /// Of which item; none for the whole policy.
    of: Option<Of>,
    /// Where it is written.
    span: Span,
    /// Whether it stands in a file of which only the declarations count.
    imported: bool,
}

/// An item by its place, and by its id as findings of an evaluation know it.
#[derive(Debug, Clone)]
struct Of {
    span: Span,
    id: Option<String>,
}

impl Levels {
    /// What the modules say, and what is wrong with it.
    pub fn of(modules: &[Module], sources: &Sources) -> (Self, Diagnostics) {
        let (mut found, mut wrong) = (Self::default(), Diagnostics::new());
        for module in modules {
            let imported = sources
                .get(module.file)
                .is_some_and(dabiao_diagnostics::SourceFile::is_imported);
            for item in &module.items {
                if let ItemKind::Policy(policy) = &item.kind
                    && !imported
                {
                    found.levels(&policy.clauses, &mut wrong);
                }
                for allow in &item.allows {
                    found.allowance(item, allow, imported, &mut wrong);
                }
            }
        }
        (found, wrong)
    }

    fn levels(&mut self, clauses: &[Clause<PolicyClause>], wrong: &mut Diagnostics) {
        for clause in clauses {
            let PolicyClause::Level(id, level) = &clause.kind else {
                continue;
            };
            let level = match level {
                LevelText::Error => Severity::Error,
                LevelText::Warning => Severity::Warning,
                LevelText::Note => Severity::Note,
            };
            match known(id) {
                Ok(code) if code.severity == Severity::Error && level != Severity::Error => {
                    wrong.push(not_to_be_allowed(code, id));
                }
                Ok(code) if self.levels.iter().any(|(other, _)| *other == code) => {
                    let repeated = Diagnostic::new(&register::REPEATED_CLAUSE, clause.span);
                    wrong.push(repeated.with("clause", format!("level {}", code.id)));
                }
                Ok(code) => self.levels.push((code, level)),
                Err(unknown) => wrong.push(*unknown),
            }
        }
    }

    fn allowance(
        &mut self,
        item: &Item,
        allow: &Clause<Allow>,
        imported: bool,
        wrong: &mut Diagnostics,
    ) {
        let code = match known(&allow.kind.code) {
            Ok(code) if code.severity == Severity::Error => {
                return wrong.push(not_to_be_allowed(code, &allow.kind.code));
            }
            Ok(code) => code,
            Err(unknown) => return wrong.push(*unknown),
        };
        let of = (!matches!(item.kind, ItemKind::Policy(_))).then(|| Of {
            span: item.span,
            id: id_of(item),
        });
        self.allowances.push(Allowance {
            code,
            of,
            span: allow.span,
            imported,
        });
    }

    /// The diagnostics of a policy without what is excused, each as grave as the policy says; and beside them the
    /// exceptions that excuse nothing. With errors some of what they excuse may not have been found yet.
    #[must_use]
    pub fn judge(&self, found: Diagnostics) -> Diagnostics {
        let mut used = vec![false; self.allowances.len()];
        let mut judged = Diagnostics::new();
        for diagnostic in found {
            if !self.excuses(&diagnostic, &mut used) {
                judged.push(diagnostic);
            }
        }
        if !judged.has_errors() {
            let idle = self
                .allowances
                .iter()
                .zip(used)
                .filter(|(it, used)| !used && !it.imported && is_of_policies(it.code));
            judged.extend(idle.map(|(it, _)| {
                Diagnostic::new(&register::EXCUSES_NOTHING, it.span).with("code", it.code.id)
            }));
        }
        judged.into_iter().map(|it| self.levelled(it)).collect()
    }

    /// The same of what an evaluation found.
    #[must_use]
    pub fn judge_findings(&self, found: Diagnostics) -> Diagnostics {
        let mut used = vec![false; self.allowances.len()];
        let kept = found.into_iter().filter(|it| !self.excuses(it, &mut used));
        kept.map(|it| self.levelled(it)).collect()
    }

    /// Whether an exception covers it; those that do are marked as used.
    fn excuses(&self, diagnostic: &Diagnostic, used: &mut [bool]) -> bool {
        let mut excused = false;
        for (allowance, used) in self.allowances.iter().zip(used) {
            if allowance.code == diagnostic.code && allowance.covers(diagnostic) {
                *used = true;
                excused = true;
            }
        }
        excused
    }

    fn levelled(&self, mut diagnostic: Diagnostic) -> Diagnostic {
        let level = self
            .levels
            .iter()
            .find(|(code, _)| *code == diagnostic.code);
        if let Some((_, severity)) = level {
            diagnostic.severity = *severity;
        }
        diagnostic
    }
}

impl Allowance {
    fn covers(&self, diagnostic: &Diagnostic) -> bool {
        let Some(of) = &self.of else {
            return true;
        };
        match &diagnostic.at {
            At::Span(span) => {
                span.file == of.span.file
                    && of.span.range().contains(&(span.start as usize))
                    && span.end <= of.span.end
            }
            _ => of.id.is_some() && of.id == diagnostic.item,
        }
    }
}

/// Whether compiling finds it; what only data shows may come up another day.
fn is_of_policies(code: &Code) -> bool {
    code.id.starts_with(['S', 'N', 'T', 'L'])
}

fn known(id: &Id) -> Result<&'static Code, Box<Diagnostic>> {
    register::find(&id.text).ok_or_else(|| {
        let names: Vec<&str> = register::all().flat_map(|it| [it.id, it.name]).collect();
        let unknown = Diagnostic::new(&register::UNKNOWN_CODE, id.span)
            .with("name", id.text.as_str())
            .with("nearest", nearest::known(&id.text, names.iter().copied()));
        Box::new(unknown)
    })
}

fn not_to_be_allowed(code: &'static Code, id: &Id) -> Diagnostic {
    Diagnostic::new(&register::NOT_TO_BE_ALLOWED, id.span)
        .with("code", format!("{} {}", code.id, code.name))
}

/// The id that verdicts, checks, escalations and scores are known by.
fn id_of(item: &Item) -> Option<String> {
    let id = match &item.kind {
        ItemKind::Target(it) => it.id.as_ref(),
        ItemKind::Milestone(it) => it.id.as_ref(),
        ItemKind::Check(it) => it.id.as_ref(),
        ItemKind::Escalation(it) => it.id.as_ref(),
        ItemKind::Score(it) => it.id.as_ref(),
        ItemKind::Task(it) => Some(&it.id),
        _ => None,
    };
    id.map(|id| id.text.clone())
}
