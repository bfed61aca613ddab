//! What is measured again and again, one file a workload.

mod infer;
mod operation;
mod train;

pub use infer::Infer;
pub use operation::Operation;
pub use train::Train;
