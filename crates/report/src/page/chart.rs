//! Pictures drawn for the page: SVG without scripts, in whole numbers, the same bytes for the same figures.

use std::fmt::Write as _;

use dabiao_core::{Date, Period, Ratio, State};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

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

/// A bar a party.
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

/// What stands above bars, and what they are measured by.
pub(super) struct Scale<'a> {
    /// What the picture shows, for who does not see it.
    pub(super) label: &'a str,
    /// The time that it shows.
    pub(super) period: &'a str,
    /// Where the threshold is, and how it is read.
    pub(super) threshold: Option<(Ratio, String)>,
}

/// How wide a letter is taken to be; one of Chinese takes two.
const LETTER: usize = 9;

/// Bars below each other on one scale from zero, each with its name before and its value behind it; nothing for values
/// below zero, or for fewer than two.
pub(super) fn bars(bars: &[Bar], scale: &Scale<'_>) -> Option<String> {
    const WIDTH: usize = 560;
    const LEFT: usize = 198;
    /// Letters of a name in a line, and of a value.
    const NAME: usize = 21;
    const VALUE: usize = 24;
    let threshold = scale.threshold.as_ref().map(|(value, _)| value);
    let values = bars.iter().map(|bar| &bar.value).chain(threshold);
    if bars.len() < 2 || values.clone().any(Ratio::is_negative) {
        return None;
    }
    let largest = values.max()?.clone();
    let longest = bars.iter().map(|bar| bar.shown.width()).max()?.min(VALUE);
    let beside = longest.saturating_mul(LETTER).saturating_add(12);
    let length = WIDTH.saturating_sub(LEFT).saturating_sub(beside);
    let mut top = 24_usize;
    let mut drawn = String::new();
    for bar in bars {
        let lines = lines(&bar.name, NAME);
        let shown = shortened(&bar.shown, VALUE);
        let is_cut = lines.concat() != bar.name || shown != bar.shown;
        let width = along(&bar.value, &largest, length);
        let text = top.saturating_add(17);
        if is_cut {
            let (name, value) = (escaped(&bar.name), escaped(&bar.shown));
            let _ = write!(drawn, "<g><title>{name} {value}</title>");
        }
        for (line, at) in lines.iter().zip((text..).step_by(18)) {
            let x = LEFT.saturating_sub(8);
            let line = escaped(line);
            let _ = write!(
                drawn,
                "<text x=\"{x}\" y=\"{at}\" text-anchor=\"end\">{line}</text>"
            );
        }
        let _ = write!(
            drawn,
            "<rect class=\"{}\" x=\"{LEFT}\" y=\"{}\" width=\"{width}\" height=\"18\"/>\
             <text x=\"{WIDTH}\" y=\"{text}\" text-anchor=\"end\">{}</text>{}",
            bar.state.key(),
            top.saturating_add(3),
            escaped(&shown),
            if is_cut { "</g>" } else { "" },
        );
        let more = lines.len().saturating_sub(1).saturating_mul(18);
        top = top.saturating_add(26).saturating_add(more);
    }
    let label = format!("{} {}", scale.label, scale.period);
    let mut svg = open(WIDTH, top, label.trim_end(), "bars");
    let _ = write!(
        svg,
        "<text x=\"0\" y=\"16\">{}</text>",
        escaped(scale.period)
    );
    svg.push_str(&drawn);
    if let Some((value, said)) = &scale.threshold {
        let x = LEFT.saturating_add(along(value, &largest, length));
        // What is said of the line stands on the side that has room.
        let (at, anchor) = if x > WIDTH / 2 {
            (x.saturating_sub(4), "end")
        } else {
            (x.saturating_add(4), "start")
        };
        let _ = write!(
            svg,
            "<line class=\"threshold\" x1=\"{x}\" y1=\"4\" x2=\"{x}\" y2=\"{top}\"/>\
             <text x=\"{at}\" y=\"16\" text-anchor=\"{anchor}\">{}</text>",
            escaped(said)
        );
    }
    svg.push_str("</svg>");
    Some(svg)
}

