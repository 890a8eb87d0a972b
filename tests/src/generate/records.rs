//! Records: cases with events in order, and targets about them.

use chrono::Days;
use dabiao_model::{Cadence, Comparator, Date};

use super::Builder;
use crate::plain::data::{Asked, Cell, Row};
use crate::plain::number::Amount;
use crate::plain::period::{PlainPeriod, ymd};
use crate::plain::policy::{
    Aggregate, AggregateKind, Basis, Body, ByWord, Condition, Due, DueDate, Expr, Field, FieldType,
    Limit, PlainUnit, Record, RowCondition, SpanOf, Target, Warn,
};
use crate::plain::recurrence::{Recurs, Rhythm};

/// The fields of every generated record.
const AWARDED: usize = 0;
const SIGNED: usize = 1;
const ANNOUNCED: usize = 2;
const VALUE: usize = 3;
const ELECTRONIC: usize = 4;
const LEVEL: usize = 5;
const DEADLINE: usize = 6;
const PAUSED: usize = 7;
const RESUMED: usize = 8;

impl Builder {
    /// In half of the scenarios: a record with cases and one or two targets.
    pub(super) fn records(&mut self) {
        if !self.tape.chance(50) {
            return;
        }
        let record = self.record();
        self.policy.records.push(record);
        let impossible = self.tape.chance(30);
        let table = self.cases(impossible);
        let is_there = table.is_some();
        self.data.tables.push(table);
        if is_there && self.tape.chance(30) {
            self.ask();
        }
        if !impossible {
            self.cases_check();
        }
        for _ in 0..=self.tape.below(2) {
            let id = self.next_id();
            let mut condition = self.about_cases(impossible);
            let clock = self.clock(&mut condition);
            let body = self.by_word(&condition);
            let mut target = Target::new(id, body.unwrap_or(Body::Condition(condition)));
            (target.excluding, target.open_count) = clock;
            self.manner(&mut target);
            self.policy.targets.push(target);
        }
    }

    /// Sometimes the clock of a limit or a span stands for a while, and open spans count up to now.
    fn clock(&mut self, condition: &mut Condition) -> (Option<(usize, usize)>, bool) {
        let stops = self.tape.chance(30).then_some((PAUSED, RESUMED));
        match condition {
            // What a stop does to a limit that is counted backwards, or in hours, the page leaves open.
            Condition::Rows(limit) | Condition::ShareOfRows(_, _, limit)
                if limit.before || limit.unit == PlainUnit::Hours =>
            {
                (None, false)
            }
            Condition::Rows(_) | Condition::ShareOfRows(..) => (stops, false),
            Condition::Compare(Expr::Aggregate(aggregate), ..)
                if matches!(
                    aggregate.kind,
                    AggregateKind::Span {
                        unit: PlainUnit::Hours,
                        ..
                    }
                ) =>
            {
                aggregate.open_count = self.tape.chance(30);
                (None, aggregate.open_count)
            }
            Condition::Compare(Expr::Aggregate(aggregate), ..)
                if matches!(aggregate.kind, AggregateKind::Span { .. }) =>
            {
                aggregate.stops = stops;
                aggregate.open_count = self.tape.chance(30);
                (stops, aggregate.open_count)
            }
            _ => (None, false),
        }
    }

    /// Sometimes a limit for the cases of each word of their category.
    fn by_word(&mut self, condition: &Condition) -> Option<Body> {
        let Condition::Compare(Expr::Aggregate(value), op, Expr::Amount(amount)) = condition else {
            return None;
        };
        let open = matches!(value.kind, AggregateKind::OpenFor { .. });
        if open || !self.tape.chance(35) {
            return None;
        }
        let other = super::conditions::larger(*amount, self.tape.below(4));
        let lines = vec![(0, *op, *amount), (1, *op, other)];
        Some(Body::Words(ByWord::new(value.clone(), LEVEL, lines)))
    }

