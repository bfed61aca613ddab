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
    let words = "evaluate run --worst 12 --sheet worst.png";
    let drawn = sandbox.run(words).succeeded();
    let written = drawn.stdout.lines().last().unwrap();
    assert_eq!(
        written,
        "wrote worst.png: 12 errors, the most confident first"
    );
    let sheet = image::open(sandbox.path("worst.png")).unwrap().to_luma8();
    // Ten of 28x28 pixels, four times as large, above two lines of caption each.
    let (step, height) = (4 * 28 + 4, 4 * 28 + 2 * 16 + 4);
    assert_eq!(sheet.dimensions(), (4 + 10 * step, 4 + 2 * height));
    let json = sandbox.run(&format!("{words} --format json")).succeeded();
    assert_eq!(json.json()["sheet"], "worst.png");

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
fn what_was_asked_for_stands_below_the_accuracy() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let headings = |words: &str| {
        let text = sandbox
            .run(&format!("evaluate run {words}"))
            .succeeded()
            .stdout;
        assert!(text.starts_with("test accuracy "), "{text}");
        let parts = [
            "calibrated on 100 validation images",
            "probabilities: NLL",
            "digit  images  precision",
            "most confident errors",
            "rotation in degrees",
            "wrote all.csv: 200 predictions with logits",
        ];
        parts.map(|part| text.contains(part))
    };
    assert_eq!(headings(""), [false, true, true, true, false, false]);
    assert_eq!(
        headings("--worst 3"),
        [false, false, false, true, false, false]
    );
    assert_eq!(
        headings("--calibrate"),
        [true, true, false, false, false, false]
    );
    assert_eq!(
        headings("--robustness --predictions all.csv"),
        [false, false, false, false, true, true]
    );
    assert_eq!(
        headings("--robustness --verbose"),
        [false, true, true, true, true, false]
    );
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
