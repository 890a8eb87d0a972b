//! W3, W3w and W7: contracts by county and quarter, judged by three targets.

pub mod by_hand;
pub mod csv_file;
pub mod engine;
pub mod exact;
pub mod policy;
pub mod rows;
pub mod working_days;

use crate::workload::{Contestant, Sample, Workload, compared};
use rows::{Contracts, Kind};

/// The counties.
pub const COUNTIES: usize = 8;
/// The quarters of the year.
pub const QUARTERS: usize = 4;
/// County and quarter together.
pub const GROUPS: usize = COUNTIES * QUARTERS;

/// Whether each of the three targets is met in a group: the share of value, the share in time, the mean.
///
/// `None` is a verdict that a missing value leaves open.
pub type Verdicts = [[Option<bool>; 3]; GROUPS];

/// The sizes of W3.
const SIZES: [usize; 2] = [1_000_000, 10_000_000];

/// The workloads of this room.
pub fn workloads() -> Vec<Workload> {
    let mut all: Vec<Workload> = SIZES.into_iter().map(calendar_days).collect();
    all.push(large());
    all.extend(SIZES.into_iter().map(official_days));
    all.extend(csv_file::workloads());
    all
}

/// W3: days by the calendar on the wall.
fn calendar_days(count: usize) -> Workload {
    Workload {
        id: format!("W3-{count}"),
        unit: "row",
        verify: Box::new(move || {
            for kind in [Kind::Plain, Kind::Gaps] {
                let contracts = Contracts::drawn(41, compared(100_000), kind);
                let exact = exact::verdicts(&contracts, exact::Days::Calendar);
                let found = [1, 2].map(|threads| by_hand::verdicts(&contracts, threads));
                agree("by hand", &exact, &found)?;
            }
            let contracts = Contracts::drawn(43, compared(20_000), Kind::Plain);
            let exact = exact::verdicts(&contracts, exact::Days::Calendar);
            by_engine(&contracts, exact::Days::Calendar, &exact)
        }),
        contestants: vec![
            Contestant::new("by hand, one thread", move || {
                timed(count, Kind::Plain, |it| by_hand::verdicts(it, 1))
            }),
            Contestant::new("by hand, two threads", move || {
                timed(count, Kind::Plain, |it| by_hand::verdicts(it, 2))
            }),
            engine("engine, one thread", count, exact::Days::Calendar, 1),
            engine("engine, two threads", count, exact::Days::Calendar, 2),
        ],
    }
}

/// W3 where the sums leave 64 bits.
fn large() -> Workload {
    Workload {
        id: "W3-large".to_owned(),
        unit: "row",
        verify: Box::new(|| {
            let contracts = Contracts::drawn(47, compared(20_000), Kind::Large);
            let exact = exact::verdicts(&contracts, exact::Days::Calendar);
            agree(
                "by hand",
                &exact,
                &[by_hand::verdicts_in_128_bits(&contracts)],
            )?;
            by_engine(&contracts, exact::Days::Calendar, &exact)
        }),
        contestants: vec![Contestant::new("by hand, 128 bits, 1,000,000 rows", || {
            timed(1_000_000, Kind::Large, by_hand::verdicts_in_128_bits)
        })],
    }
}

/// W3w: working days by the official calendar.
fn official_days(count: usize) -> Workload {
    Workload {
        id: format!("W3w-{count}"),
        unit: "row",
        verify: Box::new(move || {
            let table = working_days::Table::of_2025()?;
            let contracts = Contracts::drawn(53, compared(20_000), Kind::Gaps);
            let exact = exact::verdicts(&contracts, exact::Days::Working);
            let found =
                [1, 2].map(|threads| by_hand::working_verdicts(&table, &contracts, threads));
            agree("by hand", &exact, &found)?;
            let contracts = Contracts::drawn(59, compared(20_000), Kind::Plain);
            let exact = exact::verdicts(&contracts, exact::Days::Working);
            by_engine(&contracts, exact::Days::Working, &exact)
        }),
        contestants: vec![
            Contestant::new("by hand, one thread, prefix table", move || {
                let table = working_days::Table::of_2025()?;
                timed(count, Kind::Plain, |it| {
                    by_hand::working_verdicts(&table, it, 1)
                })
            }),
            Contestant::new("by hand, two threads, prefix table", move || {
                let table = working_days::Table::of_2025()?;
                timed(count, Kind::Plain, |it| {
                    by_hand::working_verdicts(&table, it, 2)
                })
            }),
            engine("engine, one thread", count, exact::Days::Working, 1),
            engine("engine, two threads", count, exact::Days::Working, 2),
        ],
    }
}

/// The engine on so many rows and threads.
fn engine(name: &'static str, count: usize, days: exact::Days, threads: usize) -> Contestant {
    Contestant::new(name, move || {
        engine::measured(&Contracts::drawn(61, count, Kind::Plain), days, threads)
    })
}

/// Whether the engine, on one thread and on two, says what is exact.
fn by_engine(contracts: &Contracts, days: exact::Days, exact: &Verdicts) -> Result<(), String> {
    for threads in [1, 2] {
        let found = engine::verdicts(contracts, days, threads)?;
        agree("the engine", exact, &[found])?;
    }
    Ok(())
}

fn timed(
    count: usize,
    kind: Kind,
    mut judge: impl FnMut(&Contracts) -> Verdicts,
) -> Result<Sample, String> {
    let contracts = Contracts::drawn(61, count, kind);
    let units = u64::try_from(count).map_err(|error| error.to_string())?;
    Ok(Sample::of(crate::timing::picoseconds_per_unit(
        units,
        || {
            std::hint::black_box(judge(std::hint::black_box(&contracts)));
        },
    )))
}

/// Whether all of these are the exact verdicts.
fn agree(who: &str, exact: &Verdicts, found: &[Verdicts]) -> Result<(), String> {
    for found in found {
        if let Some(at) = found
            .iter()
            .zip(exact)
            .position(|(one, other)| one != other)
        {
            return Err(format!(
                "{who}: group {at} is {:?}, not {:?}",
                found.get(at),
                exact.get(at)
            ));
        }
    }
    Ok(())
}
