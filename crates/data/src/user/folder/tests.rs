//! What folders of pictures become, and what is refused or listed by name.

use std::fs;

use burn_mnist_model::input::{CLASSES, Image, PIXELS};
use image::{GrayImage, RgbImage};
use proptest::prelude::*;
use tempfile::TempDir;

use super::tree::Tree;
use burn_mnist_diagnostic::Diagnostic;

use super::*;
use crate::Digits;

/// A directory of pictures under construction.
struct Pictures(TempDir);

impl Pictures {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        path
    }

    /// A 28x28 picture whose first pixel is `mark`.
    fn add(&self, name: &str, mark: u8) {
        let mut pixels = vec![0; PIXELS];
        pixels[0] = mark;
        let picture = GrayImage::from_raw(28, 28, pixels).unwrap();
        picture
            .save_with_format(self.path(name), image::ImageFormat::Png)
            .unwrap();
    }

    fn contents(&self) -> Contents {
        read(self.0.path()).unwrap()
    }

    fn digits(&self) -> Digits {
        self.contents().into_digits().unwrap()
    }

    /// The message of the refusal, and that it names the directory or a file in it.
    fn refused(&self) -> String {
        let error = read(self.0.path())
            .and_then(Contents::into_digits)
            .unwrap_err();
        assert!(error.path().unwrap().starts_with(self.0.path()), "{error}");
        error.to_string()
    }
}

fn marks(images: &[Image]) -> Vec<u8> {
    images.iter().map(|image| image.0[0]).collect()
}

#[test]
fn folders_named_by_digits_are_those_digits_whichever_are_there() {
    let pictures = Pictures::new();
    pictures.add("train/7/b.png", 2);
    pictures.add("train/7/a.png", 1);
    pictures.add("train/2/z.png", 0);
    pictures.add("test/9/x.png", 3);
    let digits = pictures.digits();
    assert_eq!(digits.train.labels(), [2, 7, 7]);
    assert_eq!(marks(digits.train.images()), [0, 1, 2]);
    assert_eq!(digits.test.labels(), [9]);
    assert!(digits.classes.is_empty());
    assert!(
        digits.source.starts_with("pictures in "),
        "{}",
        digits.source
    );
}

#[test]
fn other_names_are_sorted_numbered_and_kept() {
    let pictures = Pictures::new();
    for part in ["train", "test"] {
        for (name, mark) in [("shoe", 2), ("Bag", 0), ("coat", 1)] {
            pictures.add(&format!("{part}/{name}/1.png"), mark);
        }
    }
    let digits = pictures.digits();
    assert_eq!(digits.classes, ["Bag", "coat", "shoe"]);
    assert_eq!(digits.train.labels(), [0, 1, 2]);
    assert_eq!(marks(digits.train.images()), [0, 1, 2]);
    assert!(digits.source.ends_with(" of 0 Bag, 1 coat, 2 shoe"));
}

#[test]
fn without_splits_a_seventh_of_each_class_is_the_test_set_and_a_note_says_so() {
    let pictures = Pictures::new();
    for class in 0..3 {
        for index in 0..14 {
            pictures.add(&format!("{class}/{index:02}.png"), class * 14 + index);
        }
    }
    let contents = pictures.contents();
    assert!(contents.notes[0].contains("a seventh of each class, 6 of 42 pictures"));
    let digits = contents.into_digits().unwrap();
    assert_eq!(digits.test.labels(), [0, 0, 1, 1, 2, 2]);
    let mut all = [marks(digits.train.images()), marks(digits.test.images())].concat();
    all.sort_unstable();
    assert_eq!(all, (0..42).collect::<Vec<u8>>());
    assert_eq!(pictures.digits(), digits);
}

