//! A prepared program decides a row as walking the program does, and as a data set of the same figures is decided.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test says that something is wrong by a panic"
)]

use std::collections::BTreeSet;

use dabiao_core::prepared::{
    Columns, Encoding, Given, InputId, Occasion, Prepared, Row, Session, Turned, Verdicts,
};
use dabiao_core::{Date, Estimate, Policy, Ratio, State};
use dabiao_tests::differ::{compile, read};
use dabiao_tests::generate::{Scenario, scenarios};
use dabiao_tests::spell;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::RngSeed;

/// How many occasions of a scenario are tried, and how many rows for each.
const OCCASIONS: usize = 6;
const ROWS: usize = 6;

/// A value to set, before it is known what it is set to.
#[derive(Debug, Clone)]
enum Draw {
    Nothing,
    Small(i64),
    Great(i64),
    Fraction(i128, i128),
    From(i64),
    Between(i64, i64),
}

fn draws() -> impl Strategy<Value = Draw> {
    prop_oneof![
        1 => Just(Draw::Nothing),
        8 => (-3_i64..120).prop_map(Draw::Small),
        2 => any::<i64>().prop_map(Draw::Great),
        1 => (any::<i64>(), 1_i128..1_000_000).prop_map(|(a, b)| Draw::Fraction(i128::from(a), b)),
        1 => any::<i64>().prop_map(Draw::From),
        1 => (0_i64..50, 0_i64..50).prop_map(|(low, more)| Draw::Between(low, low + more)),
    ]
}

fn set(row: &mut Row<'_>, input: InputId, encoding: Encoding, draw: &Draw, as_of: Date) {
    let whole = |value: i64| Ratio::whole(i128::from(value));
    match encoding {
        Encoding::Scaled(scale) => {
            let value = match draw {
                Draw::Nothing => return row.clear(input),
                Draw::Small(value) => Estimate::Exact(&whole(*value) * &Ratio::new(1, 4)),
                Draw::Great(value) => return row.set(input, *value),
                Draw::Fraction(a, b) => Estimate::Exact(Ratio::new(*a, *b * i128::from(scale))),
                Draw::From(value) => Estimate::Between {
                    low: Some((whole(*value), false)),
                    high: None,
                },
                Draw::Between(low, high) => Estimate::Between {
                    low: Some((whole(*low), false)),
                    high: Some((whole(*high), true)),
                },
            };
            row.estimate(input, &value).unwrap();
        }
        Encoding::YesNo => match draw {
            Draw::Nothing => row.clear(input),
            Draw::Small(value) => row.yes_no(input, value % 2 == 0).unwrap(),
            _ => row.yes_no(input, true).unwrap(),
        },
        Encoding::Day => match draw {
            Draw::Small(value) => {
                let day = as_of + chrono::Duration::days(20 - value);
                row.day(input, day).unwrap();
            }
            Draw::Nothing | Draw::Great(_) => row.clear(input),
            _ => row.day(input, as_of).unwrap(),
        },
    }
}

fn change(
    session: &mut Session<'_>,
    input: InputId,
    encoding: Encoding,
    draw: &Draw,
    as_of: Date,
) -> Vec<Turned> {
    let mut row = session.row().clone();
    set(&mut row, input, encoding, draw, as_of);
    match row.get(input) {
        Given::Nothing => session.clear(input),
        Given::Whole(value) => session.set(input, value),
        Given::Estimate(value) => session.estimate(input, &value).unwrap(),
    }
    .to_vec()
}

/// For whom and when the scenario's rules are judged.
fn occasions(policy: &Policy, scenario: &Scenario, as_of: Date) -> Vec<Occasion> {
    let mut tape = scenario.spelling.clone();
    let files = spell::csv(&scenario.policy, &scenario.data, &mut tape);
    let data = read(policy, &files).unwrap();
    let assessment = policy.evaluate(&data, as_of).unwrap();
    let found: BTreeSet<_> = assessment
        .inner()
        .verdicts()
        .iter()
        .map(|verdict| (verdict.entity, verdict.period))
        .collect();
    let occasions = found.into_iter().map(|(entity, period)| Occasion {
        entity,
        period,
        as_of,
    });
    occasions.take(OCCASIONS).collect()
}

