//! Flags and config files that are wrong: the flag or the line, what is accepted, what was meant.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

/// What `train` says to a config file of this content.
#[track_caller]
fn refused_config(content: &str) -> String {
    let sandbox = Sandbox::new();
    sandbox.write("my.toml", content);
    sandbox.run("train --config my.toml").failed(2).stderr
}

#[track_caller]
fn refused(words: &str) -> String {
    Sandbox::new().run(words).failed(2).stderr
}

#[test]
fn an_unknown_key_names_its_line_and_the_nearest_known_one() {
    assert_snapshot!(refused_config("seed = 1\n\nepoch = 3\n"), @r"
    error: my.toml, line 3: unknown key `epoch`
      hint: did you mean `epochs`?
    ");
    assert_snapshot!(refused_config("zzz = 3\n"), @r"
    error: my.toml, line 1: unknown key `zzz`
      hint: known keys: backend, dataset, data_dir, exclude, epochs, batch_size, optimizer, momentum, weight_decay, learning_rate, schedule, warmup_epochs, step_epochs, step_factor, clip_norm, loss, label_smoothing, dropout, augment, average, patience, hidden, activation, seed, validation, limit, checkpoint_every, keep, out, schema_version
    ");
}

#[test]
fn a_value_of_the_wrong_type_names_its_line() {
    assert_snapshot!(refused_config("seed = 1\nepochs = \"five\"\n"), @r#"error: my.toml, line 2: invalid type: string "five", expected a whole number"#);
    assert_snapshot!(refused_config("dataset = \"minst\"\n"), @"error: my.toml, line 1: unknown value `minst`, expected `mnist` or `synthetic`");
}

#[test]
fn choices_out_of_range_or_place_say_what_they_take() {
    assert_snapshot!(refused("train --momentum 0.5"), @r"
    error: --momentum (config key `momentum`) needs --optimizer sgd or rmsprop; found adam
      hint: omit --momentum, or add --optimizer sgd or --optimizer rmsprop
    ");
    assert_snapshot!(refused("train --step-epochs 2"), @r"
    error: --step-epochs (config key `step_epochs`) needs --schedule step; found constant
      hint: omit --step-epochs, or add --schedule step
    ");
    assert_snapshot!(refused("train --dropout 1"), @"error: --dropout (config key `dropout`) takes a number from 0 to below 1; found 1");
    assert_snapshot!(refused("train --average nan"), @"error: --average (config key `average`) takes a number from 0 to below 1; found NaN");
    assert_snapshot!(refused("train --warmup-epochs 6"), @"error: --warmup-epochs (config key `warmup_epochs`) takes 0 to 5, the number of epochs; found 6");
    assert_snapshot!(refused("train --weight-decay -1"), @"error: --weight-decay (config key `weight_decay`) takes a finite number from 0; found -1");
    assert_snapshot!(refused("train --hidden 256,0"), @"error: --hidden (config key `hidden`) takes 1 to 65536; found 0");
    assert_snapshot!(refused_config("activation = 'swish'\n"), @"error: my.toml, line 1: unknown value `swish`, expected one of `relu`, `sigmoid`, `tanh`, `gelu`");
    assert_snapshot!(refused_config("hidden = []\n"), @"error: my.toml, line 1: expected the units of each hidden layer, such as 128 or 256,64");
}

#[test]
fn a_config_that_is_not_there_gets_the_shipped_ones() {
    assert_snapshot!(refused("train --config nowhere.toml"), @r"
    error: no config file nowhere.toml
      hint: give a path, or a built-in config: accurate, fast, keras, smoke
    ");
}

#[test]
fn a_value_out_of_range_names_flag_key_and_range() {
    for (words, message) in [
        (
            "--epochs 0",
            "--epochs (config key `epochs`) takes 1 to 100000; found 0",
        ),
        (
            "--batch-size 0",
            "--batch-size (config key `batch_size`) takes 1 to 1000000; found 0",
        ),
        (
            "--hidden 65537",
            "--hidden (config key `hidden`) takes 1 to 65536; found 65537",
        ),
        (
            "--limit 0",
            "--limit (config key `limit`) takes at least 1; found 0",
        ),
        (
            "--learning-rate 0",
            "takes a finite number above 0; found 0",
        ),
        (
            "--learning-rate inf",
            "takes a finite number above 0; found inf",
        ),
        (
            "--learning-rate NaN",
            "takes a finite number above 0; found NaN",
        ),
    ] {
        let stderr = refused(&format!("train {words}"));
        assert!(stderr.contains(message), "{stderr}");
    }
}

#[test]
fn a_variable_out_of_range_is_refused_as_a_flag_is() {
    let failed = Sandbox::new().run_with(&[("BURN_MNIST_EPOCHS", "0")], "train");
    failed
        .failed(2)
        .says("--epochs (config key `epochs`) takes 1 to 100000; found 0");
    let failed = Sandbox::new().run_with(&[("BURN_MNIST_EPOCHS", "many")], "train");
    failed
        .failed(2)
        .says("invalid value 'many' for '--epochs <N>'");
}

#[test]
fn an_unknown_flag_gets_the_nearest_known_one() {
    assert_snapshot!(refused("train --epoch 3"), @r"
    error: unexpected argument '--epoch' found

      tip: a similar argument exists: '--epochs'

    Usage: burn-mnist train --epochs <N>

    For more information, try '--help'.
    ");
}

#[test]
fn json_errors_are_the_last_line_and_name_the_accepted_values() {
    for (words, message) in [
        (
            "train --dataset digits",
            "invalid value 'digits' for '--dataset <DATASET>' [possible values: mnist, synthetic]",
        ),
        (
            "predict",
            "the following required arguments were not provided: <RUN>",
        ),
        ("fly", "unrecognized subcommand 'fly'"),
    ] {
        let failed = Sandbox::new().run(&format!("{words} --format json"));
        let error = failed.failed(2).error();
        assert_eq!(
            (&error["kind"], &error["message"]),
            (&"usage".into(), &message.into())
        );
    }
    let failed = Sandbox::new().run("train --seed 18446744073709551615 --format json");
    let error = failed.failed(2).error();
    assert_eq!(error["expected"], "0 to 9223372036854775807");
    assert_eq!(error["found"], "18446744073709551615");
}

#[test]
fn settings_that_contradict_each_other_are_refused() {
    let stderr = refused("train --dataset synthetic --tui");
    assert!(stderr.contains("--tui"), "{stderr}");
}
