//! Figures over all who are compared with each other.

use dabiao_grammar::Rule;
use dabiao_grammar::vocabulary::Phrase;
use dabiao_model::Language;

use super::Speller;
use super::subject::run_of_words;
use crate::ast::{Aggregate, AggregateKind, Expr, ExprKind, OverPeers, PeerFunction};

impl Speller<'_> {
    /// `best of X over county among others` | `X 在 县市 中 最优值 不含本身`.
    pub(super) fn over_peers(&self, peers: &OverPeers) -> String {
        let word = self.say(match peers.kind {
            PeerFunction::Best => Phrase::BEST_OF_PEERS,
            PeerFunction::Overall => Phrase::OVERALL_OF_PEERS,
            PeerFunction::Mean => Phrase::MEAN_OF_PEERS,
            PeerFunction::Median => Phrase::MEDIAN,
            PeerFunction::Rank => Phrase::RANK_AMONG_PEERS,
        });
        let figure = self.compared(&peers.of);
        let places = [("A", word), ("X", figure.as_str())];
        let text = match &peers.over {
            None => self.fill(Phrase::MEASURE_OF, &places),
            Some(over) => {
                let [word, figure] = places;
                self.fill(Phrase::OVER_PEERS, &[word, figure, ("K", &self.name(over))])
            }
        };
        if peers.others {
            format!("{text} {}", self.say(Phrase::AMONG_OTHERS))
        } else {
            text
        }
    }

    /// The figure that is compared; in English a name with `over` in it stands in quotes.
    fn compared(&self, of: &Expr) -> String {
        match &of.kind {
            ExprKind::Name(name) if !name.quoted && self.language == Language::English => {
                self.name_read_by(Rule::name_over, &name.text)
            }
            ExprKind::Past { of, when } => format!("{} {}", self.compared(of), self.past(*when)),
            ExprKind::Measure { kind, of } => {
                let word = self.measure_word(*kind);
                self.fill(
                    Phrase::MEASURE_OF,
                    &[("A", word), ("X", &self.compared(of))],
                )
            }
            _ => self.expr(of),
        }
    }

    /// Whether a median is that of a figure over peers: it is of a bare name that no record begins with.
    pub(super) fn is_of_peers(&self, aggregate: &Aggregate) -> bool {
        let name = &run_of_words(&aggregate.subject);
        aggregate.kind == AggregateKind::Median(None)
            && self.language == Language::Chinese
            && aggregate.filter.is_none()
            && aggregate.among.is_none()
            && !self.names.has(name)
            && self.names.split(name).is_none()
    }
}
