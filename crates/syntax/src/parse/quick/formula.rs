//! Formulas of names, numbers and brackets, joined by operators: first recognised whole, then made a tree by the same
//! steps as what the grammar reads.

use std::ops::Range;

use dabiao_diagnostics::Span;
use dabiao_grammar::vocabulary::{Kind, Phrase, of_kind, units};
use dabiao_model::Comparator;

use super::cursor::{Cursor, is_chinese};
use crate::ast::{ConditionKind, ExprKind, Name, Operator, Past, Str};
use crate::parse::chain::{Link, Op, Operand, Suffix, SuffixKind};
use crate::parse::formula::Formula;
use crate::parse::reader::Reader;

/// The most operands that are read here; what has more is left to the grammar, which knows the limits.
const MOST_OPERANDS: usize = 64;

/// An operand with the operator before it; the first has none.
pub(super) struct Term {
    op: Option<Op>,
    part: Part,
    /// What stands behind the last operand of a condition.
    suffix: Option<Suffix>,
}

/// What an operand is.
enum Part {
    Name(Name),
    /// A metric, and a segment of it in brackets, with the place of the brackets.
    Segment(Name, Name, Span),
    /// Where a number with its unit stands.
    Quantity(Range<usize>),
    /// A formula in brackets, with their place.
    Bracket(Vec<Term>, Span),
}

/// The comparators with the word for each; a longer spelling is never behind one that it begins with.
const COMPARATORS: [(&Phrase, Comparator); 6] = [
    (Phrase::AT_LEAST, Comparator::AtLeast),
    (Phrase::AT_MOST, Comparator::AtMost),
    (Phrase::NOT_EQUAL, Comparator::NotEqual),
    (Phrase::MORE_THAN, Comparator::MoreThan),
    (Phrase::LESS_THAN, Comparator::LessThan),
    (Phrase::EQUAL, Comparator::Equal),
];

