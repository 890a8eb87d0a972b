//! How cost grows with size: tables with a straight line through them, and a picture.

mod plot;
mod sizes;

use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;

use crate::process;
use crate::report::duration;
use crate::workload::Workload;

pub use sizes::workloads;

/// One way to do a piece of work at several sizes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Series {
    /// The workload: `W1`.
    pub workload: String,
    /// What the size counts: targets, rows.
    pub counted: &'static str,
    /// Who it is.
    pub contestant: String,
    /// The sizes, each with the median time a unit, in picoseconds.
    pub points: Vec<(u64, u64)>,
}

/// Measures all sizes.
pub fn measure(workloads: &[Workload], runs: usize) -> Vec<Series> {
    let mut all: Vec<Series> = Vec::new();
    for workload in workloads {
        for line in process::measure(workload, runs) {
            add(&mut all, workload, &line.contestant, line.picoseconds);
        }
    }
    all
}

fn add(all: &mut Vec<Series>, measured: &Workload, contestant: &str, picoseconds: u64) {
    let Some((workload, size)) = sizes::of(&measured.id) else {
        return;
    };
    let known = |it: &&mut Series| it.workload == workload && it.contestant == contestant;
    if let Some(series) = all.iter_mut().find(known) {
        series.points.push((size, picoseconds));
        return;
    }
    all.push(Series {
        workload: workload.to_owned(),
        counted: measured.unit,
        contestant: contestant.to_owned(),
        points: vec![(size, picoseconds)],
    });
}

impl Series {
    /// The exponent of the size with which the whole cost grows, by least squares over logarithms: 1 is in proportion,
    /// 2 is with the square. Below 1, something that does not grow is shared out.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a straight line through measured times, of which three digits are shown"
    )]
    pub fn exponent(&self) -> Option<f64> {
        let points: Vec<(f64, f64)> = self
            .points
            .iter()
            .map(|(size, each)| (*size as f64, *each as f64))
            .map(|(size, each)| (size.log10(), (size * each).log10()))
            .collect();
        let count = points.len() as f64;
        let sum = |of: &dyn Fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>();
        let (x, y) = (sum(&|it| it.0), sum(&|it| it.1));
        let spread = count * sum(&|it| it.0 * it.0) - x * x;
        (points.len() > 1 && spread > 0.0)
            .then(|| (count * sum(&|it| it.0 * it.1) - x * y) / spread)
    }
}

/// A table a series, with the exponent.
pub fn markdown(all: &[Series]) -> String {
    let mut text = String::new();
    for series in all {
        // INVARIANT: writing into a String cannot fail.
        let _ = write!(text, "{}, {}", series.workload, series.contestant);
        if let Some(exponent) = series.exponent() {
            let _ = write!(
                text,
                ": the whole cost grows with the size to the power {exponent:.2}"
            );
        }
        let _ = write!(
            text,
            "\n\n| {}s | median a {} |\n|---:|---:|\n",
            series.counted, series.counted
        );
        for (size, each) in &series.points {
            let _ = writeln!(text, "| {size} | {} |", duration(*each));
        }
        text.push('\n');
    }
    text
}

/// Writes the tables as Markdown and JSON, and the picture.
///
/// # Errors
///
/// When the folder cannot be made or written to.
pub fn write(folder: &Path, name: &str, all: &[Series]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let path = folder.join(name);
    std::fs::write(path.with_extension("md"), markdown(all))?;
    std::fs::write(
        path.with_extension("json"),
        serde_json::to_string_pretty(all)?,
    )?;
    std::fs::write(path.with_extension("svg"), plot::svg(all))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(points: &[(u64, u64)]) -> Series {
        Series {
            workload: "W".to_owned(),
            counted: "row",
            contestant: "one".to_owned(),
            points: points.to_vec(),
        }
    }

    #[test]
    fn the_exponent_tells_proportion_from_square() {
        let of = |points: &[(u64, u64)]| series(points).exponent().map(|it| format!("{it:.2}"));
        assert_eq!(of(&[(10, 7), (100, 7), (1000, 7)]).as_deref(), Some("1.00"));
        assert_eq!(
            of(&[(10, 10), (100, 100), (1000, 1000)]).as_deref(),
            Some("2.00")
        );
        assert_eq!(of(&[(10, 7)]), None);
    }

    #[test]
    fn a_picture_has_every_point() {
        let svg = plot::svg(&[series(&[(10, 7_000), (100, 8_000), (1000, 9_000)])]);
        assert_eq!(svg.matches("<circle").count(), 3);
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
    }
}
