#!/usr/bin/env python3
"""Writes the fixtures of `days.rs` from three packages that know China's working days.

    pip install chinesecalendar==1.11.0 holidays==0.109
    npm pack chinese-days@1.5.7 && tar xzf chinese-days-1.5.7.tgz
    python3 make_fixture.py package/dist/chinese-days.json

A line is a year, a character a day: `.` a weekday worked, `-` a weekend day off, a small
letter a holiday by name, the capital a weekend day worked in exchange for it. The letters:
n New Year, s Spring Festival, q Qingming, l Labour Day, d Dragon Boat, m Mid-Autumn,
g National Day (guoqing), v the victory's 70th anniversary; h and H are a holiday unnamed.
None of it comes from this crate's own data, so that the test compares two sources.
"""

import datetime
import importlib.metadata
import json
import pathlib
import sys

import chinese_calendar
import holidays

LETTERS = {
    "New Year's Day": "n",
    "Spring Festival": "s",
    "Tomb-sweeping Day": "q",
    "Labour Day": "l",
    "Dragon Boat Festival": "d",
    "Mid-autumn Festival": "m",
    "National Day": "g",
    "Anti-Fascist 70th Day": "v",
}
FIRST, LAST = 2004, 2026
HERE = pathlib.Path(__file__).parent / "fixtures"


def weekend(date):
    return date.weekday() >= 5


def from_tables(off, worked):
    """The letter of a day by two tables from dates to English names."""

    def letter(date):
        if date in worked:
            return LETTERS[worked[date]].upper()
        if date in off:
            return LETTERS[off[date]]
        return "-" if weekend(date) else "."

    return letter


def from_chinese_days(path):
    table = json.loads(pathlib.Path(path).read_text())

    def names(key):
        return {
            datetime.date.fromisoformat(day): name.split(",")[0]
            for day, name in table[key].items()
        }

    return from_tables(names("holidays"), names("workdays"))


def from_holidays():
    china = holidays.CN(years=range(FIRST, LAST + 1))

    def letter(date):
        if china.is_working_day(date):
            return "H" if weekend(date) else "."
        return "h" if date in china else "-"

    return letter


def write(name, version, letter):
    lines = [f"# {name} {version}, by make_fixture.py"]
    for year in range(FIRST, LAST + 1):
        day, days = datetime.date(year, 1, 1), ""
        while day.year == year:
            days += letter(day)
            day += datetime.timedelta(days=1)
        lines.append(f"{year} {days}")
    (HERE / f"{name}.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    tables = chinese_calendar.constants
    version = importlib.metadata.version("chinesecalendar")
    write("chinesecalendar", version, from_tables(tables.holidays, tables.workdays))
    package = pathlib.Path(sys.argv[1]).parent.parent / "package.json"
    version = json.loads(package.read_text())["version"]
    write("chinese-days", version, from_chinese_days(sys.argv[1]))
    write("holidays", holidays.__version__, from_holidays())
