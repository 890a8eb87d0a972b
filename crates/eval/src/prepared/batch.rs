//! One batch of columns: each test in a loop over its entries, 64 of them a word of bits, in vectors where the processor has
//! them.

use dabiao_model::State;

use super::balance::{self, Balance, Weights};
use super::columns::{BATCH, Column, Columns, Values, WORD, is_set};
use super::decided::Outcomes;
use super::inputs::InputId;
use super::kernel;
use super::layout::{Bound, Groups, Place};
use super::limit::LimitTest;
use super::nodes::{Kind, Made};
use super::outcome::{Change, Join};
use super::planes::{Odd, Word, bits, packed};
use super::row::MISSING;
use super::rules::Decision;
use super::{Prepared, processor};

/// The words of a batch.
const WORDS: usize = BATCH / WORD;

/// The room for the outcomes of one batch: a run of [`WORDS`] words a cell.
#[derive(Debug)]
pub(super) struct Scratch {
    met: Vec<u64>,
    /// What is neither met nor unmet, of the cells that are not plain.
    odd: Vec<Odd>,
    /// Of each cell, whether its outcomes are met and unmet alone.
    plain: Vec<bool>,
    /// A run of words a limit: whether it is still open.
    open: Vec<u64>,
    any_open: bool,
}

impl Scratch {
    pub(super) fn new(prepared: &Prepared<'_>) -> Self {
        let cells = prepared.tests.saturating_add(prepared.nodes.len());
        let words = cells.saturating_mul(WORDS);
        let limits = prepared.groups.limits.len();
        Self {
            met: vec![0; words],
            odd: vec![Odd::default(); words],
            plain: vec![true; cells],
            open: vec![0; limits.saturating_mul(WORDS)],
            any_open: false,
        }
    }

    fn word(&self, cell: usize, word: usize) -> Word {
        let index = cell.saturating_mul(WORDS).saturating_add(word);
        let odd = self.odd.get(index).copied();
        let is_plain = self.plain.get(cell) == Some(&true);
        Word {
            met: self.met.get(index).copied().unwrap_or(0),
            odd: odd.filter(|_| !is_plain).unwrap_or_default(),
        }
    }

    pub(super) fn at(&self, cell: usize, row: usize) -> State {
        let bit = u32::try_from(row % WORD).unwrap_or(0);
        self.word(cell, row / WORD).state(bit)
    }

    fn is_open(&self, limit: usize, row: usize) -> bool {
        let words = self.open.get(limit.saturating_mul(WORDS)..);
        words.is_some_and(|words| is_set(words, row))
    }
}

/// Decides a batch.
pub(super) fn decide(
    columns: &Columns<'_, '_>,
    index: usize,
    scratch: &mut Scratch,
    outcomes: &mut Outcomes,
) {
    let (first, rows) = columns.range(index);
    let prepared = columns.prepared;
    processor::tests(columns, index, scratch);
    nodes(prepared, rows, scratch);
    outcomes.clear(rows);
    for judged in &prepared.judged {
        let plain = judged.decision.cell();
        let limited = matches!(judged.decision, Decision::Finish(_)) && scratch.any_open;
        match (&judged.decision, plain.filter(|_| !limited)) {
            (_, Some(cell)) => {
                let start = cell.saturating_mul(WORDS);
                let run = start..start.saturating_add(rows.div_ceil(WORD));
                let odd = scratch.odd.get(run.clone());
                let odd = odd.filter(|_| scratch.plain.get(cell) == Some(&false));
                outcomes.push_words(scratch.met.get(run).unwrap_or_default(), odd);
            }
            (Decision::Finish(finish), None) => outcomes.push_states((0..rows).map(|row| {
                let at = |cell: usize| scratch.at(cell, row);
                finish.state(at, |limit| scratch.is_open(limit, row))
            })),
            (Decision::Fixed(fixed), None) => {
                outcomes.push_states(std::iter::repeat_n(*fixed, rows));
            }
            (Decision::General | Decision::Cell(_), None) => {
                let rows = (first..).take(rows);
                outcomes.push_states(rows.map(|row| prepared.walked(&columns.row(row), judged)));
            }
        }
    }
    doubted(columns, first, rows, scratch, outcomes);
}

