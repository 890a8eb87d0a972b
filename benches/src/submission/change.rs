//! W5: one figure of a policy changes; the verdicts that follow from it.

use std::fmt::Write as _;
use std::hint::black_box;

use dabiao_core::prepared::{InputId, Prepared, Row, Session, Verdicts};
use dabiao_core::{Dataset, Estimate, FigureValue, Policy, Ratio, State};

use super::by_hand::reaches;
use super::policy;
use super::prepared::prepare;
use crate::timing::picoseconds_per_unit;
use crate::workload::{Contestant, Sample, Workload};

/// Small and large, to show that the size of the policy does not matter.
const SIZES: [usize; 2] = [100, 10_000];

/// What changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// An amount, of a thousand yuan.
    Plain,
    /// An amount whose products leave 64 bits.
    Large,
    /// An amount that goes missing at each third change.
    Gaps,
}

impl Kind {
    /// A thousandth of the whole, in cents.
    fn unit(self) -> i64 {
        match self {
            Self::Plain | Self::Gaps => 100,
            Self::Large => 9_000_000_000_000_000,
        }
    }

    /// The part after a change, in cents; nothing where it goes missing.
    fn part(self, change: usize) -> Option<i64> {
        let is_gap = self == Self::Gaps && change % 3 == 2;
        (!is_gap).then(|| part(change).saturating_mul(self.unit()))
    }

    fn whole(self) -> i64 {
        self.unit().saturating_mul(1_000)
    }

    /// The state after a change, by exact whole numbers.
    fn exactly(self, change: usize) -> State {
        match self.part(change) {
            Some(part) if reaches(part, self.whole(), 80) => State::Met,
            Some(_) => State::Unmet,
            None => State::NoData,
        }
    }
}

/// The changes that take turns.
const CHANGES: usize = 64;

/// A ratio a target, each of two figures of its own.
fn text(targets: usize) -> String {
    let mut text = String::from("policy \"W5\"\n");
    // INVARIANT: writing into a String cannot fail.
    for index in 0..targets {
        let _ = write!(
            text,
            "metric part{index} in yuan\nmetric whole{index} in yuan\n\
             target {index}: part{index} / whole{index} ≥ 80%\n"
        );
    }
    text
}

/// The part of a target after a change, in yuan of a whole of 1,000; each third is exactly at the threshold.
fn part(change: usize) -> i64 {
    [799, 800, 801].get(change % 3).copied().unwrap_or(0)
}

fn yuan(amount: i64) -> FigureValue {
    FigureValue::Number(Estimate::Exact(Ratio::whole(i128::from(amount))))
}

fn data(policy: &Policy, targets: usize) -> Result<Dataset, String> {
    let mut data = Dataset {
        sources: vec!["w5".into()],
        ..Dataset::default()
    };
    for index in 0..targets {
        for (name, amount) in [("part", part(0)), ("whole", 1_000)] {
            let name = format!("{name}{index}");
            data.figures
                .push(policy::figure(policy, &name, yuan(amount))?);
        }
    }
    Ok(data)
}

/// The workload at each size.
pub(super) fn workloads() -> Vec<Workload> {
    let mut all: Vec<Workload> = SIZES.into_iter().map(workload).collect();
    all.push(variant("W5-large", Kind::Large));
    all.push(variant("W5-gaps", Kind::Gaps));
    all
}

/// A policy of 100 targets, and other changes.
fn variant(id: &str, kind: Kind) -> Workload {
    Workload {
        id: id.to_owned(),
        unit: "change",
        verify: Box::new(move || verify_session(100, kind)),
        contestants: vec![
            Contestant::new("by hand, the one target again", move || by_hand(100, kind)),
            Contestant::new("engine, prepared, session", move || in_session(100, kind)),
        ],
    }
}

