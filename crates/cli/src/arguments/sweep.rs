//! What `sweep` takes.

use std::path::PathBuf;

use burn_mnist_experiment::Shard;
use clap::{Args, Subcommand};

use super::{Asked, whole_from_1};

pub const EXAMPLES: &str = "\
Examples:
  burn-mnist sweep --grid learning_rate=1e-3,3e-3 --grid hidden=64,128
  burn-mnist sweep --grid 'hidden=128;256,64' --config fast        values with commas: part them by ;
  burn-mnist sweep --random 20 --range learning_rate=log:1e-4..1e-2 --range dropout=0..0.5
  burn-mnist sweep --random 20 --range hidden=log:16..512 --grid optimizer=adam,adamw
  burn-mnist sweep --resume latest                                 go on where it was stopped or killed
  burn-mnist sweep --grid dropout=0,0.2 --out DIR --shard 1/2      one of two processes for DIR
  burn-mnist sweep report DIR --format json

Every point is trained with the same seeds and scored on the validation split, at its best epoch; the
test set is not looked at. Points whose 95 % interval overlaps the best one's are not told apart from it.";

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
    pub asked: Asked,
    /// Try each of these values: KEY=V1,V2 or, where values have commas themselves, KEY=V1;V2. Several lists multiply
    #[arg(long, value_name = "KEY=VALUES", help_heading = "Search")]
    pub grid: Vec<String>,
    /// Draw N points at random instead: a number of each --range, a value of each --grid
    #[arg(long, value_name = "N", value_parser = whole_from_1, help_heading = "Search")]
    pub random: Option<usize>,
    /// Numbers to draw from, evenly, or evenly in magnitude with log:
    #[arg(
        long,
        value_name = "KEY=[log:]LOW..HIGH",
        requires = "random",
        help_heading = "Search"
    )]
    pub range: Vec<String>,
    /// Seeds each point is tried with; one cannot tell points apart [default: 3]
    #[arg(long, value_name = "N", value_parser = whole_from_1, help_heading = "Search")]
    pub seeds: Option<usize>,
    /// Do every N-th trial, from the I-th on; the others are for other processes with the same words
    #[arg(long, value_name = "I/N", help_heading = "Search")]
    pub shard: Option<Shard>,
    /// Keep every trial's checkpoints, and not only its figures
    #[arg(long, help_heading = "Search")]
    pub keep_runs: bool,
    /// Go on with a sweep that was stopped or killed: its directory, its name, or `latest`
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
    /// Show the table of a sweep, or of one whose shards lie in several directories
    Report {
        /// Sweeps' directories or names, or `latest`
        #[arg(value_name = "DIR", required = true)]
        sweeps: Vec<PathBuf>,
    },
}
