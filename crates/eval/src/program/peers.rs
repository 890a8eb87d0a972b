//! Figures over all who are compared with each other.

use std::sync::Arc;

use dabiao_model::{EntityId, KindId, Unit};
use serde::{Deserialize, Serialize};

use super::condition::indices;
use super::{AggregateId, ExprId, RollUp, SlotId};

indices! {
    /// Index into [`Program::peers`](super::Program::peers).
    PeersId;
}

/// A value of all who are compared with each other, the peers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Peers {
    /// What is computed.
    pub function: PeerFunction,
    /// What is compared, for each peer.
    pub of: ExprId,
    /// The peers by what the policy calls them, in the order of their ids; none for all of the kind of the one judged.
    pub over: Option<(Arc<str>, Vec<EntityId>)>,
    /// The kind of the peers where neither they nor anyone judged is named.
    pub kind: Option<KindId>,
    /// Whether the one that is judged is left out.
    pub others: bool,
    /// Whether less is better.
    pub lower: bool,
    /// The unit that what is compared is shown in.
    pub unit: Unit,
    /// For an overall value, how what is compared adds up.
    pub parts: Vec<Part>,
}

/// What is computed over all peers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeerFunction {
    /// The best.
    Best,
    /// The worst.
    Worst,
    /// The value recomputed from the parts of all.
    Overall,
    /// The sum over the number, each once.
    Mean,
    /// The middle one, of an even number the mean of the middle two.
    Median,
    /// One more than how many are better.
    Rank,
    /// How many have a value.
    Count,
}

/// A figure in what is compared, and how it adds up over peers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// A column, and how it adds up; the column of the weights where it is a weighted mean.
    Column(SlotId, RollUp, Option<SlotId>),
    /// A column that is the same for all.
    Same(SlotId),
    /// A count or sum of cases.
    Cases(AggregateId),
}
