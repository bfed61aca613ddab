//! The flag and the variable of every setting, made of its declaration.

use std::sync::LazyLock;

use burn_mnist_settings::{Form, KEYS, Key, PartialSettings};
use clap::builder::{PathBufValueParser, StringValueParser, TypedValueParser, ValueParser};
use clap::{Arg, ArgMatches, Args, Command, Error, FromArgMatches, ValueHint};

use super::source::choice;

/// What flags and variables say.
#[derive(Clone, Debug)]
pub struct Flags(pub PartialSettings);

/// Each key with its flag and its variable, which clap keeps references to: group by group, as help shows them.
static SPELLED: LazyLock<Vec<(&Key, String, String)>> = LazyLock::new(|| {
    let mut keys: Vec<&Key> = KEYS.iter().collect();
    keys.sort_by_key(|key| key.group);
    let spelled = keys
        .into_iter()
        .map(|key| (key, key.flag(), key.variable()));
    spelled.collect()
});

impl Args for Flags {
    fn augment_args(command: Command) -> Command {
        command.args(SPELLED.iter().map(|(key, flag, variable)| {
            let argument = Arg::new(key.name)
                .long(flag.as_str())
                .env(variable.as_str())
                .hide_env_values(true)
                .value_name(key.value_name)
                .value_parser(value_parser(key))
                .help_heading(key.group.heading())
                .hide_short_help(key.rare)
                .help(key.help);
            let argument = match key.details {
                "" => argument,
                details => argument.long_help(format!("{}\n\n{details}", key.help)),
            };
            match key.form {
                Form::Path => argument.value_hint(ValueHint::AnyPath),
                Form::Text | Form::Choice(_) => argument,
            }
        }))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Flags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let given = KEYS
            .iter()
            .filter_map(|key| matches.get_one::<PartialSettings>(key.name).cloned());
        Ok(Self(
            given.fold(PartialSettings::default(), PartialSettings::or),
        ))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        let Self(given) = Self::from_arg_matches(matches)?;
        self.0 = given.or(self.0.clone());
        Ok(())
    }
}

/// Reads the settings in which nothing but this key is given.
fn value_parser(key: &'static Key) -> ValueParser {
    match key.form {
        Form::Text => StringValueParser::new()
            .try_map(|text| key.parse(text))
            .into(),
        Form::Path => PathBufValueParser::new()
            .try_map(|path| key.parse(path))
            .into(),
        Form::Choice(choices) => choice(choices).try_map(|name| key.parse(name)).into(),
    }
}
