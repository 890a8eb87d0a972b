//! The arguments of what keeps, replays, seals and verifies.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

use super::values::number;
use super::{DataArgs, EncodingArg, Lang, OutputArgs};

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("instead").args(["corrects", "withdraws"]))]
pub(crate) struct SubmitArgs {
    pub(crate) history: PathBuf,
    #[arg(long, num_args = 1..)]
    pub(crate) data: Vec<PathBuf>,
    #[arg(long, value_enum, hide_possible_values = true)]
    pub(crate) encoding: Option<EncodingArg>,
    #[command(flatten)]
    pub(crate) entry: EntryArgs,
    #[arg(long, requires = "because", value_parser = number)]
    pub(crate) corrects: Option<i64>,
    #[arg(long, requires = "because", conflicts_with_all = ["data", "encoding"], value_parser = number)]
    pub(crate) withdraws: Option<i64>,
    #[arg(long, requires = "instead")]
    pub(crate) because: Option<String>,
    #[arg(long, value_enum, hide_possible_values = true, display_order = 100)]
    pub(crate) lang: Option<Lang>,
}

#[derive(Debug, Args)]
pub(crate) struct AssessArgs {
    pub(crate) history: PathBuf,
    pub(crate) policy: PathBuf,
    #[arg(long)]
    pub(crate) as_of: String,
    #[command(flatten)]
    pub(crate) entry: EntryArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct HistoryArgs {
    pub(crate) history: PathBuf,
    #[arg(long)]
    pub(crate) target: Option<String>,
    #[arg(long)]
    pub(crate) entity: Option<String>,
    #[arg(long, conflicts_with_all = ["target", "import", "export"])]
    pub(crate) escalations: bool,
    #[arg(long, conflicts_with_all = ["target", "entity", "import"])]
    pub(crate) export: Option<PathBuf>,
    #[arg(long, conflicts_with_all = ["target", "entity"])]
    pub(crate) import: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ReplayArgs {
    pub(crate) history: PathBuf,
    #[arg(value_parser = number)]
    pub(crate) assessment: i64,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct SealArgs {
    pub(crate) policy: PathBuf,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    #[arg(short, long)]
    pub(crate) output: PathBuf,
    #[arg(long, value_enum, hide_possible_values = true, display_order = 100)]
    pub(crate) lang: Option<Lang>,
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    pub(crate) seal: PathBuf,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// Who makes an entry, and when.
#[derive(Debug, Args)]
pub(crate) struct EntryArgs {
    #[arg(long)]
    pub(crate) by: String,
    #[arg(long)]
    pub(crate) at: Option<String>,
}
