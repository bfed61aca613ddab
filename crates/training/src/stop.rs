//! What a run may be asked between two steps: to save, to save and end, or to end because of a fault.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Asks a run for something at its next step; clones share the wish.
#[derive(Clone, Debug, Default)]
pub struct StopSignal {
    requested: Arc<AtomicBool>,
    save: Arc<AtomicBool>,
    fault: Arc<Mutex<Option<String>>>,
}

impl StopSignal {
    /// The wish to save and end, for a signal handler to set.
    pub fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.requested)
    }

    /// The wish to save and go on, for a signal handler to set.
    pub fn save_flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.save)
    }

    /// Asks for an end that is no error.
    pub fn request(&self) {
        self.requested.store(true, Ordering::Relaxed);
    }

    /// Whether an end was asked for.
    pub fn is_requested(&self) -> bool {
        self.requested.load(Ordering::Relaxed)
    }

    /// Whether a checkpoint was asked for since the last call.
    pub(crate) fn take_save_request(&self) -> bool {
        // A plain load first: a swap at every step would be a write at every step.
        self.save.load(Ordering::Relaxed) && self.save.swap(false, Ordering::Relaxed)
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

    #[test]
    fn a_wish_to_save_is_granted_once() {
        let stop = StopSignal::default();
        stop.save_flag().store(true, Ordering::Relaxed);
        assert_eq!([1, 2].map(|_| stop.take_save_request()), [true, false]);
        assert!(!stop.is_requested());
    }
}
