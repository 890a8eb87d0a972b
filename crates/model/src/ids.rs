//! Dense indices: each names a row of one table of the schema or the program.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(u32);

        impl $name {
            /// The index as a number.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl From<usize> for $name {
            /// Tables are bounded far below `u32::MAX` rows; a larger index saturates and then names no row.
            fn from(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }
    )*};
}

ids! {
    /// A metric of the schema.
    MetricId;
    /// A segment of one metric, counted from its first.
    SegmentId;
    /// A named benchmark of one metric, counted from its first.
    BenchmarkId;
    /// An entity: who is assessed.
    EntityId;
    /// A kind of entity: `county`, `city`.
    KindId;
    /// A named set of entities.
    GroupId;
    /// A record: a table of cases.
    RecordId;
    /// A field of one record, counted from its first.
    FieldId;
    /// A milestone of the schema, or one of its stages.
    MilestoneId;
    /// A rule that yields verdicts: a target or a milestone, in the order written.
    RuleId;
}
