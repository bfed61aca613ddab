//! Real MNIST: verified, learnt as Keras does, and recognised alike on every backend.

use std::fs;

use serde_json::{Value, json};

use crate::fixture::{FILES, picture};
use crate::outcome::Outcome;
use crate::predictions;
use crate::requirement::{has_wgpu, mnist_cache};
use crate::sandbox::Sandbox;

/// Runs the program where MNIST is, without a network.
fn run(sandbox: &Sandbox, cache: &std::path::Path, words: &str) -> Outcome {
    Outcome::of(sandbox.command(words).env("BURN_MNIST_CACHE", cache)).succeeded()
}

#[test]
fn the_files_are_mnist_with_the_known_balance() {
    let Some(cache) = mnist_cache() else { return };
    let report = run(&Sandbox::new(), &cache, "data verify --format json").json();
    assert_eq!(
        (&report["kind"], &report["is_mnist"]),
        (&"cache".into(), &true.into())
    );
    assert_eq!(report["train"]["count"], 60_000);
    assert_eq!(report["test"]["count"], 10_000);
    // LeCun, Cortes and Burges, as counted by everyone since.
    let train = json!([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
    let test = json!([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
    assert_eq!(report["train"]["class_counts"], train);
    assert_eq!(report["test"]["class_counts"], test);
}

#[test]
fn fetching_again_downloads_nothing_and_where_finds_all() {
    let Some(cache) = mnist_cache() else { return };
    let sandbox = Sandbox::new();
    let fetched = run(&sandbox, &cache, "data fetch").stdout;
    assert_eq!(fetched.matches("  already there").count(), 4, "{fetched}");
    let places = run(&sandbox, &cache, "data where --format json").json();
    assert_eq!(
        (&places[0]["kind"], &places[0]["complete"]),
        (&"cache".into(), &true.into())
    );
}

#[test]
fn a_flipped_bit_in_the_cache_is_damage() {
    let Some(cache) = mnist_cache() else { return };
    let sandbox = Sandbox::new();
    fs::create_dir(sandbox.path("no-cache")).unwrap();
    for name in FILES {
        fs::copy(cache.join(name), sandbox.path("no-cache").join(name)).unwrap();
    }
    let [_, _, _, labels] = FILES;
    let path = format!("no-cache/{labels}");
    let mut bytes = sandbox.bytes(&path);
    bytes[5_000] ^= 1;
    sandbox.write(&path, bytes);
    let failed = sandbox.run("data verify --format json").failed(3);
    let error = failed.error();
    assert!(error["path"].as_str().unwrap().ends_with(labels));
    failed
        .says("SHA-256")
        .says("run `burn-mnist data fetch` to replace the file");
}

#[test]
fn the_fast_config_gets_past_97_5_percent() {
    let Some(cache) = mnist_cache() else { return };
    let words = "train --config fast --out run --format json";
    let trained = run(&Sandbox::new(), &cache, words).json();
    let accuracy = trained["test_accuracy"].as_f64().unwrap();
    assert!(accuracy >= 0.975, "{accuracy}");
}

#[test]
fn one_epoch_of_the_keras_recipe_is_learnt_and_recognised_alike_everywhere() {
    let Some(cache) = mnist_cache() else { return };
    let sandbox = Sandbox::new();
    let words = "train --config keras --epochs 1 --out run --format json";
    let trained = run(&sandbox, &cache, words).json();
    let accuracy = trained["test_accuracy"].as_f64().unwrap();
    assert!(accuracy > 0.93, "{accuracy}");
    assert_eq!(trained["steps"], 1_875, "all 60,000 images");
    assert!(trained["validation_accuracy"].is_null());
    assert_eq!(trained["best_epoch"], trained["epochs"]);

    let evaluate = |backend: &str| {
        let words = format!("evaluate run --backend {backend} --predictions {backend}.csv");
        run(&sandbox, &cache, &words);
        predictions::read(&sandbox, &format!("{backend}.csv"))
    };
    let flex = evaluate("flex");
    assert_eq!(flex.len(), 10_000);
    if cfg!(feature = "ndarray") {
        predictions::assert_agree(&flex, &evaluate("ndarray"));
    }
    if has_wgpu() {
        predictions::assert_agree(&flex, &evaluate("wgpu"));
    }
}

#[test]
fn a_picture_of_a_test_image_is_recognised_as_its_index_is() {
    let Some(cache) = mnist_cache() else { return };
    let sandbox = Sandbox::new();
    run(&sandbox, &cache, "train --limit 5000 --epochs 1 --out run");
    let file = cache.join("t10k-images-idx3-ubyte");
    let images = burn_mnist_data::idx::read_images(fs::File::open(&file).unwrap(), &file).unwrap();
    for index in [0, 61, 9_999] {
        picture(&images[index])
            .save(sandbox.path("digit.png"))
            .unwrap();
        let predict = |input: &str| -> Value {
            let words = format!("predict run {input} --format json");
            run(&sandbox, &cache, &words).json()[0]["probabilities"].clone()
        };
        assert_eq!(
            predict("digit.png"),
            predict(&format!("--index {index}")),
            "{index}"
        );
    }
}
