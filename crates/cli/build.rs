//! Tells the program what built it: the compiler's version and the commit.

use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    for file in ["HEAD", "index"] {
        println!("cargo::rerun-if-changed=../../.git/{file}");
    }
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    emit("BUILT_BY_RUSTC", output(&rustc, &["--version"]));
    let variable = |name: &str| std::env::var(name).ok();
    emit("BUILT_WITH_PROFILE", variable("PROFILE"));
    emit("BUILT_WITH_OPT_LEVEL", variable("OPT_LEVEL"));
    emit("BUILT_FOR_FEATURES", variable("CARGO_CFG_TARGET_FEATURE"));
    let describe = [
        "describe",
        "--always",
        "--dirty",
        "--abbrev=12",
        "--exclude=*",
    ];
    emit("BUILT_FROM_COMMIT", output("git", &describe));
}

/// Not named like a setting: `cargo run` hands these on to the program's environment.
fn emit(variable: &str, value: Option<String>) {
    println!("cargo::rustc-env={variable}={}", value.unwrap_or_default());
}

fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
