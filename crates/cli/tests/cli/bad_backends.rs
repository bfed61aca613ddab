//! Backends and devices that cannot be had: what is wrong, and what would work.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

#[track_caller]
fn refused(backend: &str, code: i32) -> String {
    let sandbox = Sandbox::new();
    let words = format!("train --dataset synthetic --backend {backend}");
    let stderr = sandbox.run(&words).failed(code).stderr;
    assert!(!sandbox.path("artifacts").exists(), "no run was begun");
    stderr
}

#[test]
fn a_typo_gets_the_nearest_name() {
    assert_snapshot!(refused("flx", 2), @r"
    error: unknown backend `flx`
      hint: did you mean `flex`?
    ");
    assert_snapshot!(refused("ndaray:0", 2), @r"
    error: unknown backend `ndaray`
      hint: did you mean `ndarray`?
    ");
}

#[test]
fn gpu_gets_the_selections_that_use_one() {
    assert_snapshot!(refused("gpu:0", 2), @r"
    error: unknown backend `gpu`
      hint: did you mean `wgpu`, or `auto`, which uses a GPU if there is one?
    ");
}

#[test]
fn a_name_like_none_gets_them_all() {
    assert_snapshot!(refused("tensorflow", 2), @r"
    error: unknown backend `tensorflow`
      hint: backends: flex, ndarray, wgpu, vulkan, metal, webgpu, cuda, rocm, cpu, tch, remote, auto
    ");
}

#[test]
fn a_known_backend_that_is_not_compiled_in_names_its_feature() {
    if cfg!(feature = "cuda") {
        return;
    }
    assert_snapshot!(refused("cuda:1", 5), @r"
    error: the backend `cuda` is not compiled into this program
      hint: install it from a clone: `cargo install --path crates/cli --features cuda`
    ");
}

#[test]
fn a_device_of_a_backend_that_has_one_only_is_refused() {
    assert_snapshot!(refused("flex:7", 2), @r"
    error: the backend `flex` has no device selector `7`
      hint: it has only one device: leave the selector out
    ");
}

#[test]
fn a_selector_of_no_kind_gets_those_there_are() {
    if !cfg!(feature = "wgpu") {
        return;
    }
    assert_snapshot!(refused("wgpu:quantum", 2), @r"
    error: the backend `wgpu` has no device selector `quantum`
      hint: selectors: 0, discrete:0, integrated:0, virtual:0, cpu
    ");
}

#[test]
fn every_command_that_computes_refuses_alike() {
    let sandbox = Sandbox::new();
    for command in ["evaluate run", "predict run --index 0"] {
        let failed = sandbox.run(&format!("{command} --backend flx --format json"));
        let error = failed.failed(2).error();
        assert_eq!(error["kind"], "usage");
        assert_eq!(error["hint"], "did you mean `flex`?");
    }
}
