//! Puts the notices of the application into words on standard error.

use std::cell::RefCell;
use std::io;
use std::path::PathBuf;

use burn_mnist_app::{AppError, Context, Events, Notice};
use burn_mnist_data::Progress;
use burn_mnist_experiment::{ExperimentDirectory, Outcome, TrialResult};
use burn_mnist_run::RunDirectory;
use burn_mnist_run::record::Hardware;
use burn_mnist_training::StopSignal;

use crate::advice::{Advise, resume_command};
use crate::artifacts::artifacts;
use crate::duration::duration;
use crate::environment;
use crate::interrupt::Interrupts;
use crate::invocation::quoted;
use crate::logging::LogFile;
use crate::output::Output;
use crate::progress::Downloads;

/// Receives the notices of the application and shows them.
pub struct Terminal<'a> {
    output: Output,
    stop: StopSignal,
    log: Option<&'a LogFile>,
    interrupts: RefCell<Option<Interrupts>>,
}

impl<'a> Terminal<'a> {
    /// For a command that ends by itself.
    pub fn new(output: Output) -> Self {
        Self {
            output,
            stop: StopSignal::default(),
            log: None,
            interrupts: RefCell::default(),
        }
    }

    /// For a command that trains: what begins there goes into a run's `log`, and signals set `stop`.
    pub fn of_training(output: Output, stop: &StopSignal, log: &'a LogFile) -> Self {
        Self {
            output,
            stop: stop.clone(),
            log: Some(log),
            interrupts: RefCell::default(),
        }
    }

    /// The context that the application works in.
    pub fn context(&self) -> Context<'_> {
        Context {
            events: self,
            software: environment::software(),
            stop: self.stop.clone(),
            cache: cache(),
            artifacts: artifacts(),
        }
    }

    /// The exit code of a run that was asked to stop.
    pub fn interrupted_code(&self) -> u8 {
        let interrupts = self.interrupts.borrow();
        let interrupts = interrupts.as_ref();
        interrupts.map_or(130, Interrupts::exit_code)
    }

    fn watch_signals(&self) -> Result<(), AppError> {
        let mut interrupts = self.interrupts.borrow_mut();
        if interrupts.is_none() {
            let installed = Interrupts::install(&self.stop);
            *interrupts = Some(installed.map_err(|error| cannot("watch for signals", error))?);
        }
        Ok(())
    }

    fn open_log(&self, run: &RunDirectory) -> Result<(), AppError> {
        let opened = self.log.map_or(Ok(()), |log| log.open(&run.log()));
        opened.map_err(|error| cannot(&format!("write {}", run.log().display()), error))
    }
}

impl Events for Terminal<'_> {
    fn notice(&self, notice: Notice<'_>) {
        say(notice, self.output);
    }

    fn run_opened(&self, run: &RunDirectory) -> Result<(), AppError> {
        self.open_log(run)?;
        self.watch_signals()
    }

    fn experiment_opened(&self, _: &ExperimentDirectory) -> Result<(), AppError> {
        self.watch_signals()
    }

    fn trial_opened(&self, run: &RunDirectory) -> Result<(), AppError> {
        self.open_log(run)
    }

    fn downloads(&self) -> Box<dyn Progress + '_> {
        Box::new(Downloads::new(self.output))
    }
}

/// Where the user keeps MNIST.
fn cache() -> Option<PathBuf> {
    let cache = std::env::var_os("BURN_MNIST_CACHE").filter(|cache| !cache.is_empty());
    cache.map(PathBuf::from)
}

fn cannot(action: &str, source: io::Error) -> AppError {
    AppError::Io {
        action: action.to_owned(),
        path: None,
        source,
    }
}

