//! A run killed at any instant: nothing that was kept is lost, nothing half-written is used, and it
//! ends with the weights of one that was left in peace.

use std::io::Write;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::endless::Endless;
use crate::resume::{Trace, trace};
use crate::sandbox::Sandbox;

/// It spends most of its time on saving, so that most kills meet a save.
const RUN: &str = "train --dataset synthetic --limit 310 --validation 60 --hidden 8 --epochs 20 \
                   --checkpoint-every 2steps --keep 2";

/// What the kills met with.
#[derive(Default)]
struct Tally {
    kills: usize,
    before_the_first_checkpoint: usize,
    during_a_write: usize,
}

#[test]
fn kills_lose_nothing_and_change_nothing() {
    survive(6);
}

/// The stress command: `cargo test --release --workspace --test cli -- --ignored --nocapture hundred_kills`.
#[test]
#[ignore = "takes minutes"]
fn a_hundred_kills_lose_nothing_and_change_nothing() {
    let tally = survive(100);
    let _ = writeln!(
        std::io::stderr(),
        "{} kills, {} before the first checkpoint, {} during a write: no checkpoint lost, none \
         damaged, every run ended with the same bytes",
        tally.kills,
        tally.before_the_first_checkpoint,
        tally.during_a_write
    );
}

fn survive(kills: usize) -> Tally {
    let sandbox = Sandbox::new();
    let started = Instant::now();
    sandbox.run(&format!("{RUN} --out straight")).succeeded();
    let duration = started.elapsed();
    let straight = trace(&sandbox, "straight");
    let mut moments = Moments(0x9e37_79b9_7f4a_7c15);
    let mut tally = Tally::default();
    for number in 0.. {
        // Some runs are killed once, some twice, some thrice before they may end.
        let run = format!("run-{number}");
        for _ in 0..=number % 3 {
            kill(&sandbox, &run, moments.next(duration), &mut tally);
        }
        ends_alike(&sandbox, &run, &straight);
        if tally.kills >= kills {
            return tally;
        }
    }
    tally
}

/// Starts or resumes the run, kills it after a while, and looks at what is left.
fn kill(sandbox: &Sandbox, run: &str, after: Duration, tally: &mut Tally) {
    let before = checkpoints(sandbox, run);
    let mut child = Endless::start(sandbox, &format!("{RUN} --resume auto --out {run}"));
    sleep(after);
    child.signal_if_running("KILL");
    child.reap();
    tally.kills += 1;
    let after = checkpoints(sandbox, run);
    assert!(
        after.last() >= before.last(),
        "{run}: {before:?}, then {after:?}"
    );
    if after.is_empty() {
        tally.before_the_first_checkpoint += 1;
    }
    tally.during_a_write += usize::from(has_leftovers(sandbox, run));
    if sandbox.path(run).join("run.json").exists() {
        sandbox.run(&format!("runs verify {run}")).succeeded();
    }
    if let Some(newest) = after.last() {
        let latest = std::fs::read_to_string(sandbox.path(run).join("checkpoints/latest"));
        let latest = latest.unwrap_or_default();
        assert!(latest.trim() <= newest.as_str(), "{run}: {latest} is lost");
    }
}

#[track_caller]
fn ends_alike(sandbox: &Sandbox, run: &str, straight: &Trace) {
    let ended = sandbox
        .run(&format!("{RUN} --resume auto --out {run}"))
        .succeeded();
    assert!(!ended.stderr.contains("cannot be used"), "{}", ended.stderr);
    assert!(trace(sandbox, run) == *straight, "{run} ended differently");
    assert!(!has_leftovers(sandbox, run), "{run} was not swept");
    sandbox.run(&format!("runs verify {run}")).succeeded();
}

fn checkpoints(sandbox: &Sandbox, run: &str) -> Vec<String> {
    let directory = format!("{run}/checkpoints");
    if !sandbox.path(&directory).exists() {
        return Vec::new();
    }
    let mut names = sandbox.list(&directory);
    names.retain(|name| name.starts_with("epoch-"));
    names
}

fn has_leftovers(sandbox: &Sandbox, run: &str) -> bool {
    ["", "checkpoints"].iter().any(|directory| {
        let path = sandbox.path(run).join(directory);
        let names = std::fs::read_dir(path).into_iter().flatten().flatten();
        names
            .map(|entry| entry.file_name().into_string().unwrap())
            .any(|name| name.starts_with(".staging-") || name.starts_with(".removed-"))
    })
}

/// Moments spread over a run's duration; the machine's own timing makes them more random still.
struct Moments(u64);

impl Moments {
    fn next(&mut self, duration: Duration) -> Duration {
        // Marsaglia's xorshift64.
        for (left, shift) in [(true, 13), (false, 7), (true, 17)] {
            self.0 ^= if left {
                self.0 << shift
            } else {
                self.0 >> shift
            };
        }
        duration.mul_f64(self.0 as f64 / u64::MAX as f64)
    }
}
