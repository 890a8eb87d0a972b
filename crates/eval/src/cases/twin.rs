//! The pass and its slow twin, the walk over rows, find the same for generated programs, tables and days.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "helpers of tests fail by panicking"
)]

use std::sync::Arc;

use dabiao_calendar::{Basis, Limit, LimitUnit};
use dabiao_model::{
    Cadence, Case, CellValue, Comparator, Dataset, Date, EntityId, EntitySchema, FieldSchema,
    FieldType, KindId, Period, Ratio, RecordId, RecordSchema, Schema, Table, Unit,
};
use proptest::prelude::*;
use proptest::sample::select;

use super::Reading;
use crate::evaluate::bind::Bound;
use crate::evaluate::{Evaluation, Frame};
use crate::program::{
    Aggregate, AggregateId, Measure, Moment, Program, RowCondition, RowLimit, RowLimitId, RowScope,
    Settings, SpanUnit, Stops, WordTest,
};

/// The fields of the record: two events, a deadline known before it comes, a number, an answer, a word, a time.
const EVENTS: [usize; 4] = [0, 1, 2, 6];
const NUMBER: usize = 3;
const ANSWER: usize = 4;
const WORD: usize = 5;
const WORDS: [&str; 3] = ["small", "middle", "large"];

fn field_types() -> Vec<FieldType> {
    let words = WORDS.map(Arc::from).to_vec();
    vec![
        FieldType::Date,
        FieldType::Date,
        FieldType::Date,
        FieldType::Number(Unit::number()),
        FieldType::YesNo,
        FieldType::Category(words),
        FieldType::Time,
    ]
}

fn first_day() -> Date {
    Date::from_ymd_opt(2025, 10, 20).unwrap()
}

fn later(days: i64) -> Date {
    first_day() + chrono::TimeDelta::days(days)
}

/// A city above two counties; cases are of counties, some of the city itself, some of nobody.
fn schema(per_county: bool) -> Schema {
    let entity = |name: &str, kind: usize, parent: Option<usize>| EntitySchema {
        names: vec![name.into()],
        kind: KindId::from(kind),
        parent: parent.map(EntityId::from),
    };
    let field = |(index, ty): (usize, FieldType)| FieldSchema {
        names: vec![format!("f{index}").into()],
        ty,
        planned: index == 2,
        partial: Vec::new(),
    };
    let record = RecordSchema {
        names: vec!["case".into()],
        per: per_county.then(|| KindId::from(1_usize)),
        fields: field_types().into_iter().enumerate().map(field).collect(),
    };
    let mut schema = Schema {
        kinds: vec!["city".into(), "county".into()],
        ..Schema::default()
    };
    schema.entities.push(entity("C", 0, None));
    schema.entities.push(entity("A", 1, Some(0)));
    schema.entities.push(entity("B", 1, Some(0)));
    schema.records.push(record);
    schema
}

fn program(scene: &Scene) -> Program {
    Program {
        title: "".into(),
        hash: String::new(),
        schema: schema(scene.per_county),
        metrics: Vec::new(),
        settings: Settings::default(),
        slots: Vec::new(),
        exprs: Vec::new(),
        linear: Vec::new(),
        quotients: Vec::new(),
        peers: Vec::new(),
        tests: Vec::new(),
        conditions: Vec::new(),
        aggregates: scene.aggregates.clone(),
        limits: scene.limits.clone(),
        orders: vec![scene.orders.clone()],
        counted_by: vec![scene.counted_by],
        declared: Vec::new(),
        checks: Vec::new(),
        rules: Vec::new(),
        escalations: Vec::new(),
        scores: Vec::new(),
    }
}

type Cells = (
    Option<usize>,
    [Option<i64>; 4],
    Option<Ratio>,
    Option<bool>,
    Option<usize>,
);

#[derive(Debug, Clone)]
struct Scene {
    per_county: bool,
    orders: Vec<(usize, usize)>,
    counted_by: Option<usize>,
    aggregates: Vec<Aggregate>,
    limits: Vec<RowLimit>,
    rows: Vec<Cells>,
    as_of: i64,
    threads: usize,
}

