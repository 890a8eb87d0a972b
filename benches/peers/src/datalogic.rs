//! datalogic-rs: JSONLogic, compiled; the data as its own value.

use dabiao_benches::submission::values::{CAPS, COMPOUNDS, DAYS, RATIOS, SPANS, Values, cap};
use datalogic_rs::{DataValue, Engine, Logic};
use serde_json::{Value as Json, json};

use crate::expressions::{self, Value, share, yuan};
use crate::peer::Peer;

/// A compiled rule a target.
pub struct DataLogic {
    engine: Engine,
    rules: Vec<Logic>,
    names: Vec<&'static str>,
}

fn number(text: &str) -> Json {
    serde_json::from_str(text).unwrap_or(Json::Null)
}

fn rules() -> Vec<Json> {
    let var = |name: &str, i: usize| json!({"var": format!("{name}{i}")});
    let ratio = |part: &str, whole: &str, i: usize| json!({">=": [{"/": [var(part, i), var(whole, i)]}, number(&share(i))]});
    let below = |name: &str, i: usize| json!({"<=": [var(name, i), number(&yuan(cap(i)))]});
    let ratios = (0..RATIOS).map(|i| ratio("part", "whole", i));
    let caps = (0..CAPS).map(|i| below("cost", i));
    let spans =
        (0..SPANS).map(|i| json!({"<=": [{"-": [var("signed", i), var("awarded", i)]}, DAYS]}));
    let compounds = (0..COMPOUNDS).map(|i| {
        json!({"and": [
            ratio("portion", "base", i),
            below("price", i),
            {">=": [var("built", i), var("planned", i)]},
            var("open", i),
        ]})
    });
    ratios.chain(caps).chain(spans).chain(compounds).collect()
}

impl Peer for DataLogic {
    const NAME: &'static str = "datalogic-rs 5.4.0, f64, compiled";
    const ROWS: usize = 5_000;
    type Bound = Vec<(&'static str, DataValue<'static>)>;

    fn new() -> Result<Self, String> {
        let engine = Engine::new();
        let compiled = rules()
            .iter()
            .map(|rule| {
                engine
                    .compile(rule.to_string().as_str())
                    .map_err(|error| error.to_string())
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            engine,
            rules: compiled,
            names: expressions::names()
                .into_iter()
                .map(|it| &*it.leak())
                .collect(),
        })
    }

    fn bind(&self, values: &Values) -> Self::Bound {
        let pairs = self.names.iter().zip(expressions::values(values));
        pairs
            .map(|(name, value)| {
                let value = match value {
                    Value::YesNo(yes) => DataValue::Bool(yes),
                    other => DataValue::from_f64(other.float()),
                };
                (*name, value)
            })
            .collect()
    }

    fn decide(&mut self, bound: &Self::Bound, met: &mut Vec<bool>) -> Result<(), String> {
        let data = DataValue::Object(bound);
        let mut session = self.engine.session();
        for rule in &self.rules {
            let value = session
                .eval_borrowed(rule, &data)
                .map_err(|error| error.to_string())?;
            met.push(value.as_bool() == Some(true));
        }
        Ok(())
    }
}
