//! The search: cases of a formula one after the other, whole numbers by branching.

use std::collections::BTreeSet;

use dabiao_model::Ratio;

use super::Work;
use super::formula::{Formula, PremiseId};
use super::linear::{Literal, Relation, Sum, VarId};
use super::proof::Proof;
use super::simplex::{Feasibility, solve};

/// What is asked: are there figures that satisfy all formulas?
#[derive(Debug, Clone, Copy)]
pub struct Decision<'a> {
    /// The formulas; all must hold.
    pub formulas: &'a [&'a Formula],
    /// Of each figure, whether it is a whole number.
    pub whole: &'a [bool],
}

/// The answer to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// These figures satisfy all.
    Possible(Vec<Ratio>),
    /// None do.
    Impossible(Proof),
    /// The work was used up before it was decided.
    GivenUp,
}

/// How often a figure is branched on below each other: an equation may have no whole solution and no end of branches.
const DEEPEST: usize = 24;

/// Decides whether figures satisfy all formulas.
///
/// Whole numbers are taken for fractions first: most is decided so, and more plainly.
pub fn decide(decision: Decision<'_>, work: &mut Work) -> Answer {
    let is_whole = |(figure, whole): (&Ratio, &bool)| !whole || figure.is_whole();
    let fractions = vec![false; decision.whole.len()];
    let relaxed = Decision {
        whole: &fractions,
        ..decision
    };
    match searched(relaxed, work) {
        Answer::Possible(figures) if !figures.iter().zip(decision.whole).all(is_whole) => {
            searched(decision, work)
        }
        decided => decided,
    }
}

fn searched(decision: Decision<'_>, work: &mut Work) -> Answer {
    let mut search = Search {
        whole: decision.whole,
        held: Vec::new(),
        work,
    };
    let mut open = Vec::new();
    for formula in decision.formulas {
        if !search.hold(formula, None, &mut open) {
            return Answer::Impossible(Proof::Added(Vec::new()));
        }
    }
    match search.cases(&open) {
        Found::Possible(values) => Answer::Possible(values),
        Found::Impossible(proof, _) => Answer::Impossible(proof),
        Found::GivenUp => Answer::GivenUp,
    }
}

enum Found {
    Possible(Vec<Ratio>),
    /// With the places of the held literals that it rests on.
    Impossible(Proof, BTreeSet<usize>),
    GivenUp,
}

/// A literal that holds, as it is used and what it rests on.
struct Held {
    literal: Literal,
    /// Nothing where it is a branch on a whole number.
    premise: Option<PremiseId>,
}

/// Alternatives of which one must hold.
#[derive(Clone, Copy)]
struct Open<'f> {
    alternatives: &'f [Formula],
    /// The place from which on the case that they stand in holds its literals; none outside of cases.
    case: Option<usize>,
}

struct Search<'a> {
    whole: &'a [bool],
    held: Vec<Held>,
    work: &'a mut Work,
}

