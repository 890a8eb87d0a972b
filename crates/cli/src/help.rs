//! The help texts, once in English and Chinese, put over the arguments of [`args`](crate::args).

mod arguments;
mod figures;
mod history;
mod policy;
mod program;
mod table;
mod testing;

use std::fmt::Write as _;

use clap::{Arg, Command, CommandFactory};
use dabiao_core::Language;

use crate::args::Cli;

/// A text in both languages.
pub(crate) type Pair = (&'static str, &'static str);

/// What the help says of one command.
pub(crate) struct Entry {
    /// The command; empty for the program itself.
    pub(crate) name: &'static str,
    /// What it does, in one line.
    pub(crate) about: Pair,
    /// How it is written.
    pub(crate) usage: Pair,
    /// Examples that can be typed as they stand, and what they do.
    pub(crate) examples: Pair,
    /// The arguments by id: what stands for the value (empty for a switch), and what it means.
    pub(crate) arguments: &'static [(&'static str, Pair, Pair)],
}

/// Help is laid out for so many columns, whatever the terminal.
const WIDTH: usize = 100;

/// The program's commands and arguments with their help in `language`.
pub(crate) fn command(language: Language) -> Command {
    let command = describe(Cli::command(), "", language);
    command.mut_subcommands(|command| {
        let name = command.get_name().to_owned();
        describe(command, &name, language)
    })
}

fn describe(command: Command, name: &str, language: Language) -> Command {
    let pick = |pair: Pair| language.pick(pair.0, pair.1);
    let Some(entry) = entry_of(name) else {
        return command;
    };
    let has_commands = command.has_subcommands();
    let has_positionals = command.get_positionals().next().is_some();
    let arguments = |argument: Arg| {
        let known = entry
            .arguments
            .iter()
            .chain(arguments::EVERYWHERE)
            .find(|(id, ..)| argument.get_id() == *id);
        let Some((_, value, meaning)) = known else {
            return argument;
        };
        let argument = argument.help(pick(*meaning));
        if value.0.is_empty() {
            argument
        } else {
            argument.value_name(pick(*value))
        }
    };
    command
        .mut_args(arguments)
        .about(pick(entry.about))
        .override_usage(pick(entry.usage))
        .after_help(pick(entry.examples))
        .help_template(template(has_commands, has_positionals, language))
        .term_width(WIDTH)
}

fn entry_of(name: &str) -> Option<&'static Entry> {
    table::entries().find(|entry| entry.name == name)
}

/// Where the parts of a page of help stand; clap's own headings are English only.
fn template(has_commands: bool, has_positionals: bool, language: Language) -> String {
    let heading = |en: &str, zh: &str| {
        let style = anstyle::Style::new().bold().underline();
        let text = language.pick(en, zh);
        format!("{style}{text}{style:#}{}", language.pick(":", "："))
    };
    let gap = language.pick(" ", "");
    let mut template = format!("{{about}}\n\n{}{gap}{{usage}}\n", heading("Usage", "用法"));
    if has_commands {
        let _ = write!(
            template,
            "\n{}\n{{subcommands}}\n",
            heading("Commands", "命令")
        );
    }
    if has_positionals {
        let _ = write!(
            template,
            "\n{}\n{{positionals}}\n",
            heading("Arguments", "参数")
        );
    }
    let _ = write!(
        template,
        "\n{}\n{{options}}{{after-help}}\n",
        heading("Options", "选项")
    );
    template
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_argument_has_help_in_both_languages() {
        for language in Language::ALL {
            let mut program = command(language);
            program.build();
            let commands = std::iter::once(&program).chain(program.get_subcommands());
            for command in commands {
                assert!(command.get_about().is_some(), "{}", command.get_name());
                for argument in command.get_arguments() {
                    assert!(
                        argument.get_help().is_some(),
                        "{} {}",
                        command.get_name(),
                        argument.get_id()
                    );
                }
            }
        }
    }

    #[test]
    fn the_table_names_nothing_that_does_not_exist() {
        let mut program = Cli::command();
        program.build();
        for entry in table::entries() {
            let command = if entry.name.is_empty() {
                Some(&program)
            } else {
                program.find_subcommand(entry.name)
            };
            let command = command.unwrap_or_else(|| panic!("no command {}", entry.name));
            for (id, ..) in entry.arguments {
                assert!(
                    command
                        .get_arguments()
                        .any(|argument| argument.get_id() == *id),
                    "{} {id}",
                    entry.name
                );
            }
        }
    }
}
