//! What `data` and `runs` take: the places where digits and runs are kept.

use std::path::PathBuf;

use burn_mnist_run::layout::RUNS;
use clap::{Args, Subcommand};

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
    /// Show every place looked at, in order
    Where(DataDirectory),
}

#[derive(Debug, Args)]
pub struct DataDirectory {
    /// Directory of IDX files (raw or .gz), instead of the cache
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
    /// Show a run: settings, epochs, result, machine
    Show {
        /// A run's directory or name, or `latest`
        #[arg(value_name = "RUN")]
        run: PathBuf,
    },
}
