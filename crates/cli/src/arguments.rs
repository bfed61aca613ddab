//! The command line as typed: one file for each group of commands, with their help.

mod check;
mod compare;
mod complete;
mod cross_validate;
mod data;
mod evaluate;
mod explain;
mod flags;
mod formats;
mod help;
mod indices;
mod label;
mod rejection;
mod saved;
pub mod source;
mod stores;
mod sweep;
mod train;
mod training_options;
mod typed;
mod variables;

pub use check::{Check, CheckedSplit};
pub use compare::{Compare, CompareAction, Measure, Worker};
pub use complete::completing;
pub use cross_validate::CrossValidate;
pub use data::{Data, DataAction, Show, ShownSplit};
pub use evaluate::Evaluate;
pub use explain::Explain;
pub use help::command;
pub use indices::Indices;
pub use rejection::reject;
pub use saved::Predict;
pub use stores::{List, Report, Runs, RunsAction};
pub use sweep::{Space, Sweep, SweepAction};
pub use train::Train;
pub use training_options::TrainingOptions;
pub use variables::unknown_variables;

use std::path::PathBuf;

use clap::{FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::failure::Failure;
use crate::output::{Format, Output};

/// Train an MNIST digit classifier on any Burn backend, use it on all others, and compare their speed.
#[derive(Debug, Parser)]
#[command(name = "burn-mnist", version, propagate_version = true)]
#[command(after_help = EXAMPLES, after_long_help = REFERENCE)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// Output format
    #[arg(
        long,
        global = true,
        value_parser = formats::listing(&formats::OF_EVERY_COMMAND),
        default_value = "text",
        value_name = "FORMAT",
        help_heading = "Output"
    )]
    pub format: Format,
    /// Directory of runs, sweeps and comparisons
    ///
    /// `latest` and the names of runs are looked up there.
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        default_value = burn_mnist_run::artifacts::DEFAULT,
        env = crate::artifacts::VARIABLE,
        hide_env_values = true,
        value_parser = clap::builder::PathBufValueParser::new(),
        value_hint = clap::ValueHint::DirPath,
        hide_short_help = true,
        help_heading = "Output"
    )]
    pub artifacts: PathBuf,
    /// Do not print progress and notes
    #[arg(long, short, global = true, help_heading = "Output")]
    pub quiet: bool,
}

/// Adds the examples to a text that follows them.
macro_rules! examples_and {
    ($more:literal) => {
        concat!(
            "\
Examples:
  burn-mnist train                              MNIST with the default settings
  burn-mnist train --config smoke               a first run in seconds, without a download
  burn-mnist evaluate latest                    accuracy and calibration of the newest run
  burn-mnist predict latest --index 0 --show    which digit is the first test image?
  burn-mnist explain latest --index 0           which pixels decide it?
  burn-mnist sweep --epochs 2 --grid learning_rate=1e-3,3e-3
  burn-mnist compare --quick                    which backend is fastest on this machine?

`burn-mnist COMMAND --help` describes all options of a command, with examples.",
            $more
        )
    };
}

const EXAMPLES: &str = examples_and!("");

const REFERENCE: &str = examples_and!(
    "

Settings come from the defaults, --config, variables BURN_MNIST_<OPTION> and options, in this order.
Each overrides the ones before it.

Exit codes:
  0    success
  1    failure
  2    wrong usage
  3    missing or invalid data
  4    missing or damaged checkpoint
  5    backend not available
  6    slower than before (compare diff)
  129, 130, 143    stopped by SIGHUP, SIGINT (Ctrl-C) or SIGTERM"
);

const BACKENDS_EXAMPLES: &str = "\
Examples:
  burn-mnist backends
  burn-mnist backends --format json";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  burn-mnist completions bash                the script

Add the line of your shell to its configuration:
  source <(burn-mnist completions bash)      bash, in ~/.bashrc
  source <(burn-mnist completions zsh)       zsh, in ~/.zshrc, after compinit
  burn-mnist completions fish | source       fish, in ~/.config/fish/config.fish

The script calls the program at each completion, so that it lists the names of your runs too.";

