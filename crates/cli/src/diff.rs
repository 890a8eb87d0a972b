//! A short difference of two texts, line by line.

/// The most lines of a difference that are shown.
const MOST: usize = 20;

/// Texts with more differing lines than this are compared only at their ends.
const MOST_COMPARED: usize = 2_000;

/// A line of a difference.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Change<'a> {
    /// Taken out of the old text: its line there, from 1.
    Out(usize, &'a str),
    /// Put in from the new one.
    In(&'a str),
}

/// What turns one text into the other, in order.
pub(crate) fn changes<'a>(old: &'a str, new: &'a str) -> Vec<Change<'a>> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = |lines: &[&'a str]| lines.get(start..).unwrap_or_default().to_vec();
    let (mut old, mut new) = (rest(&old), rest(&new));
    let end = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    old.truncate(old.len().saturating_sub(end));
    new.truncate(new.len().saturating_sub(end));
    let keep = if old.len().max(new.len()) > MOST_COMPARED {
        Vec::new()
    } else {
        common(&old, &new)
    };
    merge(&old, &new, &keep, start)
}

/// The longest common subsequence as pairs of indices.
fn common(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let width = new.len().saturating_add(1);
    // Lengths of the longest common subsequence of the tails, row by row from the last.
    let mut lengths = vec![0_u16; width.saturating_mul(old.len().saturating_add(1))];
    let at = |i: usize, j: usize| i.saturating_mul(width).saturating_add(j);
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            let get = |place: usize| lengths.get(place).copied().unwrap_or_default();
            let (below, right) = (
                get(at(i.saturating_add(1), j)),
                get(at(i, j.saturating_add(1))),
            );
            let both = get(at(i.saturating_add(1), j.saturating_add(1))).saturating_add(1);
            let best = if a == b { both } else { below.max(right) };
            if let Some(length) = lengths.get_mut(at(i, j)) {
                *length = best;
            }
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while let (Some(a), Some(b)) = (old.get(i), new.get(j)) {
        let get = |place: usize| lengths.get(place).copied().unwrap_or_default();
        let (below, right) = (
            get(at(i.saturating_add(1), j)),
            get(at(i, j.saturating_add(1))),
        );
        if a == b {
            pairs.push((i, j));
            (i, j) = (i.saturating_add(1), j.saturating_add(1));
        } else if below >= right {
            i = i.saturating_add(1);
        } else {
            j = j.saturating_add(1);
        }
    }
    pairs
}

fn merge<'a>(
    old: &[&'a str],
    new: &[&'a str],
    keep: &[(usize, usize)],
    start: usize,
) -> Vec<Change<'a>> {
    let (mut i, mut j, mut changes) = (0, 0, Vec::new());
    for (a, b) in keep.iter().copied().chain([(old.len(), new.len())]) {
        let out = old.iter().enumerate().take(a).skip(i);
        changes.extend(
            out.map(|(line, text)| Change::Out(start.saturating_add(line).saturating_add(1), text)),
        );
        changes.extend(new.iter().take(b).skip(j).map(|text| Change::In(text)));
        (i, j) = (a.saturating_add(1), b.saturating_add(1));
    }
    changes
}

/// The difference as text, at most twenty lines of it.
pub(crate) fn text(name: &str, old: &str, new: &str) -> String {
    let changes = changes(old, new);
    let mut lines: Vec<String> = Vec::new();
    let mut above = None;
    for change in changes.iter().take(MOST) {
        match change {
            Change::Out(line, text) => {
                if above != line.checked_sub(1) {
                    lines.push(format!("{name}:{line}"));
                }
                above = Some(*line);
                lines.push(format!("- {text}"));
            }
            Change::In(text) => lines.push(format!("+ {text}")),
        }
    }
    if lines.is_empty() {
        // Only blanks at line ends or a missing last line end differ.
        lines.push(format!("{name}: …"));
    }
    if changes.len() > MOST {
        lines.push("…".to_owned());
    }
    format!("{}\n", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_shown() {
        let changed = changes("a\nb\nc\nd\n", "a\nB\nc\nd\ne\n");
        assert_eq!(
            changed,
            [Change::Out(2, "b"), Change::In("B"), Change::In("e")]
        );
        assert_eq!(text("p", "a\nb\nc\n", "a\nx\nc\n"), "p:2\n- b\n+ x\n");
    }

    #[test]
    fn a_line_moved_is_taken_out_and_put_in() {
        assert_eq!(
            changes("a\nb\nc", "b\nc\na"),
            [Change::Out(1, "a"), Change::In("a")]
        );
    }
}
