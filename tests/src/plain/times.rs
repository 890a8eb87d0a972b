//! Figures of other times, and what became of a figure between two of them.

use chrono::Datelike;
use dabiao_model::Cadence;

use super::expr::{difference, quotient_of};
use super::figures::Reading;
use super::period::{PlainPeriod, ymd};
use super::policy::{Expr, Nature, Time};
use super::{Moment, Plain};

impl Plain<'_> {
    /// A value at another time. Other times than the year so far are over: only their own figures count.
    pub(super) fn at_time(&self, time: Time, expr: &Expr, at: Moment) -> Reading {
        let end = at.period.map(PlainPeriod::end);
        let period = match time {
            Time::LastYear => at.period.map(PlainPeriod::a_year_earlier),
            Time::LastQuarter => {
                end.map(|end| PlainPeriod::containing(end, Cadence::Quarterly).before())
            }
            Time::LastMonth => {
                end.map(|end| PlainPeriod::containing(end, Cadence::Monthly).before())
            }
            Time::YearToDate => end.map(|end| PlainPeriod::spanning(ymd(end.year(), 1, 1), end)),
            Time::Fixed(period) => Some(period),
        };
        let due = at.due || time != Time::YearToDate;
        match period {
            Some(_) => self.expr(expr, Moment { period, due, ..at }),
            None => Reading::Missing,
        }
    }

    /// The difference from the same period last year.
    pub(super) fn change(&self, expr: &Expr, at: Moment) -> Reading {
        difference(
            &self.expr(expr, at),
            &self.at_time(Time::LastYear, expr, at),
        )
    }

    /// The change as a share of what it was.
    pub(super) fn growth(&self, expr: &Expr, at: Moment) -> Reading {
        quotient_of(
            &self.change(expr, at),
            &self.at_time(Time::LastYear, expr, at),
        )
    }

    /// Of a flow the flow since 1 January; of a stock, or of a ratio, the difference from the end of last year.
    pub(super) fn since_year_start(&self, metric: usize, at: Moment) -> Reading {
        let declared = &self.policy.metrics[metric];
        let expr = Expr::Metric(metric);
        let is_ratio = matches!(declared.definition, Some(Expr::Quotient(..)));
        if declared.nature == Nature::Flow && !is_ratio {
            return self.at_time(Time::YearToDate, &expr, at);
        }
        let Some(end) = at.period.map(PlainPeriod::end) else {
            return Reading::Missing;
        };
        let last_year = PlainPeriod::Of {
            cadence: Cadence::Yearly,
            year: end.year() - 1,
            index: 0,
        };
        let before = self.at_time(Time::Fixed(last_year), &expr, at);
        difference(&self.expr(&expr, at), &before)
    }
}