    fn record(&mut self) -> Record {
        let event = |after| FieldType::Event { after };
        let timed = self.tape.chance(30);
        let step = |after| match timed {
            true => FieldType::Moment { after },
            false => FieldType::Event { after },
        };
        let words = if self.chinese {
            ["市级", "县级"]
        } else {
            ["city", "county level"]
        };
        let fields = [
            (("awarded", "中标公告"), step(None)),
            (("signed", "签订"), step(Some(AWARDED))),
            (("announced", "合同公告"), step(Some(SIGNED))),
            (("value", "合同额"), FieldType::Number(PlainUnit::Yuan)),
            (("electronic", "电子化"), FieldType::YesNo),
            (
                ("level", "级别"),
                FieldType::Category(words.map(str::to_owned).to_vec()),
            ),
            (("deadline", "到期"), FieldType::Planned),
            (("paused", "中止"), event(None)),
            (("resumed", "恢复"), event(None)),
        ];
        let fields = fields.into_iter().map(|(names, ty)| Field {
            name: self.named(names),
            ty,
        });
        let fields = fields.collect();
        let per_county = !self.tape.chance(25);
        Record {
            name: self.named(("contract", "合同")),
            per_county,
            fields,
            cycle: self.tape.chance(40),
            counted_by: AWARDED,
        }
    }

    fn cases(&mut self, impossible: bool) -> Option<Vec<Row>> {
        if self.tape.chance(6) {
            return None;
        }
        let last = if self.dated {
            ymd(2025, 12, 31)
        } else {
            self.horizon
        };
        let per_county = self.policy.records[0].per_county;
        let counties = self.policy.counties();
        let mut rows = Vec::new();
        for _ in 0..self.tape.below(14) {
            let entity = per_county.then(|| self.tape.pick(&counties));
            let awarded = ymd(2025, 1, 1) + Days::new(self.tape.below(364) as u64);
            if awarded <= last {
                let cells = self.cells(awarded, impossible, last);
                rows.push(Row { entity, cells });
            }
        }
        // An event after the evaluation date is not the page's business: such scenarios have one date.
        self.dated = false;
        self.horizon = last;
        Some(rows)
    }

    /// Some sheets that ask whether there were any cases, for a county or everybody, of a time or all of it.
    fn ask(&mut self) {
        let per_county = self.policy.records[0].per_county;
        let counties = self.policy.counties();
        for _ in 0..=self.tape.below(3) {
            let of_one = per_county && !self.tape.chance(25);
            let entity = of_one.then(|| self.tape.pick(&counties));
            let cadence = self.tape.pick(&Cadence::ALL);
            let day = ymd(2025, 1, 1) + Days::new(self.tape.below(364) as u64);
            let period = PlainPeriod::containing(day, cadence);
            let period = (!self.tape.chance(20)).then_some(period);
            let none = self.tape.chance(30);
            self.data.asked.push(Asked {
                record: 0,
                entity,
                period,
                none,
            });
        }
    }

    fn cells(&mut self, awarded: Date, impossible: bool, last: Date) -> Vec<Cell> {
        let after = |builder: &mut Self, date: Date, most: usize| -> Option<Date> {
            let later = date + Days::new(builder.tape.below(most) as u64);
            (!builder.tape.chance(15) && later <= last).then_some(later)
        };
        let mut signed = after(self, awarded, 22);
        let announced = signed.and_then(|signed| after(self, signed, 15));
        if impossible && announced.is_none() && self.tape.chance(15) {
            signed = awarded.pred_opt();
        }
        if impossible && self.tape.chance(8) {
            signed = None;
        }
        let event = |date: Option<Date>| date.map_or(Cell::Empty, Cell::Day);
        let value = Cell::Number(Amount {
            digits: self.tape.pick(&[100, 50, 25, 75, 1, 200]),
            scale: 0,
            unit: PlainUnit::Yuan,
        });
        let electronic = Cell::YesNo(!self.tape.chance(25));
        let level = Cell::Word(self.tape.below(2));
        // Known at once, be it long after the evaluation date.
        let deadline = awarded + Days::new(self.tape.below(60) as u64);
        let deadline = if self.tape.chance(15) {
            Cell::Empty
        } else {
            Cell::Day(deadline)
        };
        // The clock may stand before the first event, between two, behind the last, or still.
        let paused = self.tape.chance(45).then(|| {
            awarded + Days::new(self.tape.below(25) as u64) - Days::new(self.tape.below(6) as u64)
        });
        let paused = paused.filter(|paused| *paused <= last);
        let resumed = paused.and_then(|paused| after(self, paused, 12));
        let mut cells = vec![
            Cell::Day(awarded),
            event(signed),
            event(announced),
            value,
            electronic,
            level,
            deadline,
            event(paused),
            event(resumed),
        ];
        if self.is_timed() {
            self.put_on_the_clock(&mut cells, impossible);
        }
        cells
    }

