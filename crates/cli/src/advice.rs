//! What a user can do about each error: the only place that answers a library's error with a command or a flag.

mod backend;
mod bench;
mod data;
mod experiment;
mod inference;
mod picture;
mod run;
mod training;

use burn_mnist_diagnostic::Diagnostic;

/// A library's error with this program's advice.
pub trait Advise: Diagnostic {
    /// What the user can do, in terms of commands and flags.
    fn advice(&self) -> Option<String>;

    /// The flag and the key whose value is at fault, which go before the message.
    fn option(&self) -> Option<&'static str> {
        None
    }
}
