//! Data sets: what was submitted in CSV, JSON, workbooks and Parquet, read against the schema of a policy.
//!
//! [`load`] finds files on the disk, whose bytes are taken when they are read; everything else here is a pure function of
//! names and bytes. [`read`] turns them into a [`Dataset`](dabiao_model::Dataset) and says, with a place for each,
//! what could not be used:
//!
//! - An empty value is not submitted: no figure, no complaint, and never zero.
//! - Nothing is guessed. A row with a cell that can't be read is left out as a whole and reported
//!   as an error: a case whose date is misspelt must not pass for one in which nothing has
//!   happened yet.
//! - A table without a column that it needs is not used at all, which is *no data*; a table with
//!   headers and no rows is an empty one: there were no cases, unless a form asks whether there were any.
//! - Numbers keep the digits they were written with. No float takes part, in JSON neither.
//!
//! ```
//! use dabiao_data::{Input, ReadOptions, read};
//! use dabiao_model::{MetricSchema, Nature, Schema, Unit, ValueType};
//!
//! let metric = MetricSchema {
//!     names: vec!["one-visit share".into()],
//!     value: ValueType::Number,
//!     unit: Schema::default().units.find("%").unwrap_or_else(Unit::number),
//!     per: None,
//!     cadence: None,
//!     nature: Nature::Flow,
//!     segments: vec![],
//!     benchmarks: vec![],
//!     derived: false,
//! };
//! let schema = Schema { metrics: vec![metric].into(), ..Schema::default() };
//! let input = Input::new("figures.csv", "metric,value\none-visit share,79.90\n");
//! let data = read(&schema, &[input], &ReadOptions::default())?;
//! assert!(data.diagnostics.is_empty());
//! assert_eq!(data.dataset.figures[0].decimals, 2);
//! assert_eq!(data.dataset.at(data.dataset.figures[0].place), "figures.csv:2:2");
//! # Ok::<(), dabiao_data::ReadError>(())
//! ```

mod blocks;
mod bound_number;
mod case_cells;
mod case_columns;
mod chinese;
mod clauses;
mod columns;
mod copies;
mod csv_rows;
mod currency;
mod dates;
mod decode;
mod entities;
mod error;
mod figure_value;
mod figures;
mod findings;
mod from_csv;
mod from_json;
mod given_ids;
mod guarded;
mod hash;
mod header_unit;
mod headers;
mod input;
mod json_value;
mod load;
mod locator;
mod lookup;
mod name_hash;
mod nearest;
mod parquet;
mod period_text;
mod periods;
mod plain;
mod plain_row;
mod quoted;
mod raw;
mod read;
mod records;
mod segments;
mod sheet;
mod signoffs;
mod signs;
mod sixteen;
mod stretch;
mod units;
mod wide;
mod workbook;

pub use clauses::{ReadClauses, clauses};
pub use error::{Limit, ReadError, Remedy};
pub use from_csv::{csv_rows, from_csv};
pub use from_json::from_json;
pub use guarded::is_guarded;
pub use hash::digest;
pub use headers::{TableKind, headers};
pub use input::{Encoding, Input, Limits, Read, ReadOptions};
pub use load::{Loaded, is_data, load};
pub use read::{read, read_watched};
pub use workbook::{SheetCells, cases_question, sheet_cells};
