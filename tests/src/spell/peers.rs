//! Values over all who are compared.

use super::Speller;
use crate::plain::number::Amount;
use crate::plain::peers::{Over, PeerFunction, Peers};
use crate::plain::policy::{Kind, PlainUnit};

impl Speller<'_> {
    /// `best of X over county among others` | `X 在 县 中 最优值 不含本身`.
    pub(super) fn peers(&mut self, peers: &Peers) -> String {
        let of = self.expr(&peers.of);
        let (en, zh) = match peers.function {
            PeerFunction::Best => ("best", "最优值"),
            PeerFunction::Overall => ("overall", "总体值"),
            PeerFunction::Mean => ("mean", "算术平均"),
            PeerFunction::Median => ("median", "中位数"),
            PeerFunction::Rank => ("rank", "位次"),
        };
        let over = match peers.over {
            Over::Unsaid => None,
            Over::Counties => Some(self.kind(Kind::County).to_owned()),
            Over::Group(group) => Some(self.policy.groups[group].name.clone()),
        };
        let others = if peers.others {
            self.say(" among others", " 不含本身")
        } else {
            ""
        };
        match (over, self.chinese) {
            (None, false) => format!("{en} of {of}{others}"),
            (None, true) => format!("{of} {zh}{others}"),
            (Some(over), false) => format!("{en} of {of} over {over}{others}"),
            (Some(over), true) => format!("{of} 在 {over} 中 {zh}{others}"),
        }
    }

    /// `X top 2`, `X top 30%` | `X 前2位`, `X 前30%`.
    pub(super) fn top(&self, name: &str, place: Amount) -> String {
        let share = place.unit == PlainUnit::Percent;
        let number = place.text();
        match (share, self.chinese) {
            (true, false) => format!("{name} top {number}%"),
            (true, true) => format!("{name} 前{number}%"),
            (false, false) => format!("{name} top {number}"),
            (false, true) => format!("{name} 前{number}位"),
        }
    }
}
