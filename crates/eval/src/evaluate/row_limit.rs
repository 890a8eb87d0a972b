//! Limits that cases keep: which rows were in time, late, open, and what that decides.

use dabiao_calendar::{Basis, Limit, LimitOptions, LimitUnit, last_day, last_moment};
use dabiao_model::{Date, Ratio, Time};

use super::cell::{Judgement, Outcome, Tally, Used};
use super::compute::truth;
use super::row::{Rows, gap};
use super::{Evaluation, Frame};
use crate::program::{RowLimit, RowLimitId};
use crate::reason::{Gap, Suspicion};

/// The days on which limits of rows end.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct LimitDays {
    /// The last of all.
    pub(crate) last: Option<Date>,
    /// The first of those still open.
    pub(crate) next: Option<Date>,
}

/// How one row stands to its limit, and the last day of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is not looked at, or what the limit is counted from has not happened.
    Apart,
    /// An empty field leaves open whether it is looked at.
    Undecided,
    /// Its events stand in an impossible order.
    Impossible,
    InTime(Date),
    Late(Date),
    Open(Date),
}

impl Evaluation<'_> {
    /// Whether the cases keep a limit.
    pub(crate) fn row_limit(&self, id: RowLimitId, frame: Frame) -> Judgement {
        let Some(limit) = self.program.limits.get(id.index()) else {
            return Judgement::of(Outcome::Unknown(Gap::OutOfScope));
        };
        let record = limit.scope.record;
        let rows = self.rows(record, self.as_of);
        let Some(rows) = rows.filter(|_| self.is_submitted(record, frame)) else {
            return Judgement::of(Outcome::Unknown(Gap::NoTable { record }));
        };
        let found = self.passed_limit(id, limit, frame);
        let walked = || {
            self.walked_once(
                (id, rows),
                frame,
                |it| &mut it.limits,
                || self.tally(limit, rows, frame),
            )
        };
        match found.map_or_else(walked, Ok) {
            Ok((tally, limits)) => {
                self.note(|| Used::Limited {
                    limit: id,
                    frame,
                    tally,
                });
                self.settle(limit, tally, limits, frame)
            }
            Err(gap) => Judgement::of(Outcome::Unknown(gap)),
        }
    }

    fn tally(
        &self,
        limit: &RowLimit,
        rows: Rows<'_>,
        frame: Frame,
    ) -> Result<(Tally, LimitDays), Gap> {
        let mut tally = Tally::default();
        let mut days = LimitDays::default();
        for row in self.rows_in(rows, frame.entity, frame.period) {
            let (count, last) = match self.fate(limit, rows, row)? {
                Fate::Apart => continue,
                Fate::Undecided => (&mut tally.undecided, None),
                Fate::Impossible => (&mut tally.impossible, None),
                Fate::InTime(day) => (&mut tally.in_time, Some(day)),
                Fate::Late(day) => (&mut tally.late, Some(day)),
                Fate::Open(day) => {
                    days.next = days.next.into_iter().chain([day]).min();
                    (&mut tally.open, Some(day))
                }
            };
            *count = count.saturating_add(1);
            days.last = days.last.max(last);
        }
        Ok((tally, days))
    }

    /// How a row stands to a limit.
    pub(crate) fn fate(&self, limit: &RowLimit, rows: Rows<'_>, row: usize) -> Result<Fate, Gap> {
        let among = limit.scope.among.as_ref();
        match among.map_or(Ok(Some(true)), |mask| self.mask(mask, rows, row))? {
            Some(true) => self.fate_among(limit, rows, row),
            Some(false) => Ok(Fate::Apart),
            None => Ok(Fate::Undecided),
        }
    }

    fn fate_among(&self, limit: &RowLimit, rows: Rows<'_>, row: usize) -> Result<Fate, Gap> {
        if self.is_impossible(rows, row) {
            return Ok(Fate::Impossible);
        }
        if limit.before {
            return self.fate_before(limit, rows, row);
        }
        let (start, event) = (rows.moment(limit.from, row), rows.moment(limit.event, row));
        let Some(start) = start else {
            return Ok(if event.is_some() {
                Fate::Impossible
            } else {
                Fate::Apart
            });
        };
        if event.is_some_and(|event| event < start) {
            return Ok(Fate::Impossible);
        }
        let stop = rows.stop(limit.stops, row, start.date());
        let in_time = if rows.has_times(limit.from) && rows.has_times(limit.event) {
            let last = self.last_moment(limit, start, stop)?;
            (last.date(), event.map(|event| event <= last))
        } else {
            let last = self.last_day(limit, start.date(), stop)?;
            (last, event.map(|event| event.date() <= last))
        };
        Ok(match in_time {
            (last, Some(true)) => Fate::InTime(last),
            (last, Some(false)) => Fate::Late(last),
            // The evaluation date is the end of that day, so on the last day itself the limit has passed.
            (last, None) if self.as_of >= last => Fate::Late(last),
            (last, None) => Fate::Open(last),
        })
    }

    /// An event that must lie at least so long before another, which may be planned: open until its limit has passed.
    fn fate_before(&self, limit: &RowLimit, rows: Rows<'_>, row: usize) -> Result<Fate, Gap> {
        let (anchor, event) = (rows.day(limit.from, row), rows.day(limit.event, row));
        let Some(anchor) = anchor else {
            return Ok(Fate::Apart);
        };
        let options = limit.options();
        let latest =
            last_day(self.calendar, anchor, limit.limit, options).map_err(|error| gap(&error))?;
        Ok(match event {
            Some(event) if event <= latest => Fate::InTime(latest),
            None if self.as_of < latest => Fate::Open(latest),
            _ => Fate::Late(latest),
        })
    }

    /// The last day of a limit whose clock stopped for a while.
    fn last_day(
        &self,
        limit: &RowLimit,
        start: Date,
        stop: Option<(Date, Date)>,
    ) -> Result<Date, Gap> {
        let options = limit.options();
        let count = |limit| last_day(self.calendar, start, limit, options).map_err(|e| gap(&e));
        let Some((from, to)) = stop else {
            return count(limit.limit);
        };
        let plain = LimitOptions {
            basis: Basis::Plain,
            ..options
        };
        let last = last_day(self.calendar, start, limit.limit, plain).map_err(|e| gap(&e))?;
        // What has run out stands still no more.
        if from >= last {
            return count(limit.limit);
        }
        let stopped = match limit.limit.unit {
            LimitUnit::WorkingDays => {
                let days = self.calendar.working_days_between(from, to);
                days.map_err(|error| gap(&error))?
            }
            _ => to.signed_duration_since(from).num_days(),
        };
        let stopped = u32::try_from(stopped).map_err(|_| Gap::Uncountable)?;
        if matches!(limit.limit.unit, LimitUnit::Days | LimitUnit::WorkingDays) {
            let longer = limit
                .limit
                .count
                .checked_add(stopped)
                .ok_or(Gap::Uncountable)?;
            return count(Limit::new(longer, limit.limit.unit));
        }
        // Months end where they end; the days the clock stood still come after, and only then the end may move.
        let rest = Limit::new(stopped, LimitUnit::Days);
        last_day(self.calendar, last, rest, LimitOptions::new(limit.basis)).map_err(|e| gap(&e))
    }

    fn last_moment(
        &self,
        limit: &RowLimit,
        start: Time,
        stop: Option<(Date, Date)>,
    ) -> Result<Time, Gap> {
        if limit.limit.unit != LimitUnit::Hours {
            let last = self.last_day(limit, start.date(), stop)?;
            return last.and_hms_opt(23, 59, 59).ok_or(Gap::Uncountable);
        }
        let options = limit.options();
        let last = last_moment(self.calendar, start, limit.limit, options).map_err(|e| gap(&e))?;
        let stop = stop.filter(|(from, _)| *from < last.date());
        let stopped = stop.map_or(0, |(from, to)| to.signed_duration_since(from).num_days());
        let stopped = chrono::Days::new(stopped.unsigned_abs());
        last.checked_add_days(stopped).ok_or(Gap::Uncountable)
    }

    /// What the rows decide: doubtful ones both ways, open ones left out until their limit has passed.
    pub(crate) fn settle(
        &self,
        limit: &RowLimit,
        tally: Tally,
        days: LimitDays,
        frame: Frame,
    ) -> Judgement {
        let record = limit.scope.record;
        let over = frame.period.is_none_or(|period| period.end() <= self.as_of);
        let doubtful = tally.impossible.saturating_add(tally.undecided);
        let decided = tally.in_time.saturating_add(tally.late);
        if decided.saturating_add(doubtful).saturating_add(tally.open) == 0 {
            let gap = Gap::NoCases { record };
            return Judgement::of(if over {
                Outcome::Empty(gap)
            } else {
                Outcome::Unknown(gap)
            });
        }
        let best = holds(limit, tally.in_time.saturating_add(doubtful), tally.late);
        let worst = holds(limit, tally.in_time, tally.late.saturating_add(doubtful));
        let outcome = match (worst, best) {
            (Some(worst), Some(best)) if worst == best && decided > 0 => truth(worst),
            // Doubtful cases alone, which decide nothing either way.
            (Some(worst), Some(best)) if worst == best => Outcome::Unknown(Gap::NoCases { record }),
            (None, _) | (_, None) => Outcome::Unknown(Gap::NoCases { record }),
            _ if tally.impossible > 0 => Outcome::Invalid(Suspicion::ImpossibleRows {
                record,
                rows: tally.impossible,
            }),
            _ => Outcome::Unknown(Gap::FieldMissing {
                record,
                rows: tally.undecided,
            }),
        };
        let saved = holds(
            limit,
            tally
                .in_time
                .saturating_add(doubtful)
                .saturating_add(tally.open),
            tally.late,
        );
        // While the period runs, more cases may come in.
        let certain = saved == Some(false) && over;
        let outcome = match outcome {
            Outcome::Unknown(Gap::NoCases { .. }) if certain && tally.open > 0 => Outcome::Fails,
            outcome => outcome,
        };
        Judgement {
            outcome,
            certain,
            last_limit: days.last,
            next_limit: days.next,
        }
    }
}

/// Whether so many rows in time and so many late keep the share; nothing of none.
fn holds(limit: &RowLimit, in_time: usize, late: usize) -> Option<bool> {
    let all = in_time.checked_add(late)?;
    if all == 0 {
        return None;
    }
    let (comparator, share) = &limit.share;
    Some(comparator.holds(Ratio::new(in_time as i128, all as i128).cmp(share)))
}
