//! Names, strings, dates and cadences.

use dabiao_grammar::vocabulary::{Kind, Phrase, find, of_kind};
use dabiao_grammar::{DabiaoParser, Rule};
use dabiao_model::{Cadence, Grain, Language};
use pest::Parser as _;

use super::Speller;
use crate::ast::{DateText, Id, Name, Names, Str, When};
use crate::quotes::fits_in_quotes;

/// Whether `text` as a whole is what the wanted rule of the grammar reads.
pub(super) fn is_read_by(wanted: Rule, text: &str) -> bool {
    DabiaoParser::parse(wanted, text).is_ok_and(|pairs| pairs.as_str().len() == text.len())
}

/// Whether `text` as a whole is a name at the start of a formula, where it could also be a number, `yes` or `every …`,
/// even with a number behind it, which `top 5` would take.
pub(super) fn is_name_in_formula(text: &str) -> bool {
    let with_number = format!("{text} 2022");
    let operand = DabiaoParser::parse(Rule::operand, &with_number)
        .ok()
        .and_then(|mut pairs| pairs.next());
    let first = operand.and_then(|operand| operand.into_inner().next());
    first.is_some_and(|pair| pair.as_rule() == Rule::name && pair.as_str() == text)
}

impl Speller<'_> {
    pub(super) fn name(&self, name: &Name) -> String {
        if name.quoted {
            self.quote(&name.text)
        } else {
            name.text.to_string()
        }
    }

    /// The name of a kind behind `per`; one that would be a cadence there stands in quotes.
    pub(super) fn per_kind(&self, kind: &Name) -> String {
        let is_cadence = find(&format!("per {}", kind.text), &[Kind::Value]).is_some();
        let name = if is_cadence {
            self.quote(&kind.text)
        } else {
            self.name(kind)
        };
        self.say_with(Phrase::PER, &name)
    }

    /// A name that stands in quotes where the wanted rule of the grammar would not read it without.
    pub(super) fn name_read_by(&self, wanted: Rule, text: &str) -> String {
        if is_read_by(wanted, text) {
            text.to_owned()
        } else {
            self.quote(text)
        }
    }

    pub(super) fn text(&self, text: &Str) -> String {
        self.quote(&text.text)
    }

    /// Quotes of the language; others where they would not end where the text does.
    pub(super) fn quote(&self, text: &str) -> String {
        let styles = self.language.pick(
            [('"', '"'), ('“', '”'), ('「', '」')],
            [('“', '”'), ('「', '」'), ('"', '"')],
        );
        let fits = |(open, _): &(char, char)| fits_in_quotes(text, *open);
        let (open, close) = styles.into_iter().find(fits).unwrap_or(('"', '"'));
        format!("{open}{text}{close}")
    }

    pub(super) fn name_list(&self, names: &[Name]) -> String {
        self.list(names, |name| self.name(name))
    }

    pub(super) fn names(&self, names: &Names) -> String {
        self.perhaps_open(self.name_list(&names.names), names.open)
    }

    /// A list with `and others` behind it where it is not complete.
    pub(super) fn perhaps_open(&self, list: String, open: bool) -> String {
        if open {
            self.fill(Phrase::AND_OTHERS_LIST, &[("A", &list)])
        } else {
            list
        }
    }

    /// An id with the title behind it, each with a blank before.
    pub(super) fn id_and_title(&self, id: Option<&Id>, title: Option<&Str>) -> String {
        let id = id.map(|id| format!(" {}", id.text));
        let title = title.map(|title| format!(" {}", self.text(title)));
        [id, title].into_iter().flatten().collect()
    }

    /// Ids of clauses: in quotes where they are no ids of the language.
    pub(super) fn cited(&self, cited: &[Str]) -> String {
        self.list(cited, |id| {
            if is_read_by(Rule::id, &id.text) {
                id.text.to_string()
            } else {
                self.text(id)
            }
        })
    }

    pub(super) fn date(&self, date: &DateText) -> String {
        let day = match date.when {
            When::Period(period) => period.text(self.language),
            When::MonthOfYear { month, day } => self.month(month, day),
        };
        match self.language {
            Language::English => {
                let before = if date.bare_before { "before " } else { "" };
                let end = if date.end { "end of " } else { "" };
                format!("{before}{end}{day}")
            }
            Language::Chinese => {
                let end = if date.end { end_zh(date.when) } else { "" };
                let before = if date.bare_before { "前" } else { "" };
                format!("{day}{end}{before}")
            }
        }
    }

    fn month(&self, month: u32, day: Option<u32>) -> String {
        let index = usize::try_from(month).unwrap_or_default().saturating_sub(1);
        let name = of_kind(Kind::Month)
            .nth(index)
            .map_or("", |phrase| self.say(phrase));
        match day {
            Some(day) => self
                .language
                .pick(format!("{name} {day}"), format!("{name}{day}日")),
            None => name.to_owned(),
        }
    }

    /// How often, as an adverb: `quarterly`.
    pub(super) fn adverb(&self, cadence: Cadence) -> &'static str {
        self.say(match cadence {
            Cadence::Monthly => Phrase::MONTHLY,
            Cadence::Quarterly => Phrase::QUARTERLY,
            Cadence::HalfYearly => Phrase::HALF_YEARLY,
            Cadence::Yearly => Phrase::YEARLY,
        })
    }

    /// How often something falls due: `each quarter`.
    pub(super) fn each(&self, cadence: Cadence) -> &'static str {
        self.say(match cadence {
            Cadence::Monthly => Phrase::EACH_MONTH,
            Cadence::Quarterly => Phrase::EACH_QUARTER,
            Cadence::HalfYearly => Phrase::EACH_HALF_YEAR,
            Cadence::Yearly => Phrase::EACH_YEAR,
        })
    }

    /// The period of a metric: `per quarter`.
    pub(super) fn per(&self, cadence: Cadence) -> &'static str {
        self.say(match cadence {
            Cadence::Monthly => Phrase::PER_MONTH,
            Cadence::Quarterly => Phrase::PER_QUARTER,
            Cadence::HalfYearly => Phrase::PER_HALF_YEAR,
            Cadence::Yearly => Phrase::PER_YEAR,
        })
    }
}

/// A year and a month have a 底, a quarter and a half-year a 末.
fn end_zh(when: When) -> &'static str {
    match when {
        When::Period(period) if matches!(period.grain(), Grain::Quarter | Grain::Half) => "末",
        When::Period(_) | When::MonthOfYear { .. } => "底",
    }
}
