//! The names nearest to one that is not known.

use dabiao_core::nearest::distance;

/// At most three names that differ least from `wanted`, or that begin or end with it; the nearest first.
pub(crate) fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = wanted.to_lowercase();
    let letters = chars(&wanted);
    let length = letters.len();
    let mut ranked: Vec<(usize, &str)> = names
        .filter_map(|name| {
            let lower = name.to_lowercase();
            let begins =
                !wanted.is_empty() && (lower.starts_with(&wanted) || wanted.starts_with(&lower));
            let distance = distance(&letters, &chars(&lower));
            let near = begins || distance <= length.div_ceil(3).max(1);
            near.then_some((if begins { distance.min(1) } else { distance }, name))
        })
        .collect();
    ranked.sort_by_key(|(distance, _)| *distance);
    ranked.dedup();
    ranked.into_iter().map(|(_, name)| name).take(3).collect()
}

fn chars(text: &str) -> Vec<char> {
    text.chars().collect()
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
}
