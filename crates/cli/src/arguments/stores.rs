//! What `runs` takes: the places where runs are kept.

use std::path::PathBuf;

use burn_mnist_backend::DEFAULT;
use burn_mnist_run::layout::RUNS;
use clap::{Args, Subcommand};

use super::whole_from_1;

pub const REPORT_EXAMPLES: &str = "\
Examples:
  burn-mnist runs report latest                      into the run's own directory
  burn-mnist runs report NAME --out shared.html      one file that needs nothing beside it";

#[derive(Debug, Args)]
pub struct Runs {
    #[command(subcommand)]
    pub action: RunsAction,
}

#[derive(Debug, Subcommand)]
pub enum RunsAction {
    /// List the runs, oldest first
    List {
        /// Directory that holds the runs
        #[arg(long, value_name = "DIR", default_value = RUNS)]
        dir: PathBuf,
    },
    /// Show a run: settings, epochs, result, machine, resumptions
    Show {
        /// A run's directory or name, or `latest`
        #[arg(value_name = "RUN")]
        run: PathBuf,
    },
    /// Make the page of a run anew, or of one that has none: report.html
    #[command(after_help = REPORT_EXAMPLES)]
    Report(Report),
    /// Check every file of runs against digests and schemas, and say what still works
    Verify {
        /// Runs' directories or names, or `latest` [default: all runs]
        #[arg(value_name = "RUN")]
        runs: Vec<PathBuf>,
        /// Directory that holds the runs, where none is named
        #[arg(long, value_name = "DIR", default_value = RUNS)]
        dir: PathBuf,
    },
    /// Remove old checkpoints, damaged ones and leftovers
    Prune(Prune),
}

#[derive(Debug, Args)]
pub struct Report {
    /// A run's directory or name, or `latest`
    #[arg(value_name = "RUN")]
    pub run: PathBuf,
    /// Write the page to this file instead of into the run's directory
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Replace a file of --out that is there
    #[arg(long, requires = "out")]
    pub force: bool,
    /// Backend to look at the network on, and its device
    #[arg(
        long,
        value_name = "NAME[:DEVICE]",
        default_value = DEFAULT,
        env = "BURN_MNIST_BACKEND",
        hide_env_values = true
    )]
    pub backend: String,
    /// Directory of the run's digits, where they are no longer in their place
    #[arg(
        long,
        value_name = "DIR",
        env = "BURN_MNIST_DATA_DIR",
        hide_env_values = true
    )]
    pub data_dir: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Prune {
    /// Runs' directories or names, or `latest`
    #[arg(value_name = "RUN")]
    pub runs: Vec<PathBuf>,
    /// Prune every run
    #[arg(long, conflicts_with = "runs")]
    pub all: bool,
    /// Whole checkpoints that stay, the newest ones; the best stays besides
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = whole_from_1)]
    pub keep: usize,
    /// Only say what would go
    #[arg(long)]
    pub dry_run: bool,
    /// Directory that holds the runs, with --all
    #[arg(long, value_name = "DIR", default_value = RUNS)]
    pub dir: PathBuf,
}
