//! The page of a run: written when one completes, made of what its files say, and never in a run's way.

mod page;
mod when;
