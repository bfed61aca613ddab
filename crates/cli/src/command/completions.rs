//! `completions`: a script that has a shell ask this program what may come next.

mod bash;

use clap_complete::env::{Elvish, EnvCompleter, Fish, Powershell, Shells, Zsh};
use clap_complete::{CompleteEnv, Shell};

use self::bash::Bash;
use super::Done;
use crate::arguments;
use crate::failure::{Failure, Kind};
use crate::output::Output;

/// The variable by which a script asks; it names the shell.
const VARIABLE: &str = "BURN_MNIST_COMPLETE";

/// The name of the program that is completed.
const NAME: &str = "burn-mnist";

const SHELLS: Shells<'static> = Shells(&[&Bash, &Elvish, &Fish, &Powershell, &Zsh]);

/// Answers a script that asks for completions, and ends the program then.
///
/// This must come before any thread: the variable is removed.
pub fn answer() {
    CompleteEnv::with_factory(|| arguments::completing(&arguments::command()))
        .var(VARIABLE)
        .bin(NAME)
        .shells(SHELLS)
        .complete();
}

/// Writes the script of `shell` to stdout.
pub fn run(shell: Shell, output: Output) -> Result<Done, Failure> {
    let completer: &dyn EnvCompleter = match shell {
        Shell::Bash => &Bash,
        Shell::Elvish => &Elvish,
        Shell::Fish => &Fish,
        Shell::PowerShell => &Powershell,
        Shell::Zsh => &Zsh,
        _ => return Err(Failure::usage(format!("no completions for {shell}"))),
    };
    let mut script = Vec::new();
    completer
        .write_registration(VARIABLE, NAME, NAME, &program(), &mut script)
        .map_err(|error| Failure::new(Kind::Failure, error.to_string()))?;
    output.print(&String::from_utf8_lossy(&script))?;
    Ok(Done::Completed)
}

/// The program as the script calls it: by name if that is how it was called, else by its path, which then need not be
/// in `PATH`.
fn program() -> String {
    let called = std::env::args_os().next().unwrap_or_default();
    let called = std::path::PathBuf::from(called);
    let path = match called.components().count() {
        0 => NAME.into(),
        1 => called,
        _ => std::path::absolute(&called).unwrap_or(called),
    };
    path.to_string_lossy().into_owned()
}
