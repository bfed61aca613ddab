//! Layers of settings: defaults, under a config file, under the environment, under flags.

use toml::Table;

use crate::fixture::QUICK;
use crate::sandbox::Sandbox;

fn printed(sandbox: &Sandbox, variables: &[(&str, &str)], words: &str) -> Table {
    let words = format!("train --print-config {words}");
    let printed = sandbox.run_with(variables, &words).succeeded();
    assert_eq!(printed.stderr, "");
    assert!(!sandbox.path("artifacts").exists(), "nothing is trained");
    printed.stdout.parse().unwrap()
}

#[test]
fn the_defaults_are_the_keras_recipe_on_flex_with_a_validation_split() {
    let sandbox = Sandbox::new();
    let expected = "backend = 'flex'\ndataset = 'mnist'\nepochs = 5\nbatch_size = 32\n\
                    optimizer = 'adam'\nweight_decay = 0.0\nlearning_rate = 1e-3\n\
                    schedule = 'constant'\nloss = 'cross-entropy'\nlabel_smoothing = 0.0\n\
                    dropout = 0.0\naugment = 'none'\nhidden = 128\nactivation = 'relu'\nseed = 42\n\
                    validation = 5000\nkeep = 3\nschema_version = 1";
    let expected: Table = expected.parse().unwrap();
    assert_eq!(printed(&sandbox, &[], ""), expected);
    let mut keras = printed(&sandbox, &[], "--config keras");
    assert_eq!(
        keras.insert("validation".to_owned(), 5000.into()),
        Some(0.into())
    );
    assert_eq!(keras, expected);
}

#[test]
fn a_directory_does_not_hide_a_shipped_config_of_its_name() {
    let sandbox = Sandbox::new();
    let expected = printed(&sandbox, &[], "--config smoke");
    std::fs::create_dir(sandbox.path("smoke")).unwrap();
    assert_eq!(printed(&sandbox, &[], "--config smoke"), expected);
    std::fs::create_dir(sandbox.path("other")).unwrap();
    let refused = sandbox.run("train --print-config --config other").failed(2);
    refused.says("cannot read the config other");
}

#[test]
fn a_flag_wins_over_the_environment_over_the_file_over_the_default() {
    let sandbox = Sandbox::new();
    sandbox.write("my.toml", "hidden = 20\nepochs = 3\nseed = 5\n");
    let variables = [("BURN_MNIST_EPOCHS", "4"), ("BURN_MNIST_SEED", "6")];
    let settings = printed(&sandbox, &variables, "--config my.toml --seed 7");
    let of = |key: &str| settings[key].as_integer().unwrap();
    assert_eq!(of("batch_size"), 32, "by default");
    assert_eq!(of("hidden"), 20, "from the file");
    assert_eq!(of("epochs"), 4, "from the environment");
    assert_eq!(of("seed"), 7, "from the flag");
}

#[test]
fn every_setting_has_a_key_a_variable_and_a_flag() {
    let sandbox = Sandbox::new();
    for (key, value) in [
        ("backend", "'ndarray'"),
        ("dataset", "'synthetic'"),
        ("data_dir", "'digits'"),
        ("epochs", "7"),
        ("batch_size", "7"),
        ("learning_rate", "0.7"),
        ("hidden", "7"),
        ("seed", "7"),
        ("validation", "7"),
        ("limit", "7"),
        ("schedule", "'cosine'"),
        ("schedule", "'one-cycle'"),
        ("warmup_epochs", "0.7"),
        ("optimizer", "'adamw'"),
        ("optimizer", "'rmsprop'"),
        ("weight_decay", "0.7"),
        ("clip_norm", "0.7"),
        ("loss", "'mse'"),
        ("label_smoothing", "0.7"),
        ("dropout", "0.7"),
        ("augment", "'shift=2,rotate=10'"),
        ("average", "0.7"),
        ("activation", "'tanh'"),
        ("patience", "7"),
        ("checkpoint_every", "'7steps'"),
        ("keep", "7"),
    ] {
        sandbox.write("my.toml", format!("{key} = {value}\n"));
        let typed = value.trim_matches('\'');
        let variable = format!("BURN_MNIST_{}", key.to_uppercase());
        let flag = format!("--{} {typed}", key.replace('_', "-"));
        let expected: Table = format!("{key} = {value}").parse().unwrap();
        for settings in [
            printed(&sandbox, &[], "--config my.toml"),
            printed(&sandbox, &[("BURN_MNIST_CONFIG", "my.toml")], ""),
            printed(&sandbox, &[(&variable, typed)], ""),
            printed(&sandbox, &[], &flag),
        ] {
            if key == "data_dir" {
                // Absolute, so that a run repeats from anywhere.
                let absolute = sandbox.path("digits");
                assert_eq!(settings[key].as_str(), absolute.to_str());
                continue;
            }
            assert_eq!(settings[key], expected[key], "{key}");
        }
    }
}

#[test]
fn hidden_layers_are_a_number_a_list_or_a_text() {
    let sandbox = Sandbox::new();
    let expected: Table = "hidden = [256, 64]".parse().unwrap();
    for config in ["hidden = [256, 64]", "hidden = '256,64'"] {
        sandbox.write("my.toml", config);
        let settings = printed(&sandbox, &[], "--config my.toml");
        assert_eq!(settings["hidden"], expected["hidden"]);
    }
    let settings = printed(&sandbox, &[], "--hidden 256,64");
    assert_eq!(settings["hidden"], expected["hidden"]);
}

#[test]
fn settings_of_one_optimizer_or_schedule_come_and_go_with_it() {
    let sandbox = Sandbox::new();
    let sgd = printed(&sandbox, &[], "--optimizer sgd --schedule step");
    assert_eq!(sgd["momentum"].as_float(), Some(0.9));
    assert_eq!(sgd["step_epochs"].as_integer(), Some(10));
    assert_eq!(sgd["step_factor"].as_float(), Some(0.1));
    let adam = printed(&sandbox, &[], "");
    for key in ["momentum", "step_epochs", "step_factor"] {
        assert!(!adam.contains_key(key), "{key}");
    }
}

#[test]
fn the_printed_config_reads_back_as_itself() {
    let sandbox = Sandbox::new();
    let words = "--config smoke --epochs 9 --backend ndarray --learning-rate 5e-4";
    let settings = printed(&sandbox, &[], words);
    sandbox.write("again.toml", settings.to_string());
    assert_eq!(printed(&sandbox, &[], "--config again.toml"), settings);
}

#[test]
fn a_run_keeps_the_config_that_was_printed() {
    let sandbox = Sandbox::new();
    let print = sandbox.run(&format!("{QUICK} --print-config")).succeeded();
    sandbox.run(&format!("{QUICK} --out run")).succeeded();
    assert_eq!(sandbox.read("run/config.toml"), print.stdout);
}

#[test]
fn the_place_of_a_run_can_come_from_a_layer_too() {
    let sandbox = Sandbox::new();
    sandbox
        .run_with(&[("BURN_MNIST_OUT", "from-variable")], QUICK)
        .succeeded();
    assert!(sandbox.path("from-variable/run.json").is_file());
}
