//! Directories in memory, since a target writes its input to a file thousands of times a second.

use std::fs;
use std::path::{Path, PathBuf};

/// An empty directory for this process and this target alone.
///
/// libFuzzer ends a process without a word, so nobody removes it; the system forgets it when it
/// restarts.
pub fn directory(target: &str) -> PathBuf {
    let memory = Path::new("/dev/shm");
    let base = match memory.is_dir() {
        true => memory.to_owned(),
        false => std::env::temp_dir(),
    };
    let name = format!("{target}-{}", std::process::id());
    let directory = base.join("burn-mnist-fuzz").join(name);
    // One left by an earlier process of the same number.
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).expect("a scratch directory");
    directory
}
