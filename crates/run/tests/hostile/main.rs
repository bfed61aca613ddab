//! Whatever a disk hands back, the readers of a run answer: damage is refused, and nothing panics.
#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise, its helpers too"
)]

mod checkpoint;
mod damage;
mod records;
mod state;
