//! The lines of targets and checks, and the plainest clauses of rules: who does it, what it cites, why.

use dabiao_grammar::vocabulary::Phrase;

use super::cursor::Cursor;
use super::formula::Term;
use crate::ast::{Id, Name, Names, RuleClause, Str};

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
        let mut names: Vec<Name> = Vec::new();
        loop {
            names.push(self.name()?);
            let end = self.at();
            self.blanks();
            if !self.sign(&[',', '，', '、']) {
                self.back(end);
                return Some(Names { names, open: false });
            }
            self.blanks();
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
