//! `train.log`: what the program and the libraries beneath it said during a run, kept beside it.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// What is logged unless `RUST_LOG` says otherwise.
const FILTER: &str = "warn,burn_mnist=info,burn_mnist_data=info,burn_mnist_training=info";

/// The log's place; before it has one, lines are dropped.
#[derive(Clone, Debug, Default)]
pub struct LogFile(Arc<Mutex<Option<File>>>);

impl LogFile {
    /// Makes this the process's log.
    pub fn install() -> Self {
        let log = Self::default();
        // RUST_LOG says more or less, in the syntax that every Rust program shares.
        let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(FILTER));
        let lines = tracing_subscriber::fmt::layer()
            .with_ansi(false)
            .with_writer(log.clone());
        // Only a second call fails, and the first one's log serves as well.
        let _ = tracing_subscriber::registry()
            .with(lines)
            .with(filter)
            .try_init();
        log
    }

    /// From now on lines go to the end of this file.
    pub fn open(&self, path: &Path) -> io::Result<()> {
        let file = File::options().create(true).append(true).open(path)?;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(file);
        Ok(())
    }
}

impl Write for LogFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A full disk must not end a run for the sake of its log.
        if let Some(file) = &mut *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            let _ = file.write_all(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for LogFile {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}
