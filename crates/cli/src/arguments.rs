//! The command line as typed: one file a group of commands, with the help that teaches them.

mod asked;
mod check;
mod compare;
mod cross_validate;
mod data;
mod evaluate;
mod explain;
mod flags;
mod rejection;
mod saved;
pub mod source;
mod stores;
mod sweep;
mod train;
mod typed;
mod variables;

pub use asked::Asked;
pub use check::{Check, CheckedSplit};
pub use compare::{Compare, CompareAction, Measure, Worker};
pub use cross_validate::CrossValidate;
pub use data::{Data, DataAction, Show, ShownSplit};
pub use evaluate::Evaluate;
pub use explain::Explain;
pub use rejection::reject;
pub use saved::Predict;
pub use stores::{Report, Runs, RunsAction};
pub use sweep::{Space, Sweep, SweepAction};
pub use train::Train;
pub use variables::unknown_variables;

use clap::{Parser, Subcommand};

use crate::failure::Failure;
use crate::output::{Format, Output};

/// Train the two-layer MNIST classifier on the backend you name, and use what it learnt on any other.
#[derive(Debug, Parser)]
#[command(name = "burn-mnist", version, propagate_version = true, after_help = EXAMPLES)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// How to write results on standard output
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "FORMAT"
    )]
    pub format: Format,
    /// Leave out progress and notes
    #[arg(long, short, global = true, help_heading = "Output")]
    pub quiet: bool,
}

const EXAMPLES: &str = "\
Examples:
  burn-mnist train                                  real MNIST, the Keras recipe
  burn-mnist train --config smoke                   a first try in seconds, without a download
  burn-mnist train --backend wgpu --batch-size 256  on a GPU
  burn-mnist evaluate latest --backend ndarray      the newest run, on another backend
  burn-mnist predict latest --index 0 --show        what is this digit?
  burn-mnist predict latest digit.png
  burn-mnist explain latest digit.png               and why that one?
  burn-mnist backends                               what this machine has
  burn-mnist sweep --grid learning_rate=1e-3,3e-3   which settings are better, beyond luck?
  burn-mnist compare --quick                        which backend is how fast here?

Settings come from defaults, then --config, then variables BURN_MNIST_<KEY>, then flags.
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 data, 4 checkpoint, 5 backend, 6 slower (compare diff),
130/143 interrupted.";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Train a network and keep its checkpoints
    #[command(after_help = train::EXAMPLES)]
    #[command(allow_negative_numbers = true)]
    Train(Box<Train>),
    /// Try combinations of settings, each with several seeds, and tell which seeds cannot tell apart
    #[command(after_help = sweep::EXAMPLES)]
    #[command(allow_negative_numbers = true)]
    Sweep(Box<Sweep>),
    /// Train once for each fold of the training images, and score on the fold that was held back
    #[command(after_help = cross_validate::EXAMPLES)]
    #[command(allow_negative_numbers = true)]
    CrossValidate(Box<CrossValidate>),
    /// Measure a saved network on labelled images
    #[command(after_help = evaluate::EXAMPLES)]
    Evaluate(Evaluate),
    /// Recognise the digits in pictures, or images of the test set
    #[command(after_help = saved::PREDICT_EXAMPLES)]
    Predict(Predict),
    /// Show what in an image speaks for a digit, or what the network's units look for
    #[command(after_help = explain::EXAMPLES)]
    Explain(Explain),
    /// Fetch, verify, find or draw the MNIST files, or check any digits
    Data(Data),
    /// List every backend: compiled in or not, with its devices and drivers
    Backends,
    /// Compare backends: the same work on each, proved equal, then timed
    #[command(after_help = compare::EXAMPLES)]
    Compare(Box<Compare>),
    #[command(hide = true)]
    Worker(Worker),
    /// List, show, report, verify or prune runs
    Runs(Runs),
    /// Write a completion script for a shell to standard output
    Completions {
        /// The shell
        shell: clap_complete::Shell,
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
            _ => Err(Failure::usage(
                "--format: this command writes text or json; the other formats are those of compare",
            )),
        }
    }
}

impl Arguments {
    /// Where the command's words go.
    pub fn output(&self) -> Output {
        Output {
            format: self.format,
            quiet: self.quiet,
        }
    }
}

/// A number that counts something there must be one of.
fn whole_from_1(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) | Err(_) => Err("expected a whole number from 1".to_owned()),
        Ok(number) => Ok(number),
    }
}