fn workload(targets: usize) -> Workload {
    Workload {
        id: format!("W5-{targets}"),
        unit: "change",
        verify: Box::new(move || verify(targets)),
        contestants: vec![
            Contestant::new("by hand, the one target again", move || {
                by_hand(targets, Kind::Plain)
            }),
            Contestant::new("engine, prepared, session", move || {
                in_session(targets, Kind::Plain)
            }),
            Contestant::new("engine, general path, everything again", move || {
                again(targets)
            }),
        ],
    }
}

/// The target that a change concerns.
fn target_of(change: usize, targets: usize) -> usize {
    change.wrapping_mul(7_919).checked_rem(targets).unwrap_or(0)
}

fn verify(targets: usize) -> Result<(), String> {
    let (policy, mut data) = start(targets)?;
    for change in 0..3 {
        let target = target_of(change, targets);
        let state = changed(&policy, &mut data, target, part(change))?;
        let exact = reaches(part(change), 1_000, 80);
        if (state == State::Met) != exact {
            return Err(format!("change {change} gives {state:?}"));
        }
    }
    verify_session(targets, Kind::Plain)
}

/// Changes the part of one target after another in a session, and compares each target's state with whole numbers.
fn verify_session(targets: usize, kind: Kind) -> Result<(), String> {
    let policy = policy::of(text(targets))?;
    let prepared = prepare(&policy)?;
    let inputs = parts(&policy, &prepared, targets)?;
    let mut session = filled(&prepared, targets, kind).session();
    for change in 0..1_000 {
        let target = target_of(change, targets);
        let input = inputs.get(target).ok_or("no such target")?;
        put(&mut session, *input, kind.part(change));
        if session.states().get(target) != Some(&kind.exactly(change)) {
            return Err(format!("change {change} in a session differs"));
        }
    }
    Ok(())
}

/// One figure changes in a session; the verdicts that turned.
fn in_session(targets: usize, kind: Kind) -> Result<Sample, String> {
    let policy = policy::of(text(targets))?;
    let prepared = prepare(&policy)?;
    let inputs = parts(&policy, &prepared, targets)?;
    let mut session = filled(&prepared, targets, kind).session();
    timed(targets, CHANGES, |target, change| {
        if let Some(input) = inputs.get(target) {
            put(&mut session, *input, kind.part(change));
        }
    })
}

/// Sets a figure, or takes it away.
fn put(session: &mut Session<'_>, input: InputId, value: Option<i64>) {
    match value {
        Some(value) => black_box(session.set(input, value)),
        None => black_box(session.clear(input)),
    };
}

/// So many rounds of changes in a session.
pub(crate) fn so_often(targets: usize, changes: usize, rounds: usize) -> Result<(), String> {
    let policy = policy::of(text(targets))?;
    let prepared = prepare(&policy)?;
    let inputs = parts(&policy, &prepared, targets)?;
    let mut session = filled(&prepared, targets, Kind::Plain).session();
    for change in (0..rounds).flat_map(|_| 0..changes) {
        let input = inputs.get(target_of(change, targets));
        let input = input.ok_or("no such target")?;
        put(&mut session, *input, Kind::Plain.part(change));
    }
    Ok(())
}

/// A row of the amounts before any change, in cents: parts and wholes take turns, as the policy declares them.
fn filled<'p>(prepared: &'p Prepared<'p>, targets: usize, kind: Kind) -> Row<'p> {
    let mut row = prepared.row();
    let first = kind.part(0).unwrap_or(0);
    row.fill((0..targets).flat_map(|_| [first, kind.whole()]));
    row
}

/// The input of each target's part.
fn parts(policy: &Policy, prepared: &Prepared<'_>, targets: usize) -> Result<Vec<InputId>, String> {
    let input = |index: usize| {
        let name = format!("part{index}");
        let metric = policy.schema().metric(&name);
        metric
            .and_then(|metric| prepared.figure(metric, None))
            .ok_or(name)
    };
    (0..targets).map(input).collect()
}

