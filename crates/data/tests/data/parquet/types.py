"""Writes types.parquet, in which three columns are of types that are not read: `python types.py`, with pyarrow 20 or newer."""

import datetime
import decimal

import pyarrow
import pyarrow.parquet

table = pyarrow.table(
    {
        "entity": ["临夏县"],
        "awarded": pyarrow.array([datetime.timedelta(hours=8)], pyarrow.duration("us")),
        "signed": pyarrow.array([b"0123456789abcdef"], pyarrow.binary(16)),
        "value": pyarrow.array([decimal.Decimal("1.25")], pyarrow.decimal256(50, 2)),
        "electronic": [True],
        "supplier": ["SME"],
    }
)
pyarrow.parquet.write_table(table, "types.parquet", compression="none")
