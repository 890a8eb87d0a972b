//! Masks over batches of rows: three-valued truths, a byte each.

use std::ops::Range;

use dabiao_model::{Answers, Bits, CodeSlice, Column, Comparator, Numbers, Ratio, Words};

use crate::evaluate::row::Rows;
use crate::program::{RowCondition, WordTest};

use super::batch::{Bytes, ROWS, unpack};
use super::class::{FALSE, OPEN, TRUE};
use super::days::{DayCells, NONE};

/// A mask over the columns of a table.
pub(super) enum Mask<'a> {
    /// Every row passes.
    All,
    YesNo(&'a Answers, bool),
    /// For each code as it is kept, whether its word passes.
    Word(CodeSlice<'a>, Vec<u8>),
    Number(NumberTest<'a>),
    Happened(DayCells<'a>),
    Filled(&'a Bits),
    Steps(Rows<'a>, &'a [usize]),
    And(Vec<Self>),
    Or(Vec<Self>),
    Not(Box<Self>),
}

/// A column of numbers compared with a limit.
pub(super) struct NumberTest<'a> {
    numbers: &'a Numbers,
    comparator: Comparator,
    limit: &'a Ratio,
    /// The multiples that pass; for `≠` those that do not.
    from: i64,
    to: i64,
    outside: bool,
}

impl<'a> Mask<'a> {
    /// A condition over the columns of a table; nothing where it has no such form.
    pub(super) fn of(condition: &'a RowCondition, rows: Rows<'a>) -> Option<Self> {
        let column = |field: usize| rows.table.column(field);
        let all = |parts: &'a [RowCondition]| -> Option<Vec<Self>> {
            parts.iter().map(|it| Self::of(it, rows)).collect()
        };
        Some(match condition {
            RowCondition::YesNo(field, wanted) => match column(*field)? {
                Column::YesNo(answers) => Self::YesNo(answers, *wanted),
                _ => return None,
            },
            RowCondition::Word(test) => match column(test.field)? {
                Column::Text(words) => Self::Word(words.codes().slice(), passing(words, test)),
                _ => return None,
            },
            RowCondition::Number(field, comparator, limit) => match column(*field)? {
                Column::Number(numbers) => {
                    Self::Number(NumberTest::new(numbers, *comparator, limit))
                }
                _ => return None,
            },
            RowCondition::Happened(field) => match column(*field)? {
                Column::YesNo(answers) => Self::Filled(answers.filled()),
                Column::Number(numbers) => Self::Filled(numbers.filled()),
                Column::Text(words) => Self::Word(words.codes().slice(), written(words)),
                _ => Self::Happened(DayCells::of(rows, *field)?),
            },
            RowCondition::Steps(events) => Self::Steps(rows, events),
            RowCondition::OpenFor { .. } => return None,
            RowCondition::And(parts) => Self::And(all(parts)?),
            RowCondition::Or(parts) => Self::Or(all(parts)?),
            RowCondition::Not(inner) => Self::Not(Box::new(Self::of(inner, rows)?)),
        })
    }

    /// The truth for each row.
    pub(super) fn find(&self, rows: Range<usize>, found: &mut [u8]) {
        match self {
            Self::All => found.fill(TRUE),
            Self::YesNo(answers, wanted) => {
                let mut filled: Bytes = [0; ROWS];
                unpack(answers.filled(), rows.clone(), &mut filled);
                unpack(answers.yes(), rows, found);
                let wanted = u8::from(*wanted);
                for (truth, filled) in found.iter_mut().zip(&filled) {
                    let holds = if *truth == wanted { TRUE } else { FALSE };
                    *truth = if *filled == 1 { holds } else { OPEN };
                }
            }
            Self::Word(CodeSlice::One(codes), passing) => {
                look_up_bytes(codes.get(rows).unwrap_or_default(), passing, found);
            }
            Self::Word(CodeSlice::Two(codes), passing) => look_up(codes.get(rows), passing, found),
            Self::Word(CodeSlice::Four(codes), passing) => look_up(codes.get(rows), passing, found),
            Self::Number(test) => test.find(rows, found),
            Self::Happened(days) => {
                let mut room = [NONE; ROWS];
                for (truth, day) in found.iter_mut().zip(days.load(rows, &mut room)) {
                    *truth = if *day == NONE { FALSE } else { TRUE };
                }
            }
            Self::Filled(bits) => {
                unpack(bits, rows, found);
                for truth in found {
                    *truth = truth.wrapping_mul(TRUE);
                }
            }
            Self::Steps(table, events) => {
                for (row, truth) in rows.zip(found) {
                    *truth = u8::from(table.in_order(events, row)).wrapping_mul(TRUE);
                }
            }
            Self::And(parts) => join(parts, rows, found, TRUE, u8::min),
            Self::Or(parts) => join(parts, rows, found, FALSE, u8::max),
            Self::Not(inner) => {
                inner.find(rows, found);
                for truth in found {
                    *truth = TRUE.wrapping_sub(*truth);
                }
            }
        }
    }
}

fn join(
    parts: &[Mask<'_>],
    rows: Range<usize>,
    found: &mut [u8],
    none: u8,
    both: fn(u8, u8) -> u8,
) {
    found.fill(none);
    let mut part_found: Bytes = [FALSE; ROWS];
    let part_found = part_found.get_mut(..found.len()).unwrap_or_default();
    for part in parts {
        part.find(rows.clone(), part_found);
        for (truth, other) in found.iter_mut().zip(&*part_found) {
            *truth = both(*truth, *other);
        }
    }
}

/// For each code as it is kept (0 is none), whether its word is one of those wanted.
fn passing(words: &Words, test: &WordTest) -> Vec<u8> {
    let wanted = |word: &str| test.words.iter().any(|wanted| wanted.as_ref() == word);
    let words = words.dictionary().iter();
    let passing = words.map(|word| if wanted(word) { TRUE } else { FALSE });
    std::iter::once(OPEN).chain(passing).collect()
}

/// For each code as it is kept, whether there is a word.
fn written(words: &Words) -> Vec<u8> {
    let words = words.dictionary().iter().map(|_| TRUE);
    std::iter::once(FALSE).chain(words).collect()
}

/// The same of codes of a byte, each of which a table has.
fn look_up_bytes(codes: &[u8], passing: &[u8], found: &mut [u8]) {
    let none = passing.first().copied().unwrap_or(OPEN);
    let mut table = [none; 256];
    for (truth, passing) in table.iter_mut().zip(passing) {
        *truth = *passing;
    }
    for (truth, code) in found.iter_mut().zip(codes) {
        *truth = table.get(usize::from(*code)).copied().unwrap_or(none);
    }
}

fn look_up<C: Copy + Into<u32>>(codes: Option<&[C]>, passing: &[u8], found: &mut [u8]) {
    for (truth, code) in found.iter_mut().zip(codes.unwrap_or_default()) {
        let code: u32 = (*code).into();
        let none = passing.first().copied().unwrap_or(OPEN);
        *truth = passing.get(code as usize).copied().unwrap_or(none);
    }
}

impl<'a> NumberTest<'a> {
    fn new(numbers: &'a Numbers, comparator: Comparator, limit: &'a Ratio) -> Self {
        let scaled = limit * &Ratio::whole(i128::from(numbers.denominator()));
        let (floor, ceil) = (scaled.floor(), scaled.ceil());
        let (one, none) = (Ratio::ONE, (1, 0));
        let (from, to) = match comparator {
            Comparator::AtLeast => bounds(Some(ceil), None),
            Comparator::MoreThan => bounds(Some(&floor + &one), None),
            Comparator::AtMost => bounds(None, Some(floor)),
            Comparator::LessThan => bounds(None, Some(&ceil - &one)),
            Comparator::Equal | Comparator::NotEqual if floor == ceil => {
                bounds(Some(ceil), Some(floor))
            }
            // No multiple equals the limit.
            Comparator::Equal | Comparator::NotEqual => none,
        };
        Self {
            numbers,
            comparator,
            limit,
            from,
            to,
            outside: comparator == Comparator::NotEqual,
        }
    }

    fn find(&self, rows: Range<usize>, found: &mut [u8]) {
        let values = self.numbers.values().get(rows.clone());
        for (truth, value) in found.iter_mut().zip(values.unwrap_or_default()) {
            let inside = self.from <= *value && *value <= self.to;
            *truth = u8::from(inside != self.outside).wrapping_mul(TRUE);
        }
        let mut filled: Bytes = [0; ROWS];
        unpack(self.numbers.filled(), rows.clone(), &mut filled);
        for (truth, filled) in found.iter_mut().zip(&filled) {
            *truth = if *filled == 1 { *truth } else { OPEN };
        }
        for (row, number) in self.numbers.beside().range(rows.clone()) {
            let holds = self.comparator.holds(number.cmp(self.limit));
            if let Some(truth) = found.get_mut(row.saturating_sub(rows.start)) {
                *truth = u8::from(holds).wrapping_mul(TRUE);
            }
        }
    }
}

/// Whole numbers from and to, in 64 bits; an empty span where one lies beyond.
fn bounds(from: Option<Ratio>, to: Option<Ratio>) -> (i64, i64) {
    let (least, greatest) = (whole(i64::MIN), whole(i64::MAX));
    let from = from.map_or(least.clone(), |it| it.max(least.clone()));
    let to = to.map_or(greatest.clone(), |it| it.min(greatest.clone()));
    if from > greatest || to < least {
        return (1, 0);
    }
    let fits = |number: Ratio| number.parts().and_then(|(it, _)| i64::try_from(it).ok());
    fits(from).zip(fits(to)).unwrap_or((1, 0))
}

fn whole(value: i64) -> Ratio {
    Ratio::whole(i128::from(value))
}
