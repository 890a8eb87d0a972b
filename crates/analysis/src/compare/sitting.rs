//! Two policies at one place and time: what their targets ask of the same figures.

use std::collections::BTreeMap;

use dabiao_eval::Program;
use dabiao_eval::program::{Condition, ConditionId, Expr, ExprId, RuleBody, SlotId};
use dabiao_model::{Comparator, EntityId, Ratio};

use super::Witness;
use crate::decide::{
    Answer, Decision, Formula, Grid, PremiseId, Proof, Relation, Sum, Work, decide,
};
use crate::derivation::{Line, Telling};
use crate::merge::Merged;
use crate::world::{Demand, Group, Judged, Seat, What, days, groups_of, judged};

/// What figures decide.
pub(super) enum Shown {
    /// These figures are possible.
    Figures(Witness),
    /// None are, and why.
    None(Vec<Line>),
    /// It was not decided.
    Undecided,
}

/// The targets of one's own that are judged of someone around a day.
pub(super) struct Sitting {
    pub(super) entity: Option<EntityId>,
    /// In the order of the rules, each once.
    pub(super) judged: Vec<Judged>,
}

impl Sitting {
    /// A target as it is judged there.
    pub(super) fn of(&self, rule: usize) -> Option<&Judged> {
        let at = self.judged.binary_search_by_key(&rule, |it| it.rule);
        self.judged.get(at.ok()?)
    }
}

/// Where one's own targets are judged, each list of them once.
pub(super) fn sittings(merged: &Merged) -> Vec<Sitting> {
    let program = &merged.program;
    let mut found: Vec<Sitting> = Vec::new();
    let entities = (0..program.schema.entities.len()).map(|index| Some(EntityId::from(index)));
    for entity in entities.chain([None]) {
        for day in days(program) {
            let mut judged = judged(program, entity, day);
            judged.retain(|it| it.rule < merged.others);
            let known = found.iter().any(|it| it.judged == judged);
            if !judged.is_empty() && !known {
                found.push(Sitting { entity, judged });
            }
        }
    }
    found
}

/// One's own targets at a place and time, and the others' that are compared with them there.
pub(super) struct Meeting {
    sitting: Sitting,
    /// Of each other's target how it would be judged there, and which of one's own may share its figures.
    above: BTreeMap<usize, (Judged, Vec<Judged>)>,
}

impl Meeting {
    /// Of each of the other's targets one's own that stand under it are given.
    pub(super) fn of(merged: &Merged, sitting: Sitting, under: &[Vec<usize>]) -> Self {
        let above = under.iter().enumerate().filter_map(|(upper, own)| {
            let other = merged.others.saturating_add(upper);
            let beside = own.iter().find_map(|rule| sitting.of(*rule))?;
            others(merged, other, beside, sitting.entity)
        });
        let above: Vec<Judged> = above.collect();
        // What shares no figure when all of them are there shares none with one of them alone.
        let all = sitting.judged.iter().chain(&above);
        let groups = groups_of(&merged.program, all, sitting.entity);
        let mut near: BTreeMap<usize, Vec<Judged>> = BTreeMap::new();
        for group in groups {
            let rules = group.demands.iter().map(|demand| demand.rule);
            let own = rules.clone().filter_map(|rule| sitting.of(rule)).copied();
            let own: Vec<Judged> = own.collect();
            let others = rules.filter(|rule| *rule >= merged.others);
            near.extend(others.map(|rule| (rule, own.clone())));
        }
        let above = above.into_iter().map(|judged| {
            let own = near.remove(&judged.rule).unwrap_or_default();
            (judged.rule, (judged, own))
        });
        Self {
            above: above.collect(),
            sitting,
        }
    }

    /// Another's target among those of one's own that it shares figures with.
    pub(super) fn together<'m>(&self, merged: &'m Merged, other: usize) -> Option<Together<'m>> {
        let (above, own) = self.above.get(&other)?;
        Together::of(merged, own, above, self.sitting.entity)
    }
}

