//! How often the engine asks for memory, and what a target costs: exact counts, kept as snapshots that a change moves visibly.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test says that something is wrong by a panic"
)]

use std::fmt::Write as _;

use dabiao_core::cost::Cost;
use dabiao_core::prepared::{Encoding, Occasion, Prepared, Row, Verdicts};
use dabiao_core::{
    Dataset, Date, Estimate, Figure, FigureKind, FigureValue, Place, Policy, Ratio, SourceFile,
    Sources,
};

/// So many targets of each shape.
const TARGETS: usize = 40;

/// Ratios, caps, comparisons of two figures, limits of one case, and conditions of all of them.
fn text(targets: usize) -> String {
    let mut text = String::from("policy \"Plan\"\n  limits counted plainly\n");
    for index in 0..targets {
        writeln!(
            text,
            "metric part{index} in yuan\nmetric whole{index} in yuan\nmetric open{index} in yes/no\n\
             record case{index}\n  awarded: date\n  signed: date after awarded\n\
             target r{index}: part{index} / whole{index} ≥ 80%\n\
             target c{index}: part{index} ≤ 500 yuan\n\
             target s{index}: case{index} signed within 10 days\n\
             target m{index}: all of:\n  - part{index} ≤ whole{index}\n  - open{index}"
        )
        .unwrap();
    }
    text
}

fn compiled(targets: usize) -> Policy {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("plan.dabiao", text(targets)));
    let policy = Policy::compile(&sources).unwrap();
    assert!(policy.is_valid());
    policy
}

fn day() -> Date {
    Date::from_ymd_opt(2025, 6, 30).unwrap()
}

fn fill(row: &mut Row<'_>, prepared: &Prepared<'_>) {
    row.fill(
        prepared
            .inputs()
            .iter()
            .zip(0..)
            .map(|(input, index)| match input.encoding {
                Encoding::Scaled(_) => 10_000 + index,
                Encoding::YesNo => 1,
                Encoding::Day => i64::from(day().to_epoch_days()) - 40 + index % 3,
            }),
    );
}

/// The figures of a policy, without the cases.
fn figures(policy: &Policy) -> Dataset {
    let metrics = policy.schema().metrics.iter().enumerate();
    let figures = metrics.map(|(index, metric)| Figure {
        metric: index.into(),
        segment: None,
        entity: None,
        period: None,
        kind: FigureKind::Actual,
        value: match metric.value {
            dabiao_core::ValueType::YesNo => FigureValue::YesNo(true),
            _ => FigureValue::Number(Estimate::Exact(Ratio::whole(100))),
        },
        decimals: 0,
        unit: metric.unit.clone(),
        submitted_on: None,
        by: None,
        evidence: None,
        place: Place {
            source: 0,
            line: 1,
            column: 1,
        },
    });
    Dataset {
        sources: vec!["figures".into()],
        figures: figures.collect(),
        tables: vec![None; policy.schema().records.len()],
        ..Dataset::default()
    }
}

/// How many blocks of memory `work` asks for, on this thread.
fn blocks<T>(work: impl FnOnce() -> T) -> u64 {
    allocation_counter::measure(|| drop(work())).count_total
}

#[test]
fn how_often_memory_is_asked_for() {
    let policy = compiled(TARGETS);
    let occasion = Occasion {
        entity: None,
        period: None,
        as_of: day(),
    };
    let program = policy.program().unwrap();
    let prepared = Prepared::new(program, occasion).unwrap();
    let (mut row, mut verdicts) = (prepared.row(), Verdicts::default());
    fill(&mut row, &prepared);
    row.decide(&mut verdicts);

    let filling = blocks(|| fill(&mut row, &prepared));
    let deciding = blocks(|| row.decide(&mut verdicts).len());
    row.clear(prepared.input(0).unwrap());
    let with_a_gap = blocks(|| row.decide(&mut verdicts).len());
    let mut session = row.session();
    let input = prepared.input(1).unwrap();
    session.set(input, 0);
    let changing = blocks(|| session.set(input, 1_000_000).len());
    assert_eq!([filling, deciding, with_a_gap, changing], [0; 4]);

    let columns = |batches: usize| {
        let rows = batches * 16_384;
        let numbers = vec![10_000_i64; rows];
        let yes = vec![true; rows];
        let days = vec![day().to_epoch_days() - 40; rows];
        let mut columns = prepared.columns(rows);
        for (index, input) in prepared.inputs().iter().enumerate() {
            let id = prepared.input(index).unwrap();
            columns = match input.encoding {
                Encoding::Scaled(_) => columns.numbers(id, &numbers, None),
                Encoding::YesNo => columns.yes_no(id, &yes, None),
                Encoding::Day => columns.days(id, &days, None),
            }
            .unwrap();
        }
        blocks(|| columns.for_each_batch(|batch| assert_eq!(batch.rows(), 16_384)))
    };
    assert_eq!(
        columns(1),
        columns(9),
        "a batch asks for no memory of its own"
    );

    let data = figures(&policy);
    let small = compiled(TARGETS / 2);
    let small_data = figures(&small);
    let evaluating = |policy: &Policy, data: &Dataset| {
        blocks(|| policy.evaluate(data, day()).unwrap().verdicts().count())
    };
    let rules = u64::try_from(program.rules.len()).unwrap();
    let counts = format!(
        "preparing: {} a rule\ncompiling: {} a rule\nevaluating a data set: {} for {rules} rules, {} for half of them\n",
        blocks(|| Prepared::new(program, occasion).unwrap()) / rules,
        blocks(|| compiled(TARGETS)) / rules,
        evaluating(&policy, &data),
        evaluating(&small, &small_data),
    );
    insta::assert_snapshot!(counts);
}

/// Each shape's operations a verdict and a case, then the bytes a target of a small and of a large policy.
#[test]
fn what_a_target_costs() {
    let policy = compiled(1);
    let program = policy.program().unwrap();
    let mut costs = String::new();
    for (rule, cost) in program.rules.iter().zip(&Cost::of(program).rules) {
        let (operations, cases, columns) = (cost.operations, cost.per_case, cost.columns);
        writeln!(
            costs,
            "{}: {operations} operations, {cases} a case, {columns} columns",
            rule.id
        )
        .unwrap();
    }
    for targets in [TARGETS, 10 * TARGETS] {
        let policy = compiled(targets);
        let program = policy.program().unwrap();
        let bytes = Cost::of(program).bytes / program.rules.len();
        writeln!(costs, "{} rules: {bytes} bytes each", program.rules.len()).unwrap();
    }
    insta::assert_snapshot!(costs);
}
