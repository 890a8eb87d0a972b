//! What an engine must be able to do to take part, and how it is measured.

use std::hint::black_box;

use dabiao_benches::submission::values::Values;
use dabiao_benches::submission::{SUBMISSIONS, TARGETS, by_hand, timed};
use dabiao_benches::{Contestant, Sample, Workload};

/// An engine that judges submissions.
pub trait Peer: Sized {
    /// Its name and version.
    const NAME: &'static str;
    /// How many rows of W2r it is given.
    const ROWS: usize;
    /// A submission in its best native input.
    type Bound;

    /// Compiles the targets.
    fn new() -> Result<Self, String>;

    /// Turns a submission into its input.
    fn bind(&self, values: &Values) -> Self::Bound;

    /// Says of each target whether it is met.
    fn decide(&mut self, bound: &Self::Bound, met: &mut Vec<bool>) -> Result<(), String>;
}

/// Adds an engine to W1 and to W2r.
pub fn add<P: Peer + 'static>(bound: &mut Workload, rows: &mut Workload) {
    bound
        .contestants
        .push(Contestant::new(P::NAME, measure_bound::<P>));
    let name = format!("{}, {} rows", P::NAME, P::ROWS);
    rows.contestants
        .push(Contestant::new(name, measure_rows::<P>));
}

fn measure_bound<P: Peer>() -> Result<Sample, String> {
    let mut peer = P::new()?;
    let wrong = compared(&mut peer)?;
    let series = Values::series(11, SUBMISSIONS);
    let bound: Vec<P::Bound> = series.iter().map(|values| peer.bind(values)).collect();
    let mut met = Vec::with_capacity(TARGETS);
    let sample = timed(&bound, |bound| {
        met.clear();
        let _ = black_box(peer.decide(bound, &mut met));
        black_box(&met);
    })?;
    Ok(Sample {
        wrong: Some(wrong),
        ..sample
    })
}

fn measure_rows<P: Peer>() -> Result<Sample, String> {
    let mut peer = P::new()?;
    let wrong = compared(&mut peer)?;
    let series = Values::series(17, P::ROWS);
    let mut met = Vec::with_capacity(TARGETS);
    let sample = timed(&series, |values| {
        met.clear();
        let bound = peer.bind(values);
        let _ = black_box(peer.decide(&bound, &mut met));
        black_box(&met);
    })?;
    Ok(Sample {
        wrong: Some(wrong),
        ..sample
    })
}

/// The verdicts compared with exact whole numbers, and how many were wrong.
fn compared<P: Peer>(peer: &mut P) -> Result<(u64, u64), String> {
    let (mut of, mut wrong) = (0, 0);
    for values in Values::series(7, 2_000) {
        let mut met = Vec::with_capacity(TARGETS);
        let bound = peer.bind(&values);
        peer.decide(&bound, &mut met)?;
        if met.len() != TARGETS {
            return Err(format!("{} verdicts of {TARGETS}", met.len()));
        }
        of += TARGETS as u64;
        let exact = by_hand::exactly(&values);
        wrong += met
            .iter()
            .zip(&exact)
            .filter(|(met, exact)| met != exact)
            .count() as u64;
    }
    // A peer that misses more than the thresholds has been asked the wrong question, by us.
    if wrong * 20 > of {
        return Err(format!(
            "{wrong} of {of} verdicts are wrong: the question was put wrongly"
        ));
    }
    Ok((of, wrong))
}
