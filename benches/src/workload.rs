//! The workloads: what is done, by whom, and whether it is done right.

mod submission;
mod text;

/// A piece of work with several ways to do it.
pub(crate) trait Workload {
    /// Its name: `W1`.
    fn id(&self) -> &'static str;

    /// What a time is given for.
    fn unit(&self) -> &'static str;

    /// The ways to do it; the first is the limit that others are measured by.
    fn contestants(&self) -> &'static [&'static str];

    /// Whether every contestant decides as exact whole numbers do.
    fn verify(&self) -> Result<(), String>;

    /// Picoseconds a unit for one contestant; nothing for one that is not known.
    fn measure(&self, contestant: &str) -> Option<u64>;
}

/// All workloads, in the order of the table.
pub(crate) fn all() -> Vec<Box<dyn Workload>> {
    let mut all: Vec<Box<dyn Workload>> = vec![Box::new(submission::Submissions)];
    all.extend(text::SIZES.map(|size| Box::new(size) as Box<dyn Workload>));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The largest texts are left to a run by hand: without optimisation they take minutes.
    #[test]
    fn every_contestant_decides_as_whole_numbers_do() {
        for workload in all().iter().filter(|it| !it.id().ends_with("000")) {
            assert_eq!(workload.verify(), Ok(()), "{}", workload.id());
        }
    }
}
