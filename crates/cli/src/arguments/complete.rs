//! What a shell offers for the values of arguments: names from the tables of settings and backends, and what is on the
//! disk, such as runs.
//!
//! An argument gets its candidates by the name of its value, so that every argument that takes a run offers runs.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use burn_mnist_backend::BackendKind;
use burn_mnist_bench::{ComparisonDirectory, peers};
use burn_mnist_experiment::ExperimentDirectory;
use burn_mnist_run::Artifacts;
use burn_mnist_run::store::LATEST;
use burn_mnist_settings::shipped::{self, Shipped};
use burn_mnist_settings::{KEYS, Key, Sweep};
use clap::{Arg, Command};
use clap_complete::engine::{
    ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter,
};

/// What an argument offers for its value.
type Candidates = Box<dyn Fn(&str) -> Vec<CompletionCandidate> + Send + Sync>;

/// The visible commands, with candidates for the values of their arguments.
pub fn completing(command: &Command) -> Command {
    let subcommands = command.get_subcommands();
    let subcommands = subcommands.filter(|subcommand| !subcommand.is_hide_set());
    let visible = Command::new("burn-mnist")
        .version(env!("CARGO_PKG_VERSION"))
        .propagate_version(true)
        .args(command.get_arguments().cloned())
        .subcommands(subcommands.cloned());
    with_candidates(visible)
}

fn with_candidates(command: Command) -> Command {
    let name = command.get_name().to_owned();
    command
        .mut_args(|argument| match candidates(&name, &argument) {
            Some(candidates) => argument.add(ArgValueCompleter::new(move |typed: &OsStr| {
                complete(&candidates, typed)
            })),
            None => argument,
        })
        .mut_subcommands(with_candidates)
}

/// The candidates that begin with what was typed.
fn complete(candidates: &Candidates, typed: &OsStr) -> Vec<CompletionCandidate> {
    let Some(text) = typed.to_str() else {
        return PathCompleter::any().complete(typed);
    };
    let mut candidates = candidates(text);
    candidates.retain(|candidate| candidate.get_value().to_string_lossy().starts_with(text));
    candidates
}

/// What an argument of this command offers; nothing if clap knows its values, or if any text will do.
fn candidates(command: &str, argument: &Arg) -> Option<Candidates> {
    let id = argument.get_id().as_str();
    let value = argument.get_value_names().and_then(<[_]>::first);
    let candidates: Candidates = match (command, id, value.map_or("", |name| name)) {
        (_, "backends" | "baseline", _) | (_, _, "NAME[:DEVICE]") => Box::new(|_| backends()),
        (_, "peers", _) => Box::new(|_| names(peers::names())),
        ("compare", "config", _) => Box::new(|typed| configs(&shipped::COMPARE, typed)),
        (_, "config", _) => Box::new(|typed| configs(&shipped::TRAIN, typed)),
        (_, _, "RUN|auto") => Box::new(|typed| joined(names(["auto"]), runs(typed))),
        (_, _, "RUN") => Box::new(runs),
        (_, _, "COMPARISON" | "OLD" | "NEW") => Box::new(comparisons),
        ("sweep", "resume", _) | (_, "sweeps", _) => {
            Box::new(|typed| experiments(&artifacts().sweeps(), typed))
        }
        ("cross-validate", "resume", _) | (_, "cross_validation", _) => {
            Box::new(|typed| experiments(&artifacts().cross_validations(), typed))
        }
        (_, "grid" | "range", _) => Box::new(|_| swept_keys()),
        (_, "augment", _) => Box::new(augmentations),
        _ => {
            let key = KEYS.iter().find(|key| key.name == id)?;
            let offers_names = !(key.candidates)().is_empty();
            offers_names.then(|| Box::new(|_: &str| names((key.candidates)())) as Candidates)?
        }
    };
    Some(candidates)
}

fn names<T: Into<String>>(names: impl IntoIterator<Item = T>) -> Vec<CompletionCandidate> {
    let names = names.into_iter().map(|name| name.into());
    names.map(CompletionCandidate::new).collect()
}

fn joined(
    mut first: Vec<CompletionCandidate>,
    second: Vec<CompletionCandidate>,
) -> Vec<CompletionCandidate> {
    first.extend(second);
    first
}

/// The backends of this program. Devices are not listed: that would load drivers at the press of a key.
fn backends() -> Vec<CompletionCandidate> {
    let compiled = BackendKind::ALL
        .into_iter()
        .filter(|kind| kind.is_compiled());
    let compiled = compiled.map(|kind| described(kind.name(), kind.about()));
    let auto = described("auto", "a real GPU if there is one, else flex");
    compiled.chain([auto]).collect()
}

fn described(name: &str, about: &'static str) -> CompletionCandidate {
    CompletionCandidate::new(name).help(Some(about.into()))
}

/// The built-in configs, and files.
fn configs(shipped: &[Shipped], typed: &str) -> Vec<CompletionCandidate> {
    let shipped = shipped.iter().map(|(name, _)| *name);
    joined(names(shipped), paths(typed))
}

/// The artifacts directory of the environment: what else was typed on the line is not known here.
fn artifacts() -> Artifacts {
    std::env::var_os(crate::artifacts::VARIABLE).map_or_else(Artifacts::default, Artifacts::new)
}

fn runs(typed: &str) -> Vec<CompletionCandidate> {
    let runs = burn_mnist_run::runs::store(artifacts().runs()).list();
    entries(runs.unwrap_or_default(), typed)
}

fn comparisons(typed: &str) -> Vec<CompletionCandidate> {
    let comparisons = ComparisonDirectory::list(&artifacts().comparisons());
    entries(comparisons.unwrap_or_default(), typed)
}

fn experiments(home: &Path, typed: &str) -> Vec<CompletionCandidate> {
    let experiments = ExperimentDirectory::list(home);
    entries(experiments.unwrap_or_default(), typed)
}

/// `latest` and the names of these directories, the last by name first; paths if none of them begins as typed.
fn entries(directories: Vec<PathBuf>, typed: &str) -> Vec<CompletionCandidate> {
    let listed = directories.iter().rev();
    let listed = listed.filter_map(|directory| directory.file_name()?.to_str());
    let latest = (!directories.is_empty()).then_some(LATEST);
    let found = names(latest.into_iter().chain(listed));
    match found
        .iter()
        .any(|name| name.get_value().to_string_lossy().starts_with(typed))
    {
        true => found,
        false => paths(typed),
    }
}

fn paths(typed: &str) -> Vec<CompletionCandidate> {
    PathCompleter::any().complete(OsStr::new(typed))
}

/// The keys that a sweep may vary, each before its values.
fn swept_keys() -> Vec<CompletionCandidate> {
    let varied = KEYS.iter().filter(|key| key.sweep == Sweep::Varies);
    let candidate = |key: &Key| described(&format!("{}=", key.name), key.help);
    varied.map(candidate).collect()
}

/// The transformations that a comma-separated list does not have yet, after what was typed of it.
fn augmentations(typed: &str) -> Vec<CompletionCandidate> {
    let list = typed.rsplit_once(',').map_or("", |(list, _)| list);
    let prefix = match list {
        "" => String::new(),
        list => format!("{list},"),
    };
    let given: Vec<&str> = list
        .split(',')
        .filter_map(|part| part.split('=').next())
        .collect();
    let names = burn_mnist_data::Augmentation::transformations();
    let left = names.filter(|name| !given.contains(name));
    self::names(left.map(|name| format!("{prefix}{name}=")))
}