fn table(rows: &[Cells]) -> Table {
    let mut table = Table::new(RecordId::from(0_usize), &field_types());
    for (line, (entity, days, number, answer, word)) in (1_u32..).zip(rows) {
        let day = |at: usize| days[at].map_or(CellValue::Empty, |day| CellValue::Day(later(day)));
        let time = days[3].map(|day| later(day).and_hms_opt(9, 30, 0).unwrap());
        let values = [
            day(0),
            day(1),
            day(2),
            number.clone().map_or(CellValue::Empty, CellValue::Number),
            answer.map_or(CellValue::Empty, CellValue::YesNo),
            word.map_or(CellValue::Empty, |word| CellValue::Word(WORDS[word])),
            time.map_or(CellValue::Empty, CellValue::Time),
        ];
        let case = Case {
            entity: entity.map(EntityId::from),
            ..Case::at_line(line)
        };
        table.push(case, &values).unwrap();
    }
    table
}

fn number() -> impl Strategy<Value = Ratio> {
    let large = i128::from(i64::MAX) - 2;
    prop_oneof![
        8 => (-3_i128..200).prop_map(|cents| Ratio::new(cents, 100)),
        1 => (large..large + 4).prop_map(Ratio::whole),
        1 => select(vec![Ratio::new(1, 3), Ratio::new(1, 10_i128.pow(14)), Ratio::whole(i128::MAX)]),
    ]
}

fn mostly<T: std::fmt::Debug + Clone>(
    some: impl Strategy<Value = T>,
) -> impl Strategy<Value = Option<T>> {
    prop::option::weighted(0.85, some)
}

fn cells() -> impl Strategy<Value = Cells> {
    (
        mostly(0_usize..3),
        // Over the end of the calendar's years, so that some limits and spans cannot be counted.
        [
            mostly(0_i64..150),
            mostly(0..160),
            mostly(0..500),
            mostly(0..160),
        ],
        mostly(number()),
        mostly(any::<bool>()),
        mostly(0_usize..3),
    )
}

fn comparator() -> impl Strategy<Value = Comparator> {
    select(vec![
        Comparator::AtLeast,
        Comparator::AtMost,
        Comparator::MoreThan,
        Comparator::LessThan,
        Comparator::Equal,
        Comparator::NotEqual,
    ])
}

fn mask() -> impl Strategy<Value = RowCondition> {
    let word = prop::collection::vec(select(vec!["small", "large", "unheard of"]), 0..3);
    let leaf = prop_oneof![
        any::<bool>().prop_map(|wanted| RowCondition::YesNo(ANSWER, wanted)),
        word.prop_map(|words| RowCondition::Word(WordTest {
            field: WORD,
            words: words.into_iter().map(Arc::from).collect(),
        })),
        (comparator(), number())
            .prop_map(|(comparator, limit)| RowCondition::Number(NUMBER, comparator, limit)),
        (0_usize..7).prop_map(RowCondition::Happened),
        prop::collection::vec(select(EVENTS.to_vec()), 1..3).prop_map(RowCondition::Steps),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        let parts = prop::collection::vec(inner.clone(), 0..3);
        prop_oneof![
            parts.clone().prop_map(RowCondition::And),
            parts.prop_map(RowCondition::Or),
            inner.prop_map(|it| RowCondition::Not(Box::new(it))),
        ]
    })
}

fn scope() -> impl Strategy<Value = RowScope> {
    prop::option::weighted(0.4, mask()).prop_map(|among| RowScope {
        record: RecordId::from(0_usize),
        among,
    })
}

fn measure() -> impl Strategy<Value = Measure> {
    let event = || select(EVENTS.to_vec());
    let unit = select(vec![SpanUnit::Days, SpanUnit::WorkingDays, SpanUnit::Hours]);
    let span = (event(), event(), unit, 0_u8..4).prop_map(|(from, to, unit, which)| match which {
        0 => Measure::AverageSpan(from, to, unit),
        1 => Measure::MinSpan(from, to, unit),
        2 => Measure::MaxSpan(from, to, unit),
        _ => Measure::MedianSpan(from, to, unit),
    });
    let field = select(vec![
        Measure::Count,
        Measure::Share,
        Measure::ShareOf(NUMBER),
        Measure::Sum(NUMBER),
        Measure::Average(NUMBER),
        Measure::Median(NUMBER),
        Measure::Min(NUMBER),
        Measure::Max(NUMBER),
    ]);
    prop_oneof![2 => field, 1 => span]
}

fn stops() -> impl Strategy<Value = Option<Stops>> {
    let event = || select(EVENTS.to_vec());
    let stops = (event(), event()).prop_map(|(from, to)| Stops { from, to });
    prop::option::weighted(0.1, stops)
}

