//! `backends`: every backend there is, what this program has, and how to add the rest.

use crate::outcome::assert_has_keys;
use crate::sandbox::Sandbox;

const ALL: [&str; 11] = [
    "flex", "ndarray", "wgpu", "vulkan", "metal", "webgpu", "cuda", "rocm", "cpu", "tch", "remote",
];

#[test]
fn json_lists_all_eleven_with_the_documented_keys() {
    let listed = Sandbox::new().run("backends --format json").succeeded();
    let listed = listed.json();
    let backends = listed.as_array().unwrap();
    let names: Vec<&str> = backends
        .iter()
        .map(|backend| backend["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ALL);
    for backend in backends {
        let documented = [
            "name",
            "compiled",
            "feature",
            "available",
            "reason",
            "devices",
        ];
        assert_has_keys(backend, &documented);
        for device in backend["devices"].as_array().unwrap() {
            assert_has_keys(device, &["selector", "name", "kind", "driver"]);
        }
    }
}

#[test]
fn what_is_compiled_in_is_what_the_features_say() {
    let listed = Sandbox::new().run("backends --format json").succeeded();
    let listed = listed.json();
    for (backend, compiled) in [
        ("flex", cfg!(feature = "flex")),
        ("ndarray", cfg!(feature = "ndarray")),
        ("wgpu", cfg!(feature = "wgpu")),
        ("cuda", cfg!(feature = "cuda")),
    ] {
        let listing = listed
            .as_array()
            .unwrap()
            .iter()
            .find(|listing| listing["name"] == backend)
            .unwrap();
        assert_eq!(listing["compiled"], compiled, "{backend}");
        if !compiled {
            let reason = listing["reason"].as_str().unwrap();
            assert_eq!(
                reason,
                format!("not compiled: build with --features {backend}")
            );
        }
    }
}

#[test]
fn text_marks_what_is_ready_and_says_how_to_add_the_rest() {
    let listed = Sandbox::new().run("backends").succeeded().stdout;
    for name in ALL {
        let named = |line: &str| line[1..].trim_start().starts_with(name);
        assert!(
            listed.lines().any(|line| line.len() > 2 && named(line)),
            "{name}"
        );
    }
    assert!(listed.starts_with("* flex "), "{listed}");
    assert!(listed.contains("build with --features rocm"), "{listed}");
}

#[test]
fn auto_says_what_it_picked() {
    let sandbox = Sandbox::new();
    let words = crate::fixture::QUICK;
    let trained = sandbox.run(&format!("{words} --backend auto --out run"));
    let backend = sandbox.json("run/run.json")["hardware"]["backend"].clone();
    let backend = backend.as_str().unwrap();
    trained
        .succeeded()
        .says(&format!("auto: running on {backend}"));
    let config = sandbox.read("run/config.toml");
    assert!(
        config.contains(&format!("backend = \"{backend}")),
        "{config}"
    );
}
