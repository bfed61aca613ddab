//! `data`: fetch, verify, find or draw the MNIST files, and check any digits.

mod check;
mod findings;
mod show;

use std::fmt::Write;

use burn_mnist_app::data as app;
use burn_mnist_data::mnist::{FetchReport, Layout, Location, VerifyReport};

use super::Done;
use crate::arguments::{Data, DataAction};
use crate::events::Terminal;
use crate::failure::Failure;
use crate::output::Output;

/// Does what was asked with the files.
pub fn run(data: Data, output: Output) -> Result<Done, Failure> {
    match data.action {
        DataAction::Fetch => {
            let report = app::fetch(&Terminal::new(output).context())?;
            output.result(&report, fetched)?;
        }
        DataAction::Verify(place) => {
            let report = app::verify(place.data_dir, &Terminal::new(output).context())?;
            output.result(&report, verified)?;
        }
        DataAction::Check(arguments) => return check::run(arguments, output),
        DataAction::Where(place) => {
            output.result(
                app::locate(place.data_dir, &Terminal::new(output).context()).as_slice(),
                located,
            )?;
        }
        DataAction::Show(wanted) => show::run(wanted, output)?,
    }
    Ok(Done::Completed)
}

fn fetched(report: &FetchReport) -> String {
    let mut text = String::new();
    for file in &report.files {
        let origin = match &file.fetched_from {
            Some(source) => format!("fetched from {source}"),
            None => "already there".to_owned(),
        };
        let _ = writeln!(text, "{}  {origin}", file.path.display());
    }
    text
}

fn verified(report: &VerifyReport) -> String {
    let mut text = format!("{}\n", report.directory.display());
    for file in &report.files {
        let known = if file.is_mnist { "MNIST" } else { "not MNIST" };
        let name = file.path.file_name().unwrap_or_default().to_string_lossy();
        let _ = writeln!(
            text,
            "  {name:28} {:>10} bytes  {}  {known}",
            file.bytes, file.sha256
        );
    }
    for (name, set) in [("train", &report.train), ("test", &report.test)] {
        let _ = writeln!(
            text,
            "  {name}: {} images; by class: {:?}",
            set.count, set.class_counts
        );
    }
    text.push_str(match report.layout {
        Layout::Folders => "every picture can be read",
        Layout::Idx if report.is_mnist => "valid: this is MNIST",
        Layout::Idx | Layout::Emnist => {
            "valid IDX files, but not MNIST: damage to pixels or labels cannot be detected"
        }
    });
    text
}

fn located(locations: &[Location]) -> String {
    let mut text = String::new();
    for location in locations {
        let found = location
            .files
            .iter()
            .filter(|file| file.path.is_some())
            .count();
        let state = if location.complete {
            "complete"
        } else {
            "incomplete"
        };
        let total = location.files.len();
        let files = match location.layout {
            Layout::Idx => format!("{found} of {total} files"),
            Layout::Emnist => "files of EMNIST".to_owned(),
            Layout::Folders => "folders of pictures".to_owned(),
        };
        let _ = writeln!(text, "{}  {state}, {files}", location.directory.display());
    }
    text
}
