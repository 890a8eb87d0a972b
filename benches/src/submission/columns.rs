//! W2c: the submissions by columns; by hand a loop a target, verdicts as one bit each.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "the limit is what a programmer writes who knows that these amounts fit"
)]

use std::hint::black_box;

use dabiao_core::prepared::{ColumnError, Columns as BoundColumns, InputId, Prepared};

use super::by_hand::{Limits, Wide, exactly};
use super::values::{DAYS, Values};
use super::{ROWS, TARGETS, day, engine, prepared};
use crate::timing::picoseconds_per_unit;
use crate::workload::{Contestant, Sample, Workload, compared};

/// Rows of one word of verdicts.
const WORD: usize = 64;

/// The values of many submissions: a column each, one entry a submission.
#[derive(Debug, Default)]
pub struct Columns {
    ratios: Vec<(Vec<i64>, Vec<i64>)>,
    caps: Vec<Vec<i64>>,
    spans: Vec<(Vec<i32>, Vec<i32>)>,
    compounds: Vec<Compounds>,
}

#[derive(Debug, Default)]
struct Compounds {
    part: Vec<i64>,
    whole: Vec<i64>,
    cost: Vec<i64>,
    done: Vec<i64>,
    planned: Vec<i64>,
    open: Vec<bool>,
}

impl Columns {
    /// Turns rows into columns.
    pub fn of(rows: &[Values]) -> Self {
        let column =
            |value: &dyn Fn(&Values) -> Option<i64>| rows.iter().filter_map(value).collect();
        let ratios = (0..super::values::RATIOS).map(|at| {
            let part = column(&|it| it.ratios.get(at).map(|it| it.0));
            (part, column(&|it| it.ratios.get(at).map(|it| it.1)))
        });
        let caps = (0..super::values::CAPS).map(|at| column(&|it| it.caps.get(at).copied()));
        let first_day = day(0).to_epoch_days();
        let spans = (0..super::values::SPANS).map(|at| {
            let days = |pick: fn(&(i32, i32)) -> i32| {
                let pick = |it: &(i32, i32)| first_day.saturating_add(pick(it));
                rows.iter()
                    .filter_map(|it| it.spans.get(at).map(pick))
                    .collect()
            };
            (days(|it| it.0), days(|it| it.1))
        });
        let compounds = (0..super::values::COMPOUNDS).map(|at| Compounds {
            part: column(&|it| it.compounds.get(at).map(|it| it.part)),
            whole: column(&|it| it.compounds.get(at).map(|it| it.whole)),
            cost: column(&|it| it.compounds.get(at).map(|it| it.cost)),
            done: column(&|it| it.compounds.get(at).map(|it| it.done)),
            planned: column(&|it| it.compounds.get(at).map(|it| it.planned)),
            open: rows
                .iter()
                .filter_map(|it| it.compounds.get(at))
                .map(|it| it.open)
                .collect(),
        });
        Self {
            ratios: ratios.collect(),
            caps: caps.collect(),
            spans: spans.collect(),
            compounds: compounds.collect(),
        }
    }
}

