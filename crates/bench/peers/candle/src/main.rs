//! The classifier of burn-mnist in candle: a worker of `burn-mnist compare`, or measuring by itself.

mod case;
mod idx;
mod limits;
mod machine;
mod mnist;
mod network;
mod protocol;
mod stand_alone;
mod training;
mod weights;
mod worker;

use std::io::{self, BufRead, Write};
use std::num::NonZero;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use crate::stand_alone::Plan;
use crate::worker::Worker;

/// Trains and runs the MNIST classifier with candle on the CPU.
///
/// Without --data it answers the requests of `burn-mnist compare` on its standard input.
/// RAYON_NUM_THREADS limits the threads.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Measure by itself, with the four raw IDX files of this directory
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Images a batch, one or more with commas
    #[arg(long, value_delimiter = ',', default_value = "32", requires = "data")]
    batch_size: Vec<NonZero<usize>>,
    /// Samples a case
    #[arg(long, default_value = "5", requires = "data")]
    repeats: NonZero<usize>,
}

fn main() -> ExitCode {
    machine::start_clock();
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to do for a program that cannot even say what is wrong.
            let _ = writeln!(io::stderr(), "error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> anyhow::Result<()> {
    let output = &mut io::stdout().lock();
    let Some(data) = arguments.data else {
        return answer_all(io::stdin().lock(), output);
    };
    let plan = Plan {
        data,
        batch_sizes: arguments.batch_size.into_iter().map(NonZero::get).collect(),
        repeats: arguments.repeats.get(),
    };
    stand_alone::measure(&plan, output)
}

/// A line for each line, until there are no more.
fn answer_all(requests: impl BufRead, output: &mut impl Write) -> anyhow::Result<()> {
    let mut worker = Worker::default();
    for request in requests.lines() {
        writeln!(output, "{}", worker.answer(&request?))?;
        output.flush()?;
    }
    Ok(())
}