    /// Whether the events of the record happen at minutes.
    fn is_timed(&self) -> bool {
        let first = &self.policy.records[0].fields[AWARDED];
        matches!(first.ty, FieldType::Moment { .. })
    }

    /// Minutes for the events, of which those of one day keep their order unless an order may be impossible.
    fn put_on_the_clock(&mut self, cells: &mut [Cell], impossible: bool) {
        let mut before = None;
        for event in [AWARDED, SIGNED, ANNOUNCED] {
            let Cell::Day(date) = cells[event] else {
                continue;
            };
            let minute = self.tape.pick(&[540, 570, 0, 1020, 1439]);
            let least = match before {
                Some((day, minute)) if day == date && !impossible => minute,
                _ => 0,
            };
            let minute = minute.max(least);
            cells[event] = Cell::Moment(date, minute);
            before = Some((date, minute));
        }
    }

    fn about_cases(&mut self, impossible: bool) -> Condition {
        let limits_only = impossible;
        if self.tape.chance(20) {
            return Condition::Recurs(self.recurs());
        }
        match self.tape.below(if limits_only { 2 } else { 9 }) {
            0 => Condition::Rows(self.limit()),
            1 => {
                let share = self.tape.pick(&[95, 80, 50, 90, 75]);
                let op = self.tape.pick(&[Comparator::AtLeast, Comparator::MoreThan]);
                Condition::ShareOfRows(op, Amount::whole(share, PlainUnit::Percent), self.limit())
            }
            2 => {
                let kinds = [
                    SpanOf::Average,
                    SpanOf::Average,
                    SpanOf::Median,
                    SpanOf::Min,
                    SpanOf::Max,
                ];
                let unit = match self.tape.below(5) {
                    0 | 1 => PlainUnit::WorkingDays,
                    2 | 3 if self.is_timed() => PlainUnit::Hours,
                    _ => PlainUnit::Days,
                };
                let to = match unit {
                    PlainUnit::Hours => SIGNED,
                    _ => self.tape.pick(&[SIGNED, DEADLINE]),
                };
                let kind = AggregateKind::Span {
                    of: self.tape.pick(&kinds),
                    from: AWARDED,
                    to,
                    unit,
                };
                let count = self.tape_small(12);
                let count = if unit == PlainUnit::Hours {
                    count * 12
                } else {
                    count
                };
                let amount = Amount::whole(count, unit);
                self.aggregate(kind, Comparator::AtMost, amount)
            }
            3 => self.aggregate(
                AggregateKind::Share,
                Comparator::AtLeast,
                Amount::whole(80, PlainUnit::Percent),
            ),
            4 => self.aggregate(
                AggregateKind::ShareOf(VALUE),
                Comparator::AtLeast,
                Amount::whole(60, PlainUnit::Percent),
            ),
            5 => {
                let amount = Amount::whole(self.tape_small(4), PlainUnit::Number);
                self.aggregate(AggregateKind::Count, Comparator::AtLeast, amount)
            }
            6 => self.aggregate(
                AggregateKind::Sum(VALUE),
                Comparator::AtLeast,
                Amount::whole(200, PlainUnit::Yuan),
            ),
            7 => {
                let kind = self.tape.pick(&[
                    AggregateKind::Average(VALUE),
                    AggregateKind::Median(VALUE),
                    AggregateKind::Min(VALUE),
                    AggregateKind::Max(VALUE),
                ]);
                let amount = Amount::whole(75, PlainUnit::Yuan);
                self.aggregate(kind, Comparator::AtLeast, amount)
            }
            _ => {
                let kind = AggregateKind::OpenFor {
                    event: SIGNED,
                    months: 1,
                };
                let aggregate = Aggregate {
                    record: 0,
                    kind,
                    filter: None,
                    among: None,
                    stops: None,
                    open_count: false,
                };
                Condition::Compare(
                    Expr::Aggregate(aggregate),
                    Comparator::Equal,
                    Expr::Amount(Amount::whole(0, PlainUnit::Number)),
                )
            }
        }
    }

