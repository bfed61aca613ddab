//! What shells complete: commands, options, and the values of options, such as the names of runs.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::fixture::QUICK;
use crate::outcome::Outcome;
use crate::requirement::skip;
use crate::sandbox::Sandbox;

/// What the program offers for the last of these words, which `_` stands for if it is empty.
fn offered(sandbox: &Sandbox, words: &str) -> Vec<String> {
    let mut command = sandbox.command("--");
    command.arg("burn-mnist").env("BURN_MNIST_COMPLETE", "fish");
    command.args(words.split(' ').map(|word| word.trim_start_matches('_')));
    let answer = Outcome::of(&mut command).succeeded().stdout;
    let lines = answer.lines();
    lines
        .map(|line| line.split('\t').next().unwrap().to_owned())
        .collect()
}

/// The values among the candidates: clap adds the options that may follow.
fn values(sandbox: &Sandbox, words: &str) -> Vec<String> {
    let mut values = offered(sandbox, words);
    values.retain(|value| !value.starts_with('-'));
    values
}

#[test]
fn names_of_settings_complete() {
    let sandbox = Sandbox::new();
    for (words, expected) in [
        ("train --optimizer _", "adam adamw sgd rmsprop"),
        ("train --schedule _", "constant step cosine one-cycle"),
        ("train --loss _", "cross-entropy mse"),
        ("train --activation _", "relu sigmoid tanh gelu"),
        ("train --dataset _", "mnist synthetic"),
        ("sweep --optimizer ad", "adam adamw"),
        ("cross-validate --schedule=o", "--schedule=one-cycle"),
        ("train --augment s", "shift= scale= shear= sigma="),
        (
            "train --augment shift=2,s",
            "shift=2,scale= shift=2,shear= shift=2,sigma=",
        ),
        ("data show --augment el", "elastic="),
        ("sweep --grid learning", "learning_rate="),
        ("compare --peers k", "keras"),
        ("compare report --format c", "csv"),
        ("completions z", "zsh"),
    ] {
        assert_eq!(offered(&sandbox, words).join(" "), expected, "{words}");
    }
}

#[test]
fn backends_of_this_program_complete() {
    let sandbox = Sandbox::new();
    for words in [
        "train --backend _",
        "evaluate run --backend _",
        "compare --backends _",
    ] {
        let offered = values(&sandbox, words);
        assert_eq!(offered.first().unwrap(), "flex", "{words}");
        assert_eq!(offered.last().unwrap(), "auto", "{words}");
        assert_eq!(offered.contains(&"cuda".to_owned()), cfg!(feature = "cuda"));
    }
    assert_eq!(
        values(&sandbox, "compare --backends flex,fl"),
        ["flex,flex"]
    );
}

#[test]
fn built_in_configs_complete_before_files() {
    let sandbox = Sandbox::new();
    sandbox.write("smoke-less.toml", "");
    let offered = values(&sandbox, "train --config sm");
    assert_eq!(offered, ["smoke", "smoke-less.toml"]);
    assert_eq!(values(&sandbox, "compare --config comp"), ["compare"]);
}

#[test]
fn runs_complete_with_latest_and_paths() {
    let sandbox = Sandbox::new();
    sandbox.write("lone.bpk", "");
    assert_eq!(
        values(&sandbox, "evaluate l"),
        ["lone.bpk"],
        "there are no runs"
    );
    sandbox.run(QUICK).succeeded();
    let names = sandbox.list("artifacts/runs");
    let expected = ["latest".to_owned(), names[0].clone()];
    for words in [
        "evaluate _",
        "predict _",
        "explain _",
        "runs show _",
        "runs verify _",
        "train --repeat _",
        "compare --checkpoint _",
    ] {
        assert_eq!(values(&sandbox, words), expected, "{words}");
    }
    assert_eq!(
        values(&sandbox, "train --resume _")[..2],
        ["auto", "latest"]
    );
    assert_eq!(values(&sandbox, "evaluate lo"), ["lone.bpk"]);
}

