//! Do the targets of a policy contradict, repeat or imply each other, and can each be met and missed?

use dabiao_eval::Program;
use dabiao_model::EntityId;

use crate::decide::{Answer, Decision, Formula, Proof, Work, decide};
use crate::derivation::{Line, Telling};
use crate::world::{Demand, Group, Premise, Seat, groups, uncovered};

/// What was found of the targets of a policy.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Analysis {
    /// The findings, by the target they are of.
    pub findings: Vec<Finding>,
    /// How many targets were analysed.
    pub targets: usize,
    /// How many questions were asked about them.
    pub questions: usize,
    /// The targets of which a question was given up, since its answer took too much work.
    pub given_up: Vec<usize>,
}

/// What is the matter with targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// No figures meet all of them.
    Contradictory,
    /// No figures meet it.
    NeverMet,
    /// No figures miss it.
    NeverUnmet,
    /// Whoever meets the others meets it.
    Implied,
    /// It is met by the same figures as another.
    Repeated,
    /// Some of those judged have no threshold.
    NoThreshold,
    /// No figures satisfy the checks on what it reads, so that it is never believed.
    NeverBelieved,
}

/// A finding of a policy's targets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is the matter.
    pub matter: Matter,
    /// The target, an index among the rules.
    pub rule: usize,
    /// The others that it stands against or follows from, as written.
    pub others: Vec<usize>,
    /// Where it is judged so.
    pub seats: Vec<Seat>,
    /// Why.
    pub derivation: Vec<Line>,
}

/// How many sets of contradictory targets are looked for among those that share figures.
const MOST_CONTRADICTIONS: usize = 8;

/// Everything that is found of a policy's targets.
pub fn analyse(program: &Program) -> Analysis {
    let mut analysis = Analysis {
        targets: program.rules.iter().filter(|rule| is_target(rule)).count(),
        ..Analysis::default()
    };
    for group in groups(program) {
        Questions {
            program,
            group: &group,
            analysis: &mut analysis,
        }
        .ask();
    }
    for (rule, seats) in uncovered(program) {
        analysis.findings.push(Finding {
            matter: Matter::NoThreshold,
            rule,
            others: Vec::new(),
            seats,
            derivation: Vec::new(),
        });
    }
    analysis.merge();
    analysis
}

fn is_target(rule: &dabiao_eval::program::Rule) -> bool {
    matches!(rule.body, dabiao_eval::program::RuleBody::Target { .. })
}

impl Analysis {
    /// The same found at several times is one finding.
    fn merge(&mut self) {
        let mut merged: Vec<Finding> = Vec::new();
        for finding in std::mem::take(&mut self.findings) {
            let same = merged.iter_mut().find(|it| {
                (it.matter, it.rule, &it.others) == (finding.matter, finding.rule, &finding.others)
            });
            match same {
                Some(known) => known.seats.extend(finding.seats),
                None => merged.push(finding),
            }
        }
        for finding in &mut merged {
            finding.seats.sort_unstable();
            finding.seats.dedup();
        }
        merged.sort_by_key(|it| (it.rule, it.matter));
        self.findings = merged;
        self.given_up.sort_unstable();
        self.given_up.dedup();
    }
}

impl Finding {
    /// Everyone it is found of, each once; none stands for the policy as a whole.
    pub fn entities(&self) -> Vec<Option<EntityId>> {
        let mut found: Vec<_> = self.seats.iter().map(|seat| seat.entity).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

struct Questions<'a> {
    program: &'a Program,
    group: &'a Group,
    analysis: &'a mut Analysis,
}

/// An answer as far as it is known.
enum Told {
    Possible,
    Impossible(Proof),
    GivenUp,
}

impl Questions<'_> {
    fn ask(&mut self) {
        if let Told::Impossible(proof) = self.is_possible(&[], 0) {
            for index in 0..self.group.demands.len() {
                self.found(Matter::NeverBelieved, index, &[], &proof);
            }
            return;
        }
        let mut possible = Vec::new();
        for index in 0..self.group.demands.len() {
            if self.alone(index) {
                possible.push(index);
            }
        }
        self.contradictions(&possible);
        self.implied(&possible);
    }

    fn demand(&self, index: usize) -> Option<&Demand> {
        self.group.demands.get(index)
    }