fn say(notice: Notice<'_>, output: Output) {
    match notice {
        Notice::BackendPicked(selection) => {
            output.announce(format!("auto: running on {selection}"));
        }
        Notice::DeviceOpened(hardware) => advise(&hardware, output),
        Notice::DirectoryIgnored => {
            output.note("synthetic digits come from no directory: --data-dir is not used");
        }
        Notice::Unverified(weights) => output.warn(format!(
            "{} has no manifest, so its content cannot be verified",
            weights.display()
        )),
        Notice::TrainedOnSynthetic => output.warn(
            "this network was trained on synthetic digits, which look little like handwriting; \
             `burn-mnist train` trains one on MNIST",
        ),
        Notice::OtherCalibration {
            path,
            calibration,
            weights_sha256,
        } => output.warn(format!(
            "{} is not used: it was fitted for the weights of SHA-256 {}, and these have {weights_sha256}; \
             `burn-mnist evaluate RUN --calibrate` fits it again",
            path.display(),
            calibration.weights_sha256,
        )),
        Notice::CalibrationDamaged(error) => {
            output.warn(format!("probabilities are not calibrated: {error}"));
        }
        Notice::OtherTestSet { source } => {
            output.warn(format!("{source} is not the test set of its run"));
        }
        Notice::RunComplete(run) => output.note(format!(
            "{} is complete; --epochs N trains it for more epochs",
            run.display()
        )),
        Notice::Resuming { run, from } => {
            let run = run.display();
            output.note(match from {
                Some(checkpoint) => format!("resuming {run} from {checkpoint}"),
                None => format!("{run} has no checkpoint yet: training starts from the beginning"),
            });
        }
        Notice::BackendChanged { before, now } => {
            output.note(format!("continuing on {now}; earlier epochs ran on {before}"));
        }
        Notice::NameTaken { name, run, others } => {
            let others: Vec<String> = others.iter().map(|other| quoted(other)).collect();
            output.warn(format!(
                "{} is named {name} already: name a run by its directory, or rename this one with `burn-mnist runs \
                 label {} --name NAME`",
                others.join(", "),
                quoted(&run)
            ));
        }
        Notice::Repeating(run) => output.note(format!("repeating {}", run.display())),
        Notice::ConfigRewritten(error) => output.warn(format!(
            "{}; rewritten from the record",
            error.message()
        )),
        Notice::CheckpointDamaged { name, reason } => {
            output.warn(format!("checkpoint {name} cannot be used: {reason}"));
        }
        Notice::BestLost(error) => output.warn(format!(
            "the best checkpoint cannot be used; the next best replaces it: {error}"
        )),
        Notice::PageNotRemoved { path, error } => {
            output.warn(format!("cannot remove {}: {error}", path.display()));
        }
        Notice::PageNotWritten { run, error } => output.warn(format!(
            "the run is complete, but has no report: {}; `burn-mnist runs report {}` makes it",
            error.message(),
            quoted(&run)
        )),
        Notice::PageWithoutNetwork(error) => output.warn(format!(
            "the report does not show the network: {}",
            error.message()
        )),
        Notice::ExperimentPageNotWritten { kind, error } => output.warn(format!(
            "the {} has no report.html: {}",
            kind.name(),
            error.message()
        )),
        Notice::NotCompared { run, error } => output.note(format!(
            "{} is compared by its accuracy alone: {}",
            run.display(),
            error.message()
        )),
        Notice::ExperimentOpened { kind, root } => {
            output.note(format!("{} {}", kind.name(), root.display()));
        }
        Notice::TrialEnded {
            result,
            done,
            trials,
            description,
            seconds_left,
        } => output.note(format!(
            "{}  {done} done{}",
            trial(&result, trials, &description),
            time_left(seconds_left)
        )),
        Notice::ExperimentStopped { kind, root, shard } => {
            output.announce(format!("go on: {}", resume_command(kind, &root, shard)));
        }
        Notice::FewerPoints(found) => {
            output.note(format!("the lists have only {found} points"));
        }
        Notice::OneSeed => output.announce(
            "one seed per point: the ranking may be due to chance, and there are no confidence intervals",
        ),
        Notice::AboutDigits(note) => output.note(note),
        Notice::NothingToDraw(path) => output.warn(format!(
            "{} is not written: there is no likely label error to draw",
            path.display()
        )),
    }
}

fn time_left(seconds: f64) -> String {
    match seconds > 0.0 {
        true => format!(", about {} left", duration(seconds)),
        false => String::new(),
    }
}

fn trial(result: &TrialResult, trials: usize, description: &str) -> String {
    let outcome = match &result.outcome {
        Outcome::Scored(score) => format!(
            "accuracy {:.2} %, loss {:.4}",
            100.0 * score.accuracy,
            score.loss
        ),
        Outcome::Diverged { reason } => format!("diverged: {reason}"),
    };
    format!(
        "trial {} of {trials}  {description}  {outcome}  {}",
        result.trial,
        duration(result.seconds)
    )
}

/// Says what makes a figure of this device mean less than it seems.
fn advise(hardware: &Hardware, output: Output) {
    let tuned = cfg!(feature = "gpu");
    match hardware.kind.as_str() {
        "software" => {
            let name = &hardware.device_name;
            output.note(format!(
                "{name} is a software renderer: it computes on the CPU, and training takes about 30 times as long as \
                 with --backend flex"
            ));
            if tuned {
                output.warn("autotuning on a software renderer takes very long; build without --features gpu");
            }
        }
        "discrete" | "integrated" | "virtual" if !tuned => output.note(
            "this build has no autotuning and no kernel fusion; for full speed build with --features gpu",
        ),
        _ => {}
    }
}
