//! What a person sees: colours where they are wanted, and commands that work as they are printed.

use std::path::Path;

use crate::fixture::QUICK;
use crate::outcome::Outcome;
use crate::sandbox::{PROGRAM, Sandbox};

const ESCAPE: char = '\u{1b}';

#[test]
fn a_pipe_gets_no_colours() {
    let sandbox = Sandbox::new();
    let mut command = sandbox.command("predict nowhere --index 0");
    let failed = Outcome::of(command.env_remove("NO_COLOR")).failed(4);
    assert!(!failed.stderr.contains(ESCAPE), "{}", failed.stderr);
    failed.says("error: ").says("  hint: ");
}

#[test]
fn colours_can_be_forced_and_no_color_forbids_them() {
    let sandbox = Sandbox::new();
    let forced = |words: &str| {
        let mut command = sandbox.command(words);
        command.env_remove("NO_COLOR").env("CLICOLOR_FORCE", "1");
        command
    };
    let failed = Outcome::of(&mut forced("predict nowhere --index 0")).failed(4);
    failed
        .says("\u{1b}[1m\u{1b}[31merror:\u{1b}[0m ")
        .says("\u{1b}[1m\u{1b}[36mhint:\u{1b}[0m ");
    let trained = Outcome::of(&mut forced(&format!("{QUICK} --out run"))).succeeded();
    assert!(trained.stdout.contains(ESCAPE), "{}", trained.stdout);
    trained.says("\u{1b}[1m\u{1b}[32mbest\u{1b}[0m");
    let log = sandbox.read("run/train.log");
    assert!(!log.contains(ESCAPE), "{log}");

    let mut forbidden = forced("evaluate run --robustness");
    let plain = Outcome::of(forbidden.env("NO_COLOR", "1")).succeeded();
    assert!(!plain.stdout.contains(ESCAPE), "{}", plain.stdout);
    let json = Outcome::of(&mut forced("evaluate run --format json")).succeeded();
    assert!(!json.stdout.contains(ESCAPE));
    json.json();
}

#[test]
fn the_command_at_the_end_of_a_run_works_as_it_is_printed() {
    let sandbox = Sandbox::new();
    let trained = sandbox.run(&format!("{QUICK} --out run")).succeeded();
    let used = trained.stdout.lines().last().unwrap();
    assert_eq!(used, "use it: burn-mnist predict run PICTURE");

    // Not on the search path: the path that was typed, quoted where a shell needs it.
    let mut command = sandbox.command(QUICK);
    let command = command.arg("--out").arg("my run").env("PATH", "");
    let trained = Outcome::of(command).succeeded();
    let used = trained.stdout.lines().last().unwrap();
    assert_eq!(used, format!("use it: {PROGRAM} predict 'my run' PICTURE"));

    let mut command = sandbox.command("predict nowhere --index 0");
    Outcome::of(command.env("PATH", ""))
        .failed(4)
        .says(&format!("`{PROGRAM} runs list`"));
}

#[test]
fn a_program_that_cargo_runs_is_called_as_cargo_ran_it() {
    let sandbox = Sandbox::new();
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = package.ancestors().nth(2).unwrap();
    let mut command = sandbox.command("predict nowhere --index 0");
    command
        .current_dir(workspace)
        .env("CARGO", "cargo")
        .env("CARGO_MANIFEST_DIR", package);
    let failed = Outcome::of(&mut command).failed(4);
    match cfg!(all(feature = "ndarray", feature = "wgpu", feature = "tui")) {
        true => failed.says("`cargo run --release -- runs list`"),
        false => failed.says("runs list`"),
    };
}
