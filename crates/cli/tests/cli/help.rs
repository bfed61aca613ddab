//! `-h` and `--help` of every command, and their examples.

use insta::assert_snapshot;

use crate::outcome::Outcome;
use crate::requirement::mnist_cache;
use crate::sandbox::Sandbox;

/// The longest `-h`: a screen of a maximized terminal.
const SCREEN_LINES: usize = 50;

/// The same for commands that have the options of `train` and their own.
const SEARCH_LINES: usize = 57;

/// Columns of the terminal that help is printed for.
const COLUMNS: (&str, &str) = ("COLUMNS", "100");

/// What `words` print for a terminal of a known width.
fn help(words: &str) -> String {
    let help = Sandbox::new().run_with(&[COLUMNS], words).succeeded();
    assert_eq!(help.stderr, "");
    help.stdout
}

/// The program, its commands and their subcommands, as they are typed.
pub fn commands() -> Vec<String> {
    let mut commands = vec![String::new()];
    let mut visited = 0;
    while let Some(command) = commands.get(visited).cloned() {
        let listed = listed_commands(&help(&format!("{command} -h")));
        let typed = listed.iter().map(|name| format!("{command} {name}"));
        commands.extend(typed.map(|command| command.trim().to_owned()));
        visited += 1;
    }
    commands
}

/// The names in the lists of commands, which stand above the arguments.
fn listed_commands(help: &str) -> Vec<String> {
    help.lines()
        .take_while(|line| !line.starts_with("Arguments:") && !line.starts_with("Options:"))
        .filter_map(|line| line.strip_prefix("  "))
        .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

/// The commands that help shows as examples, without their comments.
fn examples(help: &str) -> Vec<String> {
    help.lines()
        .filter_map(|line| line.strip_prefix("  burn-mnist "))
        // Two spaces separate the command from its comment.
        .filter_map(|line| line.split("  ").next())
        .map(|example| example.trim().to_owned())
        .collect()
}

#[test]
fn help_of_every_command() {
    let commands = commands();
    assert!(commands.len() >= 24, "{commands:?}");
    for command in commands {
        let name = match command.as_str() {
            "" => "overview".to_owned(),
            command => command.replace(' ', "-"),
        };
        let short = help(&format!("{command} -h"));
        let long = help(&format!("{command} --help"));
        let lines = short.lines().count();
        let most = match command.as_str() {
            "sweep" | "cross-validate" => SEARCH_LINES,
            _ => SCREEN_LINES,
        };
        assert!(lines <= most, "{command} -h has {lines} lines");
        assert_snapshot!(
            name,
            format!("$ burn-mnist {command} -h\n{short}\n$ burn-mnist {command} --help\n{long}")
        );
    }
}

#[test]
fn examples_are_understood() {
    let sandbox = Sandbox::new();
    let mut checked = 0;
    for command in commands() {
        for example in examples(&help(&format!("{command} --help"))) {
            if example.contains(['\'', '|']) {
                continue;
            }
            let words = example.split(" > ").next().unwrap();
            // These would start a run or a comparison.
            let runs = ["train", "compare"].contains(&words.split(' ').next().unwrap())
                && !["--resume", "--repeat", "--print-config", "report", "diff"]
                    .iter()
                    .any(|word| words.contains(word));
            let words = match runs {
                true => format!("{words} --print-config"),
                false => words.to_owned(),
            };
            // There are no runs and no images here.
            let outcome = sandbox.run(&words);
            let understood = !outcome.stderr.contains("For more information, try");
            assert!(understood, "{example}: {}", outcome.stderr);
            checked += 1;
        }
    }
    assert!(checked >= 50, "{checked}");
}

#[test]
fn examples_of_the_overview_run_as_shown() {
    let Some(cache) = mnist_cache() else { return };
    let sandbox = Sandbox::new();
    let examples = examples(&help("--help"));
    assert!(examples.len() >= 7, "{examples:?}");
    for example in examples {
        // A comparison takes a minute, and has tests of its own.
        let words = match example.starts_with("compare") {
            true => format!("{example} --print-config"),
            false => example,
        };
        let mut command = sandbox.command(&words);
        Outcome::of(command.env("BURN_MNIST_CACHE", &cache)).succeeded();
    }
}

#[test]
fn formats_of_few_commands_are_listed_only_there() {
    for command in commands() {
        let lists_html = help(&format!("{command} -h")).contains(", html");
        let writes_html = command.starts_with("compare") || command == "sweep report";
        assert_eq!(lists_html, writes_html, "{command}");
    }
    let sandbox = Sandbox::new();
    for words in ["--format csv runs verify", "runs list --format html"] {
        sandbox
            .run(words)
            .failed(2)
            .says("this command writes text or json");
    }
    for words in [
        "--format html compare report none",
        "compare report none --format html",
    ] {
        let outcome = sandbox.run(words);
        assert!(!outcome.stderr.contains("--format"), "{}", outcome.stderr);
    }
    for words in ["--format json runs list", "runs --format json list"] {
        sandbox.run(words).succeeded().json();
    }
}

#[test]
fn version_is_the_one_of_the_package() {
    let version = Sandbox::new().run("--version").succeeded().stdout;
    assert_eq!(
        version.trim(),
        concat!("burn-mnist ", env!("CARGO_PKG_VERSION"))
    );
}
