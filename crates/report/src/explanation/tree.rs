//! A derivation as a tree of lines.

use std::fmt::Write as _;

use dabiao_core::explain::Step;

use super::title;
use crate::clean::clean;
use crate::paint::{faint, paint};
use crate::{Look, shown, words};

/// The most steps that are drawn; a formula of more figures is cut off with their number.
const MOST: usize = 200;

/// What stands between a step and its cell.
const GAP: &str = "  ";

/// The tree under its heading; nothing for no steps.
pub(crate) fn section(steps: &[Step], look: Look) -> Option<String> {
    if steps.is_empty() {
        return None;
    }
    let mut lines = Vec::new();
    branch(steps, "", &mut lines, look);
    let beyond = lines.len().saturating_sub(MOST);
    lines.truncate(MOST);
    if beyond > 0 {
        lines.push(words::and_more(beyond, look.language));
    }
    let lines = lines
        .iter()
        .map(|line| format!("  {line}"))
        .collect::<Vec<_>>()
        .join("\n");
    Some(format!("{}\n{lines}", title(words::DERIVATION, look)))
}

fn branch(steps: &[Step], indent: &str, lines: &mut Vec<String>, look: Look) {
    for (index, step) in steps.iter().enumerate() {
        let is_last = index.saturating_add(1) == steps.len();
        let (twig, below) = if is_last {
            ("└ ", "  ")
        } else {
            ("├ ", "│ ")
        };
        lines.push(format!(
            "{}{}",
            paint(&format!("{indent}{twig}"), faint(), look.colour),
            line(step, look)
        ));
        branch(&step.steps, &format!("{indent}{below}"), lines, look);
    }
}

/// `SME share = 7999万元 / 10000万元 = 79.99%  figures.csv:2:5`.
fn line(step: &Step, look: Look) -> String {
    let mut text = clean(step.label.get(look.language)).into_owned();
    if let Some(formula) = &step.formula {
        let _ = write!(text, " = {}", clean(formula.get(look.language)));
    }
    if let Some(value) = &step.value {
        let _ = write!(text, " = {}", shown::value(value, look.language));
    }
    if let Some(at) = &step.at {
        let _ = write!(text, "{GAP}{}", paint(&clean(at), faint(), look.colour));
    }
    text
}

/// Whether a tree without colours shows a cell: `figures.csv:2:5` is not shown by `figures.csv:2:51`.
pub(super) fn shows(tree: &str, at: &str) -> bool {
    let cell = format!("{GAP}{}", clean(at));
    tree.lines().any(|line| line.ends_with(&cell))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_shown_by_a_line_that_ends_in_it() {
        let tree = "How it came about\n  ├ share = 80%  old figures.csv:2:51\n  └ total = 5  figures.csv:3:5";
        assert!(shows(tree, "figures.csv:3:5"));
        assert!(shows(tree, "old figures.csv:2:51"));
        for at in ["old figures.csv:2:5", "figures.csv:2:51", "figures.csv:3"] {
            assert!(!shows(tree, at), "{at}");
        }
    }
}
