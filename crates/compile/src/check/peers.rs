//! Typing figures over all who are compared with each other.

use std::sync::Arc;

use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_eval::program::{Measure, PeerFunction, RollUp, Slot, Source};
use dabiao_model::{Comparator, Dimension, Direction, EntityId, KindId, Unit};
use dabiao_syntax::ast;

use crate::compiler::Compiler;
use crate::hir::{self, Part};

impl Compiler<'_> {
    /// `best of X over county among others`.
    pub(super) fn over_peers(&mut self, peers: &ast::OverPeers, span: Span) -> Option<hir::Expr> {
        let function = match peers.kind {
            ast::PeerFunction::Best => PeerFunction::Best,
            ast::PeerFunction::Overall => PeerFunction::Overall,
            ast::PeerFunction::Mean => PeerFunction::Mean,
            ast::PeerFunction::Median => PeerFunction::Median,
            ast::PeerFunction::Rank => PeerFunction::Rank,
        };
        if function == PeerFunction::Rank && peers.others {
            self.misplaced(
                span,
                "a rank is a place among all, its own included: leave out “among others”",
                "位次是含本身在内的名次：请去掉“不含本身”",
            );
            return None;
        }
        self.peer_value(function, peers, span)
    }

    /// A function of a figure over peers, be it written or meant by another phrase.
    pub(super) fn peer_value(
        &mut self,
        function: PeerFunction,
        peers: &ast::OverPeers,
        span: Span,
    ) -> Option<hir::Expr> {
        let of = self.expr(&peers.of)?;
        let over = match &peers.over {
            Some(name) => Some(self.peers_named(name)?),
            None => None,
        };
        let kinds = self.kinds_compared(&of);
        let Some(kind) = self.topmost(&kinds) else {
            let name = self.label(peers.of.span).to_string();
            self.report(Diagnostic::new(&register::NO_PEERS, span).with("name", name));
            return None;
        };
        if let Some((_, members)) = &over {
            self.refuse_strangers(&kinds, members, &peers.of);
        }
        let directed = matches!(function, PeerFunction::Best | PeerFunction::Rank);
        let lower = directed && self.direction(&peers.of)? == Direction::Lower;
        let parts = match function {
            PeerFunction::Overall => self.overall_parts(&of)?,
            _ => Vec::new(),
        };
        let (dimension, unit) = self.peer_unit(function, &of);
        let nature = of.nature.filter(|_| dimension == of.dimension);
        let peers = hir::Peers {
            function,
            of,
            over,
            kind: Some(kind),
            others: peers.others,
            lower,
            parts,
        };
        Some(hir::Expr {
            kind: hir::ExprKind::Peers(Box::new(peers)),
            dimension,
            unit,
            nature,
            bare: false,
            span,
        })
    }

    fn peer_unit(&self, function: PeerFunction, of: &hir::Expr) -> (Dimension, Unit) {
        let units = &self.schema.units;
        match function {
            PeerFunction::Rank => (Dimension::Rank, units.plainest(&Dimension::Rank)),
            PeerFunction::Count => (Dimension::Number, Unit::number()),
            _ => (of.dimension.clone(), of.unit.clone()),
        }
    }

    /// The members of a kind or group, in the order of their ids.
    fn peers_named(&mut self, name: &ast::Name) -> Option<(Arc<str>, Vec<EntityId>)> {
        let names = ast::Names {
            names: vec![name.clone()],
            open: false,
        };
        let mut members = self.expand(&names);
        members.sort_unstable();
        members.dedup();
        // Only a name that is unknown, and reported, stands for nobody.
        (!members.is_empty()).then(|| (name.text.as_str().into(), members))
    }

    /// The kinds of entity that what is compared is per.
    fn kinds_compared(&self, of: &hir::Expr) -> Vec<KindId> {
        let mut kinds = Vec::new();
        of.own_slots(&mut |slot| kinds.extend(self.dimensions(slot.metric).0));
        of.aggregates(&mut |aggregate| {
            let record = self.schema.records.get(aggregate.scope.record.index());
            kinds.extend(record.and_then(|record| record.per));
        });
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    /// A peer has the figure, or contains those that have it.
    fn refuse_strangers(&mut self, kinds: &[KindId], members: &[EntityId], of: &ast::Expr) {
        for kind in kinds {
            let holders = self.of_kind(*kind);
            let holds = |member: &EntityId| {
                let mut holders = holders.iter();
                holders.any(|holder| self.schema.lies_in(*holder, *member))
            };
            let Some(stranger) = members.iter().find(|member| !holds(member)) else {
                continue;
            };
            let kind = self
                .schema
                .kinds
                .get(kind.index())
                .map_or("", AsRef::as_ref)
                .to_owned();
            let entity = self.schema.entity_name(*stranger).to_owned();
            let metric = self.label(of.span).to_string();
            let diagnostic =
                Diagnostic::new(&register::WRONG_LEVEL, of.span).with("metric", metric);
            self.report(diagnostic.with("kind", kind).with("entity", entity));
        }
    }

    /// How the figures of an overall value add up over peers; nothing where one of them does not.
    fn overall_parts(&mut self, of: &hir::Expr) -> Option<Vec<Part>> {
        let (mut slots, mut adds_up): (Vec<Slot>, bool) = (Vec::new(), true);
        of.direct_slots(&mut |slot| {
            if !slots.contains(&slot) {
                slots.push(slot);
            }
        });
        of.peers(&mut |_| adds_up = false);
        of.aggregates(&mut |aggregate| {
            adds_up &= matches!(aggregate.measure, Measure::Count | Measure::Sum(_));
        });
        if !adds_up {
            let name = self.label(of.span).to_string();
            self.report(Diagnostic::new(&register::NO_OVERALL, of.span).with("name", name));
            return None;
        }
        let parts: Vec<_> = slots
            .into_iter()
            .map(|slot| self.part(slot, of.span))
            .collect();
        parts.into_iter().collect()
    }

    fn part(&mut self, slot: Slot, span: Span) -> Option<Part> {
        if self.dimensions(slot.metric).0.is_none() {
            return Some(Part::Same(slot));
        }
        let roll_up = self.plan(slot.metric.index()).roll_up;
        // What a test gives in place of a formula has no parts; there is no value then, but no error in the policy.
        let is_given = self.given_derived.contains(&slot.metric);
        match roll_up {
            RollUp::Sum | RollUp::Maximum if slot.source == Source::Actual => {
                Some(Part::Column(slot, roll_up, None))
            }
            RollUp::WeightedBy(metric) if slot.source == Source::Actual => {
                let weight = Slot {
                    metric,
                    segment: None,
                    ..slot
                };
                Some(Part::Column(slot, roll_up, Some(weight)))
            }
            _ if is_given => Some(Part::Column(slot, RollUp::None, None)),
            _ => {
                let name = self.schema.metric_name(slot.metric).to_owned();
                self.report(Diagnostic::new(&register::NO_OVERALL, span).with("name", name));
                None
            }
        }
    }

    /// `X top 5`: a rank as it stands, of anything else the computed one; a share is one of all who have a value.
    pub(super) fn top(
        &mut self,
        value: &ast::Expr,
        place: &ast::Quantity,
        span: Span,
    ) -> Option<hir::Condition> {
        let typed = self.expr(value)?;
        let is_rank = typed.dimension == Dimension::Rank;
        let is_computed = matches!(typed.kind, hir::ExprKind::Peers(_)) || !is_rank;
        let left = if is_rank {
            typed
        } else {
            self.ranked(value, span)?
        };
        let mut right = self.number(place, place.span)?;
        if right.bare {
            right.unit = self.schema.units.plainest(&Dimension::Rank);
            (right.dimension, right.bare) = (Dimension::Rank, false);
        }
        if right.dimension == Dimension::Ratio && is_computed {
            right = self.last_place(right, value, span)?;
        }
        self.test(left, Comparator::AtMost, right, span)
    }

    /// The computed rank of a value that is none: `X top 5` is `rank of X ≤ rank 5`.
    pub(super) fn ranked(&mut self, value: &ast::Expr, span: Span) -> Option<hir::Expr> {
        self.peer_value(PeerFunction::Rank, &among_all(value), span)
    }

    /// So large a share of those who have a value, as a rank: the last place of `top 30%`.
    pub(super) fn last_place(
        &mut self,
        share: hir::Expr,
        value: &ast::Expr,
        span: Span,
    ) -> Option<hir::Expr> {
        let mut inner = value;
        while let ast::ExprKind::Bracket(of) = &inner.kind {
            inner = of;
        }
        let peers = match &inner.kind {
            ast::ExprKind::Peers(peers) => (**peers).clone(),
            _ => among_all(value),
        };
        let count = self.peer_value(PeerFunction::Count, &peers, span)?;
        let place =
            hir::ExprKind::Binary(hir::Operator::Multiply, Box::new(share), Box::new(count));
        Some(hir::Expr {
            kind: place,
            dimension: Dimension::Rank,
            unit: self.schema.units.plainest(&Dimension::Rank),
            nature: None,
            bare: false,
            span,
        })
    }
}

fn among_all(value: &ast::Expr) -> ast::OverPeers {
    ast::OverPeers {
        kind: ast::PeerFunction::Rank,
        of: value.clone(),
        over: None,
        others: false,
    }
}
