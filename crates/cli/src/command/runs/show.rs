//! `runs show`: one run in full, or several beside each other.

mod compared;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use burn_mnist_app::runs;
use burn_mnist_model::Widths;
use burn_mnist_run::record::{Evaluation, Session};
use burn_mnist_run::{EpochMetrics, Pointer, RunDirectory, RunRecord, Split};
use serde::Serialize;

use super::super::scores::{self, percent};
use crate::artifacts::artifacts;
use crate::events::Terminal;
use crate::failure::Failure;
use crate::output::Output;
use crate::width::table_width;

/// What `--format json` shows of a run.
#[derive(Debug, Serialize)]
struct Shown {
    record: RunRecord,
    epochs: Vec<EpochMetrics>,
    best: Option<String>,
    latest: Option<String>,
}

/// Shows one run, or compares several.
pub fn show(typed: &[PathBuf], output: Output) -> Result<(), Failure> {
    match typed {
        [one] => show_one(one, output),
        several => {
            let terminal = Terminal::new(output);
            let comparison = runs::compare(several, &terminal.context())?;
            output.result(&comparison, |comparison| {
                compared::render(comparison, table_width())
            })
        }
    }
}

fn show_one(typed: &Path, output: Output) -> Result<(), Failure> {
    let run = RunDirectory::open(&runs::find(typed, &artifacts())?)?;
    let checkpoints = run.checkpoints();
    let pointed = |pointer: Pointer| {
        pointer
            .get(&checkpoints)
            .map(|name| name.map(|name| name.to_string()))
    };
    let shown = Shown {
        record: RunRecord::observe(&run)?,
        epochs: EpochMetrics::read(&run.metrics())?,
        best: pointed(Pointer::Best)?,
        latest: pointed(Pointer::Latest)?,
    };
    output.result(&shown, render)
}

fn render(shown: &Shown) -> String {
    let Shown {
        record,
        epochs,
        best,
        latest,
    } = shown;
    let mut text = format!("run {}: {}", record.run, record.status);
    text += &record
        .reason
        .iter()
        .map(|reason| format!(" ({reason})"))
        .collect::<String>();
    for (title, label) in [
        ("name", record.name.clone()),
        (
            "tags",
            (!record.tags.is_empty()).then(|| record.tags.join(" ")),
        ),
        ("note", record.note.clone()),
    ] {
        if let Some(label) = label {
            let _ = write!(text, "\n{title}: {label}");
        }
    }
    let (hardware, machine, dataset) = (&record.hardware, &record.machine, &record.dataset);
    let _ = write!(
        text,
        "\nstarted {}, seed {}, hidden {}, {} parameters\non {} ({}), {}, {} cores\n\
         data: {}; {} train, {} validation, {} test\n",
        record.started_at,
        record.seed,
        Widths::try_from(record.hidden.clone())
            .map_or_else(|_| "none".to_owned(), |widths| widths.to_string()),
        record.parameters,
        hardware.backend,
        hardware.device_name,
        machine.os,
        machine.cores,
        dataset.source,
        dataset.train_count,
        dataset.validation_count,
        dataset.test_count
    );
    text += &environment(record);
    text += "\nepoch  split            loss  accuracy  images/s\n";
    for line in epochs {
        let split = match line.split {
            Split::Train => "train",
            Split::Validation => "validation",
            Split::Test => "test",
        };
        let accuracy = percent(Some(line.accuracy));
        let _ = writeln!(
            text,
            "{:>5}  {split:12} {:>8.4}  {accuracy:>8}  {:>8.0}",
            line.epoch, line.loss, line.images_per_second
        );
    }
    for (what, name) in [("best", best), ("newest", latest)] {
        if let Some(name) = name {
            let _ = writeln!(text, "{what} checkpoint {name}");
        }
    }
    text + &record.test.as_ref().map(tested).unwrap_or_default()
}

fn environment(record: &RunRecord) -> String {
    let (machine, software) = (&record.machine, &record.software);
    let commit = software.commit.as_deref().unwrap_or("of no known commit");
    let mut text = format!(
        "machine: {}, {} GiB\nsoftware: burn-mnist {} ({commit}), Burn {}, {}, features {}\n",
        machine.cpu,
        machine.memory_bytes >> 30,
        software.burn_mnist,
        software.burn,
        software.rustc,
        software.features.join(" ")
    );
    // The first session is the run's beginning, shown above.
    for session in record.sessions.iter().skip(1) {
        text += &resumption(session);
    }
    text
}

fn resumption(session: &Session) -> String {
    let from = session.resumed_from.as_deref().unwrap_or("the beginning");
    let hardware = &session.hardware;
    format!(
        "resumed {} from {from} on {} ({})\n",
        session.started_at, hardware.backend, hardware.device_name
    )
}

fn tested(test: &Evaluation) -> String {
    scores::figures("test", test, "not calibrated") + &scores::classes(test)
}
