//! What `explain` takes: a saved network, and one image or the wish to see its weights.

use std::path::PathBuf;

use clap::Args;

use super::indices::Indices;
use super::saved::{Network, Source};

pub const EXAMPLES: &str = "\
Examples:
  burn-mnist explain latest seven.png                   maps of one prediction, as text
  burn-mnist explain latest --index 8 --out maps        also as a picture in maps/
  burn-mnist explain latest --index 8 --class 6         evidence for and against a 6
  burn-mnist explain latest --index 8 --sanity          do the maps depend on the weights?
  burn-mnist explain latest --weights --out units.png   weights of the hidden units

In the maps, red pixels are evidence for the digit and blue pixels evidence against it. Without colours, + and # \
are for it, - and = against it.";

#[derive(Debug, Args)]
pub struct Explain {
    #[command(flatten)]
    pub network: Network,
    /// PNG or JPEG pictures of one digit each, or `-` for standard input
    #[arg(value_name = "PICTURE")]
    pub pictures: Vec<PathBuf>,
    /// Use these images of the test set, counted from 0, such as 0,3,5-9
    #[arg(long, value_name = "N")]
    pub index: Vec<Indices>,
    #[command(flatten)]
    pub source: Source,
    /// Explain this digit instead of the predicted one
    #[arg(long, value_name = "DIGIT", value_parser = clap::value_parser!(u8).range(0..=9))]
    pub class: Option<u8>,
    /// Compare the maps with those of randomly initialised networks
    #[arg(long)]
    pub sanity: bool,
    /// Show the weights of the first layer's units instead of an image
    #[arg(long, conflicts_with_all = ["pictures", "index", "class", "sanity"])]
    pub weights: bool,
    /// Use a separate colour scale for each unit
    #[arg(long, requires = "weights", conflicts_with_all = ["pictures", "index", "class", "sanity"])]
    pub each: bool,
    /// Also write a picture to this .png file or directory
    #[arg(long, value_name = "DIR|FILE.png")]
    pub out: Option<PathBuf>,
    /// Replace the picture if it exists
    #[arg(long, requires = "out")]
    pub force: bool,
    /// Also say if the picture was inverted because it is dark on light
    #[arg(long, short)]
    pub verbose: bool,
}
