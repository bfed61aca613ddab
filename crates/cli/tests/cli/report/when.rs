//! When a page is written, and what happens where it cannot be.

use std::fs;

use crate::fixture::{QUICK, quick_run};
use crate::outcome::assert_has_keys;
use crate::sandbox::Sandbox;

#[test]
fn a_completed_run_names_its_page_and_one_without_has_none() {
    let sandbox = Sandbox::new();
    let told = sandbox
        .run(&format!("{QUICK} --out run --format json"))
        .succeeded()
        .json();
    assert_eq!(told["report"], "run/report.html");
    assert!(
        sandbox
            .read("run/report.html")
            .starts_with("<!DOCTYPE html>")
    );
    sandbox.run("runs verify run").succeeded();

    let told = sandbox
        .run(&format!("{QUICK} --out plain --no-report --format json"))
        .succeeded()
        .json();
    assert_eq!(told["report"], serde_json::Value::Null);
    assert!(!sandbox.path("plain/report.html").exists());
}

#[test]
fn a_page_that_cannot_be_written_is_a_warning() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    // A directory stands where the page of the longer run would.
    fs::remove_file(sandbox.path("run/report.html")).unwrap();
    fs::create_dir_all(sandbox.path("run/report.html/in-the-way")).unwrap();
    let resumed = sandbox
        .run("train --resume run --epochs 3")
        .succeeded()
        .says("warning: the run is complete, but has no report: ")
        .says("`burn-mnist runs report run` makes it");
    assert!(
        !resumed.stdout.contains("report.html"),
        "{}",
        resumed.stdout
    );
    assert_eq!(sandbox.json("run/run.json")["status"], "completed");
}

#[test]
fn a_run_that_goes_on_keeps_no_page_of_what_it_was() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    sandbox
        .run("train --resume run --epochs 3 --no-report")
        .succeeded();
    assert!(!sandbox.path("run/report.html").exists());
    let made = sandbox.run("runs report run --format json").succeeded();
    assert_has_keys(&made.json(), &["run", "report", "bytes"]);
    let page = sandbox.read("run/report.html");
    assert!(page.contains("The run was broken off and resumed"));
}

#[test]
fn a_page_made_anew_is_the_same_and_goes_where_it_is_wanted() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let first = sandbox.read("run/report.html");
    let made = sandbox.run("runs report run").succeeded();
    assert_eq!(made.stdout, "run/report.html\n");
    assert_eq!(sandbox.read("run/report.html"), first);

    sandbox.run("runs report run --out page.html").succeeded();
    assert_eq!(sandbox.read("page.html"), first);
    sandbox
        .run("runs report run --out page.html")
        .failed(2)
        .says("page.html already exists");
    sandbox
        .run("runs report run --out page.html --force")
        .succeeded();
    sandbox.run("runs report nowhere").failed(4);
    sandbox.run("runs report run --backend nothing").failed(2);
}

#[test]
fn what_is_lost_of_a_run_is_told_on_its_page() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    fs::remove_dir_all(sandbox.path("run/checkpoints")).unwrap();
    sandbox
        .run("runs report run")
        .succeeded()
        .says("warning: the report does not show the network: ");
    let page = sandbox.read("run/report.html");
    assert!(page.contains("The network could not be looked at: "));
    assert!(page.contains("Test accuracy") && !page.contains("<img"));
}

#[test]
fn the_command_on_the_page_trains_the_same_network() {
    let sandbox = Sandbox::new();
    sandbox
        .run(
            "train --dataset synthetic --limit 200 --validation 100 --epochs 2 --hidden 12,8 --seed 3 --optimizer sgd \
             --momentum 0.5 --schedule step --step-epochs 1 --augment shift=1 --average 0.9 --keep 1 --out run",
        )
        .succeeded();
    let page = sandbox.read("run/report.html");
    let (_, command) = page.split_once("<code>burn-mnist ").unwrap();
    let (command, _) = command.split_once("</code>").unwrap();
    sandbox.run(&format!("{command} --out again")).succeeded();
    let weights = |run: &str| sandbox.json(&format!("{run}/run.json"))["weights_sha256"].clone();
    assert_eq!(weights("again"), weights("run"), "{command}");
}
