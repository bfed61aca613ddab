//! A worker's process, as the comparison holds it: asked with a time limit, gone without leaving a trace.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;

use crate::candidate::Candidate;
use crate::protocol::{Reply, Request};

/// How many lines of a dead worker's log are reported.
const STDERR_TAIL_LINES: usize = 3;

/// How long a process may take to exit before its status is given up.
const EXIT_GRACE: Duration = Duration::from_secs(5);

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

/// A running worker; killed when dropped.
pub struct Process {
    child: Child,
    requests: Option<ChildStdin>,
    replies: Receiver<String>,
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
        let mut child = Command::new(&candidate.program)
            .args(&candidate.arguments)
            .envs(candidate.environment.iter().cloned())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(file.try_clone().map_err(cannot)?)
            .spawn()
            .map_err(cannot)?;
        let (sender, replies) = channel();
        let lines = child.stdout.take().map(BufReader::new);
        std::thread::spawn(move || {
            let mut file = file;
            // Not `lines`: a library's chatter need not be Unicode.
            let lines = lines.into_iter().flat_map(|lines| lines.split(b'\n'));
            for line in lines.map_while(Result::ok) {
                let line = String::from_utf8_lossy(&line).trim_end().to_owned();
                // Libraries and drivers print what they like; an answer is an object.
                if !line.starts_with('{') {
                    // A full disk costs the log, and no measurement.
                    let _ = writeln!(file, "{line}");
                } else if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Ok(Self {
            requests: child.stdin.take(),
            child,
            replies,
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
        let Some(requests) = &mut self.requests else {
            return Err(WorkerError::Exited("it is gone".to_owned()));
        };
        if requests
            .write_all(&line)
            .and_then(|()| requests.flush())
            .is_err()
        {
            return Err(self.died());
        }
        match self.replies.recv_timeout(limit) {
            Ok(reply) => match serde_json::from_str(&reply) {
                Ok(Reply::Ok(answer)) => Ok(answer),
                Ok(Reply::Error(reason)) => Err(WorkerError::Rejected(reason)),
                Ok(Reply::Fatal(reason)) => {
                    // Not left to die by itself: what is asked of it meanwhile would never be answered.
                    self.kill();
                    Err(WorkerError::Exited(reason))
                }
                Err(error) => {
                    self.kill();
                    let reason = format!("its answer makes no sense: {error}");
                    Err(WorkerError::Exited(reason))
                }
            },
            Err(RecvTimeoutError::Disconnected) => Err(self.died()),
            Err(RecvTimeoutError::Timeout) => {
                self.kill();
                let seconds = limit.as_secs_f64();
                Err(WorkerError::Exited(format!("no answer within {seconds} s")))
            }
        }
    }

    /// Since before the process was asked for.
    pub fn age(&self) -> Duration {
        self.started.elapsed()
    }

    /// How it died, and the end of its standard error.
    fn died(&mut self) -> WorkerError {
        self.requests = None;
        let how = self.wait().map_or("it closed its output".to_owned(), how);
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
        // Already dead is as good.
        let _ = self.child.kill();
        self.wait();
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
    let words: String = lines.join("; ").chars().take(400).collect();
    words
}

#[cfg(unix)]
#[cfg(test)]
mod tests;
