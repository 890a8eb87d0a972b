//! rhai: a scripting language in floats, all targets in one compiled script.

use dabiao_benches::submission::values::Values;
use rhai::{AST, Array, Engine, Scope};

use crate::expressions::{self, Spelling, Value};
use crate::peer::Peer;

/// One script that ends in a list of a hundred conditions.
pub struct Rhai {
    engine: Engine,
    script: AST,
    names: Vec<String>,
}

impl Peer for Rhai {
    const NAME: &'static str = "rhai 1.27.0, f64, compiled";
    const ROWS: usize = 2_000;
    type Bound = Scope<'static>;

    fn new() -> Result<Self, String> {
        let mut engine = Engine::new();
        engine.set_max_expr_depths(0, 0);
        engine.set_max_variables(1_000);
        let spelling = Spelling {
            before: "",
            and: "&&",
        };
        let list = format!("[{}]", expressions::conditions(&spelling).join(", "));
        let script = engine
            .compile_expression(&list)
            .map_err(|error| error.to_string())?;
        Ok(Self {
            engine,
            script,
            names: expressions::names(),
        })
    }

    fn bind(&self, values: &Values) -> Self::Bound {
        let mut scope = Scope::new();
        for (name, value) in self.names.iter().zip(expressions::values(values)) {
            match value {
                Value::YesNo(yes) => scope.push_constant(name.clone(), yes),
                other => scope.push_constant(name.clone(), other.float()),
            };
        }
        scope
    }

    fn decide(&mut self, bound: &Self::Bound, met: &mut Vec<bool>) -> Result<(), String> {
        // A script may add to its scope, so it is lent one; this one adds nothing and needs no copy of values.
        let mut scope = bound.clone();
        let list: Array = self
            .engine
            .eval_ast_with_scope(&mut scope, &self.script)
            .map_err(|error| error.to_string())?;
        met.extend(list.iter().map(|it| it.as_bool() == Ok(true)));
        Ok(())
    }
}
