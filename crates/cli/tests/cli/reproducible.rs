//! The same seed: the same initial weights on every backend, the same file on the same one.

use burn_mnist_model::Weights;

use crate::fixture::{QUICK, newest_checkpoint};
use crate::requirement::has_wgpu;
use crate::sandbox::Sandbox;

fn model(sandbox: &Sandbox, run: &str) -> Vec<u8> {
    sandbox.bytes(&format!("{}/model.bpk", newest_checkpoint(sandbox, run)))
}

/// Trains with steps too small to move a weight, and compares with what the seed draws.
#[track_caller]
fn starts_as_the_seed_says(backend: &str) {
    let sandbox = Sandbox::new();
    let words = "--seed 9 --epochs 1 --batch-size 64 --learning-rate 1e-30 --out run";
    let quick = QUICK.replace("--epochs 2", "");
    sandbox
        .run(&format!("{quick} {words} --backend {backend}"))
        .succeeded();
    let trained = Weights::from_bytes(&model(&sandbox, "run")).unwrap();
    let drawn = Weights::glorot(16, 9);
    assert_eq!(trained.hidden[0].weight, drawn.hidden[0].weight);
    assert_eq!(trained.output.weight, drawn.output.weight);
}

#[test]
fn flex_starts_from_the_weights_of_the_seed() {
    starts_as_the_seed_says("flex");
}

#[test]
fn ndarray_starts_from_the_weights_of_the_seed() {
    if cfg!(feature = "ndarray") {
        starts_as_the_seed_says("ndarray");
    }
}

#[test]
fn wgpu_starts_from_the_weights_of_the_seed() {
    if has_wgpu() {
        starts_as_the_seed_says("wgpu");
    }
}

#[test]
fn a_run_repeated_on_a_cpu_backend_gives_the_same_bytes() {
    let sandbox = Sandbox::new();
    let backends = if cfg!(feature = "ndarray") {
        &["flex", "ndarray"][..]
    } else {
        &["flex"]
    };
    for backend in backends {
        let [first, second] = ["first", "second"].map(|name| {
            let run = format!("{backend}-{name}");
            let words = format!("{QUICK} --backend {backend} --out {run}");
            sandbox.run(&words).succeeded();
            run
        });
        let (a, b) = (model(&sandbox, &first), model(&sandbox, &second));
        assert!(a == b, "two models of one seed differ on {backend}");
        let config = |run: &str| sandbox.read(&format!("{run}/config.toml"));
        assert_eq!(config(&first), config(&second));
    }
}

#[test]
fn the_config_a_run_keeps_repeats_it() {
    let sandbox = Sandbox::new();
    sandbox
        .run(&format!("{QUICK} --seed 3 --out first"))
        .succeeded();
    sandbox
        .run("train --config first/config.toml --out second")
        .succeeded();
    assert!(model(&sandbox, "first") == model(&sandbox, "second"));
}

#[test]
fn another_seed_gives_another_network() {
    let sandbox = Sandbox::new();
    for seed in ["1", "2"] {
        let words = format!("{QUICK} --seed {seed} --out {seed}");
        sandbox.run(&words).succeeded();
    }
    assert!(model(&sandbox, "1") != model(&sandbox, "2"));
}
