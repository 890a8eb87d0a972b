//! Values over all who are compared: beside the figure they are made of, as ranks, as places.

use dabiao_model::Comparator;

use super::conditions::COMPARATORS;
use super::{Builder, Comparable};
use crate::plain::number::Amount;
use crate::plain::peers::{Over, PeerFunction, Peers};
use crate::plain::policy::{Condition, Expr, Nature, PlainUnit, RollUp, Time};

impl Builder {
    /// A county's figure against those of its peers; nothing where it has none or where nothing is said of it.
    pub(super) fn against_peers(&mut self, comparable: &Comparable) -> Option<Condition> {
        let metric = comparable.submitted.or(comparable.directed)?;
        if !comparable.per_county || comparable.unit == PlainUnit::YesNo {
            return None;
        }
        let directed = self.policy.metrics[metric].better.is_some();
        Some(match self.tape.below(6) {
            0 if directed => self.ranked(metric),
            1 if directed => Condition::Top(metric, self.place()),
            2 if directed && self.has_past(metric) => {
                Condition::RankImproves(metric, u32::try_from(self.tape.below(3)).unwrap_or(0))
            }
            _ => self.beside_peers(metric, comparable, directed),
        })
    }

    fn ranked(&mut self, metric: usize) -> Condition {
        let of = self.compared(metric);
        let rank = Expr::Peers(Peers {
            function: PeerFunction::Rank,
            of: Box::new(of),
            over: self.over(),
            others: false,
        });
        let place = Amount::whole(self.tape.pick(&[1, 2, 3]), PlainUnit::Rank);
        let op = self.tape.pick(&[Comparator::AtMost, Comparator::Equal]);
        Condition::Compare(rank, op, Expr::Amount(place))
    }

    fn place(&mut self) -> Amount {
        self.tape.pick(&[
            Amount::whole(1, PlainUnit::Rank),
            Amount::whole(2, PlainUnit::Rank),
            Amount::whole(30, PlainUnit::Percent),
            Amount::whole(50, PlainUnit::Percent),
            Amount::whole(100, PlainUnit::Percent),
        ])
    }

    /// `X ≥ mean of X among others`, `X − best of X ≥ N`.
    fn beside_peers(
        &mut self,
        metric: usize,
        comparable: &Comparable,
        directed: bool,
    ) -> Condition {
        let mut functions = vec![PeerFunction::Mean, PeerFunction::Median];
        if directed {
            functions.push(PeerFunction::Best);
        }
        if self.adds_up(metric) {
            functions.push(PeerFunction::Overall);
        }
        let function = self.tape.pick(&functions);
        let of = match function {
            PeerFunction::Overall => Expr::Metric(metric),
            _ => self.compared(metric),
        };
        // A growth is no figure of the metric's unit.
        let of = if matches!(of, Expr::Growth(_)) {
            Expr::Metric(metric)
        } else {
            of
        };
        let peers = Expr::Peers(Peers {
            function,
            of: Box::new(of),
            over: self.over(),
            others: self.tape.chance(40),
        });
        let own = Expr::Metric(metric);
        let op = self.tape.pick(&COMPARATORS);
        if comparable.unit != PlainUnit::Percent && self.tape.chance(30) {
            let value = Expr::Difference(Box::new(own), Box::new(peers));
            let amount = self.threshold(&Comparable {
                value: value.clone(),
                ..comparable.clone()
            });
            return Condition::Compare(value, op, Expr::Amount(amount));
        }
        Condition::Compare(own, op, peers)
    }

    fn over(&mut self) -> Over {
        self.tape
            .pick(&[Over::Unsaid, Over::Unsaid, Over::Counties, Over::Group(0)])
    }

    /// The figure that is compared: of the period, of another, or its growth.
    fn compared(&mut self, metric: usize) -> Expr {
        let figure = || Box::new(Expr::Metric(metric));
        match self.tape.below(6) {
            0 if self.has_past(metric) => Expr::At(Time::LastYear, figure()),
            1 if self.has_past(metric) => Expr::Growth(figure()),
            _ => Expr::Metric(metric),
        }
    }

    /// Whether the metric's figures, or those it is made of, say how they add up over entities.
    fn adds_up(&self, metric: usize) -> bool {
        let declared = &self.policy.metrics[metric];
        match &declared.definition {
            None => {
                declared.nature == Nature::Flow
                    && matches!(declared.roll_up, RollUp::SumsUp | RollUp::TakesTheMaximum)
            }
            Some(Expr::Quotient(a, b) | Expr::Sum(a, b)) => [a, b]
                .into_iter()
                .all(|part| matches!(part.as_ref(), Expr::Metric(part) if self.adds_up(*part))),
            Some(_) => false,
        }
    }
}
