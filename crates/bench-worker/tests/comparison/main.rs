//! Whole comparisons of workers that misbehave in known ways, each in a process of its own.
#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise, its helpers too"
)]

mod double;
mod failure;
mod fairness;
mod scene;
