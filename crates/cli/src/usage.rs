//! Help, and wrong usage told in the reader's language.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use dabiao_core::Language;

use crate::args::Wrong;
use crate::commands::Outcome;
use crate::failure::Failure;
use crate::{help, output, texts};

/// Prints what clap has to say: help and version on standard output, wrong usage on standard error.
pub(crate) fn report(error: &clap::Error, language: Language) -> Outcome {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let printed = output::print(&error.render().ansi().to_string());
            if printed.is_ok() {
                Outcome::Fine
            } else {
                Outcome::CouldNotRun
            }
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            output::error(&error.render().ansi().to_string());
            Outcome::CouldNotRun
        }
        _ if language == Language::English => {
            output::error(&error.render().ansi().to_string());
            Outcome::CouldNotRun
        }
        _ => {
            let hint = "用 `dabiao --help --lang zh` 查看用法，用 `dabiao 命令 --help --lang zh` 查看该命令的选项和示例。";
            output::error(&format!(
                "{}\n{hint}\n",
                texts::failure(&chinese(error), language)
            ));
            Outcome::CouldNotRun
        }
    }
}

/// The help of the program or of one command.
pub(crate) fn help(command: Option<&str>, language: Language) -> Result<Outcome, Failure> {
    let mut program = help::command(language);
    program.build();
    let known: Vec<String> = program
        .get_subcommands()
        .map(|it| it.get_name().to_owned())
        .collect();
    let text = match command {
        None => program.render_help(),
        Some(name) => match program.find_subcommand_mut(name) {
            Some(command) => command.render_help(),
            None => return Err(no_such_command(name, &known)),
        },
    };
    output::print(&text.ansi().to_string())?;
    Ok(Outcome::Fine)
}

fn no_such_command(name: &str, known: &[String]) -> Failure {
    let known = known.join(", ");
    Failure::usage(
        format!("there is no command “{name}”; the commands are {known}"),
        format!("没有命令“{name}”；可用的命令有 {known}"),
    )
}

/// What is wrong with the usage, in Chinese.
fn chinese(error: &clap::Error) -> String {
    let text = |kind: ContextKind| error.get(kind).map(words).unwrap_or_default();
    let (argument, value) = (
        text(ContextKind::InvalidArg),
        text(ContextKind::InvalidValue),
    );
    let suggested = |kind: ContextKind| match text(kind) {
        near if near.is_empty() => String::new(),
        near => format!("；是否为 {near}？"),
    };
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let command = text(ContextKind::InvalidSubcommand);
            format!(
                "没有命令“{command}”{}",
                suggested(ContextKind::SuggestedSubcommand)
            )
        }
        ErrorKind::UnknownArgument => format!(
            "没有选项 {argument}{}",
            suggested(ContextKind::SuggestedArg)
        ),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面须写明值"),
        ErrorKind::InvalidValue => {
            let known = text(ContextKind::ValidValue);
            format!("{argument} 的值“{value}”无效；可用 {known}")
        }
        ErrorKind::ValueValidation => {
            let wrong = error.source().and_then(|it| it.downcast_ref::<Wrong>());
            let why = wrong.map_or("请查看用法", |it| it.0.get(Language::Chinese));
            format!("{argument} 的值“{value}”无效：{why}")
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::MissingSubcommand => "请写明命令".to_owned(),
        ErrorKind::ArgumentConflict if argument == text(ContextKind::PriorArg) => {
            format!("{argument} 只能写一次")
        }
        ErrorKind::ArgumentConflict => {
            format!("{argument} 与 {} 不能同时使用", text(ContextKind::PriorArg))
        }
        ErrorKind::TooManyValues => format!("{argument} 不接受“{value}”"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} 的值的个数不对")
        }
        ErrorKind::NoEquals => format!("{argument} 与值之间须写等号"),
        ErrorKind::InvalidUtf8 => "命令行中有不是 UTF-8 的文字".to_owned(),
        _ => "命令写法有误".to_owned(),
    }
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(all) => all.join("、"),
        ContextValue::StyledStrs(all) => all
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("、"),
        other => other.to_string(),
    }
}
