//! What layering, checking and config files promise.

use std::path::Path;

use burn_mnist_diagnostic::message;
use burn_mnist_training::Recipe;

use crate::file::Config;
use crate::*;

fn options(toml: &str) -> PartialSettings {
    file::parse(toml, "test.toml").unwrap()
}

#[track_caller]
fn refuse(toml: &str, expected: &str) {
    let error = file::parse::<PartialSettings>(toml, "test.toml").unwrap_err();
    assert!(message(&error).contains(expected), "{error}");
}

#[test]
fn flags_win_over_the_file_and_the_file_over_defaults() {
    let flags = options("epochs = 2");
    let settings = Settings::resolve(flags, Some(Path::new("keras"))).unwrap();
    assert_eq!(
        (settings.epochs, settings.validation, settings.batch_size),
        (2, 0, 32)
    );
}

#[test]
fn the_default_is_the_keras_recipe_with_a_validation_split() {
    let defaults = Settings::resolve(PartialSettings::default(), None).unwrap();
    let keras = Settings::resolve(PartialSettings::default(), Some(Path::new("keras"))).unwrap();
    assert_eq!(defaults.validation, 5_000);
    assert_eq!(
        Settings {
            validation: 0,
            ..defaults
        },
        keras
    );
}

#[test]
fn every_shipped_config_resolves() {
    for (name, _) in shipped::TRAIN {
        Settings::resolve(PartialSettings::default(), Some(Path::new(name))).unwrap();
    }
}

#[test]
fn what_is_resolved_reads_back_as_a_config() {
    let toml = "backend = \"ndarray\"\nlimit = 7\nlearning_rate = 0.01\nseed = 9";
    let settings = Settings::resolve(options(toml), None).unwrap();
    let again = Settings::resolve(options(&settings.to_toml().unwrap()), None).unwrap();
    assert_eq!(again, settings);
}

#[test]
fn every_key_is_known_and_an_unknown_one_is_refused() {
    let schema: toml::Table = toml::from_str(
        &Settings::resolve(options("limit = 1"), None)
            .unwrap()
            .to_toml()
            .unwrap(),
    )
    .unwrap();
    assert!(
        schema
            .keys()
            .all(|key| PartialSettings::KEY_NAMES.contains(&key.as_str()))
    );
    refuse(
        "seed = 1\n\nepoch = 3\n",
        "test.toml, line 3: unknown key `epoch`",
    );
}

#[test]
fn wrong_types_and_broken_files_name_the_line() {
    refuse(
        "seed = 1\nepochs = \"five\"",
        "test.toml, line 2: invalid type",
    );
    refuse("epochs = ", "test.toml, line 1");
    refuse(
        "dataset = \"minst\"",
        "test.toml, line 1: unknown value `minst`",
    );
}

#[test]
fn values_out_of_range_name_key_and_what_is_accepted() {
    for (toml, message) in [
        ("epochs = 0", "`epochs` takes 1 to 100000; found 0"),
        ("batch_size = 0", "`batch_size` takes 1 to 1000000; found 0"),
        ("limit = 0", "`limit` takes at least 1; found 0"),
        (
            "learning_rate = -1.0",
            "takes a finite number above 0; found -1",
        ),
        (
            "learning_rate = nan",
            "takes a finite number above 0; found NaN",
        ),
    ] {
        let error = Settings::resolve(options(toml), None).unwrap_err();
        assert!(error.to_string().contains(message), "{error}");
    }
}

#[test]
fn a_directory_is_absolute_and_synthetic_digits_have_none() {
    let settings = Settings::resolve(options("data_dir = \"x\""), None).unwrap();
    assert!(settings.data_dir.unwrap().is_absolute());
    let flags = options("data_dir = \"x\"");
    let settings = Settings::resolve(flags, Some(Path::new("smoke"))).unwrap();
    assert_eq!(settings.data_dir, None);
}

#[test]
fn a_recipe_without_a_word_is_the_default_one() {
    let defaults = Settings::resolve(PartialSettings::default(), None).unwrap();
    assert_eq!(defaults.recipe(), Recipe::default());
}

#[test]
fn settings_of_one_optimizer_or_schedule_reach_the_recipe() {
    let toml = "optimizer = \"sgd\"\nschedule = \"step\"\nstep_factor = 0.5";
    let recipe = Settings::resolve(options(toml), None).unwrap().recipe();
    assert_eq!(recipe.optimizer.momentum, 0.9);
    assert_eq!(
        (recipe.rate.step_epochs, recipe.rate.step_factor),
        (10, 0.5)
    );
}

#[test]
fn the_default_that_a_help_names_is_the_default() {
    let defaults = Settings::resolve(PartialSettings::default(), None).unwrap();
    let mut named = 0;
    for key in KEYS {
        let default = key.help.split_once("[default: ").map(|(_, rest)| rest);
        // Some defaults are described in words, and some apply only together with another setting.
        let given = default.and_then(|rest| key.parse(rest.trim_end_matches(']')).ok());
        let Some(Ok(settings)) = given.map(|given| Settings::resolve(given, None)) else {
            continue;
        };
        if key.recorded {
            named += 1;
            assert_eq!(settings, defaults, "{}", key.name);
        }
    }
    assert!(named >= 15, "{named}");
}
