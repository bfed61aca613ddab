//! `train`: from settings to a finished run, which is new, resumed or repeated.

pub(crate) mod changes;
pub(crate) mod error;
pub(crate) mod images;
pub(crate) mod launch;
mod planned;
mod repeat;
pub(crate) mod resume;
pub(crate) mod target;

use std::path::{Path, PathBuf};

use burn_mnist_backend::{BackendError, Selection};
use burn_mnist_run::record::Status;
use burn_mnist_run::{LabelChange, Pointer, RunDirectory, RunRecord, TextChange};
use burn_mnist_settings::{PartialSettings, Settings};
use burn_mnist_training::observer::Unobserved;
use burn_mnist_training::{Display, Observer, TrainingError};

pub use self::error::RunRequestError;
pub use self::planned::settings;
pub use self::repeat::Repetition;

use self::launch::{Launch, launch};
use self::planned::{Plan, Planned};
use self::target::RunTarget;
use crate::context::Context;
use crate::device::open_device;
use crate::error::AppError;
use crate::model::MnistPolicy;
use crate::notice::Notice;
use crate::{memory, page, runs};

/// Which run is trained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A new one.
    New,
    /// The one of this path or name, from its newest whole checkpoint on.
    Resume(PathBuf),
    /// The one in the settings' `out`, which begins if it is not there.
    ResumeOrBegin,
    /// A new one with the settings of the one of this path or name.
    Repeat(PathBuf),
}

/// Whether a completed run gets its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PagePolicy {
    /// It does.
    #[default]
    Write,
    /// It does not.
    Omit,
}

/// What to train, and how it is shown.
pub struct TrainRequest {
    /// Which run.
    pub target: Target,
    /// Settings that were given one by one.
    pub options: PartialSettings,
    /// A config for what they leave unset.
    pub config: Option<PathBuf>,
    /// The name, tags and note of the run.
    pub label: LabelChange,
    /// Which digits a run that is resumed or repeated must have been begun on.
    pub mnist: MnistPolicy,
    /// Whether a completed run gets its page.
    pub page: PagePolicy,
    /// Who watches the epochs.
    pub observer: Box<dyn Observer>,
    /// Who shows them.
    pub display: Display,
}

impl TrainRequest {
    /// A training without a config that nobody watches.
    pub fn new(target: Target, options: PartialSettings) -> Self {
        Self {
            target,
            options,
            config: None,
            label: LabelChange::default(),
            mnist: MnistPolicy::default(),
            page: PagePolicy::default(),
            observer: Box::new(Unobserved),
            display: Display::Observer,
        }
    }
}

/// A run that was trained, or that was complete already.
#[derive(Debug)]
pub struct Trained {
    /// Its directory.
    pub run: RunDirectory,
    /// Its record.
    pub record: RunRecord,
    /// Its page, where one was written.
    pub page: Option<PathBuf>,
    /// How it compares with the run it repeats.
    pub repetition: Option<Repetition>,
}

/// Trains; a run that was asked to stop is no error, its record says so.
///
/// # Errors
///
/// [`AppError`]. [`AppError::RunEnded`] says whether the run can be resumed.
pub fn train(request: TrainRequest, context: &Context<'_>) -> Result<Trained, AppError> {
    let TrainRequest {
        target,
        options,
        config,
        label,
        mnist,
        page: page_policy,
        observer,
        display,
    } = request;
    let Planned {
        mut settings,
        target,
        repeats,
    } = match plan(target, options, config.as_deref(), mnist, context)? {
        Plan::Train(planned) => *planned,
        Plan::Complete(run, mut record) => {
            if !label.is_empty() {
                *record = runs::relabel(&run, &label)?;
            }
            return Ok(Trained {
                run,
                record: *record,
                page: None,
                repetition: None,
            });
        }
    };
    let (selection, opened) = open_device(&settings.backend, context)?;
    settings.backend = selection.to_string();
    let images = images::prepare(&settings, context)?;
    if let Some((run, record)) = target
        .record()
        .or(repeats.as_ref().map(|(run, r)| (run, r)))
    {
        images.check_same(&record.dataset, run)?;
    }

    let (device, test) = (opened.device.clone(), images.test.clone());
    memory::check(&settings.recipe(), images.splits.train.len())?;
    let mut open_run = target.open(&settings, &opened, &images.record, context)?;
    open_run.record.relabel(&label);
    let run = open_run.run.clone();
    if let TextChange::Set(name) = &label.name {
        notice_name_taken(name, &run, context)?;
    }
    context.events.run_opened(&run)?;
    if let Err(error) = context.artifacts.remember(&run) {
        // The run itself needs no list.
        tracing::warn!("the run will not be listed: {error}");
    }
    tracing::info!("training on {selection} with seed {}", settings.seed);
    tracing::info!("data: {}", images.source());
    page::discard(&run, context);
    let launched = launch(Launch {
        identity: settings.identity(),
        settings,
        opened,
        images,
        open_run,
        observer,
        display,
        stop: context.stop.clone(),
    })?;
    let record = launched.map_err(|error| ended(error, &run))?;
    let repetition = repeats.map(|(source, then)| repeat::compare(&source, &then, &run, &record));
    let page = match (page_policy, record.status) {
        (PagePolicy::Write, Status::Completed) => {
            page::keep(&run, &record, &device, test.as_ref(), context)
        }
        _ => None,
    };
    Ok(Trained {
        run,
        record,
        page,
        repetition: repetition.transpose()?,
    })
}

/// Says which other runs have the name already.
fn notice_name_taken(
    name: &str,
    run: &RunDirectory,
    context: &Context<'_>,
) -> Result<(), AppError> {
    let place = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut others = runs::with_name(name, &context.artifacts)?;
    others.retain(|other| place(other) != place(run.root()));
    if !others.is_empty() {
        context.notice(Notice::NameTaken {
            name: name.to_owned(),
            run: run.root().to_owned(),
            others,
        });
    }
    Ok(())
}

/// Decides from what was asked for.
fn plan(
    target: Target,
    options: PartialSettings,
    config: Option<&Path>,
    mnist: MnistPolicy,
    context: &Context<'_>,
) -> Result<Plan, AppError> {
    match target {
        Target::New => {
            let settings = settings(options, config, context)?;
            let target = RunTarget::Create(settings.out.clone());
            Ok(planned::train(settings, target))
        }
        Target::Resume(run) => resume::named(&run, options, config, mnist, context),
        Target::ResumeOrBegin => resume::or_begin(options, config, mnist, context),
        Target::Repeat(run) => {
            let asked = PartialSettings::layered(options, config)?;
            repeat::plan(&run, asked, mnist, context)
        }
    }
}

/// A failure that is not the recipe's own leaves a run that can go on once its cause is gone.
fn ended(error: TrainingError, run: &RunDirectory) -> AppError {
    let saved = Pointer::Latest.get(&run.checkpoints());
    AppError::RunEnded {
        run: run.root().to_owned(),
        is_resumable: saved.is_ok_and(|saved| saved.is_some()),
        source: error,
    }
}

/// The settings a run would have.
///
/// # Errors
///
/// [`AppError::Settings`]; [`AppError::Backend`] for a backend that no build has.
pub fn resolve(
    options: PartialSettings,
    config: Option<&Path>,
    context: &Context<'_>,
) -> Result<Settings, AppError> {
    let settings = settings(options, config, context)?;
    // A config may be written for another build, but not for a backend that nobody has.
    if let Err(error @ BackendError::Unknown { .. }) = Selection::parse(&settings.backend) {
        return Err(error.into());
    }
    Ok(settings)
}
