//! The picture: a panel a workload, the time a unit over the size, both by powers of ten; level is in proportion.
#![expect(
    clippy::cast_precision_loss,
    reason = "where a point is drawn is no verdict"
)]

use std::fmt::Write as _;

use super::Series;
use crate::report::duration;

/// The width of a panel with its margins, and the height of the picture.
const PANEL: (f64, f64) = (340.0, 300.0);
/// Left and right, top and bottom of the field in a panel.
const FIELD: [f64; 4] = [70.0, 325.0, 40.0, 225.0];
/// One colour a contestant of a panel.
const COLOURS: [&str; 4] = ["#1f5f99", "#b5541c", "#3a7d44", "#7a4b94"];

/// All series as one picture.
pub(super) fn svg(all: &[Series]) -> String {
    let mut workloads: Vec<&str> = all.iter().map(|it| it.workload.as_str()).collect();
    workloads.dedup();
    let width = PANEL.0 * workloads.len() as f64;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {}\" font-family=\"sans-serif\" \
         font-size=\"11\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n",
        PANEL.1
    );
    for (place, workload) in workloads.iter().enumerate() {
        let series: Vec<&Series> = all.iter().filter(|it| it.workload == *workload).collect();
        // INVARIANT: writing into a String cannot fail.
        let _ = writeln!(
            svg,
            "<g transform=\"translate({} 0)\">",
            PANEL.0 * place as f64
        );
        panel(&mut svg, workload, &series);
        svg.push_str("</g>\n");
    }
    svg.push_str("</svg>\n");
    svg
}

/// Whole powers of ten around what is drawn.
struct Scale {
    from: f64,
    to: f64,
    start: f64,
    end: f64,
}

impl Scale {
    fn around(numbers: impl Iterator<Item = u64>, start: f64, end: f64) -> Self {
        let (least, most) = numbers.fold((u64::MAX, 1), |(least, most), it| {
            (least.min(it.max(1)), most.max(it))
        });
        let from = (least as f64).log10().floor();
        let to = (most as f64).log10().ceil().max(from + 1.0);
        Self {
            from,
            to,
            start,
            end,
        }
    }

    fn place(&self, number: u64) -> f64 {
        let share = ((number.max(1) as f64).log10() - self.from) / (self.to - self.from);
        self.start + (self.end - self.start) * share
    }

    fn powers(&self) -> impl Iterator<Item = u64> {
        let mut power = self.from;
        let to = self.to;
        std::iter::from_fn(move || {
            let exponent = format!("{power:.0}").parse().ok().filter(|_| power <= to)?;
            power += 1.0;
            10_u64.checked_pow(exponent)
        })
    }
}

fn panel(svg: &mut String, workload: &str, series: &[&Series]) {
    let [left, right, top, bottom] = FIELD;
    let points = || series.iter().flat_map(|it| it.points.iter());
    let across = Scale::around(points().map(|it| it.0), left, right);
    let up = Scale::around(points().map(|it| it.1), bottom, top);
    let counted = series.first().map_or("", |it| it.counted);
    let _ = writeln!(
        svg,
        "<text x=\"{left}\" y=\"22\" font-size=\"13\">{workload}: time a {counted} over {counted}s</text>"
    );
    for size in across.powers() {
        let x = across.place(size);
        let _ = writeln!(
            svg,
            "<path d=\"M{x:.1} {top}V{bottom}\" stroke=\"#ddd\"/><text x=\"{x:.1}\" y=\"{}\" \
             text-anchor=\"middle\">{size}</text>",
            bottom + 15.0
        );
    }
    for time in up.powers() {
        let y = up.place(time);
        let _ = writeln!(
            svg,
            "<path d=\"M{left} {y:.1}H{right}\" stroke=\"#ddd\"/><text x=\"{}\" y=\"{:.1}\" \
             text-anchor=\"end\">{}</text>",
            left - 5.0,
            y + 4.0,
            duration(time)
        );
    }
    for (place, (series, colour)) in series.iter().zip(COLOURS).enumerate() {
        line(svg, series, colour, &across, &up);
        let y = bottom + 36.0 + 15.0 * place as f64;
        let _ = writeln!(
            svg,
            "<text x=\"{left}\" y=\"{y}\" fill=\"{colour}\">{}</text>",
            series.contestant
        );
    }
}

fn line(svg: &mut String, series: &Series, colour: &str, across: &Scale, up: &Scale) {
    let places: Vec<(f64, f64)> = series
        .points
        .iter()
        .map(|(size, each)| (across.place(*size), up.place(*each)))
        .collect();
    let path: Vec<String> = places
        .iter()
        .map(|(x, y)| format!("{x:.1},{y:.1}"))
        .collect();
    let _ = writeln!(
        svg,
        "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
        path.join(" ")
    );
    for (x, y) in places {
        let _ = writeln!(
            svg,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\" fill=\"{colour}\"/>"
        );
    }
}
