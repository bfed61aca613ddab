//! A worker's process, as the comparison holds it: asked with a time limit, gone without leaving a trace.

mod group;
mod output;

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;

use self::output::{LONGEST_LINE, Line, Log};
use crate::candidate::Candidate;
use crate::plausible::Implausible;
use crate::protocol::{Reply, Request};

/// How many lines of a dead worker's log are reported.
const STDERR_TAIL_LINES: usize = 3;

/// How long a process may take to exit before its status is given up.
const EXIT_GRACE: Duration = Duration::from_secs(5);

/// Characters of a reason that are kept.
const LONGEST_REASON: usize = 400;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WorkerError {
    /// The worker lives, and says why it could not.
    #[error("{0}")]
    Rejected(String),
    /// The worker is gone.
    #[error("{0}")]
    Exited(String),
}

impl From<Implausible> for WorkerError {
    fn from(error: Implausible) -> Self {
        Self::Rejected(error.to_string())
    }
}

/// A running worker; killed when dropped.
pub struct Process {
    child: Child,
    requests: Option<ChildStdin>,
    answers: Option<Receiver<Line>>,
    /// Copies its standard error to the log.
    errors: Option<JoinHandle<()>>,
    log: PathBuf,
    /// What lay in the log before: not this process's words.
    log_before: usize,
    started: Instant,
}

impl Process {
    /// Starts a candidate's worker; what it says beside its answers goes to the end of `log`.
    ///
    /// # Errors
    ///
    /// [`WorkerError::Exited`] if it cannot be started.
    pub fn start(candidate: &Candidate, log: &Path) -> Result<Self, WorkerError> {
        let cannot = |error| {
            let program = candidate.program.display();
            WorkerError::Exited(format!("cannot start {program}: {error}"))
        };
        let file = File::options().create(true).append(true).open(log);
        let file = file.map_err(|error| {
            WorkerError::Exited(format!("cannot write {}: {error}", log.display()))
        })?;
        let log_before = file.metadata().map_or(0, |found| found.len() as usize);
        let started = Instant::now();
        let mut command = Command::new(&candidate.program);
        command
            .args(&candidate.arguments)
            .envs(candidate.environment.iter().cloned())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        group::lead(&mut command);
        let mut child = command.spawn().map_err(cannot)?;
        let kept = Log::new(file);
        let errors = child.stderr.take();
        let errors = errors.map(|errors| output::errors(errors, kept.clone()));
        let answers = child.stdout.take();
        let answers = answers.map(|answers| output::answers(answers, kept));
        Ok(Self {
            requests: child.stdin.take(),
            child,
            answers,
            errors,
            log: log.to_owned(),
            log_before,
            started,
        })
    }

    /// Asks, and waits for the answer no longer than `limit`.
    ///
    /// # Errors
    ///
    /// [`WorkerError::Rejected`] if it says why not, [`WorkerError::Exited`] if it crashed, or took too long
    /// and was killed.
    pub fn ask<T: DeserializeOwned>(
        &mut self,
        request: &Request,
        limit: Duration,
    ) -> Result<T, WorkerError> {
        let mut line = serde_json::to_vec(request)
            .map_err(|error| WorkerError::Rejected(format!("cannot ask: {error}")))?;
        line.push(b'\n');
        let (Some(requests), Some(answers)) = (&mut self.requests, &self.answers) else {
            return Err(WorkerError::Exited("it is gone".to_owned()));
        };
        if let Ok(Line::Answer(_)) = answers.try_recv() {
            return Err(self.dismiss("it answered what it was not asked".to_owned()));
        }
        if requests
            .write_all(&line)
            .and_then(|()| requests.flush())
            .is_err()
        {
            return Err(self.died());
        }
        match answers.recv_timeout(limit) {
            Ok(Line::Answer(answer)) => match serde_json::from_str(&answer) {
                Ok(Reply::Ok(answer)) => Ok(answer),
                Ok(Reply::Error(reason)) => Err(WorkerError::Rejected(brief(&reason))),
                // Not left to die by itself: what is asked of it meanwhile would never be answered.
                Ok(Reply::Fatal(reason)) => Err(self.dismiss(reason)),
                Err(error) => Err(self.dismiss(format!("its answer makes no sense: {error}"))),
            },
            Ok(Line::TooLong) => {
                let most = LONGEST_LINE >> 20;
                Err(self.dismiss(format!("it printed a line of more than {most} MiB")))
            }
            Err(RecvTimeoutError::Disconnected) => Err(self.died()),
            Err(RecvTimeoutError::Timeout) => {
                let seconds = limit.as_secs_f64();
                Err(self.dismiss(format!("no answer within {seconds} s")))
            }
        }
    }