#[test]
fn what_desktops_leave_behind_is_not_looked_at_and_what_has_no_class_is_noted() {
    let pictures = Pictures::new();
    for part in ["train", "test"] {
        pictures.add(&format!("{part}/1/a.png"), 1);
        for junk in [".DS_Store", "Thumbs.db", "desktop.ini", ".hidden.png"] {
            fs::write(pictures.path(&format!("{part}/1/{junk}")), "junk").unwrap();
        }
    }
    fs::create_dir(pictures.path("train/.thumbnails")).unwrap();
    fs::write(pictures.path("labels.csv"), "a,1").unwrap();
    fs::write(pictures.path("train/readme"), "words").unwrap();
    let contents = pictures.contents();
    assert_eq!(contents.notes.len(), 2, "{:?}", contents.notes);
    assert!(contents.notes[0].ends_with("ignored labels.csv, which belongs to no class"));
    assert_eq!(contents.into_digits().unwrap().train.len(), 1);
}

#[test]
fn pictures_that_are_not_images_yet_are_prepared_and_counted() {
    let pictures = Pictures::new();
    let page = RgbImage::from_fn(60, 80, |x, y| {
        let is_ink = (25..35).contains(&x) && (10..70).contains(&y);
        image::Rgb([if is_ink { 10 } else { 240 }; 3])
    });
    page.save(pictures.path("train/1/page.png")).unwrap();
    pictures.add("train/1/ready.png", 9);
    pictures.add("test/1/ready.png", 9);
    let contents = pictures.contents();
    assert!(
        contents.notes[0].starts_with("1 of 3 pictures are not 28x28")
            && contents.notes[0].ends_with("1 of these inverted"),
        "{:?}",
        contents.notes
    );
    let digits = contents.into_digits().unwrap();
    let [page, ready] = digits.train.images() else {
        panic!("two pictures")
    };
    assert_eq!((page.0[0], page.0[14 * 28 + 14], ready.0[0]), (0, 255, 9));
}

#[test]
fn folders_that_make_no_set_are_refused_with_what_they_lack() {
    let check = |files: &[&str], expected: &str| {
        let pictures = Pictures::new();
        for file in files {
            pictures.add(file, 1);
        }
        let message = pictures.refused();
        assert!(message.contains(expected), "{message}");
    };
    check(
        &["train/1/a.png"],
        "expected a folder test beside train, or the classes' folders alone, found train without test",
    );
    check(&["test/1/a.png"], "found test without train");
    check(
        &["train/a.png", "test/1/a.png"],
        "train is not a set of pictures: expected a folder of pictures for each class, found no folder",
    );
    check(
        &["train/cat/a.png", "train/dog/a.png", "test/cat/a.png"],
        "expected the same classes in train and test, found no folder dog in test",
    );
    check(
        &["train/1/a.png", "test/one/a.png"],
        "the same classes in train and test",
    );
    check(
        &["1/a.png", "2/a.png"],
        "at least one test picture, found none",
    );
    let letters: Vec<String> = ('a'..='k')
        .map(|letter| format!("{letter}/1.png"))
        .collect();
    let letters: Vec<&str> = letters.iter().map(String::as_str).collect();
    check(
        &letters,
        "expected at most 10 classes, found 11 folders: a, b, c, d, e, f, g, h, i, j, ...",
    );
}

