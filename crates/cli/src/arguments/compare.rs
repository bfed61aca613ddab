//! What `compare` and its workers take.

use std::path::PathBuf;

use burn_mnist_bench::export::Theme;
use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Subcommand, ValueEnum};

use super::typed::Typed;
use crate::comparison::Options;

pub const EXAMPLES: &str = "\
Examples:
  burn-mnist compare --quick                           all backends of this machine, in a minute
  burn-mnist compare                                   longer, for results to publish
  burn-mnist compare --backends flex,ndarray --threads 1,2 --batch-size 32,256
  burn-mnist compare --peers pytorch,keras --python VENV/bin/python
  burn-mnist compare --format html > report.html
  burn-mnist compare report latest OTHER --format md   several machines or commits in one table
  burn-mnist compare diff OLD NEW --fail-above 5%      exit code 6 if something became slower

A LIST has several values, separated by commas; every combination of the lists is measured. Each repeat runs \
in its own process. A backend is timed only if it agrees with the reference on the logits of the test images \
and after 100 training steps. Otherwise it is reported as wrong. The exit code is 5 if a \
backend that --backends names has no figure.";

pub const REPORT_EXAMPLES: &str = "\
Examples:
  burn-mnist compare report latest
  burn-mnist compare report latest --format html > comparison.html
  burn-mnist compare report latest --format svg --theme dark > speed-dark.svg
  burn-mnist compare report LAPTOP SERVER --label Laptop --label Server --format html > both.html";

pub const DIFF_EXAMPLES: &str = "\
Examples:
  burn-mnist compare diff OLD latest
  burn-mnist compare diff OLD NEW --fail-above 10%     exit code 6 if something is 10 % slower";

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
    pub typed: Typed,
    #[command(flatten)]
    pub options: Options,
    /// Config file [default: compare, which is built in]
    #[arg(long, value_name = "FILE|NAME")]
    pub config: Option<PathBuf>,
    /// Fewer and shorter measurements, about a minute on CPU backends
    #[arg(long)]
    pub quick: bool,
    /// Run, checkpoint or .bpk file whose weights are compared [default: one epoch is trained]
    #[arg(long, value_name = "RUN")]
    pub checkpoint: Option<PathBuf>,
    /// Python interpreter with the frameworks of --peers
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
    /// Name of this machine in reports, such as "Ryzen 9, laptop"
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub label: Option<String>,
    /// Show all figures: percentiles, outliers, memory, shares of the roofline
    #[arg(long)]
    pub verbose: bool,
    /// Print the resolved settings and exit
    #[arg(long)]
    pub print_config: bool,
}

#[derive(Debug, Subcommand)]
pub enum CompareAction {
    /// Show a comparison again, or several in one table
    #[command(after_help = REPORT_EXAMPLES)]
    Report {
        /// Directories or names of comparisons, record files, or `latest`
        #[arg(value_name = "COMPARISON", required = true)]
        comparisons: Vec<PathBuf>,
        /// Backend to compare the others with [default: the first]
        #[arg(long, value_name = "NAME")]
        baseline: Option<String>,
        /// Name of the machine of a comparison; once for each COMPARISON, in the same order
        #[arg(long = "label", value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
        labels: Vec<String>,
        /// Show all figures: percentiles, outliers, memory, shares of the roofline
        #[arg(long)]
        verbose: bool,
        /// Colours of --format svg [default: light]
        #[arg(long, value_enum, value_name = "THEME")]
        theme: Option<ThemeName>,
    },
    /// Show what became faster or slower between two comparisons, beyond noise
    #[command(after_help = DIFF_EXAMPLES)]
    Diff {
        /// The older comparison
        #[arg(value_name = "OLD")]
        old: PathBuf,
        /// The newer comparison
        #[arg(value_name = "NEW")]
        new: PathBuf,
        /// Exit with code 6 if something is slower by more than this, or fails now
        #[arg(long, value_name = "SHARE", default_value = "5%", value_parser = share)]
        fail_above: f64,
    },
}

/// The colours of a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ThemeName {
    /// For a light background
    Light,
    /// For a dark background
    Dark,
}

impl From<ThemeName> for Theme {
    fn from(name: ThemeName) -> Self {
        match name {
            ThemeName::Light => Self::Light,
            ThemeName::Dark => Self::Dark,
        }
    }
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
