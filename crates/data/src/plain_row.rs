//! Rows of cases in which every cell is written the way programs write it, told apart by their bytes.
//!
//! What is not plain beyond doubt is left to [`records::row`], which reads and reports cell by cell: both give the same
//! case.

use dabiao_model::{EntityId, FieldSchema, FieldType, PlainCell, RecordId, RecordSchema};

use crate::columns::Columns;
use crate::dates::iso_day_number;
use crate::figure_value::plain_parts;
use crate::headers::CaseColumn;
use crate::lookup::Lookup;
use crate::raw::{Cells, Counted, Row, without_blanks};
use crate::read::Reading;
#[cfg(test)]
use crate::read::Way;
use crate::records::{self, Values, field_column};

/// Adds the case of a row of CSV if all its cells are plain; false, and nothing done, where one is not.
pub(crate) fn read(
    reading: &mut Reading<'_>,
    record: RecordId,
    columns: &Columns,
    row: &Row<'_>,
) -> bool {
    #[cfg(test)]
    if reading.way == Way::Thorough {
        return false;
    }
    if columns.has_units() {
        return false;
    }
    let Cells::Counted(cells) = row.cells else {
        return false;
    };
    let schema = reading.lookup.schema;
    let Some(schema) = schema.records.get(record.index()) else {
        return false;
    };
    let row_of = PlainRow { columns, cells };
    let name = row_of.text(CaseColumn::Entity as usize);
    let Ok(entity) = entity(&reading.lookup, schema, name) else {
        return false;
    };
    let mut room = [PlainCell::Empty; MOST_FIELDS];
    let Some(values) = room.get_mut(..schema.fields.len()) else {
        return false;
    };
    let is_plain = row_of.values(schema, values).is_some();
    if is_plain {
        let values = Values::Plain(values);
        records::add(reading, record, columns, row, (entity, values));
    }
    is_plain
}

/// The most fields that a record whose rows are read here has.
const MOST_FIELDS: usize = 24;

/// A cell says more than is looked at here.
#[derive(Debug)]
pub(crate) struct NotPlain;

/// Whose a case is, if it names one of the record's own kind as it is declared, or nobody where nobody or one alone is meant.
pub(crate) fn entity(
    lookup: &Lookup<'_>,
    schema: &RecordSchema,
    name: &str,
) -> Result<Option<EntityId>, NotPlain> {
    let Some(kind) = schema.per else {
        return if name.is_empty() {
            Ok(None)
        } else {
            Err(NotPlain)
        };
    };
    if name.is_empty() {
        return lookup.only_of(kind).map(Some).ok_or(NotPlain);
    }
    let entity = lookup.entity_exactly(name).ok_or(NotPlain)?;
    let found = lookup.schema.entities.get(entity.index());
    match found {
        Some(found) if found.kind == kind => Ok(Some(entity)),
        _ => Err(NotPlain),
    }
}

/// A row, and where its columns are.
struct PlainRow<'r> {
    columns: &'r Columns,
    cells: Counted<'r>,
}

impl<'r> PlainRow<'r> {
    /// The text of a column, empty where the table has none.
    #[inline]
    fn text(&self, column: usize) -> &'r str {
        let index = self.columns.index(column);
        index
            .and_then(|index| self.cells.get(index))
            .map_or("", without_blanks)
    }

    /// Fills in the values of the fields; nothing where one is not plain.
    #[inline]
    fn values(&self, schema: &RecordSchema, values: &mut [PlainCell<'r>]) -> Option<()> {
        for (index, (field, slot)) in schema.fields.iter().zip(values).enumerate() {
            *slot = value(field, self.text(field_column(index)))?;
        }
        Some(())
    }
}

