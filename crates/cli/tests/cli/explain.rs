//! `explain`: maps that show the network and not just the image, alike on every backend, kept safely.

use serde_json::Value;

use crate::fixture::{picture, png, quick_run, smoke_run, synthetic_test};
use crate::outcome::assert_has_keys;
use crate::requirement::has_wgpu;
use crate::sandbox::Sandbox;

const MAPS: [&str; 4] = [
    "gradient",
    "gradient_times_input",
    "integrated_gradients",
    "occlusion",
];

fn explain(sandbox: &Sandbox, words: &str) -> Value {
    let explained = sandbox.run(&format!("explain run {words} --format json"));
    explained.succeeded().json()
}

/// The numbers of 28 rows of 28.
#[track_caller]
fn numbers(rows: &Value) -> Vec<f64> {
    let rows: Vec<Vec<f64>> = serde_json::from_value(rows.clone()).unwrap();
    assert!(rows.len() == 28 && rows.iter().all(|row| row.len() == 28));
    rows.concat()
}

#[test]
fn a_trained_networks_maps_are_of_the_network_and_add_up() {
    let sandbox = Sandbox::new();
    smoke_run(&sandbox);
    for index in 0..3 {
        let explained = explain(&sandbox, &format!("--index {index} --sanity"));
        assert_eq!(explained["class"], explained["label"]);
        let gap = explained["completeness_gap"].as_f64().unwrap();
        assert!(gap < 0.01, "{gap}");
        let integrated = numbers(&explained["maps"]["integrated_gradients"]);
        let number = |key: &str| explained[key].as_f64().unwrap();
        let sum: f64 = integrated.iter().sum();
        assert!((sum - number("attributed")).abs() < 1e-3, "{sum}");
        let rise = number("logit") - number("black_logit");
        assert!((sum - rise).abs() < 0.01 * rise, "{sum} {rise}");

        let checks = explained["sanity"].as_array().unwrap();
        assert_eq!(checks.len(), MAPS.len());
        for (check, map) in checks.iter().zip(MAPS) {
            assert_eq!(check["map"], map);
            assert_eq!(check["stages"].as_array().unwrap().len(), 2);
            if map == "gradient" || map == "integrated_gradients" {
                assert_eq!(check["passes"], true, "{index}: {check}");
            }
        }
    }
}

#[test]
fn blackening_ink_costs_a_trained_network_its_prediction() {
    let sandbox = Sandbox::new();
    smoke_run(&sandbox);
    for index in 0..3 {
        let explained = explain(&sandbox, &format!("--index {index}"));
        let losses = numbers(&explained["maps"]["occlusion"]);
        let pixels = numbers(&explained["pixels"]);
        let mean = |losses: Vec<f64>| losses.iter().sum::<f64>() / losses.len() as f64;
        let (ink, paper): (Vec<_>, Vec<_>) = losses
            .into_iter()
            .zip(pixels)
            .partition(|(_, pixel)| *pixel > 127.0);
        let [ink, paper] =
            [ink, paper].map(|part| mean(part.into_iter().map(|(loss, _)| loss).collect()));
        assert!(ink > 0.0 && ink > paper, "{index}: {ink} and {paper}");
    }
}

#[test]
fn every_backend_explains_alike() {
    let mut others = Vec::new();
    others.extend(cfg!(feature = "ndarray").then_some("ndarray"));
    others.extend(has_wgpu().then_some("wgpu"));
    let sandbox = Sandbox::new();
    smoke_run(&sandbox);
    let flex = explain(&sandbox, "--index 0");
    for backend in others {
        let other = explain(&sandbox, &format!("--index 0 --backend {backend}"));
        for map in MAPS {
            let [a, b] = [&flex, &other].map(|explained| numbers(&explained["maps"][map]));
            let largest = a
                .iter()
                .fold(0.0, |largest: f64, value| largest.max(value.abs()));
            for (at, (a, b)) in a.iter().zip(&b).enumerate() {
                assert!(
                    (a - b).abs() <= 1e-4 * largest.max(1.0),
                    "{backend} {map}[{at}]: {a} {b}"
                );
            }
        }
    }
}

#[test]
fn another_class_is_explained_on_demand() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let predicted = explain(&sandbox, "--index 3");
    assert_has_keys(
        &predicted,
        &[
            "input",
            "label",
            "probabilities",
            "class",
            "logit",
            "black_logit",
            "expected",
        ],
    );
    let other = (predicted["label"].as_u64().unwrap() + 1) % 10;
    let explained = explain(&sandbox, &format!("--index 3 --class {other}"));
    assert_eq!(explained["label"], predicted["label"]);
    assert_eq!(explained["class"], other);
    assert_ne!(explained["maps"]["gradient"], predicted["maps"]["gradient"]);
}

