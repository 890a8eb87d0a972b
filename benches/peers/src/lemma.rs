//! Lemma: exact, with an explanation on demand; the same targets as rules of a spec.

use std::hint::black_box;
use std::path::PathBuf;
use std::sync::Arc;

use dabiao_benches::submission::values::Values;
use dabiao_benches::submission::{SUBMISSIONS, by_hand, timed};
use dabiao_benches::timing::picoseconds_per_unit;
use dabiao_benches::{Contestant, Sample, Workload};
use lemma::{DateTimeValue, Engine, EvaluateDataValue, IndexMap, SourceType};

use crate::expressions::{self, Spelling, Value, yuan};

/// W1d and W4 with Lemma beside what it does without explanations, and beside reading the text.
pub fn workloads() -> Vec<Workload> {
    let mut all = vec![explained()];
    all.extend([100, 1_000].map(compiled));
    all
}

fn explained() -> Workload {
    Workload {
        id: "W1d".to_owned(),
        unit: "submission",
        verify: Box::new(|| {
            let engine = loaded(&spec())?;
            for values in Values::series(7, 20) {
                let met = decided(&engine, &values, false)?;
                if met != by_hand::exactly(&values) {
                    return Err("Lemma decides otherwise".to_owned());
                }
            }
            Ok(())
        }),
        contestants: vec![
            Contestant::new("lemma-engine 0.10.2, verdicts alone", || measured(false)),
            Contestant::new("lemma-engine 0.10.2, with explanations", || measured(true)),
        ],
    }
}

fn measured(explain: bool) -> Result<Sample, String> {
    let engine = loaded(&spec())?;
    timed(&Values::series(11, SUBMISSIONS), |values| {
        let _ = black_box(decided(&engine, values, explain));
    })
}

fn spec() -> String {
    let mut text = String::from("spec w1\n");
    for name in expressions::names() {
        let kind = if name.starts_with("open") {
            "boolean"
        } else {
            "number"
        };
        text.push_str(&format!("data {name}: {kind}\n"));
    }
    let spelling = Spelling {
        before: "",
        and: "and",
    };
    for (index, condition) in expressions::conditions(&spelling).iter().enumerate() {
        text.push_str(&format!("rule met{index}: {condition}\n"));
    }
    text
}

fn loaded(text: &str) -> Result<Engine, String> {
    let mut engine = Engine::new();
    let source = SourceType::Path(Arc::new(PathBuf::from("w1.lemma")));
    engine.load([(source, text.to_owned())]).map_err(|errors| {
        format!("{errors:?}")
            .chars()
            .take(2_000)
            .collect::<String>()
    })?;
    Ok(engine)
}

fn decided(engine: &Engine, values: &Values, explain: bool) -> Result<Vec<bool>, String> {
    let pairs = expressions::names()
        .into_iter()
        .zip(expressions::values(values));
    let data: IndexMap<String, EvaluateDataValue> = pairs
        .map(|(name, value)| {
            let value = match value {
                Value::Cents(cents) => yuan(cents).into(),
                Value::Day(day) => day.to_string().into(),
                Value::YesNo(yes) => yes.into(),
            };
            (name, value)
        })
        .collect();
    let now = DateTimeValue::now();
    let response = engine
        .evaluate(None, "w1", Some(&now), data, None, explain)
        .map_err(|error| error.to_string())?;
    let met = |index: usize| {
        let result = response.results.get(&format!("met{index}"));
        result.and_then(|it| it.result().map(|it| it == "true" || it == "yes"))
    };
    (0..dabiao_benches::submission::TARGETS)
        .map(|index| met(index).ok_or_else(|| format!("no verdict {index}")))
        .collect()
}

fn compiled(targets: usize) -> Workload {
    let text = move || {
        let mut text = String::from("spec w4\n");
        for index in 0..targets {
            text.push_str(&format!(
                "data part{index}: number\ndata whole{index}: number\nrule met{index}: part{index} / whole{index} >= 0.8\n"
            ));
        }
        text
    };
    Workload {
        id: format!("W4-{targets}"),
        unit: "target",
        verify: Box::new(move || loaded(&text()).map(drop)),
        contestants: vec![Contestant::new(
            "lemma-engine 0.10.2, loaded and planned",
            move || {
                let text = text();
                Ok(Sample::of(picoseconds_per_unit(targets as u64, || {
                    let _ = black_box(loaded(black_box(&text)));
                })))
            },
        )],
    }
}