/// The states of the prepared rules by a data set of the row's figures.
fn by_data_set(policy: &Policy, prepared: &Prepared<'_>, row: &Row<'_>) -> Vec<Option<State>> {
    let occasion = prepared.occasion();
    let data = row.dataset();
    let assessment = policy.evaluate(&data, occasion.as_of).unwrap();
    let verdicts = assessment.inner().verdicts();
    let state = |rule| {
        let is_it = |it: &&dabiao_model::Verdict| {
            it.rule == rule
                && it.entity == occasion.entity
                && (it.period.is_none() || it.period == occasion.period)
        };
        verdicts.iter().find(is_it).map(|it| it.state)
    };
    prepared.rules().map(state).collect()
}

/// The columns of an occasion: some thousand rows, of few different values, in whole numbers.
struct Table {
    numbers: Vec<Vec<i64>>,
    days: Vec<Vec<i32>>,
    yes: Vec<Vec<bool>>,
    known: Vec<Option<Vec<u64>>>,
}

impl Table {
    fn of(prepared: &Prepared<'_>, draws: &[Draw], rows: usize, as_of: Date) -> Self {
        let inputs = prepared.inputs();
        let draw =
            |input: usize, row: usize| &draws[(row * 7 + input * 13 + row / 64) % draws.len()];
        let number = |draw: &Draw| match draw {
            Draw::Small(value) | Draw::Great(value) | Draw::From(value) => *value,
            _ => 100,
        };
        let all = |input: usize| (0..rows).map(move |row| draw(input, row));
        let column = |input: usize| -> Vec<i64> { all(input).map(number).collect() };
        let day =
            |draw: &Draw| as_of.to_epoch_days() + 20 - i32::try_from(number(draw) % 60).unwrap();
        let known = |input: usize| {
            // Some columns have no gap, some have a few.
            (!input.is_multiple_of(3)).then(|| {
                let mut words = vec![u64::MAX; rows.div_ceil(64)];
                for (row, draw) in all(input).enumerate() {
                    if matches!(draw, Draw::Nothing) {
                        words[row / 64] &= !(1 << (row % 64));
                    }
                }
                words
            })
        };
        Self {
            numbers: (0..inputs.len()).map(column).collect(),
            days: (0..inputs.len())
                .map(|input| all(input).map(day).collect())
                .collect(),
            yes: (0..inputs.len())
                .map(|input| all(input).map(|it| number(it) % 2 == 0).collect())
                .collect(),
            known: (0..inputs.len()).map(known).collect(),
        }
    }

    fn columns<'p, 'd>(&'d self, prepared: &'p Prepared<'p>, rows: usize) -> Columns<'p, 'd> {
        let mut columns: Columns<'p, 'd> = prepared.columns(rows);
        for (index, input) in prepared.inputs().iter().enumerate() {
            let id = prepared.input(index).unwrap();
            let known = self.known[index].as_deref();
            columns = match input.encoding {
                Encoding::Scaled(_) => columns.numbers(id, &self.numbers[index], known),
                Encoding::YesNo => columns.yes_no(id, &self.yes[index], known),
                Encoding::Day => columns.days(id, &self.days[index], known),
            }
            .unwrap();
        }
        columns
    }
}

