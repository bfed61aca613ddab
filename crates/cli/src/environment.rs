//! The computer and the programs of a run, for its record.

use burn_mnist_run::record::{Machine, Software};
use sysinfo::{CpuRefreshKind, MemoryRefreshKind, RefreshKind, System};

use crate::backend;

/// The Burn this program is pinned to.
const BURN: &str = "0.22.1";

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

/// The programs it runs with.
pub fn software() -> Software {
    let commit = env!("BUILT_FROM_COMMIT");
    let backends = backend::ALL.iter().filter(|backend| backend.compiled);
    let mut features: Vec<String> = backends.map(|backend| backend.feature.to_owned()).collect();
    if cfg!(feature = "gpu") {
        features.push("gpu".to_owned());
    }
    Software {
        burn_mnist: env!("CARGO_PKG_VERSION").to_owned(),
        burn: BURN.to_owned(),
        rustc: env!("BUILT_BY_RUSTC").to_owned(),
        commit: (!commit.is_empty()).then(|| commit.to_owned()),
        features,
    }
}
