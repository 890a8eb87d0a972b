//! The first lines of items.

use dabiao_diagnostics::Span;
use dabiao_grammar::Rule;
use dabiao_grammar::vocabulary::Phrase;

use super::formula::Formula;
use super::reader::{Node, Reader};
use crate::ast::{
    CheckClause, Entity, Group, GroupMember, Id, Import, Name, Parameter, Quantity, Refines,
    RuleClause, Str, UnitItem,
};

/// The id and title of a rule with what stands on its line.
pub(super) struct Labelled<T> {
    pub(super) id: Option<Id>,
    pub(super) title: Option<Str>,
    pub(super) rest: T,
}

/// What a check demands, if it can be read, and the clauses on its line with their places.
pub(super) type CheckHead = (Option<Demand>, Vec<(CheckClause, Span)>);

/// What a target demands on its own line.
pub(super) enum Demand {
    AllOf,
    AnyOf,
    Formula(Formula),
}

/// The rule that reads the first line of an item.
pub(super) fn line_rule(item: &Phrase) -> Rule {
    match item.id() {
        "POLICY" => Rule::policy_line,
        "IMPORT" => Rule::import_line,
        "REFINES" => Rule::refines_line,
        "UNIT" => Rule::unit_line,
        "PARAMETER" => Rule::parameter_line,
        "ENTITY" => Rule::entity_line,
        "GROUP" => Rule::group_line,
        "METRIC" => Rule::metric_line,
        "METRICS" => Rule::metrics_line,
        "RECORD" => Rule::record_line,
        "TASK" => Rule::task_line,
        "TARGET" => Rule::target_line,
        "MILESTONE" => Rule::milestone_line,
        "CHECK" => Rule::check_line,
        "ESCALATION" => Rule::escalation_line,
        "TEST" => Rule::test_line,
        "SCORE" => Rule::score_line,
        _ => Rule::note_line,
    }
}

