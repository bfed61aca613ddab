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

/// A shell whose only words are those of `script`, and what it is killed for.
fn reason_of(script: &str) -> (String, u64) {
    let directory = tempfile::tempdir().unwrap();
    let mut process = shell(directory.path(), script);
    let reason = ask(&mut process).unwrap_err().to_string();
    let log = std::fs::metadata(directory.path().join("log")).unwrap();
    (reason, log.len())
}

#[test]
fn endless_line_ends_the_worker() {
    let (reason, _) = reason_of("read x; printf '{'; exec tr '\\0' 'a' < /dev/zero");
    assert_eq!(reason, "it printed a line of more than 16 MiB");
}

#[test]
fn log_of_a_talkative_worker_is_bounded() {
    for stream in ["", " >&2"] {
        let script =
            format!("read x; yes chatter | head -c 20000000{stream}; echo '{{\"error\":\"no\"}}'");
        let (reason, bytes) = reason_of(&script);
        assert_eq!(reason, "no");
        assert!((1 << 20..2 << 20).contains(&bytes), "{bytes}");
    }
}

#[test]
fn long_or_unprintable_reason_is_made_fit_for_a_table() {
    let script = "read x; printf '{\"error\":\"a\\\\u001b[31m'; head -c 1000000 /dev/zero | tr '\\0' b; echo '\"}'";
    let (reason, _) = reason_of(script);
    assert!(reason.starts_with("a [31mbbb"), "{reason:.40}");
    assert_eq!(reason.chars().count(), LONGEST_REASON);
}

#[test]
fn answer_without_a_question_ends_the_worker() {
    let directory = tempfile::tempdir().unwrap();
    let script =
        "read x; echo '{\"ok\":{\"label\":4}}'; echo '{\"ok\":{\"label\":5}}'; exec sleep 1000";
    let mut process = shell(directory.path(), script);
    assert_eq!(ask(&mut process).unwrap().label, 4);
    std::thread::sleep(Duration::from_millis(500));
    let reason = ask(&mut process).unwrap_err().to_string();
    assert_eq!(reason, "it answered what it was not asked");
}

#[cfg(target_os = "linux")]
#[test]
fn what_a_worker_starts_dies_with_it() {
    let directory = tempfile::tempdir().unwrap();
    let mark = directory.path().join("pid");
    let script = format!(
        "sleep 1000 & echo $! > '{}'; read x; echo '{{\"ok\":{{\"label\":4}}}}'; exec sleep 1000",
        mark.display()
    );
    let mut process = shell(directory.path(), &script);
    assert_eq!(ask(&mut process).unwrap().label, 4);
    drop(process);
    let started = std::fs::read_to_string(mark).unwrap();
    let started = Path::new("/proc").join(started.trim());
    // A dead process whose parent is gone waits for init to reap it.
    let is_gone = || match std::fs::read_to_string(started.join("stat")) {
        Ok(stat) => stat.contains(") Z "),
        Err(_) => true,
    };
    let waiting = Instant::now();
    while !is_gone() && waiting.elapsed() < EXIT_GRACE {
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(is_gone());
}
