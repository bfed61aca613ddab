//! What `compare` and its workers take.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::comparison::Options;

pub const EXAMPLES: &str = "\
Examples:
  burn-mnist compare                                   everything this machine has
  burn-mnist compare --quick                           the same in a minute
  burn-mnist compare --backends flex,ndarray --threads 1,2 --batch-size 32,256
  burn-mnist compare --peers pytorch,keras --python VENV/bin/python
  burn-mnist compare --format html > report.html
  burn-mnist compare report latest OTHER --format md   one table of several machines or commits
  burn-mnist compare diff OLD NEW --fail-above 5%      exit code 6 where something became slower

Each repeat runs in a process of its own. Before any speed, all must agree on the logits of the test
images and on a hundred steps of training; who does not is reported as wrong and not measured.
Exit code 5 if a backend that --backends names has no figure; one of the default list may fail.";

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Compare {
    #[command(subcommand)]
    pub action: Option<CompareAction>,
    #[command(flatten)]
    pub measure: Measure,
}

#[derive(Debug, Args)]
pub struct Measure {
    #[command(flatten)]
    pub options: Options,
    /// Config file, or the shipped one by name: compare
    #[arg(long, value_name = "FILE|NAME")]
    pub config: Option<PathBuf>,
    /// Fewer and shorter measurements: a minute on CPU backends
    #[arg(long)]
    pub quick: bool,
    /// Compare on these weights: a run, a checkpoint or a .bpk file [default: an epoch is trained for it]
    #[arg(long, value_name = "RUN")]
    pub checkpoint: Option<PathBuf>,
    /// Python that has the peers' frameworks
    #[arg(
        long,
        value_name = "PROGRAM",
        default_value = "python3",
        env = "BURN_MNIST_PYTHON",
        hide_env_values = true
    )]
    pub python: PathBuf,
    /// Directory of the comparison [default: artifacts/compare/TIME]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Write the resolved settings to standard output and stop
    #[arg(long)]
    pub print_config: bool,
}

#[derive(Debug, Subcommand)]
pub enum CompareAction {
    /// Show comparisons again, or several as one
    Report {
        /// Comparisons' directories or names, records files, or `latest`
        #[arg(value_name = "COMPARISON", required = true)]
        comparisons: Vec<PathBuf>,
        /// Whom the others are compared with [default: the first]
        #[arg(long, value_name = "NAME")]
        baseline: Option<String>,
    },
    /// Tell what became better or worse from one comparison to another, beyond noise
    Diff {
        /// The older comparison
        #[arg(value_name = "OLD")]
        old: PathBuf,
        /// The newer one
        #[arg(value_name = "NEW")]
        new: PathBuf,
        /// End with exit code 6 if a figure is worse by more than this, beyond noise, or fails now
        #[arg(long, value_name = "SHARE", default_value = "5%", value_parser = share)]
        fail_above: f64,
    },
}

/// What a comparison starts for each backend; nothing to call by hand.
#[derive(Debug, Args)]
pub struct Worker {
    #[arg(long, value_name = "NAME[:DEVICE]")]
    pub backend: String,
    #[arg(long, value_name = "N")]
    pub threads: usize,
}

/// `5%` or `0.05`; a bare 5 is more likely a forgotten percent sign than five times.
fn share(text: &str) -> Result<f64, String> {
    let (number, scale, most) = match text.strip_suffix('%') {
        Some(number) => (number, 0.01, f64::MAX),
        None => (text, 1.0, 1.0),
    };
    match number.trim().parse::<f64>() {
        Ok(value) if (0.0..=most).contains(&value) => Ok(scale * value),
        _ => Err("expected a share such as 5% or 0.05".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn a_share_is_a_percentage_or_a_number() {
        assert_eq!(share("5%"), Ok(0.05));
        assert_eq!(share("0.1"), Ok(0.1));
        assert!(share("5").is_err() && share("inf%").is_err());
        assert!(share("five").is_err() && share("-1%").is_err() && share("NaN").is_err());
    }
}
