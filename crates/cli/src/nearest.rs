//! The names nearest to one that is not known.

/// At most three names that differ least from `wanted`, or that begin or end with it; the nearest first.
pub(crate) fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = wanted.to_lowercase();
    let length = wanted.chars().count();
    let mut ranked: Vec<(usize, &str)> = names
        .filter_map(|name| {
            let lower = name.to_lowercase();
            let begins =
                !wanted.is_empty() && (lower.starts_with(&wanted) || wanted.starts_with(&lower));
            let distance = distance(&wanted, &lower);
            let near = begins || distance <= length.div_ceil(3).max(1);
            near.then_some((if begins { distance.min(1) } else { distance }, name))
        })
        .collect();
    ranked.sort_by_key(|(distance, _)| *distance);
    ranked.dedup();
    ranked.into_iter().map(|(_, name)| name).take(3).collect()
}

/// How many characters have to be put in, taken out or replaced.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (index, c) in a.chars().enumerate() {
        let mut diagonal = index;
        let mut left = index.saturating_add(1);
        let mut next = vec![left];
        for (d, above) in b.iter().zip(row.iter().skip(1)) {
            let replaced = diagonal.saturating_add(usize::from(c != *d));
            left = replaced
                .min(above.saturating_add(1))
                .min(left.saturating_add(1));
            diagonal = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_and_a_beginning_are_near() {
        let ids = ["6.1", "6.2", "16.1", "18.4"];
        assert_eq!(nearest("6.3", ids.into_iter()), ["6.1", "6.2"]);
        assert_eq!(nearest("18", ids.into_iter()), ["18.4"]);
        assert!(nearest("backlog", ids.into_iter()).is_empty());
    }

    #[test]
    fn distances_are_those_of_levenshtein() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "占比"), 2);
        assert_eq!(distance("占比", "占比"), 0);
    }
}
