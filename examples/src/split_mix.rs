//! A small random generator over integers, so that the data need no library and no float.

/// Sebastiano Vigna's `SplitMix64`: the same seed gives the same numbers on every machine.
///
/// ```
/// use dabiao_examples::split_mix::SplitMix;
/// let mut dice = SplitMix::new(7);
/// assert!((0..100).all(|_| (1..=6).contains(&dice.between(1, 6))));
/// ```
#[derive(Debug, Clone)]
pub struct SplitMix(u64);

impl SplitMix {
    /// Starts from a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn next_bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both included; `low` where `high` lies below it.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        let span = u128::from(high.saturating_sub(low)).saturating_add(1);
        let scaled = u128::from(self.next_bits()).saturating_mul(span) >> 64;
        low.saturating_add(u64::try_from(scaled).unwrap_or(0))
    }

    /// Whether a chance of one in `times` comes up; never for 0.
    pub fn one_in(&mut self, times: u64) -> bool {
        times > 0 && self.between(1, times) == 1
    }

    /// One of the items; nothing of none.
    pub fn one_of<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let last = (items.len() as u64).checked_sub(1)?;
        items.get(usize::try_from(self.between(0, last)).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers of Vigna's reference program for the seed 1234567.
    #[test]
    fn agrees_with_the_reference() {
        let mut numbers = SplitMix::new(1_234_567);
        let first: Vec<u64> = (0..5).map(|_| numbers.next_bits()).collect();
        let reference = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        assert_eq!(first, reference);
    }

    #[test]
    fn both_ends_come_up() {
        let mut numbers = SplitMix::new(1);
        let drawn: Vec<u64> = (0..1000).map(|_| numbers.between(3, 5)).collect();
        assert!([3, 4, 5].iter().all(|number| drawn.contains(number)));
        assert!(drawn.iter().all(|number| (3..=5).contains(number)));
        assert_eq!(numbers.between(9, 2), 9);
    }

    #[test]
    fn nothing_is_chosen_of_nothing() {
        assert_eq!(SplitMix::new(1).one_of::<u8>(&[]), None);
    }
}
