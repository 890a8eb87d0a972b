//! Runs the real pipeline on a spelled scenario and lays its verdicts beside the plain ones.

mod escalation;
mod score;
mod test;

use std::collections::BTreeMap;
use std::fmt::Write;

use dabiao_core::explain::{Detail, Value};
use dabiao_core::{
    Dataset, Date, EvaluateOptions, Language, Policy, Severity, SourceFile, Sources, State, Tier,
};
use dabiao_data::{Input, ReadOptions};
use num_bigint::BigInt;
use num_rational::BigRational;
use rust_xlsxwriter::Workbook;

use crate::generate::Scenario;
use crate::plain::{PlainVerdict, evaluate};
use crate::spell::{self, Csv, SHEET};

/// A verdict of the engine in the plain model's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EngineVerdict {
    /// The state.
    pub state: State,
    /// The day from which it counts.
    pub due: Option<Date>,
    /// The value judged, in base units.
    pub actual: Option<BigRational>,
    /// Room or shortfall.
    pub margin: Option<BigRational>,
    /// The highest tier of a warning that is reached.
    pub tier: Option<Tier>,
    /// The state of the stretch level.
    pub stretch: Option<State>,
    /// The verdict in a sentence of each language.
    pub sentences: [String; 2],
}

/// Target, entity, period.
pub type Key = (String, Option<String>, Option<String>);

/// Compiles a policy; an error lists its diagnostics.
///
/// # Errors
///
/// The messages of every error, with its code.
pub fn compile(text: &str) -> Result<Policy, String> {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("plan.dabiao", text));
    let policy = Policy::compile(&sources).map_err(|error| error.to_string())?;
    if policy.is_valid() {
        return Ok(policy);
    }
    let errors = policy
        .diagnostics()
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error);
    let shown = errors.map(|error| {
        let line = match error.at {
            dabiao_core::At::Span(span) => sources
                .get(span.file)
                .map_or(0, |file| file.position(span.start).line),
            _ => 0,
        };
        format!(
            "line {line}: {} {}",
            error.code.id,
            error.message(Language::English)
        )
    });
    Err(shown.collect::<Vec<_>>().join("\n"))
}

/// Every table by columns, however few rows it has, so that what large tables go through is compared.
pub(crate) fn by_columns() -> EvaluateOptions {
    EvaluateOptions {
        columns_from: 0,
        ..EvaluateOptions::default()
    }
}

/// Reads data and evaluates.
///
/// # Errors
///
/// What the reader complains of as an error, or the evaluation's own error.
pub fn run(
    policy: &Policy,
    files: &Csv,
    as_of: Date,
) -> Result<BTreeMap<Key, EngineVerdict>, String> {
    let data = read(policy, files)?;
    let assessment = policy
        .evaluate_within(&data, as_of, by_columns())
        .map_err(|error| error.to_string())?;
    let mut verdicts = BTreeMap::new();
    for verdict in assessment.verdicts() {
        let period = verdict.period().map(|period| period.to_string());
        let key = (
            verdict.target().to_owned(),
            verdict.entity().map(str::to_owned),
            period,
        );
        let detail = verdict.detail();
        let found = EngineVerdict {
            state: verdict.state(),
            due: verdict.due(),
            actual: detail.actual.as_ref().and_then(|it| exact(policy, it)),
            margin: detail.margin.as_ref().and_then(|it| exact(policy, it)),
            tier: detail.tier,
            stretch: detail.stretch.map(|stretch| stretch.state),
            sentences: Language::ALL.map(|language| verdict.explain(language)),
        };
        if verdicts.insert(key.clone(), found).is_some() {
            return Err(format!("two verdicts for {key:?}"));
        }
    }
    Ok(verdicts)
}

/// What is shown of each verdict beside its state, with cases read by columns, else by rows.
///
/// # Errors
///
/// As [`run`].
pub fn details(
    policy: &Policy,
    files: &Csv,
    as_of: Date,
    columns: bool,
) -> Result<Vec<Detail>, String> {
    let data = read(policy, files)?;
    let options = EvaluateOptions {
        columns_from: if columns { 0 } else { usize::MAX },
        ..EvaluateOptions::default()
    };
    let assessment = policy
        .evaluate_within(&data, as_of, options)
        .map_err(|error| error.to_string())?;
    Ok(assessment
        .verdicts()
        .map(|verdict| verdict.detail())
        .collect())
}

/// Reads the files of data.
///
/// # Errors
///
/// What the reader complains of as an error.
pub fn read(policy: &Policy, files: &Csv) -> Result<Dataset, String> {
    let inputs: Vec<Input> = files
        .iter()
        .map(|(name, text)| match name.strip_suffix(SHEET) {
            Some(_) => Input::new(name.clone(), workbook(text)),
            None => Input::new(name.clone(), text.clone()),
        })
        .collect();
    let read = dabiao_data::read(policy.schema(), &inputs, &ReadOptions::default())
        .map_err(|error| error.to_string())?;
    if read.diagnostics.has_errors() {
        let shown = read
            .diagnostics
            .iter()
            .map(|d| format!("{} {}", d.code.id, d.message(Language::English)));
        return Err(shown.collect::<Vec<_>>().join("\n"));
    }
    Ok(read.dataset)
}

