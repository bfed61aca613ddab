//! Panics, ours or a driver's, become messages: none reaches a user as a backtrace.

use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::{Mutex, PoisonError};

use burn_mnist_training::StopSignal;

use crate::failure::{Failure, Kind};

static LAST: Mutex<Option<String>> = Mutex::new(None);

/// Keeps each panic's message instead of printing it, and ends a run whose other threads panic.
pub fn install(stop: StopSignal) {
    let main = std::thread::current().id();
    panic::set_hook(Box::new(move |info| {
        let message = describe(info);
        tracing::error!("{message}");
        if std::thread::current().id() != main {
            stop.fail(message.clone());
        }
        LAST.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get_or_insert(message);
    }));
}

/// Runs `work`; a panic in it is what `failed` makes of its message.
pub fn catch<T>(
    work: impl FnOnce() -> Result<T, Failure>,
    failed: impl FnOnce(String) -> Failure,
) -> Result<T, Failure> {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let message = LAST.lock().unwrap_or_else(PoisonError::into_inner).take();
        Err(failed(message.unwrap_or_else(|| "no message".to_owned())))
    })
}

/// The failure of a panic that nothing closer explained.
pub fn internal_error(message: String) -> Failure {
    Failure::new(Kind::Failure, format!("internal error: {message}"))
        .hint("a driver or Burn gave up; what was committed before is whole")
}

fn describe(info: &PanicHookInfo<'_>) -> String {
    let payload = info.payload();
    let message = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("a panic without words");
    // Drivers' messages run over many lines; the first says what failed.
    let message = message
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    message.take(3).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_on_another_thread_asks_the_run_to_stop_and_one_here_is_a_failure() {
        let before = panic::take_hook();
        let stop = StopSignal::default();
        install(stop.clone());
        let elsewhere = std::thread::spawn(|| panic!("device lost\n\nAsked at: somewhere"));
        assert!(elsewhere.join().is_err());
        let here: Result<(), Failure> = catch(|| panic!("gave up"), internal_error);
        panic::set_hook(before);

        assert!(stop.is_requested());
        assert_eq!(
            stop.fault().as_deref(),
            Some("device lost; Asked at: somewhere")
        );
        // The first message is the cause, whichever thread it came from.
        assert_eq!(
            here.unwrap_err().message,
            "internal error: device lost; Asked at: somewhere"
        );
    }
}