impl Reader<'_> {
    pub(super) fn import<'n>(&self, mut nodes: impl Iterator<Item = Node<'n>>) -> Option<Import> {
        let path = nodes.find(|node| node.as_rule() == Rule::quoted)?;
        Some(Import {
            path: self.text_of(&path),
            clauses: Vec::new(),
        })
    }

    pub(super) fn refines_head<'n>(
        &self,
        nodes: impl Iterator<Item = Node<'n>>,
    ) -> Option<Refines> {
        let (mut path, mut name) = (None, None);
        for node in nodes {
            match node.as_rule() {
                Rule::quoted => path = Some(self.text_of(&node)),
                Rule::upper => name = Some(self.name(&node)),
                _ => {}
            }
        }
        Some(Refines {
            path: path?,
            name: name?,
            clauses: Vec::new(),
        })
    }

    pub(super) fn unit_item<'n>(
        &mut self,
        nodes: impl Iterator<Item = Node<'n>>,
    ) -> Option<UnitItem> {
        let (mut name, mut relation) = (None, None);
        for node in nodes {
            match node.as_rule() {
                Rule::name => name = Some(self.name(&node)),
                Rule::quantity => relation = Some(self.quantity(&node)),
                Rule::unit_name => {
                    let unit = self.unit_name(&node);
                    let span = unit.span;
                    relation = Some(Quantity {
                        number: "1".into(),
                        unit: Some(unit),
                        span,
                    });
                }
                _ => {}
            }
        }
        Some(UnitItem {
            name: name?,
            relation,
            clauses: Vec::new(),
        })
    }

    pub(super) fn parameter<'n>(
        &mut self,
        nodes: impl Iterator<Item = Node<'n>>,
    ) -> Option<Parameter> {
        let (mut name, mut value) = (None, None);
        for node in nodes {
            match node.as_rule() {
                Rule::name => name = Some(self.name(&node)),
                Rule::signed_quantity => value = Some(Some(self.quantity(&node))),
                Rule::unknown => value = Some(None),
                _ => {}
            }
        }
        Some(Parameter {
            name: name?,
            value: value?,
            clauses: Vec::new(),
        })
    }

    pub(super) fn entity<'n>(&self, nodes: impl Iterator<Item = Node<'n>>) -> Option<Entity> {
        let (mut names, mut after) = (Vec::new(), Vec::new());
        for node in nodes {
            match node.as_rule() {
                Rule::plain_names => names = self.names_in(node),
                Rule::name => after.push(self.name(&node)),
                _ => {}
            }
        }
        let mut after = after.into_iter();
        Some(Entity {
            names,
            kind: after.next()?,
            parent: after.next(),
            clauses: Vec::new(),
        })
    }

    pub(super) fn group<'n>(&self, nodes: impl Iterator<Item = Node<'n>>) -> Option<Group> {
        let (mut name, mut members, mut open) = (None, Vec::new(), false);
        for node in nodes {
            match node.as_rule() {
                Rule::name => name = Some(self.name(&node)),
                Rule::member => members.extend(self.member(node)),
                Rule::and_others => open = true,
                _ => {}
            }
        }
        Some(Group {
            name: name?,
            members,
            open,
            clauses: Vec::new(),
        })
    }

    fn member(&self, node: Node<'_>) -> Option<GroupMember> {
        let inner = node.into_inner().next()?;
        Some(match inner.as_rule() {
            Rule::every_member => GroupMember::Every(self.name_in(inner)?),
            _ => GroupMember::One(self.name(&inner)),
        })
    }

    /// A record's name and the kind of entity its cases belong to.
    pub(super) fn record_head<'n>(
        &self,
        nodes: impl Iterator<Item = Node<'n>>,
    ) -> Option<(Name, Option<Name>)> {
        let mut names = nodes
            .filter(|node| node.as_rule() == Rule::name)
            .map(|node| self.name(&node));
        Some((names.next()?, names.next()))
    }

    /// A task or milestone: the rest is the clause on its line.
    pub(super) fn rule_head<'n>(
        &mut self,
        nodes: impl Iterator<Item = Node<'n>>,
    ) -> Labelled<Option<(RuleClause, Span)>> {
        let mut labelled = Labelled {
            id: None,
            title: None,
            rest: None,
        };
        for node in nodes {
            match node.as_rule() {
                Rule::id => labelled.id = Some(self.id(&node)),
                Rule::quoted => labelled.title = Some(self.text_of(&node)),
                _ => {
                    let span = self.place(&node);
                    labelled.rest = self
                        .rule_clause(node)
                        .map(|clause| (clause, span))
                        .or(labelled.rest);
                }
            }
        }
        labelled
    }

    /// A target: the rest is what it demands, if that can be read.
    pub(super) fn target_head<'n>(
        &mut self,
        nodes: impl Iterator<Item = Node<'n>>,
    ) -> Labelled<Option<Demand>> {
        let mut labelled = Labelled {
            id: None,
            title: None,
            rest: None,
        };
        for node in nodes {
            match node.as_rule() {
                Rule::id => labelled.id = Some(self.id(&node)),
                Rule::quoted => labelled.title = Some(self.text_of(&node)),
                Rule::body => labelled.rest = self.demand(node),
                _ => {}
            }
        }
        labelled
    }

    fn demand(&mut self, node: Node<'_>) -> Option<Demand> {
        let inner = node.into_inner().next()?;
        Some(match inner.as_rule() {
            Rule::all_of => Demand::AllOf,
            Rule::any_of => Demand::AnyOf,
            _ => Demand::Formula(self.formula(inner)?),
        })
    }

    /// A check: the rest is what it demands, if that can be read, and the clauses on its line.
    pub(super) fn check_head<'n>(
        &mut self,
        nodes: impl Iterator<Item = Node<'n>>,
    ) -> Labelled<CheckHead> {
        let mut labelled = Labelled {
            id: None,
            title: None,
            rest: (None, Vec::new()),
        };
        for node in nodes {
            match node.as_rule() {
                Rule::id => labelled.id = Some(self.id(&node)),
                Rule::quoted => labelled.title = Some(self.text_of(&node)),
                Rule::body => labelled.rest.0 = self.demand(node),
                _ => {
                    let span = self.place(&node);
                    labelled
                        .rest
                        .1
                        .extend(self.check_clause(node).map(|clause| (clause, span)));
                }
            }
        }
        labelled
    }
}
