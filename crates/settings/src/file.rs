//! Config files: TOML, unknown keys refused with their line.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use burn_mnist_run::CONFIG_VERSION;
use serde::de::DeserializeOwned;

use crate::SettingsError;
use crate::shipped::{self, Shipped};

/// What a config file of one kind may say.
pub trait Config: DeserializeOwned {
    /// The keys it may have.
    const KEY_NAMES: &'static [&'static str];
    /// The ones of its kind that come with the program.
    const SHIPPED: &'static [Shipped];
}

/// Reads a config by path, or a shipped one by name.
///
/// # Errors
///
/// There is no such config, or [`parse`] refuses it.
pub fn load<C: Config>(config: &Path) -> Result<C, SettingsError> {
    let name = &config.display().to_string();
    match fs::read_to_string(config) {
        Ok(text) => parse(&text, name),
        Err(source) => match (shipped::find(C::SHIPPED, name), source.kind()) {
            // A run's directory may have the name of the config that made it.
            (Some(text), io::ErrorKind::NotFound | io::ErrorKind::IsADirectory) => {
                parse(text, name)
            }
            (None, io::ErrorKind::NotFound) => Err(SettingsError::ConfigNotFound {
                config: config.to_owned(),
                shipped: C::SHIPPED.iter().map(|(name, _)| *name).collect(),
            }),
            _ => Err(SettingsError::ReadConfig {
                config: config.to_owned(),
                source,
            }),
        },
    }
}

/// Parses a config; `name` stands for it in messages.
///
/// # Errors
///
/// If the text is not valid TOML, has a newer schema version, an unknown key, or an invalid value.
pub fn parse<C: Config>(text: &str, name: &str) -> Result<C, SettingsError> {
    check_version(text, name)?;
    if let Some((key, line)) = unknown_key(text, C::KEY_NAMES) {
        return Err(SettingsError::UnknownKeyInConfig {
            config: PathBuf::from(name),
            line,
            key,
            known: C::KEY_NAMES.to_vec(),
        });
    }
    toml::from_str(text).map_err(|error| SettingsError::InvalidConfig {
        config: PathBuf::from(name),
        line: error.span().map_or(1, |span| line_of(text, span.start)),
        reason: in_plain_words(error.message().trim()),
    })
}

/// The parser's message without the names of Rust's types.
fn in_plain_words(message: &str) -> String {
    let mut message = message.replace("unknown variant", "unknown value");
    for (rust, plain) in [
        ("expected usize", "expected a whole number"),
        ("expected u64", "expected a whole number"),
        ("expected f64", "expected a number"),
        ("expected a borrowed string", "expected a string"),
    ] {
        message = message.replace(rust, plain);
    }
    message
}

/// A config of a newer program is refused for its version, not for keys that are unknown here.
fn check_version(text: &str, name: &str) -> Result<(), SettingsError> {
    #[derive(serde::Deserialize)]
    struct Versioned {
        schema_version: Option<u32>,
    }
    // A file that does not parse at all gets the parser's own message.
    let version = toml::from_str(text).ok();
    match version.and_then(|versioned: Versioned| versioned.schema_version) {
        Some(found) if found > CONFIG_VERSION => Err(SettingsError::NewerSchema {
            config: PathBuf::from(name),
            found,
        }),
        _ => Ok(()),
    }
}

fn unknown_key(text: &str, known: &[&str]) -> Option<(String, usize)> {
    // A file that does not parse at all gets the parser's own message.
    let table = toml::de::DeTable::parse(text).ok()?;
    let mut unknown: Vec<_> = table
        .get_ref()
        .keys()
        .filter(|key| !known.contains(&key.get_ref().as_ref()))
        .collect();
    unknown.sort_by_key(|key| key.span().start);
    let key = unknown.first()?;
    Some((key.get_ref().to_string(), line_of(text, key.span().start)))
}

fn line_of(text: &str, offset: usize) -> usize {
    text[..offset.min(text.len())].matches('\n').count() + 1
}
