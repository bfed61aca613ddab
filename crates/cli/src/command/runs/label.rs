//! `runs label`: what a user calls a run.

use std::path::Path;

use burn_mnist_app::runs::{find, relabel};
use burn_mnist_run::{LabelChange, RunDirectory};
use serde::Serialize;

use crate::artifacts::artifacts;
use crate::failure::Failure;
use crate::output::Output;

/// What `--format json` says of a run that has been labelled.
#[derive(Debug, Serialize)]
struct Labelled {
    run: String,
    name: Option<String>,
    tags: Vec<String>,
    note: Option<String>,
}

/// Changes the labels of one run, and shows them.
pub fn label(typed: &Path, change: &LabelChange, output: Output) -> Result<(), Failure> {
    if change.is_empty() {
        return Err(Failure::usage("there is nothing to change")
            .hint("give --name, --tag, --note, --remove-name, --remove-tag or --remove-note"));
    }
    let run = RunDirectory::open(&find(typed, &artifacts())?)?;
    let record = relabel(&run, change)?;
    let labelled = Labelled {
        run: run.root().display().to_string(),
        name: record.name,
        tags: record.tags,
        note: record.note,
    };
    output.result(&labelled, render)
}

fn render(labelled: &Labelled) -> String {
    let none = || "none".to_owned();
    let tags = match labelled.tags.is_empty() {
        true => none(),
        false => labelled.tags.join(" "),
    };
    format!(
        "{}\n  name: {}\n  tags: {tags}\n  note: {}\n",
        labelled.run,
        labelled.name.clone().unwrap_or_else(none),
        labelled.note.clone().unwrap_or_else(none)
    )
}
