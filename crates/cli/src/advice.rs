//! Messages and advice for each error: the only place where a library's error is answered with a command or a flag.

mod app;
mod backend;
mod bench;
mod data;
mod experiment;
mod inference;
mod lookup;
mod picture;
mod run;
mod settings;
mod training;

use burn_mnist_diagnostic::{Diagnostic, message};

pub use app::resume_command;

/// A library's error with this program's advice.
pub trait Advise: Diagnostic + Sized {
    /// What was wrong, in this program's terms.
    fn message(&self) -> String {
        message(self)
    }

    /// What the user can do, in terms of commands and flags.
    fn advice(&self) -> Option<String>;
}
