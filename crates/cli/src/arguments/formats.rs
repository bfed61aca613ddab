//! `--format`: every command takes all formats, and its help lists those that it writes.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, ValueEnum};

use crate::output::Format;

/// The formats that every command writes.
pub const OF_EVERY_COMMAND: [Format; 2] = [Format::Text, Format::Json];

/// Takes every format; help, completions and messages name only these.
pub fn listing(listed: &[Format]) -> impl TypedValueParser<Value = Format> + use<> {
    let values: Vec<PossibleValue> = Format::value_variants()
        .iter()
        .filter_map(|format| Some(format.to_possible_value()?.hide(!listed.contains(format))))
        .collect();
    PossibleValuesParser::new(values).try_map(|name| Format::from_str(&name, false))
}

/// The formats of a table.
pub const OF_TABLES: [Format; 4] = [Format::Text, Format::Json, Format::Md, Format::Csv];

/// The formats of a run's metrics; as text they are CSV.
pub const OF_METRICS: [Format; 3] = [Format::Text, Format::Json, Format::Csv];

/// The formats of a sweep's results.
pub const OF_SWEEPS: [Format; 5] = [
    Format::Text,
    Format::Json,
    Format::Md,
    Format::Csv,
    Format::Html,
];

/// The flag of a command that writes other formats, in place of the one that all other commands have.
pub fn argument(listed: &[Format]) -> Arg {
    Arg::new("format")
        .long("format")
        .global(true)
        .value_parser(listing(listed))
        .default_value("text")
        .value_name("FORMAT")
        .help("Output format")
        .help_heading("Output")
}
