//! Layers of settings, put over each other.

use std::path::Path;

use crate::{Key, PartialSettings, SettingsError, file};

impl PartialSettings {
    /// What was given, and where it is silent, a config.
    ///
    /// # Errors
    ///
    /// The config cannot be read.
    pub fn layered(given: Self, config: Option<&Path>) -> Result<Self, SettingsError> {
        match config {
            Some(config) => Ok(given.or(file::load(config)?)),
            None => Ok(given),
        }
    }

    /// The settings in which nothing but `key` is given, read from a text as a person types it.
    ///
    /// # Errors
    ///
    /// There is no such key, or it does not take such a text.
    pub fn single(key: &str, text: &str) -> Result<Self, SettingsError> {
        let key = Key::find(key)?;
        key.parse(text)
            .map_err(|source| SettingsError::InvalidText {
                key: key.name,
                text: text.to_owned(),
                source,
            })
    }
}

#[cfg(test)]
mod tests {
    use burn_mnist_diagnostic::message;

    use super::*;

    #[test]
    fn a_text_is_read_as_its_type_is_written() {
        let settings = PartialSettings::single("learning_rate", "1e-3").unwrap();
        assert_eq!(settings.learning_rate, Some(1e-3));
        assert_eq!(settings.hidden, None);
        let settings = PartialSettings::single("hidden", "256,64").unwrap();
        assert_eq!(settings.hidden.unwrap().as_slice(), [256, 64]);
    }

    #[test]
    fn a_text_that_is_refused_is_refused_with_its_key() {
        let error = PartialSettings::single("batch_size", "many").unwrap_err();
        assert_eq!(
            message(&error),
            "`many` is not a value of `batch_size`: expected a whole number, 0 or more"
        );
        let error = PartialSettings::single("learning_rat", "1").unwrap_err();
        assert_eq!(error.to_string(), "unknown key `learning_rat`");
    }
}
