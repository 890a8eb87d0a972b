//! Policies that decide many submissions: everything that does not change between them is worked out once.
//!
//! Prepare a program for one occasion (who, which period, as of which day), look the inputs up, and decide row by row:
//!
//! ```
//! use dabiao_core::prepared::{Occasion, Prepared, Verdicts};
//! use dabiao_core::{Date, Policy, SourceFile, Sources, State};
//!
//! let mut sources = Sources::new();
//! sources.add(SourceFile::new("plan.dabiao", "policy \"Plan\"\nmetric SME value in yuan\n\
//!     metric total value in yuan\ntarget 1: SME value / total value ≥ 80%\n"));
//! let policy = Policy::compile(&sources)?;
//! let program = policy.program().ok_or("an invalid policy")?;
//! let as_of = Date::from_ymd_opt(2025, 3, 31).ok_or("a day")?;
//! let prepared = Prepared::new(program, Occasion { entity: None, period: None, as_of })?;
//! let input = |name| prepared.figure(policy.schema().metric(name)?, None);
//! let (sme, total) = (input("SME value").ok_or("it")?, input("total value").ok_or("it")?);
//!
//! let (mut row, mut verdicts) = (prepared.row(), Verdicts::default());
//! assert_eq!(row.decide(&mut verdicts), [State::NoData]);
//! // Amounts are in cents: 80.00 of 100.00 yuan is exactly 80%.
//! row.set(sme, 8_000);
//! row.set(total, 10_000);
//! assert_eq!(row.decide(&mut verdicts), [State::Met]);
//!
//! // Many at once, by columns; the third total is not known.
//! let (smes, totals) = ([7_999, 8_000, 8_000, 0], [10_000, 10_000, 0, 0]);
//! let columns = prepared.columns(4).numbers(sme, &smes, None)?.numbers(total, &totals, Some(&[0b1011]))?;
//! let decided = columns.decide(1);
//! let batch = decided.batches().next().ok_or("a batch")?;
//! // A bit a submission, set where it is met; the states say what the others are.
//! assert_eq!(batch.met(0), [0b0010]);
//! let states: Vec<State> = batch.states(0).collect();
//! assert_eq!(states, [State::Unmet, State::Met, State::NoData, State::NotApplicable]);
//!
//! // One that changes: only what rests on the change is decided again.
//! let mut session = row.session();
//! let turned = session.set(sme, 7_999);
//! assert_eq!((turned[0].from, turned[0].to), (State::Met, State::Unmet));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Scales, and why a verdict is exact: an input says how its values are written as whole numbers
//! ([`Encoding`]); a number that does not fit is set with
//! [`Row::number`] and decided on the general path. Products of whole numbers are taken in
//! two halves of 64 bits, or in 128, so that none overflows whatever the numbers are.

pub use dabiao_eval::prepared::{
    Batch, ColumnError, Columns, Content, Decided, Encoding, Given, Input, InputId, Occasion,
    PrepareError, Prepared, Row, Session, Turned, Verdicts, WrongType,
};