/// Submissions with a failed check are decided one by one.
fn doubted(
    columns: &Columns<'_, '_>,
    first: usize,
    rows: usize,
    scratch: &Scratch,
    outcomes: &mut Outcomes,
) {
    let gates = &columns.prepared.gates;
    let fails = |cell: Option<usize>, row: usize| {
        cell.is_none_or(|cell| scratch.at(cell, row) == State::Unmet)
    };
    let is_doubted = |row: &usize| gates.iter().any(|gate| fails(gate.cell, *row));
    let mut doubted = (0..rows).filter(is_doubted).peekable();
    if gates.is_empty() || doubted.peek().is_none() {
        return;
    }
    let mut verdicts = super::Verdicts::default();
    *outcomes = outcomes.overruled(doubted, |row| {
        let row = columns.row(first.saturating_add(row));
        row.decide(&mut verdicts).to_vec()
    });
}

/// The outcomes of a cell that are about to be found.
struct Cell<'s> {
    met: &'s mut [u64],
    odd: &'s mut [Odd],
    plain: &'s mut bool,
}

/// The cells of a batch.
struct Cells<'s> {
    met: &'s mut [u64],
    odd: &'s mut [Odd],
    plain: &'s mut [bool],
    words: usize,
}

impl Cells<'_> {
    /// The cells from the first of a group on, plain at first.
    fn from(&mut self, groups: &Groups, first: Place) -> impl Iterator<Item = Cell<'_>> {
        let runs = self.met.chunks_mut(WORDS).zip(self.odd.chunks_mut(WORDS));
        let cells = runs.zip(self.plain.iter_mut()).skip(groups.cell(first));
        let words = self.words;
        cells.map(move |((met, odd), plain)| {
            *plain = true;
            Cell {
                met: met.get_mut(..words).unwrap_or_default(),
                odd: odd.get_mut(..words).unwrap_or_default(),
                plain,
            }
        })
    }
}

impl Cell<'_> {
    /// Has others than met and unmet from now on.
    fn open_up(&mut self) {
        if std::mem::replace(self.plain, false) {
            self.odd.fill(Odd::default());
        }
    }

    fn set(&mut self, index: usize, to: Word) {
        if let (Some(met), Some(odd)) = (self.met.get_mut(index), self.odd.get_mut(index)) {
            *met = to.met;
            *odd = to.odd;
        }
    }

    /// Overrules one outcome.
    fn overrule(&mut self, index: usize, bit: u32, state: State) {
        if let (Some(met), Some(odd)) = (self.met.get(index), self.odd.get(index)) {
            let mut word = Word {
                met: *met,
                odd: *odd,
            };
            word.set(1_u64.wrapping_shl(bit), state);
            self.set(index, word);
        }
    }

    /// Finds each outcome by itself.
    fn one_by_one(&mut self, rows: usize, mut state: impl FnMut(usize) -> State) {
        *self.plain = false;
        for index in 0..rows.div_ceil(WORD) {
            let start = index.saturating_mul(WORD);
            let mut word = Word::default();
            for (bit, row) in (0_u32..).zip(start..rows.min(start.saturating_add(WORD))) {
                word.set(1_u64.wrapping_shl(bit), state(row));
            }
            self.set(index, word);
        }
    }

    /// All outcomes are the same, for want of a column.
    fn missing(&mut self) {
        let none = Word::all(State::NoData);
        *self.plain = false;
        self.met.fill(none.met);
        self.odd.fill(none.odd);
    }

    /// Overrules what rests on an entry that is missing.
    fn gaps(&mut self, rows: usize, known: Option<&[u64]>) {
        let Some(known) = known else { return };
        let over = u32::try_from(rows % WORD).unwrap_or(0);
        let behind = if over == 0 {
            0
        } else {
            u64::MAX.wrapping_shl(over)
        };
        let Some((last, rest)) = known.split_last() else {
            return;
        };
        if rest.iter().all(|word| *word == u64::MAX) && last | behind == u64::MAX {
            return;
        }
        self.open_up();
        let words = self.met.iter_mut().zip(self.odd.iter_mut()).zip(known);
        for ((met, odd), known) in words {
            let mut word = Word {
                met: *met,
                odd: *odd,
            };
            word.set(!known, State::NoData);
            (*met, *odd) = (word.met, word.odd);
        }
    }
}

