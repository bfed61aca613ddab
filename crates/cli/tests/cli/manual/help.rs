//! What `--help` says of each command.

use std::collections::BTreeMap;

use crate::sandbox::Sandbox;

const COMMANDS: [&str; 21] = [
    "train",
    "sweep",
    "sweep report",
    "cross-validate",
    "evaluate",
    "predict",
    "explain",
    "data fetch",
    "data verify",
    "data check",
    "data where",
    "data show",
    "backends",
    "runs list",
    "runs show",
    "runs report",
    "runs verify",
    "runs prune",
    "compare",
    "compare report",
    "compare diff",
];

/// Whether the program has a command of this name.
pub fn is_command(word: &str) -> bool {
    COMMANDS
        .iter()
        .any(|name| name.split(' ').next() == Some(word))
}

/// The flags among these words.
pub fn flags(words: &str) -> Vec<&str> {
    let flags = words
        .split_whitespace()
        .filter(|word| word.starts_with("--"));
    flags.filter_map(|word| word.split('=').next()).collect()
}

/// The help of each command, asked for once.
pub struct Help {
    sandbox: Sandbox,
    known: BTreeMap<String, String>,
}

impl Help {
    pub fn new() -> Self {
        Self {
            sandbox: Sandbox::new(),
            known: BTreeMap::new(),
        }
    }

    /// Whether the command with which `words` begin has this flag.
    pub fn has(&mut self, words: &str, flag: &str) -> bool {
        names(self.of(&command_name(words)), flag)
    }

    /// Whether any command has this flag.
    pub fn has_anywhere(&mut self, flag: &str) -> bool {
        COMMANDS.iter().any(|name| names(self.of(name), flag))
    }

    /// The help of a command, which has to exist.
    pub fn of(&mut self, name: &str) -> &str {
        let Self { sandbox, known } = self;
        known
            .entry(name.to_owned())
            .or_insert_with(|| sandbox.run(&format!("{name} --help")).succeeded().stdout)
    }
}

/// The command with which `words` begin, and its subcommand where it has some.
pub fn command_name(words: &str) -> String {
    let mut words = words.split_whitespace();
    let first = words.next().unwrap_or_default();
    match (first, words.next()) {
        ("data" | "runs", Some(second)) => format!("{first} {second}"),
        ("compare" | "sweep", Some(second @ ("report" | "diff"))) => format!("{first} {second}"),
        _ => first.to_owned(),
    }
}

fn names(help: &str, flag: &str) -> bool {
    help.split(|sign: char| sign != '-' && !sign.is_alphanumeric())
        .any(|word| word == flag)
}
