//! The wish to stop, from a signal or from a fault on another thread.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Asks a run to end at its next step; clones share the wish.
#[derive(Clone, Debug, Default)]
pub struct StopSignal {
    requested: Arc<AtomicBool>,
    fault: Arc<Mutex<Option<String>>>,
}

impl StopSignal {
    /// The flag itself, for a signal handler to set.
    pub fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.requested)
    }

    /// Asks for an end that is no error.
    pub fn request(&self) {
        self.requested.store(true, Ordering::Relaxed);
    }

    /// Whether an end was asked for.
    pub fn is_requested(&self) -> bool {
        self.requested.load(Ordering::Relaxed)
    }

    /// Asks for an end because something broke; the first reason is kept.
    pub fn fail(&self, reason: String) {
        let mut fault = self.fault.lock().unwrap_or_else(PoisonError::into_inner);
        fault.get_or_insert(reason);
        self.request();
    }

    /// What broke, if anything did.
    pub fn fault(&self) -> Option<String> {
        self.fault
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_fault_is_kept_and_asks_for_an_end() {
        let stop = StopSignal::default();
        assert!(!stop.clone().is_requested());
        stop.clone().fail("device lost".to_owned());
        stop.fail("a consequence".to_owned());
        assert!(stop.is_requested());
        assert_eq!(stop.fault().as_deref(), Some("device lost"));
    }
}
