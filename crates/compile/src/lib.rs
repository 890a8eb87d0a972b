//! Names, types and units of a policy, lowered to a program.
//!
//! The way is one: `resolve` binds what is declared, `check` types what is demanded into the [`hir`], `lower` turns
//! that into a [`Program`]. What is wrong with a policy is a list of diagnostics beside the result, never an error.

mod check;
mod citing;
mod compiler;
pub mod hir;
pub mod levels;
mod lint;
mod lower;
mod resolve;

pub use check::refinement::{Uppers, refined};

use std::mem::take;

use dabiao_diagnostics::{Diagnostics, Sources};
use dabiao_eval::Program;
use dabiao_eval::scenario::Scenario;
use dabiao_model::MetricId;
use dabiao_syntax::ast::Module;

/// A compiled policy: its tests, and the program unless the diagnostics have errors.
#[derive(Debug)]
pub struct Compiled {
    /// The program; none when the policy has errors.
    pub program: Option<Program>,
    /// Its tests in the order written. Those of a policy with errors may be incomplete.
    pub tests: Vec<Scenario>,
    /// What is wrong or worth knowing, by place.
    pub diagnostics: Diagnostics,
}

/// The program of a policy without errors in which these derived metrics are submitted instead of computed, as tests
/// may give them. Its schema and rules have the ids of the policy's own program.
pub fn compile_given(modules: &[Module], sources: &Sources, given: &[MetricId]) -> Option<Program> {
    let modules = resolve::imports::declarations(modules, sources);
    let mut compiler = compiler::Compiler::new(sources);
    compiler.given_derived = given.to_vec();
    resolve::resolve(&mut compiler, &modules);
    // What stands above changes no program, and what is wrong with it has been told.
    let policy = check::check(&mut compiler, &modules, &Uppers::new())?;
    // With an error a rule may be missing, and the ids behind it would speak of others.
    let valid = !compiler.into_diagnostics().has_errors();
    valid.then(|| lower::lower(policy))
}

/// The typed tree of a policy that has been compiled before, with what each item cites; none when there is no policy
/// item. An evaluation asks for neither.
pub fn typed(modules: &[Module], sources: &Sources, uppers: &Uppers<'_>) -> Option<hir::Policy> {
    let modules = resolve::imports::declarations(modules, sources);
    let mut compiler = compiler::Compiler::new(sources);
    resolve::resolve(&mut compiler, &modules);
    let mut policy = check::check(&mut compiler, &modules, uppers)?;
    policy.citing = citing::citing(&compiler, &modules, &policy.rules);
    Some(policy)
}

/// The digest of what modules say, whatever their layout and their language: of their English text as it is formatted,
/// without the comments that stand on a line of their own.
pub fn content_hash(modules: &[Module]) -> String {
    use dabiao_syntax::format::{RecordNames, format};
    use sha2::Digest;
    let names = RecordNames::collect(modules);
    let mut digest = sha2::Sha256::new();
    for module in modules {
        let text = format(module, &names, dabiao_model::Language::English);
        let says = |line: &&str| !line.trim_start().starts_with('#') && !line.trim().is_empty();
        for line in text.lines().filter(says) {
            digest.update(line.trim().as_bytes());
            digest.update([b'\n']);
        }
        digest.update([0]);
    }
    compiler::written(digest)
}

/// Compiles the modules of one policy. Their order makes no difference to verdicts, only to the order of results.
/// `uppers` are the higher-level policies that they refine.
pub fn compile(modules: &[Module], sources: &Sources, uppers: &Uppers<'_>) -> Compiled {
    let modules = resolve::imports::declarations(modules, sources);
    let mut compiler = compiler::Compiler::new(sources);
    for wrong in resolve::imports::wrong_imports(&modules, sources) {
        compiler.report(wrong);
    }
    resolve::resolve(&mut compiler, &modules);
    let mut policy = check::check(&mut compiler, &modules, uppers);
    let tests = policy.as_mut().map(|policy| take(&mut policy.tests));
    let mut diagnostics = compiler.into_diagnostics();
    if let Some(policy) = policy.as_ref().filter(|_| !diagnostics.has_errors()) {
        diagnostics.extend(lint::lint(&modules, sources, policy));
    }
    diagnostics.sort();
    let program = policy
        .filter(|_| !diagnostics.has_errors())
        .map(lower::lower);
    Compiled {
        program,
        tests: tests.unwrap_or_default(),
        diagnostics,
    }
}