    fn tape_small(&mut self, most: usize) -> i128 {
        i128::try_from(1 + self.tape.below(most)).unwrap_or(1)
    }

    fn aggregate(&mut self, kind: AggregateKind, op: Comparator, amount: Amount) -> Condition {
        let shares = matches!(kind, AggregateKind::Share | AggregateKind::ShareOf(_));
        let filter = (shares || self.tape.chance(40)).then(|| self.row_condition(1));
        let among = (shares && self.tape.chance(30)).then(|| self.row_condition(0));
        let aggregate = Aggregate {
            record: 0,
            kind,
            filter,
            among,
            stops: None,
            open_count: false,
        };
        Condition::Compare(Expr::Aggregate(aggregate), op, Expr::Amount(amount))
    }

    /// A count of some cases.
    pub(super) fn counted_cases(&mut self) -> Aggregate {
        Aggregate {
            record: 0,
            kind: AggregateKind::Count,
            filter: self.tape.chance(50).then(|| self.row_condition(1)),
            among: None,
            stops: None,
            open_count: false,
        }
    }

    fn row_condition(&mut self, depth: usize) -> RowCondition {
        if self.policy.records[0].cycle && self.tape.chance(35) {
            let state = self.tape.below(2);
            return self.tape.pick(&[
                RowCondition::AtLeast(LEVEL, state),
                RowCondition::PartlyDone(LEVEL),
                RowCondition::FilledIn(ANNOUNCED),
                RowCondition::FilledIn(LEVEL),
                RowCondition::EveryStep,
            ]);
        }
        match self.tape.below(if depth > 0 { 8 } else { 5 }) {
            0 => RowCondition::YesNo(ELECTRONIC, true),
            1 => RowCondition::Is(LEVEL, self.tape.below(2)),
            2 => RowCondition::In(LEVEL, vec![0, 1]),
            3 => RowCondition::Compare(
                VALUE,
                Comparator::AtLeast,
                Amount::whole(50, PlainUnit::Yuan),
            ),
            4 => RowCondition::Happened(SIGNED),
            5 => RowCondition::And(vec![self.row_condition(0), self.row_condition(0)]),
            6 => RowCondition::Or(vec![self.row_condition(0), self.row_condition(0)]),
            _ => RowCondition::Not(Box::new(self.row_condition(0))),
        }
    }

    fn limit(&mut self) -> Limit {
        if self.tape.chance(25) {
            return self.lead_time();
        }
        let mut units = vec![
            PlainUnit::Days,
            PlainUnit::WorkingDays,
            PlainUnit::Days,
            PlainUnit::Weeks,
            PlainUnit::Months,
        ];
        if self.is_timed() {
            units.extend([PlainUnit::Hours; 4]);
        }
        let unit = self.tape.pick(&units);
        let most = if matches!(unit, PlainUnit::Weeks | PlainUnit::Months) {
            2
        } else {
            15
        };
        let same_day = unit == PlainUnit::Days && self.tape.chance(15);
        let count = u32::try_from(self.tape_small(most)).unwrap_or(1);
        let count = match unit {
            _ if same_day => 0,
            PlainUnit::Hours => self.tape.pick(&[12, 24, count, 48, 72, 200]),
            _ => count,
        };
        let (event, from) = self.tape.pick(&[
            (SIGNED, None),
            (SIGNED, Some(AWARDED)),
            (ANNOUNCED, Some(AWARDED)),
            (ANNOUNCED, Some(SIGNED)),
            (ANNOUNCED, None),
        ]);
        let filter = self.tape.chance(20).then(|| self.row_condition(0));
        Limit {
            record: 0,
            event,
            from,
            count,
            unit,
            before: false,
            filter,
        }
    }

