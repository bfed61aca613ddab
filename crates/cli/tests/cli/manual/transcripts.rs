//! Output that the pages show is what the program prints.

use std::fs;

use super::help::command_name;
use super::page::{Page, manual, root};
use crate::outcome::Outcome;
use crate::requirement::mnist_cache;
use crate::sandbox::Sandbox;

/// The picture of the clone, by its path there.
const PICTURE: &str = "crates/inference/examples/seven.png";

#[test]
fn printed_settings_are_shown_to_the_letter() {
    let sandbox = Sandbox::new();
    let mut checked = 0;
    for page in manual() {
        for (command, shown) in transcripts(&page) {
            if command.contains("--print-config") {
                let printed = sandbox.run(&command).succeeded().stdout;
                assert_eq!(shown.join("\n"), printed.trim_end(), "{}", page.name());
                checked += 1;
            }
        }
    }
    assert!(checked > 0);
}

// Figures depend on the processor, the words around them do not.
#[test]
fn lines_that_are_shown_are_printed_on_real_mnist() {
    let Some(cache) = mnist_cache() else { return };
    let sandbox = Sandbox::new();
    let picture = sandbox.path(PICTURE);
    fs::create_dir_all(picture.parent().unwrap()).unwrap();
    fs::copy(root().join(PICTURE), picture).unwrap();
    let run = |words: &str| Outcome::of(sandbox.command(words).env("BURN_MNIST_CACHE", &cache));
    run("train").succeeded();

    let mut checked = 0;
    for page in manual() {
        for (command, shown) in transcripts(&page) {
            if !is_quick(&command) {
                continue;
            }
            let outcome = run(&command);
            let printed = format!("{}{}", outcome.stdout, outcome.stderr);
            let printed: Vec<String> = printed.lines().map(without_figures).collect();
            for line in shown.iter().filter(|line| !line.contains("/home/you")) {
                let words = without_figures(line);
                let is_printed = words.is_empty() || printed.contains(&words);
                assert!(is_printed, "{}: {command}: {line}", page.name());
            }
            checked += 1;
        }
    }
    assert!(checked > 5, "{checked}");
}

/// Each command of the page that is shown with its output, and that output.
pub fn transcripts(page: &Page) -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for block in &page.blocks {
        let mut is_output = false;
        for line in block {
            if let Some(command) = line.strip_prefix("$ burn-mnist ") {
                found.push((command.to_owned(), Vec::new()));
                is_output = true;
            } else if is_output {
                found.last_mut().unwrap().1.push(line.clone());
            }
        }
    }
    found
}

fn is_quick(command: &str) -> bool {
    let name = command_name(command);
    let is_quick = ["train", "predict", "evaluate", "explain"].contains(&name.as_str());
    is_quick && !command.contains("--print-config")
}

/// The words of a line: no figures, nothing in brackets, and no mark of the best epoch.
fn without_figures(line: &str) -> String {
    let mut depth = 0_usize;
    let mut words = String::new();
    for sign in line.trim().trim_end_matches("best").chars() {
        match sign {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '.' | '-' => {}
            _ if depth > 0 || sign.is_ascii_digit() => {}
            _ => words.push(sign),
        }
    }
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ")
}
