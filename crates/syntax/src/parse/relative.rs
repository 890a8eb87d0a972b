//! Conditions at a distance from a reference value: so much above last year, behind an average, doubled since a date.

use dabiao_diagnostics::Diagnostic;
use dabiao_diagnostics::register::TOO_MANY_DOUBLINGS;
use dabiao_grammar::Rule;
use dabiao_model::literal;

use super::reader::{Node, Reader};
use super::times::past_of;
use crate::ast::{ConditionKind, Expr, Quantity, RelativeBase, Side, WindowText};

/// A distance from a reference value, before it is said of what.
pub(super) struct Relative {
    side: Side,
    at_most: bool,
    by: Quantity,
    base: RelativeBase,
}

impl Relative {
    /// The condition on a value.
    pub(super) fn of(self, value: Expr) -> ConditionKind {
        ConditionKind::Relative {
            value,
            side: self.side,
            at_most: self.at_most,
            by: Box::new(self.by),
            base: self.base,
        }
    }
}

impl Reader<'_> {
    /// `at least 15% above last year`; without a comparator at least so far above, at most so far behind.
    pub(super) fn relative(&mut self, node: Node<'_>) -> Option<Relative> {
        let (mut side, mut at_most, mut by, mut base) = (None, None, None, None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::at_least | Rule::or_more => at_most = Some(false),
                Rule::at_most | Rule::or_less => at_most = Some(true),
                Rule::kw_above | Rule::glued_more_than => side = Some(Side::Above),
                Rule::kw_below | Rule::glued_less_than => side = Some(Side::Below),
                Rule::kw_behind => side = Some(Side::Behind),
                Rule::quantity => by = Some(self.quantity(&inner)),
                Rule::relative_base => {
                    let named = inner.into_inner().next()?;
                    base = Some(match past_of(named.as_rule()) {
                        Some(past) => RelativeBase::Past(past),
                        None => RelativeBase::Benchmark(self.text_of(&named)),
                    });
                }
                Rule::zh_compared => {
                    for word in inner.into_inner() {
                        match word.as_rule() {
                            Rule::glued_rises | Rule::glued_grows => side = Some(Side::Above),
                            Rule::glued_falls | Rule::glued_shrinks => side = Some(Side::Below),
                            said => base = past_of(said).map(RelativeBase::Past).or(base),
                        }
                    }
                }
                _ => {}
            }
        }
        let side = side?;
        Some(Relative {
            side,
            at_most: at_most.unwrap_or(side == Side::Behind),
            by: by?,
            base: base?,
        })
    }

    /// `doubles twice since 2021` | `较2021年翻二番`.
    pub(super) fn doubles(&mut self, node: Node<'_>) -> Option<(u32, WindowText)> {
        let span = self.place(&node);
        let (mut times, mut since) = (Some(1), None);
        for inner in node.into_inner().flat_map(flattened) {
            match inner.as_rule() {
                Rule::kw_twice => times = Some(2),
                Rule::whole_number | Rule::doublings => times = doublings(inner.as_str()),
                Rule::window => since = self.window(inner),
                Rule::zh_date => {
                    let from = self.date(&inner)?;
                    since = Some(WindowText { from, to: None });
                }
                _ => {}
            }
        }
        let Some(times) = times else {
            return self.refuse(Diagnostic::new(&TOO_MANY_DOUBLINGS, span));
        };
        Some((times, since?))
    }
}

/// The Chinese form is a word of its own inside the condition, and its head one inside that.
fn flattened(node: Node<'_>) -> Vec<Node<'_>> {
    match node.as_rule() {
        Rule::zh_doubles | Rule::zh_doubles_head => node.into_inner().flat_map(flattened).collect(),
        _ => vec![node],
    }
}

/// How often something doubles: no more than what 128 bits hold.
fn doublings(text: &str) -> Option<u32> {
    const MOST: u32 = 60;
    let (number, _) = literal::number(text, |_| false).ok()?;
    let (times, _) = number.value().parts()?;
    let times = u32::try_from(times).ok()?;
    (1..=MOST).contains(&times).then_some(times)
}
