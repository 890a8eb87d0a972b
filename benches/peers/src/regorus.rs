//! regorus: Rego, one set of the targets that are met, compiled with its entry point.

use std::sync::Arc;

use dabiao_benches::submission::TARGETS;
use dabiao_benches::submission::values::Values;
use regorus::{CompiledPolicy, Engine, Value as Rego};

use crate::expressions::{self, Spelling, Value};
use crate::peer::Peer;

/// The compiled policy.
pub struct Regorus {
    policy: CompiledPolicy,
    names: Vec<String>,
}

impl Peer for Regorus {
    const NAME: &'static str = "regorus 0.14.1, compiled";
    const ROWS: usize = 1_000;
    type Bound = Rego;

    fn new() -> Result<Self, String> {
        let mut text = String::from("package w1\n");
        let spelling = Spelling {
            before: "input.",
            and: "\n",
        };
        for (index, condition) in expressions::conditions(&spelling).iter().enumerate() {
            text.push_str(&format!("met contains {index} if {{\n{condition}\n}}\n"));
        }
        let mut engine = Engine::new();
        engine
            .add_policy("w1.rego".to_owned(), text)
            .map_err(|error| error.to_string())?;
        let policy = engine
            .compile_with_entrypoint(&Arc::from("data.w1.met"))
            .map_err(|error| error.to_string())?;
        Ok(Self {
            policy,
            names: expressions::names(),
        })
    }

    fn bind(&self, values: &Values) -> Self::Bound {
        let mut input = Rego::new_object();
        if let Ok(object) = input.as_object_mut() {
            for (name, value) in self.names.iter().zip(expressions::values(values)) {
                let value = match value {
                    Value::YesNo(yes) => Rego::from(yes),
                    other => Rego::from(other.float()),
                };
                object.insert(Rego::from(name.as_str()), value);
            }
        }
        input
    }

    fn decide(&mut self, bound: &Self::Bound, met: &mut Vec<bool>) -> Result<(), String> {
        let found = self
            .policy
            .eval_with_input(bound.clone())
            .map_err(|error| error.to_string())?;
        let found = found.as_set().map_err(|error| error.to_string())?;
        met.resize(TARGETS, false);
        for index in found.iter().filter_map(|it| it.as_u64().ok()) {
            if let Some(met) = usize::try_from(index).ok().and_then(|it| met.get_mut(it)) {
                *met = true;
            }
        }
        Ok(())
    }
}
