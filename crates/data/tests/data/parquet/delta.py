"""Writes delta-1.parquet, in pages of the first kind, and delta-2.parquet, in those of the second, packed with Brotli; each
column is encoded in another way: `python delta.py`, with pyarrow 20 or newer."""

import datetime
import decimal

import pyarrow
import pyarrow.parquet

ROWS = 300
first = datetime.date(2025, 3, 1)
table = pyarrow.table(
    {
        "编号": [f"合同-2025-{row:05}" for row in range(ROWS)],
        "entity": [["临夏县", "永靖县"][row % 2] for row in range(ROWS)],
        "awarded": [first + datetime.timedelta(row % 28) for row in range(ROWS)],
        "signed": [None if row % 7 == 0 else first + datetime.timedelta(row % 40) for row in range(ROWS)],
        "value": [None if row % 11 == 0 else decimal.Decimal(row * row - 500) / 100 for row in range(ROWS)],
        "electronic": [row % 3 == 0 for row in range(ROWS)],
        "supplier": [None if row % 5 == 0 else ["SME", "large"][row % 2] for row in range(ROWS)],
    },
    schema=pyarrow.schema(
        [
            pyarrow.field("编号", pyarrow.string(), nullable=False),
            pyarrow.field("entity", pyarrow.string()),
            pyarrow.field("awarded", pyarrow.date32()),
            pyarrow.field("signed", pyarrow.date32()),
            pyarrow.field("value", pyarrow.decimal128(20, 2)),
            pyarrow.field("electronic", pyarrow.bool_()),
            pyarrow.field("supplier", pyarrow.string()),
        ]
    ),
)
for version in ["1", "2"]:
    pyarrow.parquet.write_table(
        table,
        f"delta-{version}.parquet",
        row_group_size=170,
        data_page_version=f"{version}.0",
        data_page_size=400,
        compression="none" if version == "1" else "brotli",
        use_dictionary=False,
        column_encoding={
            "编号": "DELTA_BYTE_ARRAY",
            "entity": "DELTA_LENGTH_BYTE_ARRAY",
            "awarded": "DELTA_BINARY_PACKED",
            "signed": "DELTA_BINARY_PACKED",
            "value": "DELTA_BYTE_ARRAY" if version == "1" else "BYTE_STREAM_SPLIT",
            "electronic": "RLE",
            "supplier": "DELTA_BYTE_ARRAY",
        },
    )
