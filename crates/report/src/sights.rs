//! How the tests of a policy have seen each of its comparisons, as text and as JSON.

use dabiao_core::Language;
use dabiao_core::scenario::{Compared, Sight, Sights};

use crate::clean::clean;
use crate::document::{SeenEntry, SightsEntry};
use crate::paint::{heading, paint};
use crate::table::{Fit, Grid};
use crate::{Look, words};

/// A way in which a comparison comes out: its key, and its names.
fn named(sight: Sight) -> (&'static str, &'static str, &'static str) {
    match sight {
        Sight::Met => ("met", "met", "达标"),
        Sight::Unmet => ("unmet", "unmet", "未达标"),
        Sight::NoData => ("no_data", "no data", "缺报"),
        Sight::AtThreshold => ("at_threshold", "at the threshold", "恰为门槛"),
    }
}

fn missing(compared: &Compared) -> Vec<Sight> {
    compared.can.difference(&compared.seen).copied().collect()
}

/// How much was seen, then each comparison with what no test shows of it. With a line end.
pub fn sights_text(sights: &Sights, look: Look) -> String {
    let language = look.language;
    let (seen, all, percent) = (sights.seen(), sights.all(), sights.percent());
    let count = sights.compared.len();
    let line = language.pick(
        format!("  {count} comparisons: {seen} of {all} ways in which they come out are seen ({percent}%)"),
        format!("  共 {count} 处比较、{all} 种结果，测试见到 {seen} 种（{percent}%）"),
    );
    let wanting = sights.compared.iter();
    let wanting: Vec<&Compared> = wanting.filter(|it| !missing(it).is_empty()).collect();
    if wanting.is_empty() {
        return format!("{line}\n");
    }
    let mut grid = Grid::new(vec![
        (words::TARGET.get(language), Fit::Whole),
        (words::COMPARISON.get(language), Fit::Wraps(30)),
        (words::NEVER_SEEN.get(language), Fit::Wraps(20)),
    ]);
    for compared in wanting {
        let names = missing(compared).into_iter().map(named);
        let names: Vec<&str> = names.map(|(_, en, zh)| language.pick(en, zh)).collect();
        let names = names.join(words::comma(language));
        let cells = [&*compared.id, compared.label.get(language), &names];
        grid.row(cells.map(|cell| clean(cell).into()));
    }
    let heads = paint(words::NOT_SEEN.get(language), heading(), look.colour);
    format!("{line}\n\n{heads}\n{}\n", grid.render(look))
}

/// The same as an entry of a document.
pub(crate) fn sights_entry(sights: &Sights, language: Language) -> SightsEntry {
    let keys = |all: Vec<Sight>| all.into_iter().map(|it| named(it).0).collect();
    SightsEntry {
        all: sights.all(),
        seen: sights.seen(),
        percent: sights.percent(),
        comparisons: sights
            .compared
            .iter()
            .map(|it| SeenEntry {
                id: it.id.to_string(),
                comparison: it.label.get(language).to_owned(),
                seen: keys(it.seen.iter().copied().collect()),
                unseen: keys(missing(it)),
            })
            .collect(),
    }
}
