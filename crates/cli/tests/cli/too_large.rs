//! Settings that no machine can train: refused with figures, before anything is written.

use crate::sandbox::Sandbox;

/// Runs `words`, which must be refused, and returns what it says. Nothing may be left behind.
#[track_caller]
fn refused(words: &str) -> String {
    let sandbox = Sandbox::new();
    let stderr = sandbox.run(words).failed(2).stderr;
    assert!(!sandbox.path("artifacts").exists(), "{words} left files");
    stderr
}

#[test]
fn a_network_larger_than_memory_is_refused_with_both_figures() {
    for command in [
        "train",
        "sweep --grid learning_rate=0.1,0.2",
        "cross-validate",
    ] {
        let said = refused(&format!(
            "{command} --dataset synthetic --hidden 65536,65536,65536"
        ));
        assert!(
            said.contains(
                "these settings need about 386.5 GiB of memory (8642166794 parameters), and "
            ),
            "{said}"
        );
        assert!(said.contains("hint: lower --hidden"), "{said}");
    }
}

#[test]
fn more_trials_than_can_be_finished_are_refused() {
    for (command, trials) in [
        (
            "sweep --grid learning_rate=0.1,0.2 --seeds 99999999999",
            "199999999998",
        ),
        ("cross-validate --seeds 99999999999", "499999999995"),
    ] {
        let said = refused(&format!("{command} --dataset synthetic"));
        let expected = format!(
            "error: {trials} trials: at most 100000 are possible\n  hint: lower --seeds, or give fewer points\n"
        );
        assert_eq!(said, expected);
    }
}