/// A workbook of one sheet: its name in the first line, a row in each other.
fn workbook(text: &str) -> Vec<u8> {
    let (name, rows) = text.split_once('\n').unwrap();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name(name).unwrap();
    for (row, line) in (0..).zip(rows.lines()) {
        for (column, cell) in (0..).zip(line.split(',')) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn exact(policy: &Policy, value: &Value) -> Option<BigRational> {
    match value {
        Value::Number(dabiao_core::Estimate::Exact(ratio), unit) => {
            // The engine counts calendar time in hours, the plain evaluator in days. Of working time it does the same where
            // the two convert; else each stands for itself.
            let converts = policy.schema().units.hours_per_working_day().is_some();
            let hours = match unit.en.as_ref() {
                "hours" | "days" | "calendar days" | "weeks" => 24,
                "working hours" => 8,
                "working days" if converts => 8,
                _ => 1,
            };
            let text = ratio.to_string();
            let (numerator, denominator) = text.split_once('/').unwrap_or((&text, "1"));
            let value =
                BigRational::new(numerator.parse().ok()?, denominator.parse::<BigInt>().ok()?);
            Some(value / BigInt::from(hours))
        }
        _ => None,
    }
}

/// What differs between the engine and the plain evaluator on a scenario; nothing when they agree.
pub fn difference(scenario: &Scenario) -> Option<String> {
    let mut tape = scenario.spelling.clone();
    let text = spell::policy(&scenario.policy, tape.clone(), false);
    let files = spell::csv(&scenario.policy, &scenario.data, &mut tape);
    let policy = match compile(&text) {
        Ok(policy) => policy,
        Err(errors) => return Some(format!("not compiled: {errors}\n{}", shown(&text, &files))),
    };
    for as_of in &scenario.dates {
        let plain = evaluate(&scenario.policy, &scenario.data, *as_of);
        let engine = match run(&policy, &files, *as_of) {
            Ok(verdicts) => verdicts,
            Err(errors) => {
                return Some(format!(
                    "as of {as_of}, not evaluated: {errors}\n{}",
                    shown(&text, &files)
                ));
            }
        };
        let mut differences = compare(&plain, &engine);
        differences.extend(score::differences(scenario, &policy, &files, *as_of));
        differences.extend(escalation::differences(scenario, &policy, &files, *as_of));
        if !differences.is_empty() {
            return Some(format!(
                "as of {as_of}:\n{}\n{}",
                differences.join("\n"),
                shown(&text, &files)
            ));
        }
    }
    let tested = test::differences(scenario, &text);
    (!tested.is_empty()).then(|| format!("{}\n{}", tested.join("\n"), shown(&text, &files)))
}

fn shown(text: &str, files: &Csv) -> String {
    let mut shown = format!("---- plan.dabiao\n{text}");
    for (name, text) in files {
        let _ = write!(shown, "---- {name}\n{text}");
    }
    shown
}

/// Each difference in a line.
pub fn compare(plain: &[PlainVerdict], engine: &BTreeMap<Key, EngineVerdict>) -> Vec<String> {
    let mut differences = Vec::new();
    let mut seen = Vec::new();
    for verdict in plain {
        let key = (
            verdict.id.clone(),
            verdict.entity.clone(),
            verdict.period.clone(),
        );
        match engine.get(&key) {
            Some(found) => {
                let what = unlike(verdict, found);
                if !what.is_empty() {
                    differences.push(format!("{key:?}: {what}; {}", found.sentences[0]));
                }
            }
            // Who is out of scope may have no verdict at all.
            None if verdict.out_of_scope => {}
            None => differences.push(format!(
                "{key:?}: plain says {:?}, the engine has no verdict",
                verdict.state
            )),
        }
        seen.push(key);
    }
    for key in engine.keys().filter(|key| !seen.contains(key)) {
        differences.push(format!(
            "{key:?}: the engine says {:?}, plain has no verdict",
            engine[key].state
        ));
    }
    differences
}

/// How two verdicts differ: the state, the due date, and actual and margin where both are exact.
fn unlike(plain: &PlainVerdict, engine: &EngineVerdict) -> String {
    let mut what = Vec::new();
    if plain.state != engine.state {
        what.push(format!(
            "plain {:?}, engine {:?}",
            plain.state, engine.state
        ));
    }
    if plain.due != engine.due && !plain.out_of_scope {
        what.push(format!(
            "due: plain {:?}, engine {:?}",
            plain.due, engine.due
        ));
    }
    let decided = !matches!(plain.state, State::NotApplicable | State::Invalid);
    for (name, plain, engine) in [
        ("actual", &plain.actual, &engine.actual),
        ("margin", &plain.margin, &engine.margin),
    ] {
        if let (Some(plain), Some(engine)) = (plain, engine)
            && decided
            && plain != engine
        {
            what.push(format!("{name}: plain {plain}, engine {engine}"));
        }
    }
    if plain.tier != engine.tier {
        what.push(format!(
            "tier: plain {:?}, engine {:?}",
            plain.tier, engine.tier
        ));
    }
    if decided && plain.stretch != engine.stretch {
        what.push(format!(
            "stretch: plain {:?}, engine {:?}",
            plain.stretch, engine.stretch
        ));
    }
    what.join("; ")
}