fn start(targets: usize) -> Result<(Policy, Dataset), String> {
    let policy = policy::of(text(targets))?;
    let data = data(&policy, targets)?;
    Ok((policy, data))
}

/// Changes the part of a target and says the target's state.
fn changed(policy: &Policy, data: &mut Dataset, target: usize, part: i64) -> Result<State, String> {
    if let Some(figure) = data.figures.get_mut(target.saturating_mul(2)) {
        figure.value = yuan(part);
    }
    let assessment = policy
        .evaluate(data, policy::evaluated_on())
        .map_err(|error| error.to_string())?;
    let verdict = assessment.verdicts().nth(target);
    Ok(verdict.ok_or("a target has no verdict")?.state())
}

fn by_hand(targets: usize, kind: Kind) -> Result<Sample, String> {
    let mut parts = vec![(kind.part(0), kind.whole()); targets];
    timed(targets, CHANGES, |target, change| {
        if let Some((old, whole)) = parts.get_mut(target) {
            *old = kind.part(change);
            black_box(old.map(|part| reaches(part, *whole, 80)));
        }
    })
}

fn again(targets: usize) -> Result<Sample, String> {
    let (policy, mut data) = start(targets)?;
    timed(targets, 3, |target, change| {
        black_box(changed(&policy, &mut data, target, part(change))).ok();
    })
}

/// All of so many ratios by hand, a target.
///
/// # Errors
///
/// When there are more targets than 64 bits count.
pub fn all_by_hand(targets: usize) -> Result<Sample, String> {
    let figures: Vec<(i64, i64)> = (0..targets).map(|index| (part(index), 1_000)).collect();
    let mut met = vec![false; targets];
    let units = u64::try_from(targets).map_err(|error| error.to_string())?;
    Ok(Sample::of(picoseconds_per_unit(units, || {
        for (met, (part, whole)) in met.iter_mut().zip(black_box(&figures)) {
            *met = part.wrapping_mul(100) >= whole.wrapping_mul(80);
        }
        black_box(&met);
    })))
}

/// All of so many ratios by the general path, a target.
///
/// # Errors
///
/// When the policy does not compile.
pub fn all_again(targets: usize) -> Result<Sample, String> {
    let (policy, mut data) = start(targets)?;
    let units = u64::try_from(targets).map_err(|error| error.to_string())?;
    Ok(Sample::of(picoseconds_per_unit(units, || {
        black_box(changed(&policy, &mut data, 0, part(0))).ok();
    })))
}

/// All of so many ratios in a prepared row, a target.
///
/// # Errors
///
/// When the policy cannot be prepared.
pub fn all_prepared(targets: usize) -> Result<Sample, String> {
    let policy = policy::of(text(targets))?;
    let prepared = prepare(&policy)?;
    let mut row = prepared.row();
    // Parts and wholes take turns, as the policy declares them; the amounts are in cents.
    row.fill((0..targets).flat_map(|index| [part(index).saturating_mul(100), 100_000]));
    let mut verdicts = Verdicts::default();
    let states = row.decide(&mut verdicts);
    for (index, state) in states.iter().enumerate() {
        if (*state == State::Met) != reaches(part(index), 1_000, 80) {
            return Err(format!("target {index} is {state:?}"));
        }
    }
    let units = u64::try_from(targets).map_err(|error| error.to_string())?;
    Ok(Sample::of(picoseconds_per_unit(units, || {
        black_box(black_box(&row).decide(&mut verdicts));
    })))
}

fn timed(
    targets: usize,
    changes: usize,
    mut change: impl FnMut(usize, usize),
) -> Result<Sample, String> {
    let units = u64::try_from(changes).map_err(|error| error.to_string())?;
    Ok(Sample::of(picoseconds_per_unit(units, || {
        for number in 0..changes {
            change(black_box(target_of(number, targets)), black_box(number));
        }
    })))
}
