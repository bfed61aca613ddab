//! What `data` and `runs` take: the places where digits and runs are kept.

use std::path::PathBuf;

use burn_mnist_run::layout::RUNS;
use clap::{Args, Subcommand};

use super::{Check, check, whole_from_1};

#[derive(Debug, Args)]
pub struct Data {
    #[command(subcommand)]
    pub action: DataAction,
}

#[derive(Debug, Subcommand)]
pub enum DataAction {
    /// Download MNIST into the cache, unless it is there
    Fetch,
    /// Check counts, labels and digests of the files that would be used
    Verify(DataDirectory),
    /// Look for what is wrong with digits: leaks, contradictions, blank or inverted images, outliers
    #[command(after_help = check::EXAMPLES)]
    Check(Check),
    /// Show every place looked at, in order
    Where(DataDirectory),
}

#[derive(Debug, Args)]
pub struct DataDirectory {
    /// Directory of IDX files (raw or .gz) or of a folder of pictures a class, instead of the cache
    #[arg(
        long,
        value_name = "DIR",
        env = "BURN_MNIST_DATA_DIR",
        hide_env_values = true
    )]
    pub data_dir: Option<PathBuf>,
}

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
