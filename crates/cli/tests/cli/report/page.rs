//! The page as a browser has it: the figures of the run's files, nothing run, fetched or complained of.

use std::fs;

use insta::assert_snapshot;
use serde_json::Value;

use crate::chromium::{Scheme, Visit};
use crate::fixture::{quick_run, smoke_run};
use crate::sandbox::Sandbox;

/// The headings of a page, in their order: its structure.
fn headings(page: &str) -> String {
    let found = ["<h2", "<h3"].map(|tag| page.match_indices(tag).map(|(at, _)| at));
    let mut places: Vec<usize> = found.into_iter().flatten().collect();
    places.sort_unstable();
    let heading = |at: usize| {
        let (tag, text) = page[at..].split_once('>').unwrap();
        let (text, _) = text.split_once("</h").unwrap();
        let indent = if tag.starts_with("<h3") { "  " } else { "" };
        format!("{indent}{text}\n")
    };
    places.into_iter().map(heading).collect()
}

fn percent(share: &Value) -> String {
    format!("{:.2} %", 100.0 * share.as_f64().unwrap())
}

#[test]
fn a_page_is_quiet_in_both_schemes_and_has_the_figures_of_the_record() {
    let sandbox = Sandbox::new();
    smoke_run(&sandbox);
    let page = sandbox.read("run/report.html");
    assert!(page.len() < 1_000_000, "{}", page.len());
    for scheme in [Scheme::Light, Scheme::Dark] {
        let Some(visit) = Visit::in_scheme(&page, scheme) else {
            return;
        };
        assert_eq!(visit.complaints, Vec::<String>::new());
        for id in ["accuracy", "loss", "reliability"] {
            assert!(visit.marks(id) > 1, "{id}: {}", visit.marks(id));
        }
        let record = sandbox.json("run/run.json");
        let (test, cells) = (&record["test"], visit.cells());
        let counts = test["confusion"].as_array().unwrap().iter();
        let counts: Vec<String> = counts
            .flat_map(|row| row.as_array().unwrap())
            .map(Value::to_string)
            .collect();
        assert!(cells.windows(100).any(|window| window == counts));
        for class in test["classes"].as_array().unwrap() {
            for figure in ["precision", "recall", "f1"] {
                let figure = percent(&class[figure]);
                assert!(cells.contains(&figure), "{figure}");
            }
        }
        let ece = &test["probabilities"]["ece"];
        for figure in [percent(&test["accuracy"]), percent(ece)] {
            assert!(visit.has(&format!("<dd>{figure}</dd>")), "{figure}");
        }
    }
}

#[test]
fn the_title_is_the_result_and_the_run_comes_second() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let page = sandbox.read("run/report.html");
    let accuracy = percent(&sandbox.json("run/run.json")["test"]["accuracy"]);
    let title = format!("{accuracy} on 200 images of synthetic digits");
    for part in [
        format!("<title>{title}</title>"),
        format!("<h1>{title}</h1><p>run: completed, started "),
        format!("<meta property=\"og:title\" content=\"{title}\">"),
    ] {
        assert!(page.contains(&part), "{part}");
    }
}

#[test]
fn settings_at_their_default_are_folded_and_the_others_are_not() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let page = sandbox.read("run/report.html");
    let (shown, folded) = page
        .split_once("Settings that differ from their default")
        .and_then(|(_, rest)| rest.split_once("<details>"))
        .unwrap();
    assert!(shown.contains("<td>hidden</td><td>16</td><td>128</td>"));
    assert!(folded.contains("at their default value</summary>"));
    let (folded, _) = folded.split_once("</details>").unwrap();
    assert!(folded.contains("<td>learning_rate</td><td>0.001</td>"));
    assert!(!folded.contains("<td>hidden</td>"));
}

#[test]
fn curves_have_points_within_epochs_and_each_says_its_value() {
    let sandbox = Sandbox::new();
    sandbox
        .run("train --dataset synthetic --limit 310 --validation 60 --batch-size 2 --epochs 2 --hidden 8 --out run")
        .succeeded();
    let page = sandbox.read("run/report.html");
    let (_, loss) = page.split_once("<figure id=\"loss\">").unwrap();
    let (loss, _) = loss.split_once("</figure>").unwrap();
    // 155 steps an epoch: a line after 50, 100 and 150 of each.
    let lines = sandbox.read("run/metrics.jsonl");
    let lines = lines
        .lines()
        .filter(|line| line.contains("\"kind\":\"steps\""));
    let lines: Vec<Value> = lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let steps: Vec<&Value> = lines.iter().map(|line| &line["step"]).collect();
    assert_eq!(steps, [50, 100, 150, 205, 255, 305]);
    let points = loss.split("<title>training\nEpoch: ").skip(1);
    let points: Vec<(f64, f64)> = points
        .map(|point| {
            let (epoch, value) = point.split_once("\nLoss: ").unwrap();
            let (value, _) = value.split_once(" nats</title>").unwrap();
            (epoch.parse().unwrap(), value.parse().unwrap())
        })
        .collect();
    assert_eq!(points.len(), lines.len());
    for ((epoch, value), line) in points.iter().zip(&lines) {
        // Three digits at least are shown.
        let is_near = |shown: f64, exact: f64| (shown - exact).abs() <= 2e-3 * exact;
        assert!(
            is_near(*epoch, line["step"].as_f64().unwrap() / 155.0),
            "{epoch}"
        );
        assert!(is_near(*value, line["loss"].as_f64().unwrap()), "{value}");
    }
    assert_eq!(loss.matches("<title>validation\nEpoch: ").count(), 2);
}

