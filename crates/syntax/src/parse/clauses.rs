//! The clauses of policies, records and checks.

use dabiao_diagnostics::Diagnostic;
use dabiao_diagnostics::register::OLDER_LANGUAGE;
use dabiao_grammar::Rule;
use dabiao_grammar::vocabulary::Phrase;

use super::reader::{Node, Reader};
use super::rules::basis;
use crate::ast::{
    CheckClause, Field, FieldTypeText, LevelText, PolicyClause, RecordClause, StateText, TaskRole,
    VersionText,
};
use crate::version::Version;

impl Reader<'_> {
    /// A clause of the policy.
    pub(super) fn policy_clause(&mut self, node: Node<'_>) -> Option<PolicyClause> {
        let cadence = |reader: &Self, node: Node<'_>| {
            node.into_inner()
                .find(|inner| inner.as_rule() == Rule::cadence)
                .map(|inner| reader.cadence(&inner))
        };
        Some(match node.as_rule() {
            Rule::language => {
                let mut inner = node.into_inner();
                let number = inner.find(|inner| inner.as_rule() == Rule::version)?;
                let (version, span) = (Version::parse(number.as_str())?, self.place(&number));
                if version < Version::FIRST {
                    let first = Version::FIRST.to_string();
                    let found = Diagnostic::new(&OLDER_LANGUAGE, span)
                        .with("asked", version.to_string())
                        .with("first", first.as_str());
                    self.report(found.fix(first, true));
                }
                PolicyClause::Language(VersionText { version, span })
            }
            Rule::source => PolicyClause::Source(self.quoted_in(node)?),
            Rule::document_number => PolicyClause::Number(self.quoted_in(node)?),
            Rule::issued => {
                let day = node
                    .into_inner()
                    .find(|inner| inner.as_rule() == Rule::day)?;
                PolicyClause::Issued(self.day(&day)?)
            }
            Rule::in_force => {
                let dates = node
                    .into_inner()
                    .filter(|inner| inner.as_rule() == Rule::date);
                let mut dates = dates
                    .map(|inner| self.date(&inner))
                    .collect::<Option<Vec<_>>>()?
                    .into_iter();
                PolicyClause::InForce {
                    from: dates.next()?,
                    to: dates.next(),
                }
            }
            Rule::monitor => PolicyClause::Monitor(cadence(self, node)?),
            Rule::bulletin => PolicyClause::Bulletin(cadence(self, node)?),
            Rule::evaluate => PolicyClause::Evaluate(cadence(self, node)?),
            Rule::calendar => {
                let mut name = self.name_in(node)?;
                if name.text == Phrase::CHINA.zh() {
                    name.text = Phrase::CHINA.en().into();
                }
                PolicyClause::Calendar(name)
            }
            Rule::limits => PolicyClause::Limits(basis(node)),
            Rule::working_day => PolicyClause::WorkingDay(self.quantity_in(node)?),
            Rule::undated => {
                let year = node
                    .into_inner()
                    .find(|inner| inner.as_rule() == Rule::whole_number)?;
                PolicyClause::UndatedIn(i32::try_from(self.whole(&year)).ok()?)
            }
            Rule::figures_due => PolicyClause::FiguresDue(self.quantity_in(node)?),
            Rule::every_task => {
                let role = node.clone().into_inner().next()?.as_rule();
                PolicyClause::EveryTask(task_role(role), self.parties(node)?)
            }
            Rule::level => {
                let mut parts = node.into_inner().filter(|part| {
                    matches!(
                        part.as_rule(),
                        Rule::id | Rule::level_error | Rule::level_warning | Rule::level_note
                    )
                });
                let code = self.id(&parts.next()?);
                PolicyClause::Level(code, level(parts.next()?.as_rule()))
            }
            Rule::cite => PolicyClause::Cite(self.cited(node)),
            _ => return None,
        })
    }

    /// A clause of a record.
    pub(super) fn record_clause(&mut self, node: Node<'_>) -> Option<RecordClause> {
        Some(match node.as_rule() {
            Rule::alias => RecordClause::Alias(self.alias(node)?),
            Rule::steps => RecordClause::Steps(self.names_in(node)),
            Rule::counted_by => RecordClause::CountedBy(self.name_in(node)?),
            Rule::field => RecordClause::Field(self.field(node)?),
            Rule::cite => RecordClause::Cite(self.cited(node)),
            _ => return None,
        })
    }

    fn field(&mut self, node: Node<'_>) -> Option<Field> {
        let (mut name, mut ty, mut after, mut alias) = (None, None, None, None);
        let mut before_alias = true;
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::field_type => ty = self.field_type(inner.into_inner().next()?),
                Rule::kw_alias => before_alias = false,
                Rule::name if name.is_none() => name = Some(self.name(&inner)),
                Rule::name if before_alias => after = Some(self.name(&inner)),
                Rule::name => alias = Some(self.name(&inner)),
                _ => {}
            }
        }
        Some(Field {
            name: name?,
            ty: ty?,
            after,
            alias,
        })
    }

    fn field_type(&mut self, node: Node<'_>) -> Option<FieldTypeText> {
        Some(match node.as_rule() {
            Rule::type_planned => FieldTypeText::PlannedDate,
            Rule::type_date => FieldTypeText::Date,
            Rule::type_time => FieldTypeText::Time,
            Rule::type_yes_no => FieldTypeText::YesNo,
            Rule::type_text => FieldTypeText::Text,
            Rule::type_category => {
                let words = node
                    .into_inner()
                    .find(|inner| inner.as_rule() == Rule::plain_names)?;
                FieldTypeText::Category(self.names_in(words))
            }
            Rule::type_states => {
                let states = node
                    .into_inner()
                    .filter(|inner| inner.as_rule() == Rule::state);
                let state = |inner: Node<'_>| {
                    let mut parts = inner.into_inner();
                    Some(StateText {
                        name: self.name(&parts.next()?),
                        partial: parts.any(|part| part.as_rule() == Rule::partial),
                    })
                };
                FieldTypeText::States(states.map(state).collect::<Option<_>>()?)
            }
            Rule::type_number => FieldTypeText::Number(None),
            _ => FieldTypeText::Number(Some(self.unit_name(&node))),
        })
    }

    /// A clause of a check.
    pub(super) fn check_clause(&mut self, node: Node<'_>) -> Option<CheckClause> {
        Some(match node.as_rule() {
            Rule::tolerance => CheckClause::Within(self.quantity_in(node)?),
            Rule::printed_digits => CheckClause::ToThePrintedDigits,
            Rule::blames => {
                let names = node
                    .into_inner()
                    .find(|inner| inner.as_rule() == Rule::plain_names)?;
                CheckClause::Blames(self.names_in(names))
            }
            Rule::warn_only => CheckClause::WarnOnly,
            Rule::for_names => CheckClause::For(self.parties(node)?),
            Rule::for_window => CheckClause::ForWindow(self.window_in(node)?),
            Rule::cite => CheckClause::Cite(self.cited(node)),
            Rule::because => CheckClause::Because(self.quoted_in(node)?),
            _ => return None,
        })
    }
}

/// The level that a rule of the grammar names.
fn level(rule: Rule) -> LevelText {
    match rule {
        Rule::level_error => LevelText::Error,
        Rule::level_warning => LevelText::Warning,
        _ => LevelText::Note,
    }
}

/// The role that a rule of the grammar names.
fn task_role(rule: Rule) -> TaskRole {
    match rule {
        Rule::every_task_lead => TaskRole::Lead,
        Rule::every_task_jointly => TaskRole::Jointly,
        Rule::every_task_responsible => TaskRole::Responsible,
        Rule::every_task_carried_out => TaskRole::CarriedOutBy,
        _ => TaskRole::With,
    }
}
