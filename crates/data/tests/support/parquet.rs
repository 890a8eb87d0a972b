//! Parquet files made of the few lines that a test writes.

#![allow(dead_code, reason = "each test uses its part of the support")]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a file of a test has few cells"
)]

use std::sync::Arc;

use dabiao_model::Date;
use parquet::basic::{LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, DoubleType, FixedLenByteArray,
    FixedLenByteArrayType, FloatType, Int32Type, Int64Type,
};
use parquet::file::properties::{WriterProperties, WriterVersion};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};

/// How a file is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    /// How many rows a group has.
    pub(crate) rows: usize,
    pub(crate) dictionary: bool,
    /// Whether pages are of the second version.
    pub(crate) second: bool,
    /// Whether nothing may be empty.
    pub(crate) required: bool,
}

impl Default for Form {
    fn default() -> Self {
        Self {
            rows: 1_000,
            dictionary: true,
            second: false,
            required: false,
        }
    }
}

/// A table of such lines: headers, each a name and its type between brackets if it is no text (`value [decimal 2]`), and rows
/// of cells between commas.
pub(crate) fn parquet(lines: &str) -> Vec<u8> {
    written(lines, Form::default())
}

/// The same in another form.
pub(crate) fn written(lines: &str, form: Form) -> Vec<u8> {
    let mut lines = lines.lines();
    let headers: Vec<(&str, &str)> = lines.next().unwrap().split(',').map(header).collect();
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    let columns = headers.iter().map(|header| column(*header, form));
    let table = Type::group_type_builder("table");
    let table = table.with_fields(columns.collect()).build().unwrap();
    let version = if form.second {
        WriterVersion::PARQUET_2_0
    } else {
        WriterVersion::PARQUET_1_0
    };
    let properties = WriterProperties::builder()
        .set_writer_version(version)
        .set_dictionary_enabled(form.dictionary)
        .set_encoding(parquet::basic::Encoding::PLAIN);
    let properties = Arc::new(properties.build());
    let mut bytes = Vec::new();
    let mut file = SerializedFileWriter::new(&mut bytes, Arc::new(table), properties).unwrap();
    for group in rows.chunks(form.rows) {
        let mut written = file.next_row_group().unwrap();
        for (index, (_, ty)) in headers.iter().enumerate() {
            let cells: Vec<&str> = group.iter().map(|row| row[index]).collect();
            let mut column = written.next_column().unwrap().unwrap();
            write(&mut column, ty, &cells, form.required);
            column.close().unwrap();
        }
        written.close().unwrap();
    }
    file.close().unwrap();
    bytes
}

fn header(header: &str) -> (&str, &str) {
    header
        .split_once(" [")
        .map_or((header, "text"), |(name, ty)| {
            (name, ty.trim_end_matches(']'))
        })
}

fn column((name, ty): (&str, &str), form: Form) -> TypePtr {
    let (physical, logical) = match ty.split_once(' ').unwrap_or((ty, "")) {
        ("text", _) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        ("bytes", _) => (Physical::BYTE_ARRAY, None),
        ("bool", _) => (Physical::BOOLEAN, None),
        ("int", _) => (Physical::INT32, None),
        ("long", _) => (Physical::INT64, None),
        ("unsigned", _) => (Physical::INT64, Some(LogicalType::integer(64, false))),
        ("float", _) => (Physical::FLOAT, None),
        ("double", _) => (Physical::DOUBLE, None),
        ("date", _) => (Physical::INT32, Some(LogicalType::Date)),
        ("time", _) => (
            Physical::INT32,
            Some(LogicalType::time(false, TimeUnit::MILLIS)),
        ),
        ("moment", _) => (
            Physical::INT64,
            Some(LogicalType::timestamp(false, TimeUnit::MICROS)),
        ),
        ("instant", _) => (
            Physical::INT64,
            Some(LogicalType::timestamp(true, TimeUnit::MICROS)),
        ),
        ("decimal", scale) => (
            Physical::FIXED_LEN_BYTE_ARRAY,
            Some(LogicalType::decimal(scale.parse().unwrap(), 20)),
        ),
        ("short", scale) => (
            Physical::INT32,
            Some(LogicalType::decimal(scale.parse().unwrap(), 9)),
        ),
        _ => panic!("{ty}"),
    };
    let is_fixed = physical == Physical::FIXED_LEN_BYTE_ARRAY;
    let (scale, precision) = match &logical {
        Some(LogicalType::Decimal(decimal)) => (decimal.scale, decimal.precision),
        _ => (-1, -1),
    };
    let repetition = if form.required {
        Repetition::REQUIRED
    } else {
        Repetition::OPTIONAL
    };
    let built = Type::primitive_type_builder(name, physical)
        .with_logical_type(logical)
        .with_repetition(repetition)
        .with_length(if is_fixed { 9 } else { -1 })
        .with_scale(scale)
        .with_precision(precision);
    Arc::new(built.build().unwrap())
}

fn write(column: &mut SerializedColumnWriter<'_>, ty: &str, cells: &[&str], required: bool) {
    let whole = |cell: &str| cell.replace('.', "").parse::<i64>().unwrap();
    match ty.split(' ').next().unwrap() {
        "text" | "bytes" => {
            put::<ByteArrayType>(column, cells, required, |cell| ByteArray::from(cell));
        }
        "bool" => put::<BoolType>(column, cells, required, |cell| cell == "yes"),
        "int" | "time" | "short" => {
            put::<Int32Type>(column, cells, required, |cell| whole(cell) as i32);
        }
        "long" | "unsigned" => put::<Int64Type>(column, cells, required, whole),
        "float" => put::<FloatType>(column, cells, required, |cell| cell.parse().unwrap()),
        "double" => put::<DoubleType>(column, cells, required, |cell| cell.parse().unwrap()),
        "date" => put::<Int32Type>(column, cells, required, |cell| {
            cell.parse::<Date>().unwrap().to_epoch_days()
        }),
        "moment" | "instant" => put::<Int64Type>(column, cells, required, |cell| {
            let (day, clock) = cell.split_once(' ').unwrap_or((cell, "00:00"));
            let (hour, minute) = clock.split_once(':').unwrap();
            let day = i64::from(day.parse::<Date>().unwrap().to_epoch_days());
            let minutes =
                day * 1_440 + hour.parse::<i64>().unwrap() * 60 + minute.parse::<i64>().unwrap();
            minutes * 60_000_000
        }),
        _ => put::<FixedLenByteArrayType>(column, cells, required, |cell| {
            let number = i128::from(whole(cell)).to_be_bytes();
            FixedLenByteArray::from(ByteArray::from(number[7..].to_vec()))
        }),
    }
}

fn put<T: DataType>(
    column: &mut SerializedColumnWriter<'_>,
    cells: &[&str],
    required: bool,
    value: impl Fn(&str) -> T::T,
) {
    let levels: Vec<i16> = cells
        .iter()
        .map(|cell| i16::from(!cell.is_empty()))
        .collect();
    let there = cells.iter().filter(|cell| !cell.is_empty());
    let values: Vec<T::T> = there.map(|cell| value(cell)).collect();
    let levels = (!required).then_some(levels.as_slice());
    let typed = column.typed::<T>();
    typed.write_batch(&values, levels, None).unwrap();
}