const MAN_EXAMPLES: &str = "\
Examples:
  burn-mnist man --out ~/.local/share/man/man1
  man burn-mnist-train";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Train a network and save checkpoints
    #[command(after_long_help = train::EXAMPLES)]
    #[command(allow_negative_numbers = true)]
    Train(Box<Train>),
    /// Grid or random search over settings, several seeds each, with confidence intervals
    #[command(after_long_help = sweep::EXAMPLES)]
    #[command(allow_negative_numbers = true)]
    Sweep(Box<Sweep>),
    /// Stratified k-fold cross-validation on the training images
    #[command(after_long_help = cross_validate::EXAMPLES)]
    #[command(arg = formats::argument(&formats::OF_TABLES))]
    #[command(allow_negative_numbers = true)]
    CrossValidate(Box<CrossValidate>),
    /// Evaluate a saved network: accuracy, calibration, robustness
    #[command(after_long_help = evaluate::EXAMPLES)]
    Evaluate(Evaluate),
    /// Predict the digits in pictures or in images of the test set
    #[command(after_help = saved::PREDICT_EXAMPLES)]
    #[command(override_usage = "\
burn-mnist predict [OPTIONS] <RUN> <PICTURE>...
       burn-mnist predict [OPTIONS] <RUN> --index <N>")]
    Predict(Predict),
    /// Show which pixels a prediction depends on, or the weights of the units
    #[command(after_help = explain::EXAMPLES)]
    #[command(override_usage = "\
burn-mnist explain [OPTIONS] <RUN> <PICTURE>
       burn-mnist explain [OPTIONS] <RUN> --index <N>
       burn-mnist explain [OPTIONS] <RUN> --weights")]
    Explain(Explain),
    /// Download, verify, check or draw images
    #[command(after_help = data::EXAMPLES)]
    Data(Data),
    /// List all backends, and the devices and drivers of this machine
    #[command(after_help = BACKENDS_EXAMPLES)]
    Backends,
    /// Compare the speed of backends and frameworks, after checking their results
    #[command(after_long_help = compare::EXAMPLES)]
    #[command(arg = formats::argument(Format::value_variants()))]
    Compare(Box<Compare>),
    #[command(hide = true)]
    Worker(Worker),
    /// List, show, compare, label, verify or prune saved runs
    #[command(after_help = stores::EXAMPLES)]
    Runs(Runs),
    /// Print a completion script for a shell
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// Shell to complete in
        shell: clap_complete::Shell,
    },
    /// Write a manual page for each command
    #[command(after_help = MAN_EXAMPLES)]
    Man {
        /// Directory to write the pages to
        #[arg(long, value_name = "DIR", default_value = "man")]
        out: PathBuf,
    },
}

impl Command {
    /// Refuses a format that the command does not write.
    ///
    /// # Errors
    ///
    /// A usage failure.
    pub fn check_format(&self, format: Format) -> Result<(), Failure> {
        match (self, format) {
            (_, Format::Text | Format::Json) | (Self::Compare(_), _) => Ok(()),
            (Self::Runs(runs), format) if runs.writes(format) => Ok(()),
            (Self::CrossValidate(_), Format::Csv | Format::Md) => Ok(()),
            (Self::Sweep(sweep), Format::Csv | Format::Md | Format::Html)
                if sweep.action.is_some() =>
            {
                Ok(())
            }
            _ => Err(Failure::usage(
                "--format: this command writes text or json; other commands write other formats",
            )),
        }
    }
}

impl Arguments {
    /// Reads the words that the program was started with.
    ///
    /// # Errors
    ///
    /// Help or the version was asked for, or the words are not understood.
    pub fn from_command_line() -> Result<Self, clap::Error> {
        let matches = command().try_get_matches()?;
        Self::from_arg_matches(&matches).map_err(|error| error.format(&mut command()))
    }

    /// Where the command's words go.
    pub fn output(&self) -> Output {
        Output {
            format: self.format,
            quiet: self.quiet,
        }
    }
}

/// A whole number, 1 or more.
fn positive_usize(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) | Err(_) => Err("expected a whole number from 1".to_owned()),
        Ok(number) => Ok(number),
    }
}
