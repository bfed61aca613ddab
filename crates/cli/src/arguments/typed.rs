//! Whether the data options were typed: a variable is a default for many commands, a typed option is for this one.

use std::path::PathBuf;

use burn_mnist_app::data;
use burn_mnist_settings::Dataset;
use clap::parser::ValueSource;
use clap::{ArgMatches, Args, Command, Error, FromArgMatches};

use crate::failure::Failure;
use crate::output::Output;

/// Whether `--dataset` and `--data-dir` were typed. It adds no arguments, and comes before those it is about: clap
/// forgets an argument once its value is taken.
#[derive(Clone, Copy, Debug)]
pub struct Typed {
    pub dataset: bool,
    pub data_dir: bool,
}

impl Typed {
    /// Whether `--dataset mnist` was typed. That means MNIST itself, not another directory of digits.
    pub fn means_mnist(self, dataset: Option<Dataset>) -> bool {
        self.dataset && dataset == Some(Dataset::Mnist)
    }

    /// The directory of the images, or none if `--dataset mnist` was typed and a variable or the config names another
    /// directory.
    ///
    /// # Errors
    ///
    /// A usage failure if that directory was typed too.
    pub fn directory(
        self,
        dataset: Option<Dataset>,
        directory: Option<PathBuf>,
        output: Output,
    ) -> Result<Option<PathBuf>, Failure> {
        let checked = directory
            .as_deref()
            .filter(|_| self.means_mnist(dataset))
            .map(data::expect_mnist);
        let Some(Err(error)) = checked else {
            return Ok(directory);
        };
        if self.data_dir {
            return Err(error.into());
        }
        output.warn(format!(
            "{error}: this directory of a variable or the config is not used with --dataset mnist"
        ));
        Ok(None)
    }
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
