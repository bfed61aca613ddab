//! Journals: what is appended is read back, whatever a crash left behind.

use burn_mnist_diagnostic::Diagnostic;

use super::*;
use crate::error::RunError;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Entry {
    schema_version: u32,
    value: f64,
}

impl Line for Entry {
    const VERSION: u32 = 2;
}

fn entry(value: f64) -> Entry {
    Entry {
        schema_version: Entry::VERSION,
        value,
    }
}

fn file() -> (tempfile::TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("entries.jsonl");
    (directory, path)
}

#[test]
fn appended_lines_read_back_bit_for_bit() {
    let (_directory, path) = file();
    let written = [entry(0.1 + 0.2), entry(f64::MIN_POSITIVE), entry(-0.0)];
    let mut journal = Journal::create(&path).unwrap();
    journal.append(&written[0]).unwrap();
    drop(journal);
    Journal::open(&path)
        .unwrap()
        .append_all(&written[1..])
        .unwrap();
    assert_eq!(read::<Entry>(&path).unwrap(), written);
    assert_eq!(read_first::<Entry>(&path).unwrap().unwrap(), written[0]);
}

#[test]
fn a_torn_last_line_is_passed_over_on_read_and_cut_off_on_open() {
    let (_directory, path) = file();
    let mut journal = Journal::create(&path).unwrap();
    journal.append_all(&[entry(1.0), entry(2.0)]).unwrap();
    drop(journal);
    let whole = fs::read(&path).unwrap();
    let third = serde_json::to_vec(&entry(3.0)).unwrap();
    for length in 0..=third.len() {
        fs::write(&path, [&whole, &third[..length]].concat()).unwrap();
        assert_eq!(read::<Entry>(&path).unwrap().len(), 2);
        let mut journal = Journal::open(&path).unwrap();
        assert_eq!(fs::read(&path).unwrap(), whole);
        journal.append(&entry(3.0)).unwrap();
        assert_eq!(read::<Entry>(&path).unwrap()[2], entry(3.0));
    }
}

#[test]
fn a_file_without_a_whole_line_is_empty() {
    let (_directory, path) = file();
    for text in ["", "{\"schema_version\":2,\"val", "\n\n"] {
        fs::write(&path, text).unwrap();
        assert_eq!(read::<Entry>(&path).unwrap(), []);
        assert_eq!(read_first::<Entry>(&path).unwrap(), None);
    }
}

#[test]
fn a_file_has_one_writer() {
    let (_directory, path) = file();
    for journal in [Journal::<Entry>::create, Journal::<Entry>::open] {
        let first = journal(&path).unwrap();
        let error = Journal::<Entry>::open(&path).unwrap_err();
        assert!(matches!(error, JournalError::Locked { .. }), "{error}");
        drop(first);
    }
    let error = Journal::<Entry>::create(&path).unwrap_err();
    assert!(matches!(error, JournalError::Io { .. }), "{error}");
}

#[test]
fn a_damaged_line_is_named_with_its_file_and_number() {
    let (_directory, path) = file();
    let whole = serde_json::to_string(&entry(1.0)).unwrap();
    for (line, reason) in [
        (
            "{\"schema_version\":2}",
            "missing field `value` at column 20",
        ),
        ("[", "EOF while parsing a list at column 1"),
        (
            "{\"schema_version\":0,\"value\":1}",
            "expected schema version 1 to 2, found 0",
        ),
    ] {
        fs::write(&path, format!("{whole}\n\n{line}\n{whole}\n")).unwrap();
        let error = read::<Entry>(&path).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("{}, line 3: {reason}", path.display())
        );
        assert_eq!(error.path(), Some(path.as_path()));
        // What comes before it can be had.
        assert_eq!(read_first::<Entry>(&path).unwrap(), Some(entry(1.0)));
    }
}

#[test]
fn older_lines_are_read_and_newer_ones_refused() {
    let (_directory, path) = file();
    fs::write(&path, "{\"schema_version\":1,\"value\":1}\n").unwrap();
    assert_eq!(read::<Entry>(&path).unwrap()[0].value, 1.0);
    fs::write(&path, "{\"schema_version\":3}\n").unwrap();
    let error = read::<Entry>(&path).unwrap_err();
    assert!(
        matches!(
            error,
            JournalError::Newer {
                found: 3,
                supported: 2,
                ..
            }
        ),
        "{error}"
    );
}

/// Only a device that is always full fails a write by the byte.
#[cfg(target_os = "linux")]
#[test]
fn what_could_not_be_written_is_an_error_with_its_length() {
    let path = Path::new("/dev/full");
    let file = File::options().write(true).open(path).unwrap();
    let mut journal = Journal::<Entry> {
        path: path.to_owned(),
        file,
        length: 0,
        line: PhantomData,
    };
    let error = journal.append(&entry(1.0)).unwrap_err();
    let expected = serde_json::to_vec(&entry(1.0)).unwrap().len() + 1;
    assert!(
        matches!(error, JournalError::Write { bytes, .. } if bytes == expected),
        "{error}"
    );
    let error = RunError::from(error);
    assert!(matches!(error, RunError::Full { .. }), "{error}");
}
