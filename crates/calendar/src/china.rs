//! China's calendar: a text a year, read once.

use std::sync::LazyLock;

use crate::Calendar;

/// The first year that has a text.
const FIRST_YEAR: i32 = 2004;

/// The texts, a year each, without a gap. A new year is a new file and a new line.
const TEXTS: [&str; 23] = [
    include_str!("../data/china/2004.txt"),
    include_str!("../data/china/2005.txt"),
    include_str!("../data/china/2006.txt"),
    include_str!("../data/china/2007.txt"),
    include_str!("../data/china/2008.txt"),
    include_str!("../data/china/2009.txt"),
    include_str!("../data/china/2010.txt"),
    include_str!("../data/china/2011.txt"),
    include_str!("../data/china/2012.txt"),
    include_str!("../data/china/2013.txt"),
    include_str!("../data/china/2014.txt"),
    include_str!("../data/china/2015.txt"),
    include_str!("../data/china/2016.txt"),
    include_str!("../data/china/2017.txt"),
    include_str!("../data/china/2018.txt"),
    include_str!("../data/china/2019.txt"),
    include_str!("../data/china/2020.txt"),
    include_str!("../data/china/2021.txt"),
    include_str!("../data/china/2022.txt"),
    include_str!("../data/china/2023.txt"),
    include_str!("../data/china/2024.txt"),
    include_str!("../data/china/2025.txt"),
    include_str!("../data/china/2026.txt"),
];

/// The calendar, read when first asked for.
///
/// INVARIANT: the texts are part of the crate, and a test reads every one; were one unreadable
/// all the same, the calendar would know no year and say so, rather than a wrong day.
pub(crate) static CHINA: LazyLock<Calendar> =
    LazyLock::new(|| Calendar::from_texts(FIRST_YEAR, &TEXTS).unwrap_or_default());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_readable() {
        let calendar = Calendar::from_texts(FIRST_YEAR, &TEXTS).unwrap();
        assert_eq!(calendar.years(), 2004..=2026);
    }
}
