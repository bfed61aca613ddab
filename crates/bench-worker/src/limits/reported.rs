//! What Burn itself measures of a GPU; a CPU backend of Burn reports nothing.

use burn::tensor::{Device, MemoryAccess, ThroughputKey, ThroughputMode};
use burn_mnist_bench::record::{Limits, LimitsSource};

/// Takes a rate of Burn's where it is higher than the probe's: a peak is what can be reached at all.
pub fn raised(mut limits: Limits, device: &Device) -> Limits {
    // The type of element is not exported; the mode that has none stands for f32.
    let dtype = ThroughputKey {
        mode: ThroughputMode::Launch,
    }
    .dtype();
    let arithmetic = ThroughputKey {
        mode: ThroughputMode::ComputeDirect { dtype },
    };
    let memory = ThroughputKey {
        mode: ThroughputMode::memory(MemoryAccess::Copy),
    };
    for stat in device.performance_stats(&[arithmetic, memory]) {
        let Ok(value) = stat.value else { continue };
        let (rates, rate) = match stat.key.mode {
            ThroughputMode::Memory(_) => {
                (&mut limits.bytes_per_second, value.bytes_per_s(&stat.key))
            }
            _ => (&mut limits.flops_per_second, value.ops_per_s()),
        };
        if rate.is_finite() && rates.iter().all(|found| rate > *found) {
            rates.push(rate);
            limits.source = LimitsSource::Device;
        }
    }
    limits
}
