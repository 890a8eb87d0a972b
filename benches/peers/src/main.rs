//! Measures other engines beside the limit and ours, on W1 and W2r, and Lemma on W1d and W4.
//!
//! Each gets its best native input and its compiled form. All but Cedar and Lemma reckon in 64-bit floats or in decimals
//! that round; what they decide is compared with exact whole numbers, and how often it is wrong stands in the table.

mod cedar;
mod cel;
mod datalogic;
mod expressions;
mod fasteval;
mod lemma;
mod peer;
mod regorus;
mod rhai;
mod zen;

use std::process::ExitCode;

use dabiao_benches::submission;

fn main() -> ExitCode {
    let (mut bound, mut rows) = (submission::bound(), submission::row_by_row());
    peer::add::<fasteval::Fasteval>(&mut bound, &mut rows);
    peer::add::<datalogic::DataLogic>(&mut bound, &mut rows);
    peer::add::<zen::Zen>(&mut bound, &mut rows);
    peer::add::<rhai::Rhai>(&mut bound, &mut rows);
    peer::add::<cel::Cel>(&mut bound, &mut rows);
    peer::add::<regorus::Regorus>(&mut bound, &mut rows);
    peer::add::<cedar::Cedar>(&mut bound, &mut rows);
    let mut all = vec![bound, rows];
    all.extend(lemma::workloads());
    dabiao_benches::command::main(all)
}
