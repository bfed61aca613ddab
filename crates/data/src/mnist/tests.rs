//! Which directory is used, what is verified in each, and what is reported.

use std::fs;
use std::path::Path;

use burn_mnist_model::input::CLASSES;

use burn_mnist_diagnostic::Diagnostic;

use super::*;
use crate::testing::{Recorder, SAMPLE_TEST, SAMPLE_TRAIN, Sample, Server, digits, gzip, sample};

struct World {
    root: tempfile::TempDir,
    sample: Sample,
    progress: Recorder,
}

impl World {
    fn new() -> Self {
        Self {
            root: tempfile::tempdir().unwrap(),
            sample: sample(),
            progress: Recorder::default(),
        }
    }

    fn directory(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn cached(&self) -> Places {
        Places::new(
            None,
            Some(&self.directory("cache")),
            Some(&self.directory("system")),
        )
    }

    fn given(&self) -> Places {
        Places::new(
            Some(&self.directory("given")),
            Some(&self.directory("cache")),
            None,
        )
    }

    fn load(
        &mut self,
        places: &Places,
        sources: Vec<Box<dyn Source>>,
    ) -> Result<Digits, DataError> {
        let mut sources = sources;
        load_from(places, &self.sample.files, &mut sources, &mut self.progress)
    }

    fn write_burn_cache(&self) {
        let burn = self.directory("system").join("burn-dataset/mnist");
        for file in self.sample.files.all() {
            let part = burn.join(if file.part == crate::files::Part::Train {
                "train"
            } else {
                "test"
            });
            fs::create_dir_all(&part).unwrap();
            fs::write(part.join(file.name), self.sample.bytes(file.name)).unwrap();
        }
    }
}

fn flip(path: &Path, at: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[at] ^= 1;
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_users_directory_may_hold_other_digits_packed_or_not() {
    let mut world = World::new();
    let given = world.directory("given");
    world.sample.write_to(&given);
    let labels = given.join("t10k-labels-idx1-ubyte");
    fs::write(
        given.join("t10k-labels.idx1-ubyte.gz"),
        gzip(&fs::read(&labels).unwrap()),
    )
    .unwrap();
    fs::remove_file(labels).unwrap();
    flip(&given.join("train-images-idx3-ubyte"), 100);
    let loaded = world.load(&world.given(), vec![]).unwrap();
    assert_eq!(loaded.test, digits(SAMPLE_TEST));
    assert_ne!(loaded.train, digits(SAMPLE_TRAIN));
    assert_eq!(
        loaded.source,
        format!("digits other than MNIST from {}", given.display())
    );
    let report = verify_at(&world.given(), &world.sample.files).unwrap();
    assert!(!report.is_mnist && !report.files[0].is_mnist && report.files[3].is_mnist);
    assert_eq!((report.files[3].bytes, report.test.count), (18, 10));
    assert_eq!(report.test.class_counts, [1; CLASSES]);
}

#[test]
fn a_directory_holds_mnist_only_if_all_four_files_are_mnists_packed_or_not() {
    let world = World::new();
    let given = world.directory("given");
    assert!(!holds(&given, &world.sample.files));
    world.sample.write_to(&given);
    let labels = given.join("t10k-labels-idx1-ubyte");
    let packed = gzip(&fs::read(&labels).unwrap());
    fs::write(given.join("t10k-labels-idx1-ubyte.gz"), packed).unwrap();
    fs::remove_file(labels).unwrap();
    assert!(holds(&given, &world.sample.files));
    flip(&given.join("train-images-idx3-ubyte"), 100);
    assert!(!holds(&given, &world.sample.files));
}

#[test]
fn a_users_directory_is_never_replaced_by_another_source() {
    let mut world = World::new();
    world.sample.write_to(&world.directory("cache"));
    let error = world.load(&world.given(), vec![]).unwrap_err();
    assert_eq!(error.found().as_deref(), Some("none of the four files"));
    world.sample.write_to(&world.directory("given"));
    fs::remove_file(world.directory("given").join("t10k-labels-idx1-ubyte")).unwrap();
    let error = world.load(&world.given(), vec![]).unwrap_err();
    assert_eq!(
        error.expected().as_deref(),
        Some("t10k-labels-idx1-ubyte (or packed as .gz)")
    );
    assert_eq!(error.path(), Some(world.directory("given").as_path()));
}

#[test]
fn images_and_labels_of_a_directory_must_pair_up() {
    let mut world = World::new();
    let given = world.directory("given");
    world.sample.write_to(&given);
    fs::copy(
        given.join("t10k-labels-idx1-ubyte"),
        given.join("train-labels-idx1-ubyte"),
    )
    .unwrap();
    let error = world.load(&world.given(), vec![]).unwrap_err();
    assert!(
        error.to_string().contains("train-labels-idx1-ubyte"),
        "{error}"
    );
    assert!(error.expected().unwrap().starts_with("20 labels"));
    assert_eq!(error.found().as_deref(), Some("10"));
}

#[test]
fn the_cache_comes_first_then_burns_own() {
    let mut world = World::new();
    world.write_burn_cache();
    let loaded = world.load(&world.cached(), vec![]).unwrap();
    assert!(loaded.source.contains("burn-dataset"), "{}", loaded.source);
    assert_eq!(
        verify_at(&world.cached(), &world.sample.files)
            .unwrap()
            .kind,
        PlaceKind::BurnCache
    );
    world.sample.write_to(&world.directory("cache"));
    let loaded = world.load(&world.cached(), vec![]).unwrap();
    assert_eq!(
        loaded.source,
        format!("MNIST from {}", world.directory("cache").display())
    );
    assert_eq!(loaded.train, digits(SAMPLE_TRAIN));
    assert!(world.progress.notes.is_empty());
}

#[test]
fn one_flipped_pixel_in_a_cache_is_reported_and_fetched_again() {
    let mut world = World::new();
    let cache = world.directory("cache");
    world.sample.write_to(&cache);
    flip(&cache.join("train-images-idx3-ubyte"), 500);
    let error = verify_at(&world.cached(), &world.sample.files).unwrap_err();
    assert!(
        matches!(&error, DataError::Digest { path, .. } if path.ends_with("train-images-idx3-ubyte"))
    );

    let remote = sample();
    let server = Server::start(move |path| remote.serve(path));
    let loaded = world
        .load(
            &world.cached(),
            vec![Box::new(Mirror::loopback(&server.base))],
        )
        .unwrap();
    assert_eq!(loaded.train, digits(SAMPLE_TRAIN));
    assert_eq!(server.requests(), 1);
    assert!(
        world.progress.notes[0].contains("expected SHA-256"),
        "{:?}",
        world.progress.notes
    );
}

#[test]
fn a_partial_file_of_burns_cache_is_not_trusted() {
    let mut world = World::new();
    world.write_burn_cache();
    let partial = world
        .directory("system")
        .join("burn-dataset/mnist/train/train-images-idx3-ubyte");
    let bytes = fs::read(&partial).unwrap();
    fs::write(&partial, &bytes[..bytes.len() / 2]).unwrap();
    let error = world.load(&world.cached(), vec![]).unwrap_err();
    assert!(matches!(error, DataError::Unreachable { .. }));
    assert!(
        world.progress.notes[0].contains("burn-dataset")
            && world.progress.notes[0].contains("length")
    );
}

#[test]
fn every_place_is_listed_in_order_with_what_it_holds() {
    let world = World::new();
    world.write_burn_cache();
    let mut places = world.cached();
    places.data_dir = world.given().data_dir;
    let located: Vec<_> = places
        .all()
        .map(|place| location(place, &world.sample.files))
        .collect();
    let kinds: Vec<_> = located
        .iter()
        .map(|place| (place.kind, place.complete))
        .collect();
    assert_eq!(
        kinds,
        [
            (PlaceKind::DataDir, false),
            (PlaceKind::Cache, false),
            (PlaceKind::BurnCache, true)
        ]
    );
    assert!(located[0].files.iter().all(|file| file.path.is_none()));
    assert!(
        located[2].files[0]
            .path
            .as_ref()
            .unwrap()
            .ends_with("train/train-images-idx3-ubyte")
    );
}

#[test]
fn without_a_cache_directory_nothing_is_fetched() {
    let mut world = World::new();
    let error = world.load(&Places::default(), vec![]).unwrap_err();
    assert!(matches!(error, DataError::NoCache));
}

/// The names the platform gives are what a user reads in the documents.
#[test]
fn the_default_cache_is_named_after_the_program() {
    let places = Places::new(None, None, Some(Path::new("/cache")));
    assert_eq!(
        places.cache.unwrap().directory,
        Path::new("/cache/burn-mnist")
    );
}
