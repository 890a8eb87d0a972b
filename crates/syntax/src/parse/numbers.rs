//! Numbers with their units.

use dabiao_diagnostics::register::{BAD_NUMBER, PERCENT_IN_WORDS};
use dabiao_diagnostics::{Diagnostic, Span};
use dabiao_grammar::Rule;
use dabiao_model::literal::{self, chinese_digit, half_width};

use super::names::single_blanks;
use super::reader::{Node, Reader};
use crate::ast::{Quantity, UnitName};

impl Reader<'_> {
    /// A number with its unit, by `quantity` or `signed_quantity`.
    pub(super) fn quantity(&mut self, node: &Node<'_>) -> Quantity {
        if let Some(rank) = self.rank(node) {
            return rank;
        }
        self.quantity_of(node.as_str(), self.place(node))
    }

    /// A number with its unit that is no rank.
    pub(super) fn quantity_of(&mut self, text: &str, span: Span) -> Quantity {
        if let Some((number, rest)) = plain_number(text) {
            let unit = self.unit(rest.trim(), text, span);
            let number = number.into();
            return self.percent_in_words(Quantity { number, unit, span });
        }
        let Ok((number, rest)) = literal::number(text, |unit| self.knows_unit(unit)) else {
            self.report(Diagnostic::new(&BAD_NUMBER, span).with("found", text));
            return Quantity {
                number: "0".into(),
                unit: None,
                span,
            };
        };
        let half = half_width(text.trim());
        let taken = half
            .get(..half.len().saturating_sub(rest.len()))
            .unwrap_or_default()
            .trim();
        let unit = match number.share {
            Some(share) => Some(UnitName {
                text: share.into(),
                span,
            }),
            None => self.unit(rest.trim(), text, span),
        };
        let digits = taken.trim_start_matches(['-', '+']);
        let number = if number.share.is_none() && digits.starts_with(|c: char| c.is_ascii_digit()) {
            taken.to_owned()
        } else {
            let multiplier = taken.trim_start_matches(is_chinese_digit);
            let multiplier = if number.share.is_some() {
                ""
            } else {
                multiplier
            };
            format!("{}{multiplier}", number.decimal)
        };
        let number = number.into();
        let quantity = Quantity { number, unit, span };
        self.percent_in_words(quantity)
    }

    /// `rank 5`, `第5位`.
    fn rank(&self, node: &Node<'_>) -> Option<Quantity> {
        let inner = node
            .clone()
            .into_inner()
            .flatten()
            .find(|inner| inner.as_rule() == Rule::rank_quantity)?;
        let text = half_width(inner.as_str());
        let digits = text
            .trim_start_matches("rank")
            .trim_start_matches('第')
            .trim();
        let (number, rest) = literal::number(digits, |_| true).ok()?;
        let unit = if rest.is_empty() { "rank" } else { "位" };
        let span = self.place(&inner);
        let unit = UnitName {
            text: unit.into(),
            span,
        };
        Some(Quantity {
            number: number.decimal.to_string().into(),
            unit: Some(unit),
            span,
        })
    }

    /// The unit behind a number. 个 before a noun is a measure word and no part of the unit.
    fn unit(&self, unit: &str, written: &str, span: Span) -> Option<UnitName> {
        if unit.is_empty() {
            return None;
        }
        let mut text = unit.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(noun) = text.strip_prefix('个').filter(|noun| !noun.is_empty()) {
            let measured = noun.starts_with(char::is_alphabetic) && !self.knows_unit(&text);
            if measured {
                text = String::from(noun);
            }
        }
        let length: usize = written
            .trim_end()
            .chars()
            .rev()
            .take(unit.chars().count())
            .map(char::len_utf8)
            .sum();
        let start = span
            .end
            .saturating_sub(u32::try_from(length).unwrap_or(u32::MAX));
        Some(UnitName {
            text: text.into(),
            span: Span { start, ..span },
        })
    }

    fn percent_in_words(&mut self, mut quantity: Quantity) -> Quantity {
        if let Some(unit) = quantity.unit.as_mut().filter(|unit| unit.text == "percent") {
            unit.text = "%".into();
            let right = format!("{}%", quantity.number);
            let diagnostic =
                Diagnostic::new(&PERCENT_IN_WORDS, quantity.span).fix(right.clone(), true);
            self.report(diagnostic.with("right", right));
        }
        quantity
    }

    /// A unit that stands alone: `in working days`.
    pub(super) fn unit_name(&self, node: &Node<'_>) -> UnitName {
        UnitName {
            text: single_blanks(&half_width(node.as_str())),
            span: self.place(node),
        }
    }

    /// A whole number in either width of digits.
    pub(super) fn whole(&mut self, node: &Node<'_>) -> u32 {
        half_width(node.as_str()).parse().unwrap_or_else(|_| {
            let diagnostic = Diagnostic::new(&BAD_NUMBER, self.place(node));
            self.report(diagnostic.with("found", node.as_str()));
            0
        })
    }
}

/// Plain digits, and the unit behind them, where neither is written in wide characters and nothing multiplies the number.
fn plain_number(text: &str) -> Option<(&str, &str)> {
    const MOST_DIGITS: usize = 20;
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(text);
    let fraction = text.get(whole..)?.strip_prefix('.').map_or(0, digits);
    let point = usize::from(fraction > 0);
    let length = whole.saturating_add(point).saturating_add(fraction);
    let (number, unit) = text.split_at_checked(length)?;
    let first = unit.chars().next();
    let multiplied =
        first.is_some_and(|c| matches!(c, '.' | ',' | '-' | '+' | '成') || is_multiplier(c));
    let is_plain = |c: char| c.is_ascii() || ('\u{4e00}'..='\u{9fa5}').contains(&c);
    (whole > 0 && length <= MOST_DIGITS && !multiplied && unit.chars().all(is_plain))
        .then_some((number, unit))
}

fn is_multiplier(c: char) -> bool {
    matches!(c, '百' | '千' | '万' | '亿')
}

fn is_chinese_digit(c: char) -> bool {
    chinese_digit(c).is_some() || matches!(c, '十' | '百' | '千')
}
