//! What declares: entities, records with their fields, and the plainest clauses of metrics.

use dabiao_grammar::vocabulary::Phrase;
use dabiao_model::Direction;

use super::cursor::Cursor;
use crate::ast::{Entity, Field, FieldTypeText, MetricClause, Name, RecordClause};

impl Cursor<'_> {
    /// `临夏县, 永靖县: county in 临夏州`, up to the end of the line.
    pub(super) fn entity(&mut self) -> Option<Entity> {
        let names = self.names()?.names;
        self.blanks();
        if !self.sign(&[':', '：']) {
            return None;
        }
        self.blanks();
        let kind = self.name()?;
        self.blanks();
        let parent = if self.is_done() {
            None
        } else {
            self.sign(&[',', '，', '、']);
            self.blanks();
            Some(self.apart(Phrase::IN_PARENT, Self::name)?)
        };
        self.is_done().then(|| Entity {
            names,
            kind,
            parent,
            clauses: Vec::new(),
        })
    }

    /// `contract, per county`, up to the end of the line.
    pub(super) fn record(&mut self) -> Option<(Name, Option<Name>)> {
        let name = self.name()?;
        self.blanks();
        let per = if self.sign(&[',', '，', '、']) {
            self.blanks();
            Some(self.apart(Phrase::PER, Self::name)?)
        } else {
            None
        };
        self.is_done().then_some((name, per))
    }

    /// A clause of a metric that consists of a word and a name or ids, or of a word alone.
    pub(super) fn metric_clause(&mut self) -> Option<MetricClause> {
        match self.peek()? {
            'a' | '别' => self.alias().map(MetricClause::Alias),
            'c' | '出' => self.cite().map(MetricClause::Cite),
            _ if self.only(Phrase::BETTER_HIGHER) => Some(MetricClause::Better(Direction::Higher)),
            _ if self.only(Phrase::BETTER_LOWER) => Some(MetricClause::Better(Direction::Lower)),
            _ => None,
        }
    }

    /// A field of a plain type, or a clause that consists of a word and a name or ids.
    pub(super) fn record_clause(&mut self) -> Option<RecordClause> {
        let alias = self.attempt(|it| it.alias().map(RecordClause::Alias));
        let cite = |it: &mut Self| it.cite().map(RecordClause::Cite);
        let clause = alias.or_else(|| self.attempt(cite));
        let clause = clause.or_else(|| self.attempt(Self::counted_by));
        clause.or_else(|| self.field().map(RecordClause::Field))
    }

    /// `counted by signed`, up to the end of the line.
    fn counted_by(&mut self) -> Option<RecordClause> {
        let name = self.apart(Phrase::COUNTED_BY, Self::name)?;
        self.is_done().then_some(RecordClause::CountedBy(name))
    }

    /// `signed: date after awarded, alias 签订`, up to the end of the line.
    fn field(&mut self) -> Option<Field> {
        let name = self.name()?;
        self.blanks();
        if !self.sign(&[':', '：']) {
            return None;
        }
        self.blanks();
        let ty = self.field_type()?;
        self.blanks();
        let after = self.attempt(|it| it.apart(Phrase::AFTER, Self::name));
        self.blanks();
        let alias = if self.sign(&[',', '，', '、']) {
            self.blanks();
            Some(self.behind(Phrase::ALIAS, Self::name)?)
        } else {
            None
        };
        self.is_done().then_some(Field {
            name,
            ty,
            after,
            alias,
        })
    }

    fn field_type(&mut self) -> Option<FieldTypeText> {
        let types = [
            (Phrase::PLANNED_DATE, FieldTypeText::PlannedDate),
            (Phrase::DATE, FieldTypeText::Date),
            (Phrase::TIME, FieldTypeText::Time),
            (Phrase::YES_OR_NO, FieldTypeText::YesNo),
            (Phrase::TEXT, FieldTypeText::Text),
        ];
        let mut types = types.into_iter();
        if let Some((_, ty)) = types.find(|(phrase, _)| self.phrase(phrase)) {
            return Some(ty);
        }
        if !self.phrase(Phrase::CATEGORY) {
            return None;
        }
        self.blanks();
        let opened = self.sign(&['(', '（']);
        self.blanks();
        let words = self.names().filter(|_| opened)?;
        self.blanks();
        let closed = self.sign(&[')', '）']);
        closed.then_some(FieldTypeText::Category(words.names))
    }
}