/// A name in one line or two, with `…` where it goes on.
fn lines(name: &str, letters: usize) -> Vec<String> {
    if name.width() <= letters {
        return vec![name.to_owned()];
    }
    let mut left = letters;
    let first: String = name.chars().take_while(|it| fits(*it, &mut left)).collect();
    let rest = name.strip_prefix(&*first).unwrap_or_default();
    // A word is not broken where a blank stands near.
    let near = |at: &usize| at.saturating_mul(3) > first.len();
    let blank = first.rfind(' ').filter(near);
    let blank = blank.filter(|_| !rest.starts_with(' '));
    let (first, rest) = blank
        .and_then(|at| name.split_at_checked(at))
        .unwrap_or((&first, rest));
    vec![first.to_owned(), shortened(rest.trim_start(), letters)]
}

fn shortened(text: &str, letters: usize) -> String {
    if text.width() <= letters {
        return text.to_owned();
    }
    let mut left = letters.saturating_sub(1);
    let short = text.chars().take_while(|it| fits(*it, &mut left));
    let mut short: String = short.collect();
    short.push('…');
    short
}

fn fits(letter: char, left: &mut usize) -> bool {
    let rest = left.checked_sub(letter.width().unwrap_or(0));
    *left = rest.unwrap_or(0);
    rest.is_some()
}

/// A value of a period.
pub(super) struct Point {
    pub(super) period: Period,
    pub(super) value: Ratio,
    /// What was asked of it then.
    pub(super) threshold: Option<Ratio>,
    /// Both as they are read.
    pub(super) shown: String,
}

