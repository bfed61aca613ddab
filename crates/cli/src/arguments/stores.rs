//! What `runs` takes: the places where runs are kept.

use std::path::PathBuf;

use burn_mnist_app::runs::SortKey;
use burn_mnist_backend::DEFAULT;
use burn_mnist_run::record::Status;
use burn_mnist_settings::Dataset;
use clap::{Args, Subcommand, ValueEnum};

use super::label::LabelChanges;
use super::source::dataset;
use super::{formats, positive_usize};
use crate::output::Format;

pub const REPORT_EXAMPLES: &str = "\
Examples:
  burn-mnist runs report latest                      writes report.html in the run's directory
  burn-mnist runs report NAME --out shared.html      one file, which works offline
  burn-mnist runs report NAME OTHER --out both.html  compares the runs on one page";

pub const EXAMPLES: &str = "\
Examples:
  burn-mnist runs list --sort test
  burn-mnist runs show latest
  burn-mnist runs show NAME1 NAME2       what differs, and whether the accuracies do
  burn-mnist runs verify";

pub const LIST_EXAMPLES: &str = "\
Examples:
  burn-mnist runs list
  burn-mnist runs list --sort test --dataset mnist --status completed
  burn-mnist runs list --tag paper --format csv > runs.csv";

pub const SHOW_EXAMPLES: &str = "\
Examples:
  burn-mnist runs show latest
  burn-mnist runs show NAME1 NAME2          compare two runs
  burn-mnist runs show NAME --format json";

pub const LABEL_EXAMPLES: &str = "\
Examples:
  burn-mnist runs label latest --name base --tag paper
  burn-mnist runs label base --note 'before the new augmentation'";

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
    /// List the runs with what distinguishes them, oldest first
    #[command(after_help = LIST_EXAMPLES)]
    #[command(arg = formats::argument(&formats::OF_TABLES))]
    List(List),
    /// Show a run in full, or compare runs
    #[command(after_help = SHOW_EXAMPLES)]
    Show {
        /// Directories or names of runs, or `latest`; several are compared with the first
        #[arg(value_name = "RUN", required = true)]
        runs: Vec<PathBuf>,
    },
    /// Change the name, the tags or the note of a run
    #[command(after_help = LABEL_EXAMPLES)]
    Label {
        /// Directory or name of a run, or `latest`
        #[arg(value_name = "RUN")]
        run: PathBuf,
        #[command(flatten)]
        changes: LabelChanges,
    },
    /// Print the metrics of a run as CSV: a row for each epoch and split, and one for every 50 steps of training
    #[command(after_help = METRICS_EXAMPLES)]
    #[command(arg = formats::argument(&formats::OF_METRICS))]
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
        /// Directory of the runs, if none is named [default: runs in the artifacts directory]
        #[arg(long, value_name = "DIR")]
        dir: Option<PathBuf>,
    },
    /// Remove old and damaged checkpoints and temporary files
    #[command(after_help = PRUNE_EXAMPLES)]
    Prune(Prune),
}

#[derive(Debug, Args)]
pub struct List {
    /// List the runs in this directory [default: all runs of the artifacts directory]
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// Column to sort by, from low to high
    #[arg(long, value_enum, value_name = "COLUMN", default_value = "started")]
    pub sort: SortColumn,
    /// Sort from high to low
    #[arg(long)]
    pub reverse: bool,
    /// Only runs trained on this dataset
    #[arg(long, value_name = "DATASET", value_parser = dataset())]
    pub dataset: Option<Dataset>,
    /// Only runs trained on this backend
    #[arg(long, value_name = "NAME")]
    pub backend: Option<String>,
    /// Only runs in this state
    #[arg(long, value_enum)]
    pub status: Option<StatusName>,
    /// Only runs with this tag; may be repeated
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
    /// Only runs whose name or directory contains this text
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SortColumn {
    Started,
    Name,
    Dataset,
    Network,
    Status,
    Epochs,
    Validation,
    Test,
    Time,
    Speed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StatusName {
    Running,
    Killed,
    Completed,
    Interrupted,
    Failed,
}

impl From<SortColumn> for SortKey {
    fn from(column: SortColumn) -> Self {
        match column {
            SortColumn::Started => Self::Started,
            SortColumn::Name => Self::Name,
            SortColumn::Dataset => Self::Dataset,
            SortColumn::Network => Self::Network,
            SortColumn::Status => Self::Status,
            SortColumn::Epochs => Self::Epochs,
            SortColumn::Validation => Self::Validation,
            SortColumn::Test => Self::Test,
            SortColumn::Time => Self::Time,
            SortColumn::Speed => Self::Speed,
        }
    }
}

impl From<StatusName> for Status {
    fn from(name: StatusName) -> Self {
        match name {
            StatusName::Running => Self::Running,
            StatusName::Killed => Self::Killed,
            StatusName::Completed => Self::Completed,
            StatusName::Interrupted => Self::Interrupted,
            StatusName::Failed => Self::Failed,
        }
    }
}

impl Runs {
    /// Whether the command writes this format, apart from text and JSON.
    pub fn writes(&self, format: Format) -> bool {
        match self.action {
            RunsAction::List(_) => matches!(format, Format::Csv | Format::Md),
            RunsAction::Metrics { .. } => format == Format::Csv,
            _ => false,
        }
    }
}

#[derive(Debug, Args)]
pub struct Report {
    /// Directory or name of a run, or `latest`; several are compared on one page
    #[arg(value_name = "RUN", required = true)]
    pub runs: Vec<PathBuf>,
    /// File of the page [default: in the run's directory, or in artifacts/reports for several runs]
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
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = positive_usize)]
    pub keep: usize,
    /// Only show what would be removed
    #[arg(long)]
    pub dry_run: bool,
    /// Directory of the runs, for --all [default: runs in the artifacts directory]
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}
