//! `worker`: one backend in a process of its own, at the service of a comparison.

use std::io;
use std::process::ExitCode;
use std::time::Instant;

use burn_mnist_backend::{BURN, Selection};
use burn_mnist_bench::record::Subject;
use burn_mnist_bench_worker::{End, Engine, WorkError, serve};

use crate::arguments::Worker;
use crate::failure::Failure;

/// Exit code after a panic, so that later output is not taken for an answer.
const PANICKED: u8 = 70;

/// Answers on standard output until there are no more requests on standard input.
pub fn run(arguments: &Worker, started: Instant) -> ExitCode {
    let mut engine = open(arguments, started);
    let served = serve(
        io::stdin().lock(),
        io::stdout().lock(),
        |request| match &mut engine {
            Ok(engine) => engine.answer(request),
            Err(failure) => Err(WorkError::Unavailable(failure.message.clone())),
        },
    );
    match served {
        Ok(End::Quiet) => ExitCode::SUCCESS,
        Ok(End::Panicked) => ExitCode::from(PANICKED),
        // The comparison has ended.
        Err(_) => ExitCode::FAILURE,
    }
}

fn open(arguments: &Worker, started: Instant) -> Result<Engine, Failure> {
    let selection = Selection::parse(&arguments.backend)?;
    let opened = burn_mnist_backend::open(&selection)?;
    let hardware = opened.hardware;
    let subject = Subject {
        name: selection.to_string(),
        framework: "burn".to_owned(),
        version: BURN.to_owned(),
        backend: hardware.backend,
        device: hardware.device,
        device_name: hardware.device_name,
        kind: hardware.kind,
        driver: hardware.driver,
        threads: arguments.threads,
    };
    Ok(Engine::new(subject, opened.device, started))
}
