//! The message of every kind of mistake, as a user sees it: one snapshot for each area, to be read as a whole.

use std::fmt::Write;
use std::fs;

use burn_mnist_model::{Classifier, Weights};
use image::{GrayImage, Luma};
use insta::{assert_snapshot, with_settings};

use crate::fixture::{
    FILES, QUICK, idx_directory, newest_checkpoint, picture, picture_directory, png, quick_run,
    synthetic_test,
};
use crate::sandbox::Sandbox;

/// What the program says to each of these command lines, all of which fail.
fn messages(sandbox: &Sandbox, mistakes: &[&str]) -> String {
    let mut text = String::new();
    for words in mistakes {
        let outcome = sandbox.run(words);
        let code = outcome.code.unwrap();
        assert!((1..=5).contains(&code), "{words}: {code}");
        assert!(!outcome.stderr.contains("panicked"), "{}", outcome.stderr);
        let stderr = redacted(&outcome.stderr, sandbox);
        writeln!(text, "$ burn-mnist {words}\n{stderr}exit code {code}\n").unwrap();
    }
    text
}

/// Compares the messages with the snapshot of this name.
#[track_caller]
fn check(name: &str, messages: &str) {
    with_settings!({ omit_expression => true }, { assert_snapshot!(name, messages) });
}