/// What the comparison above says something about: generated policies have many verdicts on whole numbers, and some that
/// are walked.
#[test]
fn most_verdicts_of_generated_policies_are_decided_on_whole_numbers() {
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        rng_seed: RngSeed::Fixed(7),
        ..ProptestConfig::default()
    });
    let (mut all, mut whole) = (0, 0);
    for _ in 0..100 {
        let scenario = scenarios().new_tree(&mut runner).unwrap().current();
        let text = spell::policy(&scenario.policy, scenario.spelling.clone(), false);
        let policy = compile(&text).unwrap();
        for occasion in occasions(&policy, &scenario, scenario.dates[0]) {
            if let Ok(prepared) = Prepared::new(policy.program().unwrap(), occasion) {
                all += prepared.rules().len();
                whole += prepared.on_whole_numbers();
            }
        }
    }
    assert!(
        all > 300 && whole * 3 > all * 2 && whole < all,
        "{whole} of {all}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 100,
        rng_seed: RngSeed::Fixed(20_251_122),
        failure_persistence: None,
        max_shrink_iters: 0,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_row_is_decided_as_the_program_is_walked(
        scenario in scenarios(),
        draws in proptest::collection::vec(draws(), 64),
    ) {
        let text = spell::policy(&scenario.policy, scenario.spelling.clone(), false);
        let policy = compile(&text).unwrap();
        let program = policy.program().unwrap();
        let mut verdicts = Verdicts::default();
        let mut walked = Verdicts::default();
        let mut draws = draws.iter().cycle();
        for as_of in &scenario.dates {
            for occasion in occasions(&policy, &scenario, *as_of) {
                let Ok(prepared) = Prepared::new(program, occasion) else { continue };
                let mut row = prepared.row();
                for _ in 0..ROWS {
                    let mut is_complete = true;
                    for (index, input) in prepared.inputs().iter().enumerate() {
                        let id = prepared.input(index).unwrap();
                        let draw = draws.next().unwrap();
                        is_complete &= matches!(draw, Draw::Small(_));
                        set(&mut row, id, input.encoding, draw, *as_of);
                    }
                    let states = row.decide(&mut verdicts);
                    let rules: Vec<_> = prepared.rules().map(|rule| &program.rules[rule.index()].id).collect();
                    if is_complete {
                        let by_data: Vec<_> = by_data_set(&policy, &prepared, &row);
                        let ours: Vec<_> = states.iter().copied().map(Some).collect();
                        prop_assert_eq!(ours, by_data, "data set: {:?} {:?}\n{:?}\n{}", rules, occasion, row, text);
                    }
                    prop_assert_eq!(states, row.decide_walking(&mut walked), "{:?} {:?}\n{:?}\n{}", rules, occasion, row, text);
                }
            }
        }
    }

    #[test]
    fn columns_are_decided_as_their_rows_are(
        scenario in scenarios(),
        draws in proptest::collection::vec(draws(), 97),
        rows in prop_oneof![3 => 1_usize..1_000, 1 => 16_000_usize..34_000],
    ) {
        let text = spell::policy(&scenario.policy, scenario.spelling.clone(), false);
        let policy = compile(&text).unwrap();
        let mut verdicts = Verdicts::default();
        let as_of = scenario.dates[0];
        for occasion in occasions(&policy, &scenario, as_of).into_iter().take(2) {
            let Ok(prepared) = Prepared::new(policy.program().unwrap(), occasion) else { continue };
            let table = Table::of(&prepared, &draws, rows, as_of);
            let columns = table.columns(&prepared, rows);
            let decided = columns.decide(1);
            prop_assert_eq!(&decided, &columns.decide(3));
            for row in (0..rows).step_by(37) {
                let states = columns.row(row).decide(&mut verdicts);
                let found: Vec<_> = (0..states.len()).map(|it| decided.state(row, it).unwrap()).collect();
                prop_assert_eq!(states, found, "row {} of {}\n{}", row, rows, text);
            }
        }
    }

    #[test]
    fn a_session_stands_where_its_row_stands(
        scenario in scenarios(),
        draws in proptest::collection::vec((draws(), 0_usize..1_000), 60),
    ) {
        let text = spell::policy(&scenario.policy, scenario.spelling.clone(), false);
        let policy = compile(&text).unwrap();
        let mut verdicts = Verdicts::default();
        let as_of = scenario.dates[0];
        for occasion in occasions(&policy, &scenario, as_of).into_iter().take(2) {
            let Ok(prepared) = Prepared::new(policy.program().unwrap(), occasion) else { continue };
            if prepared.inputs().is_empty() {
                continue;
            }
            let mut session = prepared.row().session();
            for (draw, place) in &draws {
                let place = place % prepared.inputs().len();
                let (input, encoding) = (prepared.input(place).unwrap(), prepared.inputs()[place].encoding);
                let mut row = session.row().clone();
                set(&mut row, input, encoding, draw, as_of);
                let mut expected = session.states().to_vec();
                let turned = change(&mut session, input, encoding, draw, as_of);
                for turned in turned {
                    prop_assert_ne!(turned.from, turned.to);
                    prop_assert_eq!(std::mem::replace(&mut expected[turned.verdict], turned.to), turned.from);
                }
                prop_assert_eq!(session.states(), expected);
                prop_assert_eq!(session.states(), row.decide(&mut verdicts), "{:?}\n{}", row, text);
            }
        }
    }
}
