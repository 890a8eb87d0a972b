//! The versions for this processor decide as the loops as they are, by row and by column.
//!
//! That all of them decide as the program is walked is tested on generated policies, in the tests of the whole.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "a test says that something is wrong by a panic"
)]

use dabiao_model::{Date, MetricId, MetricSchema, Nature, RuleId, Schema, State, Unit, ValueType};
use proptest::prelude::*;
use proptest::sample::select;

use super::batch::{Scratch, all_tests};
use super::columns::Columns;
use super::inputs::{Encoding, InputId};
use super::{Occasion, Prepared, Verdicts, kernel, processor};
use crate::program::{
    Case, Condition, ConditionId, Duty, Expr, ExprId, Form, Linear, MetricPlan, Moment, Program,
    Quotient, RollUp, Rule, RuleBody, Schedule, Settings, Slot, SlotId, Source, Test, TestId,
};
use dabiao_model::Comparator::{AtLeast, AtMost, Equal, LessThan, MoreThan};

/// So many figures that are numbers, and one that is yes or no.
const NUMBERS: u32 = 6;

fn metric(index: u32) -> MetricSchema {
    let value = if index < NUMBERS {
        ValueType::Number
    } else {
        ValueType::YesNo
    };
    MetricSchema {
        names: vec![format!("m{index}").into()],
        value,
        unit: Unit::number(),
        per: None,
        cadence: None,
        nature: Nature::Flow,
        segments: Vec::new(),
        benchmarks: Vec::new(),
        derived: false,
    }
}

fn plan() -> MetricPlan {
    MetricPlan {
        roll_up: RollUp::None,
        adding_up: false,
        part_of: None,
        last_counts_months: None,
        approximate_within: None,
        plausible: None,
        better: None,
        definition: None,
    }
}

fn rule(index: u32) -> Rule {
    let case = Case {
        only: None,
        period: None,
        condition: ConditionId(index),
    };
    Rule {
        id: format!("{index}").into(),
        title: None,
        body: RuleBody::Target {
            cases: vec![case],
            when: None,
            stretch: None,
            warn: Vec::new(),
            empty_counts_as_met: false,
            missing_counts_as_unmet: false,
        },
        entities: vec![None],
        schedule: Schedule {
            once: Vec::new(),
            each: None,
            never_due: false,
        },
        duty: Duty::default(),
        stand_in: None,
        place: "test".into(),
    }
}

/// Ratios at least and at most a number, sums of one figure and of two, one of three, and all of some of them.
fn program() -> Program {
    let slot = |index: u32| SlotId(index);
    let ratio = |above, below, comparator, threshold| Quotient {
        numerator: vec![(slot(above), 1)],
        denominator: vec![(slot(below), 1)],
        comparator,
        threshold,
    };
    let quotients = vec![
        ratio(0, 1, AtLeast, (4, 5)),
        ratio(0, 1, MoreThan, (4, 5)),
        ratio(2, 3, AtMost, (1, 3)),
        ratio(2, 3, LessThan, (1, 3)),
        ratio(4, 5, AtLeast, (-1, 20)),
    ];
    let sum = |terms: &[(u32, i128)], constant, comparator| Linear {
        terms: terms
            .iter()
            .map(|(at, factor)| (slot(*at), *factor))
            .collect(),
        constant,
        comparator,
    };
    let linear = vec![
        sum(&[(0, 1)], -100, AtMost),
        sum(&[(1, 1)], 100, MoreThan),
        sum(&[(2, 1), (3, -1)], 0, AtLeast),
        sum(&[(4, 3), (5, -2)], 7, LessThan),
        sum(&[(0, 1), (1, 1), (2, -1)], 0, AtLeast),
        sum(&[(3, 1)], -5, Equal),
    ];
    let forms = (0..5).map(Form::Quotient).chain((0..6).map(Form::Linear));
    let tests: Vec<Test> = forms
        .map(|form| Test {
            left: ExprId(0),
            comparator: AtLeast,
            right: ExprId(0),
            form,
            unit: Unit::number(),
            margin_unit: Unit::number(),
            rounded_to: None,
        })
        .collect();
    let mut conditions: Vec<Condition> =
        (0_u32..11).map(|at| Condition::Test(TestId(at))).collect();
    conditions.push(Condition::Holds(slot(NUMBERS)));
    let both = |one: u32, other: u32| vec![ConditionId(one), ConditionId(other)];
    conditions.push(Condition::And(both(0, 11)));
    conditions.push(Condition::Or(both(2, 7)));
    conditions.push(Condition::Not(ConditionId(12)));
    let mut schema = Schema::default();
    for index in 0..=NUMBERS {
        schema.metrics.push(metric(index));
    }
    Program {
        title: "".into(),
        hash: String::new(),
        schema,
        metrics: (0..=NUMBERS).map(|_| plan()).collect(),
        settings: Settings::default(),
        slots: (0..=NUMBERS as usize)
            .map(|at| Slot {
                metric: MetricId::from(at),
                segment: None,
                source: Source::Actual,
                moment: Moment::NOW,
            })
            .collect(),
        exprs: (0..=NUMBERS).map(|at| Expr::Slot(slot(at))).collect(),
        linear,
        quotients,
        peers: Vec::new(),
        tests,
        rules: (0_u32..)
            .zip(&conditions)
            .map(|(index, _)| rule(index))
            .collect(),
        conditions,
        aggregates: Vec::new(),
        limits: Vec::new(),
        orders: Vec::new(),
        counted_by: Vec::new(),
        declared: Vec::new(),
        checks: Vec::new(),
        escalations: Vec::new(),
        scores: Vec::new(),
    }
}

