//! What `evaluate` looks into beside figures: the surest mistakes, and distorted images.

use crate::fixture::quick_run;
use crate::predictions;
use crate::sandbox::Sandbox;

#[test]
fn mistakes_are_listed_surest_first_and_agree_with_predictions() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let words = "evaluate run --worst 25 --predictions all.csv --format json";
    let evaluated = sandbox.run(words).succeeded().json();
    let rows = predictions::read(&sandbox, "all.csv");
    let mistakes = evaluated["mistakes"].as_array().unwrap();
    assert_eq!(mistakes.len(), 25);
    let sureness = mistakes
        .iter()
        .map(|one| one["probability"].as_f64().unwrap());
    let sureness: Vec<f64> = sureness.collect();
    assert!(sureness.is_sorted_by(|a, b| a >= b), "{sureness:?}");
    for one in mistakes {
        let row = &rows[one["index"].as_u64().unwrap() as usize];
        assert_eq!(one["label"], row.label);
        assert_eq!(one["predicted"], row.prediction);
        assert_ne!(one["label"], one["predicted"]);
    }
    let fewer = sandbox
        .run("evaluate run --worst 0 --format json")
        .succeeded();
    assert_eq!(fewer.json()["mistakes"], serde_json::json!([]));
    let text = sandbox.run("evaluate run --worst 0").succeeded().stdout;
    assert!(!text.contains("most confident errors"), "{text}");
}

#[test]
fn a_sheet_draws_the_mistakes_ten_a_row() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    sandbox
        .run("evaluate run --worst 12 --sheet worst.png")
        .succeeded();
    let sheet = image::open(sandbox.path("worst.png")).unwrap().to_luma8();
    assert_eq!(sheet.dimensions(), (2 + 10 * 86, 2 + 2 * 86));

    sandbox
        .run("evaluate run --worst 0 --sheet worst.png")
        .failed(2)
        .says("--worst 0 lists none");
    sandbox
        .run("evaluate run --sheet nowhere/worst.png")
        .failed(1)
        .says("cannot write nowhere/worst.png");
}

#[test]
fn curves_begin_at_the_accuracy_of_undistorted_images_and_repeat() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let words = "evaluate run --limit 60 --robustness --format json";
    let measured = sandbox.run(words).succeeded().json();
    let curves = measured["robustness"].as_array().unwrap();
    let names: Vec<&str> = curves
        .iter()
        .map(|curve| curve["distortion"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["shift", "rotation", "noise"]);
    for curve in curves {
        let first = &curve["points"][0];
        assert_eq!(
            (&first["amount"], &first["accuracy"]),
            (&0.0.into(), &measured["accuracy"])
        );
        assert_eq!(first["interval"], measured["accuracy_interval"]);
    }
    let shifted = &curves[0]["points"][6];
    assert_eq!(
        (&shifted["amount"], &shifted["directions"]),
        (&6.0.into(), &4.into())
    );
    let again = sandbox.run(words).succeeded().json();
    assert_eq!(again["robustness"], measured["robustness"]);

    let text = sandbox
        .run("evaluate run --limit 60 --robustness")
        .succeeded()
        .stdout;
    assert!(
        text.contains("\nrotation in degrees, mean of 2 directions\n"),
        "{text}"
    );
    let plain = sandbox
        .run("evaluate run --limit 60 --format json")
        .succeeded();
    assert!(plain.json()["robustness"].is_null());
}