fn aggregate() -> impl Strategy<Value = Aggregate> {
    let mask = prop::option::weighted(0.6, mask());
    (scope(), mask, measure(), any::<bool>(), stops()).prop_map(
        |(scope, filter, measure, open_rows_count, stops)| Aggregate {
            moment: Moment::NOW,
            scope,
            filter,
            measure,
            open_rows_count,
            stops,
            label: ("".into(), "".into()),
            unit: Unit::number(),
        },
    )
}

fn row_limit() -> impl Strategy<Value = RowLimit> {
    let event = || select(EVENTS.to_vec());
    let units = vec![
        LimitUnit::Days,
        LimitUnit::WorkingDays,
        LimitUnit::Months,
        LimitUnit::Hours,
    ];
    let limit = (0_u32..40, select(units)).prop_map(|(count, unit)| match unit {
        LimitUnit::Months => Limit::new(count / 10, unit),
        LimitUnit::Hours => Limit::new(count * 12, unit),
        _ => Limit::new(count, unit),
    });
    let basis = select(vec![Basis::CivilCode, Basis::Plain]);
    let manner = (any::<bool>(), basis, any::<bool>(), stops());
    (scope(), event(), event(), limit, manner).prop_map(
        |(scope, event, from, limit, (before, basis, count_start, stops))| RowLimit {
            scope,
            event,
            from,
            limit,
            before,
            basis,
            count_start,
            stops,
            share: (Comparator::AtLeast, Ratio::new(1, 2)),
            label: ("".into(), "".into()),
        },
    )
}

fn scene() -> impl Strategy<Value = Scene> {
    let orders = select(vec![
        vec![],
        vec![(0, 1)],
        vec![(0, 1), (1, 2)],
        vec![(0, 6)],
    ]);
    let counted_by = select(vec![Some(0), Some(0), Some(2), Some(6), None]);
    let asked = (
        prop::collection::vec(aggregate(), 1..4),
        prop::collection::vec(row_limit(), 0..3),
    );
    let rows = prop_oneof![
        19 => prop::collection::vec(cells(), 0..12),
        1 => prop::collection::vec(cells(), 1..4).prop_map(|rows| {
            // More than one batch has, and more than one thread gets.
            rows.iter().cycle().take(3_001).cloned().collect()
        }),
    ];
    let manner = (prop::bool::weighted(0.8), 0_i64..200, 1_usize..4);
    (orders, counted_by, asked, rows, manner).prop_map(
        |(orders, counted_by, (aggregates, limits), rows, (per_county, as_of, threads))| Scene {
            per_county,
            orders,
            counted_by,
            aggregates,
            limits,
            rows,
            as_of,
            threads,
        },
    )
}

fn frames() -> Vec<Frame> {
    let day = later(80);
    let period = |cadence| Period::containing(day, cadence);
    let periods = [
        None,
        period(Cadence::Monthly),
        period(Cadence::Quarterly),
        period(Cadence::Yearly),
        Period::window(later(10), later(70)),
        Period::quarter(2019, 1),
    ];
    let entities = [None, Some(0), Some(1), Some(2)].map(|id| id.map(EntityId::from));
    let frame = |entity, period| Frame {
        entity,
        period,
        due: true,
    };
    let frames = entities.into_iter();
    frames
        .flat_map(|entity| periods.map(|period| frame(entity, period)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_pass_finds_what_the_walk_finds(scene in scene()) {
        let program = program(&scene);
        let data = Dataset {
            tables: vec![Some(table(&scene.rows))],
            ..Dataset::default()
        };
        let bound = |columns_from| {
            let threads = scene.threads;
            Bound::new(&program, &data, Reading { columns_from, threads }).unwrap()
        };
        let (passed, walked) = (bound(0), bound(usize::MAX));
        let on = |bound| Evaluation::new(&program, &data, bound, &[], later(scene.as_of));
        let (passing, walking) = (on(&passed), on(&walked));
        // A walk over many rows for each frame takes long; a few frames tell as much.
        let frames = frames().into_iter().step_by(if scene.rows.len() > 100 { 7 } else { 1 });
        for frame in frames {
            for (id, aggregate) in (0..).map(AggregateId).zip(&scene.aggregates) {
                let (found, expected) = (passing.aggregate(id, frame), walking.aggregate(id, frame));
                prop_assert_eq!(found, expected, "{:?} {:?}", aggregate, frame);
            }
            for (id, limit) in (0..).map(RowLimitId).zip(&scene.limits) {
                let (found, expected) = (passing.row_limit(id, frame), walking.row_limit(id, frame));
                prop_assert_eq!(found, expected, "{:?} {:?}", limit, frame);
            }
        }
    }
}
