//! Which verdicts on the same data a new text of a policy turns.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use dabiao_analysis::changed::{Changed, Changes, Text};
use dabiao_analysis::compare::Difference;
use dabiao_model::{EntityId, Language, Period};

use crate::{Assessment, Policy, Verdict};

/// A target or milestone of two texts, with the verdicts that differ.
#[derive(Debug)]
pub struct Turned<'a> {
    /// Its index among the differences that it was asked for.
    pub difference: usize,
    /// The verdicts, in the order of the new text and then of the old one.
    pub turns: Vec<Turn<'a>>,
    /// The changed clauses that they rest on.
    pub changes: Vec<Changed>,
}

/// A verdict of the old text, of the new one, or of both with another state.
#[derive(Debug, Clone, Copy)]
pub struct Turn<'a> {
    /// What was decided by the old text; nothing for a verdict that it does not give.
    pub old: Option<Verdict<'a>>,
    /// What is decided by the new one.
    pub new: Option<Verdict<'a>>,
}

/// What becomes of all verdicts.
#[derive(Debug)]
pub struct Turning<'a> {
    /// The targets and milestones of which verdicts turn, come or go.
    pub turned: Vec<Turned<'a>>,
    /// How many verdicts stand as they stood.
    pub same: usize,
}

impl Turning<'_> {
    /// How many verdicts turn, come, and go.
    pub fn counts(&self) -> (usize, usize, usize) {
        let turns = || self.turned.iter().flat_map(|it| &it.turns);
        let turned = turns().filter(|it| it.old.is_some() && it.new.is_some());
        let added = turns().filter(|it| it.old.is_none());
        let removed = turns().filter(|it| it.new.is_none());
        (turned.count(), added.count(), removed.count())
    }
}

impl Policy {
    /// The verdicts that differ from those of an older text of it on the same data and day, with the clauses that
    /// changed, told in `language`. `differences` are those of [`Policy::difference`].
    pub fn turning<'a>(
        &'a self,
        old: &'a Self,
        differences: &[Difference],
        (before, after): (&'a Assessment<'_>, &'a Assessment<'_>),
        language: Language,
    ) -> Turning<'a> {
        let text = |policy: &'a Self| Text {
            modules: policy.modules(),
            sources: policy.sources(),
        };
        let changes = Changes::of(text(old), text(self), language);
        let (mut was, mut is) = (by_rule(before, self), by_rule(after, self));
        let mut turning = Turning {
            turned: Vec::new(),
            same: 0,
        };
        for (index, difference) in differences.iter().enumerate() {
            let of = |all: &mut Vec<Vec<Seated<'a>>>, rule: Option<usize>| {
                rule.and_then(|rule| all.get_mut(rule))
                    .map(std::mem::take)
                    .unwrap_or_default()
            };
            let (turns, same) = turns(of(&mut was, difference.old), of(&mut is, difference.new));
            turning.same = turning.same.saturating_add(same);
            if turns.is_empty() {
                continue;
            }
            let rule = |policy: &'_ Self, rule: Option<usize>| {
                let rule = policy.program()?.rules.get(rule?)?;
                Some((rule.id.clone(), rule.place.clone()))
            };
            let (old, new) = (rule(old, difference.old), rule(self, difference.new));
            let id = new.as_ref().or(old.as_ref()).map_or("", |(id, _)| id);
            let place = |of: &'_ Option<(_, Arc<str>)>| of.as_ref().map(|it| it.1.clone());
            let (was, is) = (place(&old), place(&new));
            turning.turned.push(Turned {
                difference: index,
                turns,
                changes: changes.behind(id, was.as_deref(), is.as_deref()),
            });
        }
        turning
    }
}

/// A verdict and where it was given, in the ids of the new text.
type Seated<'a> = (Seat, Verdict<'a>);

/// Who is judged, whether the new text knows them, and when.
type Seat = (Option<EntityId>, bool, Option<Period>);

/// The verdicts of each rule. Who is judged is known by any of the names that the new text has for them; `false` beside
/// it is for those whom it does not know.
fn by_rule<'a>(assessment: &'a Assessment<'_>, new: &Policy) -> Vec<Vec<Seated<'a>>> {
    let rules = assessment.inner().program().rules.len();
    let mut found: Vec<Vec<Seated<'a>>> = (0..rules).map(|_| Vec::new()).collect();
    for verdict in assessment.verdicts() {
        let known = verdict.entity().and_then(|name| new.schema().entity(name));
        let seat = (
            known,
            known.is_some() || verdict.entity().is_none(),
            verdict.period(),
        );
        if let Some(of) = found.get_mut(verdict.rule_index()) {
            of.push((seat, verdict));
        }
    }
    found
}

/// The verdicts that turn, come and go, and how many stay.
fn turns<'a>(was: Vec<Seated<'a>>, is: Vec<Seated<'a>>) -> (Vec<Turn<'a>>, usize) {
    let (mut turns, mut same) = (Vec::new(), 0_usize);
    let mut open: BTreeMap<Seat, VecDeque<usize>> = BTreeMap::new();
    for (place, (seat, _)) in was.iter().enumerate().filter(|(_, (seat, _))| seat.1) {
        open.entry(*seat).or_default().push_back(place);
    }
    let mut taken = BTreeSet::new();
    for (seat, new) in is {
        let place = open.get_mut(&seat).and_then(VecDeque::pop_front);
        taken.extend(place);
        let old = place.and_then(|place| was.get(place)).map(|(_, old)| *old);
        if old.is_some_and(|old| old.state() == new.state()) {
            same = same.saturating_add(1);
            continue;
        }
        let new = Some(new);
        turns.push(Turn { old, new });
    }
    let gone = was.into_iter().enumerate();
    let gone = gone.filter(|(place, _)| !taken.contains(place));
    turns.extend(gone.map(|(_, (_, old))| Turn {
        old: Some(old),
        new: None,
    }));
    (turns, same)
}
