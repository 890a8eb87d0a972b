//! A proof as lines that a person can follow: what is used how many times, what follows, what it clashes with.

use dabiao_eval::Program;
use dabiao_model::{Language, Ratio, Text};

use crate::decide::{Literal, PremiseId, Proof, Relation, Sum};
use crate::world::{Figures, Premise, Premises, figure_name, statement};

/// What a line of a derivation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A comparison that is used.
    Uses,
    /// What those above add up to.
    Hence,
    /// A figure is not zero or not negative, which is used beside that.
    Beside,
    /// What cannot hold beside it.
    Against,
    /// One of several cases begins.
    Case,
}

/// A line of a derivation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// In how many cases it lies.
    pub depth: usize,
    /// What it is.
    pub role: Role,
    /// How many times it is used, where that is not once.
    pub factor: Option<Ratio>,
    /// What it rests on.
    pub from: Text,
    /// What it says.
    pub says: Text,
}

/// What a proof is told with.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    /// The policy.
    pub program: &'a Program,
    /// The figures that the proof speaks of.
    pub figures: &'a Figures,
    /// What it rests on.
    pub premises: &'a Premises,
}

impl Telling<'_> {
    /// The lines of a proof.
    pub fn lines(self, proof: &Proof) -> Vec<Line> {
        let mut lines = Vec::new();
        self.tell(proof, 0, &mut lines);
        lines
    }

    fn tell(self, proof: &Proof, depth: usize, lines: &mut Vec<Line>) {
        match proof {
            Proof::Added(parts) => self.added(parts, depth, lines),
            Proof::Cases(cases) => {
                // A case that is false as it stands says nothing.
                let said = cases.iter().filter(|it| **it != Proof::Added(Vec::new()));
                let said: Vec<&Proof> = said.collect();
                for (index, case) in said.iter().enumerate() {
                    if said.len() > 1 {
                        lines.push(case_line(index, said.len(), depth));
                        self.tell(case, depth.saturating_add(1), lines);
                    } else {
                        self.tell(case, depth, lines);
                    }
                }
            }
            Proof::Whole {
                var,
                most,
                below,
                above,
            } => {
                let least = most + &Ratio::ONE;
                let name = |language| figure_name(*var, self.figures, language);
                for (proof, sign, bound) in [(below, "≤", most), (above, "≥", &least)] {
                    let bound = bound.digits(0);
                    lines.push(Line {
                        depth,
                        role: Role::Case,
                        factor: None,
                        from: Text::new("a whole number", "整数"),
                        says: Text::new(
                            format!("{} {sign} {bound}", name(Language::English)),
                            format!("{} {sign} {bound}", name(Language::Chinese)),
                        ),
                    });
                    self.tell(proof, depth.saturating_add(1), lines);
                }
            }
        }
    }

    fn added(self, parts: &[(Ratio, Literal, PremiseId)], depth: usize, lines: &mut Vec<Line>) {
        let Some(against) = self.last_said(parts) else {
            return;
        };
        let scale = parts.get(against).map(|(factor, ..)| factor.abs());
        let scale = scale.and_then(|factor| Ratio::ONE.checked_div(&factor));
        let scale = scale.unwrap_or(Ratio::ONE);
        let used = parts
            .iter()
            .enumerate()
            .filter(|(index, _)| *index != against);
        let mut used: Vec<_> = used.map(|(_, part)| part).collect();
        used.sort_by_key(|(_, _, premise)| self.rank(*premise));
        let (signs, others): (Vec<_>, Vec<_>) = used
            .into_iter()
            .partition(|(_, literal, _)| literal.is_sign());
        // Signs alone are what the rest clashes with.
        let (signs, others) = if others.is_empty() {
            (others, signs)
        } else {
            (signs, others)
        };
        let line = |role: Role, (factor, literal, premise): &(Ratio, Literal, PremiseId)| {
            let factor = factor * &scale;
            Line {
                depth,
                role,
                factor: Some(factor).filter(|factor| *factor != Ratio::ONE),
                from: self.premise(*premise),
                says: statement(literal, self.figures),
            }
        };
        let (mut sum, mut strict, mut equal) = (Sum::default(), false, true);
        for part in &others {
            let (factor, literal, _) = part;
            strict |= literal.relation == Relation::MoreThan;
            equal &= literal.relation == Relation::Equal;
            sum = sum.plus(&literal.sum, &(factor * &scale));
            lines.push(line(Role::Uses, part));
        }
        let relation = match (equal, strict) {
            (true, _) => Relation::Equal,
            (false, true) => Relation::MoreThan,
            (false, false) => Relation::AtLeast,
        };
        if others.len() > 1 {
            let literal = Literal { sum, relation };
            lines.push(Line {
                depth,
                role: Role::Hence,
                factor: None,
                from: Text::new("hence", "由此"),
                says: statement(&literal, self.figures),
            });
        }
        lines.extend(signs.iter().map(|part| line(Role::Beside, part)));
        if let Some((_, literal, premise)) = parts.get(against) {
            lines.push(Line {
                depth,
                role: Role::Against,
                factor: None,
                from: self.premise(*premise),
                says: statement(literal, self.figures),
            });
        }
    }

    /// What all others clash with: what is denied, else the target written last.
    fn last_said(self, parts: &[(Ratio, Literal, PremiseId)]) -> Option<usize> {
        let ranked = parts.iter().enumerate();
        let ranked = ranked.map(|(index, (_, _, premise))| (self.rank(*premise), index));
        ranked.max().map(|(_, index)| index)
    }

    /// The nature of figures first, then the targets as written, what is denied last.
    fn rank(self, premise: PremiseId) -> (u8, usize) {
        match self.premises.get(premise) {
            Some(Premise::Nature(_)) | None => (0, 0),
            Some(Premise::Declared(index)) => (1, *index),
            Some(Premise::Check(index)) => (2, *index),
            Some(Premise::Applies(index)) => (3, *index),
            Some(Premise::Met(index)) => (4, *index),
            Some(Premise::Unmet(index)) => (5, *index),
        }
    }

    /// What something rests on, in words.
    pub fn premise(self, id: PremiseId) -> Text {
        let rule = |index: &usize| {
            let rule = self.program.rules.get(*index);
            rule.map_or("", |rule| rule.id.as_ref())
        };
        match self.premises.get(id) {
            None => Text::new("a whole number", "整数"),
            Some(Premise::Nature(text)) => text.clone(),
            Some(Premise::Met(index)) => Text::new(rule(index), rule(index)),
            Some(Premise::Unmet(index)) => Text::new(
                format!("{} unmet", rule(index)),
                format!("{}未达标", rule(index)),
            ),
            Some(Premise::Applies(index)) => Text::new(
                format!("where {} applies", rule(index)),
                format!("{}适用时", rule(index)),
            ),
            Some(Premise::Check(index)) => {
                let id = self
                    .program
                    .checks
                    .get(*index)
                    .map_or("", |check| check.id.as_ref());
                Text::new(format!("check {id}"), format!("核验 {id}"))
            }
            Some(Premise::Declared(index)) => {
                let place = self
                    .program
                    .declared
                    .get(*index)
                    .map_or("", |it| it.place.as_ref());
                Text::new(format!("written at {place}"), format!("写于 {place}"))
            }
        }
    }
}

fn case_line(index: usize, of: usize, depth: usize) -> Line {
    let number = index.saturating_add(1);
    Line {
        depth,
        role: Role::Case,
        factor: None,
        from: Text::new(
            format!("case {number} of {of}"),
            format!("情形 {number}/{of}"),
        ),
        says: Text::default(),
    }
}
