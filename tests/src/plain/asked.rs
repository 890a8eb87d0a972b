//! Sheets of cases that ask whether there were any, and which of them are left open.

use super::data::{Asked, Row};
use super::rows::day;
use super::{Moment, Plain};

impl Plain<'_> {
    /// The cases of a record; none where no table was submitted, or a question about the judged time is open.
    pub(super) fn table(&self, record: usize, at: Moment) -> Option<&Vec<Row>> {
        let mut of_record = self.data.asked.iter().filter(|it| it.record == record);
        let table = self.data.tables[record].as_ref()?;
        let is_open =
            of_record.any(|asked| self.concerns(asked, at) && !self.answered(asked, table));
        (!is_open).then_some(table)
    }

    /// Whether a question is about who is judged, or who lies below, and about a time that has begun and has a day of the
    /// judged one.
    fn concerns(&self, asked: &Asked, at: Moment) -> bool {
        let of_whom = match (asked.entity, at.entity) {
            (Some(asked), Some(judged)) => self.policy.lies_in(asked, judged),
            _ => true,
        };
        let when = asked.period.is_none_or(|period| {
            let judged = at.period.unwrap_or(period);
            let mut days = period
                .start()
                .iter_days()
                .take_while(|day| *day <= period.end());
            period.start() <= self.as_of && days.any(|day| judged.contains(day))
        });
        of_whom && when
    }

    /// Whether somebody said that there were none in that time, or a case of it is known.
    fn answered(&self, asked: &Asked, table: &[Row]) -> bool {
        let counted_by = self.policy.records[asked.record].counted_by;
        let is_its = |row: &&Row| asked.entity.is_none() || row.entity == asked.entity;
        let mut own = table.iter().filter(is_its);
        let by_cases = match asked.period {
            // Everybody, about any time: the table is the answer, be it empty.
            None if asked.entity.is_none() => true,
            None => own.next().is_some(),
            Some(period) => own.any(|row| {
                day(row, counted_by).is_some_and(|day| day <= self.as_of && period.contains(day))
            }),
        };
        let answers = self
            .data
            .asked
            .iter()
            .filter(|it| it.none && it.record == asked.record);
        let by_word = |answer: &Asked| {
            let of_whom = answer.entity.is_none() || answer.entity == asked.entity;
            let when = match (answer.period, asked.period) {
                (Some(said), Some(asked)) => {
                    said.contains(asked.start()) && said.contains(asked.end())
                }
                _ => true,
            };
            of_whom && when
        };
        by_cases || answers.into_iter().any(by_word)
    }
}
