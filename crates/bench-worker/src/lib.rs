//! What a comparison measures: training, inference and peak rates on one Burn device.
//!
//! A worker is a process of its own. It reads requests from its standard input, does as asked on the device it
//! was started for, and answers on its standard output: [`serve`] is the conversation, [`Engine`] the work.
//! `burn-mnist-bench` starts workers, judges their answers and records them; the two agree on
//! [`protocol`](burn_mnist_bench::protocol) and on nothing else. [`ComparisonInputs`] are the images and
//! weights that it hands to all workers.
//!
//! Nothing here names a backend.
//!
//! ```no_run
//! use std::io;
//! use std::time::Instant;
//!
//! use burn::tensor::Device;
//! use burn_mnist_bench::record::Subject;
//! use burn_mnist_bench_worker::{Engine, serve};
//!
//! let subject = Subject::named("flex", 1);
//! let mut engine = Engine::new(subject, Device::default(), Instant::now());
//! serve(io::stdin().lock(), io::stdout().lock(), |request| engine.answer(request))?;
//! # Ok::<(), io::Error>(())
//! ```

mod engine;
mod error;
mod images;
mod inputs;
mod limits;
mod measure;
mod network;
mod raw;
mod serve;
mod time_to_accuracy;
mod weights_files;
mod workload;

pub use engine::Engine;
pub use error::WorkError;
pub use inputs::{Checkpoint, ComparisonInputs};
pub use serve::{End, serve};

// The comparison links no Burn and so cannot take these from the model.
const _: () = assert!(burn_mnist_bench::protocol::CLASSES == burn_mnist_model::CLASSES);
const _: () = assert!(burn_mnist_bench::protocol::PIXELS == burn_mnist_model::PIXELS);
