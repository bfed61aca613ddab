//! The command line as typed: flags, their help, and what to say when they are wrong.

use std::path::PathBuf;
use std::process::ExitCode;

use burn_mnist_run::layout::RUNS;
use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::failure::Failure;
use crate::output::{Format, Output};
use crate::settings::{Dataset, Options};

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
  burn-mnist backends                               what this machine has

Settings come from defaults, then --config, then variables BURN_MNIST_<KEY>, then flags.
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 data, 4 checkpoint, 5 backend, 130/143 interrupted.";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Train a network and keep its checkpoints
    #[command(after_help = TRAIN_EXAMPLES)]
    #[command(allow_negative_numbers = true)]
    Train(Train),
    /// Measure a saved network on labelled images
    #[command(after_help = EVALUATE_EXAMPLES)]
    Evaluate(Evaluate),
    /// Recognise the digits in pictures, or images of the test set
    #[command(after_help = PREDICT_EXAMPLES)]
    Predict(Predict),
    /// Fetch, check or find the MNIST files
    Data(Data),
    /// List every backend: compiled in or not, with its devices and drivers
    Backends,
    /// List the runs there are, or show one
    Runs(Runs),
    /// Write a completion script for a shell to standard output
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

const TRAIN_EXAMPLES: &str = "\
Examples:
  burn-mnist train --config keras --seed 3           all 60,000 images, as Keras does
  burn-mnist train --epochs 10 --learning-rate 5e-4
  burn-mnist train --dataset synthetic               drawn digits, no download
  burn-mnist train --config keras --print-config     what would run; nothing is trained";

const EVALUATE_EXAMPLES: &str = "\
Examples:
  burn-mnist evaluate latest                          the newest run under artifacts/runs
  burn-mnist evaluate RUN --backend wgpu --predictions logits.csv
  burn-mnist evaluate RUN --split validation";

const PREDICT_EXAMPLES: &str = "\
Examples:
  burn-mnist predict latest seven.png three.jpg --top 3
  burn-mnist predict artifacts/runs/NAME --index 0 --show
  cat seven.png | burn-mnist predict model.bpk - --format json";

#[derive(Debug, Args)]
pub struct Train {
    #[command(flatten)]
    pub options: Options,
    /// Config file, or a shipped one by name: keras, smoke
    #[arg(
        long,
        value_name = "FILE|NAME",
        env = "BURN_MNIST_CONFIG",
        hide_env_values = true
    )]
    pub config: Option<PathBuf>,
    /// Write the resolved settings to standard output and stop
    #[arg(long)]
    pub print_config: bool,
    /// Show Burn's full-screen dashboard; q stops the run there
    #[arg(long)]
    pub tui: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EvaluatedSplit {
    /// The test set
    Test,
    /// What the run held back
    Validation,
}

/// Where labelled images come from, beside a run's own settings.
#[derive(Clone, Debug, Args)]
pub struct Source {
    /// Digits to use [default: the run's, else mnist]
    #[arg(long, env = "BURN_MNIST_DATASET", hide_env_values = true)]
    pub dataset: Option<Dataset>,
    /// Directory of IDX files (raw or .gz), instead of the cache and the download
    #[arg(
        long,
        value_name = "DIR",
        env = "BURN_MNIST_DATA_DIR",
        hide_env_values = true
    )]
    pub data_dir: Option<PathBuf>,
}

/// A saved network and where it runs.
#[derive(Debug, Args)]
pub struct Network {
    /// A run (its best checkpoint), a checkpoint directory, a .bpk file, a run's name, or `latest`
    #[arg(value_name = "RUN")]
    pub model: PathBuf,
    /// Backend to run on, and its device
    #[arg(
        long,
        value_name = "NAME[:DEVICE]",
        default_value = "flex",
        env = "BURN_MNIST_BACKEND",
        hide_env_values = true
    )]
    pub backend: String,
}

#[derive(Debug, Args)]
pub struct Evaluate {
    #[command(flatten)]
    pub network: Network,
    /// Images to measure on
    #[arg(long, value_enum, default_value = "test")]
    pub split: EvaluatedSplit,
    #[command(flatten)]
    pub source: Source,
    /// Use only the first N images of the split [default: the run's own limit, else all]
    #[arg(long, value_name = "N", value_parser = whole_from_1)]
    pub limit: Option<usize>,
    /// Also write index within the split, label, prediction and logits of each image to this CSV file
    #[arg(long, value_name = "FILE")]
    pub predictions: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Predict {
    #[command(flatten)]
    pub network: Network,
    /// PNG or JPEG pictures of one digit each; `-` reads one from standard input
    #[arg(value_name = "PICTURE", required_unless_present = "index")]
    pub pictures: Vec<PathBuf>,
    /// Instead of a picture, an image of the test set, counted from 0; may be repeated
    #[arg(long, value_name = "N")]
    pub index: Vec<usize>,
    #[command(flatten)]
    pub source: Source,
    /// List the K likeliest digits
    #[arg(long, value_name = "K", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=10))]
    pub top: u8,
    /// Draw the 28x28 image the network saw
    #[arg(long)]
    pub show: bool,
}

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

/// Prints clap's message; as JSON too, when that was asked for and it is an error.
pub fn explain(error: &clap::Error) -> ExitCode {
    let asked = std::env::args_os()
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ");
    let json = asked.contains("--format json") || asked.contains("--format=json");
    if json
        && error.use_stderr()
        && error.kind() != ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    {
        let failure = Failure::usage(in_a_line(&error.to_string())).hint("see --help");
        Output {
            format: Format::Json,
            quiet: false,
        }
        .failure(&failure);
        return ExitCode::from(failure.kind.exit_code());
    }
    // Nobody is left to tell if the stream is closed.
    let _ = error.print();
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// Clap's first paragraph: what is wrong and the values that are accepted, without the usage below.
fn in_a_line(message: &str) -> String {
    let paragraph = message
        .lines()
        .map(str::trim)
        .take_while(|line| !line.is_empty());
    let words = paragraph.collect::<Vec<_>>().join(" ");
    words.trim_start_matches("error: ").to_owned()
}