    /// Whether figures satisfy these formulas and what holds anyway; `of` is the demand it is asked for.
    fn is_possible(&mut self, formulas: &[&Formula], of: usize) -> Told {
        self.analysis.questions = self.analysis.questions.saturating_add(1);
        // What is denied comes first, since a derivation prefers what comes first.
        let all: Vec<&Formula> = formulas
            .iter()
            .copied()
            .chain(&self.group.background)
            .collect();
        let decision = Decision {
            formulas: &all,
            whole: &self.group.figures.whole(),
        };
        match decide(decision, &mut Work::usual()) {
            Answer::Possible(_) => Told::Possible,
            Answer::Impossible(proof) => Told::Impossible(proof),
            Answer::GivenUp => {
                let rule = self.demand(of).map(|demand| demand.rule);
                self.analysis.given_up.extend(rule);
                Told::GivenUp
            }
        }
    }

    /// Whether a target can be both met and missed; what cannot is a finding and is looked at no more.
    fn alone(&mut self, index: usize) -> bool {
        let Some(demand) = self.demand(index).cloned() else {
            return false;
        };
        let when: Vec<&Formula> = demand.when.iter().collect();
        if let Told::Impossible(_) = self.is_possible(&when, index) {
            return false;
        }
        for (side, matter) in [
            (&demand.met, Matter::NeverMet),
            (&demand.unmet, Matter::NeverUnmet),
        ] {
            let formulas: Vec<&Formula> = when.iter().copied().chain([side]).collect();
            if let Told::Impossible(proof) = self.is_possible(&formulas, index) {
                self.found(matter, index, &[], &proof);
                return false;
            }
        }
        true
    }

    /// The demands that apply wherever one does, itself among them.
    fn beside(&self, index: usize, among: &[usize]) -> Vec<usize> {
        let when = self.demand(index).and_then(|demand| demand.when.as_ref());
        let applies = |other: &&usize| {
            let other = self.demand(**other).map(|demand| demand.when.as_ref());
            other.is_some_and(|other| other.is_none() || other == when)
        };
        among.iter().filter(applies).copied().collect()
    }

    /// Whether all of some demands can be met where they apply.
    fn all_met(&mut self, members: &[usize], of: usize) -> Told {
        let demands: Vec<Demand> = members
            .iter()
            .filter_map(|index| self.demand(*index))
            .cloned()
            .collect();
        let formulas = demands
            .iter()
            .flat_map(|demand| demand.when.iter().chain([&demand.met]));
        self.is_possible(&formulas.collect::<Vec<_>>(), of)
    }

    fn contradictions(&mut self, possible: &[usize]) {
        let mut left = possible.to_vec();
        for index in possible {
            for _ in 0..MOST_CONTRADICTIONS {
                if !left.contains(index) {
                    break;
                }
                let members = self.beside(*index, &left);
                let Told::Impossible(proof) = self.all_met(&members, *index) else {
                    break;
                };
                let (core, proof) = self.least(self.met_in(&proof), proof, &[], *index);
                let Some((subject, others)) = core.split_last() else {
                    break;
                };
                self.found(Matter::Contradictory, *subject, others, &proof);
                left.retain(|it| it != subject);
            }
        }
    }

    fn implied(&mut self, possible: &[usize]) {
        let mut twins: Vec<(usize, usize)> = Vec::new();
        for index in possible {
            let beside = self.beside(*index, possible);
            let is_twin = |other: &usize| {
                twins.contains(&(*other, *index)) || twins.contains(&(*index, *other))
            };
            let others: Vec<usize> = beside
                .into_iter()
                .filter(|other| other != index && !is_twin(other))
                .collect();
            if others.is_empty() {
                continue;
            }
            if let Told::Impossible(_) = self.all_met(&others, *index) {
                continue;
            }
            let Some((core, proof)) = self.follows(*index, &others) else {
                continue;
            };
            let back = match core.as_slice() {
                [only] if only > index => {
                    // Of two that say the same the later one is the repetition, and is told then.
                    let alike = self.follows(*only, &[*index]).is_some();
                    if alike {
                        continue;
                    }
                    false
                }
                [only] => {
                    let alike = self.follows(*only, &[*index]).is_some();
                    if alike {
                        twins.push((*only, *index));
                    }
                    alike
                }
                _ => false,
            };
            let matter = if back {
                Matter::Repeated
            } else {
                Matter::Implied
            };
            self.found(matter, *index, &core, &proof);
        }
    }

