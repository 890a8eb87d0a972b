#!/usr/bin/env python3
"""Counts every case of `limits.csv` day by day, apart from this crate, and compares.

    pip install chinesecalendar==1.11.0
    python3 check_limits.py

The days come from chinesecalendar, but for 31 December 2005, which it takes for a day off: the
notice for 2006 (国办发明电〔2005〕35号) has it worked.
"""

import calendar
import csv
import datetime
import pathlib

import chinese_calendar

ONE = datetime.timedelta(days=1)
UNITS = [("工作日", "w"), ("working", "w"), ("小时", "h"), ("hour", "h"), ("个月", "m")]
UNITS += [("month", "m"), ("week", "k"), ("周", "k"), ("year", "y"), ("年", "y")]
UNITS += [("day", "d"), ("日", "d")]


class Unknown(Exception):
    pass


def works(day):
    if not 2004 <= day.year <= 2026:
        raise Unknown(f"not announced {day.year}")
    return day == datetime.date(2005, 12, 31) or chinese_calendar.is_workday(day)


def month_on(day, months):
    """The same day so many months on, and whether that month has it."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(years, month + 1)[1]
    return datetime.date(years, month + 1, min(day.day, last)), day.day <= last


def read(limit):
    if limit == "当日":
        return 0, "d"
    limit = limit.replace("一", "1")
    count = "".join(c for c in limit if c.isdigit())
    unit = next(unit for name, unit in UNITS if name in limit)
    return int(count), unit


def last_day(day, count, unit, civil, counting, back):
    if unit == "h":
        if count % 24:
            raise Unknown("needs time")
        count, unit = count // 24, "d"
    if (unit, count) > ("d", 36500) and unit == "d" or unit == "y" and count > 100:
        raise Unknown("too long")
    if unit == "k" and count > 5200:
        raise Unknown("too long")
    if count == 0:
        return day
    step = -ONE if back else ONE
    if unit == "k":
        count, unit = count * 7, "d"
    if unit == "y":
        count, unit = count * 12, "m"
    if unit == "m":
        day, exists = month_on(day, -count if back else count)
        if counting and (exists or back):
            day -= step
    else:
        if unit == "w":
            works(day)
        day = day - step if counting else day
        while count:
            day += step
            count -= unit == "d" or works(day)
    while civil and not back and unit != "w" and not works(day):
        day += ONE
    return day


if __name__ == "__main__":
    wrong = 0
    with open(pathlib.Path(__file__).parent / "limits.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            flags = row["basis"] == "civil code", row["count_start"] == "yes"
            start = datetime.date.fromisoformat(row["start"])
            try:
                found = str(last_day(start, *read(row["limit"]), *flags, row["direction"] == "before"))
            except Unknown as problem:
                found = str(problem)
            if found != row["expected"]:
                wrong += 1
                print(row, "counted:", found)
    print("differences:", wrong)
