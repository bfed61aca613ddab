//! `--artifacts` and `BURN_MNIST_HOME`: another directory for runs, sweeps and comparisons.

use crate::fixture::QUICK;
use crate::sandbox::Sandbox;

#[test]
fn new_runs_and_names_are_those_of_the_artifacts_directory() {
    let sandbox = Sandbox::new();
    sandbox
        .run(&format!("{QUICK} --artifacts here"))
        .succeeded();
    assert_eq!(sandbox.list("here/runs").len(), 1);
    assert!(!sandbox.path("artifacts").exists());
    let name = &sandbox.list("here/runs")[0];
    for typed in ["latest", name] {
        let evaluated = format!("evaluate {typed} --artifacts here --format json");
        let evaluated = sandbox.run(&evaluated).succeeded().json();
        let model = evaluated["model"].as_str().unwrap();
        assert!(
            model.starts_with(&format!("here/runs/{name}/checkpoints")),
            "{model}"
        );
    }
    let verified = sandbox.run("runs verify --artifacts here").succeeded();
    assert!(verified.stdout.contains(name.as_str()));
}

#[test]
fn the_variable_names_the_directory_and_the_option_overrides_it() {
    let sandbox = Sandbox::new();
    let variable = [("BURN_MNIST_HOME", "variable")];
    let ran = sandbox.run_with(&variable, QUICK).succeeded();
    assert!(!ran.stderr.contains("warning"), "{}", ran.stderr);
    assert_eq!(sandbox.list("variable/runs").len(), 1);
    sandbox
        .run_with(&variable, &format!("{QUICK} --artifacts option"))
        .succeeded();
    assert_eq!(sandbox.list("option/runs").len(), 1);
    assert_eq!(sandbox.list("variable/runs").len(), 1);
}

#[test]
fn sweeps_and_cross_validations_are_kept_there() {
    let sandbox = Sandbox::new();
    let options = "--dataset synthetic --limit 200 --epochs 1 --hidden 16 --artifacts here";
    let sweep = format!("sweep {options} --validation 100 --grid dropout=0 --seeds 1");
    sandbox.run(&sweep).succeeded();
    sandbox
        .run("sweep report latest --artifacts here")
        .succeeded();
    sandbox
        .run(&format!("cross-validate {options} --folds 2"))
        .succeeded();
    assert_eq!(sandbox.list("here"), ["cross-validations", "sweeps"]);
}

#[test]
fn a_missing_run_says_where_it_was_searched_and_how_to_search_elsewhere() {
    let sandbox = Sandbox::new();
    for (words, message) in [
        ("evaluate latest --artifacts here", "no run in "),
        (
            "evaluate nothing --artifacts here",
            "no run named nothing in ",
        ),
        (
            "train --resume nothing --artifacts here",
            "no run named nothing in ",
        ),
    ] {
        let failed = sandbox.run(&format!("{words} --format json")).failed(4);
        let error = failed.error();
        let said = error["message"].as_str().unwrap();
        assert!(said.starts_with(message), "{said}");
        let home = sandbox.path("here/runs").canonicalize();
        assert!(home.is_err(), "nothing is created by a search");
        assert!(said.contains("/here/runs"), "{said}");
        let hint = error["hint"].as_str().unwrap();
        assert!(
            hint.contains("--artifacts DIR") && hint.contains("BURN_MNIST_HOME"),
            "{hint}"
        );
    }
    sandbox
        .run("runs list --artifacts here")
        .succeeded()
        .says("no runs in here/runs");
    sandbox
        .run("sweep report latest --artifacts here")
        .failed(1)
        .says("here/sweeps")
        .says("--artifacts DIR");
    sandbox
        .run("compare report latest --artifacts here")
        .failed(1)
        .says("here/compare")
        .says("--artifacts DIR");
}
