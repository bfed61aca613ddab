//! A list is read back as it was written, and applies to its own training set alone.

use burn_mnist_diagnostic::Diagnostic;

use super::*;
use crate::files::Part;
use crate::testing::digits;

fn excluded(index: usize, kind: Kind) -> Excluded {
    let place = Place {
        split: Part::Train,
        index,
        path: None,
        label: 0,
    };
    Excluded::new(&place, kind)
}

fn list(set: &DigitSet, indices: &[usize]) -> Exclusions {
    let images = indices.iter().map(|&index| excluded(index, Kind::Blank));
    Exclusions::new("digits", &set.sha256(), images.collect())
}

#[test]
fn a_list_comes_back_with_each_image_once_and_every_reason() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("bad.toml");
    let set = digits(10);
    let images = vec![
        excluded(7, Kind::Leak),
        excluded(2, Kind::Blank),
        excluded(7, Kind::Inverted),
    ];
    let written = Exclusions::new("digits", &set.sha256(), images);
    written.write(&path).unwrap();
    let read = Exclusions::read(&path).unwrap();
    assert_eq!(read.images, written.images);
    assert_eq!(
        read.images[1].reasons,
        ["the same image in training and test set", "dark on light"]
    );
    let left = set.without(&read).unwrap();
    assert_eq!(left, set.select(&[0, 1, 3, 4, 5, 6, 8, 9]));
}

#[test]
fn no_exclusions_leave_the_set_as_it_is() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("none.toml");
    let set = digits(4);
    list(&set, &[]).write(&path).unwrap();
    let read = Exclusions::read(&path).unwrap();
    assert_eq!(set.without(&read).unwrap(), set);
}

#[test]
fn another_training_set_is_refused_with_both_digests() {
    let set = digits(10);
    let error = set.first(9).without(&list(&set, &[1])).unwrap_err();
    assert_eq!(error.expected(), Some(set.first(9).sha256()));
    assert_eq!(error.found(), Some(set.sha256()));
}

#[test]
fn indices_must_be_there_and_something_must_be_left() {
    let set = digits(3);
    let refused = |indices: &[usize]| set.without(&list(&set, indices)).unwrap_err().to_string();
    assert!(refused(&[3]).ends_with("no image 3 among 3"));
    assert!(refused(&[0, 1, 2]).ends_with("leaves none of the training images"));
}

#[test]
fn what_is_no_list_is_refused_by_name() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("bad.toml");
    for (text, words) in [
        ("not a list", "TOML parse error"),
        (
            "schema_version = 9\nsource = \"\"\ntrain_sha256 = \"\"",
            "expected schema_version 1, found 9",
        ),
        (
            "schema_version = 1\nsource = \"\"\ntrain_sha256 = \"\"\nimages = []",
            "unknown field `images`",
        ),
        ("schema_version = 1\nsource = \"\"", "train_sha256"),
    ] {
        fs::write(&path, text).unwrap();
        let message = Exclusions::read(&path).unwrap_err().to_string();
        assert!(
            message.contains("bad.toml is not a list of exclusions"),
            "{message}"
        );
        assert!(message.contains(words), "{message}");
    }
    let gone = Exclusions::read(&directory.path().join("gone.toml")).unwrap_err();
    assert!(matches!(gone, DataError::Read { .. }));
}
