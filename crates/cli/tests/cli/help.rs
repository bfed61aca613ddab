//! Help that teaches: every command has one, its examples are accepted, and shells can complete.

use crate::sandbox::Sandbox;

const COMMANDS: [&str; 19] = [
    "",
    "train",
    "sweep",
    "sweep report",
    "cross-validate",
    "evaluate",
    "predict",
    "explain",
    "data",
    "data fetch",
    "data verify",
    "data check",
    "data where",
    "data show",
    "backends",
    "runs",
    "runs list",
    "runs show",
    "runs report",
];

fn help(command: &str) -> String {
    let help = Sandbox::new().run(&format!("{command} --help")).succeeded();
    assert_eq!(help.stderr, "");
    help.stdout
}

#[test]
fn every_command_explains_itself() {
    for command in COMMANDS {
        let help = help(command);
        let first = help.lines().next().unwrap();
        assert!(first.len() > 15, "{command}: {help}");
        let usage = format!("Usage: burn-mnist {command}");
        assert!(help.contains(usage.trim_end()), "{command}: {help}");
    }
    assert!(help("completions").contains("bash"));
}

#[test]
fn help_names_every_command_flag_and_exit_code() {
    let overview = help("");
    for command in [
        "train",
        "sweep",
        "cross-validate",
        "evaluate",
        "predict",
        "explain",
        "data",
        "backends",
        "runs",
        "completions",
    ] {
        assert!(overview.contains(&format!("\n  {command} ")), "{overview}");
    }
    assert!(overview.contains("Exit codes: 0 done, 1 failed, 2 wrong usage"));
    let train = help("train");
    for flag in [
        "--backend",
        "--dataset",
        "--data-dir",
        "--epochs",
        "--batch-size",
        "--learning-rate",
        "--hidden",
        "--seed",
        "--validation",
        "--limit",
        "--out",
        "--config",
        "--print-config",
        "--tui",
        "--format",
        "--quiet",
    ] {
        assert!(train.contains(flag), "{flag}");
    }
}

#[test]
fn the_examples_of_training_are_accepted() {
    let sandbox = Sandbox::new();
    let texts = [help(""), help("train")].concat();
    let examples: Vec<String> = texts
        .lines()
        .filter_map(|line| line.strip_prefix("  burn-mnist "))
        .filter(|line| line.starts_with("train"))
        // Two spaces part the command from its comment.
        .map(|line| line.split("  ").next().unwrap().to_owned())
        .collect();
    assert!(examples.len() >= 7, "{examples:?}");
    let (others, new): (Vec<String>, Vec<String>) = examples
        .into_iter()
        .partition(|example| example.contains("--resume") || example.contains("--repeat"));
    for example in others {
        // There is neither a run nor MNIST here, but the words are understood.
        let ended = sandbox.run(&example).code;
        assert!(matches!(ended, Some(3 | 4)), "{example}: {ended:?}");
    }
    for example in new {
        let example = example.replace(" --print-config", "");
        sandbox
            .run(&format!("{example} --print-config"))
            .succeeded();
    }
}

#[test]
fn the_version_is_the_packages() {
    let version = Sandbox::new().run("--version").succeeded().stdout;
    assert_eq!(
        version.trim(),
        concat!("burn-mnist ", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn completions_know_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = Sandbox::new()
            .run(&format!("completions {shell}"))
            .succeeded()
            .stdout;
        for word in ["evaluate", "print-config", "learning-rate"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    let failed = Sandbox::new().run("completions tcsh").failed(2);
    failed.says("possible values: bash");
}
