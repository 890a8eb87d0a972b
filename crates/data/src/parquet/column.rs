//! The cells of one column in one group of rows, some rows at a time.

use std::sync::Arc;

use parquet::basic::Type as Physical;
use parquet::column::page::PageReader;
use parquet::column::reader::ColumnReaderImpl;
use parquet::data_type::{
    BoolType, ByteArrayType, DataType, DoubleType, FixedLenByteArrayType, FloatType, Int32Type,
    Int64Type,
};
use parquet::schema::types::ColumnDescPtr;

use super::kind::Kind;
use super::written::Written;

/// A column whose values are taken one row after the other.
pub(super) trait Cells: Send {
    /// Reads so many rows; nothing where the column is damaged.
    fn read(&mut self, rows: usize) -> Option<()>;

    /// Writes the cell of the next row that was read, and nothing for an empty one.
    fn write(&mut self, text: &mut String) -> Option<()>;
}

/// The cells of a column of this type; nothing for types that are not read.
pub(super) fn cells(
    column: &ColumnDescPtr,
    kind: Kind,
    pages: Box<dyn PageReader>,
) -> Option<Box<dyn Cells>> {
    let column = Arc::clone(column);
    Some(match column.physical_type() {
        Physical::BOOLEAN => Box::new(Typed::<BoolType>::new(column, kind, pages)),
        Physical::INT32 => Box::new(Typed::<Int32Type>::new(column, kind, pages)),
        Physical::INT64 => Box::new(Typed::<Int64Type>::new(column, kind, pages)),
        Physical::FLOAT => Box::new(Typed::<FloatType>::new(column, kind, pages)),
        Physical::DOUBLE => Box::new(Typed::<DoubleType>::new(column, kind, pages)),
        Physical::BYTE_ARRAY => Box::new(Typed::<ByteArrayType>::new(column, kind, pages)),
        Physical::FIXED_LEN_BYTE_ARRAY => {
            Box::new(Typed::<FixedLenByteArrayType>::new(column, kind, pages))
        }
        Physical::INT96 => return None,
    })
}

/// A column of one type of values.
struct Typed<T: DataType> {
    reader: ColumnReaderImpl<T>,
    kind: Kind,
    /// The values that were read, without the empty ones.
    values: Vec<T::T>,
    /// For each row whether a value stands in it, where that may not be.
    is_there: Option<Vec<i16>>,
    /// How many rows and values are written already.
    row: usize,
    value: usize,
}

impl<T: DataType> Typed<T> {
    fn new(column: ColumnDescPtr, kind: Kind, pages: Box<dyn PageReader>) -> Self {
        Self {
            is_there: (column.max_def_level() > 0).then(Vec::new),
            reader: ColumnReaderImpl::new(column, pages),
            kind,
            values: Vec::new(),
            row: 0,
            value: 0,
        }
    }
}

impl<T: DataType> Cells for Typed<T>
where
    T::T: Written,
{
    fn read(&mut self, rows: usize) -> Option<()> {
        self.values.clear();
        if let Some(levels) = &mut self.is_there {
            levels.clear();
        }
        (self.row, self.value) = (0, 0);
        let levels = self.is_there.as_mut();
        let read = self
            .reader
            .read_records(rows, levels, None, &mut self.values);
        let (records, values, levels) = read.ok()?;
        let all = records == rows && values == self.values.len() && levels == rows;
        all.then_some(())
    }

    fn write(&mut self, text: &mut String) -> Option<()> {
        let there = match &self.is_there {
            Some(levels) => *levels.get(self.row)? > 0,
            None => true,
        };
        self.row = self.row.saturating_add(1);
        if there {
            self.values.get(self.value)?.write(self.kind, text)?;
            self.value = self.value.saturating_add(1);
        }
        Some(())
    }
}
