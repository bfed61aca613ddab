//! `runs report`: the page of any run, or one page of several.

use std::path::{Path, PathBuf};

use burn_mnist_app::file::Existing;
use burn_mnist_app::page::overlay::{OverlayRequest, write_overlay};
use burn_mnist_app::page::{PageDestination, PageRequest, write_page};
use serde::Serialize;

use crate::arguments::Report;
use crate::events::Terminal;
use crate::failure::Failure;
use crate::output::Output;

/// What `--format json` says of a page.
#[derive(Debug, Serialize)]
struct Written {
    run: String,
    report: String,
    bytes: usize,
}

/// What `--format json` says of a page of several runs.
#[derive(Debug, Serialize)]
struct WrittenOverlay {
    runs: Vec<String>,
    report: String,
    bytes: usize,
}

/// Writes the page of one run, or one page of several.
pub fn report(arguments: &Report, output: Output) -> Result<(), Failure> {
    match arguments.runs.as_slice() {
        [run] => single(run, arguments, output),
        runs => overlay(runs, arguments, output),
    }
}

fn single(run: &Path, arguments: &Report, output: Output) -> Result<(), Failure> {
    let terminal = Terminal::new(output);
    let page = write_page(&request(run, arguments), &terminal.context())?;
    let written = Written {
        run: page.run.display().to_string(),
        report: page.path.display().to_string(),
        bytes: page.bytes,
    };
    output.result(&written, |written| written.report.clone())
}

fn overlay(runs: &[PathBuf], arguments: &Report, output: Output) -> Result<(), Failure> {
    let existing = Existing::kept_unless(arguments.force);
    let request = OverlayRequest {
        runs: runs.to_vec(),
        file: arguments.out.clone().map(|path| (path, existing)),
    };
    let page = write_overlay(&request, &Terminal::new(output).context())?;
    let written = WrittenOverlay {
        runs: page
            .runs
            .iter()
            .map(|run| run.display().to_string())
            .collect(),
        report: page.path.display().to_string(),
        bytes: page.bytes,
    };
    output.result(&written, |written| written.report.clone())
}

fn request(run: &Path, arguments: &Report) -> PageRequest {
    PageRequest {
        run: run.to_owned(),
        backend: arguments.backend.clone(),
        data_dir: arguments.data_dir.clone(),
        destination: match &arguments.out {
            None => PageDestination::Run,
            Some(path) => PageDestination::File {
                path: path.clone(),
                existing: Existing::kept_unless(arguments.force),
            },
        },
    }
}