    /// Those that are due no later than a demand: what is met at the end of the year says nothing of July.
    fn no_later(&self, index: usize, others: &[usize]) -> Vec<usize> {
        let due = |of: usize| self.demand(of).and_then(|demand| demand.due);
        let in_time = |other: &&usize| due(**other).zip(due(index)).is_none_or(|(a, b)| a <= b);
        others.iter().filter(in_time).copied().collect()
    }

    /// The fewest of others from which a demand follows, and why.
    fn follows(&mut self, index: usize, others: &[usize]) -> Option<(Vec<usize>, Proof)> {
        let others = self.no_later(index, others);
        let demand = self.demand(index)?.clone();
        let denied: Vec<&Formula> = demand.when.iter().chain([&demand.unmet]).collect();
        let Told::Impossible(proof) = self.met_and(&others, &denied, index) else {
            return None;
        };
        let used = self.met_in(&proof);
        let (core, proof) = self.least(used, proof, &denied, index);
        let plainer = self.plainly(&core, &denied, index);
        Some((core, plainer.unwrap_or(proof)))
    }

    /// The same derived without what the others divide by not being zero, where that is not needed.
    fn plainly(&mut self, core: &[usize], denied: &[&Formula], of: usize) -> Option<Proof> {
        let demands = core.iter().filter_map(|index| self.demand(*index));
        let met: Vec<Formula> = demands.map(|demand| demand.met.without_signs()).collect();
        let formulas: Vec<&Formula> = denied.iter().copied().chain(&met).collect();
        match self.is_possible(&formulas, of) {
            Told::Impossible(proof) => Some(proof),
            Told::Possible | Told::GivenUp => None,
        }
    }

    fn met_and(&mut self, members: &[usize], also: &[&Formula], of: usize) -> Told {
        let demands: Vec<Demand> = members
            .iter()
            .filter_map(|index| self.demand(*index))
            .cloned()
            .collect();
        let met = demands
            .iter()
            .flat_map(|demand| demand.when.iter().chain([&demand.met]));
        let formulas: Vec<&Formula> = also.iter().copied().chain(met).collect();
        self.is_possible(&formulas, of)
    }

    /// The demands whose being met a proof uses.
    fn met_in(&self, proof: &Proof) -> Vec<usize> {
        let premises = proof.premises();
        let rules = premises
            .iter()
            .filter_map(|id| match self.group.premises.get(*id) {
                Some(Premise::Met(rule)) => Some(*rule),
                _ => None,
            });
        let rules: Vec<usize> = rules.collect();
        let demands = self.group.demands.iter().enumerate();
        let used = demands.filter(|(_, demand)| rules.contains(&demand.rule));
        used.map(|(index, _)| index).collect()
    }

    /// Leaves out one after the other what is not needed for it to be impossible.
    fn least(
        &mut self,
        core: Vec<usize>,
        proof: Proof,
        also: &[&Formula],
        of: usize,
    ) -> (Vec<usize>, Proof) {
        let (mut core, mut proof) = (core, proof);
        for candidate in core.clone() {
            let fewer: Vec<usize> = core.iter().copied().filter(|it| *it != candidate).collect();
            if let Told::Impossible(shorter) = self.met_and(&fewer, also, of) {
                core = fewer;
                proof = shorter;
            }
        }
        (core, proof)
    }

    fn found(&mut self, matter: Matter, index: usize, others: &[usize], proof: &Proof) {
        let Some(demand) = self.group.demands.get(index) else {
            return;
        };
        let rule = |index: &usize| self.group.demands.get(*index).map(|demand| demand.rule);
        let seats = self.group.seats.iter().filter_map(|seats| seats.get(index));
        let telling = Telling {
            program: self.program,
            figures: &self.group.figures,
            premises: &self.group.premises,
        };
        let mut others: Vec<usize> = others.iter().filter_map(rule).collect();
        others.sort_unstable();
        others.dedup();
        self.analysis.findings.push(Finding {
            matter,
            rule: demand.rule,
            others,
            seats: seats.copied().collect(),
            derivation: telling.lines(proof),
        });
    }
}