impl Search<'_> {
    /// Holds what a formula says without alternatives, and collects those; false where it is plainly false.
    fn hold<'f>(
        &mut self,
        formula: &'f Formula,
        case: Option<usize>,
        open: &mut Vec<Open<'f>>,
    ) -> bool {
        match formula {
            Formula::Is(literal, premise) => {
                let whole = |var: &VarId| self.whole.get(var.0) == Some(&true);
                let tight = literal.sum.terms.keys().all(whole);
                self.held.push(Held {
                    literal: if tight {
                        literal.tightened()
                    } else {
                        literal.clone()
                    },
                    premise: Some(*premise),
                });
                true
            }
            Formula::All(parts) => parts.iter().all(|part| self.hold(part, case, open)),
            Formula::Any(parts) => match parts.as_slice() {
                [] => false,
                [only] => self.hold(only, case, open),
                alternatives => {
                    open.push(Open { alternatives, case });
                    true
                }
            },
        }
    }

    fn cases(&mut self, open: &[Open<'_>]) -> Found {
        let figures = match self.conjunction() {
            Found::Possible(figures) => figures,
            decided => return decided,
        };
        let Some((Open { alternatives, case }, rest)) = open.split_first() else {
            return self.integral(figures, DEEPEST);
        };
        let mark = self.held.len();
        let (mut proofs, mut used) = (Vec::new(), BTreeSet::new());
        for alternative in *alternatives {
            let mut open = rest.to_vec();
            let found = if self.hold(alternative, Some(mark), &mut open) {
                self.cases(&open)
            } else {
                Found::Impossible(Proof::Added(Vec::new()), BTreeSet::from([mark]))
            };
            self.held.truncate(mark);
            match found {
                Found::Impossible(proof, places) => {
                    // What does not rest on the case speaks of all of them.
                    if places.iter().all(|place| *place < mark) {
                        return Found::Impossible(proof, places);
                    }
                    proofs.push(proof);
                    used.extend(places.into_iter().filter(|place| *place < mark));
                }
                decided => return decided,
            }
        }
        used.extend(case);
        Found::Impossible(Proof::Cases(proofs), used)
    }

    /// The literals that hold, over the rationals.
    fn conjunction(&mut self) -> Found {
        let literals: Vec<&Literal> = self.held.iter().map(|held| &held.literal).collect();
        match solve(&literals, self.whole.len(), self.work) {
            Feasibility::Feasible(figures) => Found::Possible(figures),
            Feasibility::GivenUp => Found::GivenUp,
            Feasibility::Infeasible(parts) => {
                let places = parts.iter().map(|(place, _)| *place).collect();
                let part = |(place, factor): (usize, Ratio)| {
                    let held = self.held.get(place)?;
                    let premise = held.premise.unwrap_or(BRANCH);
                    Some((factor, held.literal.clone(), premise))
                };
                let parts = parts.into_iter().filter_map(part).collect();
                Found::Impossible(Proof::Added(parts), places)
            }
        }
    }

    /// The same where some figures are whole numbers.
    fn integral(&mut self, figures: Vec<Ratio>, deep: usize) -> Found {
        let broken = figures.iter().zip(self.whole).enumerate();
        let broken = broken
            .filter(|(_, (figure, whole))| **whole && !figure.is_whole())
            .map(|(index, (figure, _))| (VarId(index), figure.floor()))
            .next();
        let Some((var, most)) = broken else {
            return Found::Possible(figures);
        };
        let Some(deeper) = deep.checked_sub(1) else {
            return Found::GivenUp;
        };
        let least = &most + &Ratio::ONE;
        let at_most = Sum::number(most.clone()).plus(&Sum::of(var), &Ratio::whole(-1));
        let at_least = Sum::of(var).plus(&Sum::number(least), &Ratio::whole(-1));
        let mark = self.held.len();
        let (mut proofs, mut used) = (Vec::new(), BTreeSet::new());
        for sum in [at_most, at_least] {
            self.held.push(Held {
                literal: Literal {
                    sum,
                    relation: Relation::AtLeast,
                },
                premise: None,
            });
            let found = match self.conjunction() {
                Found::Possible(figures) => self.integral(figures, deeper),
                decided => decided,
            };
            self.held.truncate(mark);
            match found {
                Found::Impossible(proof, places) if places.iter().all(|place| *place < mark) => {
                    return Found::Impossible(proof, places);
                }
                Found::Impossible(proof, places) => {
                    proofs.push(proof);
                    used.extend(places.into_iter().filter(|place| *place < mark));
                }
                decided => return decided,
            }
        }
        let mut proofs = proofs.into_iter();
        match (proofs.next(), proofs.next()) {
            (Some(below), Some(above)) => Found::Impossible(
                Proof::Whole {
                    var,
                    most,
                    below: Box::new(below),
                    above: Box::new(above),
                },
                used,
            ),
            _ => Found::GivenUp,
        }
    }
}

/// What a branch on a whole number rests on: that it is one.
pub(crate) const BRANCH: PremiseId = PremiseId(usize::MAX);
