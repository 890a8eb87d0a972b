//! Measures the engine beside hand-written code: `cargo run --release -p dabiao-benches`.

use std::process::ExitCode;

fn main() -> ExitCode {
    dabiao_benches::command::main(dabiao_benches::workloads())
}
