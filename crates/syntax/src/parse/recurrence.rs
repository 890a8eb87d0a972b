//! Recurring duties as people write them.

use dabiao_diagnostics::Diagnostic;
use dabiao_diagnostics::register::NO_SUCH_DATE;
use dabiao_grammar::vocabulary::Phrase;
use dabiao_model::Cadence;
use dabiao_model::literal::half_width;

use super::reader::{Node, Reader};
use crate::ast::Recurrence;

/// The days of the week, Monday first.
pub(crate) const WEEKDAYS: [&Phrase; 7] = [
    Phrase::MONDAY,
    Phrase::TUESDAY,
    Phrase::WEDNESDAY,
    Phrase::THURSDAY,
    Phrase::FRIDAY,
    Phrase::SATURDAY,
    Phrase::SUNDAY,
];

/// The spans in which a duty recurs; a week is no cadence.
pub(crate) const SPANS: [(&Phrase, Option<Cadence>); 5] = [
    (Phrase::WEEK, None),
    (Phrase::MONTH, Some(Cadence::Monthly)),
    (Phrase::QUARTER, Some(Cadence::Quarterly)),
    (Phrase::HALF_YEAR, Some(Cadence::HalfYearly)),
    (Phrase::YEAR, Some(Cadence::Yearly)),
];

impl Reader<'_> {
    /// When a duty recurs; a day that no month has, or no times at all, is reported and gives nothing.
    pub(super) fn recurs(&mut self, node: &Node<'_>) -> Option<Recurrence> {
        let found = read(&half_width(node.as_str()));
        if found.is_none() {
            let span = self.place(node);
            self.report(Diagnostic::new(&NO_SUCH_DATE, span).with("found", node.as_str()));
        }
        found
    }
}

fn read(text: &str) -> Option<Recurrence> {
    let weekday = || {
        let name = text
            .strip_prefix("each")
            .or_else(|| text.strip_prefix('每'))?
            .trim();
        let day = WEEKDAYS.iter().position(|phrase| phrase.is_spelled(name))?;
        u8::try_from(day).ok().map(Recurrence::Weekday)
    };
    if let Some(weekday) = weekday() {
        return Some(weekday);
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let first = text.split_whitespace().next();
    let by = first == Some("by") || text.ends_with('前');
    if by || first == Some("on") || text.ends_with('日') {
        let day = digits.parse().ok().filter(|day| (1..=31).contains(day))?;
        return Some(if by {
            Recurrence::ByDay(day)
        } else {
            Recurrence::OnDay(day)
        });
    }
    let times = if digits.is_empty() {
        1
    } else {
        digits.parse().ok()?
    };
    Some(Recurrence::Times {
        times: Some(times).filter(|times| *times > 0)?,
        each: span(text)?,
    })
}

/// The span a duty recurs in: the last word in English, what stands behind 每 in Chinese.
#[expect(
    clippy::option_option,
    reason = "the outer one says that no span is named, the inner one that it is a week"
)]
fn span(text: &str) -> Option<Option<Cadence>> {
    let named = |phrase: &Phrase| match text.strip_prefix('每') {
        Some(rest) => rest.starts_with(phrase.zh()),
        None => text.split_whitespace().last() == Some(phrase.en()),
    };
    SPANS
        .iter()
        .find(|(phrase, _)| named(phrase))
        .map(|(_, cadence)| *cadence)
}
