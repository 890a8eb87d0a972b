//! Recurring duties: which times fall due in a period, and which were kept.

use chrono::{Datelike, Days, NaiveDate};
use dabiao_calendar::Day;
use dabiao_model::{Cadence, Date, Period, SignOff, SignOffState, State};

use super::cell::{Attendance, Judgement, Outcome, Used};
use super::judge::{Ruling, Watch};
use super::row::gap;
use super::{Evaluation, Frame};
use crate::program::{MilestonePlan, Occurs, Recurrence, RecurringEvent};
use crate::reason::{Gap, Suspicion};

/// The days in which a duty can be kept once: from the first to the last, which is the day it falls due.
type Window = (Date, Date);

/// The days on which something happened, and how sure that is.
#[derive(Default)]
struct Happened {
    /// On these days it did.
    sure: Vec<Date>,
    /// On these it may have.
    doubtful: Vec<Date>,
    /// How many of the doubtful ones stand in an impossible row.
    impossible: usize,
}

impl Evaluation<'_> {
    /// Whether a record's events keep a recurring duty.
    pub(super) fn recurring_event(&self, duty: &RecurringEvent, frame: Frame) -> Judgement {
        let record = duty.scope.record;
        if !self.is_submitted(record, frame) {
            return Judgement::of(Outcome::Unknown(Gap::NoTable { record }));
        }
        let (windows, happened) = match (
            self.windows(duty.recurrence, frame.period),
            self.happened(duty, frame),
        ) {
            (Ok(windows), Ok(happened)) => (windows, happened),
            (Err(gap), _) | (_, Err(gap)) => return Judgement::of(Outcome::Unknown(gap)),
        };
        let times = duty.recurrence.occurs.times();
        let attendance = attended(&windows, &happened.sure, times, self.as_of);
        self.note(|| Used::Attendance(attendance.clone()));
        let all: Vec<Date> = happened
            .sure
            .iter()
            .chain(&happened.doubtful)
            .copied()
            .collect();
        let at_best = attended(&windows, &all, times, self.as_of);
        let outcome = match outcome(&attendance) {
            Outcome::Fails if at_best.missed.is_empty() && happened.impossible > 0 => {
                let rows = happened.impossible;
                Outcome::Invalid(Suspicion::ImpossibleRows { record, rows })
            }
            Outcome::Fails if at_best.missed.is_empty() => Outcome::Unknown(Gap::FieldMissing {
                record,
                rows: happened.doubtful.len(),
            }),
            outcome => outcome,
        };
        Judgement::of(outcome)
    }

    /// The days of a record's events, whatever period their rows are counted in.
    fn happened(&self, duty: &RecurringEvent, frame: Frame) -> Result<Happened, Gap> {
        let mut happened = Happened::default();
        let Some(rows) = self.rows(duty.scope.record, self.as_of) else {
            return Ok(happened);
        };
        for row in self.rows_of(rows, frame.entity) {
            let Some(day) = rows.day(duty.event, row) else {
                continue;
            };
            let among = duty.scope.among.as_ref();
            let passes = among.map_or(Ok(Some(true)), |mask| self.mask(mask, rows, row))?;
            let impossible = self.is_impossible(rows, row);
            match passes {
                Some(false) => {}
                Some(true) if !impossible => happened.sure.push(day),
                _ => {
                    happened.impossible = happened.impossible.saturating_add(impossible.into());
                    happened.doubtful.push(day);
                }
            }
        }
        Ok(happened)
    }

    /// A recurring deliverable: each completion that is signed off keeps the time its day lies in.
    pub(super) fn recurring_milestone(
        &self,
        plan: &MilestonePlan,
        recurrence: Recurrence,
        frame: Frame,
        due: Option<Date>,
    ) -> Ruling {
        let windows = match self.windows(recurrence, frame.period) {
            Ok(windows) => windows,
            Err(gap) => return Ruling::state(State::NoData, due).because(gap),
        };
        let days = self.completions(plan, frame);
        let attendance = attended(&windows, &days, recurrence.occurs.times(), self.as_of);
        self.note(|| Used::Attendance(attendance.clone()));
        let is_due = due.is_some_and(|due| self.as_of >= due);
        let outcome = outcome(&attendance);
        let watch = Watch {
            due,
            holds: outcome == Outcome::Holds,
            next_limit: None,
        };
        let (at_risk, tier) = self.reached(&plan.warn, frame, watch);
        match outcome {
            Outcome::Empty(gap) => Ruling::state(State::NotApplicable, due).because(gap),
            Outcome::Holds if is_due => Ruling::state(State::Met, due),
            _ if is_due => Ruling::state(State::Unmet, due).of_tier(tier),
            _ if at_risk => Ruling::state(State::AtRisk, due).of_tier(tier),
            Outcome::Holds => Ruling::state(State::OnTrack, due),
            _ => Ruling::state(State::Pending, due),
        }
    }

    /// The days on which a deliverable was signed off as done, with the evidence it requires.
    fn completions(&self, plan: &MilestonePlan, frame: Frame) -> Vec<Date> {
        self.work(self.data.signoffs.len());
        let counts = |signoff: &&SignOff| {
            signoff.milestone == plan.milestone
                && (signoff.entity == frame.entity
                    || (frame.entity.is_none() && signoff.entity.is_some()))
                && signoff.state == SignOffState::Done
                && (!plan.evidence_required || signoff.evidence.is_some())
        };
        let done = self.data.signoffs.iter().filter(counts);
        done.filter_map(|signoff| signoff.date.filter(|date| *date <= self.as_of))
            .collect()
    }

    /// The times that fall due in a period.
    fn windows(&self, recurrence: Recurrence, period: Option<Period>) -> Result<Vec<Window>, Gap> {
        let Some(period) = period else {
            return Ok(Vec::new());
        };
        let mut windows = windows_in(recurrence.occurs, period);
        self.work(windows.len());
        if recurrence.except_holidays {
            let mut owed = Vec::with_capacity(windows.len());
            for window in windows {
                if !self.is_holiday(window)? {
                    owed.push(window);
                }
            }
            windows = owed;
        }
        Ok(windows)
    }

    /// Whether every day of a window is off by a notice.
    fn is_holiday(&self, (from, to): Window) -> Result<bool, Gap> {
        for date in from.iter_days().take_while(|date| *date <= to) {
            let day = self.calendar.day(date).map_err(|error| gap(&error))?;
            if !matches!(day, Day::Holiday(_)) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// What falls due in a period.
fn windows_in(occurs: Occurs, period: Period) -> Vec<Window> {
    let days = || {
        period
            .start()
            .iter_days()
            .take_while(|day| *day <= period.end())
    };
    let weekday = |day: &Date| day.weekday().num_days_from_monday();
    match occurs {
        Occurs::Weekday(wanted) => days()
            .filter(|day| weekday(day) == u32::from(wanted))
            .map(|day| (day, day))
            .collect(),
        // A week belongs to the period in which it ends.
        Occurs::TimesAWeek(_) => days()
            .filter(|day| weekday(day) == 6)
            .map(|sunday| {
                (
                    sunday.checked_sub_days(Days::new(6)).unwrap_or(sunday),
                    sunday,
                )
            })
            .collect(),
        Occurs::OnDay(day) => months(period)
            .map(|month| on_day(month, day))
            .map(|day| (day, day))
            .collect(),
        Occurs::ByDay(day) => months(period)
            .map(|month| (month.start(), on_day(month, day)))
            .collect(),
        Occurs::Times(_, cadence) => period
            .parts(cadence)
            .map(|part| (part.start(), part.end()))
            .collect(),
    }
}

fn months(period: Period) -> impl Iterator<Item = Period> {
    period.parts(Cadence::Monthly)
}

/// A day of a month, or its last where it has no such day.
fn on_day(month: Period, day: u8) -> Date {
    let start = month.start();
    NaiveDate::from_ymd_opt(start.year(), start.month(), u32::from(day)).unwrap_or(month.end())
}

/// How the times that fall due stand on the evaluation date. A time is kept when it happened often enough, missed when its last day
/// is over and it did not, and open until then.
fn attended(windows: &[Window], days: &[Date], times: u32, as_of: Date) -> Attendance {
    let mut attendance = Attendance {
        owed: windows.len(),
        ..Attendance::default()
    };
    for (from, to) in windows {
        let happened = days.iter().filter(|day| *day >= from && *day <= to);
        if happened.count() >= times as usize {
            attendance.kept = attendance.kept.saturating_add(1);
        } else if as_of >= *to {
            attendance.missed.push(*to);
        } else {
            attendance.open = attendance.open.saturating_add(1);
        }
    }
    attendance
}

/// Nothing owed: nothing to judge. Nothing kept or missed yet: nothing is known.
fn outcome(attendance: &Attendance) -> Outcome {
    match attendance {
        Attendance { owed: 0, .. } => Outcome::Empty(Gap::NothingOwed),
        Attendance { missed, .. } if !missed.is_empty() => Outcome::Fails,
        Attendance { kept: 0, .. } => Outcome::Unknown(Gap::NothingOwed),
        _ => Outcome::Holds,
    }
}
