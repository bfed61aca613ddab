//! Ctrl-C and a polite kill: the first asks to save and end, a second ends the process at once.
//! SIGUSR1 asks to save and go on.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use burn_mnist_training::StopSignal;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// The signals that ask; a closed terminal asks too, where there is such a signal.
const SIGNALS: &[i32] = &[
    SIGINT,
    SIGTERM,
    #[cfg(unix)]
    signal_hook::consts::SIGHUP,
];

/// At a limit on the size of files a write fails and says so, instead of the process being killed.
pub fn survive_limits() {
    #[cfg(unix)]
    {
        // Were it refused, the limit would act as it always does.
        let _ = flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
    }
}

/// Which signal asked, for the exit code.
#[derive(Clone, Debug, Default)]
pub struct Interrupts(Arc<AtomicUsize>);

impl Interrupts {
    /// From now on signals set `stop`.
    pub fn install(stop: &StopSignal) -> io::Result<Self> {
        let interrupts = Self::default();
        #[cfg(unix)]
        flag::register(signal_hook::consts::SIGUSR1, stop.save_flag())?;
        for &signal in SIGNALS {
            // Registered first, so that it acts only on a signal after the one that set the flag.
            flag::register_conditional_shutdown(signal, 128 + signal, stop.flag())?;
            flag::register(signal, stop.flag())?;
            flag::register_usize(
                signal,
                Arc::clone(&interrupts.0),
                signal.unsigned_abs() as usize,
            )?;
        }
        Ok(interrupts)
    }

    /// 128 and the signal's number, as shells count; a dashboard left by its own key counts as Ctrl-C.
    pub fn exit_code(&self) -> u8 {
        match self.0.load(Ordering::Relaxed) {
            0 => 130,
            signal => 128 + signal as u8,
        }
    }
}
