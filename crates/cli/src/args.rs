//! What can be written on the command line. The help texts stand in [`help`](crate::help), in both languages.

mod history;
mod values;

use std::path::{Path, PathBuf};

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use dabiao_core::Language;

pub(crate) use values::Wrong;

pub(crate) use history::{AssessArgs, HistoryArgs, ReplayArgs, SealArgs, SubmitArgs, VerifyArgs};

#[derive(Debug, Parser)]
#[command(
    name = "dabiao",
    version,
    disable_help_flag = true,
    disable_help_subcommand = true
)]
#[command(
    disable_version_flag = true,
    arg_required_else_help = true,
    subcommand_required = true
)]
pub(crate) struct Cli {
    #[arg(long, value_enum, hide_possible_values = true, display_order = 100)]
    pub(crate) lang: Option<Lang>,
    #[arg(short, long, global = true, action = ArgAction::Help, display_order = 101)]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version, display_order = 102)]
    version: Option<bool>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(CheckArgs),
    Evaluate(EvaluateArgs),
    Coverage(CoverageArgs),
    Analyse(AnalyseArgs),
    Diff(DiffArgs),
    Mutate(MutateArgs),
    Template(TemplateArgs),
    Explain(ExplainArgs),
    Fmt(FmtArgs),
    Due(DueArgs),
    Test(TestArgs),
    Report(ReportArgs),
    Submit(SubmitArgs),
    Assess(AssessArgs),
    History(HistoryArgs),
    Replay(ReplayArgs),
    Seal(SealArgs),
    Verify(VerifyArgs),
    Help(HelpArgs),
}

#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
pub(crate) struct CheckArgs {
    #[arg(required = true)]
    pub(crate) policy: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) output: OutputArgs<CheckFormat>,
    #[arg(long)]
    pub(crate) cost: bool,
    #[arg(long)]
    pub(crate) fix: bool,
    #[arg(long, requires = "fix")]
    pub(crate) dry_run: bool,
    #[arg(long, num_args = 1..)]
    pub(crate) data: Vec<PathBuf>,
    #[arg(long, value_enum, hide_possible_values = true)]
    pub(crate) encoding: Option<EncodingArg>,
    #[arg(long, requires = "data")]
    pub(crate) comments: Option<PathBuf>,
    #[arg(long, requires = "comments")]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) levels: LevelArgs,
}

#[derive(Debug, Args)]
pub(crate) struct EvaluateArgs {
    pub(crate) policy: PathBuf,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[arg(long, value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    #[arg(long, value_delimiter = ',')]
    pub(crate) fail_on: Vec<String>,
}

/// How grave diagnostics are in one run.
#[derive(Debug, Args)]
pub(crate) struct LevelArgs {
    #[arg(long, value_delimiter = ',')]
    pub(crate) deny: Vec<String>,
    #[arg(long, value_delimiter = ',')]
    pub(crate) warn: Vec<String>,
    #[arg(long, value_delimiter = ',')]
    pub(crate) allow: Vec<String>,
}

/// How a result is shown: in one of the formats `F`, and in which language.
#[derive(Debug, Args)]
pub(crate) struct OutputArgs<F: ValueEnum + Clone + Send + Sync + 'static = Format> {
    #[arg(
        long,
        value_enum,
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(crate) format: F,
    #[arg(long, value_enum, hide_possible_values = true, display_order = 100)]
    pub(crate) lang: Option<Lang>,
}

/// What `evaluate`, `explain` and `diff` read beside the policy.
#[derive(Debug, Args)]
pub(crate) struct DataArgs {
    #[arg(long, num_args = 1..)]
    pub(crate) data: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) as_of: Option<String>,
    #[arg(long, value_enum, hide_possible_values = true)]
    pub(crate) encoding: Option<EncodingArg>,
}

#[derive(Debug, Args)]
pub(crate) struct CoverageArgs {
    pub(crate) policy: PathBuf,
    #[arg(long, num_args = 1..)]
    pub(crate) data: Vec<PathBuf>,
    #[arg(long, default_value = "100%", hide_default_value = true)]
    pub(crate) threshold: String,
    #[arg(long, value_enum, hide_possible_values = true)]
    pub(crate) encoding: Option<EncodingArg>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct AnalyseArgs {
    pub(crate) policy: PathBuf,
    #[arg(long)]
    pub(crate) against: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) levels: LevelArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs<CheckFormat>,
}

#[derive(Debug, Args)]
pub(crate) struct MutateArgs {
    pub(crate) policy: PathBuf,
    #[arg(long, value_parser = values::percent)]
    pub(crate) threshold: Option<u8>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct TemplateArgs {
    pub(crate) policy: PathBuf,
    #[arg(short, long, required = true)]
    pub(crate) output: PathBuf,
    #[arg(long)]
    pub(crate) unit: Option<String>,
    #[arg(long)]
    pub(crate) period: Option<String>,
    #[arg(long, value_enum, hide_possible_values = true, display_order = 100)]
    pub(crate) lang: Option<Lang>,
}

#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    pub(crate) old: PathBuf,
    pub(crate) new: PathBuf,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    pub(crate) policy: PathBuf,
    pub(crate) target: Option<String>,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    #[arg(long)]
    pub(crate) entity: Option<String>,
    #[arg(long)]
    pub(crate) period: Option<String>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct FmtArgs {
    #[arg(required = true)]
    pub(crate) path: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) check: bool,
    #[arg(long, value_enum, hide_possible_values = true, display_order = 100)]
    pub(crate) lang: Option<Lang>,
}

