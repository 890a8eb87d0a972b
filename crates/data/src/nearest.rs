//! What was probably meant: the nearest of the known names, or the names there are.

use std::sync::Arc;

use dabiao_diagnostics::nearest::distance;
use dabiao_model::Text;

/// How many names a message lists.
const LISTED: usize = 8;
/// How many equally near names a message offers.
const OFFERED: usize = 3;
/// How long a name is compared; longer ones are no slip of the pen.
const COMPARED: usize = 80;
/// How much of a cell a message repeats.
const SHOWN: usize = 40;

/// A sentence that names the nearest of `names`, else lists them.
pub(crate) fn known<'a>(wanted: &str, names: impl Iterator<Item = &'a str> + Clone) -> Text {
    did_you_mean(wanted, names.clone()).unwrap_or_else(|| listed(names))
}

/// A sentence that names the nearest of all names of `rows`, else lists the first name of each.
pub(crate) fn known_rows<'a>(
    wanted: &str,
    rows: impl Iterator<Item = &'a [Arc<str>]> + Clone,
) -> Text {
    let all = rows
        .clone()
        .flat_map(|names| names.iter().map(AsRef::as_ref));
    let firsts = rows.filter_map(|names| names.first().map(AsRef::as_ref));
    did_you_mean(wanted, all).unwrap_or_else(|| listed(firsts))
}

/// A sentence that lists the names, the first ones of many.
pub(crate) fn listed<'a>(names: impl Iterator<Item = &'a str> + Clone) -> Text {
    let count = names.clone().count();
    let first: Vec<&str> = names.take(LISTED).collect();
    if first.is_empty() {
        return Text::new("The policy declares none.", "方案中没有声明。");
    }
    let (en, zh) = (first.join("”, “"), first.join("”“"));
    let more = count.saturating_sub(first.len());
    if more > 0 {
        return Text::new(
            format!("Choose from “{en}” and {more} more."),
            format!("可选：“{zh}”等{count}个。"),
        );
    }
    Text::new(format!("Choose from “{en}”."), format!("可选：“{zh}”。"))
}

/// A sentence that offers the nearest names; nothing when none is near.
pub(crate) fn did_you_mean<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Option<Text> {
    let nearest = nearest(wanted, names);
    if nearest.is_empty() {
        return None;
    }
    let (en, zh) = (nearest.join("” or “"), nearest.join("”或“"));
    Some(Text::new(
        format!("Did you mean “{en}”?"),
        format!("是否应为“{zh}”？"),
    ))
}

/// The names fewest slips away, where that is not more than a third of the characters.
fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted: Vec<char> = wanted.to_lowercase().chars().take(COMPARED).collect();
    let (mut fewest, mut nearest) = (usize::MAX, Vec::new());
    for name in names {
        let chars: Vec<char> = name.to_lowercase().chars().take(COMPARED).collect();
        let length = wanted.len().max(chars.len());
        let slips = distance(&wanted, &chars);
        let near = slips <= (length / 3).max(1) && slips < length;
        if near && slips < fewest {
            (fewest, nearest) = (slips, vec![name]);
        } else if near && slips == fewest && nearest.len() < OFFERED {
            nearest.push(name);
        }
    }
    nearest
}

/// The text of a cell as a message repeats it: on one line, and not all of a long one.
pub(crate) fn shown(text: &str) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    let mut shown: String = text.chars().map(plain).take(SHOWN).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_far_name_is_not_offered_and_equally_near_ones_all_are() {
        let names = ["临夏市", "临夏县", "永靖县"];
        let offer = known("临夏现", names.into_iter());
        assert_eq!(offer.en, "Did you mean “临夏市” or “临夏县”?");
        let list = known("兰州", names.into_iter());
        assert_eq!(list.zh, "可选：“临夏市”“临夏县”“永靖县”。");
        assert!(nearest("永", ["夏"].into_iter()).is_empty());
    }
}
