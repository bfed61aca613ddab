//! What `runs` takes: the places where runs are kept.

use std::path::PathBuf;

use burn_mnist_backend::DEFAULT;
use burn_mnist_run::layout::RUNS;
use clap::{Args, Subcommand};

use super::whole_from_1;

pub const REPORT_EXAMPLES: &str = "\
Examples:
  burn-mnist runs report latest                      writes report.html in the run's directory
  burn-mnist runs report NAME --out shared.html      one file, which works offline
  burn-mnist runs report NAME OTHER --out both.html  the curves of both, and the settings that differ";

pub const EXAMPLES: &str = "\
Examples:
  burn-mnist runs list
  burn-mnist runs show latest
  burn-mnist runs verify";

pub const LIST_EXAMPLES: &str = "\
Examples:
  burn-mnist runs list
  burn-mnist runs list --format json";

pub const SHOW_EXAMPLES: &str = "\
Examples:
  burn-mnist runs show latest
  burn-mnist runs show NAME --format json";

pub const METRICS_EXAMPLES: &str = "\
Examples:
  burn-mnist runs metrics latest > metrics.csv
  burn-mnist runs metrics NAME --format json";

pub const VERIFY_EXAMPLES: &str = "\
Examples:
  burn-mnist runs verify                 all runs
  burn-mnist runs verify latest";

pub const PRUNE_EXAMPLES: &str = "\
Examples:
  burn-mnist runs prune latest           keep the newest and the best checkpoint
  burn-mnist runs prune --all --dry-run  what would be removed";

#[derive(Debug, Args)]
pub struct Runs {
    #[command(subcommand)]
    pub action: RunsAction,
}

#[derive(Debug, Subcommand)]
pub enum RunsAction {
    /// List the runs, oldest first
    #[command(after_help = LIST_EXAMPLES)]
    List {
        /// Directory of the runs
        #[arg(long, value_name = "DIR", default_value = RUNS)]
        dir: PathBuf,
    },
    /// Show the settings, epochs, results and machine of a run
    #[command(after_help = SHOW_EXAMPLES)]
    Show {
        /// Directory or name of a run, or `latest`
        #[arg(value_name = "RUN")]
        run: PathBuf,
    },
    /// Print the metrics of a run as CSV: a row for each epoch and split, and one for every 50 steps of training
    #[command(after_help = METRICS_EXAMPLES)]
    Metrics {
        /// Directory or name of a run, or `latest`
        #[arg(value_name = "RUN")]
        run: PathBuf,
    },
    /// Write report.html, the page of a run, or one page that compares several runs
    #[command(after_help = REPORT_EXAMPLES)]
    Report(Report),
    /// Verify every file of runs, and report which checkpoints are intact
    #[command(after_help = VERIFY_EXAMPLES)]
    Verify {
        /// Directories or names of runs, or `latest` [default: all runs]
        #[arg(value_name = "RUN")]
        runs: Vec<PathBuf>,
        /// Directory of the runs, if none is named
        #[arg(long, value_name = "DIR", default_value = RUNS)]
        dir: PathBuf,
    },
    /// Remove old and damaged checkpoints and temporary files
    #[command(after_help = PRUNE_EXAMPLES)]
    Prune(Prune),
}

#[derive(Debug, Args)]
pub struct Report {
    /// Directory or name of a run, or `latest`; several are compared on one page
    #[arg(value_name = "RUN", required = true)]
    pub runs: Vec<PathBuf>,
    /// Write the page to this file instead of into the run's directory, or into artifacts/reports if runs are compared
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Replace the file of --out if it exists
    #[arg(long, requires = "out")]
    pub force: bool,
    /// Backend and device, such as wgpu:0 or auto
    #[arg(
        long,
        value_name = "NAME[:DEVICE]",
        default_value = DEFAULT,
        env = "BURN_MNIST_BACKEND",
        hide_env_values = true
    )]
    pub backend: String,
    /// Directory of the run's images, if it was moved
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
    /// Directories or names of runs, or `latest`
    #[arg(value_name = "RUN")]
    pub runs: Vec<PathBuf>,
    /// Prune every run
    #[arg(long, conflicts_with = "runs")]
    pub all: bool,
    /// Number of recent checkpoints to keep; the best is always kept
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = whole_from_1)]
    pub keep: usize,
    /// Only show what would be removed
    #[arg(long)]
    pub dry_run: bool,
    /// Directory of the runs, for --all
    #[arg(long, value_name = "DIR", default_value = RUNS)]
    pub dir: PathBuf,
}