#[test]
fn every_file_that_is_no_picture_is_a_fault_and_the_first_stops_training() {
    let pictures = Pictures::new();
    for part in ["train", "test"] {
        pictures.add(&format!("{part}/1/good.png"), 1);
    }
    let whole = fs::read(pictures.path("test/1/good.png")).unwrap();
    for (name, bytes) in [
        ("train/1/cut.png", &whole[..60]),
        ("train/1/empty.png", b""),
        ("train/1/notes.png", b"a seven"),
        ("train/1/old.gif", b"GIF89a\x01\0\x01\0"),
    ] {
        fs::write(pictures.path(name), bytes).unwrap();
    }
    fs::create_dir(pictures.path("train/1/deeper")).unwrap();
    let contents = pictures.contents();
    let faults: Vec<String> = contents
        .faults
        .iter()
        .map(|fault| fault.error.to_string())
        .collect();
    assert_eq!(faults.len(), 5, "{faults:?}");
    for (fault, words) in faults.iter().zip([
        "deeper is a folder within a class's folder",
        "cut.png starts as PNG but cannot be decoded",
        "empty.png is empty",
        "notes.png is text; expected PNG or JPEG",
        "old.gif is a GIF picture",
    ]) {
        assert!(fault.contains(words), "{fault}");
    }
    assert_eq!(contents.train.digits.len(), 1);
    let message = pictures.refused();
    assert!(
        message.ends_with("; and 4 more cannot be used"),
        "{message}"
    );
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_or_back_and_pipes_end_in_a_fault() {
    use std::os::unix::fs::symlink;
    let pictures = Pictures::new();
    pictures.add("1/a.png", 1);
    pictures.add("1/b.png", 2);
    symlink(pictures.path("1/a.png"), pictures.path("1/c.png")).unwrap();
    assert_eq!(
        pictures.contents().train.digits.len(),
        2,
        "links are followed"
    );
    symlink(pictures.path("1/self.png"), pictures.path("1/self.png")).unwrap();
    symlink(pictures.path("gone.png"), pictures.path("1/gone.png")).unwrap();
    symlink(pictures.0.path(), pictures.path("1/back")).unwrap();
    symlink(pictures.0.path(), pictures.path("2")).unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(pictures.path("1/pipe.png"))
        .status();
    assert!(made.unwrap().success());
    let contents = pictures.contents();
    let mut at_fault: Vec<&str> = contents
        .faults
        .iter()
        .map(|fault| {
            fault
                .error
                .path()
                .unwrap()
                .file_name()
                .unwrap()
                .to_str()
                .unwrap()
        })
        .collect();
    at_fault.sort_unstable();
    // Through the folder 2, which is the directory itself, there are folders 1 and 2 again.
    assert_eq!(
        at_fault,
        ["1", "2", "back", "gone.png", "pipe.png", "self.png"]
    );
}

fn tree(train: &[String], test: Option<&[String]>) -> Tree {
    let folders = |names: &[String]| {
        let folder = |name: &String| ClassFolder {
            name: name.clone(),
            files: Vec::new(),
            strays: Vec::new(),
        };
        names.iter().map(folder).collect::<Vec<_>>()
    };
    Tree {
        directory: PathBuf::from("pictures"),
        train: folders(train),
        test: test.map(folders),
        notes: Vec::new(),
    }
}

proptest! {
    /// As torchvision's `ImageFolder`: the label of a name is its rank, whatever order the folders are listed in.
    #[test]
    fn labels_are_ranks_of_names(names in prop::collection::btree_set("[0-9a-zA-Zé _.-]{1,4}", 1..14)) {
        let sorted: Vec<String> = names.into_iter().collect();
        let mut listed = sorted.clone();
        listed.reverse();
        let is_digits = sorted.iter().all(|name| name.len() == 1 && name.as_bytes()[0].is_ascii_digit());
        match Classes::of(&tree(&listed, Some(&sorted))) {
            Err(error) => {
                prop_assert!(sorted.len() > CLASSES && !is_digits, "{error}");
            }
            Ok(classes) if is_digits => {
                for name in &sorted {
                    prop_assert_eq!(classes.label(name).to_string(), name.as_str());
                }
                prop_assert!(classes.names().is_empty());
            }
            Ok(classes) => {
                for (rank, name) in sorted.iter().enumerate() {
                    prop_assert_eq!(usize::from(classes.label(name)), rank);
                }
                prop_assert_eq!(classes.names(), sorted);
            }
        }
    }

    /// No picture may have one label in training and another in the test.
    #[test]
    fn splits_of_different_names_are_refused(
        train in prop::collection::btree_set("[a-z]{1,3}", 1..6),
        test in prop::collection::btree_set("[a-z]{1,3}", 1..6),
    ) {
        let is_same = train == test;
        let (train, test): (Vec<_>, Vec<_>) = (train.into_iter().collect(), test.into_iter().collect());
        prop_assert_eq!(Classes::of(&tree(&train, Some(&test))).is_ok(), is_same);
        prop_assert!(Classes::of(&tree(&train, None)).is_ok());
    }
}
