//! The settings of a run: defaults, overridden by a config file, overridden by the options of a front end.
//!
//! [`KEYS`] describes every setting once: its name, its help, what it takes, whether it may change when a run is
//! resumed. [`PartialSettings`] is one layer, in which a setting may be missing; [`Settings`] is everything resolved
//! and checked.
//!
//! ```
//! use std::path::Path;
//!
//! use burn_mnist_settings::{PartialSettings, Settings, SettingsError};
//!
//! // What was asked for, over the shipped config `keras`, over the defaults.
//! let given = PartialSettings::single("epochs", "2")?;
//! let settings = Settings::resolve(given, Some(Path::new("keras")))?;
//! assert_eq!((settings.epochs, settings.validation, settings.batch_size), (2, 0, 32));
//!
//! // A refusal states the key, what it takes and what was given.
//! let given = PartialSettings { dropout: Some(1.5), ..PartialSettings::default() };
//! let refused = Settings::resolve(given, None);
//! assert!(matches!(refused, Err(SettingsError::InvalidValue { key: "dropout", .. })));
//! # Ok::<(), SettingsError>(())
//! ```

pub mod check;
mod dataset;
mod declaration;
mod error;
pub mod file;
mod generate;
mod key;
mod keys;
mod partial;
mod record;
mod settings;
pub mod shipped;
mod value;

pub use dataset::{Dataset, ParseDatasetError};
pub use error::SettingsError;
pub use file::parse;
pub use key::{Form, Group, Key, Resume, Sweep};
pub use keys::{KEYS, PartialSettings, Settings};
pub use value::ParseError;

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;
