//! What `explain` takes: a saved network, and one image or the wish to see its weights.

use std::path::PathBuf;

use clap::Args;

use super::saved::{Network, Source};

pub const EXAMPLES: &str = "\
Examples:
  burn-mnist explain latest seven.png                   what made it a 7, in characters
  burn-mnist explain latest --index 8 --out maps        and as a picture in maps/
  burn-mnist explain latest --index 8 --class 6         what speaks for a 6, and against it
  burn-mnist explain latest --index 8 --sanity          do the maps show the network, or just the image?
  burn-mnist explain latest --weights --out units.png   what the hidden units look for

In the maps red speaks for the digit and blue against it; without colours + and #, - and =.";

#[derive(Debug, Args)]
pub struct Explain {
    #[command(flatten)]
    pub network: Network,
    /// PNG or JPEG picture of one digit; `-` reads it from standard input
    #[arg(value_name = "PICTURE", required_unless_present_any = ["index", "weights"])]
    pub picture: Option<PathBuf>,
    /// Instead of a picture, an image of the test set, counted from 0
    #[arg(long, value_name = "N", conflicts_with = "picture")]
    pub index: Option<usize>,
    #[command(flatten)]
    pub source: Source,
    /// Explain this digit instead of the predicted one
    #[arg(long, value_name = "DIGIT", value_parser = clap::value_parser!(u8).range(0..=9))]
    pub class: Option<u8>,
    /// Also compare the maps with those of networks whose weights are drawn anew
    #[arg(long)]
    pub sanity: bool,
    /// Instead of an image, show the weights of the first layer's units
    #[arg(long, conflicts_with_all = ["picture", "index", "class", "sanity"])]
    pub weights: bool,
    /// Show each unit on a colour scale of its own
    #[arg(long, requires = "weights", conflicts_with_all = ["picture", "index", "class", "sanity"])]
    pub each: bool,
    /// Also write a picture: to this .png file, or into this directory
    #[arg(long, value_name = "DIR|FILE.png")]
    pub out: Option<PathBuf>,
    /// Replace a picture that is there
    #[arg(long, requires = "out")]
    pub force: bool,
}
