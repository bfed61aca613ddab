//! Which flags about data were typed: a variable is a default for many commands, a flag is meant for this one.

use clap::parser::ValueSource;
use clap::{ArgMatches, Args, Command, Error, FromArgMatches};

/// Whether `--dataset` and `--data-dir` were typed. It adds no arguments, and comes before those it is about: clap
/// forgets an argument once its value is taken.
#[derive(Clone, Copy, Debug)]
pub struct Typed {
    pub dataset: bool,
    pub data_dir: bool,
}

impl Args for Typed {
    fn augment_args(command: Command) -> Command {
        command
    }

    fn augment_args_for_update(command: Command) -> Command {
        command
    }
}

impl FromArgMatches for Typed {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let typed = |id| matches.value_source(id) == Some(ValueSource::CommandLine);
        Ok(Self {
            dataset: typed("dataset"),
            data_dir: typed("data_dir"),
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
