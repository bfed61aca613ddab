//! What a run is asked to be: defaults, under a config file, under what a front end was told.

pub mod check;
mod dataset;
mod error;
pub mod file;
mod partial;
mod record;
mod settings;
pub mod shipped;

pub use dataset::{Dataset, UnknownDataset};
pub use error::SettingsError;
pub use file::parse;
pub use partial::PartialSettings;
pub use settings::Settings;

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;
