//! The tree keeps its own rules: source files state their purpose, and facts that stand twice agree.

use std::fs;
use std::path::{Path, PathBuf};

use crate::sandbox::Sandbox;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sources(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            // A peer that was built where it lies has other people's sources there.
            if !path.ends_with("target") {
                sources(&path, found);
            }
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn every_source_file_opens_with_its_purpose() {
    let mut files = Vec::new();
    sources(&root().join("crates"), &mut files);
    assert!(files.len() > 80, "{}", files.len());
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("//! "), "{}", file.display());
    }
}

#[test]
fn burn_is_pinned_to_the_version_that_records_name() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let sandbox = Sandbox::new();
    crate::fixture::quick_run(&sandbox);
    let burn = sandbox.json("run/run.json")["software"]["burn"].clone();
    let pin = format!("burn = {{ version = \"={}\"", burn.as_str().unwrap());
    assert!(manifest.contains(&pin), "{pin}");
}

#[test]
fn every_config_file_is_shipped() {
    let sandbox = Sandbox::new();
    for entry in fs::read_dir(root().join("configs")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let command = match name {
            "compare" => "compare",
            _ => "train",
        };
        let words = format!("{command} --config {name} --print-config");
        let by_name = sandbox.run(&words).succeeded().stdout;
        let words = format!("{command} --config {} --print-config", path.display());
        assert_eq!(sandbox.run(&words).succeeded().stdout, by_name);
    }
}
