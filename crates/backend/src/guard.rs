//! Panics, ours or a driver's, become errors: none reaches a user as a backtrace.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError};

static FIRST: Mutex<Option<String>> = Mutex::new(None);

/// From now on keeps each panic's message instead of printing it, and hands those of other threads than this one to
/// `elsewhere`: nobody catches them there, and what waits for that thread may have to stop.
pub fn install(elsewhere: impl Fn(&str) + Send + Sync + 'static) {
    let here = std::thread::current().id();
    panic::set_hook(Box::new(move |info| {
        let message = message(info.payload());
        tracing::error!("{message}");
        if std::thread::current().id() != here {
            elsewhere(&message);
        }
        FIRST
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get_or_insert(message);
    }));
}

/// Runs `work` and returns its result; if it panics, returns the error that `failed` makes from the message.
///
/// If [`install`] was called, this is the message of the first panic since `work` began, on any thread, since it
/// caused the others. Otherwise it is the message of the panic itself.
///
/// # Errors
///
/// Those of `work`, and what `failed` returns.
pub fn catch<T, E>(
    work: impl FnOnce() -> Result<T, E>,
    failed: impl FnOnce(String) -> E,
) -> Result<T, E> {
    take_first();
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|payload| {
        let first = take_first();
        Err(failed(first.unwrap_or_else(|| message(payload.as_ref()))))
    })
}

fn take_first() -> Option<String> {
    FIRST.lock().unwrap_or_else(PoisonError::into_inner).take()
}

fn message(payload: &(dyn Any + Send)) -> String {
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
    use std::sync::Arc;

    use super::*;

    /// One test, since there is one hook a process.
    #[test]
    fn a_panic_here_is_an_error_and_one_on_another_thread_is_told() {
        let before_install: Result<(), String> =
            catch(|| panic!("gave up\n\nfor {}", "good"), |m| m);
        assert_eq!(before_install.unwrap_err(), "gave up; for good");

        let before = panic::take_hook();
        let told = Arc::new(Mutex::new(Vec::new()));
        let heard = told.clone();
        install(move |message| heard.lock().unwrap().push(message.to_owned()));
        let lose_device = || {
            let elsewhere = std::thread::spawn(|| panic!("device lost\n\nAsked at: somewhere"));
            assert!(elsewhere.join().is_err());
        };
        let here: Result<(), String> = catch(
            || {
                lose_device();
                panic!("gave up")
            },
            |message| message,
        );
        lose_device();
        let later: Result<(), String> = catch(|| panic!("gave up"), |message| message);
        panic::set_hook(before);

        assert_eq!(
            *told.lock().unwrap(),
            ["device lost; Asked at: somewhere"; 2]
        );
        // The first message is the cause, whichever thread it came from.
        assert_eq!(here.unwrap_err(), "device lost; Asked at: somewhere");
        assert_eq!(
            later.unwrap_err(),
            "gave up",
            "what came before is another matter"
        );
    }
}
