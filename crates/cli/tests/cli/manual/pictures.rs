//! Chart and tables of the recorded comparison are what the program makes of it.

use std::fs;

use super::page::{manual, root};
use super::transcripts::transcripts;
use crate::sandbox::Sandbox;

const RECORDED: &str = "crates/docs/comparisons/2026-11-25";

#[test]
fn chart_of_readme_is_drawn_from_the_recorded_comparison() {
    for theme in ["light", "dark"] {
        let shown =
            fs::read_to_string(root().join(format!("crates/docs/images/speed-{theme}.svg")));
        let sandbox = Sandbox::new();
        let mut command = sandbox.command("compare report --format svg");
        let drawn = command
            .arg("--theme")
            .arg(theme)
            .arg(root().join(RECORDED))
            .output()
            .unwrap();
        let drawn = String::from_utf8(drawn.stdout).unwrap();
        let remedy = "draw it again: burn-mnist compare report DIR --format svg --theme light|dark";
        assert!(drawn == shown.unwrap(), "{theme}: {remedy}");
    }
}

#[test]
fn tables_of_the_recorded_comparison_are_shown_to_the_letter() {
    let mut checked = 0;
    for page in manual() {
        let transcripts = transcripts(&page).into_iter();
        for (command, shown) in transcripts.filter(|(command, _)| command.contains(RECORDED)) {
            let recorded = root().join(RECORDED);
            let here = command.replace(RECORDED, recorded.to_str().unwrap());
            let printed = Sandbox::new().run(&here).succeeded().stdout;
            for line in shown.iter().filter(|line| *line != "...") {
                let is_printed = printed.lines().any(|printed| printed == line);
                assert!(is_printed, "{}: {line}\n{printed}", page.name());
            }
            checked += 1;
        }
    }
    assert!(checked > 0);
}
