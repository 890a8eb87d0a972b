//! Embedding the engine: one submission as a struct, then a whole data set from files.
//!
//! `cargo run -p dabiao-examples --example embed`

use std::error::Error;
use std::io::Write;
use std::path::Path;

use dabiao_core::{
    Bind, Date, Decimal, Language, Period, Policy, SourceFile, Sources, State, Submission,
    Submitted,
};
use dabiao_data::{ReadOptions, load, read};

/// A policy as it may stand in a database or in a program's own text.
const POLICY: &str = r#"
policy "Procurement"
entity 临夏州: prefecture
entity 临夏县, 康乐县: county in 临夏州

metrics per county, per quarter
  - SME contract value in 万元, flow, part of total contract value
  - total contract value in 万元, flow
  - days to sign in days
    better lower

target 6.1 "SME share of procurement": SME contract value / total contract value ≥ 80%
target 6.5 "Signed in 10 days": days to sign ≤ 10 days
"#;

/// What a county hands in; the fields are a program's own, the names below are the policy's.
struct Submitting {
    county: &'static str,
    quarter: Period,
    sme: Decimal,
    total: Decimal,
    days_to_sign: Option<Decimal>,
}

impl Submission for Submitting {
    fn figures(&self) -> Vec<(&str, Submitted)> {
        vec![
            ("SME contract value", self.sme.into()),
            ("total contract value", self.total.into()),
            // An `Option` that is empty is not submitted, which is not zero.
            ("days to sign", self.days_to_sign.into()),
        ]
    }

    fn entity(&self) -> Option<&str> {
        Some(self.county)
    }

    fn period(&self) -> Option<Period> {
        Some(self.quarter)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    one_submission(&mut out)?;
    writeln!(out)?;
    whole_data_set(&mut out, Path::new(env!("CARGO_MANIFEST_DIR")))
}

/// Compiles a text, binds a struct by name, and explains what is not met.
fn one_submission(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("procurement.dabiao", POLICY));
    // Compile once; a policy is cheap to clone and may be shared between threads.
    let policy = Policy::compile(&sources)?;
    if !policy.is_valid() {
        return Err(format!("{:?}", policy.diagnostics()).into());
    }
    let as_of = Date::from_ymd_opt(2025, 4, 30).ok_or("a date")?;
    let submitting = Submitting {
        county: "临夏县",
        quarter: Period::parse("2025Q1")?,
        sme: Decimal::whole(7_999),
        total: Decimal::whole(10_000),
        days_to_sign: None,
    };
    let row = policy.schema().bind(&submitting)?;
    let assessment = policy.evaluate_row(&row, as_of)?;
    for verdict in assessment.verdicts() {
        // The policy is judged for both counties and for each quarter; this is the one that was handed in.
        let handed_in = verdict.entity() == Some(submitting.county)
            && verdict.period() == Some(submitting.quarter);
        if !handed_in {
            continue;
        }
        writeln!(
            out,
            "{} {}",
            verdict.target(),
            verdict.state().name(Language::English)
        )?;
        if !verdict.is_met() {
            writeln!(out, "  {}", verdict.explain(Language::Chinese))?;
            writeln!(out, "  {}", verdict.explain(Language::English))?;
        }
    }
    Ok(())
}

/// Evaluates a folder of rules on a folder of tables.
fn whole_data_set(out: &mut impl Write, examples: &Path) -> Result<(), Box<dyn Error>> {
    let folder = examples.join("linxia-2025");
    let mut sources = Sources::new();
    let mut files: Vec<_> = std::fs::read_dir(&folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    for file in files.iter().filter(|file| {
        file.extension()
            .is_some_and(|extension| extension == "dabiao")
    }) {
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        sources.add(SourceFile::new(name, std::fs::read_to_string(file)?));
    }
    let policy = Policy::compile(&sources)?;
    let options = ReadOptions::default();
    let loaded = load(&[folder.join("data")], &options.limits)?;
    let data = read(policy.schema(), &loaded.inputs, &options)?;
    // What could not be read is said, and left out of the data set.
    for found in &data.diagnostics {
        writeln!(out, "{}", found.message(Language::English))?;
    }
    let assessment = policy.evaluate(
        &data.dataset,
        Date::from_ymd_opt(2025, 4, 30).ok_or("a date")?,
    )?;

    for (state, count) in assessment.summary() {
        writeln!(out, "{:>4} {}", count, state.name(Language::English))?;
    }
    for verdict in assessment
        .verdicts()
        .filter(|verdict| verdict.state() == State::Unmet)
    {
        writeln!(out, "{}", verdict.explain(Language::Chinese))?;
        writeln!(out, "  {}", verdict.explain(Language::English))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl Fn(&mut Vec<u8>) -> Result<(), Box<dyn Error>>) -> String {
        let mut out = Vec::new();
        write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_submission_is_judged_and_explained_in_both_languages() {
        let text = written(one_submission);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 6, "{text}");
        assert_eq!(lines[0], "6.1 unmet");
        // 7,999 of 10,000 is a hundredth of a point short.
        assert!(
            lines[1].contains("79.99%") && lines[1].contains("未达标"),
            "{text}"
        );
        assert!(
            lines[2].contains("79.99%") && lines[2].contains("unmet"),
            "{text}"
        );
        assert_eq!(lines[3], "6.5 no data");
        assert!(lines[4].contains("缺报"), "{text}");
        assert!(lines[5].contains("no data"), "{text}");
    }

    #[test]
    fn a_whole_data_set_is_judged() {
        let examples = Path::new(env!("CARGO_MANIFEST_DIR"));
        let text = written(|out| whole_data_set(out, examples));
        assert!(
            text.lines()
                .any(|line| line.contains("康乐县") && line.contains("79.99%")),
            "{text}"
        );
    }
}
