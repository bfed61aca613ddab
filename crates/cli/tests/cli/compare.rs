//! `compare`: what is measured is recorded, shown in every format, and told apart from noise.

mod liar;
mod page;
mod refusals;
mod worker_killed;

use std::fs;
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::outcome::{Outcome, assert_has_keys};
use crate::sandbox::Sandbox;

/// A small comparison of both CPU backends on drawn digits.
const SMALL: &str = "compare --quick --dataset synthetic --backends flex,ndarray --workloads train,infer,load,time-to-accuracy \
    --sample-ms 5 --warm-up-ms 5 --hidden 16 --batch-size 32 --infer-batch-size 1,8 --repeats 5 --target 0.6 --seeds 2";

/// The records of one such comparison, made once for all tests that only read them.
fn recorded(sandbox: &Sandbox) {
    static RECORDED: OnceLock<TempDir> = OnceLock::new();
    let made = RECORDED.get_or_init(|| {
        let directory = tempfile::tempdir().unwrap();
        let made = Sandbox::new();
        made.run(&format!("{SMALL} --out c")).succeeded();
        fs::copy(
            made.path("c/records.jsonl"),
            directory.path().join("records.jsonl"),
        )
        .unwrap();
        directory
    });
    fs::create_dir(sandbox.path("c")).unwrap();
    fs::copy(
        made.path().join("records.jsonl"),
        sandbox.path("c/records.jsonl"),
    )
    .unwrap();
}

fn report(sandbox: &Sandbox, format: &str) -> Outcome {
    sandbox
        .run(&format!("compare report c --quiet --format {format}"))
        .succeeded()
}

#[test]
fn a_comparison_shows_a_table_and_keeps_records_and_a_page() {
    let sandbox = Sandbox::new();
    let outcome = sandbox.run(&format!("{SMALL} --out c")).succeeded();
    for words in [
        "synthetic",
        "ndarray agrees with flex",
        "Training: images per second, more is better",
        "Inference, from 8-bit pixels to probabilities: latency, median",
        "Loading, from process start to the first prediction: wall clock",
        "Time to accuracy, from process start to the target: wall clock",
        "times flex",
        "At batch 32, ",
        "reached 60 % accuracy",
    ] {
        assert!(
            outcome.stdout.contains(words),
            "{words}: {}",
            outcome.stdout
        );
    }
    let records = sandbox.read("c/records.jsonl");
    let first: Value = serde_json::from_str(records.lines().next().unwrap()).unwrap();
    assert_has_keys(
        &first,
        &[
            "schema_version",
            "kind",
            "comparison",
            "time",
            "machine",
            "environment",
            "software",
            "settings",
        ],
    );
    let last: Value = serde_json::from_str(records.lines().last().unwrap()).unwrap();
    assert_eq!(
        (&first["kind"], &last["kind"]),
        (&"begin".into(), &"end".into())
    );
    assert!(sandbox.read("c/report.html").starts_with("<!DOCTYPE html>"));
    assert!(sandbox.path("c/workers").is_dir());
}

#[test]
fn every_format_says_the_same() {
    let sandbox = Sandbox::new();
    recorded(&sandbox);
    let json = report(&sandbox, "json").json();
    let rows = json["rows"].as_array().unwrap();
    assert!(rows.len() > 10);
    assert_has_keys(
        &rows[0],
        &[
            "subject", "workload", "metric", "unit", "median", "ci_low", "ci_high", "speedup",
            "verdict", "rank", "samples",
        ],
    );
    let csv = report(&sandbox, "csv").stdout;
    assert_eq!(csv.lines().count(), rows.len() + 1);
    assert!(csv.starts_with("comparison,machine,"), "{csv}");
    let sql = report(&sandbox, "sql").stdout;
    assert_eq!(
        sql.matches("INSERT INTO measurements VALUES").count(),
        rows.len()
    );
    let markdown = report(&sandbox, "md").stdout;
    assert!(
        markdown.contains("### Training: images per second"),
        "{markdown}"
    );
    assert_eq!(
        report(&sandbox, "jsonl").stdout,
        sandbox.read("c/records.jsonl")
    );
}

