//! `completions`: a script that teaches a shell this program's flags.

use clap::CommandFactory;
use clap_complete::Shell;

use super::Done;
use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::output::Output;

/// Writes the script of `shell` to stdout.
pub fn run(shell: Shell, output: Output) -> Result<Done, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "burn-mnist", &mut script);
    output.print(&String::from_utf8_lossy(&script))?;
    Ok(Done::Completed)
}
