//! fasteval: floats, compiled, each variable read through a pointer.

use dabiao_benches::submission::values::Values;
use fasteval::{Compiler as _, EmptyNamespace, Evaler as _, Instruction, Parser, Slab};

use crate::expressions::{self, Spelling};
use crate::peer::Peer;

/// All targets in one slab, and the place that their variables point to.
pub struct Fasteval {
    slab: Slab,
    compiled: Vec<Instruction>,
    variables: *mut [f64],
}

impl Drop for Fasteval {
    fn drop(&mut self) {
        // SAFETY: it came from `Box::into_raw` and is given back once.
        drop(unsafe { Box::from_raw(self.variables) });
    }
}

impl Peer for Fasteval {
    const NAME: &'static str = "fasteval 0.2.4, f64, compiled, unsafe-vars";
    const ROWS: usize = 20_000;
    type Bound = Vec<f64>;

    fn new() -> Result<Self, String> {
        let names = expressions::names();
        let variables = Box::into_raw(vec![0.0; names.len()].into_boxed_slice());
        let mut slab = Slab::with_capacity(4_000);
        // SAFETY: the variables live in a box that is freed after the slab's last use.
        for (place, name) in names.into_iter().enumerate() {
            unsafe { slab.ps.add_unsafe_var(name, &(&(*variables))[place]) };
        }
        let spelling = Spelling {
            before: "",
            and: "&&",
        };
        let mut compiled = Vec::new();
        for condition in expressions::conditions(&spelling) {
            let parsed = Parser::new()
                .parse(&condition, &mut slab.ps)
                .map_err(|error| format!("{condition}: {error:?}"))?;
            compiled.push(parsed.from(&slab.ps).compile(&slab.ps, &mut slab.cs));
        }
        Ok(Self {
            slab,
            compiled,
            variables,
        })
    }

    fn bind(&self, values: &Values) -> Self::Bound {
        expressions::values(values).map(|it| it.float()).collect()
    }

    fn decide(&mut self, bound: &Self::Bound, met: &mut Vec<bool>) -> Result<(), String> {
        // SAFETY: nobody else holds the box, and the slab reads it only in `eval` below.
        unsafe { (*self.variables).copy_from_slice(bound) };
        for instruction in &self.compiled {
            let value = instruction
                .eval(&self.slab, &mut EmptyNamespace)
                .map_err(|error| format!("{error:?}"))?;
            met.push(value != 0.0);
        }
        Ok(())
    }
}
