//! Workers that are shell scripts: talkative, mortal, mute or missing.

use super::*;
use crate::candidate::Origin;
use crate::protocol::Loaded;

fn shell(directory: &Path, script: &str) -> Process {
    let candidate = Candidate {
        name: "shell".to_owned(),
        threads: 1,
        origin: Origin::Peer,
        program: "/bin/sh".into(),
        arguments: vec!["-c".into(), script.into()],
        environment: Vec::new(),
    };
    Process::start(&candidate, &directory.join("log")).unwrap()
}

fn ask(process: &mut Process) -> Result<Loaded, WorkerError> {
    process.ask(&Request::Hello, Duration::from_secs(20))
}

#[test]
fn answers_are_told_from_chatter() {
    let directory = tempfile::tempdir().unwrap();
    let script =
        "read x; echo loading...; echo '{\"ok\":{\"label\":4}}'; read x; echo '{\"error\":\"no\"}'";
    let mut process = shell(directory.path(), script);
    assert_eq!(ask(&mut process).unwrap().label, 4);
    let refused = WorkerError::Rejected("no".to_owned());
    assert_eq!(ask(&mut process), Err(refused));
    let log = std::fs::read_to_string(directory.path().join("log")).unwrap();
    assert_eq!(log, "loading...\n");
}

#[test]
fn a_crash_is_told_by_its_signal_and_its_last_words() {
    let directory = tempfile::tempdir().unwrap();
    let mut process = shell(
        directory.path(),
        "read x; echo out of luck >&2; kill -SEGV $$",
    );
    let reason = ask(&mut process).unwrap_err().to_string();
    assert_eq!(reason, "killed by SIGSEGV; its last words: out of luck");
    let again = ask(&mut process).unwrap_err();
    assert!(matches!(again, WorkerError::Exited(_)), "{again}");
}

#[test]
fn who_cannot_go_on_is_gone_at_once_and_not_asked_again() {
    let directory = tempfile::tempdir().unwrap();
    let script = "read x; echo '{\"fatal\":\"device lost\"}'; exec sleep 1000";
    let mut process = shell(directory.path(), script);
    assert_eq!(
        ask(&mut process),
        Err(WorkerError::Exited("device lost".to_owned()))
    );
    assert!(process.child.try_wait().unwrap().is_some());
}

#[test]
fn who_does_not_answer_is_killed() {
    let directory = tempfile::tempdir().unwrap();
    let mut process = shell(directory.path(), "read x; exec sleep 1000");
    let answer = process.ask::<Loaded>(&Request::Hello, Duration::from_millis(200));
    let reason = answer.unwrap_err().to_string();
    assert_eq!(reason, "no answer within 0.2 s");
    assert!(process.child.try_wait().unwrap().is_some());
}

#[test]
fn a_program_that_is_not_there_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let mut candidate = Candidate {
        name: "x".to_owned(),
        threads: 1,
        origin: Origin::Peer,
        program: "/no/such/program".into(),
        arguments: Vec::new(),
        environment: Vec::new(),
    };
    candidate = candidate.limit_threads();
    let error = Process::start(&candidate, &directory.path().join("log"));
    let reason = error.err().unwrap().to_string();
    assert!(
        reason.starts_with("cannot start /no/such/program"),
        "{reason}"
    );
}
