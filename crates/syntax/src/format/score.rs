//! Scores, their parts, grades and lists.

use dabiao_grammar::Rule;
use dabiao_grammar::vocabulary::Phrase;
use dabiao_model::Language;

use super::Speller;
use super::item::{CLAUSE, write_clauses, write_entry};
use super::layout::Page;
use super::value::is_read_by;
use crate::ast::{
    Band, ListText, PartOption, Quantity, Score, ScoreClause, ScorePart, Trivia, UnitName,
};

impl Speller<'_> {
    pub(super) fn write_score(&self, page: &mut Page, score: &Score, trivia: &Trivia) {
        let label = self.id_and_title(score.id.as_ref(), score.title.as_ref());
        let mut line = format!(
            "{}{label}{}{}",
            self.say(Phrase::SCORE),
            self.colon(),
            self.per_kind(&score.per)
        );
        if let Some(cadence) = &score.cadence {
            line.extend([self.comma(), self.each(cadence.cadence)]);
        }
        if score.of_all_targets {
            line.extend([self.comma(), self.say(Phrase::OF_ALL_TARGETS)]);
        }
        page.line(0, &line, trivia);
        for part in &score.parts {
            write_entry(page, part, &self.score_part(&part.value));
        }
        write_clauses(page, CLAUSE, &score.clauses, |clause| {
            self.score_clause(clause)
        });
    }

    fn score_part(&self, part: &ScorePart) -> String {
        let is_id = is_read_by(Rule::id, &part.subject.text) && !part.subject.quoted;
        let subject = if is_id {
            part.subject.text.to_string()
        } else {
            self.name(&part.subject)
        };
        let mut text = format!("{subject}{}{}", self.colon(), self.quantity(&part.weight));
        for option in &part.options {
            text.extend([self.comma(), &self.part_option(option)]);
        }
        text
    }

    fn part_option(&self, option: &PartOption) -> String {
        let with = |phrase, quantity| self.say_with(phrase, &self.quantity(quantity));
        match option {
            PartOption::ByAttainment => self.say(Phrase::BY_ATTAINMENT).to_owned(),
            PartOption::ByCompletion => self.say(Phrase::BY_COMPLETION).to_owned(),
            PartOption::Goal(goal) => with(Phrase::GOAL, goal),
            PartOption::CappedAt(cap) => with(Phrase::CAPPED_AT, cap),
            PartOption::ByDistance => self.say(Phrase::BY_DISTANCE).to_owned(),
            PartOption::AmongPeers => self.say(Phrase::AMONG_PEERS).to_owned(),
            PartOption::Worst(worst) => with(Phrase::WORST, worst),
            PartOption::Best(best) => with(Phrase::BEST, best),
            PartOption::Unclamped => self.say(Phrase::UNCLAMPED).to_owned(),
            PartOption::ByEfficacy => self.say(Phrase::BY_EFFICACY).to_owned(),
            PartOption::Low(low) => with(Phrase::LOW, low),
            PartOption::High(high) => with(Phrase::HIGH, high),
            PartOption::Minus(marks, unit) => self.points(Phrase::MINUS_MARKS, marks, unit),
            PartOption::Plus(marks, unit) => self.points(Phrase::PLUS_MARKS, marks, unit),
            PartOption::Floor(floor) => with(Phrase::FLOOR, floor),
            PartOption::Ceiling(ceiling) => with(Phrase::CEILING, ceiling),
        }
    }

    /// `minus 2 marks per 件` | `每件扣2分`.
    fn points(&self, phrase: &'static Phrase, marks: &Quantity, unit: &UnitName) -> String {
        let (marks, unit, each) = (
            self.quantity(marks),
            self.unit(unit),
            self.say(Phrase::PER_EACH),
        );
        match self.language {
            Language::English => format!("{} {marks} {each} {unit}", self.say(phrase)),
            Language::Chinese => format!("{each}{unit}{}{marks}", self.say(phrase)),
        }
    }

    fn score_clause(&self, clause: &ScoreClause) -> String {
        match clause {
            ScoreClause::Grades(bands) => {
                let bands = self.list(bands, |band| self.band(band));
                self.say_with(Phrase::GRADES, &bands)
            }
            ScoreClause::MissingReweighted => self.say(Phrase::MISSING_REWEIGHTED).to_owned(),
            ScoreClause::MissingZero => self.say(Phrase::MISSING_ZERO).to_owned(),
            ScoreClause::NoTotalAbove(share) => format!(
                "{}{}{} {}",
                self.say(Phrase::NO_TOTAL_ABOVE),
                self.language.pick(" ", ""),
                self.quantity(share),
                self.say(Phrase::SHARE_MISSING)
            ),
            ScoreClause::RoundedTo(places) => self.rounded(*places),
            ScoreClause::List(list) => self.listed(list),
            ScoreClause::Cite(cited) => self.say_with(Phrase::CITE, &self.cited(cited)),
            ScoreClause::Because(reason) => self.say_with(Phrase::BECAUSE, &self.text(reason)),
        }
    }

    fn band(&self, band: &Band) -> String {
        let name = if band.name.quoted {
            self.quote(&band.name.text)
        } else {
            self.name_read_by(Rule::band_name, &band.name.text)
        };
        match &band.from {
            Some((op, from)) => format!("{name} {op} {}", self.quantity(from)),
            None => name,
        }
    }

    fn listed(&self, list: &ListText) -> String {
        let head = if list.black {
            Phrase::BLACK_LIST
        } else {
            Phrase::RED_LIST
        };
        let from = if list.bottom {
            Phrase::BOTTOM
        } else {
            Phrase::TOP
        };
        let gap = self.language.pick(" ", "");
        let mut text = format!("{} {}{gap}{}", self.say(head), self.say(from), list.count);
        if list.percent {
            text.push('%');
        }
        if list.except_all_met {
            text.extend([self.comma(), self.say(Phrase::EXCEPT_ALL_MET)]);
        }
        if list.backfill {
            text.extend([self.comma(), self.say(Phrase::BACKFILL)]);
        }
        if let Some(names) = &list.except {
            let except = self.fill(Phrase::EXCEPT_ONES, &[("A", &self.names(names))]);
            text.extend([self.comma(), &except]);
        }
        text
    }
}
