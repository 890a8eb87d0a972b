//! Clauses of tasks, targets and milestones.

use dabiao_grammar::Rule;
use dabiao_grammar::vocabulary::{Kind, Phrase, find};
use dabiao_model::{Comparator, Tier};

use super::Speller;
use super::expr::ends_in_of;
use crate::ast::{
    BasisText, DateText, DueText, Expr, Id, LeadShare, Name, Names, Recurrence, RuleClause, Str,
    WarnText,
};
use crate::parse::recurrence::{SPANS, WEEKDAYS};

/// The id that the parser gives to `stage result by D`.
const RESULT: &str = "result";

impl Speller<'_> {
    pub(super) fn rule_clause(&self, clause: &RuleClause) -> String {
        match clause {
            RuleClause::Lead { names, share } => self.lead(names, *share),
            RuleClause::Jointly(names) => self.say_with(Phrase::JOINTLY, &self.names(names)),
            RuleClause::Responsible(names) => {
                self.say_with(Phrase::RESPONSIBLE, &self.names(names))
            }
            RuleClause::With(names) => self.say_with(Phrase::WITH, &self.names(names)),
            RuleClause::CarriedOutBy(names) => {
                self.say_with(Phrase::CARRIED_OUT_BY, &self.names(names))
            }
            RuleClause::Due(due) => self.due(due),
            RuleClause::Cite(cited) => self.cite(cited),
            RuleClause::Because(reason) => self.say_with(Phrase::BECAUSE, &self.text(reason)),
            RuleClause::Refines { policy, item } => {
                self.say_with(Phrase::REFINES, &self.upper_item(policy, item))
            }
            RuleClause::Contributes {
                amount,
                policy,
                item,
            } => self.fill(
                Phrase::CONTRIBUTES_N,
                &[
                    ("A", &self.upper_item(policy, item)),
                    ("N", &self.quantity(amount)),
                ],
            ),
            RuleClause::BestEffort => self.say(Phrase::BEST_EFFORT).to_owned(),
            RuleClause::Weight(weight) => self.say_with(Phrase::WEIGHT, &self.quantity(weight)),
            RuleClause::Per(kind) => self.per_kind(kind),
            RuleClause::For(names) => self.say_with(Phrase::FOR, &self.names(names)),
            RuleClause::ForWindow(window) => {
                self.say_with(Phrase::FOR_WINDOW, &self.window(window))
            }
            RuleClause::Except(names) => {
                self.fill(Phrase::EXCEPT_ONES, &[("A", &self.names(names))])
            }
            RuleClause::ExceptHolidays => self.say(Phrase::EXCEPT_HOLIDAYS).to_owned(),
            RuleClause::When(condition) => self.say_with(Phrase::WHEN, &self.condition(condition)),
            RuleClause::StandsIn { when, who } => {
                let who = if who.quoted {
                    self.quote(&who.text)
                } else {
                    self.name_read_by(Rule::name_acts, &who.text)
                };
                let when = self.condition(when);
                self.fill(Phrase::IF_ACTS, &[("C", &when), ("A", &who)])
            }
            RuleClause::Stretch { op, limit, only } => self.stretch(*op, limit, only.as_ref()),
            RuleClause::Warn(tier, warn) => self.warn_of_tier(*tier, warn),
            RuleClause::Limits(basis) => self.basis(*basis).to_owned(),
            RuleClause::CountingTheStartDay => self.say(Phrase::COUNTING_THE_START_DAY).to_owned(),
            RuleClause::Excluding { from, to } => self.fill(
                Phrase::EXCLUDING,
                &[("A", &self.name(from)), ("B", &self.name(to))],
            ),
            RuleClause::OpenRowsCount => self.say(Phrase::OPEN_ROWS_COUNT).to_owned(),
            RuleClause::RoundedTo(places) => self.rounded(*places),
            RuleClause::EmptyCountsAsMet => self.say(Phrase::EMPTY_COUNTS_AS_MET).to_owned(),
            RuleClause::MissingCountsAsUnmet => {
                self.say(Phrase::MISSING_COUNTS_AS_UNMET).to_owned()
            }
            RuleClause::Alias(alias) => self.alias(alias),
            RuleClause::Stage {
                id,
                title,
                due,
                signs_off,
            } => self.stage(id, title.as_deref(), due, signs_off.as_deref()),
            RuleClause::EvidenceRequired => self.say(Phrase::EVIDENCE_REQUIRED).to_owned(),
            RuleClause::EachSignsOff(kind) => self.each_signs_off(kind),
            RuleClause::LateCountsAsUnmet => self.say(Phrase::LATE_COUNTS_AS_UNMET).to_owned(),
            RuleClause::Done(day) => self.say_with(Phrase::DONE, &day.date.to_string()),
        }
    }

    /// `province 16.c`
    fn upper_item(&self, policy: &Name, item: &Str) -> String {
        let item = self.cited(std::slice::from_ref(item));
        format!("{} {item}", self.upper(policy))
    }

    pub(super) fn upper(&self, name: &Name) -> String {
        if name.quoted {
            self.quote(&name.text)
        } else {
            self.name_read_by(Rule::upper, &name.text)
        }
    }

    fn lead(&self, names: &Names, share: Option<LeadShare>) -> String {
        let lead = self.say_with(Phrase::LEAD, &self.names(names));
        let share = match share {
            None => return lead,
            Some(LeadShare::EachItsPart) => Phrase::EACH_ITS_PART,
            Some(LeadShare::Together) => Phrase::TOGETHER,
        };
        format!("{lead}{}{}", self.comma(), self.say(share))
    }

    pub(super) fn due(&self, due: &DueText) -> String {
        match due {
            DueText::By(date) => self.say_with(Phrase::DUE, &self.date(date)),
            DueText::Each(cadence) => self.say_with(Phrase::DUE, self.each(cadence.cadence)),
            DueText::Recurs(recurrence) => self.say_with(Phrase::DUE, &self.recurs(*recurrence)),
            DueText::Continuous => self.say(Phrase::CONTINUOUS).to_owned(),
            DueText::ByThenContinuous(date) => {
                self.fill(Phrase::DUE_THEN, &[("N", &self.date(date))])
            }
        }
    }

    /// `each Saturday` | `每周六`.
    pub(super) fn recurs(&self, recurrence: Recurrence) -> String {
        match recurrence {
            Recurrence::Weekday(day) => {
                let day = WEEKDAYS
                    .get(usize::from(day))
                    .map_or("", |day| self.say(day));
                self.fill(Phrase::EACH_WEEKDAY, &[("N", day)])
            }
            Recurrence::OnDay(day) => {
                self.fill(Phrase::ON_DAY_OF_EACH_MONTH, &[("N", &day.to_string())])
            }
            Recurrence::ByDay(day) => {
                self.fill(Phrase::BY_DAY_OF_EACH_MONTH, &[("N", &day.to_string())])
            }
            Recurrence::Times { times, each } => {
                let span = SPANS.iter().find(|(_, cadence)| *cadence == each);
                let span = span.map_or("", |(phrase, _)| self.say(phrase));
                let pattern = if times == 1 {
                    Phrase::ONCE_A
                } else {
                    Phrase::TIMES_A
                };
                self.fill(pattern, &[("N", &times.to_string()), ("K", span)])
            }
        }
    }

    fn stretch(&self, op: Comparator, limit: &Expr, only: Option<&Names>) -> String {
        let stretch = self.say(Phrase::STRETCH);
        let Some(names) = only else {
            return format!("{stretch} {op} {}", self.expr(limit));
        };
        let limit = if ends_in_of(limit) {
            self.bracketed(&self.expr(limit))
        } else {
            self.expr(limit)
        };
        format!(
            "{stretch} {op} {limit} {}",
            self.say_with(Phrase::FOR, &self.names(names))
        )
    }

    fn warn_of_tier(&self, tier: Option<Tier>, warn: &WarnText) -> String {
        let text = self.warn(warn);
        let word = match tier {
            None => return text,
            Some(Tier::Blue) => Phrase::WARN_BLUE,
            Some(Tier::Yellow) => Phrase::WARN_YELLOW,
            Some(Tier::Orange) => Phrase::WARN_ORANGE,
            Some(Tier::Red) => Phrase::WARN_RED,
        };
        let rest = text.strip_prefix(self.say(Phrase::WARN));
        format!("{}{}", self.say(word), rest.unwrap_or_default())
    }

    fn warn(&self, warn: &WarnText) -> String {
        match warn {
            WarnText::Compare(op, limit) => {
                format!("{} {op} {}", self.say(Phrase::WARN), self.expr(limit))
            }
            WarnText::When(condition) => {
                let when = self.say_with(Phrase::WARN_WHEN, &self.condition(condition));
                self.say_with(Phrase::WARN, &when)
            }
            WarnText::Before(time) => {
                self.fill(Phrase::WARN_BEFORE, &[("N", &self.quantity(time))])
            }
            WarnText::PastShareOfTime(share) => {
                self.fill(Phrase::WARN_PAST, &[("N", &self.quantity(share))])
            }
        }
    }

    pub(super) fn basis(&self, basis: BasisText) -> &'static str {
        self.say(match basis {
            BasisText::CivilCode => Phrase::LIMITS_BY_CIVIL_CODE,
            BasisText::Plain => Phrase::LIMITS_PLAINLY,
        })
    }

    pub(super) fn rounded(&self, places: u32) -> String {
        let text = self.fill(Phrase::ROUNDED, &[("N", &places.to_string())]);
        match text.strip_suffix('s') {
            Some(singular) if places == 1 => singular.to_owned(),
            _ => text,
        }
    }

    fn stage(
        &self,
        id: &Id,
        title: Option<&Str>,
        due: &DueText,
        signs_off: Option<&Name>,
    ) -> String {
        if let (RESULT, None, DueText::By(date), None) = (id.text.as_str(), title, due, signs_off) {
            return self.stage_result(date);
        }
        let head = format!(
            "{}{}",
            self.say(Phrase::STAGE),
            self.id_and_title(Some(id), title)
        );
        let signs_off =
            signs_off.map(|kind| format!("{}{}", self.comma(), self.each_signs_off(kind)));
        format!(
            "{head}{}{}{}",
            self.colon(),
            self.due(due),
            signs_off.unwrap_or_default()
        )
    }

    /// `stage result by end of 2021-06` | `2021年6月底前 取得阶段性成果`
    fn stage_result(&self, date: &DateText) -> String {
        let phrase = self.say(Phrase::STAGE_RESULT_BY);
        let date = self.date(date);
        let until = if date.ends_with('底') { "前" } else { "" };
        self.language.pick(
            format!("{phrase} {date}"),
            format!("{date}{until} {phrase}"),
        )
    }

    /// `each county signs off` | `各县市 分别销号`, where quotes keep apart what cannot stand glued to 各.
    fn each_signs_off(&self, kind: &Name) -> String {
        // `each year` would be a cadence, whatever follows.
        let ends = kind.text.match_indices(' ').map(|(at, _)| at);
        let mut heads = ends
            .chain([kind.text.len()])
            .filter_map(|end| kind.text.get(..end));
        let is_cadence = heads.any(|head| find(&format!("each {head}"), &[Kind::Value]).is_some());
        let name = if kind.quoted || is_cadence {
            self.quote(&kind.text)
        } else {
            self.name_read_by(Rule::each_kind, &kind.text)
        };
        self.fill(Phrase::EACH_KIND_SIGNS_OFF, &[("K", &name)])
    }
}
