//! A directory of its own to run the program in, with an environment that says nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::outcome::Outcome;

/// Nothing listens here, so that a test which would download fails at once; npm is not found either.
const NO_NETWORK: &str = "http://127.0.0.1:9";

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_burn-mnist");

/// Removed when the test is over.
pub struct Sandbox(TempDir);

impl Sandbox {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A file or directory in it.
    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    pub fn json(&self, name: &str) -> serde_json::Value {
        serde_json::from_slice(&self.bytes(name)).unwrap()
    }

    /// The names in a directory, sorted.
    pub fn list(&self, name: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(name)).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// The program with these words, no settings of the user's, no data and no network.
    pub fn command(&self, words: &str) -> Command {
        let mut command = Command::new(PROGRAM);
        for (variable, _) in std::env::vars_os() {
            if variable.to_string_lossy().starts_with("BURN_MNIST_") {
                command.env_remove(variable);
            }
        }
        for variable in [
            "RUST_LOG",
            "COLUMNS",
            "NO_PROXY",
            "no_proxy",
            // As if cargo had not started it.
            "CARGO",
            "CARGO_MANIFEST_DIR",
            "CLICOLOR",
            "CLICOLOR_FORCE",
        ] {
            command.env_remove(variable);
        }
        for variable in ["ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy"] {
            command.env(variable, NO_NETWORK);
        }
        command
            .args(words.split_whitespace())
            .current_dir(self.0.path())
            // The program is on it, and nothing else.
            .env("PATH", Path::new(PROGRAM).parent().unwrap())
            .env("NO_COLOR", "1")
            .env("BURN_MNIST_CACHE", self.path("no-cache"))
            // The Vulkan loader complains when there is none.
            .env("XDG_RUNTIME_DIR", self.0.path())
            .stdin(Stdio::null());
        command
    }

    /// Runs the program to its end.
    pub fn run(&self, words: &str) -> Outcome {
        Outcome::of(&mut self.command(words))
    }

    /// As [`run`](Self::run), with more in the environment.
    pub fn run_with(&self, variables: &[(&str, &str)], words: &str) -> Outcome {
        Outcome::of(self.command(words).envs(variables.iter().copied()))
    }
}