impl Cursor<'_> {
    /// A formula, perhaps with words behind it that make it a condition, up to the end of the line.
    pub(super) fn condition(&mut self) -> Option<Vec<Term>> {
        let mut terms = self.formula()?;
        self.blanks();
        if !self.is_done() {
            let suffix = self.suffix()?;
            terms.last_mut()?.suffix = Some(suffix);
        }
        self.is_done().then_some(terms)
    }

    /// `cleared`, `better than last year`, `reaches province average`.
    fn suffix(&mut self) -> Option<Suffix> {
        let start = self.at();
        let kind = if self.phrase(Phrase::CLEARED) {
            SuffixKind::Cleared
        } else if let Some((past, strict)) = self.uncounted(Self::against) {
            SuffixKind::Against(past, strict)
        } else if self.phrase(Phrase::REACHES) {
            SuffixKind::Reaches(self.reference()?)
        } else {
            return None;
        };
        let span = self.span(start..self.at());
        Some(Suffix { kind, span })
    }

    /// `better than last year`, and whether equal is not enough.
    fn against(&mut self) -> Option<(Past, bool)> {
        let strict = self.phrase(Phrase::BETTER_THAN);
        if !strict && !self.phrase(Phrase::NOT_WORSE_THAN) {
            return None;
        }
        Some((self.earlier()?, strict))
    }

    fn earlier(&mut self) -> Option<Past> {
        let times = [
            (Phrase::SAME_PERIOD_LAST_YEAR, Past::SamePeriodLastYear),
            (Phrase::LAST_YEAR, Past::LastYear),
            (Phrase::LAST_PERIOD, Past::LastPeriod),
        ];
        self.spaces();
        let mut times = times.into_iter();
        times.find_map(|(phrase, past)| self.phrase(phrase).then_some(past))
    }

    /// A benchmark that needs no quotes, or one in quotes.
    fn reference(&mut self) -> Option<Str> {
        if !self.spaces() {
            return None;
        }
        if matches!(self.peek(), Some('"' | '“')) {
            return self.quoted();
        }
        let start = self.at();
        self.uncounted(|it| of_kind(Kind::Benchmark).find(|phrase| it.phrase(phrase)))?;
        let text = self.slice(&(start..self.at())).into();
        Some(Str {
            text,
            span: self.span(start..self.at()),
        })
    }

    /// A formula that ends where no operator follows.
    pub(super) fn formula(&mut self) -> Option<Vec<Term>> {
        let mut operands = 0_usize;
        self.terms(&mut operands)
    }

    fn terms(&mut self, operands: &mut usize) -> Option<Vec<Term>> {
        let mut terms = Vec::with_capacity(2);
        let mut op = None;
        let mut compared = false;
        loop {
            *operands = operands.saturating_add(1);
            let part = self.operand(operands)?;
            terms.push(Term {
                op,
                part,
                suffix: None,
            });
            if *operands > MOST_OPERANDS {
                return None;
            }
            let Some(next) = self.attempt(|it| it.infix(terms.last()?)) else {
                return Some(terms);
            };
            match next {
                // What is compared twice may be a distance from a reference value.
                Op::Compare(..) | Op::Reaches(_) if compared => return None,
                Op::Compare(..) | Op::Reaches(_) => compared = true,
                Op::And | Op::Or => compared = false,
                Op::Arithmetic(_) => {}
            }
            op = Some(next);
            self.blanks();
        }
    }

    fn operand(&mut self, operands: &mut usize) -> Option<Part> {
        let start = self.at();
        match self.peek()? {
            '0'..='9' => self.quantity().map(Part::Quantity),
            '(' | '（' => {
                self.sign(&['(', '（']);
                self.blanks();
                let terms = self.terms(operands)?;
                self.blanks();
                let closed = self.sign(&[')', '）']);
                closed.then(|| Part::Bracket(terms, self.span(start..self.at())))
            }
            _ => self.figure(),
        }
    }

    /// A name, perhaps with a segment in brackets behind it.
    fn figure(&mut self) -> Option<Part> {
        let metric = self.name()?;
        let end = self.at();
        self.blanks();
        let start = self.at();
        if !self.sign(&['(', '（']) {
            self.back(end);
            return Some(Part::Name(metric));
        }
        self.blanks();
        let segment = self.name()?;
        self.blanks();
        let closed = self.sign(&[')', '）']);
        closed.then(|| Part::Segment(metric, segment, self.span(start..self.at())))
    }

    /// A number in plain digits with a unit that the language knows, glued to it if it is Chinese or a sign.
    pub(super) fn quantity(&mut self) -> Option<Range<usize>> {
        let start = self.at();
        self.digits()?;
        if self.sign(&['.']) {
            self.digits()?;
        }
        let end = self.at();
        if self.sign(&['%', '％', '‰']) {
            return Some(start..self.at());
        }
        let unit = self.run(is_chinese);
        if !unit.is_empty() {
            // A letter behind it belongs to the unit.
            let is_whole = is_known(unit) && self.word_ends();
            return is_whole.then(|| start..self.at());
        }
        if self.spaces() {
            let words = self.rest();
            let is_unit = |unit: &&&str| {
                !matches!(**unit, "percent" | "rank" | "ranks") && words.starts_with(**unit)
            };
            let longest = units::ENGLISH
                .iter()
                .filter(is_unit)
                .max_by_key(|unit| unit.len());
            if longest.is_some_and(|unit| self.exactly(unit) && self.word_ends()) {
                return Some(start..self.at());
            }
        }
        self.back(end);
        let glued = self
            .peek()
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '/' | '_'));
        // A comma between digits may part thousands.
        let mut next = self.rest().chars();
        let parted = next.next() == Some(',') && next.next().is_some_and(|c| c.is_ascii_digit());
        (!glued && !parted).then_some(start..end)
    }

    /// The same, perhaps with a minus before it.
    pub(super) fn signed_quantity(&mut self) -> Option<Range<usize>> {
        let start = self.at();
        self.sign(&['-']);
        self.quantity().map(|range| start..range.end)
    }

    fn digits(&mut self) -> Option<()> {
        (!self.run(|c| c.is_ascii_digit()).is_empty()).then_some(())
    }

    /// An operator behind an operand, with the blanks before it.
    fn infix(&mut self, before: &Term) -> Option<Op> {
        let spaced = self.blanks();
        let start = self.at();
        let op = match self.peek()? {
            '≥' | '≤' | '≠' | '>' | '<' | '=' => self.symbol(start)?,
            '+' if self.sign(&['+']) => Op::Arithmetic(Operator::Add),
            '*' | '×' if self.sign(&['*', '×']) => Op::Arithmetic(Operator::Multiply),
            '/' | '÷' if spaced || matches!(before.part, Part::Name(_) | Part::Bracket(..)) => {
                self.sign(&['/', '÷']);
                Op::Arithmetic(Operator::Divide)
            }
            '-' if spaced && self.sign(&['-']) && matches!(self.peek(), Some(' ' | '\t')) => {
                Op::Arithmetic(Operator::Subtract)
            }
            c if spaced && (c.is_ascii_lowercase() || is_chinese(c)) => self.joint(start)?,
            _ => return None,
        };
        Some(op)
    }

    /// A comparator of signs.
    fn symbol(&mut self, start: usize) -> Option<Op> {
        let comparator = match self.run(|c| matches!(c, '≥' | '≤' | '≠' | '>' | '<' | '=' | '!'))
        {
            "≥" | ">=" => Comparator::AtLeast,
            "≤" | "<=" => Comparator::AtMost,
            "≠" => Comparator::NotEqual,
            ">" => Comparator::MoreThan,
            "<" => Comparator::LessThan,
            "=" => Comparator::Equal,
            _ => return None,
        };
        Some(Op::Compare(comparator, true, self.span(start..self.at())))
    }

    /// An operator in words. A comparator is read only before a number, where nothing else can be meant.
    fn joint(&mut self, start: usize) -> Option<Op> {
        if self.phrase(Phrase::AND) {
            return Some(Op::And);
        }
        if self.phrase(Phrase::OR) {
            return Some(Op::Or);
        }
        let spelled = |spellings: &mut dyn Iterator<Item = &'static str>| {
            let rest = self.rest();
            spellings
                .filter(|spelling| rest.starts_with(spelling))
                .max_by_key(|spelling| spelling.len())
        };
        let comparators = COMPARATORS.iter().filter_map(|(phrase, comparator)| {
            Some((spelled(&mut phrase.spellings())?, Some(*comparator)))
        });
        let reaches = spelled(&mut Phrase::REACHES.spellings()).map(|spelling| (spelling, None));
        let (spelling, comparator) = comparators.chain(reaches).max_by_key(|(it, _)| it.len())?;
        self.exactly(spelling);
        self.count(spelling);
        let end = self.at();
        let spaced = self.blanks();
        let number = self.peek().is_some_and(|c| c.is_ascii_digit());
        let glued = !spaced && spelling.is_ascii();
        self.back(end);
        let place = self.span(start..end);
        (number && !glued).then_some(match comparator {
            Some(comparator) => Op::Compare(comparator, false, place),
            None => Op::Reaches(place),
        })
    }
}