    /// Ends it, for this reason.
    fn dismiss(&mut self, reason: String) -> WorkerError {
        self.kill();
        WorkerError::Exited(brief(&reason))
    }

    /// Since before the process was asked for.
    pub fn age(&self) -> Duration {
        self.started.elapsed()
    }

    /// How it died, and the end of its standard error.
    fn died(&mut self) -> WorkerError {
        self.requests = None;
        let how = self.wait().map_or("it closed its output".to_owned(), how);
        self.kill();
        let words = stderr_tail(&self.log, self.log_before);
        WorkerError::Exited(match words.is_empty() {
            true => how,
            false => format!("{how}; its last words: {words}"),
        })
    }

    /// How it ended, if it does soon: one that hangs in a driver may outlive even a kill.
    fn wait(&mut self) -> Option<ExitStatus> {
        let waiting = Instant::now();
        loop {
            match self.child.try_wait() {
                Ok(Some(status)) => return Some(status),
                Ok(None) if waiting.elapsed() < EXIT_GRACE => {
                    std::thread::sleep(Duration::from_millis(5));
                }
                _ => return None,
            }
        }
    }

    fn kill(&mut self) {
        self.requests = None;
        // What it started dies with it. It may be dead already.
        group::kill(&self.child);
        let _ = self.child.kill();
        self.wait();
        self.wait_for_log();
    }

    /// Waits until the log has all that it wrote, unless something that it started holds on to its standard error.
    fn wait_for_log(&self) {
        let waiting = Instant::now();
        let is_open = || {
            self.errors
                .as_ref()
                .is_some_and(|errors| !errors.is_finished())
        };
        while is_open() && waiting.elapsed() < EXIT_GRACE {
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

#[cfg(unix)]
fn how(status: ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt;

    match status.signal() {
        Some(signal) => match signal_name(signal) {
            Some(name) => format!("killed by {name}"),
            None => format!("killed by signal {signal}"),
        },
        None => format!("it ended with {status}"),
    }
}

#[cfg(not(unix))]
fn how(status: ExitStatus) -> String {
    format!("it ended with {status}")
}

/// The signals by which programs die of their own faults, and of others'; the numbers are those that
/// all Unix systems share.
#[cfg(unix)]
fn signal_name(signal: i32) -> Option<&'static str> {
    match signal {
        2 => Some("SIGINT"),
        4 => Some("SIGILL, an instruction this processor does not have"),
        6 => Some("SIGABRT"),
        8 => Some("SIGFPE"),
        9 => Some("SIGKILL, as when memory runs out"),
        11 => Some("SIGSEGV"),
        15 => Some("SIGTERM"),
        _ => None,
    }
}

fn stderr_tail(log: &Path, log_before: usize) -> String {
    let text = std::fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(text.get(log_before..).unwrap_or_default());
    let mut lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .rev()
        .take(STDERR_TAIL_LINES)
        .collect();
    lines.reverse();
    brief(&lines.join("; "))
}

/// A text of a stranger, fit for a table and a terminal: one line of bounded length, without control characters.
pub(crate) fn brief(text: &str) -> String {
    let clean = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().take(LONGEST_REASON).map(clean).collect()
}

#[cfg(unix)]
#[cfg(test)]
mod tests;
