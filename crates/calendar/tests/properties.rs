//! What must hold for every date and limit: the tables equal plain counting.
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "helpers of tests fail by panicking"
)]

use chrono::{Datelike, Days, Months, TimeDelta};
use dabiao_calendar::{
    Basis, Calendar, Date, Direction, Limit, LimitOptions, LimitTable, LimitUnit, deadline,
    last_day,
};
use proptest::prelude::*;

/// A day from 2004 to 2026.
fn known_day() -> impl Strategy<Value = Date> {
    (0_u64..8401).prop_map(|days| first_day() + Days::new(days))
}

fn first_day() -> Date {
    Date::from_ymd_opt(2004, 1, 1).unwrap()
}

fn any_unit() -> impl Strategy<Value = LimitUnit> {
    prop::sample::select(vec![
        LimitUnit::Hours,
        LimitUnit::Days,
        LimitUnit::WorkingDays,
        LimitUnit::Weeks,
        LimitUnit::Months,
        LimitUnit::Years,
    ])
}

fn any_limit() -> impl Strategy<Value = Limit> {
    (0_u32..400, any_unit()).prop_map(|(count, unit)| match unit {
        LimitUnit::Hours => Limit::new(count * 24, unit),
        LimitUnit::Years => Limit::new(count % 12, unit),
        _ => Limit::new(count, unit),
    })
}

fn any_options() -> impl Strategy<Value = LimitOptions> {
    let basis = prop::sample::select(vec![Basis::CivilCode, Basis::Plain]);
    let direction = prop::sample::select(vec![Direction::After, Direction::Before]);
    (basis, any::<bool>(), direction).prop_map(|(basis, count_start, direction)| LimitOptions {
        basis,
        count_start,
        direction,
    })
}

fn step(day: Date, direction: Direction) -> Date {
    match direction {
        Direction::After => day.succ_opt().unwrap(),
        Direction::Before => day.pred_opt().unwrap(),
    }
}

/// The last day counted one day at a time; `None` where a day is not known.
fn naive(start: Date, limit: Limit, options: LimitOptions) -> Option<Date> {
    if limit.count == 0 {
        return Some(start);
    }
    let end = match limit.unit {
        LimitUnit::Hours => naive_days(start, limit.count / 24, options),
        LimitUnit::Days => naive_days(start, limit.count, options),
        LimitUnit::Weeks => naive_days(start, limit.count * 7, options),
        LimitUnit::WorkingDays => return naive_working_days(start, limit.count, options),
        LimitUnit::Months => naive_months(start, limit.count, options),
        LimitUnit::Years => naive_months(start, limit.count * 12, options),
    };
    if options.basis == Basis::Plain || options.direction == Direction::Before {
        return Some(end);
    }
    let mut day = end;
    while !Calendar::china().is_working(day).ok()? {
        day = day.succ_opt()?;
    }
    Some(day)
}

fn naive_days(start: Date, count: u32, options: LimitOptions) -> Date {
    let steps = if options.count_start {
        count - 1
    } else {
        count
    };
    (0..steps).fold(start, |day, _| step(day, options.direction))
}

fn naive_working_days(start: Date, count: u32, options: LimitOptions) -> Option<Date> {
    Calendar::china().day(start).ok()?;
    let mut day = start;
    let mut left = count;
    if !options.count_start {
        day = step(day, options.direction);
    }
    loop {
        if Calendar::china().is_working(day).ok()? {
            left -= 1;
        }
        if left == 0 {
            return Some(day);
        }
        day = step(day, options.direction);
    }
}

