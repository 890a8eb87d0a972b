//! Changes that no figures can show: equivalent ones, which no test could notice.

use dabiao_eval::Program;
use dabiao_eval::program::{ConditionId, RuleBody, Schedule};
use dabiao_model::{Cadence, EntityId, Period};

use super::{Change, Item, Mutant};
use crate::decide::{Answer, Decision, Formula, PremiseId, Work, decide};
use crate::world::{Figures, On, Premises, Reader, Seat, Sides};

/// Whether no figures show a change, such as `= 100%` of a part to `≥ 100%`, as far as sums can tell.
pub fn shows_nothing(mutant: &Mutant, own: &Program) -> bool {
    let asks = matches!(
        mutant.change,
        Change::Comparator(..) | Change::Threshold(..) | Change::Unit(..) | Change::Joined(_)
    );
    let Some(changed) = mutant.of(own).filter(|_| asks) else {
        return false;
    };
    match mutant.item {
        Item::Rule(rule) => is_same_rule(own, &changed, rule),
        Item::Check(check) => {
            let pair = own.checks.get(check).zip(changed.checks.get(check));
            pair.is_some_and(|(old, new)| {
                let seat = Seat {
                    entity: old.entities.first().copied().flatten(),
                    period: old.window,
                };
                let conditions = (old.condition, new.condition);
                is_same((own, &changed), conditions, seat, &[])
            })
        }
    }
}

/// Whether each case of a rule, and when it applies, says the same of the first it is for.
fn is_same_rule(own: &Program, changed: &Program, rule: usize) -> bool {
    let (Some(old), Some(new)) = (own.rules.get(rule), changed.rules.get(rule)) else {
        return false;
    };
    let (
        RuleBody::Target { cases, when, .. },
        RuleBody::Target {
            cases: others,
            when: other,
            ..
        },
    ) = (&old.body, &new.body)
    else {
        return false;
    };
    let period = first_period(own, &old.schedule);
    let seat = |only: &Option<Vec<EntityId>>, at: Option<Period>| Seat {
        entity: match only {
            Some(only) => only.first().copied(),
            None => old.entities.first().copied().flatten(),
        },
        period: at.or(period),
    };
    let mut cases = cases.iter().zip(others);
    let same_cases = cases.all(|(case, other)| {
        let seat = seat(&case.only, case.period);
        let conditions = (case.condition, other.condition);
        is_same((own, changed), conditions, seat, &[seat])
    });
    same_cases
        && when.zip(*other).is_none_or(|conditions| {
            let seat = seat(&None, None);
            is_same((own, changed), conditions, seat, &[seat])
        })
}

fn first_period(program: &Program, schedule: &Schedule) -> Option<Period> {
    let once = schedule.once.first().map(|once| once.period);
    once.or_else(|| {
        let year = Period::year(2025).map(Period::start);
        let from = program.settings.from.or(year)?;
        let cadence = schedule.each.map_or(Cadence::Yearly, |each| each.cadence);
        Period::containing(from, cadence)
    })
}

/// Whether the same figures hold two conditions, and the same fail them; the checks of some seats ensure what they do.
fn is_same(
    (own, changed): (&Program, &Program),
    (old, new): (ConditionId, ConditionId),
    seat: Seat,
    checked: &[Seat],
) -> bool {
    let (mut figures, mut premises) = (Figures::default(), Premises::default());
    let on = On {
        holding: PremiseId(0),
        failing: PremiseId(0),
    };
    let mut sides = |program: &Program, condition: ConditionId| -> (Sides, Vec<Formula>) {
        let mut reader = Reader {
            program,
            figures: &mut figures,
            premises: &mut premises,
            seat,
        };
        let sides = reader.condition(condition, on);
        let mut background = reader.checks(checked);
        background.extend(reader.natures());
        (sides, background)
    };
    let (new, _) = sides(changed, new);
    let (old, background) = sides(own, old);
    // What shares no figure with the conditions says nothing of them.
    let mut read = old.holds.figures();
    read.extend(old.fails.figures());
    let near = |formula: &&Formula| formula.figures().iter().any(|var| read.contains(var));
    let background: Vec<&Formula> = background.iter().filter(near).collect();
    let whole = figures.whole();
    let is_impossible = |one: &Formula, other: &Formula| {
        let formulas: Vec<&Formula> = [one, other].into_iter().chain(background.clone()).collect();
        let decision = Decision {
            formulas: &formulas,
            whole: &whole,
        };
        matches!(
            decide(decision, &mut Work::of(400_000)),
            Answer::Impossible(_)
        )
    };
    is_impossible(&old.holds, &new.fails) && is_impossible(&old.fails, &new.holds)
}
