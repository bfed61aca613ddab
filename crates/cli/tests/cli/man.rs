//! Manual pages: one for each command, in the sections that people expect.

use crate::help::commands;
use crate::sandbox::Sandbox;

#[test]
fn every_visible_command_has_a_page() {
    let sandbox = Sandbox::new();
    sandbox.run("man --out pages").succeeded();
    let mut expected: Vec<String> = commands()
        .iter()
        .map(|command| format!("burn-mnist {command}").trim().replace(' ', "-") + ".1")
        .collect();
    expected.sort();
    assert_eq!(sandbox.list("pages"), expected);
}

#[test]
fn a_page_has_the_sections_and_examples_of_help() {
    let sandbox = Sandbox::new();
    let written = sandbox
        .run("man --out pages --format json")
        .succeeded()
        .json();
    assert_eq!(written["pages"][0], "burn-mnist.1");
    let page = sandbox.read("pages/burn-mnist-evaluate.1");
    let sections: Vec<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix(".SH "))
        .collect();
    assert_eq!(
        sections,
        [
            "NAME",
            "SYNOPSIS",
            "DESCRIPTION",
            "OPTIONS",
            "OUTPUT",
            "EXAMPLES",
            "METRICS"
        ]
    );
    assert!(
        page.contains("\\fBburn\\-mnist evaluate\\fR [OPTIONS] <RUN>"),
        "{page}"
    );
    assert!(
        page.contains("\nburn\\-mnist evaluate RUN \\-\\-calibrate"),
        "{page}"
    );
    assert_eq!(page.matches(".ie ").count(), 1, "one preamble");
    let overview = sandbox.read("pages/burn-mnist.1");
    assert!(overview.contains(".SH \"EXIT CODES\""), "{overview}");
    assert!(overview.contains("burn\\-mnist\\-train(1)"), "{overview}");
}

#[test]
fn pages_replace_older_ones_and_a_file_in_the_way_is_an_error() {
    let sandbox = Sandbox::new();
    sandbox.run("man --out pages").succeeded();
    sandbox.run("man --out pages").succeeded();
    sandbox.write("taken", "");
    sandbox
        .run("man --out taken")
        .failed(1)
        .says("cannot write taken");
    assert_eq!(sandbox.read("taken"), "");
}
