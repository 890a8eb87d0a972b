//! The lines of targets and checks, and the plainest clauses of rules: who does it, what it cites, why.

use dabiao_grammar::vocabulary::Phrase;
use dabiao_model::Direction;

use super::cursor::Cursor;
use super::formula::Term;
use crate::ast::{
    Alias, CheckClause, Field, FieldTypeText, Id, MetricClause, Name, Names, RecordClause,
    RuleClause, Str,
};

/// A target's or check's line before its formula is made a tree.
pub(super) struct RuleLine {
    pub(super) id: Option<Id>,
    pub(super) title: Option<Str>,
    pub(super) demand: Vec<Term>,
}

impl Cursor<'_> {
    /// `6.1 "SME share": SME share ≥ 80%`, up to the end of the line.
    pub(super) fn rule_line(&mut self) -> Option<RuleLine> {
        let id = match self.peek()? {
            '"' | '“' | ':' | '：' => None,
            _ => Some(self.id()?),
        };
        self.blanks();
        let title = match self.peek()? {
            '"' | '“' => Some(self.quoted()?),
            _ => None,
        };
        self.blanks();
        if !self.sign(&[':', '：']) {
            return None;
        }
        self.blanks();
        let demand = self.formula()?;
        self.is_done().then_some(RuleLine { id, title, demand })
    }

    /// A clause that consists of a word and names, ids or a text.
    pub(super) fn rule_clause(&mut self) -> Option<RuleClause> {
        let clause = match self.peek()? {
            'l' | '牵' => {
                let names = self.behind(Phrase::LEAD, Self::names)?;
                RuleClause::Lead { names, share: None }
            }
            'j' | '共' => RuleClause::Jointly(self.behind(Phrase::JOINTLY, Self::names)?),
            'r' | '责' => RuleClause::Responsible(self.behind(Phrase::RESPONSIBLE, Self::names)?),
            'w' | '配' => RuleClause::With(self.behind(Phrase::WITH, Self::names)?),
            'f' | '对' => RuleClause::For(self.behind(Phrase::FOR, Self::names)?),
            'c' | '出' => RuleClause::Cite(self.behind(Phrase::CITE, Self::cited)?),
            'b' | '理' => RuleClause::Because(self.behind(Phrase::BECAUSE, Self::quoted)?),
            _ => return None,
        };
        self.is_done().then_some(clause)
    }

    /// `6.1 "Inspections"`, up to the end of the line.
    pub(super) fn labels(&mut self) -> Option<(Option<Id>, Option<Str>)> {
        let id = match self.peek()? {
            '"' | '“' => None,
            _ => Some(self.id()?),
        };
        self.blanks();
        let title = match self.peek() {
            Some('"' | '“') => Some(self.quoted()?),
            _ => None,
        };
        self.is_done().then_some((id, title))
    }

    /// A text in quotes, perhaps behind a colon, up to the end of the line.
    pub(super) fn title(&mut self) -> Option<Str> {
        self.sign(&[':', '：']);
        self.blanks();
        let title = self.quoted()?;
        self.is_done().then_some(title)
    }

    /// `cite 6, 7.1`, up to the end of the line.
    fn cite(&mut self) -> Option<Vec<Str>> {
        let cited = self.apart(Phrase::CITE, Self::cited)?;
        self.is_done().then_some(cited)
    }

    /// `alias SME share`, up to the end of the line.
    fn alias(&mut self) -> Option<Alias> {
        let name = self.apart(Phrase::ALIAS, Self::name)?;
        self.is_done().then_some(Alias { name, of: None })
    }

    /// A phrase and nothing else.
    fn only(&mut self, phrase: &Phrase) -> bool {
        self.phrase(phrase) && self.is_done()
    }

    /// What stands behind a clause's keyword and a blank: a word before a colon might be a name.
    fn apart<T>(&mut self, keyword: &Phrase, read: impl Fn(&mut Self) -> Option<T>) -> Option<T> {
        let found = self.phrase(keyword) && self.blanks();
        found.then(|| read(self)).flatten()
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

    /// A clause of a check that consists of a word and ids or a text, or of a word alone.
    pub(super) fn check_clause(&mut self) -> Option<CheckClause> {
        match self.peek()? {
            'c' | '出' => self.cite().map(CheckClause::Cite),
            'b' | '理' => {
                let text = self.behind(Phrase::BECAUSE, Self::quoted)?;
                self.is_done().then_some(CheckClause::Because(text))
            }
            _ => self
                .only(Phrase::WARN_ONLY)
                .then_some(CheckClause::WarnOnly),
        }
    }

    /// A field of a plain type, or a clause that consists of a word and a name or ids.
    pub(super) fn record_clause(&mut self) -> Option<RecordClause> {
        let alias = self.attempt(|it| it.alias().map(RecordClause::Alias));
        let cite = |it: &mut Self| it.cite().map(RecordClause::Cite);
        let clause = alias.or_else(|| self.attempt(cite));
        clause.or_else(|| self.field().map(RecordClause::Field))
    }

    /// `signed: date after awarded`, up to the end of the line.
    fn field(&mut self) -> Option<Field> {
        let name = self.name()?;
        self.blanks();
        if !self.sign(&[':', '：']) {
            return None;
        }
        self.blanks();
        let types = [
            (Phrase::DATE, FieldTypeText::Date),
            (Phrase::TIME, FieldTypeText::Time),
            (Phrase::YES_OR_NO, FieldTypeText::YesNo),
            (Phrase::TEXT, FieldTypeText::Text),
        ];
        let mut types = types.into_iter();
        let (_, ty) = types.find(|(phrase, _)| self.phrase(phrase))?;
        self.blanks();
        let after = if self.is_done() {
            None
        } else {
            Some(self.apart(Phrase::AFTER, Self::name)?)
        };
        let alias = None;
        self.is_done().then_some(Field {
            name,
            ty,
            after,
            alias,
        })
    }

    /// What stands behind a clause's keyword, and perhaps a colon.
    pub(super) fn behind<T>(
        &mut self,
        keyword: &Phrase,
        read: impl Fn(&mut Self) -> Option<T>,
    ) -> Option<T> {
        if !self.phrase(keyword) {
            return None;
        }
        self.blanks();
        self.sign(&[':', '：']);
        self.blanks();
        read(self)
    }

    /// Names with commas between.
    pub(super) fn names(&mut self) -> Option<Names> {
        let mut names: Vec<Name> = vec![self.name()?];
        loop {
            let end = self.at();
            self.blanks();
            let goes_on = self.sign(&[',', '，', '、']);
            self.blanks();
            let Some(name) = self.name().filter(|_| goes_on) else {
                self.back(end);
                return Some(Names { names, open: false });
            };
            names.push(name);
        }
    }

    /// Ids or quoted ones with commas between.
    pub(super) fn cited(&mut self) -> Option<Vec<Str>> {
        let mut cited = Vec::new();
        loop {
            cited.push(match self.peek()? {
                '"' | '“' => self.quoted()?,
                _ => self.id().map(|Id { text, span }| Str { text, span })?,
            });
            let end = self.at();
            self.blanks();
            if !self.sign(&[',', '，', '、']) {
                self.back(end);
                return Some(cited);
            }
            self.blanks();
        }
    }
}
