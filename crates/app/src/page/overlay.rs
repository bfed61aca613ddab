//! One page of several runs: their results, their curves over each other, and the settings that differ.

mod curves;
mod results;
mod settings;

use std::fs;
use std::path::{Path, PathBuf};

use burn_mnist_report::{Block, Page, Section};
use burn_mnist_run::record::SettingsRecord;
use burn_mnist_run::{Metrics, RunDirectory, RunRecord, timestamp};
use burn_mnist_settings::{PartialSettings, Settings};

use super::history::History;
use crate::context::Context;
use crate::error::AppError;
use crate::file::{self, Existing};
use crate::runs;

/// Which runs' page, and where it goes.
#[derive(Clone, Debug)]
pub struct OverlayRequest {
    /// The runs, by path or name. One that is named twice is shown once.
    pub runs: Vec<PathBuf>,
    /// The page's file and what happens to one that exists; without it the page is a new file in the artifacts directory's `reports`,
    /// named by the time.
    pub file: Option<(PathBuf, Existing)>,
}

/// A page of several runs that was written.
#[derive(Clone, Debug)]
pub struct WrittenOverlay {
    /// The runs.
    pub runs: Vec<PathBuf>,
    /// The page.
    pub path: PathBuf,
    /// Its length.
    pub bytes: usize,
}

/// Writes one page of several runs. It shows what their files say; no network is run.
///
/// # Errors
///
/// [`AppError`]: no such run, damaged metrics, a file that cannot be written.
pub fn write_overlay(
    request: &OverlayRequest,
    context: &Context<'_>,
) -> Result<WrittenOverlay, AppError> {
    if let Some((path, existing)) = &request.file {
        file::check(path, *existing)?;
    }
    let runs = distinct(&request.runs, context)?;
    let overlay = Overlay::read(&runs)?;
    let html = overlay.page().to_html();
    let path = match &request.file {
        Some((path, existing)) => {
            file::write(path, html.as_bytes(), *existing)?;
            path.clone()
        }
        None => write_new(&context.artifacts.reports(), &html)?,
    };
    Ok(WrittenOverlay {
        runs: runs.iter().map(|run| run.root().to_owned()).collect(),
        path,
        bytes: html.len(),
    })
}

/// The runs in the order in which they are named, each once.
fn distinct(names: &[PathBuf], context: &Context<'_>) -> Result<Vec<RunDirectory>, AppError> {
    let mut runs: Vec<RunDirectory> = Vec::new();
    for name in names {
        let run = RunDirectory::open(&runs::find(name, &context.artifacts)?)?;
        let same = |one: &RunDirectory| match (one.root().canonicalize(), run.root().canonicalize())
        {
            (Ok(one), Ok(other)) => one == other,
            _ => one.root() == run.root(),
        };
        if !runs.iter().any(same) {
            runs.push(run);
        }
    }
    Ok(runs)
}

/// Writes the page as a new file, named by the time.
fn write_new(directory: &Path, html: &str) -> Result<PathBuf, AppError> {
    fs::create_dir_all(directory).map_err(AppError::io("create", directory))?;
    let name = timestamp::compact();
    let mut path = directory.join(format!("{name}.html"));
    for number in 2.. {
        match file::write(&path, html.as_bytes(), Existing::Kept) {
            Err(AppError::FileExists(_)) => path = directory.join(format!("{name}-{number}.html")),
            Err(error) => return Err(error),
            Ok(()) => break,
        }
    }
    Ok(path)
}

/// The runs of a page.
struct Overlay {
    runs: Vec<Run>,
    defaults: SettingsRecord,
}

/// One of them.
struct Run {
    /// What the page calls it, unlike all others.
    name: String,
    record: RunRecord,
    metrics: Metrics,
}

impl Overlay {
    fn read(directories: &[RunDirectory]) -> Result<Self, AppError> {
        let read = |run: &RunDirectory| {
            let record = RunRecord::observe(run)?;
            Ok::<_, AppError>(Run {
                name: record.name.clone().unwrap_or_else(|| run.name()),
                record,
                metrics: Metrics::read(&run.metrics())?,
            })
        };
        let mut runs: Vec<Run> = directories.iter().map(read).collect::<Result<_, _>>()?;
        let names: Vec<String> = runs.iter().map(|run| run.name.clone()).collect();
        for (run, directory) in runs.iter_mut().zip(directories) {
            if names.iter().filter(|name| **name == run.name).count() > 1 {
                run.name = directory.root().display().to_string();
            }
        }
        Ok(Self {
            runs,
            defaults: Settings::resolve(PartialSettings::default(), None)?.to_record(),
        })
    }

    fn page(&self) -> Page {
        let parts = [
            ("Results", results::blocks(self)),
            ("Validation", curves::validation(self)),
            ("Training", curves::training(self)),
            ("Settings that differ", settings::blocks(self)),
        ];
        let sections = parts.into_iter().filter(|(_, blocks)| !blocks.is_empty());
        let section = |(heading, blocks): (&str, Vec<Block>)| Section {
            heading: heading.to_owned(),
            blocks,
        };
        let names: Vec<&str> = self.runs.iter().map(|run| run.name.as_str()).collect();
        Page {
            title: results::title(self),
            subtitle: names.join(", "),
            sections: sections.map(section).collect(),
        }
    }
}

impl Run {
    fn history(&self) -> History<'_> {
        History::new(&self.metrics, &self.record)
    }
}