/// The other's target as it would be judged there: its own case for the one judged, else the one for all.
pub(super) fn others(
    merged: &Merged,
    rule: usize,
    beside: &Judged,
    entity: Option<EntityId>,
) -> Option<Judged> {
    let other = merged.program.rules.get(rule)?;
    let RuleBody::Target { cases, when, .. } = &other.body else {
        return None;
    };
    let entity = entity.filter(|_| !beside.common);
    // Someone whom the other policy does not know is judged as all of them are.
    let knows = entity.is_some_and(|it| other.entities.contains(&Some(it)));
    let stranger = |only: &Option<Vec<EntityId>>| match (only, entity) {
        (None, _) => true,
        (Some(only), Some(entity)) if knows => only.contains(&entity),
        (Some(_), _) => !knows && cases.len() == 1,
    };
    let now = cases
        .iter()
        .filter(|case| case.period.is_none() || case.period == beside.period);
    let case = now.chain(cases).find(|case| stranger(&case.only))?;
    Some(Judged {
        rule,
        condition: case.condition,
        when: *when,
        ..*beside
    })
}

/// What targets ask together, of the figures that the last of them speaks of.
pub(super) struct Together<'a> {
    program: &'a Program,
    group: Group,
}

impl<'a> Together<'a> {
    /// Some targets of one's own, and last the other's.
    pub(super) fn of(
        merged: &'a Merged,
        own: &[Judged],
        other: &Judged,
        entity: Option<EntityId>,
    ) -> Option<Self> {
        let program = &merged.program;
        let groups = groups_of(program, own.iter().chain([other]), entity);
        let holds = |group: &Group| group.demands.iter().any(|it| it.rule == other.rule);
        let group = groups.into_iter().find(holds)?;
        Some(Self { program, group })
    }

    fn demands(&self, is: impl Fn(usize) -> bool) -> Vec<&Demand> {
        let demands = self.group.demands.iter();
        demands.filter(|demand| is(demand.rule)).collect()
    }

    /// Whether one's own targets speak of anything that the other does.
    pub(super) fn is_shared(&self, other: usize) -> bool {
        self.group.demands.iter().any(|demand| demand.rule != other)
    }

    /// Figures that keep some targets and miss one.
    pub(super) fn keeps_and_misses(&self, keeps: impl Fn(usize) -> bool, misses: usize) -> Shown {
        let denied = self.demands(|rule| rule == misses);
        let denied: Vec<Formula> = denied.into_iter().map(Demand::missed).collect();
        let kept = self.demands(|rule| rule != misses && keeps(rule));
        let kept: Vec<Formula> = kept.into_iter().map(Demand::kept).collect();
        let formulas = denied.iter().chain(&kept).chain(&self.group.background);
        let formulas: Vec<&Formula> = formulas.collect();
        let whole = self.group.figures.whole();
        let decision = Decision {
            formulas: &formulas,
            whole: &whole,
        };
        let work = &mut Work::usual();
        match decide(decision, work) {
            Answer::Impossible(proof) => Shown::None(self.lines(&proof)),
            Answer::GivenUp => Shown::Undecided,
            Answer::Possible(_) if self.stands_on_formulas() => Shown::Undecided,
            Answer::Possible(figures) => {
                let figures = self.presentable(decision, figures, work);
                Shown::Figures(self.witness(&figures, misses))
            }
        }
    }

    /// Figures that are round, and not negative where that can be.
    fn presentable(
        &self,
        decision: Decision<'_>,
        figures: Vec<Ratio>,
        work: &mut Work,
    ) -> Vec<Ratio> {
        let signs = self
            .group
            .figures
            .iter()
            .map(|(var, _)| Formula::compare(&Sum::of(var), Comparator::AtLeast, PremiseId(0)));
        let signs: Vec<Formula> = signs.collect();
        let formulas: Vec<&Formula> = decision.formulas.iter().copied().chain(&signs).collect();
        let signed = Decision {
            formulas: &formulas,
            ..decision
        };
        let grids = self.grids(decision.formulas);
        match decide(signed, work) {
            Answer::Possible(figures) => signed.rounded(figures, &grids, work),
            Answer::Impossible(_) | Answer::GivenUp => decision.rounded(figures, &grids, work),
        }
    }

    fn lines(&self, proof: &Proof) -> Vec<Line> {
        let telling = Telling {
            program: self.program,
            figures: &self.group.figures,
            premises: &self.group.premises,
        };
        telling.lines(proof)
    }

    /// Whether a formula that no sums say stands beside the figures it is made of: no figures are sure then.
    fn stands_on_formulas(&self) -> bool {
        let figures = self.group.figures.iter();
        let mut formulas =
            figures.filter(|(_, known)| matches!(known.figure.what, What::Formula(_)));
        formulas.any(|(_, known)| !known.reads.is_empty())
    }