fn value() -> impl Strategy<Value = i64> {
    prop_oneof![
        4 => -50_i64..200,
        4 => (1_i64..100).prop_map(|whole| whole * 10_000),
        1 => any::<i64>(),
        1 => select(vec![i64::MIN, i64::MAX, 0]),
    ]
}

/// A value of each input for some rows, and which of them are missing.
type Drawn = Vec<(Vec<i64>, Vec<bool>)>;

fn drawn() -> impl Strategy<Value = Drawn> {
    (1_usize..200, 0_u32..10).prop_flat_map(|(rows, gaps)| {
        let values = prop::collection::vec(value(), rows);
        let missing = prop::collection::vec((0..40_u32).prop_map(move |it| it < gaps), rows);
        prop::collection::vec((values, missing), NUMBERS as usize + 1)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn this_processors_version_decides_as_the_loops(drawn in drawn()) {
        let program = program();
        let as_of = Date::from_ymd_opt(2025, 6, 30).unwrap();
        let occasion = Occasion { entity: None, period: None, as_of };
        let prepared = Prepared::new(&program, occasion).unwrap();
        prop_assert_eq!(prepared.on_whole_numbers(), program.rules.len());
        let rows = drawn[0].0.len();
        let answers: Vec<bool> = drawn[NUMBERS as usize].0.iter().map(|it| it % 2 == 0).collect();
        let known: Vec<Vec<u64>> = drawn
            .iter()
            .map(|(_, missing)| {
                let words = missing.chunks(64);
                let word = |missing: &[bool]| (0..).zip(missing).fold(0, |word, (bit, it)| word | u64::from(!it) << bit);
                words.map(word).collect()
            })
            .collect();
        let mut columns: Columns<'_, '_> = prepared.columns(rows);
        for (at, input) in prepared.inputs().iter().enumerate() {
            let super::Content::Figure(slot) = input.content else { continue };
            let (id, known) = (InputId(u32::try_from(at).unwrap()), Some(&known[slot.index()][..]));
            columns = match input.encoding {
                Encoding::YesNo => columns.yes_no(id, &answers, known),
                _ => columns.numbers(id, &drawn[slot.index()].0, known),
            }
            .unwrap();
        }
        let (mut ours, mut loops) = (Scratch::new(&prepared), Scratch::new(&prepared));
        processor::tests(&columns, 0, &mut ours);
        all_tests(&columns, 0, &mut loops);
        let decided = columns.decide(1);
        let mut verdicts = Verdicts::default();
        for at in 0..rows {
            let row = columns.row(at);
            let cells = |version: &dyn Fn(&mut [State]) -> kernel::Shown| {
                let mut cells = vec![State::Pending; prepared.tests];
                (version(&mut cells), cells)
            };
            let (groups, constants) = (&prepared.groups, &prepared.constants);
            let by_ours = cells(&|cells| processor::row(groups, constants, &row, cells, &mut []));
            let by_loops = cells(&|cells| kernel::tests(groups, constants, &row, cells, &mut []));
            prop_assert_eq!(&by_ours, &by_loops);
            for cell in 0..prepared.tests {
                prop_assert_eq!(ours.at(cell, at), loops.at(cell, at));
            }
            let states = row.decide(&mut verdicts);
            for (verdict, state) in states.iter().enumerate() {
                prop_assert_eq!(decided.state(at, verdict), Some(*state), "{:?}", RuleId::from(verdict));
            }
        }
    }
}
