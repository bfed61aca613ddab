//! The machine, the programs and the data of the run, and the sessions that trained it.

use burn_mnist_report::{Block, Column, Row, Table};
use burn_mnist_run::RunRecord;
use burn_mnist_run::record::Session;

use super::subject::Subject;
use super::words::{count, moment};

pub fn blocks(subject: &Subject) -> Vec<Block> {
    let record = &subject.record;
    let mut facts = labels(record);
    facts.extend(place(record));
    facts.extend(programs(record));
    facts.extend(data(record));
    facts.retain(|(_, fact)| !fact.is_empty());
    let mut blocks = vec![Block::Facts(facts)];
    // The first session is the start of the run, which the facts above describe.
    if record.sessions.len() > 1 {
        blocks.push(Block::Table(sessions(&record.sessions)));
    }
    blocks
}

type Facts = Vec<(String, String)>;

fn named<const N: usize>(facts: [(&str, String); N]) -> Facts {
    facts.map(|(name, fact)| (name.to_owned(), fact)).into()
}

/// What a user calls the run.
fn labels(record: &RunRecord) -> Facts {
    named([
        ("Name", record.name.clone().unwrap_or_default()),
        ("Tags", record.tags.join(", ")),
        ("Note", record.note.clone().unwrap_or_default()),
    ])
}

fn place(record: &RunRecord) -> Facts {
    let (hardware, machine) = (&record.hardware, &record.machine);
    let device = match hardware.device.is_empty() {
        true => hardware.backend.clone(),
        false => format!("{}:{}", hardware.backend, hardware.device),
    };
    named([
        ("Backend", device),
        ("Device", hardware.device_name.clone()),
        ("Kind of device", hardware.kind.clone()),
        ("Driver", hardware.driver.clone().unwrap_or_default()),
        ("Processor", machine.cpu.clone()),
        ("Logical cores", count(machine.cores as u64)),
        (
            "Memory",
            format!(
                "{:.1} GiB",
                machine.memory_bytes as f64 / f64::from(1 << 30)
            ),
        ),
        (
            "System",
            format!("{}, {}", machine.os, machine.architecture),
        ),
        ("Started", moment(&record.started_at)),
        (
            "Finished",
            record
                .finished_at
                .as_deref()
                .map(moment)
                .unwrap_or_default(),
        ),
    ])
}

fn programs(record: &RunRecord) -> Facts {
    let software = &record.software;
    named([
        ("burn-mnist", software.burn_mnist.clone()),
        (
            "Commit",
            software
                .commit
                .clone()
                .unwrap_or_else(|| "unknown".to_owned()),
        ),
        ("Burn", software.burn.clone()),
        ("Compiler", software.rustc.clone()),
        ("Features", software.features.join(", ")),
    ])
}

fn data(record: &RunRecord) -> Facts {
    let dataset = &record.dataset;
    let counts = [
        (dataset.train_count, "training"),
        (dataset.validation_count, "validation"),
        (dataset.test_count, "test"),
    ];
    let counts = counts.map(|(images, split)| format!("{} {split}", count(images as u64)));
    named([
        ("Data", dataset.source.clone()),
        ("Images", counts.join(", ")),
        ("SHA-256 of the training set", dataset.train_sha256.clone()),
        ("SHA-256 of the test set", dataset.test_sha256.clone()),
        (
            "SHA-256 of the last weights",
            record.weights_sha256.clone().unwrap_or_default(),
        ),
    ])
}

fn sessions(sessions: &[Session]) -> Table {
    let titles = ["Started", "Resumed from", "Backend", "Device", "Commit"];
    Table {
        caption: "The run was interrupted and resumed. Its sessions:".to_owned(),
        columns: titles.map(Column::words).into(),
        rows: sessions.iter().map(row).collect(),
    }
}

fn row(session: &Session) -> Row {
    let beginning = || "the beginning".to_owned();
    let unknown = || "unknown".to_owned();
    Row::plain(vec![
        moment(&session.started_at),
        session.resumed_from.clone().unwrap_or_else(beginning),
        session.hardware.backend.clone(),
        session.hardware.device_name.clone(),
        session.software.commit.clone().unwrap_or_else(unknown),
    ])
}