/// By the parts of the date: the day of the month, cut to the month's length.
fn naive_months(start: Date, count: u32, options: LimitOptions) -> Date {
    let months = Months::new(count);
    let first = start.with_day(1).unwrap();
    let month = match options.direction {
        Direction::After => first + months,
        Direction::Before => first - months,
    };
    let same = month.with_day(start.day());
    let last = (28..=31)
        .filter_map(|day| month.with_day(day))
        .next_back()
        .unwrap();
    match (options.count_start, options.direction) {
        (false, _) => same.unwrap_or(last),
        (true, Direction::After) => same.map_or(last, |day| day.pred_opt().unwrap()),
        (true, Direction::Before) => same.unwrap_or(last).succ_opt().unwrap(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn the_table_equals_counting(from in known_day(), to in known_day()) {
        let china = Calendar::china();
        let (early, late) = (from.min(to), from.max(to));
        let days = early.iter_days().skip(1).take_while(|day| *day <= late);
        let count = days.filter(|day| china.is_working(*day).unwrap()).count();
        let count = i64::try_from(count).unwrap();
        let signed = if from <= to { count } else { -count };
        prop_assert_eq!(china.working_days_between(from, to).unwrap(), signed);
    }

    #[test]
    fn the_next_working_day_is_the_nearest(day in known_day()) {
        let china = Calendar::china();
        if let Ok(next) = china.next_working_day(day) {
            prop_assert!(next >= day && china.is_working(next).unwrap());
            let between = day.iter_days().take_while(|date| *date < next);
            prop_assert!(between.into_iter().all(|date| !china.is_working(date).unwrap()));
        } else {
            prop_assert_eq!(day.year(), 2026);
        }
    }

    #[test]
    fn the_last_day_equals_its_naive_twin(
        start in known_day(),
        limit in any_limit(),
        options in any_options(),
    ) {
        let found = last_day(Calendar::china(), start, limit, options).ok();
        prop_assert_eq!(found, naive(start, limit, options));
    }

    #[test]
    fn a_deadline_is_the_last_day(
        start in known_day(),
        limit in any_limit(),
        options in any_options(),
    ) {
        let day = last_day(Calendar::china(), start, limit, options);
        let deadline = deadline(Calendar::china(), start, limit, options);
        prop_assert_eq!(deadline.clone().map(|deadline| deadline.last_day), day);
        for pair in deadline.map_or_else(|_| Vec::new(), |d| d.passed_over).windows(2) {
            prop_assert!(pair[0].date < pair[1].date);
        }
    }

    #[test]
    fn a_table_answers_as_its_slow_twin(
        first in known_day(),
        days in 0_u64..800,
        starts in prop::collection::vec(-20_i64..820, 20),
        limit in any_limit(),
        options in any_options(),
    ) {
        let china = Calendar::china();
        let table = LimitTable::new(china, limit, options, first..=first + Days::new(days));
        for start in starts.into_iter().map(|days| first + TimeDelta::days(days)) {
            let slow = last_day(china, start, limit, options);
            let number = table.last_day_number(start.to_epoch_days());
            if let (Ok(slow), Some(number)) = (&slow, number) {
                prop_assert_eq!(slow.to_epoch_days(), number);
            }
            let inside = start >= first && start <= first + Days::new(days);
            prop_assert_eq!(number.is_some(), inside && slow.is_ok());
            prop_assert_eq!(table.last_day(start), slow);
        }
    }

    #[test]
    fn more_is_never_earlier(
        start in known_day(),
        limit in any_limit(),
        options in any_options(),
    ) {
        let more = Limit { count: limit.count + 24, ..limit };
        let less = last_day(Calendar::china(), start, limit, options);
        let more = last_day(Calendar::china(), start, more, options);
        if let (Ok(less), Ok(more)) = (less, more) {
            match options.direction {
                Direction::After => prop_assert!(less <= more),
                Direction::Before => prop_assert!(less >= more),
            }
        }
    }

    #[test]
    fn a_limit_is_read_as_it_is_written(count in any::<u32>(), unit in any_unit()) {
        let limit = Limit::new(count, unit);
        prop_assert_eq!(limit.en().parse(), Ok(limit));
        prop_assert_eq!(limit.zh().parse(), Ok(limit));
    }

    #[test]
    fn no_text_panics(text in "\\PC*") {
        let _ = text.parse::<Limit>();
    }

    #[test]
    fn no_limit_panics(
        days in i32::MIN..i32::MAX,
        count in any::<u32>(),
        unit in any_unit(),
        options in any_options(),
    ) {
        let start = Date::from_num_days_from_ce_opt(days).unwrap_or(Date::MAX);
        let _ = deadline(Calendar::china(), start, Limit::new(count, unit), options);
    }
}
