//! What is compared: the backends and devices that were named, or all of this machine, and peers.

use std::path::Path;

use burn_mnist_backend::{Availability, BackendKind, Selection};
use burn_mnist_bench::protocol::MISSED;
use burn_mnist_bench::results::Failed;
use burn_mnist_bench::{Candidate, ComparisonDirectory, Origin, Results, peers};

use crate::comparison::Settings;
use crate::failure::{Failure, Kind};
use crate::suggestion;

/// Backends and peers with the threads each is measured with.
pub struct Candidates {
    selections: Vec<Selection>,
    peers: Vec<String>,
    threads: Vec<usize>,
    /// Whether the settings name the backends, which must then be measured.
    are_named: bool,
}

impl Candidates {
    /// Those the settings name, or all backends that this machine has.
    ///
    /// # Errors
    ///
    /// A usage failure for a name that means nothing, one of kind `Backend` for one that is not compiled in.
    pub fn choose(settings: &Settings) -> Result<Self, Failure> {
        let selections = match settings.backends.is_empty() {
            true => present(),
            false => settings
                .backends
                .iter()
                .map(|text| Ok(Selection::parse(text)?))
                .collect::<Result<_, Failure>>()?,
        };
        for peer in &settings.peers {
            check_peer(peer)?;
        }
        let chosen = Self {
            selections,
            peers: settings.peers.clone(),
            threads: settings.threads.clone(),
            are_named: !settings.backends.is_empty(),
        };
        chosen.check_baseline(settings.baseline.as_deref())?;
        Ok(chosen)
    }

    /// Refuses results without a figure of a backend that the settings name.
    ///
    /// # Errors
    ///
    /// A failure of kind `Backend` that says which backends, and why.
    pub fn check_measured(
        &self,
        results: &Results,
        directory: &ComparisonDirectory,
    ) -> Result<(), Failure> {
        let is_named = |name: &str| {
            let mut selections = self.selections.iter();
            self.are_named && selections.any(|selection| selection.to_string() == name)
        };
        let missing: Vec<String> = results
            .unmeasured()
            .filter(|(participant, _)| is_named(&participant.subject.name))
            .map(|(participant, reason)| {
                let label = results.label(&participant.comparison, &participant.subject);
                match reason.starts_with(MISSED) {
                    true => format!("{label} {reason}"),
                    false => format!("{label}: {reason}"),
                }
            })
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let hint = match results.failures.iter().any(Failed::missed_target) {
            true => "raise --max-epochs, or lower --target".to_owned(),
            false => format!(
                "leave it out of --backends if it is optional; its messages are in {}",
                directory.workers().display()
            ),
        };
        let message = format!(
            "--backends (config key `backends`) names what could not be measured: {}",
            missing.join("; ")
        );
        Err(Failure::new(Kind::Backend, message).hint(hint))
    }

    fn check_baseline(&self, baseline: Option<&str>) -> Result<(), Failure> {
        let backends = self.selections.iter().map(ToString::to_string);
        let peers = self.peers.iter().map(|peer| name(peer).to_owned());
        let names: Vec<String> = backends.chain(peers).collect();
        match baseline {
            Some(baseline) if !names.iter().any(|name| name == baseline) => {
                let message =
                    format!("--baseline (config key `baseline`): `{baseline}` is not compared");
                Err(Failure::usage(message).hint(format!("one of: {}", names.join(", "))))
            }
            _ => Ok(()),
        }
    }

    /// Workers for all of them: those that heed it and peers once for each number of threads.
    ///
    /// # Errors
    ///
    /// When the peers' scripts cannot be written.
    pub fn start(
        &self,
        directory: &ComparisonDirectory,
        python: &Path,
    ) -> Result<Vec<Candidate>, Failure> {
        let program = std::env::current_exe().map_err(|error| {
            Failure::new(Kind::Failure, format!("cannot find this program: {error}"))
        })?;
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let all = [cores];
        let threads = match self.threads.is_empty() {
            true => all.as_slice(),
            false => self.threads.as_slice(),
        };
        let mut candidates = Vec::new();
        for selection in &self.selections {
            let threads = match selection.has_configurable_threads() {
                true => threads,
                false => &all,
            };
            candidates.extend(
                threads
                    .iter()
                    .map(|threads| ours(selection, *threads, &program)),
            );
        }
        if self.peers.is_empty() {
            return Ok(candidates);
        }
        let scripts = directory.workers().join("peers");
        peers::unpack(&scripts)?;
        for peer in &self.peers {
            let peers = threads
                .iter()
                .filter_map(|threads| peers::candidate(peer, *threads, &scripts, python));
            candidates.extend(peers);
        }
        Ok(candidates)
    }
}

fn ours(selection: &Selection, threads: usize, program: &Path) -> Candidate {
    let words = [
        "worker",
        "--backend",
        &selection.to_string(),
        "--threads",
        &threads.to_string(),
    ];
    Candidate {
        name: selection.to_string(),
        threads,
        origin: Origin::Ours,
        program: program.to_owned(),
        arguments: words.map(Into::into).to_vec(),
        environment: Vec::new(),
    }
    .limit_threads()
}

/// One selection a device of every backend that is compiled in and has one, or may have one.
fn present() -> Vec<Selection> {
    let mut selections = Vec::new();
    for listing in burn_mnist_backend::list() {
        let absent = matches!(
            listing.availability,
            Availability::NotCompiled | Availability::NoAdapter
        );
        if absent || listing.backend == BackendKind::Remote {
            continue;
        }
        let backend = listing.backend;
        let select = |device| Selection { backend, device };
        match listing.devices.is_empty() {
            true => selections.push(select(String::new())),
            false => selections.extend(listing.devices.into_iter().map(|d| select(d.selector))),
        }
    }
    selections
}

/// The name of a peer: one of ours, or the NAME of `NAME=PROGRAM`.
fn name(peer: &str) -> &str {
    peer.split_once('=').map_or(peer, |(name, _)| name)
}

fn check_peer(peer: &str) -> Result<(), Failure> {
    let known = peers::names();
    if peer.contains('=') || known.contains(&peer) {
        return Ok(());
    }
    let failure = Failure::usage(format!(
        "--peers (config key `peers`): unknown peer `{peer}`"
    ));
    Err(failure.hint(match suggestion::nearest(peer, &known) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("one of {}, or NAME=PROGRAM", known.join(", ")),
    }))
}

#[cfg(test)]
mod tests {
    use burn_mnist_bench::record::{Event, Record, Subject};

    use super::*;
    use crate::failure::exit_code;

    #[test]
    fn a_backend_must_be_measured_only_if_it_is_named() {
        let record = Record {
            schema_version: 1,
            comparison: "c".to_owned(),
            time: String::new(),
            machine: String::new(),
            event: Event::Failure {
                subject: Subject::named("flex", 2),
                case: None,
                reason: "killed by SIGKILL".to_owned(),
            },
        };
        let results = Results::of(&[record], None);
        let directory = tempfile::tempdir().unwrap();
        let directory = ComparisonDirectory::create(&directory.path().join("c")).unwrap();
        let check = |are_named| {
            let chosen = Candidates {
                selections: vec![Selection {
                    backend: BackendKind::Flex,
                    device: String::new(),
                }],
                peers: Vec::new(),
                threads: Vec::new(),
                are_named,
            };
            chosen.check_measured(&results, &directory)
        };
        check(false).unwrap();
        let failure = check(true).unwrap_err();
        assert_eq!(exit_code(failure.kind), 5);
        assert_eq!(
            failure.message,
            "--backends (config key `backends`) names what could not be measured: flex: killed by SIGKILL"
        );
    }
}
