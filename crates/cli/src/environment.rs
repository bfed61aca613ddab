//! The programs of a run and of a comparison, for their records.

use burn_mnist_backend::Build;
use burn_mnist_bench::record::Software as MeasuredSoftware;
use burn_mnist_run::record::Software;

const BUILD: Build = Build {
    version: env!("CARGO_PKG_VERSION"),
    rustc: env!("BUILT_BY_RUSTC"),
    commit: env!("BUILT_FROM_COMMIT"),
};

/// The programs it runs with.
pub fn software() -> Software {
    BUILD.software()
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
        // That of this crate would pass for that of the kernels.
        opt_level: String::new(),
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
