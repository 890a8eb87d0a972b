//! The clauses that tasks, targets and milestones share.

use dabiao_grammar::Rule;
use dabiao_model::{Comparator, Tier};

use super::reader::{Node, Reader};
use crate::ast::{
    Alias, BasisText, DueText, Expr, LeadShare, Name, Names, Quantity, RuleClause, Str, WarnText,
};

impl Reader<'_> {
    /// A clause of a task, target or milestone.
    pub(super) fn rule_clause(&mut self, node: Node<'_>) -> Option<RuleClause> {
        Some(match node.as_rule() {
            Rule::lead => self.lead(node)?,
            Rule::jointly => RuleClause::Jointly(self.parties(node)?),
            Rule::responsible => RuleClause::Responsible(self.parties(node)?),
            Rule::with => RuleClause::With(self.parties(node)?),
            Rule::carried_out_by => RuleClause::CarriedOutBy(self.parties(node)?),
            Rule::for_names => RuleClause::For(self.parties(node)?),
            Rule::for_window => RuleClause::ForWindow(self.window_in(node)?),
            Rule::except_holidays => RuleClause::ExceptHolidays,
            Rule::except => RuleClause::Except(self.parties(node)?),
            Rule::due => RuleClause::Due(self.due(node)?),
            Rule::cite => RuleClause::Cite(self.cited(node)),
            Rule::because => RuleClause::Because(self.quoted_in(node)?),
            Rule::refines | Rule::contributes => self.refinement(node)?,
            Rule::best_effort => RuleClause::BestEffort,
            Rule::weight => RuleClause::Weight(self.quantity_in(node)?),
            Rule::per_kind => RuleClause::Per(self.name_in(node)?),
            Rule::when => RuleClause::When(Box::new(self.condition_in(node)?)),
            Rule::stands_in => {
                let who = node
                    .clone()
                    .into_inner()
                    .find(|inner| inner.as_rule() == Rule::name_acts)?;
                RuleClause::StandsIn {
                    when: Box::new(self.condition_in(node)?),
                    who: self.name(&who),
                }
            }
            Rule::stretch => self.stretch(node)?,
            Rule::warn => RuleClause::Warn(tier(&node), self.warn(node)?),
            Rule::limits => RuleClause::Limits(basis(node)),
            Rule::start_day => RuleClause::CountingTheStartDay,
            Rule::excluding => {
                let is_name =
                    |inner: &Node<'_>| matches!(inner.as_rule(), Rule::name | Rule::name_to);
                let mut names = node
                    .into_inner()
                    .filter(is_name)
                    .map(|inner| self.name(&inner));
                RuleClause::Excluding {
                    from: names.next()?,
                    to: names.next()?,
                }
            }
            Rule::open_rows => RuleClause::OpenRowsCount,
            Rule::rounded => {
                let number = node
                    .into_inner()
                    .find(|inner| inner.as_rule() == Rule::whole_number)?;
                RuleClause::RoundedTo(self.whole(&number))
            }
            Rule::empty_met => RuleClause::EmptyCountsAsMet,
            Rule::missing_unmet => RuleClause::MissingCountsAsUnmet,
            Rule::alias => RuleClause::Alias(self.alias(node)?),
            Rule::stage => self.stage(node)?,
            Rule::stage_result => self.stage_result(node)?,
            Rule::evidence => RuleClause::EvidenceRequired,
            Rule::signs_off => RuleClause::EachSignsOff(self.signs_off(node)?),
            Rule::late_unmet => RuleClause::LateCountsAsUnmet,
            Rule::done => {
                let day = node
                    .into_inner()
                    .find(|inner| inner.as_rule() == Rule::day)?;
                RuleClause::Done(self.day(&day)?)
            }
            _ => return None,
        })
    }

    fn lead(&self, node: Node<'_>) -> Option<RuleClause> {
        let (mut names, mut share) = (None, None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::names => names = Some(self.names(inner)),
                Rule::each_its_part => share = Some(LeadShare::EachItsPart),
                Rule::together => share = Some(LeadShare::Together),
                _ => {}
            }
        }
        Some(RuleClause::Lead {
            names: names?,
            share,
        })
    }

    /// The item above, and what this one contributes to it.
    fn refinement(&mut self, node: Node<'_>) -> Option<RuleClause> {
        let (mut policy, mut item, mut amount) = (None, None, None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::upper => policy = Some(self.name(&inner)),
                Rule::cited => item = inner.into_inner().next().map(|id| self.text_of(&id)),
                Rule::quantity => amount = Some(self.quantity(&inner)),
                _ => {}
            }
        }
        let (policy, item) = (policy?, item?);
        Some(match amount {
            None => RuleClause::Refines { policy, item },
            Some(amount) => RuleClause::Contributes {
                amount: Box::new(amount),
                policy,
                item,
            },
        })
    }

    /// The list of names in a clause.
    pub(super) fn parties(&self, node: Node<'_>) -> Option<Names> {
        node.into_inner()
            .find(|inner| inner.as_rule() == Rule::names)
            .map(|inner| self.names(inner))
    }

    /// The name in a clause.
    pub(super) fn name_in(&self, node: Node<'_>) -> Option<Name> {
        self.names_in(node).into_iter().next()
    }

    /// The number in a clause.
    pub(super) fn quantity_in(&mut self, node: Node<'_>) -> Option<Quantity> {
        let is_quantity =
            |inner: &Node<'_>| matches!(inner.as_rule(), Rule::quantity | Rule::signed_quantity);
        node.into_inner()
            .find(is_quantity)
            .map(|inner| self.quantity(&inner))
    }

    /// The quoted text in a clause.
    pub(super) fn quoted_in(&self, node: Node<'_>) -> Option<Str> {
        node.into_inner()
            .find(|inner| inner.as_rule() == Rule::quoted)
            .map(|inner| self.text_of(&inner))
    }

    /// The condition in a clause.
    pub(super) fn condition_in(&mut self, node: Node<'_>) -> Option<crate::ast::Condition> {
        let formula = node
            .into_inner()
            .find(|inner| inner.as_rule() == Rule::formula)?;
        self.condition(formula)
    }

    /// The ids of clauses, quoted or not.
    pub(super) fn cited(&self, node: Node<'_>) -> Vec<Str> {
        let cited = node
            .into_inner()
            .filter(|inner| inner.as_rule() == Rule::cited);
        cited
            .filter_map(|inner| inner.into_inner().next())
            .map(|inner| self.text_of(&inner))
            .collect()
    }

    /// When something is due, in a node of `due`.
    fn due(&mut self, node: Node<'_>) -> Option<DueText> {
        let is_due = |inner: &Node<'_>| {
            matches!(
                inner.as_rule(),
                Rule::each_period | Rule::by_date | Rule::recurs
            )
        };
        let Some(inner) = node.into_inner().find(is_due) else {
            return Some(DueText::Continuous);
        };
        if inner.as_rule() == Rule::recurs {
            return self.recurs(&inner).map(DueText::Recurs);
        }
        if inner.as_rule() == Rule::each_period {
            let inner = inner.into_inner().next()?;
            return match inner.as_rule() {
                Rule::recurs => self.recurs(&inner).map(DueText::Recurs),
                _ => Some(DueText::Each(self.cadence(&inner))),
            };
        }
        let continuous = inner
            .clone()
            .into_inner()
            .any(|part| part.as_rule() == Rule::then_continuous);
        let date = inner
            .into_inner()
            .find(|part| part.as_rule() == Rule::date)?;
        let date = self.date(&date)?;
        Some(if continuous {
            DueText::ByThenContinuous(date)
        } else {
            DueText::By(date)
        })
    }

    fn stretch(&mut self, node: Node<'_>) -> Option<RuleClause> {
        let mut only = None;
        let mut compared = None;
        let mut op = Comparator::AtLeast;
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::comparator => op = self.comparator(&inner),
                Rule::formula_for => compared = Some(self.value(inner)?),
                Rule::names => only = Some(self.names(inner)),
                _ => {}
            }
        }
        Some(RuleClause::Stretch {
            op,
            limit: Box::new(compared?),
            only,
        })
    }

    fn warn(&mut self, node: Node<'_>) -> Option<WarnText> {
        let is_warning = |inner: &Node<'_>| !super::reader::is_keyword(inner.as_rule());
        let inner = node.into_inner().find(is_warning)?;
        Some(match inner.as_rule() {
            Rule::warn_past => WarnText::PastShareOfTime(self.quantity_in(inner)?),
            Rule::warn_before => WarnText::Before(self.quantity_in(inner)?),
            Rule::warn_when => WarnText::When(Box::new(self.condition_in(inner)?)),
            _ => {
                let (op, limit) = self.compared(inner)?;
                WarnText::Compare(op, Box::new(limit))
            }
        })
    }

    /// A comparator with the value behind it.
    fn compared(&mut self, node: Node<'_>) -> Option<(Comparator, Expr)> {
        let mut op = None;
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::comparator => op = Some(self.comparator(&inner)),
                Rule::formula => return Some((op?, self.value(inner)?)),
                _ => {}
            }
        }
        None
    }

    fn stage(&mut self, node: Node<'_>) -> Option<RuleClause> {
        let (mut id, mut title, mut due, mut signs_off) = (None, None, None, None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::id => id = Some(self.id(&inner)),
                Rule::quoted => title = Some(self.text_of(&inner)),
                Rule::due => due = Some(self.due(inner)?),
                Rule::signs_off => signs_off = Some(self.signs_off(inner)?),
                _ => {}
            }
        }
        Some(RuleClause::Stage {
            id: id?,
            title: title.map(Box::new),
            due: Box::new(due?),
            signs_off: signs_off.map(Box::new),
        })
    }

    /// `stage result by June 2021` is a stage with the id `result`.
    fn stage_result(&mut self, node: Node<'_>) -> Option<RuleClause> {
        let mut id = None;
        let mut due = None;
        for inner in node.into_inner() {
            if inner.as_rule() == Rule::date {
                due = Some(DueText::By(self.date(&inner)?));
            } else {
                id = Some(crate::ast::Id {
                    text: "result".into(),
                    span: self.place(&inner),
                });
            }
        }
        Some(RuleClause::Stage {
            id: id?,
            title: None,
            due: Box::new(due?),
            signs_off: None,
        })
    }

    fn signs_off(&self, node: Node<'_>) -> Option<Name> {
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::name_signs => return Some(self.name(&inner)),
                Rule::zh_each => {
                    let kind = inner
                        .into_inner()
                        .find(|part| part.as_rule() == Rule::each_kind)?;
                    return Some(self.name(&kind));
                }
                _ => {}
            }
        }
        None
    }

    /// Another name, perhaps of one of several.
    pub(super) fn alias(&self, node: Node<'_>) -> Option<Alias> {
        let is_name = |inner: &Node<'_>| matches!(inner.as_rule(), Rule::name | Rule::name_for);
        let mut names = node
            .into_inner()
            .filter(is_name)
            .map(|inner| self.name(&inner));
        Some(Alias {
            name: names.next()?,
            of: names.next(),
        })
    }
}

/// How limits are counted.
pub(super) fn basis(node: Node<'_>) -> BasisText {
    let plainly = node
        .into_inner()
        .any(|inner| inner.as_rule() == Rule::plainly);
    if plainly {
        BasisText::Plain
    } else {
        BasisText::CivilCode
    }
}

/// The tier of a warning.
fn tier(node: &Node<'_>) -> Option<Tier> {
    let word = node.clone().into_inner().next()?;
    Some(match word.as_rule() {
        Rule::kw_warn_blue => Tier::Blue,
        Rule::kw_warn_yellow => Tier::Yellow,
        Rule::kw_warn_orange => Tier::Orange,
        Rule::kw_warn_red => Tier::Red,
        _ => return None,
    })
}