/// The text without what differs between machines and runs: directories, digests and numbers of bytes.
fn redacted(text: &str, sandbox: &Sandbox) -> String {
    let directory = sandbox.path("").display().to_string();
    let text = text.replace(directory.trim_end_matches('/'), "[DIR]");
    let lines = text.split('\n').map(|line| {
        let words: Vec<&str> = line.split(' ').collect();
        let redacted = words.iter().enumerate().map(|(index, word)| {
            let next = words.get(index + 1).copied().unwrap_or_default();
            let digest = word.trim_end_matches([',', ';']);
            if digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                word.replace(digest, "[SHA-256]")
            } else if next.starts_with("bytes")
                && word.parse::<u64>().is_ok_and(|count| count > 999)
            {
                "[N]".to_owned()
            } else {
                (*word).to_owned()
            }
        });
        redacted.collect::<Vec<_>>().join(" ")
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn command_line() {
    check(
        "command_line",
        &messages(
            &Sandbox::new(),
            &[
                "fly",
                "trian",
                "train --epoch 3",
                "train --epochs",
                "train --epochs five",
                "train --seed -1",
                "train --dataset minst",
                "train --resume a --repeat b",
                "train --format csv",
                "evaluate",
                "predict run",
                "explain run",
                "runs",
                "runs prune",
                "runs report latest --force",
                "data show --count 0",
                "completions tcsh",
            ],
        ),
    );
}

#[test]
fn settings() {
    let sandbox = Sandbox::new();
    sandbox.write("key.toml", "seed = 1\n\nepoch = 3\n");
    sandbox.write("type.toml", "epochs = \"five\"\n");
    sandbox.write("choice.toml", "activation = 'swish'\n");
    sandbox.write("syntax.toml", "epochs = = 3\n");
    sandbox.write("range.toml", "dropout = 1.5\n");
    sandbox.write("bytes.toml", [0xff, 0xfe]);
    check(
        "settings",
        &messages(
            &sandbox,
            &[
                "train --config nowhere.toml",
                "train --config smok",
                "train --config key.toml",
                "train --config type.toml",
                "train --config choice.toml",
                "train --config syntax.toml",
                "train --config range.toml",
                "train --config bytes.toml",
                "train --epochs 0",
                "train --learning-rate 0",
                "train --learning-rate NaN",
                "train --dropout 1",
                "train --hidden 256,0",
                "train --hidden 256;64",
                "train --optimizer adm",
                "train --schedule linear",
                "train --loss hinge",
                "train --activation swish",
                "train --momentum 0.5",
                "train --step-epochs 2",
                "train --warmup-epochs 6",
                "train --patience 0",
                "train --patience 3 --validation 0 --dataset synthetic",
                "train --augment shfit=2",
                "train --augment shift",
                "train --augment shift=99",
                "train --augment shift=1,shift=2",
                "train --augment sigma=3",
                "train --checkpoint-every often",
                "train --seed 18446744073709551615",
                "train --dataset synthetic --validation 100000",
                "train --exclude nowhere.toml --dataset synthetic",
            ],
        ),
    );
}

#[test]
fn backends() {
    let mut mistakes = vec![
        "train --dataset synthetic --backend flx",
        "train --dataset synthetic --backend gpu",
        "train --dataset synthetic --backend tensorflow",
        "train --dataset synthetic --backend flex:7",
        "compare --backends flx",
    ];
    if !cfg!(feature = "cuda") {
        mistakes.push("train --dataset synthetic --backend cuda:1");
        mistakes.push("compare --backends cuda --dataset synthetic");
    }
    check("backends", &messages(&Sandbox::new(), &mistakes));
}

#[test]
fn runs() {
    let sandbox = Sandbox::new();
    fs::create_dir(sandbox.path("full")).unwrap();
    sandbox.write("full/notes.txt", "");
    check(
        "runs_without_any",
        &messages(
            &sandbox,
            &[
                "evaluate latest",
                "evaluate nowhere",
                "runs show nowhere",
                "train --resume latest",
                "train --resume nowhere",
                "train --resume auto",
                "train --repeat nowhere",
                "train --dataset synthetic --out full",
            ],
        ),
    );
    quick_run(&sandbox);
    let checkpoint = newest_checkpoint(&sandbox, "run");
    let resume_checkpoint = format!("train --resume {checkpoint}");
    check(
        "runs_that_cannot_go_on_so",
        &messages(
            &sandbox,
            &[
                "train --resume run --epochs 9 --batch-size 64",
                "train --resume run --epochs 9 --dataset mnist",
                "train --resume run --epochs 1",
                "train --resume run --out elsewhere",
                &resume_checkpoint,
                "train --repeat run --hidden 8",
                &format!("{QUICK} --out run"),
                "evaluate run --split validation --dataset mnist",
                "predict run --index 999999 --dataset synthetic",
                "explain run --index 0 --dataset synthetic --class 10",
            ],
        ),
    );
    let record = sandbox.read("run/run.json");
    sandbox.write(
        "run/config.toml",
        sandbox.read("run/config.toml").replace("= 32", "= 8"),
    );
    let mut text = messages(&sandbox, &["train --resume run --epochs 9"]);
    sandbox.write("run/run.json", "{");
    text += &messages(
        &sandbox,
        &["runs show run", "train --resume run --epochs 9"],
    );
    let newer = record.replacen("\"schema_version\": ", "\"schema_version\": 9", 1);
    sandbox.write("run/run.json", newer);
    text += &messages(&sandbox, &["runs show run"]);
    check("runs_with_damaged_files", &text);
}

#[test]
fn checkpoints() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let checkpoint = newest_checkpoint(&sandbox, "run");
    let model = format!("{checkpoint}/model.bpk");
    let bytes = sandbox.bytes(&model);
    let mut flipped = bytes.clone();
    flipped[bytes.len() / 2] ^= 1;
    let evaluate = format!("evaluate {checkpoint}");
    let mut text = String::new();
    for damaged in [&flipped[..], &bytes[..bytes.len() - 1]] {
        sandbox.write(&model, damaged);
        text += &messages(&sandbox, &[&evaluate]);
    }
    fs::remove_file(sandbox.path(&model)).unwrap();
    text += &messages(&sandbox, &[&evaluate, "runs verify run"]);
    let name = sandbox.read("run/checkpoints/latest");
    for entry in sandbox.list("run/checkpoints") {
        if entry.starts_with("epoch") && entry != name.trim() {
            fs::remove_dir_all(sandbox.path("run/checkpoints").join(entry)).unwrap();
        }
    }
    text += &messages(&sandbox, &["train --resume run --epochs 9", "evaluate run"]);
    check("checkpoints", &text);
}

#[test]
fn weights() {
    let sandbox = Sandbox::new();
    let mut not_finite = Weights::zeros(8);
    not_finite.output.bias[4] = f32::NAN;
    let classifier = Classifier::new(not_finite, &burn::tensor::Device::flex());
    sandbox.write("nan.bpk", classifier.to_bytes().unwrap());
    sandbox.write("text.bpk", "not weights");
    sandbox.write("model.onnx", b"\x08\x08\x12\x07pytorch");
    sandbox.write("model.pt", b"PK\x03\x04model/data.pkl");
    check(
        "weights",
        &messages(
            &sandbox,
            &[
                "evaluate nan.bpk --dataset synthetic",
                "evaluate text.bpk --dataset synthetic",
                "evaluate model.onnx --dataset synthetic",
                "predict model.pt --index 0 --dataset synthetic",
                "evaluate nan.bpk --split validation --dataset synthetic",
                "evaluate nan.bpk --calibrate --dataset synthetic",
                "compare --checkpoint model.onnx --backends flex --dataset synthetic",
            ],
        ),
    );
}

#[test]
fn data() {
    let [train_images, train_labels, test_images, test_labels] = FILES;
    let train = "train --data-dir digits --validation 50 --epochs 1";
    let spoiled = |spoil: &dyn Fn(&Sandbox)| {
        let sandbox = Sandbox::new();
        idx_directory(&sandbox);
        spoil(&sandbox);
        messages(&sandbox, &[train])
    };
    let edited = |name: &str, edit: &dyn Fn(&mut Vec<u8>)| {
        spoiled(&|sandbox| {
            let path = format!("digits/{name}");
            let mut bytes = sandbox.bytes(&path);
            edit(&mut bytes);
            sandbox.write(&path, bytes);
        })
    };
    let mut text = spoiled(&|sandbox| fs::remove_dir_all(sandbox.path("digits")).unwrap());
    text += &spoiled(&|sandbox| fs::remove_file(sandbox.path("digits").join(test_labels)).unwrap());
    text += &edited(test_images, &|bytes| bytes.truncate(1_000));
    text += &edited(train_images, &|bytes| bytes.push(0));
    text += &edited(train_labels, &|bytes| bytes[8 + 17] = 10);
    text += &edited(train_images, &|bytes| {
        bytes[..4].copy_from_slice(b"\x89PNG")
    });
    text += &edited(test_labels, &|bytes| {
        bytes.truncate(8 + 60);
        bytes[4..8].copy_from_slice(&60_u32.to_be_bytes());
    });
    let sandbox = Sandbox::new();
    idx_directory(&sandbox);
    fs::create_dir(sandbox.path("empty")).unwrap();
    sandbox.write("file", "");
    text += &messages(
        &sandbox,
        &[
            "train --data-dir digits --validation 400",
            "train --data-dir empty",
            "train --data-dir file",
            "data verify --data-dir nowhere",
            "data show --data-dir digits --out file",
            "data check --data-dir digits --split test --write-exclusions list.toml",
            "data check --data-dir digits --cross-validation nowhere",
        ],
    );
    check("data", &text);
}

#[test]
fn pictures_of_classes() {
    let sandbox = Sandbox::new();
    picture_directory(&sandbox);
    sandbox.write("pictures/train/3/notes.txt", "what is this?");
    sandbox.write("pictures/test/3/empty.png", "");
    check(
        "pictures_of_classes",
        &messages(&sandbox, &["train --data-dir pictures --validation 50"]),
    );
}

#[test]
fn pictures() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let whole = png(&picture(&synthetic_test(1).images()[0]));
    sandbox.write("half.png", &whole[..whole.len() / 2]);
    sandbox.write("text.png", "seven\n");
    sandbox.write("empty.png", "");
    sandbox.write("picture.gif", b"GIF89a\x1c\0\x1c\0\0\0\0;");
    sandbox.write(
        "blank.png",
        png(&GrayImage::from_pixel(64, 64, Luma([255]))),
    );
    check(
        "pictures",
        &messages(
            &sandbox,
            &[
                "predict run nowhere.png",
                "predict run half.png",
                "predict run text.png",
                "predict run empty.png",
                "predict run picture.gif",
                "predict run blank.png",
                "predict run .",
                "explain run blank.png",
            ],
        ),
    );
}

