//! Scores: their first line, their parts and their clauses.

use dabiao_grammar::Rule;

use super::reader::{Node, Reader};
use crate::ast::{Band, ListText, Name, PartOption, Quantity, Score, ScoreClause, ScorePart};

impl Reader<'_> {
    /// The first line of a score; its parts and clauses are read from other lines.
    pub(super) fn score_head<'n>(
        &mut self,
        nodes: impl Iterator<Item = Node<'n>>,
    ) -> Option<Score> {
        let (mut id, mut title, mut per, mut cadence) = (None, None, None, None);
        let mut of_all_targets = false;
        for node in nodes {
            match node.as_rule() {
                Rule::id => id = Some(self.id(&node)),
                Rule::quoted => title = Some(self.text_of(&node)),
                Rule::per_kind => per = self.name_in(node),
                Rule::cadence => cadence = Some(self.cadence(&node)),
                Rule::of_all_targets => of_all_targets = true,
                _ => {}
            }
        }
        Some(Score {
            id,
            title,
            per: per?,
            cadence,
            of_all_targets,
            parts: Vec::new(),
            clauses: Vec::new(),
        })
    }

    /// A part of a score; its nodes come one by one.
    pub(super) fn score_part(&mut self, node: Node<'_>) -> Option<ScorePart> {
        let (mut subject, mut weight, mut options) = (None, None, Vec::new());
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::name => subject = Some(self.name(&inner)),
                Rule::id => {
                    let id = self.id(&inner);
                    subject = Some(Name {
                        text: id.text,
                        quoted: false,
                        span: id.span,
                    });
                }
                Rule::quantity => weight = Some(self.quantity(&inner)),
                _ => options.extend(self.part_option(inner)),
            }
        }
        Some(ScorePart {
            subject: subject?,
            weight: weight?,
            options,
        })
    }

    fn part_option(&mut self, node: Node<'_>) -> Option<PartOption> {
        Some(match node.as_rule() {
            Rule::by_attainment => PartOption::ByAttainment,
            Rule::by_completion => PartOption::ByCompletion,
            Rule::goal => PartOption::Goal(self.quantity_in(node)?),
            Rule::capped => PartOption::CappedAt(self.quantity_in(node)?),
            Rule::by_distance => PartOption::ByDistance,
            Rule::among_peers => PartOption::AmongPeers,
            Rule::worst => PartOption::Worst(self.quantity_in(node)?),
            Rule::best => PartOption::Best(self.quantity_in(node)?),
            Rule::unclamped => PartOption::Unclamped,
            Rule::by_efficacy => PartOption::ByEfficacy,
            Rule::low => PartOption::Low(self.quantity_in(node)?),
            Rule::high => PartOption::High(self.quantity_in(node)?),
            Rule::floor => PartOption::Floor(self.quantity_in(node)?),
            Rule::ceiling => PartOption::Ceiling(self.quantity_in(node)?),
            Rule::deduction | Rule::bonus => self.points(node)?,
            _ => return None,
        })
    }

    fn points(&mut self, node: Node<'_>) -> Option<PartOption> {
        let minus = node.as_rule() == Rule::deduction;
        let mut unit = None;
        for inner in node.clone().into_inner() {
            match inner.as_rule() {
                Rule::unit_name => unit = Some(self.unit_name(&inner)),
                Rule::each_unit => {
                    let glued = inner.into_inner().next()?;
                    unit = Some(self.unit_name(&glued));
                }
                _ => {}
            }
        }
        let marks: Quantity = self.quantity_in(node)?;
        Some(if minus {
            PartOption::Minus(marks, unit?)
        } else {
            PartOption::Plus(marks, unit?)
        })
    }

    /// A clause of a score.
    pub(super) fn score_clause(&mut self, node: Node<'_>) -> Option<ScoreClause> {
        Some(match node.as_rule() {
            Rule::grades => {
                let bands = node.into_inner().filter(|it| it.as_rule() == Rule::band);
                ScoreClause::Grades(bands.map(|band| self.band(band)).collect::<Option<_>>()?)
            }
            Rule::missing_reweighted => ScoreClause::MissingReweighted,
            Rule::missing_zero => ScoreClause::MissingZero,
            Rule::no_total => ScoreClause::NoTotalAbove(self.quantity_in(node)?),
            Rule::rounded => {
                let places = node
                    .into_inner()
                    .find(|inner| inner.as_rule() == Rule::whole_number)?;
                ScoreClause::RoundedTo(self.whole(&places))
            }
            Rule::red_list | Rule::black_list => ScoreClause::List(self.listed(node)),
            Rule::cite => ScoreClause::Cite(self.cited(node)),
            Rule::because => ScoreClause::Because(self.quoted_in(node)?),
            _ => return None,
        })
    }

    fn band(&mut self, node: Node<'_>) -> Option<Band> {
        let (mut name, mut op, mut from) = (None, None, None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::band_name => name = Some(self.name(&inner)),
                Rule::comparator => op = Some(self.comparator(&inner)),
                Rule::quantity => from = op.zip(Some(self.quantity(&inner))),
                _ => {}
            }
        }
        Some(Band { name: name?, from })
    }

    fn listed(&mut self, node: Node<'_>) -> ListText {
        let mut list = ListText {
            black: node.as_rule() == Rule::black_list,
            bottom: false,
            count: 0,
            percent: false,
            except_all_met: false,
            backfill: false,
            except: None,
        };
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::list_top | Rule::list_bottom => {
                    list.bottom = inner.as_rule() == Rule::list_bottom;
                    for part in inner.into_inner() {
                        match part.as_rule() {
                            Rule::whole_number => list.count = self.whole(&part),
                            Rule::list_share => list.percent = true,
                            _ => {}
                        }
                    }
                }
                Rule::all_met_excepted => list.except_all_met = true,
                Rule::backfill => list.backfill = true,
                Rule::except => list.except = self.parties(inner),
                _ => {}
            }
        }
        list
    }
}