/// What a test reads of a batch.
struct Reader<'a> {
    columns: &'a Columns<'a, 'a>,
    index: usize,
    first: usize,
    rows: usize,
}

/// A column in one batch, with the words of what is known.
type Run<'a, T> = (&'a [T], Option<&'a [u64]>);

impl<'a> Reader<'a> {
    fn column(&self, input: InputId) -> Option<&'a Column<'a>> {
        self.columns.by_input.get(input.index())?.as_ref()
    }

    /// An entry of a column with its flag.
    fn value(&self, input: InputId, row: usize) -> (i64, u8) {
        let column = self.column(input);
        let value = column.and_then(|column| column.value(row));
        value.map_or((0, MISSING), |value| (value, 0))
    }

    fn cut<T>(&self, values: &'a [T]) -> &'a [T] {
        let rest = values.get(self.first..).unwrap_or_default();
        rest.get(..self.rows).unwrap_or(rest)
    }

    fn numbers(&self, input: InputId) -> Option<Run<'a, i64>> {
        let column = self.column(input)?;
        match column.values {
            Values::Whole(values) => Some((self.cut(values), column.known(self.index))),
            Values::Days(_) | Values::YesNo(_) => None,
        }
    }

    fn days(&self, input: InputId) -> Option<Run<'a, i32>> {
        let column = self.column(input)?;
        match column.values {
            Values::Days(days) => Some((self.cut(days), column.known(self.index))),
            Values::Whole(_) | Values::YesNo(_) => None,
        }
    }

    fn answers(&self, input: InputId) -> Option<Run<'a, bool>> {
        let column = self.column(input)?;
        match column.values {
            Values::YesNo(answers) => Some((self.cut(answers), column.known(self.index))),
            Values::Whole(_) | Values::Days(_) => None,
        }
    }
}

#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "each kind of processor gets a version of its own"
)]
pub(super) fn all_tests(columns: &Columns<'_, '_>, index: usize, scratch: &mut Scratch) {
    let (first, rows) = columns.range(index);
    let reader = Reader {
        columns,
        index,
        first,
        rows,
    };
    let groups = &columns.prepared.groups;
    let words = rows.div_ceil(WORD);
    let Scratch {
        met,
        odd,
        plain,
        open,
        any_open,
    } = scratch;
    let mut cells = Cells {
        met,
        odd,
        plain,
        words,
    };
    for (test, cell) in groups
        .bounds
        .iter()
        .zip(cells.from(groups, Place::Bound(0)))
    {
        bound(&reader, test, cell);
    }
    for (test, cell) in groups
        .floors
        .iter()
        .zip(cells.from(groups, Place::Floor(0)))
    {
        ratio::<true>(&reader, test, cell);
    }
    for (test, cell) in groups
        .ceilings
        .iter()
        .zip(cells.from(groups, Place::Ceiling(0)))
    {
        ratio::<false>(&reader, test, cell);
    }
    for (test, cell) in groups.pairs.iter().zip(cells.from(groups, Place::Pair(0))) {
        pair(&reader, test, cell);
    }
    for (input, cell) in groups.yes.iter().zip(cells.from(groups, Place::Yes(0))) {
        yes(&reader, *input, cell);
    }
    *any_open = false;
    let limits = groups.limits.iter().zip(open.chunks_mut(WORDS));
    for ((test, open), cell) in limits.zip(cells.from(groups, Place::Limit(0))) {
        open.fill(0);
        *any_open |= limit(&reader, test, cell, open);
    }
    for (test, mut cell) in groups
        .others
        .iter()
        .zip(cells.from(groups, Place::Other(0)))
    {
        cell.one_by_one(rows, |row| {
            let row = first.saturating_add(row);
            kernel::other(test, |input| reader.value(input, row))
        });
    }
}

