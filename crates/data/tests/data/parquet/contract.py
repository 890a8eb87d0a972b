"""Writes contract.parquet, each column packed in another way: `python contract.py`, with pyarrow 20 or newer."""

import datetime
import decimal

import pyarrow
import pyarrow.parquet

day = datetime.date
table = pyarrow.table(
    {
        "编号": ["a", "b", "c", "d"],
        "entity": pyarrow.array(["临夏县", "永靖县", "临夏县", "临夏市"]).dictionary_encode(),
        "awarded": [datetime.datetime(2025, 3, 3), datetime.datetime(2025, 3, 4), None, datetime.datetime(2025, 3, 6)],
        "signed": [day(2025, 3, 12), None, day(2025, 3, 14), day(2025, 3, 15)],
        "value": [decimal.Decimal("80.00"), decimal.Decimal("-3.10"), None, decimal.Decimal("123456789012.34")],
        "electronic": [True, False, None, True],
        "supplier": pyarrow.array(["SME", "large", "SME", None], pyarrow.large_string()),
        "序号": pyarrow.array([1, 2, 3, 4], pyarrow.int64()),
    }
)
pyarrow.parquet.write_table(
    table,
    "contract.parquet",
    row_group_size=3,
    compression={
        "编号": "snappy",
        "entity": "zstd",
        "awarded": "gzip",
        "signed": "lz4",
        "value": "zstd",
        "electronic": "snappy",
        "supplier": "gzip",
        "序号": "brotli",
    },
)
