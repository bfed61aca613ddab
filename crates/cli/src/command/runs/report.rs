//! `runs report`: the page of any run.

use burn_mnist_app::file::Existing;
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

/// Makes the page of one run.
pub fn report(arguments: &Report, output: Output) -> Result<(), Failure> {
    let terminal = Terminal::new(output);
    let page = write_page(&request(arguments), &terminal.context())?;
    let written = Written {
        run: page.run.display().to_string(),
        report: page.path.display().to_string(),
        bytes: page.bytes,
    };
    output.result(&written, |written| written.report.clone())
}

fn request(arguments: &Report) -> PageRequest {
    PageRequest {
        run: arguments.run.clone(),
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
