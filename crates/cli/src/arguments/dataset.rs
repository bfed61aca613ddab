//! The data sets, as a flag takes them.

use burn_mnist_settings::Dataset;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

/// Takes a data set by name.
pub fn parser() -> impl TypedValueParser<Value = Dataset> {
    let names =
        Dataset::ALL.map(|dataset| PossibleValue::new(dataset.name()).help(dataset.about()));
    PossibleValuesParser::new(names).try_map(|name| name.parse::<Dataset>())
}
