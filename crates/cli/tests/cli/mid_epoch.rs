//! Checkpoints within an epoch: made when asked for, and resumed from just as exactly.

use std::process::Command;
use std::time::Instant;

use crate::endless::{Endless, PATIENCE, wait_until};
use crate::resume::trace;
use crate::sandbox::Sandbox;

const RUN: &str =
    "train --dataset synthetic --limit 310 --validation 60 --hidden 8 --keep 99 --epochs 3";

#[test]
fn a_cadence_in_steps_saves_on_those_steps_and_at_the_end_of_epochs() {
    let sandbox = Sandbox::new();
    sandbox
        .run(&format!("{RUN} --checkpoint-every 4steps --out run"))
        .succeeded();
    let steps: Vec<u32> = sandbox
        .list("run/checkpoints")
        .iter()
        .filter_map(|name| name.split_once("-step-")?.1.parse().ok())
        .collect();
    assert_eq!(steps, [4, 8, 10, 12, 16, 20, 24, 28, 30]);
    let state = sandbox.json("run/checkpoints/epoch-0002-step-000016/state.json");
    assert_eq!(
        (&state["epoch"], &state["partial"]["steps"]),
        (&2.into(), &6.into())
    );
    assert_eq!(state["partial"]["images"], 6 * 32);
    assert_eq!(state["metrics"].as_array().unwrap().len(), 2);
}

#[test]
fn saving_within_epochs_changes_nothing_that_is_learnt() {
    let sandbox = Sandbox::new();
    sandbox.run(&format!("{RUN} --out plain")).succeeded();
    sandbox
        .run(&format!("{RUN} --checkpoint-every 3steps --out often"))
        .succeeded();
    for name in ["epoch-0001-step-000010", "epoch-0003-step-000030"] {
        for file in ["model.bpk", "optimizer.bpk"] {
            let of = |run: &str| sandbox.bytes(&format!("{run}/checkpoints/{name}/{file}"));
            assert!(of("plain") == of("often"), "{name}/{file}");
        }
    }
}

/// The lines of steps of a run's metrics, as they are in the file.
fn step_lines(sandbox: &Sandbox, run: &str) -> Vec<String> {
    let metrics = sandbox.read(&format!("{run}/metrics.jsonl"));
    let lines = metrics.lines().filter(|line| line.contains("\"kind\""));
    lines.map(str::to_owned).collect()
}

/// 155 steps an epoch.
const LONG: &str = "train --dataset synthetic --limit 310 --validation 60 --batch-size 2 --hidden 8 --keep 99 \
                    --epochs 2 --schedule cosine";

#[test]
fn steps_have_their_lines_whatever_the_checkpoints() {
    let sandbox = Sandbox::new();
    sandbox.run(&format!("{LONG} --out plain")).succeeded();
    sandbox
        .run(&format!("{LONG} --checkpoint-every 7steps --out often"))
        .succeeded();
    let lines = step_lines(&sandbox, "plain");
    let steps: Vec<u64> = lines
        .iter()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|line| {
            assert_eq!(
                (&line["schema_version"], &line["count"]),
                (&2.into(), &100.into())
            );
            line["step"].as_u64().unwrap()
        })
        .collect();
    assert_eq!(steps, [50, 100, 150, 205, 255, 305]);
    assert!(step_lines(&sandbox, "often") == lines);
    // In the file an epoch's lines are before those of the epoch itself.
    let metrics = sandbox.read("plain/metrics.jsonl");
    let kinds: Vec<bool> = metrics
        .lines()
        .map(|line| line.contains("\"kind\""))
        .collect();
    assert_eq!(kinds, [true, true, true, false, false].repeat(2));
}

#[test]
fn a_run_killed_between_its_lines_of_steps_ends_with_the_same_lines() {
    let sandbox = Sandbox::new();
    let run = format!("{LONG} --checkpoint-every 9steps");
    sandbox.run(&format!("{run} --out straight")).succeeded();
    for step in [63, 155, 207, 256] {
        sandbox.run(&format!("{run} --out killed")).succeeded();
        // As after a kill: the metrics are ahead of the newest checkpoint.
        for name in sandbox.list("killed/checkpoints") {
            let at = name
                .split_once("-step-")
                .map(|(_, at)| at.parse::<usize>().unwrap());
            if at.is_some_and(|at| at > step) {
                std::fs::remove_dir_all(sandbox.path("killed/checkpoints").join(name)).unwrap();
            }
        }
        let record = sandbox.read("killed/run.json");
        sandbox.write(
            "killed/run.json",
            record.replace("\"completed\"", "\"running\""),
        );
        sandbox.run("train --resume killed").succeeded();
        assert!(
            trace(&sandbox, "killed") == trace(&sandbox, "straight"),
            "differs when resumed after step {step}"
        );
        std::fs::remove_dir_all(sandbox.path("killed")).unwrap();
    }
}