    /// What shares are taken of is a hundred where it may be.
    fn grids(&self, formulas: &[&Formula]) -> Vec<Grid> {
        let mut grids: Vec<Grid> = self
            .group
            .figures
            .iter()
            .map(|(_, known)| Grid {
                unit: known.unit.factor.clone(),
                round: None,
            })
            .collect();
        for formula in formulas {
            formula.literals(&mut |literal, _| {
                let divides = literal.is_sign() && literal.relation == Relation::MoreThan;
                let mut vars = literal.sum.terms.keys();
                if let Some(grid) = vars
                    .next()
                    .and_then(|var| grids.get_mut(var.0))
                    .filter(|_| divides)
                {
                    grid.round = Some(&grid.unit * &Ratio::whole(100));
                }
            });
        }
        grids
    }

    fn witness(&self, values: &[Ratio], misses: usize) -> Witness {
        let demand = self.group.demands.iter().find(|it| it.rule == misses);
        let figures = self.group.figures.iter().filter_map(|(var, known)| {
            let value = values.get(var.0)?.clone();
            Some((known.name.clone(), value, known.unit.clone()))
        });
        Witness {
            seat: demand.map_or(
                Seat {
                    entity: None,
                    period: None,
                },
                |demand| demand.seat,
            ),
            figures: figures.collect(),
        }
    }
}

/// What a target reads: metrics, and records behind them, as numbers that two targets may share.
pub(super) fn reads(program: &Program, rule: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let Some(RuleBody::Target { cases, .. }) = program.rules.get(rule).map(|rule| &rule.body)
    else {
        return found;
    };
    for case in cases {
        of_condition(program, case.condition, &mut found);
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn of_condition(program: &Program, id: ConditionId, found: &mut Vec<usize>) {
    let slot = |slot: SlotId| {
        let slot = program.slots.get(slot.index());
        slot.map(|slot| slot.metric.index())
    };
    let record = |index: usize| program.schema.metrics.len().saturating_add(index);
    match program.conditions.get(id.index()) {
        Some(Condition::Test(test)) => {
            if let Some(test) = program.tests.get(test.index()) {
                of_expr(program, test.left, found);
                of_expr(program, test.right, found);
            }
        }
        Some(Condition::Holds(it) | Condition::Every(it, _)) => found.extend(slot(*it)),
        Some(Condition::Agree(a, b, _)) => found.extend([*a, *b].into_iter().filter_map(slot)),
        Some(Condition::Rows(limit)) => {
            let limit = program.limits.get(limit.index());
            found.extend(limit.map(|limit| record(limit.scope.record.index())));
        }
        Some(Condition::Recurs(duty)) => found.push(record(duty.scope.record.index())),
        Some(Condition::And(parts) | Condition::Or(parts)) => {
            for part in parts {
                of_condition(program, *part, found);
            }
        }
        Some(Condition::Not(inner)) => of_condition(program, *inner, found),
        None => {}
    }
}

fn of_expr(program: &Program, id: ExprId, found: &mut Vec<usize>) {
    match program.exprs.get(id.index()) {
        Some(Expr::Slot(slot)) => {
            let slot = program.slots.get(slot.index());
            found.extend(
                slot.filter(|it| it.source.is_achieved())
                    .map(|it| it.metric.index()),
            );
        }
        Some(Expr::Derived(_, _, inner) | Expr::Negative(inner)) => of_expr(program, *inner, found),
        Some(
            Expr::Add(a, b) | Expr::Subtract(a, b) | Expr::Multiply(a, b) | Expr::Divide(a, b),
        ) => {
            of_expr(program, *a, found);
            of_expr(program, *b, found);
        }
        Some(Expr::Aggregate(aggregate)) => {
            let aggregate = program.aggregates.get(aggregate.index());
            let metrics = program.schema.metrics.len();
            found.extend(aggregate.map(|it| metrics.saturating_add(it.scope.record.index())));
        }
        Some(Expr::Peers(peers)) => {
            if let Some(peers) = program.peers.get(peers.index()) {
                of_expr(program, peers.of, found);
            }
        }
        Some(Expr::Number(..) | Expr::Parameter(..) | Expr::Unknown(_)) | None => {}
    }
}
