//! A reader that closes the pipe early, as `head` does, ends a command quietly.

use std::io;
use std::process::Stdio;

use crate::fixture::QUICK;
use crate::outcome::Outcome;
use crate::sandbox::Sandbox;

/// Runs the program with a standard output that was closed by its reader.
fn into_a_closed_pipe(sandbox: &Sandbox, words: &str) -> Outcome {
    let (reader, writer) = io::pipe().unwrap();
    drop(reader);
    let mut command = sandbox.command(words);
    command.stdout(writer).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    // The command holds a copy of the pipe's writing end.
    drop(command);
    child.wait_with_output().unwrap().into()
}

#[test]
fn a_closed_pipe_ends_every_command_quietly() {
    let sandbox = Sandbox::new();
    sandbox.run(&format!("{QUICK} --out run")).succeeded();
    let words = [
        "predict run --index 0 --index 1 --show",
        "predict run --index 0 --format json",
        "evaluate run",
        "explain run --index 0",
        "runs show run",
        "backends",
        "completions bash",
        "train --help",
    ];
    for words in words {
        let outcome = into_a_closed_pipe(&sandbox, words).ended(0);
        let stderr = outcome.stderr.to_lowercase();
        for word in ["pipe", "error", "panic"] {
            assert!(!stderr.contains(word), "{words}: {}", outcome.stderr);
        }
    }
}
