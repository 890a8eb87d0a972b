//! The smallest change of a figure beside a value over peers, which it may move itself.

use dabiao_model::{Comparator, Ratio};

use super::{Needed, exact, finish, is_monotone, movable};
use crate::evaluate::{Evaluation, Frame};
use crate::program::{Expr, ExprId, PeerFunction, Peers, PeersId, SlotId, Test};

/// The difference of both sides as a sum: figures and values over peers, each so many times, and a number.
#[derive(Default)]
struct Sum {
    figures: Vec<(SlotId, Ratio)>,
    peers: Vec<(PeersId, Ratio)>,
    number: Ratio,
}

/// A figure is demanded to lie on one side of so many times a value over peers and so much more.
struct Demand {
    figure: SlotId,
    comparator: Comparator,
    peers: PeersId,
    times: Ratio,
    more: Ratio,
}

/// What it would take; nothing where the figure is not one alone, or where it moves the value in a way that has no one answer.
pub(super) fn needed(evaluation: &Evaluation<'_>, test: &Test, frame: Frame) -> Option<Needed> {
    let demand = demand(evaluation, test, frame)?;
    let own = exact(evaluation, demand.figure, frame)?;
    let plan = evaluation.program.peers.get(demand.peers.index())?;
    let now = evaluation.peers(demand.peers, frame);
    let now = now.as_exact()?;
    let limit = &(&demand.times * now) + &demand.more;
    if demand.comparator.holds(own.cmp(&limit)) {
        return None;
    }
    let wanted = if is_moved_by(evaluation, plan, &demand, frame)? {
        met_from(evaluation, plan, &demand, frame, &own)?
    } else {
        limit
    };
    let change = &wanted - &own;
    finish(
        evaluation,
        demand.figure,
        change,
        demand.comparator,
        None,
        None,
    )
}

/// One figure of the judged time and one value over peers; what else stands there does not move.
fn demand(evaluation: &Evaluation<'_>, test: &Test, frame: Frame) -> Option<Demand> {
    let mut sum = Sum::default();
    add(evaluation, test.left, &Ratio::ONE, &mut sum)?;
    add(evaluation, test.right, &Ratio::whole(-1), &mut sum)?;
    let ([(peers, times)], true) = (sum.peers.as_slice(), is_monotone(test.comparator)) else {
        return None;
    };
    let mut own = None;
    for (slot, factor) in &sum.figures {
        if movable(evaluation, *slot).is_none() {
            let value = exact(evaluation, *slot, frame)?;
            sum.number = &sum.number + &(factor * &value);
        } else if own.replace((*slot, factor.clone())).is_some() {
            return None;
        }
    }
    let (figure, factor) = own.filter(|(_, factor)| !factor.is_zero())?;
    let turned = |number: &Ratio| (-number).checked_div(&factor);
    let comparator = match test.comparator {
        Comparator::AtLeast if factor.is_negative() => Comparator::AtMost,
        Comparator::AtMost if factor.is_negative() => Comparator::AtLeast,
        Comparator::MoreThan if factor.is_negative() => Comparator::LessThan,
        Comparator::LessThan if factor.is_negative() => Comparator::MoreThan,
        other => other,
    };
    Some(Demand {
        figure,
        comparator,
        peers: *peers,
        times: turned(times)?,
        more: turned(&sum.number)?,
    })
}

/// Adds an expression so many times; nothing for what is no such sum.
fn add(evaluation: &Evaluation<'_>, id: ExprId, times: &Ratio, sum: &mut Sum) -> Option<()> {
    match evaluation.program.exprs.get(id.index())? {
        Expr::Number(number, _) | Expr::Parameter(_, number, _) => {
            sum.number = &sum.number + &(times * number);
        }
        Expr::Slot(slot) => put(&mut sum.figures, *slot, times),
        Expr::Peers(peers) => put(&mut sum.peers, *peers, times),
        Expr::Derived(_, _, inner) => add(evaluation, *inner, times, sum)?,
        Expr::Negative(inner) => add(evaluation, *inner, &-times, sum)?,
        Expr::Add(left, right) => {
            add(evaluation, *left, times, sum)?;
            add(evaluation, *right, times, sum)?;
        }
        Expr::Subtract(left, right) => {
            add(evaluation, *left, times, sum)?;
            add(evaluation, *right, &-times, sum)?;
        }
        Expr::Multiply(left, right) => {
            let (number, other) = match (number(evaluation, *left), number(evaluation, *right)) {
                (Some(number), _) => (number, *right),
                (None, Some(number)) => (number, *left),
                (None, None) => return None,
            };
            add(evaluation, other, &(times * &number), sum)?;
        }
        Expr::Divide(left, right) => {
            let divisor = number(evaluation, *right)?;
            add(evaluation, *left, &times.checked_div(&divisor)?, sum)?;
        }
        Expr::Unknown(_) | Expr::Aggregate(_) => return None,
    }
    Some(())
}

