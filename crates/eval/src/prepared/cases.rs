//! A row as a data set: what explains its verdicts, and what the general path walks.

use std::collections::BTreeMap;

use dabiao_model::{
    Case, CellValue, Dataset, Date, Figure, FigureKind, FigureValue, Place, RecordId, Table,
};

use super::inputs::{Content, Encoding, InputId};
use super::prepare::nothing;
use super::row::Row;
use crate::evaluate::Frame;
use crate::evaluate::cell::Cell;
use crate::program::{Slot, Source};

const NOWHERE: Place = Place {
    source: 0,
    line: 0,
    column: 0,
};

impl Row<'_> {
    /// The submission as a data set: its figures, and one case of each record with a day.
    pub fn dataset(&self) -> Dataset {
        let inputs = (0_u32..).map(InputId).zip(self.prepared.inputs());
        let figures = inputs.filter_map(|(id, input)| match input.content {
            Content::Figure(slot) => {
                let slot = self.prepared.program.slots.get(slot.index())?;
                self.figure(id, slot)
            }
            Content::Event(..) => None,
        });
        Dataset {
            sources: vec!["submission".into()],
            figures: figures.collect(),
            ..self.cases()
        }
    }

    fn figure(&self, input: InputId, slot: &Slot) -> Option<Figure> {
        let occasion = self.prepared.occasion;
        let metric = self
            .prepared
            .program
            .schema
            .metrics
            .get(slot.metric.index())?;
        let value = match self.cell(input, occasion.entity, slot.metric) {
            Cell::Number(estimate) => FigureValue::Number(estimate),
            Cell::YesNo(yes) => FigureValue::YesNo(yes),
            _ => return None,
        };
        let frame = Frame {
            entity: occasion.entity,
            period: occasion.period,
            due: true,
        };
        Some(Figure {
            metric: slot.metric,
            segment: slot.segment,
            entity: metric.per.and(occasion.entity),
            period: frame.at(slot.moment)?.period,
            kind: match slot.source {
                Source::Actual => FigureKind::Actual,
                // It is computed from others' figures, so no rule of a row reads it.
                Source::OwnLevel => return None,
                Source::Benchmark(id) => FigureKind::Benchmark(id),
                Source::Baseline => FigureKind::Baseline,
            },
            value,
            decimals: 0,
            unit: metric.unit.clone(),
            // What is submitted exists, whatever period it is of.
            submitted_on: Some(occasion.as_of),
            by: None,
            evidence: None,
            place: NOWHERE,
        })
    }

    /// One case of each record of which a day is set.
    pub(super) fn cases(&self) -> Dataset {
        let mut events: BTreeMap<RecordId, BTreeMap<usize, Date>> = BTreeMap::new();
        for (id, input) in (0_u32..).map(InputId).zip(self.prepared.inputs()) {
            let Content::Event(record, field) = input.content else {
                continue;
            };
            if let Some(day) = self.day_of(id) {
                events.entry(record).or_default().insert(field, day);
            }
        }
        let mut data = nothing(self.prepared.program);
        for (record, days) in events {
            let table = self.case(record, &days);
            if let Some(slot) = data.tables.get_mut(record.index()) {
                *slot = table;
            }
        }
        data
    }

    fn day_of(&self, input: InputId) -> Option<Date> {
        let (value, flag) = self.value(input)?;
        let known = self.prepared.encoding(input) == Some(Encoding::Day) && flag == 0;
        let value = i32::try_from(value).ok().filter(|_| known)?;
        Date::from_epoch_days(value)
    }

    fn case(&self, record: RecordId, days: &BTreeMap<usize, Date>) -> Option<Table> {
        let schema = self.prepared.program.schema.records.get(record.index())?;
        let types: Vec<_> = schema.fields.iter().map(|field| field.ty.clone()).collect();
        let mut table = Table::new(record, &types);
        let entity = schema.per.and(self.prepared.occasion.entity);
        let case = Case {
            entity,
            ..Case::at_line(1)
        };
        let cells = (0..types.len()).map(|field| {
            let day = days.get(&field).copied();
            day.map_or(CellValue::Empty, CellValue::Day)
        });
        table.push(case, &cells.collect::<Vec<_>>()).ok()?;
        Some(table)
    }
}
