//! What was probably meant: the nearest of the known names, or the names there are.

use dabiao_model::Text;

/// How many names a message lists.
const LISTED: usize = 8;
/// How long a name is compared; longer ones are no slip of the pen.
const COMPARED: usize = 80;
/// How many letters of a name that breaks off there are at least.
const BEGUN: usize = 3;
/// How much of a cell a message repeats.
const SHOWN: usize = 40;

/// A sentence that names the nearest of `names`, else lists what there is.
pub fn known<'a>(wanted: &str, names: impl Iterator<Item = &'a str> + Clone) -> Text {
    nearest(wanted, names.clone()).map_or_else(|| listed(names), did_you_mean)
}

/// A sentence that offers a name.
pub fn did_you_mean(name: &str) -> Text {
    Text::new(
        format!("Did you mean “{name}”?"),
        format!("是否应为“{name}”？"),
    )
}

/// A sentence that lists the names, the first ones of many.
pub fn listed<'a>(names: impl Iterator<Item = &'a str> + Clone) -> Text {
    let count = names.clone().count();
    let first: Vec<&str> = names.take(LISTED).collect();
    if first.is_empty() {
        return Text::new("The policy declares none.", "方案中没有声明。");
    }
    let (en, zh) = (first.join("”, “"), first.join("”“"));
    if count > first.len() {
        return Text::new(
            format!("There are {count}, such as “{en}”."),
            format!("共有{count}个，如“{zh}”。"),
        );
    }
    Text::new(format!("There is “{en}”."), format!("可填“{zh}”。"))
}

/// The name fewest slips away, or one that breaks off; nothing when that is more than a third of its characters.
pub fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = wanted.to_lowercase().chars().take(COMPARED).collect();
    let near = |name: &str| {
        let name: Vec<char> = name.to_lowercase().chars().take(COMPARED).collect();
        if wanted.len() >= BEGUN && name.starts_with(&wanted) {
            return Some(1);
        }
        let most = wanted.len().max(name.len()) / 3;
        let slips = distance(&wanted, &name);
        (slips <= most.max(1) && slips < wanted.len().max(name.len())).then_some(slips)
    };
    names
        .filter_map(|name| Some((near(name)?, name)))
        .min_by_key(|(slips, _)| *slips)
        .map(|n| n.1)
}

/// How many characters must be put in, taken out or changed.
pub fn distance(from: &[char], to: &[char]) -> usize {
    let mut costs: Vec<usize> = (0..=to.len()).collect();
    for (row, a) in (1_usize..).zip(from) {
        let mut diagonal = row.saturating_sub(1);
        let mut left = row;
        for (cost, b) in costs.iter_mut().skip(1).zip(to) {
            let change = diagonal.saturating_add(usize::from(a != b));
            diagonal = *cost;
            left = change
                .min(left.saturating_add(1))
                .min(diagonal.saturating_add(1));
            *cost = left;
        }
        if let Some(first) = costs.first_mut() {
            *first = row;
        }
    }
    costs.last().copied().unwrap_or(0)
}

/// The text of a cell as a message repeats it: on one line, and not all of a long one.
pub fn shown(text: &str) -> String {
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

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn distances_are_levenshtein_s() {
        // The textbook example, and its ends.
        assert_eq!(distance(&chars("kitten"), &chars("sitting")), 3);
        assert_eq!(distance(&chars(""), &chars("临夏县")), 3);
        assert_eq!(distance(&chars("临夏现"), &chars("临夏县")), 1);
    }

    #[test]
    fn a_far_name_is_not_offered() {
        let names = ["临夏县", "永靖县"];
        assert_eq!(
            known("临夏现", names.into_iter()).en,
            "Did you mean “临夏县”?"
        );
        assert_eq!(
            known("兰州", names.into_iter()).zh,
            "可填“临夏县”“永靖县”。"
        );
        assert_eq!(nearest("永", ["夏"].into_iter()), None);
    }
}