fn put<I: PartialEq>(terms: &mut Vec<(I, Ratio)>, id: I, times: &Ratio) {
    match terms.iter_mut().find(|(known, _)| *known == id) {
        Some((_, factor)) => *factor = &*factor + times,
        None => terms.push((id, times.clone())),
    }
}

fn number(evaluation: &Evaluation<'_>, id: ExprId) -> Option<Ratio> {
    match evaluation.program.exprs.get(id.index())? {
        Expr::Number(number, _) | Expr::Parameter(_, number, _) => Some(number.clone()),
        _ => None,
    }
}

/// Whether the figure is among those that the value is made of; nothing where it is so in a way that is not simple.
fn is_moved_by(
    evaluation: &Evaluation<'_>,
    plan: &Peers,
    demand: &Demand,
    frame: Frame,
) -> Option<bool> {
    let program = evaluation.program;
    let metric = program.slots.get(demand.figure.index())?.metric;
    let mut reads = false;
    evaluation.expr_reads(plan.of, &mut |leaf| {
        let same = |slot: &SlotId| program.slots.get(slot.index()).map(|it| it.metric);
        reads |= match leaf {
            Expr::Slot(slot) => same(slot) == Some(metric),
            _ => true,
        };
    });
    if !reads {
        return Some(false);
    }
    // A figure of the policy itself would be read for each of the peers, one of those below for each that lies above.
    let entity = frame.entity?;
    let kind = program.schema.entities.get(entity.index())?.kind;
    let per = program.schema.metrics.get(metric.index())?.per;
    let gathered = evaluation.gathered(demand.peers, plan, frame);
    if per != Some(kind) {
        return None;
    }
    if plan.others || !gathered.is_member(entity) {
        return Some(false);
    }
    let alone = matches!(program.exprs.get(plan.of.index()), Some(Expr::Slot(slot)) if *slot == demand.figure);
    alone.then_some(true)
}

/// From which value of the figure on the demand is met, the value over peers moving with it.
fn met_from(
    evaluation: &Evaluation<'_>,
    plan: &Peers,
    demand: &Demand,
    frame: Frame,
    own: &Ratio,
) -> Option<Ratio> {
    let entity = frame.entity?;
    let gathered = evaluation.gathered(demand.peers, plan, frame);
    let count = gathered.count(None);
    match plan.function {
        PeerFunction::Mean => {
            let count = Ratio::whole(i128::try_from(count).ok()?);
            let now = gathered.value(PeerFunction::Mean, None);
            let others = &(now.as_exact()? * &count) - own;
            // v ⋈ times × (others + v) / count + more
            let share = demand.times.checked_div(&count)?;
            let left = &Ratio::ONE - &share;
            let right = &(&share * &others) + &demand.more;
            let rises = !left.is_negative() && !left.is_zero();
            rises.then(|| right.checked_div(&left)).flatten()
        }
        PeerFunction::Best => {
            let best = gathered.value(PeerFunction::Best, Some(entity));
            beside_the_best(plan.lower, demand, best.as_exact()?)
        }
        _ => None,
    }
}

/// From which value on a figure keeps its distance both from the best of the others and from itself, once it is the best.
fn beside_the_best(lower: bool, demand: &Demand, others: &Ratio) -> Option<Ratio> {
    let towards = match demand.comparator {
        Comparator::AtLeast | Comparator::MoreThan => !lower,
        _ => lower,
    };
    let whole = Ratio::ONE;
    let is_share = !demand.times.is_negative() && demand.times <= whole;
    if !towards || !is_share {
        return None;
    }
    let from_others = &(&demand.times * others) + &demand.more;
    let left = &whole - &demand.times;
    let from_itself = if left.is_zero() {
        // v ⋈ v + more holds of every v or of none.
        demand
            .comparator
            .holds(Ratio::ZERO.cmp(&demand.more))
            .then(|| from_others.clone())
    } else {
        demand.more.checked_div(&left)
    };
    let from_itself = from_itself?;
    Some(if lower {
        from_others.min(from_itself)
    } else {
        from_others.max(from_itself)
    })
}
