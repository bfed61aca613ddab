//! `compare`: the same training and inference on every backend, proved equal before it is timed.

mod candidates;
mod change;
mod show;
mod watch;

use burn_mnist_app::{data, memory, runs};
use burn_mnist_bench::export::Theme;
use burn_mnist_bench::{Comparison, ComparisonDirectory, Ending, Results, journal};
use burn_mnist_bench_worker::{Checkpoint, ComparisonInputs};
use burn_mnist_inference::{ForeignFormat, InferenceError};
use burn_mnist_model::Activation;
use burn_mnist_run::timestamp;
use burn_mnist_training::StopSignal;

use self::candidates::Candidates;
use self::show::Show;
use self::watch::Watch;
use super::Done;
use crate::arguments::{Compare, CompareAction, Measure};
use crate::artifacts::artifacts;
use crate::comparison::Settings;
use crate::environment;
use crate::events::Terminal;
use crate::failure::{Failure, Kind};
use crate::interrupt::Interrupts;
use crate::output::{Format, Output};

/// Measures, or shows what was measured.
pub fn run(compare: Compare, output: Output, stop: &StopSignal) -> Result<Done, Failure> {
    match compare.action {
        None => measure(compare.measure, output, stop),
        Some(CompareAction::Report {
            comparisons,
            baseline,
            labels,
            verbose,
            theme,
        }) => {
            if theme.is_some() && output.format != Format::Svg {
                let message = "--theme: only --format svg has a theme; pages follow the reader's";
                return Err(Failure::usage(message).hint("leave it out, or add --format svg"));
            }
            let records = show::read(&comparisons, &labels)?;
            let results = Results::of(&records, baseline.as_deref());
            check_baseline(&results, baseline.as_deref())?;
            let show = Show {
                theme: theme.map(Theme::from).unwrap_or_default(),
                verbose,
                with_remedies: false,
            };
            show.results(&results, &records, output)?;
            Ok(Done::Completed)
        }
        Some(CompareAction::Diff {
            old,
            new,
            fail_above,
        }) => change::run(&old, &new, fail_above, output),
    }
}

fn measure(measure: Measure, output: Output, stop: &StopSignal) -> Result<Done, Failure> {
    let Measure {
        typed,
        options,
        config,
        quick,
        checkpoint,
        python,
        out,
        label,
        verbose,
        print_config,
    } = measure;
    let mut settings = Settings::resolve(options, quick, config.as_deref())?;
    settings.data_dir = typed.directory(Some(settings.dataset), settings.data_dir, output)?;
    if print_config {
        output.print(&settings.to_toml()?)?;
        return Ok(Done::Completed);
    }
    let checkpoint = checkpoint.map(|path| load(&path)).transpose()?;
    if let Some((_, hidden)) = &checkpoint {
        if settings.hidden != [*hidden] {
            output.note(format!("hidden units: {hidden}, as the checkpoint has"));
        }
        settings.hidden = vec![*hidden];
    }
    let chosen = Candidates::choose(&settings)?;
    let inputs = ComparisonInputs {
        digits: data::load(
            settings.dataset,
            settings.data_dir.clone(),
            &Terminal::new(output).context(),
        )?,
        checkpoint: checkpoint.map(|(checkpoint, _)| checkpoint),
    };
    for recipe in settings.largest_trainings() {
        memory::check(&recipe, inputs.digits.train.len())?;
    }
    let directory = match &out {
        Some(out) => ComparisonDirectory::create(out)?,
        None => {
            ComparisonDirectory::create_named(&artifacts().comparisons(), &timestamp::compact())?
        }
    };
    let interrupts = Interrupts::install(stop).map_err(|error| {
        Failure::new(Kind::Failure, format!("cannot watch for signals: {error}"))
    })?;
    output.note(format!("comparison {}", directory.root().display()));
    let mut warnings = environment::cautions();
    for warning in &warnings {
        output.warn(warning);
    }
    warnings.extend(settings.warning());
    let records = directory.records();
    let mut watch = Watch::new(output, stop.clone());
    let comparison = Comparison {
        plan: settings.plan(),
        candidates: chosen.start(&directory, &python)?,
        inputs: &inputs,
        directory: directory.clone(),
        software: environment::measured_software(),
        settings: serde_json::to_value(&settings).unwrap_or_default(),
        label,
        warnings,
        observer: &mut watch,
    };
    let ended = comparison.run();
    watch.clear();
    let ending = ended?;
    let records = journal::read(&records)?;
    let results = Results::of(&records, settings.baseline.as_deref());
    show::keep(&results, &directory)?;
    let show = Show {
        theme: Theme::default(),
        verbose,
        with_remedies: true,
    };
    show.results(&results, &records, output)?;
    output.note(format!(
        "kept in {}: records.jsonl, report.html",
        directory.root().display()
    ));
    match ending {
        Ending::Whole => {
            chosen.check_measured(&results, &directory)?;
            Ok(Done::Completed)
        }
        Ending::Stopped => Ok(Done::Interrupted(interrupts.exit_code())),
    }
}

fn check_baseline(results: &Results, named: Option<&str>) -> Result<(), Failure> {
    if named.is_none() || named == results.baseline.as_deref() {
        return Ok(());
    }
    let mut names: Vec<&str> = results
        .rows
        .iter()
        .map(|row| row.subject.name.as_str())
        .collect();
    names.sort_unstable();
    names.dedup();
    let message = format!(
        "--baseline: nothing was measured of `{}`",
        named.unwrap_or_default()
    );
    Err(Failure::usage(message).hint(format!("one of: {}", names.join(", "))))
}

/// Verified weights, and the units of their hidden layer; only of the network that is compared.
fn load(path: &std::path::Path) -> Result<(Checkpoint, usize), Failure> {
    let source = burn_mnist_run::locate(&runs::find(path, &artifacts())?)?;
    let checkpoint = Checkpoint::from_bytes(source.bytes.to_vec()).map_err(|error| {
        let path = source.path.clone();
        match ForeignFormat::of(&path, &source.bytes) {
            Some(format) => Failure::from(InferenceError::Foreign { path, format }),
            None => Failure {
                path: Some(path),
                ..Failure::new(Kind::Checkpoint, error.to_string())
            },
        }
    })?;
    let weights = checkpoint.weights();
    match (weights.widths().single(), weights.activation) {
        (Some(hidden), Activation::Relu) => Ok((checkpoint, hidden)),
        (_, activation) => {
            let (path, found) = (source.path, format!("{} {activation}", weights.widths()));
            let message = format!(
                "{}: the network compared has one hidden layer with relu; this one has {found}",
                path.display()
            );
            Err(Failure {
                path: Some(path),
                expected: Some("one hidden layer, relu".to_owned()),
                found: Some(found),
                ..Failure::usage(message)
            }
            .hint("give the checkpoint of a run with one --hidden and the default --activation"))
        }
    }
}
