//! How a directory's layout is recognised, and what a check reads that training refuses.

use std::fs;
use std::path::Path;

use burn_mnist_diagnostic::Diagnostic;

use super::*;
use crate::files::MNIST;
use crate::place::PlaceKind;
use crate::testing::{SAMPLE_TEST, digits, gzip, sample};

fn place(directory: &Path) -> Place {
    Place::new(PlaceKind::DataDir, directory)
}

/// The sample under the names of an EMNIST set, packed.
fn write_emnist(directory: &Path, set: &str) {
    for (name, bytes) in sample().contents {
        let name = name.replace("t10k", "test");
        let name = format!("emnist-{set}-{name}.gz");
        fs::write(directory.join(name), gzip(&bytes)).unwrap();
    }
}

#[test]
fn emnist_is_told_by_its_names_and_set_upright() {
    let directory = tempfile::tempdir().unwrap();
    write_emnist(directory.path(), "digits");
    assert_eq!(layout(&place(directory.path()), &MNIST), Layout::Emnist);
    let contents = read(&place(directory.path()), &MNIST).unwrap();
    assert!(contents.notes[0].contains("rows and columns were exchanged"));
    let read = contents.into_digits().unwrap();
    assert!(
        read.source.starts_with("EMNIST digits from "),
        "{}",
        read.source
    );
    let plain = digits(SAMPLE_TEST);
    assert_eq!(read.test.labels(), plain.labels());
    // The index lies in the first two pixels of a row, and now of a column.
    assert_eq!(read.test.images()[9].0[..2], [9, 0]);
    assert_eq!(read.test.images().len(), plain.len());
}

#[test]
fn of_several_emnist_sets_none_is_chosen_and_an_incomplete_one_is_named() {
    let directory = tempfile::tempdir().unwrap();
    write_emnist(directory.path(), "mnist");
    let labels = directory
        .path()
        .join("emnist-mnist-test-labels-idx1-ubyte.gz");
    fs::remove_file(labels).unwrap();
    let refused = || {
        read(&place(directory.path()), &MNIST)
            .err()
            .unwrap()
            .to_string()
    };
    let message = refused();
    assert!(
        message.contains("expected emnist-mnist-test-labels-idx1-ubyte (or packed as .gz), found only emnist-mnist-train"),
        "{message}"
    );
    write_emnist(directory.path(), "digits");
    assert!(
        refused().ends_with("found several: digits, mnist"),
        "{}",
        refused()
    );
}

#[test]
fn emnist_sets_with_letters_are_refused_by_name_and_number_of_classes() {
    for (set, classes) in [("letters", 26), ("balanced", 47), ("byclass", 62)] {
        let directory = tempfile::tempdir().unwrap();
        write_emnist(directory.path(), set);
        let error = read(&place(directory.path()), &MNIST).err().unwrap();
        let path = directory.path().display();
        assert_eq!(
            error.to_string(),
            format!("EMNIST {set} in {path} has {classes} classes, and the network has 10")
        );
        assert_eq!(error.path(), Some(directory.path()));
        assert_eq!(error.found(), Some(format!("{classes} classes")));
    }
}

#[test]
fn labels_of_more_than_ten_classes_are_refused_and_listed() {
    let directory = tempfile::tempdir().unwrap();
    write_emnist(directory.path(), "custom");
    let labels = directory
        .path()
        .join("emnist-custom-train-labels-idx1-ubyte");
    let mut bytes = sample().bytes("train-labels-idx1-ubyte").to_vec();
    bytes[8 + 4] = 26;
    bytes[8 + 6] = 11;
    fs::write(&labels, bytes).unwrap();
    let contents = read(&place(directory.path()), &MNIST).unwrap();
    assert_eq!(contents.faults.len(), 2);
    let train = &contents.train;
    assert_eq!(train.digits.len(), 18);
    assert_eq!((train.index(3), train.index(4), train.index(5)), (3, 5, 7));
    let error = contents.into_digits().unwrap_err();
    assert_eq!(error.path(), Some(labels.as_path()));
    assert_eq!(error.found().as_deref(), Some("26 at index 4"));
}

#[test]
fn the_pairs_there_are_can_be_checked_where_counts_differ() {
    let directory = tempfile::tempdir().unwrap();
    sample().write_to(directory.path());
    fs::copy(
        directory.path().join("t10k-labels-idx1-ubyte"),
        directory.path().join("train-labels-idx1-ubyte"),
    )
    .unwrap();
    let contents = read(&place(directory.path()), &MNIST).unwrap();
    assert_eq!(contents.faults[0].kind, FaultKind::UnequalCounts);
    assert_eq!(contents.train.digits.len(), 10);
    assert!(contents.into_digits().is_err());
}

#[test]
fn idx_files_come_before_folders_and_an_empty_directory_lacks_idx_files() {
    let directory = tempfile::tempdir().unwrap();
    let empty = read(&place(directory.path()), &MNIST).err().unwrap();
    assert!(matches!(empty, DataError::Missing { .. }));
    fs::create_dir(directory.path().join("3")).unwrap();
    assert_eq!(layout(&place(directory.path()), &MNIST), Layout::Folders);
    sample().write_to(directory.path());
    assert_eq!(layout(&place(directory.path()), &MNIST), Layout::Idx);
}
