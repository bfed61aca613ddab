//! One process writes a run at a time, and a dead one does not stand in the way.

use std::process::Stdio;

use crate::endless::{Endless, wait_until};
use crate::fixture::QUICK;
use crate::sandbox::Sandbox;

fn endless(sandbox: &Sandbox) -> Endless {
    let endless = QUICK.replace("--epochs 2", "--epochs 100000");
    let child = Endless::start(sandbox, &format!("{endless} --out run"));
    wait_until("a checkpoint is kept", || {
        sandbox.path("run/checkpoints/latest").exists()
    });
    child
}

#[test]
fn a_second_writer_is_told_who_the_first_is() {
    let sandbox = Sandbox::new();
    let mut first = endless(&sandbox);
    let holder = format!("run is in use by process {} since 20", first.id());
    sandbox
        .run("train --resume run")
        .failed(1)
        .says(&holder)
        .says("hint: wait for it to end, stop it, or use another directory");
    sandbox.run("runs prune run").succeeded().says(&holder);
    assert!(first.is_running());
    // Readers are welcome.
    for words in ["evaluate run --limit 10", "runs show run"] {
        sandbox.run(words).succeeded();
    }
    let shown = sandbox.run("runs show run").succeeded().stdout;
    assert!(shown.starts_with("run run: running\n"), "{shown}");
    first.signal("INT");
    first.wait().ended(130);
    let resumed = format!(
        "{} --resume auto --out run",
        QUICK.replace("--epochs 2", "")
    );
    let mut second = Endless::start(&sandbox, &resumed);
    wait_until("the second has the run", || {
        let shown = sandbox.run("runs show run").succeeded().stdout;
        shown.starts_with("run run: running\n")
    });
    second.signal("INT");
    second.wait().ended(130);
}

#[test]
fn a_killed_writer_leaves_no_lock_and_is_called_killed() {
    let sandbox = Sandbox::new();
    let mut first = endless(&sandbox);
    first.signal("KILL");
    first.reap();
    assert_eq!(sandbox.json("run/run.json")["status"], "running");
    let shown = sandbox.run("runs show run").succeeded().stdout;
    assert!(shown.starts_with("run run: killed\n"), "{shown}");
    let listed = sandbox.run("runs list --dir . --format json").succeeded();
    assert_eq!(listed.json()[0]["status"], "killed");
    sandbox.run("runs verify run").succeeded();
}

#[test]
fn two_that_begin_the_same_run_at_once_do_not_share_it() {
    let sandbox = Sandbox::new();
    let words = format!(
        "{} --resume auto --out run",
        QUICK.replace("--epochs 2", "--epochs 30")
    );
    let mut children: Vec<_> = (0..4)
        .map(|_| {
            let mut command = sandbox.command(&words);
            command.stdout(Stdio::null()).stderr(Stdio::null());
            command.spawn().unwrap()
        })
        .collect();
    let codes: Vec<_> = children
        .iter_mut()
        .map(|child| child.wait().unwrap().code())
        .collect();
    let done = codes.iter().filter(|code| **code == Some(0)).count();
    assert!(done >= 1, "{codes:?}");
    // Who came too late was told so: in use, or not empty.
    assert!(
        codes.iter().all(|code| matches!(code, Some(0..=2))),
        "{codes:?}"
    );
    sandbox.run("runs verify run").succeeded();
}
