//! What came of running the program.

use std::process::{Command, Output};

use serde_json::Value;

/// Its exit code and what it wrote.
#[derive(Debug)]
pub struct Outcome {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Outcome {
    pub fn of(command: &mut Command) -> Self {
        command.output().unwrap().into()
    }

    /// It did what it was asked.
    #[track_caller]
    pub fn succeeded(self) -> Self {
        self.ended(0)
    }

    /// It refused, with nothing on standard output and no word of a panic.
    #[track_caller]
    pub fn failed(self, code: i32) -> Self {
        let outcome = self.ended(code);
        assert_eq!(outcome.stdout, "", "a failed command has no result");
        for word in ["panicked", "RUST_BACKTRACE", "internal error"] {
            assert!(!outcome.stderr.contains(word), "{}", outcome.stderr);
        }
        outcome
    }

    #[track_caller]
    pub fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}{}", self.stdout, self.stderr);
        self
    }

    /// Standard output as the one JSON value it must be.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap()
    }

    /// The error that `--format json` writes as the last line of standard error.
    #[track_caller]
    pub fn error(&self) -> Value {
        let line = self.stderr.lines().last().unwrap();
        serde_json::from_str::<Value>(line).unwrap()["error"].clone()
    }

    /// Standard error holds these words.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(
            self.stderr.contains(words),
            "no `{words}` in:\n{}",
            self.stderr
        );
        self
    }
}

impl From<Output> for Outcome {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self {
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

/// The keys of a JSON object, sorted.
#[track_caller]
pub fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    keys.sort_unstable();
    keys
}

/// Fails unless the object has every one of the documented keys; more may be added.
#[track_caller]
pub fn assert_has_keys(value: &Value, documented: &[&str]) {
    let found = keys(value);
    for key in documented {
        assert!(found.contains(key), "no key `{key}` among {found:?}");
    }
}