#[test]
fn sweeps_and_cross_validations() {
    let sandbox = Sandbox::new();
    check(
        "sweeps_and_cross_validations",
        &messages(
            &sandbox,
            &[
                "sweep",
                "sweep --grid epoch=1,2",
                "sweep --grid epochs",
                "sweep --grid epochs=1,many",
                "sweep --grid seed=1,2",
                "sweep --grid backend=flex,ndarray",
                "sweep --grid dropout=0,2 --dataset synthetic",
                "sweep --grid dropout=0,0.1 --validation 0",
                "sweep --random 3 --range dropout=1..0",
                "sweep --random 3 --range optimizer=0..1",
                "sweep --range dropout=0..0.5",
                "sweep --grid dropout=0,0.1 --shard 3/2",
                "sweep --resume latest",
                "sweep report nowhere",
                "cross-validate --folds 1 --dataset synthetic",
                "cross-validate --folds 5 --patience 2 --dataset synthetic",
                "cross-validate --resume nowhere",
            ],
        ),
    );
}

#[test]
fn comparisons() {
    let sandbox = Sandbox::new();
    fs::create_dir_all(sandbox.path("artifacts/compare/damaged")).unwrap();
    sandbox.write("artifacts/compare/damaged/records.jsonl", "{\n{\n");
    check(
        "comparisons",
        &messages(
            &sandbox,
            &[
                "compare --backends flex --batch-size 0",
                "compare --backends flex --workloads fly",
                "compare --backends flex --peers tensorflow",
                "compare --backends flex --repeats 0",
                "compare --backends flex --target 2",
                "compare --backends flex --data-dir nowhere",
                "compare report",
                "compare report latest",
                "compare report nowhere",
                "compare report damaged",
                "compare diff damaged nowhere",
                "compare diff a b --fail-above 5",
            ],
        ),
    );
}

#[test]
fn dataset_mnist_with_a_directory_of_other_digits() {
    let sandbox = Sandbox::new();
    idx_directory(&sandbox);
    let own = "train --data-dir digits --validation 50 --epochs 1 --hidden 16";
    sandbox.run(&format!("{own} --out run")).succeeded();
    check(
        "dataset_mnist_with_a_directory_of_other_digits",
        &messages(
            &sandbox,
            &[
                &format!("{own} --dataset mnist"),
                "train --resume run --epochs 2 --dataset mnist",
                "train --repeat run --dataset mnist",
                "evaluate run --data-dir digits --dataset mnist",
                "data check --data-dir digits --dataset mnist",
                "data show --data-dir digits --dataset mnist",
                "compare --data-dir digits --dataset mnist",
            ],
        ),
    );
}
