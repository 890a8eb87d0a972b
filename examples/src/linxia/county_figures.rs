//! The counties' other figures: halls, supervision, credit, inspections.

use super::COUNTIES;
use super::procurement_figures::HEADERS;
use crate::sheet::{Sheet, tenths};
use crate::split_mix::SplitMix;

const QUARTER: &str = "2025Q1";
const YEAR_BEFORE: &str = "2024Q1";
const QUARTER_END: &str = "2025-03-31";
const SUBMITTED: &str = "2025-04-10";

/// What each office of a county submits.
type Figures = fn(&mut SplitMix, &mut County<'_>);
const OFFICES: [(&str, Figures); 4] = [
    ("政务服务中心", halls),
    ("市场监管局", supervision),
    ("营商环境建设局", credit),
    ("司法局", inspections),
];

/// The figures of one county on their way into the sheet.
struct County<'a> {
    sheet: &'a mut Sheet,
    name: &'static str,
    office: &'static str,
}

impl County<'_> {
    fn figure(&mut self, metric: &str, period: &str, value: &str) {
        let submitted = if period.starts_with("2024") {
            "2025-01-15"
        } else {
            SUBMITTED
        };
        self.submitted(metric, period, value, submitted);
    }

    fn submitted(&mut self, metric: &str, period: &str, value: &str, on: &str) {
        let by = format!("{}{}", self.name, self.office);
        self.sheet
            .row(&[metric, "", self.name, period, value, "", "", on, &by]);
    }

    fn count(&mut self, metric: &str, period: &str, value: u64) {
        self.figure(metric, period, &value.to_string());
    }
}

pub(super) fn sheet(numbers: &mut SplitMix) -> Sheet {
    let mut sheet = Sheet::new("figures-counties.csv", &HEADERS);
    for name in COUNTIES {
        let mut county = County {
            sheet: &mut sheet,
            name,
            office: "",
        };
        for (office, figures) in OFFICES {
            county.office = office;
            figures(numbers, &mut county);
        }
    }
    sheet
}

fn halls(numbers: &mut SplitMix, county: &mut County<'_>) {
    let surveyed = u64::from(!matches!(county.name, "广河县" | "东乡县"));
    county.count("halls surveyed", QUARTER_END, surveyed);
    let staff = numbers.between(60, 140);
    // A few have rechecked everybody by the end of March.
    let missing = if numbers.one_in(3) {
        0
    } else {
        numbers.between(5, 40)
    };
    county.count("window staff", QUARTER_END, staff);
    county.count(
        "window staff rechecked",
        QUARTER_END,
        staff.saturating_sub(missing),
    );
    let items = numbers.between(380, 460);
    let outside = if county.name == "东乡县" { 2 } else { 0 };
    county.count("items to be admitted", QUARTER_END, items);
    county.count("items admitted", QUARTER_END, items.saturating_sub(outside));
    for (metric, low, high) in [("handling days", 45, 72), ("handling steps", 31, 42)] {
        let before = numbers.between(low, high);
        // 积石山县 stands where it stood: not worse, and not better.
        let gained = if county.name == "积石山县" {
            0
        } else {
            numbers.between(2, 9)
        };
        county.figure(metric, YEAR_BEFORE, &tenths(before));
        county.figure(metric, QUARTER, &tenths(before.saturating_sub(gained)));
    }
}

fn supervision(numbers: &mut SplitMix, county: &mut County<'_>) {
    let tasks = numbers.between(40, 80);
    county.count("random inspection tasks", QUARTER, tasks);
    county.count(
        "joint inspection tasks",
        QUARTER,
        tasks.saturating_mul(numbers.between(62, 75)) / 100,
    );
    let before = numbers.between(860, 930);
    let gained = numbers.between(5, 40);
    let now = if county.name == "康乐县" {
        before.saturating_sub(12)
    } else {
        before.saturating_add(gained)
    };
    county.figure("disclosure rate", YEAR_BEFORE, &tenths(before));
    county.figure("disclosure rate", QUARTER, &tenths(now));
}

fn credit(numbers: &mut SplitMix, county: &mut County<'_>) {
    let (before, fewer) = (numbers.between(14, 40), numbers.between(3, 9));
    let (before, now) = match county.name {
        // Nothing left, then and now: nothing to be faster at.
        "临夏市" => (0, 0),
        "广河县" => (before, before.saturating_add(1)),
        _ => (before, before.saturating_sub(fewer)),
    };
    county.count("legacy code errors", "2024-12-31", before);
    county.count("legacy code errors", QUARTER_END, now);
    county.count(
        "new code errors",
        QUARTER,
        u64::from(county.name == "东乡县"),
    );
    let due = numbers.between(6, 20);
    let (due, repaired) = match county.name {
        // Nobody qualified in the quarter: nothing to measure.
        "广河县" => (0, 0),
        "临夏县" => (due, due.saturating_sub(1)),
        _ => (due, due),
    };
    county.count("enterprises due for repair", QUARTER, due);
    county.count("enterprises repaired", QUARTER, repaired);
    finance(numbers, county);
}

/// The chain from all businesses to those with a loan, with its first steps in April for two counties.
fn finance(numbers: &mut SplitMix, county: &mut County<'_>) {
    let surviving = numbers.between(80, 260).saturating_mul(100);
    let verified = match county.name {
        // Exactly a quarter.
        "康乐县" => surviving / 4,
        // A business short of a quarter.
        "东乡县" => (surviving / 4).saturating_sub(1),
        _ => surviving.saturating_mul(numbers.between(262, 330)) / 1000,
    };
    let authorised = verified.saturating_mul(numbers.between(520, 600)) / 1000;
    let granted = match county.name {
        // A digit too many: more loans than authorisations, so the figure is not believed.
        "和政县" => authorised.saturating_mul(10) / 2,
        _ => authorised.saturating_mul(numbers.between(505, 580)) / 1000,
    };
    let chain = [
        ("surviving businesses", surviving),
        ("businesses verified", verified),
        ("businesses authorised", authorised),
        ("businesses granted loans", granted),
    ];
    for (metric, value) in chain {
        county.count(metric, QUARTER_END, value);
    }
    if matches!(county.name, "临夏市" | "永靖县") {
        for (metric, value) in chain {
            let grown = value.saturating_mul(102) / 100;
            county.submitted(metric, "2025-04-28", &grown.to_string(), "2025-04-29");
        }
    }
}

fn inspections(numbers: &mut SplitMix, county: &mut County<'_>) {
    let all = numbers.between(30, 90);
    let (all, scanned) = match county.name {
        // The denominator was left at zero.
        "康乐县" => (0, all),
        "永靖县" => (all, all.saturating_sub(1)),
        _ => (all, all),
    };
    county.count("inspections", QUARTER, all);
    county.count("inspections scanned", QUARTER, scanned);
    county.count("arbitrary inspections", QUARTER, 0);
    county.count(
        "duplicate inspections",
        QUARTER,
        u64::from(county.name == "和政县"),
    );
}