#[test]
fn a_named_format_is_printed_alone() {
    let sandbox = Sandbox::new();
    recorded(&sandbox);
    let outcome = sandbox.run("compare report c --format csv").succeeded();
    assert!(!outcome.stderr.contains("images"), "{}", outcome.stderr);
}

#[test]
fn rows_fit_the_terminal_and_verbose_shows_all_figures() {
    let sandbox = Sandbox::new();
    recorded(&sandbox);
    let longest = |text: &str| text.lines().map(|line| line.chars().count()).max();
    let wide = report(&sandbox, "text").stdout;
    assert!(longest(&wide) <= Some(100), "{wide}");
    let narrow = sandbox
        .run_with(&[("COLUMNS", "60")], "compare report c --quiet")
        .succeeded()
        .stdout;
    assert!(longest(&narrow) <= Some(60), "{narrow}");
    assert!(narrow.contains("times flex"), "{narrow}");
    let verbose = sandbox
        .run("compare report c --quiet --verbose")
        .succeeded()
        .stdout;
    for words in ["95th percentile", "outliers", "Agreement of the results"] {
        assert!(verbose.contains(words) && !wide.contains(words), "{words}");
    }
}

#[test]
fn machines_are_called_by_their_labels() {
    let sandbox = Sandbox::new();
    recorded(&sandbox);
    sandbox.write("d.jsonl", sandbox.read("c/records.jsonl"));
    let words = "compare report c d.jsonl --label Laptop --label Server";
    let shown = sandbox.run(words).succeeded().stdout;
    for words in [
        "Laptop: ",
        "Server: ",
        "trained at batch 32",
        "flex, Server",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    sandbox
        .run("compare report c d.jsonl --label Laptop")
        .failed(2)
        .says("--label is given 1 time for 2 comparisons");
}

#[test]
fn a_label_is_recorded() {
    let sandbox = Sandbox::new();
    let words = "compare --quick --dataset synthetic --backends flex --workloads load --hidden 4 --warm-up-ms 1 \
                 --label Laptop --out c";
    sandbox.run(words).succeeded();
    let shown = sandbox.run("compare report c --quiet").succeeded().stdout;
    assert!(shown.starts_with("Laptop: "), "{shown}");
}

#[test]
fn an_accuracy_that_is_not_reached_says_how_near_it_came_and_what_to_do() {
    let sandbox = Sandbox::new();
    let words = "compare --quick --dataset synthetic --backends flex --workloads time-to-accuracy --hidden 1 \
                 --warm-up-ms 1 --target 0.999 --max-epochs 1 --out c";
    let outcome = sandbox.run(words).ended(5);
    outcome
        .says("flex did not reach 99.90 % accuracy in 1 epoch")
        .says("the best was")
        .says("raise --max-epochs, or lower --target");
}

#[test]
fn svg_is_drawn_in_both_themes() {
    let sandbox = Sandbox::new();
    recorded(&sandbox);
    let light = report(&sandbox, "svg").stdout;
    let dark = sandbox
        .run("compare report c --quiet --format svg --theme dark")
        .succeeded()
        .stdout;
    for drawing in [&light, &dark] {
        assert!(drawing.starts_with("<svg xmlns="), "{drawing}");
        assert!(drawing.contains(">Training, batch 32</text>"), "{drawing}");
        assert!(
            drawing.contains(">Time to 60 % accuracy</text>"),
            "{drawing}"
        );
    }
    assert_ne!(light, dark);
}

#[test]
fn svg_without_anything_to_draw_says_what_to_measure() {
    let sandbox = Sandbox::new();
    recorded(&sandbox);
    let records = sandbox.read("c/records.jsonl");
    let loads: String = records
        .lines()
        .filter(|line| !line.contains("\"sample\"") || line.contains("\"load\""))
        .map(|line| format!("{line}\n"))
        .collect();
    sandbox.write("loads.jsonl", loads);
    sandbox
        .run("compare report loads.jsonl --format svg")
        .failed(2)
        .says("--workloads train,infer,time-to-accuracy");
}

#[test]
fn records_of_several_comparisons_become_one_table() {
    let sandbox = Sandbox::new();
    recorded(&sandbox);
    let other = sandbox
        .read("c/records.jsonl")
        .replace("\"comparison\":\"c\"", "\"comparison\":\"d\"");
    sandbox.write("d.jsonl", other);
    let outcome = sandbox.run("compare report c d.jsonl").succeeded();
    let mut lines = outcome.stdout.lines();
    lines
        .find(|line| line.starts_with("Training: images per second"))
        .unwrap();
    let header = lines.next().unwrap();
    assert!(header.contains("comparison"), "{header}");
}

#[test]
fn comparisons_called_alike_are_not_mixed_and_one_named_twice_is_refused() {
    let sandbox = Sandbox::new();
    recorded(&sandbox);
    sandbox.write("d.jsonl", sandbox.read("c/records.jsonl"));
    let json = sandbox.run("compare report c d.jsonl --format json --quiet");
    let json = json.succeeded().json();
    let names = |index: usize| json["comparisons"][index]["comparison"].as_str().unwrap();
    assert_eq!((names(0), names(1)), ("c", "c (2)"));
    sandbox
        .run("compare report c c/records.jsonl")
        .failed(2)
        .says("is named twice");
}

#[test]
fn a_comparison_that_was_cut_short_says_so_and_passes_no_gate() {
    let sandbox = Sandbox::new();
    recorded(&sandbox);
    let records = sandbox.read("c/records.jsonl");
    let (cut, _) = records.trim_end().rsplit_once('\n').unwrap();
    sandbox.write("cut.jsonl", format!("{cut}\n"));
    let shown = sandbox.run("compare report cut.jsonl").succeeded();
    assert!(
        shown.stderr.contains("did not come to its end"),
        "{}",
        shown.stderr
    );
    sandbox
        .run("compare diff c cut.jsonl")
        .failed(2)
        .says("did not come to its end");
}

#[test]
fn a_comparison_with_itself_is_noise_and_with_a_slower_one_a_regression() {
    let sandbox = Sandbox::new();
    recorded(&sandbox);
    let same = sandbox.run("compare diff c c").succeeded();
    assert!(
        same.stdout.contains("no clear difference"),
        "{}",
        same.stdout
    );

    let slower: String = sandbox
        .read("c/records.jsonl")
        .lines()
        .map(slowed)
        .collect();
    sandbox.write("slow.jsonl", slower);
    let diff = sandbox
        .run("compare diff c slow.jsonl --format json")
        .ended(6);
    let regressions = diff.json();
    let regressions = regressions
        .as_array()
        .unwrap()
        .iter()
        .filter(|d| d["change"] == "regression");
    assert!(regressions.count() > 3);
    sandbox
        .run("compare diff c slow.jsonl --fail-above 950%")
        .succeeded();
    sandbox.run("compare diff slow.jsonl c").succeeded();
}

/// The same record with every duration ten times as long.
fn slowed(line: &str) -> String {
    let mut record: Value = serde_json::from_str(line).unwrap();
    if let Some(sample) = record.get_mut("sample") {
        sample["seconds"] = (10.0 * sample["seconds"].as_f64().unwrap()).into();
    }
    format!("{record}\n")
}

#[test]
fn the_settings_are_shown_and_read_back() {
    let sandbox = Sandbox::new();
    let shown = sandbox
        .run("compare --quick --threads 1,2 --print-config")
        .succeeded()
        .stdout;
    sandbox.write("mine.toml", &shown);
    let again = sandbox
        .run("compare --config mine.toml --print-config")
        .succeeded()
        .stdout;
    assert_eq!(again, shown);
    assert!(shown.contains("threads = [1, 2]"), "{shown}");
}

#[test]
fn latest_is_the_comparison_that_started_last_though_an_older_directory_sorts_after_it() {
    let sandbox = Sandbox::new();
    let words = "compare --quick --dataset synthetic --backends flex --workloads load --hidden 4 --warm-up-ms 1";
    for out in ["--out artifacts/compare/zzz", ""] {
        sandbox.run(&format!("{words} {out}")).succeeded();
    }
    let shown = "compare report latest --format json --quiet";
    let shown = sandbox.run(shown).succeeded().json();
    let names = sandbox.list("artifacts/compare");
    let newer = names.iter().find(|name| *name != "zzz").unwrap();
    assert_eq!(shown["comparisons"][0]["comparison"], newer.as_str());
}
