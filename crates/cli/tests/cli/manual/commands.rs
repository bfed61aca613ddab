//! Commands, flags and settings that the pages name exist.

use super::help::{Help, command_name, flags};
use super::page::manual;
use crate::sandbox::Sandbox;

/// Flags of cargo.
const FLAGS_OF_OTHERS: [&str; 4] = ["--features", "--no-default-features", "--path", "--release"];

/// What `train` takes without printing its settings, or only on a terminal.
const NO_SETTINGS: [&str; 3] = ["--resume", "--repeat", "--tui"];

#[test]
fn commands_of_the_manual_exist_with_their_flags() {
    let mut help = Help::new();
    let mut checked = 0;
    for page in manual() {
        let mut commands = page.commands();
        commands.extend(page.inline_commands());
        commands.retain(|command| !begins_with_placeholder(command));
        for command in commands {
            help.of(&command_name(&command));
            for flag in flags(&command) {
                let exists = help.has(&command, flag);
                assert!(exists, "{}: {command}: {flag}", page.name());
            }
            checked += 1;
        }
    }
    assert!(checked > 100, "{checked}");
}

#[test]
fn flags_that_the_manual_names_alone_exist() {
    let mut help = Help::new();
    for page in manual() {
        let spans = page.spans();
        for span in spans.iter().filter(|span| span.starts_with("--")) {
            for flag in flags(span) {
                let exists = FLAGS_OF_OTHERS.contains(&flag) || help.has_anywhere(flag);
                assert!(exists, "{}: {span}: {flag}", page.name());
            }
        }
    }
}

#[test]
fn settings_of_the_manual_are_accepted() {
    let sandbox = Sandbox::new();
    let mut checked = 0;
    for page in manual() {
        let mut commands = page.commands();
        commands.retain(|command| has_settings(command) && !has_placeholder(command));
        for command in commands {
            let words = command.replace("--print-config", "");
            let outcome = sandbox.run(&format!("{words} --print-config"));
            assert_eq!(
                outcome.code,
                Some(0),
                "{}: {command}: {}",
                page.name(),
                outcome.stderr
            );
            checked += 1;
        }
    }
    assert!(checked > 15, "{checked}");
}

fn has_settings(command: &str) -> bool {
    match command_name(command).as_str() {
        "train" => !flags(command).iter().any(|flag| NO_SETTINGS.contains(flag)),
        "compare" => true,
        _ => false,
    }
}

fn begins_with_placeholder(command: &str) -> bool {
    command.split(' ').next().is_some_and(is_placeholder)
}

fn has_placeholder(command: &str) -> bool {
    command.split_whitespace().any(is_placeholder)
}

/// A word that a user replaces, such as RUN.
fn is_placeholder(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|sign| sign.is_ascii_uppercase())
}
