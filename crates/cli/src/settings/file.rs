//! Config files: TOML, unknown keys refused with the nearest known one and the line.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use burn_mnist_run::CONFIG_VERSION;

use serde::de::DeserializeOwned;

use super::shipped::{self, Shipped};
use crate::failure::Failure;
use crate::suggestion;

/// What a config file of one kind may say.
pub trait Config: DeserializeOwned {
    /// The keys it may have.
    const KEYS: &'static [&'static str];
    /// The ones of its kind that come with the program.
    const SHIPPED: &'static [Shipped];
}

/// Reads a config by path, or a shipped one by name.
pub fn load<C: Config>(config: &Path) -> Result<C, Failure> {
    let read = fs::read_to_string(config);
    let config = &config.display().to_string();
    match read {
        Ok(text) => parse(&text, config),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            match shipped::find(C::SHIPPED, config) {
                Some(text) => parse(text, config),
                None => {
                    let names: Vec<&str> = C::SHIPPED.iter().map(|(name, _)| *name).collect();
                    let hint = match suggestion::nearest(config, &names) {
                        Some(name) => format!("did you mean `{name}`?"),
                        None => {
                            let names = names.join(", ");
                            format!("give a path, or one of the shipped ones: {names}")
                        }
                    };
                    Err(at(config, format!("no config file {config}")).hint(hint))
                }
            }
        }
        Err(error) => Err(at(
            config,
            format!("cannot read the config {config}: {error}"),
        )),
    }
}

/// Parses a config; `name` stands for it in messages.
pub fn parse<C: Config>(text: &str, name: &str) -> Result<C, Failure> {
    check_version(text, name)?;
    if let Some((key, line)) = unknown_key(text, C::KEYS) {
        let failure = at(name, format!("{name}, line {line}: unknown key `{key}`"));
        return Err(failure.hint(match suggestion::nearest(&key, C::KEYS) {
            Some(known) => format!("did you mean `{known}`?"),
            None => format!("known keys: {}", C::KEYS.join(", ")),
        }));
    }
    toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(text, span.start));
        at(
            name,
            format!("{name}, line {line}: {}", error.message().trim()),
        )
    })
}

/// A config of a newer program is refused for that, not for the keys it may have besides.
fn check_version(text: &str, name: &str) -> Result<(), Failure> {
    #[derive(serde::Deserialize)]
    struct Versioned {
        schema_version: Option<u32>,
    }
    // A file that does not parse at all gets the parser's own message.
    let version = toml::from_str(text).ok();
    match version.and_then(|versioned: Versioned| versioned.schema_version) {
        Some(found) if found > CONFIG_VERSION => {
            let message = format!(
                "{name} has schema version {found}; this program reads up to {CONFIG_VERSION}"
            );
            Err(at(name, message).hint("use the newer burn-mnist that wrote it"))
        }
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

fn at(config: &str, message: String) -> Failure {
    Failure {
        path: Some(PathBuf::from(Path::new(config))),
        ..Failure::usage(message)
    }
}
