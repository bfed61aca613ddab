//! How many checkpoints stay: the last few and the best; and what `runs prune` removes of them.

use std::fs;

use crate::fixture::{QUICK, quick_run};
use crate::sandbox::Sandbox;

fn kept(sandbox: &Sandbox) -> Vec<usize> {
    let names = sandbox.list("run/checkpoints");
    let names = names.iter().filter_map(|name| name.strip_prefix("epoch-"));
    names.map(|name| name[..4].parse().unwrap()).collect()
}

#[test]
fn the_last_few_and_the_best_stay() {
    let sandbox = Sandbox::new();
    // Steps so wide that an early epoch is the best.
    let words = QUICK.replace("--epochs 2", "--epochs 9 --learning-rate 0.3 --out run");
    sandbox.run(&format!("{words} --keep 2")).succeeded();
    let best = sandbox.json("run/run.json")["summary"]["best_epoch"].as_u64();
    let best = best.unwrap() as usize;
    assert!(
        best < 8,
        "epoch {best} is the best, and among the last anyway"
    );
    assert_eq!(kept(&sandbox), [best, 8, 9]);
    sandbox.run("evaluate run").succeeded();
}

#[test]
fn three_stay_unless_it_is_said_otherwise() {
    let sandbox = Sandbox::new();
    let words = QUICK.replace("--validation 100 --epochs 2", "--validation 0 --epochs 5");
    sandbox.run(&format!("{words} --out run")).succeeded();
    assert_eq!(kept(&sandbox), [3, 4, 5]);
    sandbox
        .run("train --resume run --epochs 8 --keep 1")
        .succeeded();
    assert_eq!(kept(&sandbox), [8]);
    sandbox
        .run("train --keep 0 --dataset synthetic")
        .failed(2)
        .says("--keep (config key `keep`) takes 1 to 1000000; found 0");
}

#[test]
fn pruning_keeps_the_newest_whole_one_and_the_best() {
    let sandbox = Sandbox::new();
    let words = QUICK.replace("--validation 100 --epochs 2", "--validation 0 --epochs 5");
    sandbox
        .run(&format!("{words} --keep 9 --out run"))
        .succeeded();
    fs::create_dir(sandbox.path("run/checkpoints/.staging-dead")).unwrap();
    let dry = sandbox.run("runs prune run --dry-run").succeeded().stdout;
    assert!(
        dry.starts_with("run: would remove 4 of 5 checkpoints, "),
        "{dry}"
    );
    assert_eq!(kept(&sandbox), [1, 2, 3, 4, 5]);

    // What is newest but damaged must not make what is whole go.
    sandbox.write("run/checkpoints/epoch-0004-step-000028/model.bpk", "x");
    sandbox.write("run/checkpoints/best", "epoch-0002-step-000014\n");
    let pruned = sandbox
        .run("runs prune run --keep 2 --format json")
        .succeeded()
        .json();
    assert_eq!(kept(&sandbox), [2, 3, 5]);
    assert_eq!(pruned[0]["removed"].as_array().unwrap().len(), 2);
    assert!(pruned[0]["freed_bytes"].as_u64().unwrap() > 10_000);
    assert!(!sandbox.path("run/checkpoints/.staging-dead").exists());
    sandbox.run("runs verify run").succeeded();
}

#[test]
fn nothing_goes_from_a_run_without_a_whole_checkpoint() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    for name in ["epoch-0001-step-000007", "epoch-0002-step-000014"] {
        sandbox.write(&format!("run/checkpoints/{name}/model.bpk"), "x");
    }
    sandbox.run("runs prune run").succeeded();
    assert_eq!(kept(&sandbox), [1, 2]);
}

#[test]
fn what_to_prune_must_be_said() {
    let sandbox = Sandbox::new();
    let says = "error: name the runs to prune, or give --all\n";
    sandbox.run("runs prune").failed(2).says(says);
    sandbox.run(QUICK).succeeded();
    let all = sandbox.run("runs prune --all").succeeded().stdout;
    assert!(all.contains("removed 1 of 2 checkpoints"), "{all}");
}