/// Kills a run once it has saved within an epoch, and compares with one that ran through.
#[track_caller]
fn resumes_exactly(validation: &str, words: &str) {
    let sandbox = Sandbox::new();
    let run = RUN.replace("--validation 60", validation);
    let run = format!("{run} --checkpoint-every 1step {words}");
    sandbox.run(&format!("{run} --out straight")).succeeded();
    // As if killed after every single step: each leaves what was saved last.
    sandbox.run(&format!("{run} --out killed")).succeeded();
    for step in [29, 21, 14, 3] {
        let names = sandbox.list("killed/checkpoints");
        for name in names.iter().filter(|name| name.starts_with("epoch-")) {
            let at: usize = name.split_once("-step-").unwrap().1.parse().unwrap();
            if at > step {
                std::fs::remove_dir_all(sandbox.path("killed/checkpoints").join(name)).unwrap();
            }
        }
        let record = sandbox.read("killed/run.json");
        sandbox.write(
            "killed/run.json",
            record.replace("\"completed\"", "\"running\""),
        );
        sandbox.run("train --resume killed").succeeded();
        assert!(
            trace(&sandbox, "killed") == trace(&sandbox, "straight"),
            "{run}: differs when resumed after step {step}"
        );
    }
}

#[test]
fn a_run_stopped_within_an_epoch_resumes_exactly() {
    resumes_exactly("--validation 60", "");
}

#[test]
fn so_it_does_with_a_schedule_and_without_validation() {
    resumes_exactly("--validation 0", "--schedule cosine");
}

#[test]
fn usr1_saves_and_goes_on_and_a_kill_saves_and_ends() {
    let sandbox = Sandbox::new();
    // Epochs too long to end meanwhile: what is saved was asked for.
    let words = "train --dataset synthetic --batch-size 1 --hidden 64 --epochs 99 --out run";
    let mut run = Endless::start(&sandbox, words);
    wait_until("the run has begun", || {
        sandbox.path("run/run.json").exists()
    });
    run.signal_until("USR1", || sandbox.path("run/checkpoints/latest").exists());
    let first = sandbox.read("run/checkpoints/latest");
    assert!(run.is_running());
    run.signal("TERM");
    let ended = run.wait().ended(143);
    let last = sandbox.read("run/checkpoints/latest");
    assert!(
        first.starts_with("epoch-0001-step-") && last > first,
        "{first} {last}"
    );
    assert!(
        ended
            .stdout
            .contains("newest checkpoint run/checkpoints/epoch-0001"),
        "{}",
        ended.stdout
    );
    let record = sandbox.json("run/run.json");
    let step: u64 = last.trim().split_once("-step-").unwrap().1.parse().unwrap();
    assert_eq!(record["summary"]["steps"], step);
    assert_eq!(record["summary"]["epochs"], 0);
    sandbox.run("runs verify run").succeeded();
    sandbox.run("predict run --index 0").succeeded();
}

#[test]
fn a_cadence_in_time_saves_when_it_has_passed() {
    let sandbox = Sandbox::new();
    // An epoch takes many seconds, so that no checkpoint of its end comes first.
    let words = "train --dataset synthetic --batch-size 1 --hidden 1024 --epochs 99 --out run";
    let started = Instant::now();
    let mut run = Endless::start(&sandbox, &format!("{words} --checkpoint-every 1s"));
    wait_until("a second has passed", || {
        sandbox.path("run/checkpoints/latest").exists()
    });
    assert!(started.elapsed() >= std::time::Duration::from_secs(1));
    assert!(started.elapsed() < PATIENCE);
    run.signal("INT");
    run.wait().ended(130);
}

#[test]
fn a_second_signal_leaves_at_once_and_what_is_kept_is_whole() {
    let sandbox = Sandbox::new();
    let words = format!("{RUN} --epochs 99999 --checkpoint-every 1step --out run");
    let mut run = Endless::start(&sandbox, &words.replacen("--epochs 3", "", 1));
    wait_until("a checkpoint is kept", || {
        sandbox.path("run/checkpoints/latest").exists()
    });
    let id = run.id();
    let twice = format!("kill -INT {id}; kill -INT {id}");
    Command::new("sh").args(["-c", &twice]).status().unwrap();
    run.wait().ended(130);
    sandbox.run("runs verify run").succeeded();
}
