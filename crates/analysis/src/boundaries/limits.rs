//! Tests of limits: on the last day and the day after it, and at the share of cases that must keep one.

use dabiao_eval::program::{RowLimit, Schedule};
use dabiao_model::{Date, Dimension, Language, Period, Ratio, Text};

use super::asked::{Asked, Leaf, Turn};
use super::days::{Counting, Start, starts};
use super::row::Setting;
use super::target::Subject;
use super::{Sitting, Writer};

impl Writer<'_> {
    /// At the share of cases that must keep a limit, and beside it.
    pub(super) fn share(
        &mut self,
        subject: Subject<'_>,
        sitting: Sitting,
        asked: &Asked<'_>,
        leaf: &Leaf,
    ) {
        let Turn::Kept(var, limit) = &leaf.turn else {
            return;
        };
        let Some((_, share)) = self.program.limits.get(limit.index()).map(|it| &it.share) else {
            return;
        };
        let step = Ratio::new(1, 1_000);
        let percent = self.program.schema.units.plainest(&Dimension::Ratio);
        for (value, en, zh) in [
            (share.clone(), "at", "恰为"),
            (share - &step, "just below", "略低于"),
            (share + &step, "just above", "略高于"),
        ] {
            let values = asked.with(leaf, *var, &value);
            let shown = |language| percent.show(share, 12, language);
            let label = Text::new(
                format!("{en} {}", shown(Language::English)),
                format!("{zh}{}", shown(Language::Chinese)),
            );
            self.point(subject, sitting, asked, (&label, values, None));
        }
    }

    /// The last day of a limit and the day after it, from days on which counting goes wrong.
    pub(super) fn limit(&mut self, subject: Subject<'_>, leaf: usize, counting: Counting) {
        let Some(schedule) = subject.schedule else {
            self.unmade(
                subject.id,
                "a limit in a check has no period of its own",
                "核验中的时限没有自己的周期",
            );
            return;
        };
        let is_judged = |day: &Date| self.sitting_of(schedule, *day).is_some();
        let span = (self.first_day(), self.last_day());
        let all = starts(self.calendar, counting, span, is_judged);
        let mut made = false;
        for start in all {
            let Some(sitting) = self.sitting_of(schedule, start.day) else {
                continue;
            };
            let asked = self.asked(subject, sitting);
            let Some(leaf) = asked.leaves.get(leaf) else {
                continue;
            };
            let Turn::Kept(var, _) = leaf.turn else {
                continue;
            };
            for (value, en, zh) in [
                (1, "on the last day", "最后一天"),
                (0, "a day late", "晚一天"),
            ] {
                let values = asked.with(leaf, var, &Ratio::whole(value));
                let label = Text::new(
                    format!(
                        "{} from {}, {en}{}",
                        counting.limit.en(),
                        start.day,
                        start.why.en
                    ),
                    format!(
                        "自{}起{}，{zh}{}",
                        start.day,
                        counting.limit.zh(),
                        start.why.zh
                    ),
                );
                made |= self.point(subject, sitting, &asked, (&label, values, Some(&start)));
            }
        }
        if !made {
            self.unmade(
                subject.id,
                "no day in force starts its limit",
                "有效期内没有可作起点的日子",
            );
        }
    }

    /// When what happened on a day is judged.
    fn sitting_of(&self, schedule: &Schedule, day: Date) -> Option<Sitting> {
        let once = schedule.once.iter().find(|once| once.period.contains(day));
        if let Some(once) = once {
            return Some(Sitting {
                period: Some(once.period),
                due: Some(once.due),
            });
        }
        match schedule.each {
            Some(each) => self.judged_in(each, Period::containing(day, each.cadence)?),
            None if schedule.once.is_empty() => Some(Sitting {
                period: None,
                due: None,
            }),
            None => None,
        }
    }

    /// A start that nothing makes special.
    pub(super) fn ordinary(&self, limit: &RowLimit, at: Setting<'_>) -> Option<Start> {
        let all = starts(self.calendar, Counting::of(limit), (at.day, at.end), |_| {
            true
        });
        all.into_iter().next()
    }
}