/// Whether a unit is one that the grammar knows, perhaps with a multiplier before it.
fn is_known(unit: &str) -> bool {
    let multipliers = ["", "万亿", "亿", "百万", "万", "千", "百"];
    let ends = ["以内", "以上", "以下", "以外", "之内", "内", "及以"];
    let names = multipliers
        .iter()
        .filter_map(|multiplier| unit.strip_prefix(multiplier));
    names
        .into_iter()
        .any(|name| name.is_empty() || units::CHINESE.contains(&name))
        && !ends.iter().any(|end| unit.contains(end))
}

impl Reader<'_> {
    /// The tree of a formula.
    pub(super) fn quick_formula(
        &mut self,
        cursor: &Cursor<'_>,
        terms: Vec<Term>,
    ) -> Option<Formula> {
        let mut links = Vec::with_capacity(terms.len());
        for Term { op, part, suffix } in terms {
            links.push(Link {
                op,
                operand: Operand {
                    denials: Vec::new(),
                    formula: self.quick_part(cursor, part)?,
                    bound: None,
                    suffixes: suffix.into_iter().collect(),
                },
            });
        }
        self.chain(links)
    }

    fn quick_part(&mut self, cursor: &Cursor<'_>, part: Part) -> Option<Formula> {
        Some(match part {
            Part::Name(name) => {
                let span = name.span;
                Formula::value(ExprKind::Name(name), span)
            }
            Part::Segment(metric, segment, brackets) => {
                let span = metric.span.to(brackets);
                Formula::value(ExprKind::Segment { metric, segment }, span)
            }
            Part::Quantity(range) => {
                let quantity = self.quantity_of(cursor.slice(&range), cursor.span(range));
                let span = quantity.span;
                Formula::value(ExprKind::Quantity(quantity), span)
            }
            Part::Bracket(terms, span) => match self.quick_formula(cursor, terms)? {
                Formula::Value(value) => Formula::value(ExprKind::Bracket(value), span),
                Formula::Condition(inner) => {
                    Formula::condition(ConditionKind::Bracket(inner), span)
                }
            },
        })
    }
}