#[test]
fn text_draws_four_panels_two_abreast_and_says_what_they_are() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let text = sandbox.run("explain run --index 0").succeeded().stdout;
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 32, "{text}");
    assert!(lines[0].starts_with("input") && lines[0].ends_with("gradient"));
    assert!(lines[15].starts_with("integrated gradients") && lines[15].ends_with("occlusion"));
    assert!(lines.iter().take(30).all(|line| line.chars().count() <= 58));
    assert!(lines[30].starts_with("test[0]: ") && lines[30].contains("labelled"));
    assert!(lines[31].contains("integrated gradients add up to"));
    assert!(!text.contains('\x1b'), "no terminal, no colours");
}

#[test]
fn a_picture_is_written_once_unless_forced() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    sandbox.write("seven.png", png(&picture(&synthetic_test(1).images()[0])));
    let explained = explain(&sandbox, "seven.png --class 7 --out maps");
    let path = explained["picture"].as_str().unwrap();
    assert_eq!(path, "maps/seven-as-7.png");
    let drawn = image::open(sandbox.path(path)).unwrap();
    // Two lines of text above the panels, and a legend below them.
    let height = 8 + 2 * 16 + 232 + 8 + 16 + 8;
    assert_eq!((drawn.width(), drawn.height()), (4 * 232 + 8, height));

    sandbox.write("taken.png", "mine");
    for words in ["seven.png --out taken.png", "--weights --out taken.png"] {
        sandbox
            .run(&format!("explain run {words}"))
            .failed(2)
            .says("error: taken.png already exists");
        assert_eq!(sandbox.read("taken.png"), "mine");
    }
    sandbox
        .run("explain run --weights --out taken.png --force")
        .succeeded();
    assert!(image::open(sandbox.path("taken.png")).is_ok());
}

#[test]
fn several_images_are_explained_one_after_the_other() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let explained = explain(&sandbox, "--index 0,4-5 --class 2 --out maps");
    let explained = explained.as_array().unwrap();
    for (explained, index) in explained.iter().zip([0, 4, 5]) {
        assert_eq!(explained["input"], format!("test[{index}]"));
        let path = format!("maps/test-{index}-as-2.png");
        assert_eq!(explained["picture"], path);
        assert!(sandbox.path(path).is_file());
    }
    assert_eq!(explained.len(), 3);
}

#[test]
fn weights_are_shown_by_how_much_is_made_of_them() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let shown = explain(&sandbox, "--weights --out common.png");
    let norms: Vec<f64> = shown["units"]
        .as_array()
        .unwrap()
        .iter()
        .map(|unit| unit["outgoing_norm"].as_f64().unwrap())
        .collect();
    assert_eq!(norms.len(), 16);
    assert!(norms.is_sorted_by(|a, b| a >= b), "{norms:?}");
    let text = sandbox
        .run("explain run --weights --each --out each.png")
        .succeeded()
        .stdout;
    assert!(text.contains("16 units, outgoing norm "), "{text}");
    assert!(text.starts_with("unit "), "{text}");
    let [common, each] =
        ["common.png", "each.png"].map(|name| image::open(sandbox.path(name)).unwrap());
    let height = 4 + 16 + 3 * (29 * 4 + 16) + 4 + 16 + 4;
    assert_eq!((common.width(), common.height()), (6 * 29 * 4 + 4, height));
    assert_ne!(common, each);
}

#[test]
fn what_cannot_be_explained_is_refused_with_the_reason() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    sandbox.write("words.png", "seven\n");
    for (words, code, says) in [
        ("nowhere.png", 3, "cannot read the picture nowhere.png"),
        (
            "words.png",
            3,
            "the picture words.png is text; expected PNG or JPEG",
        ),
        ("-", 3, "the picture standard input is empty"),
        ("--index 2000", 2, "--index takes 0 to 1999; found 2000"),
        ("--index 0 --class 10", 2, "10 is not in 0..=9"),
        ("--index -1", 2, "unexpected argument '-1'"),
        ("", 2, "no image is named"),
        ("--index 0 1", 2, "hint: write --index 0,1"),
        (
            "--index 0,1 --out both.png",
            2,
            "--out both.png holds one picture, and 2 images are explained",
        ),
        ("--weights --class 3", 2, "cannot be used with"),
        ("--index 0 --each", 2, "cannot be used with"),
        ("--index 0 --force", 2, "--out"),
        (
            "--index 0 --out maps.jpg",
            2,
            "--out takes a directory or a .png file; found maps.jpg",
        ),
        (
            "--index 0 --out words.png/maps",
            1,
            "cannot write words.png/maps",
        ),
        (
            "--index 0 --out gone/maps.png",
            1,
            "cannot write gone/maps.png",
        ),
    ] {
        sandbox
            .run(&format!("explain run {words}"))
            .failed(code)
            .says(says);
    }
    sandbox.run("explain nothing --index 0").failed(4);
}
