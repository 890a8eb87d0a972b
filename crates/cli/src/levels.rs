//! Levels on the command line: `--deny`, `--warn`, `--allow`, over what the policy itself says.

use dabiao_core::{Code, Diagnostics, Severity, nearest, register};

use crate::args::LevelArgs;
use crate::failure::Failure;

/// What `--deny` takes beside codes: every warning.
const WARNINGS: &str = "warnings";

/// The levels of one run.
#[derive(Debug, Default)]
pub(crate) struct Levels {
    deny: Vec<&'static Code>,
    deny_warnings: bool,
    warn: Vec<&'static Code>,
    allow: Vec<&'static Code>,
}

impl Levels {
    /// Reads the codes or names; an unknown one, or an error that is to be less than that, is wrong usage.
    pub(crate) fn read(args: &LevelArgs) -> Result<Self, Failure> {
        let is_all = |name: &&String| *name == WARNINGS || *name == "警告";
        let deny = args.deny.iter().filter(|name| !is_all(name));
        Ok(Self {
            deny: deny.map(|name| known(name)).collect::<Result<_, _>>()?,
            deny_warnings: args.deny.iter().any(|name| is_all(&name)),
            warn: lowered("warn", &args.warn)?,
            allow: lowered("allow", &args.allow)?,
        })
    }

    /// The diagnostics as this run takes them. A code named is what it is named for, whatever `--deny warnings` says.
    pub(crate) fn judge(&self, diagnostics: &Diagnostics) -> Diagnostics {
        let kept = diagnostics
            .iter()
            .filter(|it| !self.allow.contains(&it.code));
        kept.cloned()
            .map(|mut it| {
                if self.deny.contains(&it.code) {
                    it.severity = Severity::Error;
                } else if self.warn.contains(&it.code) {
                    it.severity = Severity::Warning;
                } else if self.deny_warnings && it.severity == Severity::Warning {
                    it.severity = Severity::Error;
                }
                it
            })
            .collect()
    }
}

fn known(name: &str) -> Result<&'static Code, Failure> {
    register::find(name).ok_or_else(|| {
        let names: Vec<&str> = register::all().flat_map(|it| [it.id, it.name]).collect();
        let near = nearest::known(name, names.iter().copied());
        Failure::usage(
            format!("no diagnostic is called `{name}`. {}", near.en),
            format!("没有名为“{name}”的诊断。{}", near.zh),
        )
    })
}

fn lowered(option: &str, names: &[String]) -> Result<Vec<&'static Code>, Failure> {
    let known = |name: &String| match known(name)? {
        code if code.severity == Severity::Error => Err(Failure::usage(
            format!("--{option} {name}: {} is an error and stays one", code.id),
            format!("--{option} {name}：{} 是错误，不能降级", code.id),
        )),
        code => Ok(code),
    };
    names.iter().map(known).collect()
}
