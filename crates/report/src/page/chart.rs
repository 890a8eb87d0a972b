//! Pictures drawn for the page: SVG without scripts, in whole numbers, the same bytes for the same figures.

use std::fmt::Write as _;

use dabiao_core::{Ratio, State};

/// Parts of a whole beside each other, each as wide as its count.
pub(super) fn states(counts: &[(State, usize, &str)], label: &str) -> String {
    const WIDTH: usize = 1000;
    let total = counts
        .iter()
        .fold(0_usize, |sum, it| sum.saturating_add(it.1));
    let mut svg = open(WIDTH, 28, label, "states");
    let mut before = 0_usize;
    let at = |count: usize| count.saturating_mul(WIDTH).checked_div(total).unwrap_or(0);
    for (state, count, name) in counts.iter().filter(|it| it.1 > 0) {
        let (from, to) = (at(before), at(before.saturating_add(*count)));
        let width = to.saturating_sub(from);
        let _ = write!(
            svg,
            "<rect class=\"{}\" x=\"{from}\" y=\"0\" width=\"{width}\" height=\"28\"><title>{} {count}</title></rect>",
            state.key(),
            escaped(name),
        );
        before = before.saturating_add(*count);
    }
    svg.push_str("</svg>");
    svg
}

/// A bar a party, with a line where the threshold is.
pub(super) struct Bar {
    /// Whose.
    pub(super) name: String,
    /// The value.
    pub(super) value: Ratio,
    /// The value as it is read.
    pub(super) shown: String,
    /// How it stands.
    pub(super) state: State,
}

/// Bars below each other on one scale from zero; nothing for values below it, or for fewer than two.
pub(super) fn bars(bars: &[Bar], threshold: Option<&Ratio>, label: &str) -> Option<String> {
    const ROW: usize = 26;
    const LEFT: usize = 230;
    const LENGTH: usize = 560;
    let values = bars.iter().map(|bar| &bar.value).chain(threshold);
    if bars.len() < 2 || values.clone().any(Ratio::is_negative) {
        return None;
    }
    let largest = values.max()?.clone();
    let height = bars.len().saturating_mul(ROW);
    let mut svg = open(1000, height, label, "bars");
    for (index, bar) in bars.iter().enumerate() {
        let top = index.saturating_mul(ROW);
        let (text, width) = (top.saturating_add(17), along(&bar.value, &largest, LENGTH));
        let after = LEFT.saturating_add(width).saturating_add(8);
        let _ = write!(
            svg,
            "<text x=\"{}\" y=\"{text}\" text-anchor=\"end\">{}</text>\
             <rect class=\"{}\" x=\"{LEFT}\" y=\"{}\" width=\"{width}\" height=\"18\"/>\
             <text x=\"{after}\" y=\"{text}\">{}</text>",
            LEFT.saturating_sub(8),
            escaped(&bar.name),
            bar.state.key(),
            top.saturating_add(4),
            escaped(&bar.shown),
        );
    }
    if let Some(threshold) = threshold {
        let x = LEFT.saturating_add(along(threshold, &largest, LENGTH));
        let _ = write!(
            svg,
            "<line class=\"threshold\" x1=\"{x}\" y1=\"0\" x2=\"{x}\" y2=\"{height}\"/>"
        );
    }
    svg.push_str("</svg>");
    Some(svg)
}

/// A line through the values of one party, first to last; nothing for fewer than two.
pub(super) fn trend(values: &[Ratio], threshold: Option<&Ratio>, label: &str) -> Option<String> {
    const WIDTH: usize = 120;
    const HEIGHT: usize = 28;
    let last = values.len().checked_sub(1).filter(|last| *last > 0)?;
    let all = || values.iter().chain(threshold);
    let (lowest, highest) = (all().min()?, all().max()?);
    let range = highest - lowest;
    let y = |value: &Ratio| {
        let up = along(&(value - lowest), &range, HEIGHT.saturating_sub(8));
        HEIGHT.saturating_sub(4).saturating_sub(up)
    };
    let x = |index: usize| {
        let along = index.saturating_mul(WIDTH.saturating_sub(8));
        along.checked_div(last).unwrap_or(0).saturating_add(4)
    };
    let mut svg = open(WIDTH, HEIGHT, label, "trend");
    if let Some(threshold) = threshold {
        let y = y(threshold);
        let _ = write!(
            svg,
            "<line class=\"threshold\" x1=\"0\" y1=\"{y}\" x2=\"{WIDTH}\" y2=\"{y}\"/>"
        );
    }
    let points: Vec<String> = values
        .iter()
        .enumerate()
        .map(|(index, value)| format!("{},{}", x(index), y(value)))
        .collect();
    let _ = write!(svg, "<polyline points=\"{}\"/>", points.join(" "));
    if let Some(value) = values.last() {
        let _ = write!(
            svg,
            "<circle cx=\"{}\" cy=\"{}\" r=\"3\"/>",
            x(last),
            y(value)
        );
    }
    svg.push_str("</svg>");
    Some(svg)
}

fn open(width: usize, height: usize, label: &str, class: &str) -> String {
    format!(
        "<svg class=\"{class}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}\">",
        escaped(label)
    )
}

/// How far along a length of so many steps a value is, the largest being at its end.
fn along(value: &Ratio, largest: &Ratio, length: usize) -> usize {
    let Some(share) = value.checked_div(largest) else {
        return 0;
    };
    let length = Ratio::whole(i128::try_from(length).unwrap_or(0));
    (&share * &length).digits(0).parse().unwrap_or(0)
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(value: i128) -> Bar {
        Bar {
            name: "A & B".to_owned(),
            value: Ratio::whole(value),
            shown: value.to_string(),
            state: State::Met,
        }
    }

    #[test]
    fn the_largest_bar_has_the_whole_length_and_half_of_it_half() {
        let svg = bars(&[bar(40), bar(80)], Some(&Ratio::whole(60)), "x").unwrap();
        assert!(
            svg.contains("width=\"280\"") && svg.contains("width=\"560\""),
            "{svg}"
        );
        assert!(
            svg.contains("x1=\"650\"") && svg.contains("A &amp; B"),
            "{svg}"
        );
    }

    #[test]
    fn nothing_is_drawn_of_one_value_or_below_zero() {
        assert_eq!(bars(&[bar(1)], None, "x"), None);
        assert_eq!(bars(&[bar(1), bar(-1)], None, "x"), None);
        assert_eq!(trend(&[Ratio::whole(1)], None, "x"), None);
    }

    #[test]
    fn a_line_of_equal_values_is_level() {
        let level = [Ratio::whole(3), Ratio::whole(3)];
        let svg = trend(&level, None, "x").unwrap();
        assert!(svg.contains("points=\"4,24 116,24\""), "{svg}");
    }
}
