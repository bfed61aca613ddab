//! The computer and the programs of a run, for its record.

use burn_mnist_bench::record::Software as MeasuredSoftware;
use burn_mnist_run::record::{Machine, Software};
use sysinfo::{CpuRefreshKind, MemoryRefreshKind, RefreshKind, System};

use crate::backend;

/// The Burn this program is pinned to.
pub const BURN: &str = "0.22.1";

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

/// The programs of a comparison, with what of the build a figure depends on.
pub fn measured_software() -> MeasuredSoftware {
    let Software {
        burn_mnist,
        burn,
        rustc,
        commit,
        features,
    } = software();
    let words = |text: &str| {
        text.split(',')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    MeasuredSoftware {
        burn_mnist,
        burn,
        rustc,
        commit,
        features,
        profile: env!("BUILT_WITH_PROFILE").to_owned(),
        opt_level: env!("BUILT_WITH_OPT_LEVEL").to_owned(),
        target_features: words(env!("BUILT_FOR_FEATURES")),
        detected_features: detected_features(),
    }
}

/// What makes figures of this build mean less than they seem, each with its remedy.
pub fn cautions() -> Vec<String> {
    let mut cautions = Vec::new();
    if cfg!(debug_assertions) || env!("BUILT_WITH_OPT_LEVEL") == "0" {
        cautions
            .push("this is a debug build, and many times slower: build with --release".to_owned());
    }
    cautions
}

#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
fn detected_features() -> Vec<String> {
    let found = [
        ("sse4.2", is_x86_feature_detected!("sse4.2")),
        ("avx", is_x86_feature_detected!("avx")),
        ("avx2", is_x86_feature_detected!("avx2")),
        ("fma", is_x86_feature_detected!("fma")),
        ("avx512f", is_x86_feature_detected!("avx512f")),
    ];
    let found = found.into_iter().filter(|(_, present)| *present);
    found.map(|(name, _)| name.to_owned()).collect()
}

#[cfg(not(any(target_arch = "x86", target_arch = "x86_64")))]
fn detected_features() -> Vec<String> {
    Vec::new()
}
