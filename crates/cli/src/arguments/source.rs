//! The options for the source of the images, which several commands have.

use std::path::PathBuf;

use burn_mnist_settings::Dataset;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

/// A directory of the user's own images.
#[derive(Debug, Args)]
pub struct DataDirectory {
    /// Read the images from this directory instead of the cache
    ///
    /// It has IDX files (raw or .gz), or one folder of pictures for each class.
    #[arg(
        long,
        value_name = "DIR",
        env = "BURN_MNIST_DATA_DIR",
        hide_env_values = true
    )]
    pub data_dir: Option<PathBuf>,
}

/// Takes a data set by name.
pub fn dataset() -> impl TypedValueParser<Value = Dataset> {
    choice(&Dataset::CHOICES).try_map(|name| name.parse::<Dataset>())
}

/// Takes one of these names, and shows help what each is.
pub fn choice(choices: &'static [(&str, &str)]) -> PossibleValuesParser {
    let values = choices
        .iter()
        .map(|(name, about)| PossibleValue::new(*name).help(*about));
    PossibleValuesParser::new(values)
}
