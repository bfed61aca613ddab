//! What is asked for wrongly is refused before anything is measured.

use crate::outcome::Outcome;
use crate::sandbox::Sandbox;

#[track_caller]
fn refuse(words: &str, code: i32, message: &str) {
    let sandbox = Sandbox::new();
    let outcome = sandbox.run(words).failed(code).says(message);
    assert!(!sandbox.path("artifacts").exists(), "{}", outcome.stderr);
}

#[test]
fn names_that_mean_nothing_get_the_nearest() {
    refuse(
        "compare --backends flex,ndaray",
        2,
        "did you mean `ndarray`?",
    );
    refuse(
        "compare --backends flex --peers pytorhc",
        2,
        "did you mean `pytorch`?",
    );
    refuse(
        "compare --backends flex --baseline ndarray",
        2,
        "one of: flex",
    );
    refuse("compare --config compar", 2, "did you mean `compare`?");
}

#[test]
fn a_backend_that_is_not_compiled_in_names_its_feature() {
    refuse("compare --backends flex,rocm", 5, "--features rocm");
}

#[test]
fn values_that_cannot_be_are_named_with_their_flag() {
    refuse(
        "compare --repeats 0",
        2,
        "--repeats (config key `repeats`) takes 1 to 10000; found 0",
    );
    refuse("compare --target 1.5", 2, "--target");
    refuse(
        "compare diff a b --fail-above lots",
        2,
        "expected a share such as 5%",
    );
}

#[test]
fn a_theme_without_a_drawing_and_an_empty_label_are_refused() {
    refuse(
        "compare report none --theme dark",
        2,
        "only --format svg has a theme",
    );
    refuse("compare --quick --label=", 2, "--label");
}

#[test]
fn a_comparison_that_is_not_there_says_how_to_make_one() {
    refuse(
        "compare report latest",
        1,
        "`burn-mnist compare` creates one",
    );
    refuse("compare report latest", 1, "/artifacts/compare\n");
    refuse("compare diff a b", 1, "no comparison at a");
}

#[test]
fn a_baseline_of_whom_nothing_was_measured_is_refused() {
    let sandbox = Sandbox::new();
    super::recorded(&sandbox);
    sandbox
        .run("compare report c --baseline flax")
        .failed(2)
        .says("one of: flex, ndarray");
}

#[test]
fn a_share_without_a_percent_sign_is_no_multiple() {
    refuse(
        "compare diff a b --fail-above 5",
        2,
        "expected a share such as 5%",
    );
}

#[test]
fn a_format_of_compare_is_refused_by_other_commands() {
    refuse(
        "backends --format html",
        2,
        "--format: this command writes text or json",
    );
}

#[test]
fn an_unknown_key_of_a_config_gets_the_nearest_and_the_line() {
    let sandbox = Sandbox::new();
    sandbox.write("mine.toml", "repeats = 5\nbatchsize = [32]\n");
    let outcome = sandbox.run("compare --config mine.toml").failed(2);
    outcome
        .says("mine.toml, line 2: unknown key `batchsize`")
        .says("did you mean `batch_size`?");
}

#[test]
fn records_that_are_damaged_or_newer_are_refused_with_the_line() {
    let sandbox = Sandbox::new();
    sandbox.write("r.jsonl", "{\"schema_version\":1,\"kind\":\"nonsense\"}\n");
    sandbox
        .run("compare report r.jsonl")
        .failed(1)
        .says("r.jsonl, line 1");
    sandbox.write("r.jsonl", "{\"schema_version\":99}\n");
    sandbox
        .run("compare report r.jsonl")
        .failed(1)
        .says("schema version 99");
}

#[test]
fn a_directory_with_something_in_it_is_not_written_over() {
    let sandbox = Sandbox::new();
    sandbox.write("mine.txt", "mine");
    let words = "compare --backends flex --dataset synthetic --quick --out .";
    sandbox.run(words).failed(2).says("is not empty");
}

#[test]
fn a_peer_that_is_not_installed_is_a_row() {
    let sandbox = Sandbox::new();
    let words = "compare --quick --dataset synthetic --backends flex --peers candle,mine=/no/such/program --workloads load \
        --hidden 8 --warm-up-ms 5 --format json";
    // candle's program may have been built beside this one.
    let outcome = Outcome::of(sandbox.command(words).env("PATH", ""));
    let json = outcome.succeeded().json();
    let rows = json["rows"].as_array().unwrap();
    for peer in ["candle", "mine"] {
        let row = rows.iter().find(|row| row["subject"] == peer).unwrap();
        assert_eq!(row["status"], "failed");
        assert!(
            row["reason"].as_str().unwrap().starts_with("cannot start"),
            "{row}"
        );
    }
    assert!(
        rows.iter()
            .any(|row| row["subject"] == "flex" && row["status"] == "ok")
    );
}
