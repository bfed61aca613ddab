//! What makes no sense is told before anything is trained, and by the key.

use super::BASE;
use crate::sandbox::Sandbox;

#[test]
fn what_cannot_be_searched_is_refused_before_anything_is_made() {
    let sandbox = Sandbox::new();
    for (words, says) in [
        ("", "there is nothing to vary"),
        ("--grid learning_rat=1", "did you mean `learning_rate`?"),
        ("--grid learning_rate", "expected KEY=V1"),
        ("--grid learning_rate=fast", "--learning-rate"),
        ("--grid learning_rate=1e-3,-1", "config key `learning_rate`"),
        ("--grid learning_rate=1e-3,1e-3", "1e-3 is listed twice"),
        (
            "--grid dropout=0 --grid dropout=0.1",
            "`dropout` is varied twice",
        ),
        ("--grid momentum=0.5", "needs --optimizer sgd or rmsprop"),
        ("--grid seed=1,2", "--seeds N tries every point"),
        ("--grid limit=10,20", "`limit` cannot vary between trials"),
        ("--range dropout=0..0.5", "--random"),
        (
            "--random 2 --range activation=0..1",
            "`activation` is not a number",
        ),
        ("--random 2 --range hidden=1.5..4", "takes whole numbers"),
        ("--random 2 --range dropout=0.5..0", "expected LOW..HIGH"),
        ("--grid dropout=0,0.1 --shard 3/2", "expected I/N"),
        ("--grid dropout=0,0.1 --shard 1/2", "--shard needs --out"),
    ] {
        sandbox.run(&format!("{BASE} {words}")).failed(2).says(says);
    }
    assert!(!sandbox.path("artifacts").exists());
}

#[test]
fn without_held_back_images_there_is_nothing_to_score_on() {
    let words = "sweep --config keras --dataset synthetic --grid dropout=0,0.1";
    let failed = Sandbox::new().run(words).failed(2);
    failed.says("config key `validation`");
}

#[test]
fn a_sweep_is_not_written_over_and_goes_on_as_it_was_planned() {
    let sandbox = Sandbox::new();
    let grid = "--grid dropout=0,0.1 --seeds 1 --out s";
    sandbox.run(&format!("{BASE} {grid}")).succeeded();
    sandbox
        .run(&format!("{BASE} {grid}"))
        .failed(2)
        .says("s is not empty");
    let other = "--grid dropout=0,0.2 --seeds 1 --out s --shard 1/1";
    sandbox
        .run(&format!("{BASE} {other}"))
        .failed(2)
        .says("is another experiment");
    sandbox
        .run("sweep --resume s --epochs 3")
        .failed(2)
        .says("differs from the plan");
    sandbox.run("sweep --resume s --epochs 2").succeeded();
    sandbox
        .run_with(
            &[("BURN_MNIST_DROPOUT", "0.4"), ("BURN_MNIST_SEED", "42")],
            "sweep --resume s",
        )
        .succeeded();
    sandbox
        .run("sweep --resume s --grid dropout=0")
        .failed(2)
        .says("cannot be used with");
    sandbox
        .run("sweep report none")
        .failed(1)
        .says("no sweep at none");
    sandbox
        .run("cross-validate --resume s")
        .failed(2)
        .says("is a sweep");
}

#[test]
fn latest_of_no_sweep_says_where_it_looked_and_what_it_could_not_read() {
    let sandbox = Sandbox::new();
    let report = || sandbox.run("sweep report latest").failed(1);
    report()
        .says("error: no sweep in /")
        .says("/artifacts/sweeps\n  hint: name the directory that holds its plan.json");
    std::fs::create_dir_all(sandbox.path("artifacts/sweeps/broken")).unwrap();
    sandbox.write("artifacts/sweeps/broken/plan.json", "{}\n");
    report()
        .says("error: no readable sweep in /")
        .says("/artifacts/sweeps: 1 entry cannot be read");
}