/// The value of a field, if it is plain.
#[inline]
pub(crate) fn value<'a>(field: &FieldSchema, text: &'a str) -> Option<PlainCell<'a>> {
    if text.is_empty() {
        return Some(PlainCell::Empty);
    }
    match &field.ty {
        FieldType::Date => iso_day_number(text.as_bytes()).map(PlainCell::Day),
        FieldType::Time => None,
        FieldType::YesNo => match text {
            "yes" | "是" => Some(PlainCell::YesNo(true)),
            "no" | "否" => Some(PlainCell::YesNo(false)),
            _ => None,
        },
        FieldType::Category(words) => {
            let code = words.iter().position(|word| word.as_ref() == text)?;
            u32::try_from(code).ok().map(PlainCell::Code)
        }
        FieldType::Text => Some(PlainCell::Word(text)),
        FieldType::Number(unit) => {
            plain_parts(text, unit).map(|(parts, of)| PlainCell::Parts(parts, of))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use dabiao_model::{EntitySchema, Meter, Schema, Units};
    use proptest::prelude::*;

    use super::*;
    use crate::blocks::Blocks;
    use crate::csv_rows::CsvRows;
    use crate::{Input, Read, ReadOptions, from_csv};

    fn names(name: &str) -> Vec<Arc<str>> {
        vec![name.into()]
    }

    fn schema() -> Schema {
        let words = ["SME", "large"].map(Arc::from).to_vec();
        let unit = Units::default().find("万元").unwrap();
        let types = [
            ("signed", FieldType::Date),
            ("value", FieldType::Number(unit)),
            ("electronic", FieldType::YesNo),
            ("supplier", FieldType::Category(words)),
            ("title", FieldType::Text),
        ];
        let fields = types.map(|(name, ty)| FieldSchema {
            names: names(name),
            ty,
            planned: false,
            partial: Vec::new(),
        });
        let entity = |name: &str, kind: usize| EntitySchema {
            names: names(name),
            kind: kind.into(),
            parent: None,
        };
        Schema {
            kinds: names("county").into_iter().chain(names("city")).collect(),
            entities: vec![entity("甲县", 0), entity("乙县", 0), entity("丙市", 1)].into(),
            records: vec![RecordSchema {
                names: names("contract"),
                per: Some(0.into()),
                fields: fields.to_vec(),
            }]
            .into(),
            ..Schema::default()
        }
    }

    fn read(text: &str, way: Way) -> Read {
        read_of(&schema(), text, way)
    }

    fn read_of(schema: &Schema, text: &str, way: Way) -> Read {
        let options = ReadOptions::default();
        let mut reading = Reading::new(schema, &options);
        reading.way = way;
        let input = Input::new("contract.csv", "");
        let source = reading.begin(&input);
        let mut rows = CsvRows::new(Blocks::Held(text, Meter::default()), source);
        from_csv::rows_of(&mut reading, &input, source, &mut rows).unwrap();
        reading.finish()
    }

    fn cell(texts: &'static [&'static str]) -> impl Strategy<Value = String> {
        let odd = ["", " ", "—", "x", "\"1,5\""];
        prop_oneof![
            8 => prop::sample::select(texts).prop_map(str::to_owned),
            1 => prop::sample::select(odd.to_vec()).prop_map(str::to_owned),
        ]
    }

    fn row() -> impl Strategy<Value = String> {
        let entity = cell(&["甲县", "乙县", " 乙县", "丙市", "甲  县"]);
        let id = cell(&["1", "2", "10", "a", "HT-2025-00000017"]);
        let day = cell(&[
            "2025-03-01",
            "2025-02-30",
            "2025/3/1",
            "2025-03-01 0:00",
            "1899-01-01",
        ]);
        let value = cell(&[
            "80.50",
            "-7",
            "1,304",
            "0.000001",
            "80万元",
            "9223372036854775807",
            "12345678901234.5",
            ".5",
        ]);
        let answer = cell(&["yes", "no", "是", "TRUE", "0"]);
        let word = cell(&["SME", "large", "ＳＭＥ", "small"]);
        let title = cell(&["甲", "乙", "丙", "甲 乙"]);
        let cells = (entity, id, day, value, answer, word, title);
        cells.prop_map(|(entity, id, day, value, answer, word, title)| {
            format!("{entity},{id},{day},{value},{answer},{word},{title}\n")
        })
    }

    proptest! {
        #[test]
        fn plain_rows_are_read_as_the_thorough_way_reads_them(
            rows in prop::collection::vec((row(), prop::sample::select(vec!["", "\r", "\n", ",\n,,"])), 0..12),
        ) {
            let mut text = String::from("entity,id,signed,value,electronic,supplier,title\n");
            for (row, behind) in &rows {
                text.extend([row.trim_end_matches('\n'), behind, "\n"]);
            }
            let thorough = read(&text, Way::Thorough);
            prop_assert_eq!(&read(&text, Way::ByRows), &thorough);
            prop_assert_eq!(&read(&text, Way::ByColumns), &thorough);
        }
    }

    #[test]
    fn a_row_as_programs_write_it_is_plain() {
        let schema = schema();
        let record = &schema.records[0];
        let texts = ["2025-03-01", "-80.50", "yes", "large", "甲 乙"];
        let plain = record.fields.iter().zip(texts);
        assert!(
            plain
                .map(|(field, text)| value(field, text))
                .all(|it| it.is_some())
        );
        let text =
            "entity,signed,value,electronic,supplier,title\n甲县,,,,,\n,,,,,\n乙县,,1,yes,SME,a";
        let thorough = read(text, Way::Thorough);
        assert_eq!(read(text, Way::ByRows), thorough);
        assert_eq!(read(text, Way::ByColumns), thorough);
    }
    #[test]
    fn cases_are_of_the_only_one_of_a_kind_that_names_nobody() {
        let mut schema = schema();
        let others = schema
            .entities
            .iter()
            .filter(|it| it.names[0].as_ref() != "乙县");
        schema.entities = others.cloned().collect::<Vec<_>>().into();
        for text in [
            "id,signed,value,electronic,supplier,title\nA-1,2025-03-01,7,是,SME,甲\n,,,,,\nA-1,,,,,乙",
            "entity,signed,value,electronic,supplier,title\n,2025-03-01,7,是,SME,甲\n,,,,,\n甲县,,1,,,乙\n乙县,,1,,,乙\n",
        ] {
            let thorough = read_of(&schema, text, Way::Thorough);
            assert_eq!(thorough.dataset.tables[0].as_ref().unwrap().rows(), 2);
            assert_eq!(read_of(&schema, text, Way::ByRows), thorough);
            assert_eq!(read_of(&schema, text, Way::ByColumns), thorough);
        }
    }
}
