//! wgpu as a first-class backend: it trains, keeps, loads and predicts, and its absence is no panic.

use crate::fixture::{picture, synthetic_test};
use crate::requirement::has_wgpu;
use crate::sandbox::Sandbox;

const TRAIN: &str = "train --backend wgpu --dataset synthetic --limit 256 --batch-size 64 \
                     --epochs 1 --validation 64 --out run --format json";

#[test]
fn wgpu_trains_saves_loads_and_predicts() {
    if !has_wgpu() {
        return;
    }
    let sandbox = Sandbox::new();
    let outcome = sandbox.run(TRAIN).succeeded();
    let trained = outcome.json();
    assert_eq!(
        (&trained["status"], &trained["backend"]),
        (&"completed".into(), &"wgpu".into())
    );
    assert!(
        trained["test_loss"].as_f64().unwrap() < 2.302,
        "better than a guess"
    );
    let hardware = &sandbox.json("run/run.json")["hardware"];
    assert!(hardware["driver"].is_string(), "{hardware}");
    let said_so = outcome.stderr.contains("is a software renderer");
    assert_eq!(said_so, hardware["kind"] == "software", "{hardware}");

    let words = "evaluate run --backend wgpu --limit 256 --format json";
    let evaluated = sandbox.run(words).succeeded().json();
    assert_eq!(evaluated["accuracy"], trained["test_accuracy"]);

    picture(&synthetic_test(1).images()[0])
        .save(sandbox.path("digit.png"))
        .unwrap();
    let words = "predict run digit.png --format json --backend";
    let [wgpu, flex] = ["wgpu", "flex"].map(|backend| {
        let predicted = sandbox.run(&format!("{words} {backend}"));
        predicted.succeeded().json()[0]["label"].clone()
    });
    assert_eq!(wgpu, flex);
}

#[test]
fn an_adapter_that_is_not_there_is_refused_with_those_there_are() {
    if has_wgpu() {
        Sandbox::new()
            .run(&TRAIN.replace("--backend wgpu", "--backend wgpu:99"))
            .failed(5)
            .says("there is no adapter 99; adapters: ");
    }
}

/// Drivers are found through these variables on Linux only.
#[cfg(target_os = "linux")]
#[test]
fn without_an_adapter_wgpu_is_unavailable_and_says_what_to_install() {
    if !cfg!(feature = "wgpu") {
        return;
    }
    let hidden = [
        ("VK_DRIVER_FILES", "/nonexistent"),
        ("VK_ICD_FILENAMES", "/nonexistent"),
        ("__EGL_VENDOR_LIBRARY_FILENAMES", "/nonexistent"),
    ];
    let sandbox = Sandbox::new();
    let listed = sandbox
        .run_with(&hidden, "backends --format json")
        .succeeded();
    let backends = listed.json();
    let wgpu = backends.as_array().unwrap();
    let wgpu = wgpu
        .iter()
        .find(|backend| backend["name"] == "wgpu")
        .unwrap();
    if wgpu["available"] == true {
        return crate::requirement::skip("wgpu", "its adapter cannot be hidden here");
    }
    assert_eq!(wgpu["reason"], "no graphics adapter was found");
    let failed = sandbox.run_with(&hidden, TRAIN).failed(5);
    assert_eq!(failed.error()["kind"], "backend");
    failed
        .says("the backend `wgpu` is not available on this machine: no graphics adapter was found")
        .says("mesa-vulkan-drivers");
    assert!(!sandbox.path("run").exists(), "no run was begun");
}
