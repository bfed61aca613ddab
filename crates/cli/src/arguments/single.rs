//! One setting from its key and a text, read as its flag would read it.

use burn_mnist_settings::file::Config;
use burn_mnist_settings::{PartialSettings, SettingsError};
use clap::builder::Resettable;
use clap::{CommandFactory, FromArgMatches, Parser};

use super::flags::Flags;
use crate::failure::Failure;

#[derive(Parser)]
#[command(no_binary_name = true)]
struct Only {
    #[command(flatten)]
    flags: Flags,
}

/// Refuses what is no key of a config, with the nearest that is.
///
/// # Errors
///
/// A usage failure.
pub fn check_key(key: &str) -> Result<(), Failure> {
    if PartialSettings::KEYS.contains(&key) {
        return Ok(());
    }
    Err(SettingsError::NoKey {
        key: key.to_owned(),
        known: PartialSettings::KEYS.to_vec(),
    }
    .into())
}

/// The settings in which nothing but `key` is said.
///
/// # Errors
///
/// A usage failure: there is no such key, or it does not take such a text.
pub fn single(key: &str, text: &str) -> Result<PartialSettings, Failure> {
    check_key(key)?;
    let flag = format!("--{}={text}", key.replace('_', "-"));
    // The environment is a layer of its own, and not this one.
    let command = Only::command().mut_args(|argument| argument.env(Resettable::Reset));
    let only = command
        .try_get_matches_from([flag])
        .and_then(|matches| Only::from_arg_matches(&matches));
    only.map(|only| only.flags.into()).map_err(|error| {
        let message = error.to_string();
        let reason = message.lines().next().unwrap_or_default();
        Failure::usage(reason.trim_start_matches("error: ").to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_as_its_flag_reads_it() {
        let options = single("learning_rate", "1e-3").unwrap();
        assert_eq!(options.learning_rate, Some(1e-3));
        assert_eq!(options.hidden, None);
        let options = single("hidden", "256,64").unwrap();
        assert_eq!(options.hidden.unwrap().as_slice(), [256, 64]);
    }

    #[test]
    fn what_a_flag_refuses_is_refused_with_its_name() {
        let failure = single("batch_size", "many").unwrap_err();
        assert!(failure.message.contains("--batch-size"), "{failure:?}");
        let failure = single("learning_rat", "1").unwrap_err();
        assert_eq!(
            failure.hint.as_deref(),
            Some("did you mean `learning_rate`?")
        );
    }
}
