//! A training that would take hours, and the signals it is sent.

use std::fs::File;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::outcome::Outcome;
use crate::sandbox::Sandbox;

/// Far more than a first checkpoint takes anywhere.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// Looks every few milliseconds, and gives up after a long while.
#[track_caller]
pub fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(
            started.elapsed() < PATIENCE,
            "not within {PATIENCE:?}: {what}"
        );
        sleep(Duration::from_millis(2));
    }
}

/// Killed if the test ends before it does.
pub struct Endless(Option<Child>);

impl Endless {
    pub fn start(sandbox: &Sandbox, words: &str) -> Self {
        Self::spawn(sandbox, &mut sandbox.command(words))
    }

    pub fn spawn(sandbox: &Sandbox, command: &mut Command) -> Self {
        // A pipe without a reader would fill up; a file does not.
        let stderr = File::create(sandbox.path("stderr")).unwrap();
        let child = command.stdout(Stdio::piped()).stderr(stderr).spawn();
        Self(Some(child.unwrap()))
    }

    pub fn id(&self) -> u32 {
        self.0.as_ref().unwrap().id()
    }

    pub fn is_running(&mut self) -> bool {
        self.0.as_mut().unwrap().try_wait().unwrap().is_none()
    }

    pub fn signal(&self, signal: &str) {
        let kill = format!("kill -{signal} {}", self.id());
        let killed = Command::new("sh").args(["-c", &kill]).status();
        assert!(killed.unwrap().success(), "{kill}");
    }

    /// Sends the signal, unless it has ended by itself.
    pub fn signal_if_running(&mut self, signal: &str) {
        if self.is_running() {
            // Until it is waited for, its process id is not reused, so this signals no other process.
            let kill = format!("kill -{signal} {}", self.id());
            let _ = Command::new("sh").args(["-c", &kill]).status();
        }
    }

    /// Waits for the end, however it comes.
    pub fn reap(&mut self) {
        self.0.take().unwrap().wait_with_output().unwrap();
    }

    /// Sends the signal until it has shown effect.
    #[track_caller]
    pub fn signal_until(&self, signal: &str, mut holds: impl FnMut() -> bool) {
        wait_until(&format!("the effect of SIG{signal}"), || {
            self.signal(signal);
            sleep(Duration::from_millis(20));
            holds()
        });
    }

    pub fn wait(&mut self) -> Outcome {
        self.0.take().unwrap().wait_with_output().unwrap().into()
    }
}

impl Drop for Endless {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
