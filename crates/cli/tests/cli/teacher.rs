//! Learning from another network: which one is recorded, and a run keeps to it.

use serde_json::Value;

use crate::sandbox::Sandbox;

const QUICK: &str = "train --dataset synthetic --limit 300 --validation 50 --epochs 2";

#[test]
fn a_network_learns_from_another_and_says_from_which() {
    let sandbox = Sandbox::new();
    sandbox
        .run(&format!("{QUICK} --hidden 24,12 --out large"))
        .succeeded();
    let taught = format!("{QUICK} --hidden 8 --teacher large --out small");
    sandbox.run(&taught).succeeded();
    let record: Value = serde_json::from_str(&sandbox.read("small/run.json")).unwrap();
    let large: Value = serde_json::from_str(&sandbox.read("large/run.json")).unwrap();
    assert!(
        record["teacher"]["weights"]
            .as_str()
            .unwrap()
            .ends_with("model.bpk")
    );
    assert_eq!(record["settings"]["teacher_share"], 0.9);
    assert_eq!(record["settings"]["temperature"], 3.0);
    // The teacher is the best checkpoint of the large run, whose newest is noted in its own record.
    assert!(large["weights_sha256"].is_string() && record["teacher"]["weights_sha256"].is_string());

    let alone = format!("{QUICK} --hidden 8 --out alone");
    sandbox.run(&alone).succeeded();
    let weights = |run: &str| {
        let record: Value =
            serde_json::from_str(&sandbox.read(&format!("{run}/run.json"))).unwrap();
        record["weights_sha256"].clone()
    };
    assert_ne!(
        weights("small"),
        weights("alone"),
        "the teacher makes a difference"
    );
    sandbox.run("train --resume small --epochs 3").succeeded();
    let again = sandbox.run("train --repeat small --out again").succeeded();
    assert!(again.stdout.contains("same"), "{}", again.stdout);
}

#[test]
fn another_teacher_than_the_runs_own_is_refused() {
    let sandbox = Sandbox::new();
    for seed in [1, 2] {
        sandbox
            .run(&format!(
                "{QUICK} --hidden 12 --seed {seed} --out large{seed}"
            ))
            .succeeded();
    }
    sandbox
        .run(&format!("{QUICK} --hidden 8 --teacher large1 --out small"))
        .succeeded();
    sandbox
        .run("train --resume small --epochs 3 --teacher large2")
        .failed(4)
        .says("not the teacher that the run was begun with");
    sandbox
        .run(&format!("{QUICK} --hidden 8 --teacher nowhere --out other"))
        .failed(4);
    sandbox
        .run(&format!("{QUICK} --hidden 8 --temperature 2 --out other"))
        .failed(2)
        .says("goes with --teacher RUN");
}
