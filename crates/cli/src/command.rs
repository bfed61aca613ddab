//! One file for each command: it turns arguments into a request, calls the application and renders the result.

pub mod backends;
pub mod compare;
pub mod completions;
pub mod cross_validate;
pub mod data;
pub mod evaluate;
pub mod explain;
pub mod man;
pub mod predict;
pub mod runs;
mod scores;
pub mod sweep;
pub mod train;
pub mod worker;

/// How a command ended that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// It did what was asked.
    Completed,
    /// It was asked to stop, and kept what was finished; the exit code says by which signal.
    Interrupted(u8),
    /// It found damage, and said so as its result.
    Damaged,
    /// It found digits to be at fault, and said so as its result.
    Flawed,
    /// It found that something became slower.
    Regressed,
}
