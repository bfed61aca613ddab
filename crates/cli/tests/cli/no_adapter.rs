//! A CPU backend needs no GPU: not to train, not to resume, not even to look for one.

use crate::fixture::QUICK;
use crate::requirement::has_wgpu;
use crate::sandbox::Sandbox;

/// The Vulkan loader talks as soon as anybody opens it, and finds drivers that are none.
const BROKEN: [(&str, &str); 4] = [
    ("LIBGL_DRIVERS_PATH", "/dev/null"),
    ("VK_LOADER_DEBUG", "all"),
    ("VK_ICD_FILENAMES", "/dev/null"),
    ("VK_DRIVER_FILES", "/dev/null"),
];

#[test]
fn a_resumption_on_flex_opens_nothing_where_the_only_adapter_is_broken() {
    if !has_wgpu() {
        return;
    }
    let sandbox = Sandbox::new();
    let opened = sandbox.run_with(&BROKEN, &format!("{QUICK} --backend wgpu --out wgpu"));
    opened.failed(5).says("Vulkan Loader");
    for words in [
        format!("{QUICK} --out run"),
        "train --resume run --epochs 4".to_owned(),
        "train --repeat run --out again".to_owned(),
        "evaluate run".to_owned(),
        "runs verify run".to_owned(),
    ] {
        let done = sandbox.run_with(&BROKEN, &words).succeeded();
        assert!(!done.stderr.contains("Vulkan"), "{words}: {}", done.stderr);
    }
}

#[test]
fn a_run_on_wgpu_resumes_on_wgpu_and_on_flex() {
    if !has_wgpu() {
        return;
    }
    let sandbox = Sandbox::new();
    let words = QUICK.replace("--epochs 2", "--epochs 1 --batch-size 100 --backend wgpu");
    sandbox.run(&format!("{words} --out run")).succeeded();
    sandbox.run("train --resume run --epochs 2").succeeded();
    sandbox
        .run("train --resume run --epochs 3 --backend flex")
        .succeeded();
    // The same on flex all the way: what moved between devices is the same to rounding.
    let flex = words
        .replace("wgpu", "flex")
        .replace("--epochs 1", "--epochs 3");
    sandbox.run(&format!("{flex} --out flex")).succeeded();
    let losses = |run: &str| -> Vec<f64> {
        let metrics = sandbox.read(&format!("{run}/metrics.jsonl"));
        let lines = metrics.lines().map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            line["loss"].as_f64().unwrap()
        });
        lines.collect()
    };
    for (moved, stayed) in losses("run").into_iter().zip(losses("flex")) {
        assert!((moved - stayed).abs() < 1e-4, "{moved} {stayed}");
    }
}
