"""W3 with DuckDB, Polars and DataFusion: contracts by county and quarter, three targets, 96 verdicts.

    python -m venv /tmp/peers && /tmp/peers/bin/pip install -r benches/peers/requirements.txt
    target/release/dabiao-benches W7-10000000 --check   # writes the contracts of W7
    /tmp/peers/bin/python benches/peers/w3.py /tmp/dabiao-benches/71-10000000/contract.csv

Each engine runs in a process of its own, pinned to one processor and then to two, with the contracts in its own
memory and its best types: cents as 64-bit integers, days as dates, words as an enumeration or a dictionary. Only the
query is timed. What it says is compared with Python's whole numbers first.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time

ENGINES = ("duckdb", "polars", "datafusion")

SUMS = """
    sum(value)::BIGINT AS value,
    sum(CASE WHEN supplier = 'SME' THEN value ELSE 0 END)::BIGINT AS sme,
    count(*) FILTER (WHERE took > 10) AS late,
    sum(took)::BIGINT AS took,
    count(*) AS signed
"""


def contracts(path):
    """The file as an Arrow table: cents, days as dates, words as dictionaries."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.csv as csv

    words = pa.dictionary(pa.int32(), pa.string())
    types = {
        "entity": words,
        "awarded": pa.date32(),
        "signed": pa.date32(),
        "value": pa.decimal128(18, 2),
        "supplier": words,
    }
    table = csv.read_csv(
        path,
        convert_options=csv.ConvertOptions(column_types=types, include_columns=list(types)),
    )
    cents = pc.multiply(table["value"], pa.scalar(100, pa.decimal128(3, 0)))
    cents = pc.cast(pc.cast(cents, pa.decimal128(22, 2)), pa.int64())
    return table.set_column(3, "value", cents).unify_dictionaries().combine_chunks()


def verdicts(groups):
    """The three verdicts of each group from its sums, in whole numbers."""
    return sorted(
        (county, quarter, sme * 100 >= value * 80, late == 0, took <= 10 * signed)
        for county, quarter, value, sme, late, took, signed in groups
    )


def exact(table):
    """The same, one contract after the other."""
    groups = {}
    for batch in table.to_batches(max_chunksize=65536):
        columns = (batch.column(i).to_pylist() for i in range(5))
        for county, awarded, signed, value, supplier in zip(*columns):
            sums = groups.setdefault((county, (awarded.month + 2) // 3), [0] * 5)
            took = (signed - awarded).days
            sums[0] += value
            sums[1] += value if supplier == "SME" else 0
            sums[2] += took > 10
            sums[3] += took
            sums[4] += 1
    return verdicts((*group, *sums) for group, sums in groups.items())


def duckdb_query(table, threads):
    import duckdb

    base = duckdb.connect(config={"threads": threads})
    base.register("file", table)
    base.execute("CREATE TYPE county AS ENUM (SELECT DISTINCT entity::VARCHAR FROM file)")
    base.execute("CREATE TYPE supplier AS ENUM ('SME', 'large')")
    base.execute(
        "CREATE TABLE contract AS SELECT entity::VARCHAR::county AS entity, awarded, signed, value, "
        "supplier::VARCHAR::supplier AS supplier FROM file"
    )
    base.unregister("file")
    query = f"""
        SELECT entity::VARCHAR, quarter, {SUMS} FROM (
            SELECT entity, quarter(awarded) AS quarter, signed - awarded AS took, value, supplier FROM contract
        ) GROUP BY ALL
    """
    return lambda: base.execute(query).fetchall()


def polars_query(table, threads):
    import polars as pl

    frame = pl.from_arrow(table)
    took = (pl.col("signed") - pl.col("awarded")).dt.total_days()
    query = (
        frame.lazy()
        .group_by("entity", pl.col("awarded").dt.quarter().alias("quarter"))
        .agg(
            pl.col("value").sum(),
            pl.col("value").filter(pl.col("supplier") == "SME").sum().alias("sme"),
            (took > 10).sum().alias("late"),
            took.sum().alias("took"),
            pl.len().alias("signed"),
        )
    )
    return lambda: query.collect().rows()


def datafusion_query(table, threads):
    import datafusion

    context = datafusion.SessionContext(
        datafusion.SessionConfig().with_target_partitions(threads)
    )
    batches = table.to_batches(max_chunksize=8192)
    size = -(-len(batches) // threads)
    parts = [batches[i : i + size] for i in range(0, len(batches), size)]
    context.register_record_batches("contract", parts)
    query = f"""
        SELECT entity, quarter, {SUMS} FROM (
            SELECT entity, date_part('quarter', awarded) AS quarter,
                   CAST(signed AS INT) - CAST(awarded AS INT) AS took, value, supplier
            FROM contract
        ) AS spans GROUP BY entity, quarter
    """

    def run():
        batches = context.sql(query).collect()
        return [tuple(row.values()) for batch in batches for row in batch.to_pylist()]

    return run


def measure(engine, path, threads, runs):
    """Compares one engine's verdicts, then times its query; prints milliseconds."""
    table = contracts(path)
    query = {"duckdb": duckdb_query, "polars": polars_query, "datafusion": datafusion_query}[engine](table, threads)
    found = verdicts((county, int(quarter), *sums) for county, quarter, *sums in query())
    right = exact(table)
    wrong = sum(a != b for one, other in zip(found, right) for a, b in zip(one, other)) + abs(len(found) - len(right))
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        query()
        times.append((time.perf_counter() - start) * 1000)
    print(json.dumps({"rows": table.num_rows, "wrong": wrong, "milliseconds": times}))


def version(engine):
    from importlib.metadata import version

    return f"{engine} {version(engine)}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", help="the CSV file of contracts")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--one", choices=ENGINES, help=argparse.SUPPRESS)
    parser.add_argument("--threads", type=int, default=1, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        measure(arguments.one, arguments.path, arguments.threads, arguments.runs)
        return
    print("| workload | contestant | median | spread | wrong verdicts |\n|---|---|---:|---:|---:|")
    for engine in ENGINES:
        for threads in (1, 2):
            command = [sys.executable, __file__, arguments.path, "--one", engine]
            command += ["--threads", str(threads), "--runs", str(arguments.runs)]
            environment = os.environ | {"POLARS_MAX_THREADS": str(threads), "TOKIO_WORKER_THREADS": str(threads)}
            pin = lambda: os.sched_setaffinity(0, set(range(threads)))  # noqa: E731
            output = subprocess.run(command, env=environment, preexec_fn=pin, capture_output=True, text=True)
            if output.returncode:
                print(output.stderr[-2000:], file=sys.stderr)
                continue
            one = json.loads(output.stdout)
            times = one["milliseconds"]
            print(
                f"| W3-{one['rows']} | {version(engine)}, {threads} thread{'s' * (threads > 1)} "
                f"| {statistics.median(times):.0f} ms | {min(times):.0f} ms to {max(times):.0f} ms "
                f"| {one['wrong'] or 'none'} |"
            )


if __name__ == "__main__":
    main()
