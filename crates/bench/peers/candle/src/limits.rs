//! How fast candle multiplies matrices, and how fast the machine passes over memory.

use std::thread;
use std::time::Instant;

use anyhow::Result;
use candle_core::utils::get_num_threads;
use candle_core::{DType, Device, Tensor};

use crate::protocol::Limits;

/// Of the matrices: long enough for all threads to be busy, short enough for several repeats.
const SIDE: usize = 2048;
/// Numbers of a pass: much more than a cache holds.
const COUNT: usize = 1 << 25;

/// Both probes, each for about these seconds and at least three times.
///
/// # Errors
///
/// Candle's own.
pub fn probe(seconds: f64) -> Result<Limits> {
    let factor = Tensor::ones((SIDE, SIDE), DType::F32, &Device::Cpu)?;
    let (source, mut target) = (vec![1.0_f32; COUNT], vec![0.0_f32; COUNT]);
    let flops = 2.0 * (SIDE as f64).powi(3);
    let bytes = 2.0 * 4.0 * COUNT as f64;
    let multiply = || factor.matmul(&factor).map(drop);
    let pass = || {
        copy(&source, &mut target);
        Ok(())
    };
    Ok(Limits {
        flops_per_second: rates(multiply, flops, seconds)?,
        bytes_per_second: rates(pass, bytes, seconds)?,
        source: "probe",
    })
}

/// Into memory that is there already: candle's own copy waits for the system to hand out more.
fn copy(source: &[f32], target: &mut [f32]) {
    let share = source.len().div_ceil(get_num_threads().max(1));
    thread::scope(|threads| {
        for (source, target) in source.chunks(share).zip(target.chunks_mut(share)) {
            threads.spawn(|| target.copy_from_slice(source));
        }
    });
}

/// The amount per second of each repeat, after one that does not count.
fn rates(
    mut work: impl FnMut() -> candle_core::Result<()>,
    amount: f64,
    seconds: f64,
) -> Result<Vec<f64>> {
    work()?;
    let mut rates = Vec::new();
    let began = Instant::now();
    while rates.len() < 3 || began.elapsed().as_secs_f64() < seconds {
        let start = Instant::now();
        work()?;
        rates.push(amount / start.elapsed().as_secs_f64());
    }
    Ok(rates)
}
