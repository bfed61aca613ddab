//! `completions`: a script that completes this program's commands and options in a shell.

use clap::Command;
use clap_complete::Shell;

use super::Done;
use crate::arguments;
use crate::failure::Failure;
use crate::output::Output;

/// Writes the script of `shell` to stdout.
pub fn run(shell: Shell, output: Output) -> Result<Done, Failure> {
    let mut command = visible(&arguments::command());
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "burn-mnist", &mut script);
    let mut script = String::from_utf8_lossy(&script).into_owned();
    if shell == Shell::Zsh {
        script = with_escaped_value_names(script, &command);
    }
    output.print(&script)?;
    Ok(Done::Completed)
}

/// The command without its hidden subcommands, which the generators would offer.
fn visible(command: &Command) -> Command {
    let subcommands = command.get_subcommands();
    let subcommands = subcommands.filter(|subcommand| !subcommand.is_hide_set());
    Command::new("burn-mnist")
        .version(env!("CARGO_PKG_VERSION"))
        .propagate_version(true)
        .args(command.get_arguments().cloned())
        .subcommands(subcommands.cloned())
}

/// Escapes colons in names such as `NAME[:DEVICE]`: zsh ends the name at a colon, and clap_complete does not escape it.
fn with_escaped_value_names(script: String, command: &Command) -> String {
    let names = command.get_arguments().filter_map(|argument| {
        let name = argument.get_value_names()?.first()?;
        name.contains(':').then(|| name.to_string())
    });
    let script = names.fold(script, |script, name| {
        let escaped = name.replace(':', "\\:");
        script.replace(&format!(":{name}:"), &format!(":{escaped}:"))
    });
    command
        .get_subcommands()
        .fold(script, with_escaped_value_names)
}
