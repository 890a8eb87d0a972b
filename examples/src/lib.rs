//! Made-up data for the example policies, drawn by a seeded generator that always writes the same bytes.
//!
//! ```
//! let once = dabiao_examples::linxia::sheets();
//! assert_eq!(once, dabiao_examples::linxia::sheets());
//! ```

pub mod linxia;
pub mod sheet;
pub mod split_mix;