    /// `signed at least 10 days before deadline`: the later one planned, or an event.
    fn lead_time(&mut self) -> Limit {
        let unit = self.tape.pick(&[
            PlainUnit::Days,
            PlainUnit::WorkingDays,
            PlainUnit::Weeks,
            PlainUnit::Months,
        ]);
        let most = match unit {
            PlainUnit::Weeks | PlainUnit::Months => 2,
            _ => 12,
        };
        let (event, from) =
            self.tape
                .pick(&[(SIGNED, DEADLINE), (AWARDED, DEADLINE), (SIGNED, ANNOUNCED)]);
        Limit {
            record: 0,
            event,
            from: Some(from),
            count: u32::try_from(self.tape_small(most)).unwrap_or(1),
            unit,
            before: true,
            filter: self.tape.chance(20).then(|| self.row_condition(0)),
        }
    }

    /// How often something recurs.
    pub(super) fn rhythm(&mut self) -> Rhythm {
        let some =
            |builder: &mut Self, most: usize| u32::try_from(builder.tape.below(most)).unwrap_or(0);
        match self.tape.below(6) {
            0 => Rhythm::Weekday(some(self, 7)),
            1 => Rhythm::OnDay(28 + some(self, 4)),
            2 => Rhythm::ByDay(15 + some(self, 17)),
            3 => Rhythm::Weekly(1),
            4 => Rhythm::Times(1 + self.tape.below(2), Cadence::Quarterly),
            _ => Rhythm::Times(1 + self.tape.below(3), Cadence::Monthly),
        }
    }

    fn recurs(&mut self) -> Recurs {
        Recurs {
            record: 0,
            event: self.tape.pick(&[AWARDED, SIGNED]),
            rhythm: self.rhythm(),
            except_holidays: self.tape.chance(25),
            filter: self.tape.chance(20).then(|| self.row_condition(0)),
        }
    }

    fn manner(&mut self, target: &mut Target) {
        target.basis = self
            .tape
            .pick(&[None, None, Some(Basis::CivilCode), Some(Basis::Plain)]);
        // What the last day of a month is that counts its first day, the page leaves open.
        let in_days = match &target.body {
            Body::Condition(Condition::Rows(limit) | Condition::ShareOfRows(_, _, limit)) => {
                let days = matches!(limit.unit, PlainUnit::Days | PlainUnit::WorkingDays);
                days && limit.count > 0 && !limit.before
            }
            _ => false,
        };
        target.count_start = in_days && target.excluding.is_none() && self.tape.chance(15);
        if in_days && self.tape.chance(20) {
            let tier = self.tier();
            target.warn.push((tier, Warn::DaysBefore(3)));
        }
        target.empty_met = self.tape.chance(10);
        if let Body::Condition(Condition::Recurs(duty)) = &target.body {
            let own = duty.rhythm.cadence();
            target.due = self.tape.pick(&[
                Due::Unsaid,
                Due::Each(own),
                Due::Each(Cadence::HalfYearly),
                Due::By(DueDate::Year(2025)),
            ]);
            return;
        }
        target.due = match self.tape.below(5) {
            0 => Due::By(DueDate::Year(2025)),
            1 => Due::By(DueDate::Month(2025, 6)),
            2 => Due::Each(Cadence::Quarterly),
            3 => Due::Each(Cadence::Monthly),
            _ => Due::Unsaid,
        };
    }
}
