//! One answer for one saved network: the library, the commands, the run's page and the comparison's worker agree.

use std::io::Write;
use std::process::Stdio;

use burn::tensor::Device;
use burn_mnist_inference::SavedModel;
use burn_mnist_model::CLASSES;
use burn_mnist_model::output::softmax;
use serde_json::{Value, json};

use crate::fixture::{idx_directory, newest_checkpoint};
use crate::sandbox::Sandbox;

/// The numbers of a JSON array as the `f32` that were written.
fn numbers(array: &Value) -> Vec<f32> {
    let numbers = array.as_array().unwrap().iter();
    numbers
        .map(|number| number.as_f64().unwrap() as f32)
        .collect()
}

/// The logits of all test images, as the comparison's worker computes them.
fn worker_logits(sandbox: &Sandbox, weights: &str) -> Vec<Vec<f32>> {
    let weights = sandbox.path(weights);
    let weights = json!({"hidden": 16, "burnpack": &weights, "raw": &weights});
    let requests = [
        json!({"do": "data", "directory": sandbox.path("digits")}),
        json!({"do": "parity", "weights": weights}),
    ];
    let mut worker = sandbox
        .command("worker --backend flex --threads 1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = worker.stdin.take().unwrap();
    for request in requests {
        writeln!(input, "{request}").unwrap();
    }
    drop(input);
    let replies = String::from_utf8(worker.wait_with_output().unwrap().stdout).unwrap();
    let reply: Value = serde_json::from_str(replies.lines().last().unwrap()).unwrap();
    let logits = reply["ok"]["logits"].as_array().unwrap().iter();
    logits.map(numbers).collect()
}

#[test]
fn library_commands_page_and_worker_give_one_answer_for_a_calibrated_run() {
    let sandbox = Sandbox::new();
    let digits = idx_directory(&sandbox).test;
    let (images, labels) = (digits.images(), digits.labels());
    let train = "train --data-dir digits --validation 100 --epochs 2 --hidden 16 --out run";
    sandbox.run(train).succeeded();
    sandbox.run("evaluate run --calibrate").succeeded();
    let model = SavedModel::open_on(sandbox.path("run"), &Device::flex()).unwrap();
    assert!(model.calibration().is_applied());

    // predict: label and probabilities of every image, to the last bit.
    let indices: String = (0..images.len())
        .map(|index| format!(" --index {index}"))
        .collect();
    let words = format!("predict run{indices} --format json");
    let predicted = sandbox.run(&words).succeeded().json();
    let predictions = model.predict(images).unwrap();
    assert_eq!(predicted.as_array().unwrap().len(), predictions.len());
    for (found, expected) in predicted.as_array().unwrap().iter().zip(&predictions) {
        assert_eq!(found["label"], expected.label);
        assert_eq!(numbers(&found["probabilities"]), expected.probabilities);
        assert_eq!(found["temperature"], model.temperature().get());
    }

    // evaluate: every figure, to the last digit.
    let words = "evaluate run --worst 12 --format json";
    let evaluated = sandbox.run(words).succeeded().json();
    let scored = model.evaluate(images, labels).unwrap();
    let figures = serde_json::to_value(&scored.evaluation).unwrap();
    for (key, figure) in figures.as_object().unwrap() {
        assert_eq!(evaluated[key], *figure, "{key}");
    }
    assert_eq!(evaluated["weights_sha256"], model.weights_sha256());

    // The same logits as predict's; a probability is single precision there and double precision here.
    assert_eq!(scored.logits, model.logits(images).unwrap());
    for (answer, prediction) in scored.answers.iter().zip(&predictions) {
        assert_eq!(answer.predicted, prediction.label);
        let probability = prediction.probabilities[usize::from(prediction.label)];
        assert!((answer.probability - f64::from(probability)).abs() < 1e-6);
    }

    // The page: the same errors, as probable.
    sandbox.run("runs report run").succeeded();
    let page = sandbox.read("run/report.html");
    let mistakes = evaluated["mistakes"].as_array().unwrap();
    assert!(mistakes.len() > 3, "{}", mistakes.len());
    for mistake in mistakes {
        let percent = 100.0 * mistake["probability"].as_f64().unwrap();
        let note = format!("probability {percent:.2} %, image {}", mistake["index"]);
        assert!(page.contains(&note), "{note}");
    }

    // The worker: the same logits to the last bit, and so the same probabilities.
    let weights = format!("{}/model.bpk", newest_checkpoint(&sandbox, "run"));
    let best = sandbox.read("run/checkpoints/best");
    let weights = weights.replace(sandbox.read("run/checkpoints/latest").trim(), best.trim());
    let logits = worker_logits(&sandbox, &weights);
    assert_eq!(logits, model.logits(images).unwrap());
    for (logits, prediction) in logits.iter().zip(&predictions) {
        let scaled: Vec<f32> = logits
            .iter()
            .map(|logit| (f64::from(*logit) / model.temperature().get()) as f32)
            .collect();
        let scaled: [f32; CLASSES] = scaled.try_into().unwrap();
        assert_eq!(softmax(&scaled), prediction.probabilities);
    }
}
