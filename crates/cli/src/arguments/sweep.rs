//! What `sweep` takes.

use std::path::PathBuf;

use burn_mnist_experiment::Shard;
use clap::{Args, Subcommand};

use super::{TrainingOptions, formats, positive_usize};

pub const EXAMPLES: &str = "\
Examples:
  burn-mnist sweep --grid learning_rate=1e-3,3e-3 --grid hidden=64,128
  burn-mnist sweep --grid 'hidden=128;256,64' --epochs 3           use ; if values contain commas
  burn-mnist sweep --random 20 --range learning_rate=log:1e-4..1e-2 --range dropout=0..0.5
  burn-mnist sweep --random 20 --range hidden=log:16..512 --grid optimizer=adam,adamw
  burn-mnist sweep --resume latest                                 continue one that was stopped
  burn-mnist sweep --grid dropout=0,0.2 --out DIR --shard 1/2      first of two processes for DIR
  burn-mnist sweep report DIR --format json

Every point is trained with the same seeds and scored on the validation images, at its best epoch. The test set \
is not used. If the 95 % confidence interval of a point overlaps that of the best one, the difference may be chance.";

pub const REPORT_EXAMPLES: &str = "\
Examples:
  burn-mnist sweep report latest
  burn-mnist sweep report latest --trials --format csv > trials.csv
  burn-mnist sweep report latest --format html > sweep.html
  burn-mnist sweep report DIR1 DIR2 --format json    shards of two machines";

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Sweep {
    #[command(subcommand)]
    pub action: Option<SweepAction>,
    #[command(flatten)]
    pub space: Space,
}

#[derive(Debug, Args)]
#[command(mut_arg("out", |out| out.help("Directory of the sweep [default: artifacts/sweeps/TIME]")))]
#[command(mut_arg("seed", |seed| seed.help("First of the seeds, and the seed of --random [default: 42]")))]
pub struct Space {
    #[command(flatten)]
    pub typed: TrainingOptions,
    /// Values to try, as KEY=V1,V2,...; may be repeated
    ///
    /// Several lists are combined: every combination of their values is tried. Separate values that contain commas
    /// by semicolons: KEY=V1;V2.
    #[arg(long, value_name = "KEY=VALUES", help_heading = "Search")]
    pub grid: Vec<String>,
    /// Number of points to draw at random from each --range and --grid
    #[arg(long, value_name = "N", value_parser = positive_usize, help_heading = "Search")]
    pub random: Option<usize>,
    /// Range to draw from, uniformly or log-uniformly; may be repeated
    #[arg(
        long,
        value_name = "KEY=[log:]LOW..HIGH",
        requires = "random",
        help_heading = "Search"
    )]
    pub range: Vec<String>,
    /// Seeds per point, 2 or more for intervals [default: 3]
    #[arg(long, value_name = "N", value_parser = positive_usize, help_heading = "Search")]
    pub seeds: Option<usize>,
    /// Run every N-th trial, starting at the I-th
    ///
    /// The other trials are for other processes that are started with the same options.
    #[arg(long, value_name = "I/N", help_heading = "Search")]
    pub shard: Option<Shard>,
    /// Keep the checkpoints of every trial, not only those of the best
    #[arg(long, help_heading = "Search")]
    pub keep_runs: bool,
    /// Continue a sweep: its directory or name, or `latest`
    #[arg(
        long,
        value_name = "DIR",
        conflicts_with_all = ["grid", "random", "range", "seeds", "keep_runs"],
        help_heading = "Search"
    )]
    pub resume: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum SweepAction {
    /// Show the points of a sweep, or of its shards in several directories
    #[command(after_help = REPORT_EXAMPLES)]
    #[command(arg = formats::argument(&formats::OF_SWEEPS))]
    Report {
        /// Directories or names of sweeps, or `latest`
        #[arg(value_name = "DIR", required = true)]
        sweeps: Vec<PathBuf>,
        /// Show a row for each trial instead of each point
        #[arg(long)]
        trials: bool,
    },
}
