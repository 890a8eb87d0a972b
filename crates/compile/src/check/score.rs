//! Scores: what each part marks, weights that add up, grades that join, lists.

mod part;

use std::sync::Arc;

use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_eval::program::{List, Method, MissingParts, Places};
use dabiao_model::{Comparator, Ratio, Text};
use dabiao_syntax::ast::{self, Band, ListText, Quantity, ScoreClause};

use crate::compiler::Compiler;
use crate::hir;

impl Compiler<'_> {
    /// A score over the rules and metrics of the policy.
    pub(super) fn score(
        &mut self,
        score: &ast::Score,
        span: Span,
        index: usize,
        rules: &[hir::Rule],
    ) -> Option<hir::Score> {
        let id = score.id.as_ref().map_or_else(
            || format!("score-{}", index.saturating_add(1)),
            |id| id.text.to_string(),
        );
        self.item = Some(id.clone());
        let kind = self.known_kind(&score.per);
        let cadence = score.cadence.map(|text| text.cadence);
        let cadence = cadence.or(self.settings.monitor);
        if cadence.is_none() {
            self.report(Diagnostic::new(&register::NO_CADENCE, span));
        }
        let mut parts: Vec<hir::ScorePart> = Vec::new();
        if score.of_all_targets {
            parts.extend(weighted(rules));
        }
        let mut whole = true;
        for part in &score.parts {
            match self.score_part(&part.value, part.span, rules) {
                Some(part) => parts.push(part),
                None => whole = false,
            }
        }
        if whole {
            self.add_up(&mut parts, span);
        }
        let clauses = || score.clauses.iter().map(|clause| &clause.kind);
        let grades = clauses().find_map(|clause| match clause {
            ScoreClause::Grades(bands) => Some(bands),
            _ => None,
        });
        let grades = grades.map(|bands| self.grades(bands)).unwrap_or_default();
        let missing = self.missing_parts(score);
        let lists = clauses().filter_map(|clause| match clause {
            ScoreClause::List(list) => Some(list),
            _ => None,
        });
        let lists: Vec<&ListText> = lists.collect();
        let lists = lists.into_iter().map(|list| self.score_list(list, span));
        let lists = lists.collect();
        let cited = clauses().filter_map(|clause| match clause {
            ScoreClause::Cite(ids) => Some(ids),
            _ => None,
        });
        Some(hir::Score {
            id: id.into(),
            title: score.title.as_ref().map(|title| title.text.as_str().into()),
            entities: self.of_kind(kind?),
            cadence: cadence?,
            parts,
            grades,
            missing,
            rounded_to: clauses().find_map(|clause| match clause {
                ScoreClause::RoundedTo(places) => Some(*places),
                _ => None,
            }),
            lists,
            cite: cited.flatten().map(|id| id.text.as_str().into()).collect(),
            place: self.place(span),
        })
    }

    /// The full marks add up to 100; the weights of all targets may be shares.
    fn add_up(&mut self, parts: &mut [hir::ScorePart], span: Span) {
        let sum = parts
            .iter()
            .fold(Ratio::ZERO, |sum, part| &sum + &part.weight);
        let hundred = Ratio::whole(100);
        if sum == Ratio::ONE {
            for part in parts {
                part.weight = &part.weight * &hundred;
            }
        } else if sum != hundred {
            let sum = sum.digits(6);
            self.report(Diagnostic::new(&register::WEIGHTS_DO_NOT_ADD_UP, span).with("sum", sum));
        }
    }

    /// Marks as a number; a share is one of 100.
    pub(super) fn marks(&mut self, quantity: &Quantity) -> Option<Ratio> {
        let (value, unit) = self.quantity(quantity)?;
        match unit.as_ref().map(|unit| unit.en.as_ref()) {
            Some("marks") => return Some(value),
            Some("%") => return Some(&value * &Ratio::whole(100)),
            _ => {}
        }
        self.misplaced(quantity.span, "write marks: 20 marks", "请写分数：20分");
        None
    }

    fn grades(&mut self, bands: &[Band]) -> Vec<(Arc<str>, Option<Ratio>)> {
        let mut grades: Vec<(Arc<str>, Option<Ratio>)> = Vec::new();
        let last = bands.len().saturating_sub(1);
        for (index, band) in bands.iter().enumerate() {
            let from = match &band.from {
                Some((Comparator::AtLeast, from)) => {
                    let Some(from) = self.marks(from) else {
                        return grades;
                    };
                    Some(from)
                }
                Some(_) => return self.bands_apart(band, grades),
                None => None,
            };
            let before = grades.last().and_then(|(_, from)| from.as_ref());
            let descends = match (before, &from) {
                (Some(before), Some(from)) => from < before,
                _ => true,
            };
            if !descends || (from.is_none() != (index == last)) {
                return self.bands_apart(band, grades);
            }
            grades.push((band.name.text.as_str().into(), from));
        }
        grades
    }

    fn bands_apart<T>(&mut self, band: &Band, grades: T) -> T {
        let name = band.name.text.as_str();
        let diagnostic = Diagnostic::new(&register::BANDS_APART, band.name.span);
        self.report(diagnostic.with("name", name));
        grades
    }

    fn missing_parts(&mut self, score: &ast::Score) -> MissingParts {
        let mut missing = MissingParts::NoTotal;
        for clause in &score.clauses {
            match &clause.kind {
                ScoreClause::MissingZero => missing = MissingParts::Zero,
                ScoreClause::MissingReweighted if missing == MissingParts::NoTotal => {
                    missing = MissingParts::Reweighted(None);
                }
                ScoreClause::NoTotalAbove(share) => {
                    let share = self.marks(share);
                    let share = share.and_then(|share| share.checked_div(&Ratio::whole(100)));
                    missing = MissingParts::Reweighted(share);
                }
                _ => {}
            }
        }
        missing
    }

    fn score_list(&mut self, list: &ListText, span: Span) -> List {
        if list.count == 0 {
            self.misplaced(span, "a list has at least one place", "名单至少有一名");
        }
        List {
            black: list.black,
            bottom: list.bottom,
            places: if list.percent {
                Places::Share(Ratio::new(i128::from(list.count), 100))
            } else {
                Places::Count(list.count)
            },
            except_all_met: list.except_all_met,
            except: list
                .except
                .as_ref()
                .map(|names| self.expand(names))
                .unwrap_or_default(),
            backfill: list.backfill,
        }
    }

    fn unmarkable<T>(&mut self, span: Span, en: &str, zh: &str) -> Option<T> {
        let needs = Text::new(en, zh);
        self.report(Diagnostic::new(&register::UNMARKABLE_PART, span).with("needs", needs));
        None
    }
}

/// Every rule with a weight, marked by attainment.
fn weighted(rules: &[hir::Rule]) -> impl Iterator<Item = hir::ScorePart> + '_ {
    let rules = rules.iter().enumerate();
    rules.filter_map(|(index, rule)| {
        Some(hir::ScorePart {
            label: rule.id.clone(),
            of: hir::Marked::Rule(index),
            weight: rule.duty.weight.clone()?,
            method: Method::Attainment,
        })
    })
}
