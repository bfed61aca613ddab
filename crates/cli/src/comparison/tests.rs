//! What layering and checking promise of a comparison.

use super::*;

fn resolve(flags: Options, quick: bool) -> Result<Settings, Failure> {
    Settings::resolve(flags, quick, None)
}

#[test]
fn flags_win_over_the_quick_preset_and_that_over_the_shipped_config() {
    let flags = Options {
        batch_size: vec![7],
        ..Options::default()
    };
    let settings = resolve(flags, true).unwrap();
    assert_eq!(settings.batch_size, [7]);
    assert_eq!((settings.repeats, settings.seeds), (5, 5));
    let whole = resolve(Options::default(), false).unwrap();
    assert_eq!((whole.repeats, whole.batch_size), (10, vec![32, 256, 1024]));
}

#[test]
fn what_is_resolved_reads_back_as_a_config() {
    let settings = resolve(Options::default(), true).unwrap();
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("again.toml");
    std::fs::write(&path, settings.to_toml().unwrap()).unwrap();
    let again = Settings::resolve(Options::default(), false, Some(&path)).unwrap();
    assert_eq!(again, settings);
}

#[test]
fn a_value_that_cannot_be_is_refused_with_its_flag() {
    let flags = Options {
        threads: vec![0],
        ..Options::default()
    };
    let message = resolve(flags, false).unwrap_err().message;
    assert_eq!(
        message,
        "--threads (config key `threads`) takes 1 to 4096; found 0"
    );
    let flags = Options {
        target: Some(f64::NAN),
        ..Options::default()
    };
    assert!(resolve(flags, false).is_err());
}

#[test]
fn too_few_repeats_are_warned_of_with_the_flag() {
    let repeats = |repeats| {
        let flags = Options {
            repeats: Some(repeats),
            ..Options::default()
        };
        resolve(flags, false).unwrap().warning()
    };
    assert_eq!(repeats(5), None);
    assert_eq!(
        repeats(4).as_deref(),
        Some("4 repeats are too few to tell a difference from noise; --repeats 5 or more")
    );
}

#[test]
fn largest_training_has_the_largest_measured_batch_of_each_network() {
    let flags = Options {
        batch_size: vec![32, 4096, 256],
        hidden: vec![16, 512],
        ..Options::default()
    };
    let sizes = |settings: &Settings| -> Vec<(usize, usize)> {
        let recipes = settings.largest_trainings();
        recipes
            .map(|recipe| (recipe.hidden.first(), recipe.batch_size))
            .collect()
    };
    let mut settings = resolve(flags, false).unwrap();
    assert_eq!(sizes(&settings), [(16, 4096), (512, 4096)]);
    settings.workloads = vec![WorkloadName::Infer];
    assert_eq!(sizes(&settings), [(16, 32), (512, 32)]);
}
