//! zen-expression: decimals of 96 bits, compiled to bytecode.

use dabiao_benches::submission::values::Values;
use rust_decimal::Decimal;
use zen_expression::expression::Standard;
use zen_expression::variable::Variable;
use zen_expression::vm::VM;
use zen_expression::{Expression, compile_expression};

use crate::expressions::{self, Spelling, Value};
use crate::peer::Peer;

/// A compiled expression a target.
pub struct Zen {
    rules: Vec<Expression<Standard>>,
    names: Vec<String>,
    machine: VM,
}

impl Peer for Zen {
    const NAME: &'static str = "zen-expression 2.1.6, decimals, compiled";
    const ROWS: usize = 2_000;
    type Bound = Variable;

    fn new() -> Result<Self, String> {
        let spelling = Spelling {
            before: "",
            and: "and",
        };
        let rules = expressions::conditions(&spelling)
            .iter()
            .map(|it| compile_expression(it).map_err(|error| format!("{it}: {error}")))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            rules,
            names: expressions::names(),
            machine: VM::new(),
        })
    }

    fn bind(&self, values: &Values) -> Self::Bound {
        let object = Variable::empty_object();
        if let Variable::Object(map) = &object {
            let mut map = map.borrow_mut();
            for (name, value) in self.names.iter().zip(expressions::values(values)) {
                let value = match value {
                    Value::Cents(cents) => Variable::Number(Decimal::new(cents, 2)),
                    Value::Day(day) => Variable::Number(Decimal::from(day)),
                    Value::YesNo(yes) => Variable::Bool(yes),
                };
                map.insert(name.as_str().into(), value);
            }
        }
        object
    }

    fn decide(&mut self, bound: &Self::Bound, met: &mut Vec<bool>) -> Result<(), String> {
        for rule in &self.rules {
            let value = rule
                .evaluate_with(bound.clone(), &mut self.machine)
                .map_err(|error| error.to_string())?;
            met.push(matches!(value, Variable::Bool(true)));
        }
        Ok(())
    }
}
