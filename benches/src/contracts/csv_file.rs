//! W7: contracts from a CSV file to verdicts, beside reading the file alone.

use std::fs::File;
use std::hint::black_box;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use dabiao_core::{Dataset, Language, Policy};
use dabiao_data::{Input, Limits, ReadOptions};

use super::exact::{Days, verdicts as exact};
use super::rows::{Contracts, Kind, UNSIGNED, UNVALUED};
use super::{engine, policy};
use crate::submission::day;
use crate::timing::picoseconds_per_unit;
use crate::workload::{Contestant, Sample, Workload, compared};

/// The rows of the files that are timed.
const SIZES: [usize; 2] = [1_000_000, 10_000_000];

/// A file of each size.
pub(super) fn workloads() -> Vec<Workload> {
    SIZES.into_iter().map(workload).collect()
}

fn workload(rows: usize) -> Workload {
    Workload {
        id: format!("W7-{rows}"),
        unit: "row",
        verify: Box::new(move || {
            let count = compared(20_000);
            let contracts = Contracts::drawn(67, count, Kind::Gaps);
            let found = assessed(&written(67, count, Kind::Gaps)?)?;
            super::agree("the engine", &exact(&contracts, Days::Calendar), &[found])?;
            // Here, so that a measuring process holds no more than its work does.
            written(71, compared(rows), Kind::Plain).map(drop)
        }),
        contestants: vec![
            Contestant::new("the file read alone with the csv crate", move || {
                measured(rows, read_alone)
            }),
            Contestant::new("dabiao, the file read into columns", move || {
                measured(rows, |path| {
                    loaded(path).map(|it| black_box(it.1.tables.len()))
                })
            }),
            Contestant::new("dabiao, from the file to verdicts", move || {
                measured(rows, |path| assessed(path).map(|it| black_box(it.len())))
            }),
        ],
    }
}

/// Reads a text of so many contracts so often, from memory.
///
/// # Errors
///
/// When it cannot be read, which would be our mistake.
pub fn read_so_often(count: usize, rounds: usize) -> Result<(), String> {
    let mut text = Vec::new();
    let contracts = Contracts::drawn(71, count, Kind::Plain);
    write(&mut text, &contracts).map_err(|error| error.to_string())?;
    let inputs = [Input::new("contract.csv", text)];
    let policy = policy::compiled(Days::Calendar)?;
    for _ in 0..rounds {
        let read = dabiao_data::read(policy.schema(), black_box(&inputs), &options());
        black_box(read).map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// Where the file of so many contracts lies.
fn place(seed: u64, count: usize) -> PathBuf {
    let folder = std::env::temp_dir().join("dabiao-benches");
    folder.join(format!("{seed}-{count}")).join("contract.csv")
}

/// Writes a file of so many contracts.
fn written(seed: u64, count: usize, kind: Kind) -> Result<PathBuf, String> {
    let path = place(seed, count);
    let folder = path.parent().map_or(Ok(()), std::fs::create_dir_all);
    folder
        .and_then(|()| File::create(&path))
        .and_then(|file| write(BufWriter::new(file), &Contracts::drawn(seed, count, kind)))
        .map_err(|error| error.to_string())?;
    Ok(path)
}

fn write(mut file: impl Write, contracts: &Contracts) -> std::io::Result<()> {
    writeln!(file, "entity,id,awarded,signed,value,supplier")?;
    let names: Vec<String> = (0..super::COUNTIES).map(policy::county).collect();
    let days: Vec<String> = (0..512).map(|number| day(number).to_string()).collect();
    let text = |number: i32| {
        usize::try_from(number)
            .ok()
            .and_then(|it| days.get(it))
            .map_or("", String::as_str)
    };
    let dates = contracts.awarded.iter().zip(&contracts.signed);
    let amounts = contracts.value.iter().zip(&contracts.sme);
    for (row, ((county, (awarded, signed)), (value, sme))) in
        contracts.county.iter().zip(dates).zip(amounts).enumerate()
    {
        let county = names.get(usize::from(*county)).map_or("", String::as_str);
        write!(file, "{county},HT-2025-{row:08},{},", text(*awarded))?;
        if *signed != UNSIGNED {
            write!(file, "{}", text(*signed))?;
        }
        if *value == UNVALUED {
            write!(file, ",,")?;
        } else {
            write!(file, ",{}.{:02},", value / 100, value % 100)?;
        }
        writeln!(file, "{}", if *sme { "SME" } else { "large" })?;
    }
    file.flush()
}

fn measured<T>(
    count: usize,
    work: impl Fn(&std::path::Path) -> Result<T, String>,
) -> Result<Sample, String> {
    let path = place(71, count);
    let units = u64::try_from(count).map_err(|error| error.to_string())?;
    let mut outcome = Ok(());
    let time = picoseconds_per_unit(units, || {
        if let Err(error) = work(black_box(&path)) {
            outcome = Err(error);
        }
    });
    outcome.map(|()| Sample::of(time))
}

/// Every cell of the file, by the crate that splits it.
fn read_alone(path: &std::path::Path) -> Result<usize, String> {
    let mut reader = csv::Reader::from_path(path).map_err(|error| error.to_string())?;
    let mut record = csv::ByteRecord::new();
    let mut bytes = 0_usize;
    while reader
        .read_byte_record(&mut record)
        .map_err(|error| error.to_string())?
    {
        bytes = bytes.saturating_add(record.as_slice().len());
    }
    Ok(black_box(bytes))
}

fn options() -> ReadOptions {
    let limits = Limits {
        bytes: usize::MAX,
        rows: usize::MAX,
        ..Limits::default()
    };
    ReadOptions {
        limits,
        ..ReadOptions::default()
    }
}

fn loaded(path: &std::path::Path) -> Result<(Policy, Dataset), String> {
    let options = options();
    let policy = policy::compiled(Days::Calendar)?;
    let loaded = dabiao_data::load(&[path.to_owned()], &options.limits)
        .map_err(|error| error.to_string())?;
    let read = dabiao_data::read(policy.schema(), &loaded.inputs, &options)
        .map_err(|error| error.to_string())?;
    match read.diagnostics.iter().next() {
        Some(first) => Err(first.message(Language::English)),
        None => Ok((policy, read.dataset)),
    }
}

fn assessed(path: &std::path::Path) -> Result<super::Verdicts, String> {
    let (policy, data) = loaded(path)?;
    engine::judged(&policy, &data, 1)
}
