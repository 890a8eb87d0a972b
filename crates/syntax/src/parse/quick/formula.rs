//! Formulas of names, numbers and brackets, joined by operators: first recognised whole, then made a tree by the same
//! steps as what the grammar reads.

use std::ops::Range;

use dabiao_diagnostics::Span;
use dabiao_grammar::vocabulary::{Phrase, units};
use dabiao_model::Comparator;

use super::cursor::{Cursor, is_chinese};
use crate::ast::{ConditionKind, ExprKind, Name, Operator};
use crate::parse::chain::{Link, Op, Operand};
use crate::parse::formula::Formula;
use crate::parse::reader::Reader;

/// The most operands that are read here; what has more is left to the grammar, which knows the limits.
const MOST_OPERANDS: usize = 64;

/// An operand with the operator before it; the first has none.
pub(super) struct Term {
    op: Option<Op>,
    part: Part,
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
            terms.push(Term { op, part });
            if *operands > MOST_OPERANDS {
                return None;
            }
            let end = self.at();
            let Some(next) = self.infix(terms.last()?) else {
                self.back(end);
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
            return is_known(unit).then(|| start..self.at());
        }
        if self.blanks() {
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
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | '_'));
        (!glued).then_some(start..end)
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
        for Term { op, part } in terms {
            links.push(Link {
                op,
                operand: Operand {
                    denials: Vec::new(),
                    formula: self.quick_part(cursor, part)?,
                    bound: None,
                    suffixes: Vec::new(),
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