/// The words of two columns, 64 entries of each at a time; the last word is filled up.
#[inline(always)]
#[expect(clippy::inline_always, reason = "as its callers")]
fn words<T: Copy>(
    (left, right): (&[T], &[T]),
    fill: T,
    out: &mut [u64],
    word: impl Fn(&[T; WORD], &[T; WORD]) -> u64,
) {
    let ((lefts, left), (rights, right)) = (left.as_chunks::<WORD>(), right.as_chunks::<WORD>());
    let mut out = out.iter_mut();
    for ((left, right), out) in lefts.iter().zip(rights).zip(out.by_ref()) {
        *out = word(left, right);
    }
    if let Some(out) = out.next() {
        let filled = |rest: &[T]| {
            let mut all = [fill; WORD];
            for (entry, value) in all.iter_mut().zip(rest) {
                *entry = *value;
            }
            all
        };
        *out = word(&filled(left), &filled(right));
    }
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "as its caller")]
fn bound(reader: &Reader<'_>, test: &Bound, mut cell: Cell<'_>) {
    let Some((values, known)) = reader.numbers(test.input) else {
        return cell.missing();
    };
    let turned = if test.wanted { 0 } else { u64::MAX };
    words((values, values), 0, cell.met, |values, _| {
        bits(values.iter().map(|value| *value >= test.least)) ^ turned
    });
    cell.gaps(reader.rows, known);
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "as its caller")]
fn pair(reader: &Reader<'_>, test: &Balance, mut cell: Cell<'_>) {
    let sides = (reader.numbers(test.plus), reader.numbers(test.minus));
    let (Some((plus, known)), Some((minus, also))) = sides else {
        return cell.missing();
    };
    words((plus, minus), 0, cell.met, |plus, minus| {
        let sides = plus.iter().zip(minus);
        bits(sides.map(|(plus, minus)| test.weights.reach(*plus, *minus)))
    });
    cell.gaps(reader.rows, known);
    cell.gaps(reader.rows, also);
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "as its caller")]
fn ratio<const FLOOR: bool>(reader: &Reader<'_>, test: &Balance, mut cell: Cell<'_>) {
    let sides = (reader.numbers(test.plus), reader.numbers(test.minus));
    let (Some((plus, known)), Some((minus, also))) = sides else {
        return cell.missing();
    };
    let signs = std::cell::Cell::new(0);
    words((plus, minus), 1, cell.met, |plus, minus| {
        let of_word = balance::signs(if FLOOR { minus } else { plus });
        signs.set(signs.get() | of_word);
        let sides = plus.iter().zip(minus);
        bits(sides.map(|(plus, minus)| test.weights.reach(*plus, *minus)))
    });
    if signs.get() < 0 {
        turn::<FLOOR>(test.weights, plus, minus, &mut cell);
    }
    cell.gaps(reader.rows, known);
    cell.gaps(reader.rows, also);
}

/// Decides anew the ratios of numbers below the line that are not positive.
fn turn<const FLOOR: bool>(weights: Weights, plus: &[i64], minus: &[i64], cell: &mut Cell<'_>) {
    cell.open_up();
    let below = if FLOOR { minus } else { plus };
    for (row, below) in below.iter().enumerate() {
        if *below > 0 {
            continue;
        }
        if let (Some(plus), Some(minus)) = (plus.get(row), minus.get(row)) {
            let bit = u32::try_from(row % WORD).unwrap_or(0);
            cell.overrule(row / WORD, bit, weights.ratio::<FLOOR>(*plus, *minus));
        }
    }
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "as its caller")]
fn yes(reader: &Reader<'_>, input: InputId, mut cell: Cell<'_>) {
    let Some((answers, known)) = reader.answers(input) else {
        return cell.missing();
    };
    words((answers, answers), false, cell.met, |answers, _| {
        packed(answers.iter().copied())
    });
    cell.gaps(reader.rows, known);
}

