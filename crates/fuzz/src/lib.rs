//! What the fuzz targets share: genuine files, ways to damage them, and a place to read them from.
//!
//! libFuzzer alone would spend its life on bytes that the first check refuses. Each target hands
//! out a file as this program writes it, and lets it be damaged as disks and people do.

pub mod burnpack;
pub mod damage;
#[cfg(feature = "burn")]
pub mod genuine;
pub mod json;
pub mod scratch;
