//! A worker that is honest, wrong, slow or mortal, as its environment says: this test program itself,
//! started again with the one test that is not a test.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use burn::tensor::Device;
use burn_mnist_bench::protocol::{Answer, Request, WeightsFiles};
use burn_mnist_bench::record::{Subject, Workload};
use burn_mnist_bench::{Candidate, Origin};
use burn_mnist_bench_worker::{Engine, WorkError, serve};
use burn_mnist_model::Weights;

const NATURE: &str = "DOUBLE_NATURE";

/// Where one that tires counts.
pub const COUNTER: &str = "DOUBLE_COUNTER";

/// A candidate whose worker is of this nature.
pub fn candidate(name: &str, nature: &str) -> Candidate {
    let words = [
        "double::worker_double",
        "--exact",
        "--ignored",
        "--nocapture",
    ];
    Candidate {
        name: name.to_owned(),
        threads: 1,
        origin: Origin::Ours,
        program: std::env::current_exe().unwrap(),
        arguments: words.map(Into::into).to_vec(),
        environment: vec![(NATURE.to_owned(), nature.to_owned())],
    }
}

#[test]
#[ignore = "a worker, started by the tests"]
fn worker_double() {
    let Ok(nature) = std::env::var(NATURE) else {
        return;
    };
    // Whatever the test runner has begun to write ends here.
    let _ = writeln!(io::stdout());
    let subject = Subject {
        framework: "burn".to_owned(),
        backend: nature.clone(),
        threads: 1,
        ..Subject::default()
    };
    let mut engine = Engine::new(subject, Device::flex(), Instant::now());
    let mut prepared = None;
    let answer = |request: Request| {
        if let Request::Prepare { case } = &request {
            prepared = Some(case.case.clone());
        }
        let is = |workload| {
            prepared
                .as_ref()
                .is_some_and(|case| case.workload == workload)
        };
        match (nature.as_str(), &request) {
            ("absent", Request::Hello) => {
                return Err(WorkError::Unavailable("no adapter was found".to_owned()));
            }
            ("overflowing", Request::Parity { .. }) => {
                return Err(WorkError::NotFinite("logits"));
            }
            ("unlearning", Request::Learn { .. }) => {
                return Err(WorkError::Unsupported("learning".to_owned()));
            }
            ("tiring", Request::Sample) if is_third_sample() => {
                return Err(WorkError::Device("out of breath".to_owned()));
            }
            ("mortal", Request::Sample) if is(Workload::Train) => {
                let _ = writeln!(io::stderr(), "the driver gave up");
                std::process::abort();
            }
            ("panicking", Request::Prepare { .. }) if is(Workload::Train) => {
                panic!("out of memory");
            }
            ("hanging", Request::Limits { .. }) | ("hanging", Request::Prepare { .. }) => {
                std::thread::sleep(Duration::from_secs(600));
            }
            _ => {}
        }
        let request = match request {
            Request::Parity { weights } if nature == "wrong" => Request::Parity {
                weights: perturb(weights),
            },
            request => request,
        };
        engine.answer(request).map(|answer| spoil(&nature, answer))
    };
    serve(io::stdin().lock(), io::stdout(), answer).unwrap();
}

/// Counted in a file, since each repeat has a process of its own.
fn is_third_sample() -> bool {
    let path = std::env::var(COUNTER).unwrap();
    let before = std::fs::read(&path).unwrap_or_default();
    std::fs::write(path, [before.as_slice(), b"."].concat()).unwrap();
    before.len() == 2
}

/// The same network but for one of its numbers, and that by little.
fn perturb(files: WeightsFiles) -> WeightsFiles {
    let bytes = std::fs::read(files.burnpack.unwrap()).unwrap();
    let mut weights = Weights::from_bytes(&bytes).unwrap();
    weights.output.bias[3] += 0.05;
    let [hidden, output] = [&weights.hidden[0], &weights.output];
    let parts = [&hidden.weight, &hidden.bias, &output.weight, &output.bias];
    let numbers = parts.into_iter().flatten().copied();
    let raw = files.raw.with_extension("perturbed");
    std::fs::write(
        &raw,
        numbers.flat_map(f32::to_le_bytes).collect::<Vec<u8>>(),
    )
    .unwrap();
    WeightsFiles {
        burnpack: None,
        raw,
        ..files
    }
}

fn spoil(nature: &str, answer: Answer) -> Answer {
    match (nature, answer) {
        ("astray", Answer::Losses(mut losses)) => {
            let last = losses.losses.len() - 1;
            losses.losses[last] += 0.1;
            Answer::Losses(losses)
        }
        ("slow", Answer::Sample(mut sample)) => {
            // By a factor that the noise of a busy machine does not reach, and really: the comparison has a clock too.
            std::thread::sleep(Duration::from_secs_f64(19.0 * sample.seconds));
            sample.seconds *= 20.0;
            Answer::Sample(sample)
        }
        (_, answer) => answer,
    }
}