/// Decides a limit; whether one is still open.
#[inline(always)]
#[expect(clippy::inline_always, reason = "as its caller")]
fn limit(reader: &Reader<'_>, test: &LimitTest, mut cell: Cell<'_>, open: &mut [u64]) -> bool {
    let (from, event) = (reader.days(test.from), reader.days(test.event));
    if let (Some((from, None)), Some((event, None)), Some(usual)) = (from, event, test.usual()) {
        let all = std::cell::Cell::new(true);
        words((from, event), usual.day(), cell.met, |from, event| {
            let sides = from.iter().zip(event);
            let all_usual = sides.clone().fold(true, |all_usual, (from, event)| {
                all_usual & usual.decide(*from, *event).1
            });
            all.set(all.get() & all_usual);
            packed(sides.map(|(from, event)| usual.decide(*from, *event).0))
        });
        if all.get() {
            return false;
        }
    }
    let day = |days: Option<Run<'_, i32>>, row: usize| {
        let (days, known) = days?;
        let is_known = known.is_none_or(|known| is_set(known, row));
        days.get(row)
            .filter(|_| is_known)
            .map(|day| i64::from(*day))
    };
    let mut any_open = false;
    cell.one_by_one(reader.rows, |row| {
        let (state, is_open) = test.decide(day(from, row), day(event, row));
        if let Some(word) = open.get_mut(row / WORD).filter(|_| is_open) {
            let bit = u32::try_from(row % WORD).unwrap_or(0);
            *word |= 1_u64.wrapping_shl(bit);
        }
        any_open |= is_open;
        state
    });
    any_open
}

/// Decides all nodes of a batch, a word at a time.
fn nodes(prepared: &Prepared<'_>, rows: usize, scratch: &mut Scratch) {
    let tests = prepared.tests;
    for (cell, node) in (tests..).zip(prepared.nodes.iter()) {
        let parts = node.parts.iter();
        let mut plain = parts
            .clone()
            .map(|part| scratch.plain.get(*part as usize) == Some(&true));
        let is_plain = plain.all(|plain| plain) && node.kind != Kind::When;
        let start = cell.saturating_mul(WORDS);
        if is_plain {
            if let Some((before, own)) = scratch.met.split_at_mut_checked(start) {
                let own = own.get_mut(..rows.div_ceil(WORD)).unwrap_or_default();
                of_plain(node, before, own);
            }
        } else {
            for word in 0..rows.div_ceil(WORD) {
                let parts = parts.clone().map(|part| scratch.word(*part as usize, word));
                let made = Word::made(node.kind, parts);
                let index = start.saturating_add(word);
                if let (Some(met), Some(odd)) =
                    (scratch.met.get_mut(index), scratch.odd.get_mut(index))
                {
                    (*met, *odd) = (made.met, made.odd);
                }
            }
        }
        if let Some(plain) = scratch.plain.get_mut(cell) {
            *plain = is_plain;
        }
    }
}

/// A node whose parts are met or unmet.
fn of_plain(node: Made<'_>, before: &[u64], own: &mut [u64]) {
    let run = |part: &u32| {
        let start = (*part as usize).saturating_mul(WORDS);
        before.get(start..).unwrap_or_default()
    };
    let [first, rest @ ..] = node.parts else {
        return;
    };
    for (own, first) in own.iter_mut().zip(run(first)) {
        *own = *first;
    }
    let join: fn(u64, u64) -> u64 = match node.kind {
        Kind::Join(Join::And) => |a, b| a & b,
        Kind::Join(Join::Or) => |a, b| a | b,
        Kind::Join(Join::Agree) => |a, b| !(a ^ b),
        Kind::Join(Join::Differ) => |a, b| a ^ b,
        Kind::Change(Change::Not) => {
            for word in own {
                *word = !*word;
            }
            return;
        }
        Kind::Change(Change::EmptyAs(_)) | Kind::When => return,
    };
    for part in rest {
        for (own, part) in own.iter_mut().zip(run(part)) {
            *own = join(*own, *part);
        }
    }
}
