//! Messages and advice on settings, in terms of flags.

use burn_mnist_diagnostic::message;
use burn_mnist_settings::{Key, SettingsError};

use super::Advise;
use crate::suggestion;

impl Advise for SettingsError {
    fn message(&self) -> String {
        match self {
            Self::InvalidValue {
                key,
                accepted,
                found,
            } => format!("{} takes {accepted}; found {found}", named(key)),
            Self::OnlyWith {
                key,
                other,
                needed,
                found,
            } => {
                let (needed, other) = (needed.join(" or "), flag(other));
                format!("{} needs {other} {needed}; found {found}", named(key))
            }
            Self::InvalidText { key, text, source } => {
                let value_name = Key::find(key).map_or("VALUE", |key| key.value_name);
                let flag = flag(key);
                format!("invalid value '{text}' for '{flag} <{value_name}>': {source}")
            }
            Self::NeedsValidation { key } => format!("{} needs a validation split", named(key)),
            _ => message(self),
        }
    }

    fn advice(&self) -> Option<String> {
        match self {
            Self::OnlyWith {
                key, other, needed, ..
            } => {
                let other = flag(other);
                let choices = needed.iter().map(|value| format!("{other} {value}"));
                let choices = choices.collect::<Vec<_>>().join(" or ");
                Some(format!("omit {}, or add {choices}", flag(key)))
            }
            Self::NeedsValidation { .. } => Some("hold images out with --validation N".to_owned()),
            Self::UnknownKey { key, known } | Self::UnknownKeyInConfig { key, known, .. } => {
                Some(nearest_or(key, known, || {
                    format!("known keys: {}", known.join(", "))
                }))
            }
            Self::ConfigNotFound { config, shipped } => {
                let config = config.display().to_string();
                Some(nearest_or(&config, shipped, || {
                    let names = shipped.join(", ");
                    format!("give a path, or a built-in config: {names}")
                }))
            }
            Self::NewerSchema { .. } => Some("use the newer burn-mnist that wrote it".to_owned()),
            _ => None,
        }
    }
}

/// A setting as flags and files call it.
fn named(key: &str) -> String {
    format!("{} (config key `{key}`)", flag(key))
}

fn flag(key: &str) -> String {
    format!("--{}", key.replace('_', "-"))
}

fn nearest_or(typed: &str, known: &[&'static str], otherwise: impl Fn() -> String) -> String {
    match suggestion::nearest(typed, known) {
        Some(known) => format!("did you mean `{known}`?"),
        None => otherwise(),
    }
}

#[cfg(test)]
mod tests {
    use burn_mnist_settings::PartialSettings;

    use super::*;

    #[test]
    fn a_text_is_refused_as_its_flag_refuses_it() {
        let error = PartialSettings::single("batch_size", "many").unwrap_err();
        assert_eq!(
            error.message(),
            "invalid value 'many' for '--batch-size <N>': expected a whole number, 0 or more"
        );
        let error = PartialSettings::single("learning_rat", "1").unwrap_err();
        assert_eq!(error.message(), "unknown key `learning_rat`");
        assert_eq!(
            error.advice().as_deref(),
            Some("did you mean `learning_rate`?")
        );
    }
}
