//! The computer, for records.

use burn_mnist_run::record::Machine;
use sysinfo::{CpuRefreshKind, MemoryRefreshKind, RefreshKind, System};

/// The computer this runs on.
pub fn machine() -> Machine {
    let what = RefreshKind::nothing()
        .with_cpu(CpuRefreshKind::nothing())
        .with_memory(MemoryRefreshKind::nothing().with_ram());
    let system = System::new_with_specifics(what);
    let cpu = system
        .cpus()
        .first()
        .map(|cpu| cpu.brand().trim().to_owned());
    Machine {
        os: System::long_os_version().unwrap_or_else(|| std::env::consts::OS.to_owned()),
        architecture: std::env::consts::ARCH.to_owned(),
        cpu: cpu.unwrap_or_default(),
        cores: std::thread::available_parallelism().map_or(1, usize::from),
        memory_bytes: system.total_memory(),
    }
}