impl Columns {
    /// Hands the columns to a prepared program; `inputs` are in the order of the values.
    pub(super) fn bind<'p, 'd>(
        &'d self,
        prepared: &'p Prepared<'p>,
        inputs: &[InputId],
    ) -> Result<BoundColumns<'p, 'd>, String> {
        let rows = self.caps.first().map_or(0, Vec::len);
        let numbers =
            |them: &[&'d Vec<i64>]| them.iter().map(|it| Of::Numbers(it)).collect::<Vec<_>>();
        let ratios = self
            .ratios
            .iter()
            .flat_map(|(part, whole)| numbers(&[part, whole]));
        let caps = self.caps.iter().map(|it| Of::Numbers(it));
        let spans = self
            .spans
            .iter()
            .flat_map(|(awarded, signed)| [Of::Days(awarded), Of::Days(signed)]);
        let compounds = self.compounds.iter().flat_map(|it| {
            let mut all = numbers(&[&it.part, &it.whole, &it.cost, &it.done, &it.planned]);
            all.push(Of::Answers(&it.open));
            all
        });
        let all = ratios.chain(caps).chain(spans).chain(compounds);
        let columns: Result<_, ColumnError> =
            inputs
                .iter()
                .zip(all)
                .try_fold(
                    prepared.columns(rows),
                    |bound, (input, column)| match column {
                        Of::Numbers(values) => bound.numbers(*input, values, None),
                        Of::Days(days) => bound.days(*input, days, None),
                        Of::Answers(answers) => bound.yes_no(*input, answers, None),
                    },
                );
        columns.map_err(|error| error.to_string())
    }
}

/// A column of one type.
enum Of<'d> {
    Numbers(&'d [i64]),
    Days(&'d [i32]),
    Answers(&'d [bool]),
}

/// One bit a verdict: a run of words a target, 64 submissions a word, the first in the lowest bit.
pub type Bits = Vec<u64>;

/// Whether each target is met by each submission, in columns; `W` is what products are taken in.
#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "each of the two processors below gets a version of its own"
)]
fn decided<W: Wide>(limits: &Limits, columns: &Columns, bits: &mut Bits) {
    bits.clear();
    let reaches = |part: i64, whole: i64, percent: i64| {
        W::from(part) * W::from(100) >= W::from(percent) * W::from(whole)
    };
    for ((part, whole), percent) in columns.ratios.iter().zip(&limits.percent) {
        pairs(part, whole, bits, |part, whole| {
            reaches(part, whole, *percent)
        });
    }
    for (amounts, cap) in columns.caps.iter().zip(&limits.cap) {
        pairs(amounts, amounts, bits, |amount, _| amount <= *cap);
    }
    for (awarded, signed) in &columns.spans {
        pairs(awarded, signed, bits, |awarded, signed| {
            signed - awarded <= DAYS
        });
    }
    let thresholds = limits.percent.iter().zip(&limits.cap);
    for (it, (percent, cap)) in columns.compounds.iter().zip(thresholds) {
        let from = bits.len();
        pairs(&it.part, &it.whole, bits, |part, whole| {
            reaches(part, whole, *percent)
        });
        also(bits, from, &it.cost, &it.cost, |cost, _| cost <= *cap);
        also(bits, from, &it.done, &it.planned, |done, planned| {
            done >= planned
        });
        also(bits, from, &it.open, &it.open, |open, _| open);
    }
}

/// A word for each 64 pairs.
#[inline(always)]
#[expect(clippy::inline_always, reason = "as its caller")]
fn pairs<T: Copy>(left: &[T], right: &[T], bits: &mut Bits, holds: impl Fn(T, T) -> bool) {
    let (left, right) = (left.chunks(WORD), right.chunks(WORD));
    bits.extend(
        left.zip(right)
            .map(|(left, right)| word(left, right, &holds)),
    );
}

/// Keeps the bits from `from` on where this holds as well.
#[inline(always)]
#[expect(clippy::inline_always, reason = "as its caller")]
fn also<T: Copy>(
    bits: &mut Bits,
    from: usize,
    left: &[T],
    right: &[T],
    holds: impl Fn(T, T) -> bool,
) {
    let (left, right) = (left.chunks(WORD), right.chunks(WORD));
    for (bits, (left, right)) in bits.iter_mut().skip(from).zip(left.zip(right)) {
        *bits &= word(left, right, &holds);
    }
}

/// A bit for each pair: first a byte each, which the compiler makes wide, then eight bytes into eight bits.
#[inline(always)]
#[expect(clippy::inline_always, reason = "as its caller")]
fn word<T: Copy>(left: &[T], right: &[T], holds: &impl Fn(T, T) -> bool) -> u64 {
    let mut bytes = [0_u8; WORD];
    for ((byte, left), right) in bytes.iter_mut().zip(left).zip(right) {
        *byte = u8::from(holds(*left, *right));
    }
    let (eights, _) = bytes.as_chunks::<8>();
    let packed = eights
        .iter()
        .map(|eight| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56);
    packed
        .enumerate()
        .fold(0, |word, (at, eight)| word | eight << (8 * at))
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn decided_with_avx2<W: Wide>(limits: &Limits, columns: &Columns, bits: &mut Bits) {
    decided::<W>(limits, columns, bits);
}

/// The version for this processor.
#[cfg_attr(
    target_arch = "x86_64",
    expect(
        unsafe_code,
        reason = "a version for processors with AVX2 may be called after asking for it"
    )
)]
pub fn fastest<W: Wide>(limits: &Limits, columns: &Columns, bits: &mut Bits) {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has AVX2, as was asked in the line above.
        return unsafe { decided_with_avx2::<W>(limits, columns, bits) };
    }
    decided::<W>(limits, columns, bits);
}

/// W2c where 64 bits are enough, and where they are not.
pub(super) fn workloads() -> Vec<Workload> {
    vec![
        workload::<i64>("W2c", "by hand, columns, 64 bits", Values::series),
        workload::<i128>(
            "W2c-large",
            "by hand, columns, 128 bits",
            Values::large_series,
        ),
    ]
}

fn workload<W: Wide + 'static>(
    id: &str,
    name: &str,
    series: fn(u64, usize) -> Vec<Values>,
) -> Workload {
    Workload {
        id: id.to_owned(),
        unit: "submission",
        verify: Box::new(move || {
            // No multiple of 64, so that the last word is not full.
            same::<W>(&series(29, compared(10_007)))?;
            prepared::same_in_columns(&series(29, compared(10_007)))
        }),
        contestants: vec![
            Contestant::new(format!("{name}, 100,000 rows"), move || {
                by_hand::<W>(&series(31, ROWS))
            }),
            Contestant::new("engine, prepared, columns, 100,000 rows", move || {
                prepared::columns(series(31, ROWS), 1)
            }),
            Contestant::new("engine, prepared, columns handed over anew", move || {
                prepared::columns_bound_anew(&series(31, ROWS))
            }),
            Contestant::new("engine, general path, row by row, 300 rows", move || {
                engine::bound(&series(31, 300))
            }),
        ],
    }
}

/// The time of the straight-line code over columns.
///
/// # Errors
///
/// When there are more rows than 64 bits count.
pub fn by_hand<W: Wide>(rows: &[Values]) -> Result<Sample, String> {
    let columns = Columns::of(rows);
    let limits = Limits::new();
    let units = u64::try_from(rows.len()).map_err(|error| error.to_string())?;
    let mut bits = Bits::new();
    Ok(Sample::of(picoseconds_per_unit(units, || {
        fastest::<W>(black_box(&limits), black_box(&columns), &mut bits);
        black_box(&bits);
    })))
}

/// Whether the columns say what exact whole numbers say.
fn same<W: Wide>(rows: &[Values]) -> Result<(), String> {
    let mut bits = Bits::new();
    fastest::<W>(&Limits::new(), &Columns::of(rows), &mut bits);
    let words = rows.len().div_ceil(WORD);
    for (index, values) in rows.iter().enumerate() {
        let exact = exactly(values);
        let found: Vec<bool> = (0..TARGETS)
            .filter_map(|target| bits.get(target * words + index / WORD))
            .map(|word| word >> (index % WORD) & 1 == 1)
            .collect();
        if found != exact {
            return Err(format!("row {index} differs in columns"));
        }
    }
    Ok(())
}