#[derive(Debug, Args)]
pub(crate) struct DueArgs {
    pub(crate) start: String,
    #[arg(required = true, num_args = 1..)]
    pub(crate) limit: Vec<String>,
    #[arg(long, default_value = "china", hide_default_value = true)]
    pub(crate) calendar: String,
    #[arg(long, value_enum, hide_possible_values = true)]
    pub(crate) basis: Option<BasisArg>,
    #[arg(long)]
    pub(crate) before: bool,
    #[arg(long)]
    pub(crate) count_start: bool,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct TestArgs {
    #[arg(required = true)]
    pub(crate) policy: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) filter: Option<String>,
    #[arg(long, value_parser = values::percent)]
    pub(crate) min_coverage: Option<u8>,
    #[arg(long)]
    pub(crate) coverage: bool,
    #[arg(long, requires = "coverage", value_parser = values::percent)]
    pub(crate) threshold: Option<u8>,
    #[arg(long, conflicts_with_all = ["filter", "min_coverage", "coverage", "format"])]
    pub(crate) boundaries: bool,
    #[arg(short, long, requires = "boundaries")]
    pub(crate) output: Option<PathBuf>,
    #[arg(long, requires = "output")]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) shown: OutputArgs<TestFormat>,
}

#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    pub(crate) policy: PathBuf,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    #[arg(short, long)]
    pub(crate) output: PathBuf,
    #[arg(
        long,
        value_enum,
        default_value = "report",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(crate) kind: KindArg,
    #[arg(long)]
    pub(crate) entity: Option<String>,
    #[arg(long)]
    pub(crate) unit: Option<String>,
    #[arg(long)]
    pub(crate) template: Option<PathBuf>,
    #[arg(long, value_enum, hide_possible_values = true, display_order = 100)]
    pub(crate) lang: Option<Lang>,
}

#[derive(Debug, Args)]
pub(crate) struct HelpArgs {
    pub(crate) command: Option<String>,
    #[arg(long, value_enum, hide_possible_values = true, display_order = 100)]
    pub(crate) lang: Option<Lang>,
}

impl Command {
    /// The language asked for behind the command.
    pub(crate) fn lang(&self) -> Option<Lang> {
        match self {
            Self::Check(args) => args.output.lang,
            Self::Evaluate(args) => args.output.lang,
            Self::Coverage(args) => args.output.lang,
            Self::Analyse(args) => args.output.lang,
            Self::Diff(args) => args.output.lang,
            Self::Mutate(args) => args.output.lang,
            Self::Template(args) => args.lang,
            Self::Explain(args) => args.output.lang,
            Self::Fmt(args) => args.lang,
            Self::Due(args) => args.output.lang,
            Self::Test(args) => args.shown.lang,
            Self::Report(args) => args.lang,
            Self::Submit(args) => args.lang,
            Self::Assess(args) => args.output.lang,
            Self::History(args) => args.output.lang,
            Self::Replay(args) => args.output.lang,
            Self::Seal(args) => args.lang,
            Self::Verify(args) => args.output.lang,
            Self::Help(args) => args.lang,
        }
    }

    /// The policy that it is about, the first of several; none for what is about files of another kind.
    pub(crate) fn policy(&self) -> Option<&Path> {
        match self {
            Self::Check(args) => args.policy.first().map(PathBuf::as_path),
            Self::Test(args) => args.policy.first().map(PathBuf::as_path),
            Self::Evaluate(args) => Some(&args.policy),
            Self::Coverage(args) => Some(&args.policy),
            Self::Analyse(args) => Some(&args.policy),
            Self::Diff(args) => Some(&args.old),
            Self::Mutate(args) => Some(&args.policy),
            Self::Template(args) => Some(&args.policy),
            Self::Explain(args) => Some(&args.policy),
            Self::Report(args) => Some(&args.policy),
            Self::Assess(args) => Some(&args.policy),
            Self::Seal(args) => Some(&args.policy),
            Self::Fmt(_)
            | Self::Due(_)
            | Self::Submit(_)
            | Self::History(_)
            | Self::Replay(_)
            | Self::Verify(_)
            | Self::Help(_) => None,
        }
    }
}

/// Text for people or JSON for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}

/// How diagnostics are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    Text,
    Json,
    Sarif,
    Junit,
    Github,
}

/// What a page is published as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum KindArg {
    #[value(alias = "报告")]
    Report,
    #[value(aliases = ["季度监测", "月度监测", "监测"])]
    Monitor,
    #[value(aliases = ["半年通报", "季度通报", "通报"])]
    Bulletin,
    #[value(aliases = ["年度评估", "半年评估", "评估"])]
    Evaluation,
    #[value(alias = "本单位")]
    Sheet,
    #[value(alias = "台账")]
    Ledger,
}

/// How tests are told; SARIF knows no tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TestFormat {
    Text,
    Json,
    Junit,
    Github,
}

impl From<TestFormat> for CheckFormat {
    fn from(format: TestFormat) -> Self {
        match format {
            TestFormat::Text => Self::Text,
            TestFormat::Json => Self::Json,
            TestFormat::Junit => Self::Junit,
            TestFormat::Github => Self::Github,
        }
    }
}

/// The basis of a limit as the command line names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BasisArg {
    CivilCode,
    Plain,
    WorkingDays,
}

/// The encoding of CSV files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EncodingArg {
    #[value(name = "utf-8", alias = "utf8")]
    Utf8,
    #[value(name = "gb18030", aliases = ["gbk", "gb2312"])]
    Gb18030,
}

/// A language as the command line names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    Zh,
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Zh => Self::Chinese,
            Lang::En => Self::English,
        }
    }
}

impl From<EncodingArg> for dabiao_data::Encoding {
    fn from(encoding: EncodingArg) -> Self {
        match encoding {
            EncodingArg::Utf8 => Self::Utf8,
            EncodingArg::Gb18030 => Self::Gb18030,
        }
    }
}
