//! The lines of targets and checks, and the plainest clauses of rules: who does it, what it cites, why.

use dabiao_diagnostics::Span;
use dabiao_grammar::vocabulary::Phrase;

use super::cursor::Cursor;
use super::formula::Term;
use crate::ast::{Alias, CheckClause, DueText, Id, Name, Names, RuleClause, Str};

/// A target's or check's line before its formula is made a tree.
pub(super) struct RuleLine {
    pub(super) id: Option<Id>,
    pub(super) title: Option<Str>,
    pub(super) demand: DemandLine,
}

/// What a target or check demands on its own line.
pub(super) enum DemandLine {
    AllOf,
    AnyOf,
    Formula(Vec<Term>),
}

/// What stands before a colon, behind the id.
struct Heading {
    title: Option<Str>,
}

/// A clause made of names.
type OfNames = fn(Names) -> RuleClause;

impl Cursor<'_> {
    /// `6.1 "SME share": SME share ≥ 80%`, up to the end of the line.
    pub(super) fn rule_line(&mut self) -> Option<RuleLine> {
        let id = match self.peek()? {
            '"' | '“' | ':' | '：' => None,
            _ => Some(self.id()?),
        };
        let Heading { title } = self.heading()?;
        let demand = self.demand()?;
        self.is_done().then_some(RuleLine { id, title, demand })
    }

    /// `"SME share": `, or the colon alone.
    fn heading(&mut self) -> Option<Heading> {
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
        Some(Heading { title })
    }

    fn demand(&mut self) -> Option<DemandLine> {
        let listed = [
            (Phrase::ALL_OF, DemandLine::AllOf),
            (Phrase::ANY_OF, DemandLine::AnyOf),
        ];
        let Some((_, list)) = listed.into_iter().find(|(phrase, _)| self.phrase(phrase)) else {
            return self.condition().map(DemandLine::Formula);
        };
        self.blanks();
        self.sign(&[':', '：']);
        Some(list)
    }

    /// A clause that consists of a word and names, ids, a text or a date, up to the end of the line.
    pub(super) fn rule_clause(&mut self) -> Option<RuleClause> {
        let clause = match self.peek()? {
            'l' | '牵' | 'j' | '共' | 'r' | '责' | 'w' | '配' | 'f' | '对' | '落' => {
                self.parties()?
            }
            'c' | '出' => {
                let cite = self.attempt(|it| it.behind(Phrase::CITE, Self::cited));
                let cite = cite.map(RuleClause::Cite);
                let due = |it: &mut Self| it.attempt(Self::due).map(RuleClause::Due);
                cite.or_else(|| due(self)).or_else(|| self.parties())?
            }
            'b' | '理' | '力' => {
                if self.phrase(Phrase::BEST_EFFORT) {
                    RuleClause::BestEffort
                } else {
                    RuleClause::Because(self.behind(Phrase::BECAUSE, Self::quoted)?)
                }
            }
            'd' | '期' | '持' => RuleClause::Due(self.due()?),
            's' | '阶' => self.stage()?,
            _ => self.said_alone()?,
        };
        self.is_done().then_some(clause)
    }

    /// Who does it, and for whom it holds.
    fn parties(&mut self) -> Option<RuleClause> {
        let lead = |names| RuleClause::Lead { names, share: None };
        let of: [(&Phrase, OfNames); 6] = [
            (Phrase::LEAD, lead),
            (Phrase::JOINTLY, RuleClause::Jointly),
            (Phrase::RESPONSIBLE, RuleClause::Responsible),
            (Phrase::WITH, RuleClause::With),
            (Phrase::CARRIED_OUT_BY, RuleClause::CarriedOutBy),
            (Phrase::FOR, RuleClause::For),
        ];
        of.into_iter().find_map(|(keyword, clause)| {
            let names = self.attempt(|it| it.behind(keyword, Self::open_names));
            names.map(clause)
        })
    }

    /// A clause of one phrase.
    fn said_alone(&mut self) -> Option<RuleClause> {
        let phrases = [
            (Phrase::EVIDENCE_REQUIRED, RuleClause::EvidenceRequired),
            (Phrase::EMPTY_COUNTS_AS_MET, RuleClause::EmptyCountsAsMet),
            (
                Phrase::MISSING_COUNTS_AS_UNMET,
                RuleClause::MissingCountsAsUnmet,
            ),
        ];
        let mut phrases = phrases.into_iter();
        let found = phrases.find(|(phrase, _)| self.phrase(phrase));
        found.map(|(_, clause)| clause)
    }

    /// `stage a "First half": due 2025-06`, up to the end of the line.
    fn stage(&mut self) -> Option<RuleClause> {
        if !self.phrase(Phrase::STAGE) {
            return None;
        }
        self.blanks();
        let id = self.id()?;
        let Heading { title } = self.heading()?;
        Some(RuleClause::Stage {
            id,
            title: title.map(Box::new),
            due: Box::new(self.due()?),
            signs_off: None,
        })
    }

    /// `due 2025-12, then continuous`, `due each quarter`, `continuous`.
    fn due(&mut self) -> Option<DueText> {
        let is_dated = self.phrase(Phrase::DUE);
        if is_dated {
            self.blanks();
            self.sign(&[':', '：']);
            self.blanks();
        }
        if self.phrase(Phrase::CONTINUOUS) {
            return Some(DueText::Continuous);
        }
        if !is_dated {
            return None;
        }
        if let Some(cadence) = self.cadence() {
            return Some(DueText::Each(cadence));
        }
        let date = self.date()?;
        let end = self.at();
        self.blanks();
        self.sign(&[',', '，', '、']);
        self.blanks();
        if self.phrase(Phrase::THEN_CONTINUOUS) {
            return Some(DueText::ByThenContinuous(date));
        }
        self.back(end);
        Some(DueText::By(date))
    }

    /// `6.1 "Inspections": due 2025-12`, up to the end of the line; the clause with its place.
    #[expect(clippy::type_complexity, reason = "an id, a title and a clause")]
    pub(super) fn labels(
        &mut self,
    ) -> Option<(Option<Id>, Option<Str>, Option<(RuleClause, Span)>)> {
        let id = match self.peek()? {
            '"' | '“' | ':' | '：' => None,
            _ => Some(self.id()?),
        };
        self.blanks();
        let title = match self.peek() {
            Some('"' | '“') => Some(self.quoted()?),
            _ => None,
        };
        self.blanks();
        let clause = if self.sign(&[':', '：']) {
            self.blanks();
            let start = self.at();
            let clause = self.rule_clause()?;
            Some((clause, self.span(start..self.at())))
        } else {
            None
        };
        self.is_done().then_some((id, title, clause))
    }

    /// A text in quotes, perhaps behind a colon, up to the end of the line.
    pub(super) fn title(&mut self) -> Option<Str> {
        self.sign(&[':', '：']);
        self.blanks();
        let title = self.quoted()?;
        self.is_done().then_some(title)
    }

    /// `cite 6, 7.1`, up to the end of the line.
    pub(super) fn cite(&mut self) -> Option<Vec<Str>> {
        let cited = self.apart(Phrase::CITE, Self::cited)?;
        self.is_done().then_some(cited)
    }

    /// `alias SME share`, up to the end of the line.
    pub(super) fn alias(&mut self) -> Option<Alias> {
        let name = self.apart(Phrase::ALIAS, Self::name)?;
        self.is_done().then_some(Alias { name, of: None })
    }

    /// A phrase and nothing else.
    pub(super) fn only(&mut self, phrase: &Phrase) -> bool {
        self.phrase(phrase) && self.is_done()
    }

    /// What stands behind a clause's keyword and a blank: a word before a colon might be a name.
    pub(super) fn apart<T>(
        &mut self,
        keyword: &Phrase,
        read: impl Fn(&mut Self) -> Option<T>,
    ) -> Option<T> {
        let found = self.phrase(keyword) && self.blanks();
        found.then(|| read(self)).flatten()
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

    /// Names with commas between, perhaps `and others` behind them.
    fn open_names(&mut self) -> Option<Names> {
        let names = self.names()?;
        let end = self.at();
        self.blanks();
        let open = self.phrase(Phrase::AND_OTHERS);
        if !open {
            self.back(end);
        }
        Some(Names { open, ..names })
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
