//! cel: the Common Expression Language in floats, all targets in one compiled list.

use std::sync::Arc;

use cel::objects::Value as CelValue;
use cel::{Context, Env, Program};
use dabiao_benches::submission::values::Values;

use crate::expressions::{self, Spelling, Value};
use crate::peer::Peer;

/// One program of a hundred conditions.
pub struct Cel {
    environment: Arc<Env>,
    program: Program,
    names: Vec<String>,
}

impl Peer for Cel {
    const NAME: &'static str = "cel 0.15.0, f64, compiled";
    const ROWS: usize = 2_000;
    type Bound = Context<'static, 'static>;

    fn new() -> Result<Self, String> {
        let environment = Arc::new(Env::stdlib());
        let spelling = Spelling {
            before: "",
            and: "&&",
        };
        let list = format!("[{}]", expressions::conditions(&spelling).join(", "));
        let program = environment
            .compile(&list)
            .map_err(|error| error.to_string())?;
        Ok(Self {
            environment,
            program,
            names: expressions::names(),
        })
    }

    fn bind(&self, values: &Values) -> Self::Bound {
        let mut context = Context::with_env(self.environment.clone());
        for (name, value) in self.names.iter().zip(expressions::values(values)) {
            let value = match value {
                Value::YesNo(yes) => CelValue::Bool(yes),
                other => CelValue::Float(other.float()),
            };
            context.add_variable_from_value(name.as_str(), value);
        }
        context
    }

    fn decide(&mut self, bound: &Self::Bound, met: &mut Vec<bool>) -> Result<(), String> {
        match self
            .program
            .execute(bound)
            .map_err(|error| error.to_string())?
        {
            CelValue::List(list) => {
                met.extend(list.iter().map(|it| matches!(it, CelValue::Bool(true))));
                Ok(())
            }
            other => Err(format!("{other:?} is no list")),
        }
    }
}
