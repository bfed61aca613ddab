//! The page of a run, or of several: written when one completes, made of what its files say, and never in a run's way.

mod page;
mod several;
mod when;