/// A line through the values of one party, each in its time, broken where a period is missing, and as a dashed line what was
/// asked in each period; nothing for fewer than two.
pub(super) fn trend(points: &[Point], whose: &str) -> Option<String> {
    const WIDTH: usize = 120;
    const HEIGHT: usize = 28;
    let (first, last) = (points.first()?, points.last().filter(|_| points.len() > 1)?);
    let all = || {
        points
            .iter()
            .flat_map(|it| std::iter::once(&it.value).chain(&it.threshold))
    };
    let (lowest, highest) = (all().min()?, all().max()?);
    let range = highest - lowest;
    let y = |value: &Ratio| {
        let up = along(&(value - lowest), &range, HEIGHT.saturating_sub(8));
        HEIGHT.saturating_sub(4).saturating_sub(up)
    };
    let start = first.period.start();
    let days = |day: Date| Ratio::whole(i128::from(day.signed_duration_since(start).num_days()));
    let span = days(last.period.end());
    let x = |day: Date| along(&days(day), &span, WIDTH);
    let middle = |it: &Point| {
        let both = x(it.period.start()).saturating_add(x(it.period.end()));
        both.checked_div(2).unwrap_or(0)
    };
    let (mut line, mut asked, mut alone) = (String::new(), String::new(), String::new());
    for run in points.chunk_by(|a, b| a.period.shifted(1) == Some(b.period)) {
        for (index, it) in run.iter().enumerate() {
            let (at, up) = (middle(it), y(&it.value));
            let to = if index == 0 { 'M' } else { 'L' };
            let _ = write!(line, "{to}{at} {up}");
            if let Some(threshold) = &it.threshold {
                let (from, to) = (x(it.period.start()), x(it.period.end()));
                let _ = write!(asked, "M{from} {}H{to}", y(threshold));
            }
            if run.len() == 1 && it.period != last.period {
                let _ = write!(alone, "<circle cx=\"{at}\" cy=\"{up}\" r=\"2\"/>");
            }
        }
    }
    let said: Vec<&str> = points.iter().map(|it| &*it.shown).collect();
    let label = format!("{whose} {}", said.join("; "));
    let mut svg = open(WIDTH, HEIGHT, label.trim_start(), "trend");
    if !asked.is_empty() {
        let _ = write!(svg, "<path class=\"threshold\" d=\"{asked}\"/>");
    }
    let (at, up) = (middle(last), y(&last.value));
    let _ = write!(
        svg,
        "<path class=\"line\" d=\"{line}\"/>{alone}<circle cx=\"{at}\" cy=\"{up}\" r=\"3\"/></svg>"
    );
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

    fn bar(name: &str, value: i128) -> Bar {
        Bar {
            name: name.to_owned(),
            value: Ratio::whole(value),
            shown: value.to_string(),
            state: State::Met,
        }
    }

    fn scale(threshold: Option<i128>) -> Scale<'static> {
        Scale {
            label: "Share",
            period: "2025Q1",
            threshold: threshold.map(|it| (Ratio::whole(it), format!("≥ {it}"))),
        }
    }

    #[test]
    fn the_largest_bar_has_the_whole_length_and_half_of_it_half() {
        let svg = bars(&[bar("A & B", 40), bar("C", 80)], &scale(Some(60))).unwrap();
        // 560 less 198 for names, and 30 for values of two letters: 332.
        assert!(
            svg.contains("width=\"166\"") && svg.contains("width=\"332\""),
            "{svg}"
        );
        // Three quarters of it, and what is said of it before the line; values stand behind all bars.
        assert!(
            svg.contains("x1=\"447\"") && svg.contains("A &amp; B"),
            "{svg}"
        );
        assert!(
            svg.contains("<text x=\"443\" y=\"16\" text-anchor=\"end\">≥ 60</text>"),
            "{svg}"
        );
        assert!(
            svg.contains(">2025Q1</text>") && svg.contains("<text x=\"560\""),
            "{svg}"
        );
    }

    #[test]
    fn a_long_name_stands_in_two_lines_and_is_cut_at_its_end() {
        let long = "第1个名字特别长的县级行政单位以及其所属的经济技术开发区管理委员会";
        let svg = bars(
            &[bar(long, 40), bar("Linxia Hui Autonomous Prefecture", 8)],
            &scale(None),
        );
        let svg = svg.unwrap();
        assert!(svg.contains(">第1个名字特别长的县级</text>"), "{svg}");
        assert!(svg.contains(">行政单位以及其所属的…</text>"), "{svg}");
        assert!(svg.contains(&format!("<title>{long} 40</title>")), "{svg}");
        assert!(svg.contains(">Linxia Hui Autonomous</text>"), "{svg}");
        assert!(svg.contains(">Prefecture</text>"), "{svg}");
    }

    #[test]
    fn nothing_is_drawn_of_one_value_or_below_zero() {
        assert_eq!(bars(&[bar("A", 1)], &scale(None)), None);
        assert_eq!(bars(&[bar("A", 1), bar("B", -1)], &scale(None)), None);
        assert_eq!(trend(&[point("2025Q1", 1, None)], "x"), None);
    }

    fn point(period: &str, value: i128, threshold: Option<i128>) -> Point {
        Point {
            period: Period::parse(period).unwrap(),
            value: Ratio::whole(value),
            threshold: threshold.map(Ratio::whole),
            shown: format!("{period} {value}"),
        }
    }

    #[test]
    fn a_line_of_equal_values_is_level() {
        let level = [point("2025Q1", 3, None), point("2025Q2", 3, None)];
        let svg = trend(&level, "Linxia").unwrap();
        assert!(
            svg.contains("aria-label=\"Linxia 2025Q1 3; 2025Q2 3\""),
            "{svg}"
        );
        assert!(svg.contains("d=\"M29 24L90 24\""), "{svg}");
    }

    #[test]
    fn a_missing_period_is_a_gap_and_each_period_has_its_own_threshold() {
        let points = [
            point("2025Q1", 0, Some(2)),
            point("2025Q2", 2, Some(2)),
            point("2025Q4", 4, Some(4)),
        ];
        let svg = trend(&points, "").unwrap();
        // The year has 364 days from first to last; the third quarter stays empty.
        assert!(
            svg.contains("class=\"line\" d=\"M14 24L44 14M105 4\""),
            "{svg}"
        );
        assert!(svg.contains("d=\"M0 14H29M30 14H59M90 4H120\""), "{svg}");
    }
}
