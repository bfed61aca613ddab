//! The layout of help: commands in groups, and environment variables only in `--help`, so that `-h` is short.

use clap::{Arg, Command, CommandFactory};

use super::Arguments;

/// The commands in the order in which the overview lists them.
const GROUPS: [(&str, &[&str]); 4] = [
    ("Train", &["train", "sweep", "cross-validate"]),
    ("Use", &["evaluate", "predict", "explain"]),
    ("Compare", &["compare", "backends"]),
    ("Data and runs", &["data", "runs", "completions", "man"]),
];

/// The command line that the program reads.
pub fn command() -> Command {
    let command = shorten(Arguments::command());
    let overview = overview(&command);
    command.help_template(overview)
}

/// Moves the environment variables of all options into long help.
fn shorten(command: Command) -> Command {
    command.mut_args(shorten_option).mut_subcommands(shorten)
}

fn shorten_option(option: Arg) -> Arg {
    let Some(variable) = option.get_env() else {
        return option;
    };
    let variable = variable.to_string_lossy().into_owned();
    let help = option.get_long_help().or(option.get_help());
    let help = help.map(ToString::to_string).unwrap_or_default();
    option
        .hide_env(true)
        .long_help(format!("{help}\n\n[env: {variable}]"))
}

/// The template of the program's own help, with the groups in place of a single list.
fn overview(command: &Command) -> String {
    let heading = command.get_styles().get_header();
    let literal = command.get_styles().get_literal();
    let width = GROUPS
        .iter()
        .flat_map(|(_, names)| *names)
        .map(|name| name.len())
        .max();
    let width = width.unwrap_or_default();
    let mut text = "{about-with-newline}\n{usage-heading} {usage}\n".to_owned();
    for (group, names) in GROUPS {
        text += &format!("\n{heading}{group}:{heading:#}\n");
        for name in names {
            let subcommand = command.find_subcommand(name);
            let about = subcommand.and_then(Command::get_about);
            let about = about.map(ToString::to_string).unwrap_or_default();
            text += &format!("  {literal}{name:width$}{literal:#}  {about}\n");
        }
    }
    text + &format!("\n{heading}Options:{heading:#}\n{{options}}{{after-help}}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The longest line of help, in characters.
    const LONGEST: usize = 100;

    fn visit(command: &Command, check: &mut impl FnMut(&Command)) {
        check(command);
        for subcommand in command
            .get_subcommands()
            .filter(|command| !command.is_hide_set())
        {
            visit(subcommand, check);
        }
    }

    #[test]
    fn definition_is_consistent() {
        command().debug_assert();
    }

    #[test]
    fn groups_contain_every_visible_command_once() {
        let command = command();
        let visible = command
            .get_subcommands()
            .filter(|command| !command.is_hide_set());
        let mut visible: Vec<&str> = visible.map(Command::get_name).collect();
        let mut grouped: Vec<&str> = GROUPS
            .iter()
            .flat_map(|(_, names)| *names)
            .copied()
            .collect();
        visible.sort_unstable();
        grouped.sort_unstable();
        assert_eq!(visible, grouped);
    }

    #[test]
    fn every_command_has_an_example() {
        visit(&command(), &mut |command| {
            let text = command.get_after_long_help().or(command.get_after_help());
            let text = text.map(ToString::to_string).unwrap_or_default();
            let name = command.get_name();
            assert!(
                text.starts_with("Examples:\n  burn-mnist "),
                "{name}: {text}"
            );
        });
    }

    #[test]
    fn every_option_has_a_short_help() {
        visit(&command(), &mut |command| {
            for option in command.get_arguments() {
                let help = option
                    .get_help()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                let name = format!("{} {}", command.get_name(), option.get_id());
                assert!((10..=LONGEST).contains(&help.len()), "{name}: {help}");
            }
        });
    }
}