#[test]
fn metrics_are_printed_as_csv_with_the_values_of_the_file() {
    let sandbox = Sandbox::new();
    sandbox
        .run("train --dataset synthetic --limit 120 --validation 60 --batch-size 2 --epochs 1 --hidden 8 --out run")
        .succeeded();
    let csv = sandbox.run("runs metrics run").succeeded().stdout;
    let mut rows = csv.lines();
    assert_eq!(
        rows.next().unwrap(),
        "kind,epoch,step,split,loss,accuracy,count,learning_rate,images_per_second,seconds"
    );
    let lines = sandbox.read("run/metrics.jsonl");
    let lines = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let expected: Vec<String> = lines
        .map(|line| {
            let steps = line["kind"] == "steps";
            let kind = if steps { "steps" } else { "epoch" };
            let split = if steps {
                "train"
            } else {
                line["split"].as_str().unwrap()
            };
            let number = |key: &str| line[key].as_f64().map_or(String::new(), |x| x.to_string());
            let figures = [
                "loss",
                "accuracy",
                "count",
                "learning_rate",
                "images_per_second",
                "seconds",
            ];
            let figures = figures.map(number).join(",");
            format!(
                "{kind},{},{},{split},{figures}",
                line["epoch"], line["step"]
            )
        })
        .collect();
    assert_eq!(rows.collect::<Vec<_>>(), expected);
    assert_eq!(expected.len(), 3, "a line of steps, and one of each split");
    let json = sandbox
        .run("runs metrics run --format json")
        .succeeded()
        .json();
    assert_eq!(json[0]["kind"], "steps");
    assert_eq!(json[2]["split"], "validation");
    sandbox.run("runs metrics nowhere").failed(4);
}

#[test]
fn the_structure_of_a_page_stays() {
    let sandbox = Sandbox::new();
    smoke_run(&sandbox);
    assert_snapshot!(headings(&sandbox.read("run/report.html")), @"
      Accuracy
      Loss
      Confusion matrix
    Epochs and classes
    Calibration
      Reliability
    Most confident errors
    First-layer weights
    Reproduce
    Settings
    Environment
    ");
}

#[test]
fn every_mistake_has_its_image_its_map_and_words_for_both() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let page = sandbox.read("run/report.html");
    let worst = sandbox
        .run("evaluate run --worst 12 --format json")
        .succeeded()
        .json();
    let worst = worst["mistakes"].as_array().unwrap();
    assert_eq!(worst.len(), 12);
    for mistake in worst {
        let (index, label) = (&mistake["index"], &mistake["label"]);
        let (taken, sure) = (&mistake["predicted"], percent(&mistake["probability"]));
        for words in [
            format!("alt=\"Image {index} of the test set, class {label}\""),
            format!("alt=\"What in image {index} speaks for class {taken}, and against it\""),
            format!(
                "<p>{label}, predicted {taken}</p><p class=\"note\">probability {sure}, image {index}</p>"
            ),
        ] {
            assert!(page.contains(&words), "{words}");
        }
    }
    // Two a mistake, and the units of the first layer.
    assert_eq!(
        page.matches("<img src=\"data:image/png;base64,").count(),
        25
    );
}

#[test]
fn a_run_without_validation_has_a_page_without_it() {
    let sandbox = Sandbox::new();
    sandbox
        .run("train --dataset synthetic --limit 200 --validation 0 --epochs 1 --hidden 8 --out run")
        .succeeded();
    let page = sandbox.read("run/report.html");
    assert!(page.contains("none held back for validation"));
    for absent in [
        "Validation accuracy",
        "<td>validation</td><td class=\"number\">",
        "<span>validation</span>",
    ] {
        assert!(!page.contains(absent), "{absent}");
    }
}

#[test]
fn a_run_that_has_not_ended_is_shown_with_the_test_set_unseen() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let mut record = sandbox.json("run/run.json");
    record["status"] = "interrupted".into();
    record["test"] = Value::Null;
    sandbox.write("run/run.json", record.to_string());
    sandbox.run("runs report run").succeeded();
    let page = sandbox.read("run/report.html");
    assert!(page.contains("The run was interrupted after 2 epochs. It can be resumed."));
    assert_eq!(page.matches("<img").count(), 1, "the units alone");
    for unseen in [
        "Test accuracy",
        "Most confident errors",
        "predicted",
        "Reliability",
    ] {
        assert!(!page.contains(unseen), "{unseen}");
    }
}

#[test]
fn names_that_would_be_markup_are_shown_as_they_are() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let name = "<img src=x onerror=alert(1)>&\"'";
    fs::rename(sandbox.path("run"), sandbox.path(name)).unwrap();
    let file = format!("{name}/run.json");
    let mut record = sandbox.json(&file);
    record["run"] = name.into();
    record["dataset"]["classes"] = vec!["</table><script>alert(2)</script>"; 10].into();
    record["hardware"]["device_name"] = "<script>alert(3)</script>".into();
    sandbox.write(&file, record.to_string());
    let mut command = sandbox.command("runs report --out page.html");
    let outcome = crate::outcome::Outcome::of(command.arg(name));
    outcome.succeeded();
    let page = sandbox.read("page.html");
    for markup in ["<script", "<img src=x"] {
        assert!(!page.contains(markup), "{markup}");
    }
    let Some(visit) = Visit::in_scheme(&page, Scheme::Light) else {
        return;
    };
    assert_eq!(visit.complaints, Vec::<String>::new());
    assert!(
        visit
            .cells()
            .contains(&"</table><script>alert(2)</script>".to_owned())
    );
}
