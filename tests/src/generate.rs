//! The generator: policies, data and dates in the plain model, made from a tape of choices.
//!
//! It keeps to what the language page decides. What the page leaves open is not generated, and the place says so.

mod checks;
mod conditions;
mod escalations;
mod figures;
mod metrics;
mod milestones;
mod peers;
mod records;
mod references;
mod scores;
mod tape;
mod targets;
mod times;

use chrono::Days;
use dabiao_model::{Cadence, Date};
use proptest::prelude::*;

pub use metrics::{Catalogue, Comparable};
pub use tape::{Tape, tapes};

use crate::plain::period::{months_later, ymd};
use crate::plain::policy::{Basis, Entity, Group, Kind};
use crate::plain::{PlainData, PlainPolicy};

/// A policy with data, the days on which it is evaluated, and how it is spelled.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// The policy.
    pub policy: PlainPolicy,
    /// What was submitted.
    pub data: PlainData,
    /// The evaluation dates.
    pub dates: Vec<Date>,
    /// Choices of words and languages.
    pub spelling: Tape,
}

/// What is being built.
#[derive(Debug)]
pub(crate) struct Builder {
    tape: Tape,
    policy: PlainPolicy,
    data: PlainData,
    catalogue: Catalogue,
    cadence: Cadence,
    /// Whether names are Chinese.
    chinese: bool,
    /// Whether every figure carries its day of submission; else none lies after the horizon.
    dated: bool,
    /// The only evaluation date of figures without days of submission.
    horizon: Date,
}

/// Scenarios.
pub fn scenarios() -> impl Strategy<Value = Scenario> {
    (tapes(), tapes()).prop_map(|(choices, spelling)| Scenario::from_tape(choices, spelling))
}

impl Scenario {
    /// The scenario that a tape describes.
    pub fn from_tape(choices: Tape, spelling: Tape) -> Self {
        let mut builder = Builder {
            tape: choices,
            policy: PlainPolicy::default(),
            data: PlainData::default(),
            catalogue: Catalogue::default(),
            cadence: Cadence::Quarterly,
            chinese: false,
            dated: false,
            horizon: ymd(2025, 12, 31),
        };
        builder.build();
        let dates = builder.dates();
        Self {
            policy: builder.policy,
            data: builder.data,
            dates,
            spelling,
        }
    }
}

impl Builder {
    fn build(&mut self) {
        self.chinese = self.tape.chance(50);
        self.dated = self.tape.chance(50);
        self.horizon = self.day();
        self.cadence = self.pick_cadence();
        self.frame();
        self.parties();
        self.metrics();
        self.checks();
        self.figures();
        self.records();
        self.targets();
        self.milestones();
        self.scores();
        self.escalations();
    }

    fn frame(&mut self) {
        let spans = [
            (ymd(2025, 1, 1), ymd(2025, 12, 31)),
            (ymd(2025, 1, 1), ymd(2025, 6, 30)),
            (ymd(2024, 7, 1), ymd(2025, 12, 31)),
            (ymd(2025, 2, 15), ymd(2025, 12, 31)),
        ];
        self.policy.in_force = Some(self.tape.pick(&spans));
        self.policy.monitor =
            self.tape
                .pick(&[Some(Cadence::Quarterly), None, Some(Cadence::HalfYearly)]);
        self.policy.basis = self
            .tape
            .pick(&[Some(Basis::CivilCode), Some(Basis::Plain), None]);
        self.policy.own_units = self.tape.chance(25);
        self.policy.working_day = self.tape.chance(40);
        self.policy.figures_due = self.tape.chance(25).then_some(10);
    }

    fn parties(&mut self) {
        let names = if self.chinese {
            ["临夏州", "临夏县", "永靖县", "广河县"]
        } else {
            ["Linxia", "Yongjing", "Guanghe", "Hezheng"]
        };
        let counties = 2 + self.tape.below(2);
        for (index, name) in names.into_iter().take(counties + 1).enumerate() {
            let (kind, parent) = match index {
                0 => (Kind::Prefecture, None),
                _ => (Kind::County, Some(0)),
            };
            self.entity(name, kind, parent);
        }
        if self.tape.chance(30) {
            self.province();
        }
        let name = if self.chinese {
            "有条件的县市"
        } else {
            "capable counties"
        };
        self.policy.groups.push(Group {
            name: name.to_owned(),
            members: (1..counties).collect(),
        });
    }

    fn entity(&mut self, name: &str, kind: Kind, parent: Option<usize>) -> usize {
        self.policy.entities.push(Entity {
            name: name.to_owned(),
            kind,
            parent,
        });
        self.policy.entities.len() - 1
    }

    /// A level above: another prefecture with a county or two, and the province that both lie in.
    fn province(&mut self) {
        let (names, counties) = match self.chinese {
            true => (["甘肃省", "甘南州"], ["合作市", "玛曲县"]),
            false => (["Gansu", "Gannan"], ["Hezuo", "Maqu"]),
        };
        let other = self.entity(names[1], Kind::Prefecture, None);
        for name in counties.into_iter().take(1 + self.tape.below(2)) {
            self.entity(name, Kind::County, Some(other));
        }
        let province = self.entity(names[0], Kind::Province, None);
        for prefecture in [0, other] {
            self.policy.entities[prefecture].parent = Some(province);
        }
    }

    /// A name in the policy's language.
    fn named(&self, (en, zh): (&str, &str)) -> String {
        if self.chinese { zh } else { en }.to_owned()
    }

    /// A day of the year, with a liking for the ends of periods and the days beside them.
    fn day(&mut self) -> Date {
        let months = i32::try_from(self.tape.below(12)).unwrap_or(0);
        let end = months_later(ymd(2025, 1, 31), months);
        match self.tape.below(4) {
            0 => end,
            1 => end + Days::new(1 + self.tape.below(12) as u64),
            2 => end - Days::new(1),
            _ => end - Days::new(self.tape.below(28) as u64),
        }
    }

    fn dates(&mut self) -> Vec<Date> {
        if self.dated {
            vec![ymd(2025, 12, 31), self.day(), self.day()]
        } else {
            vec![self.horizon]
        }
    }
}