#[test]
fn experiments_and_comparisons_complete() {
    let sandbox = Sandbox::new();
    for (directory, marker) in [
        ("artifacts/sweeps/mine", "plan.json"),
        ("artifacts/cross-validations/folds", "plan.json"),
        ("artifacts/compare/speed", "records.jsonl"),
    ] {
        std::fs::create_dir_all(sandbox.path(directory)).unwrap();
        sandbox.write(&format!("{directory}/{marker}"), "");
    }
    for (words, expected) in [
        ("sweep --resume _", "mine"),
        ("sweep report _", "mine"),
        ("cross-validate --resume _", "folds"),
        ("data check --cross-validation _", "folds"),
        ("compare report _", "speed"),
        ("compare diff _", "speed"),
    ] {
        assert_eq!(values(&sandbox, words), ["latest", expected], "{words}");
    }
}

#[test]
fn commands_and_options_complete_and_hidden_ones_do_not() {
    let sandbox = Sandbox::new();
    let commands = offered(&sandbox, "_");
    for command in ["train", "cross-validate", "man"] {
        assert!(commands.contains(&command.to_owned()), "{commands:?}");
    }
    assert_eq!(offered(&sandbox, "wor"), Vec::<String>::new());
    assert_eq!(offered(&sandbox, "runs pr"), ["prune"]);
    assert_eq!(offered(&sandbox, "train --lea"), ["--learning-rate"]);
}

#[test]
fn every_shell_has_a_script() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = sandbox.run(&format!("completions {shell}")).succeeded();
        assert!(script.stdout.contains("BURN_MNIST_COMPLETE"), "{shell}");
    }
    let failed = sandbox.run("completions tcsh").failed(2);
    failed.says("possible values: bash");
}

/// The shell if it is installed.
fn shell(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path)
        .map(|directory| directory.join(name))
        .find(|program| program.is_file());
    if found.is_none() {
        skip(name, "the shell is not installed");
    }
    found
}

/// What the shell prints for a script in which `$PROGRAM` is this program.
fn run_in(shell: PathBuf, options: &[&str], script: &str, sandbox: &Sandbox) -> String {
    let output = Command::new(shell)
        .args(options)
        .args(["-c", script])
        .env("PROGRAM", env!("CARGO_BIN_EXE_burn-mnist"))
        .env("HOME", sandbox.path(""))
        .env("TERM", "dumb")
        .current_dir(sandbox.path(""))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn bash_completes() {
    let Some(bash) = shell("bash") else { return };
    let script = r#"
        source <("$PROGRAM" completions bash)
        complete_words() {
            COMP_LINE=$1; shift
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_TYPE=9; COMPREPLY=()
            _burn_mnist burn-mnist
            echo "${COMPREPLY[@]}"
        }
        complete_words 'burn-mnist train --optimizer ' burn-mnist train --optimizer ''
        # As readline splits them.
        complete_words 'burn-mnist train --optimizer=rm' burn-mnist train --optimizer = rm
        complete_words 'burn-mnist train --augment shift=2,ro' burn-mnist train --augment shift = 2,ro
        complete_words 'burn-mnist train --augment shift=' burn-mnist train --augment shift =
        complete -p burn-mnist
    "#;
    let printed = run_in(bash, &["--norc", "--noprofile"], script, &Sandbox::new());
    let mut lines = printed.lines();
    assert_eq!(lines.next(), Some("adam adamw sgd rmsprop"));
    assert_eq!(lines.next(), Some("rmsprop"));
    assert_eq!(lines.next(), Some("2,rotate="));
    assert_eq!(lines.next(), Some(""));
    assert!(printed.contains("-F _burn_mnist burn-mnist"), "{printed}");
}

#[test]
fn fish_completes() {
    let Some(fish) = shell("fish") else { return };
    let script = r#"
        $PROGRAM completions fish | source
        complete -C "burn-mnist train --optimizer "
    "#;
    let printed = run_in(fish, &["--no-config"], script, &Sandbox::new());
    assert_eq!(printed, "adam\nadamw\nsgd\nrmsprop\n");
}

#[test]
fn zsh_completes_at_a_terminal() {
    let Some(zsh) = shell("zsh") else { return };
    // Completion works only in an interactive shell: this one types into another.
    let script = r#"
        zmodload zsh/zpty
        zpty inner zsh -f -i
        zpty -w inner 'PROMPT=; autoload -U compinit; compinit -u -D; source <("$PROGRAM" completions zsh); echo re""ady'
        zpty -r inner seen '*ready*'
        zpty -w -n inner $'burn-mnist train --optimizer rm\t'
        zpty -r inner seen '*rmsprop*' && print -r -- "$seen"
    "#;
    let printed = run_in(zsh, &["-f"], script, &Sandbox::new());
    assert!(printed.contains("rmsprop"), "{printed}");
}
