//! Ctrl-C and a polite kill: the first asks for a clean stop, a second ends the process at once.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use burn_mnist_training::StopSignal;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// Which signal asked, for the exit code.
#[derive(Clone, Debug, Default)]
pub struct Interrupts {
    terminated: Arc<AtomicBool>,
}

impl Interrupts {
    /// From now on signals set `stop`.
    pub fn install(stop: &StopSignal) -> io::Result<Self> {
        let interrupts = Self::default();
        for signal in [SIGINT, SIGTERM] {
            // Registered first, so that it acts only on a signal after the one that set the flag.
            flag::register_conditional_shutdown(signal, 128 + signal, stop.flag())?;
            flag::register(signal, stop.flag())?;
        }
        flag::register(SIGTERM, Arc::clone(&interrupts.terminated))?;
        Ok(interrupts)
    }

    /// 128 and the signal's number, as shells count.
    pub fn exit_code(&self) -> u8 {
        if self.terminated.load(Ordering::Relaxed) {
            143
        } else {
            130
        }
    }
}
