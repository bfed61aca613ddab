//! Other frameworks that can be measured beside ours, where a user has installed them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::candidate::{Candidate, Origin};
use crate::error::BenchError;

/// A peer that comes with this program: a script for a Python that has the framework, or a program.
struct Peer {
    name: &'static str,
    worker: Worker,
}

enum Worker {
    Script {
        file: &'static str,
        arguments: &'static [&'static str],
    },
    Program(&'static str),
}

const PEERS: [Peer; 4] = [
    Peer {
        name: "pytorch",
        worker: Worker::Script {
            file: "pytorch.py",
            arguments: &[],
        },
    },
    Peer {
        name: "pytorch-dataloader",
        worker: Worker::Script {
            file: "pytorch.py",
            arguments: &["--loader", "dataloader"],
        },
    },
    Peer {
        name: "keras",
        worker: Worker::Script {
            file: "keras.py",
            arguments: &[],
        },
    },
    Peer {
        name: "candle",
        worker: Worker::Program("burn-mnist-candle"),
    },
];

/// The scripts, built in so that an installed program needs no checkout.
const SCRIPTS: [(&str, &str); 3] = [
    ("common.py", include_str!("../peers/common.py")),
    ("pytorch.py", include_str!("../peers/pytorch.py")),
    ("keras.py", include_str!("../peers/keras.py")),
];

/// The names of all peers that come with this program.
pub fn names() -> Vec<&'static str> {
    PEERS.iter().map(|peer| peer.name).collect()
}

/// Puts the scripts into `directory`, where [`candidate`] expects them.
///
/// # Errors
///
/// [`BenchError::Io`].
pub fn unpack(directory: &Path) -> Result<(), BenchError> {
    fs::create_dir_all(directory).map_err(BenchError::io("create", directory))?;
    for (name, text) in SCRIPTS {
        let path = directory.join(name);
        fs::write(&path, text).map_err(BenchError::io("write", &path))?;
    }
    Ok(())
}

/// The peer called `name`, whose script lies in `scripts` and runs with `python`; or, written as
/// `NAME=PROGRAM`, a program of the user's that speaks the protocol. None for an unknown name.
pub fn candidate(named: &str, threads: usize, scripts: &Path, python: &Path) -> Option<Candidate> {
    let (name, program, arguments) = match named.split_once('=') {
        Some((name, program)) => (name, PathBuf::from(program), Vec::new()),
        None => {
            let peer = PEERS.iter().find(|peer| peer.name == named)?;
            match &peer.worker {
                Worker::Program(program) => (named, PathBuf::from(program), Vec::new()),
                Worker::Script { file, arguments } => {
                    let script = scripts.join(file).into_os_string();
                    let words = arguments.iter().map(Into::into);
                    (
                        named,
                        python.to_owned(),
                        std::iter::once(script).chain(words).collect(),
                    )
                }
            }
        }
    };
    let mut candidate = Candidate {
        name: name.to_owned(),
        threads,
        origin: Origin::Peer,
        program,
        arguments,
        environment: vec![("PYTHONUNBUFFERED".to_owned(), "1".to_owned())],
    };
    if !candidate.arguments.is_empty() {
        candidate
            .arguments
            .extend(["--threads".into(), threads.to_string().into()]);
    }
    Some(candidate.limit_threads())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peer_is_a_script_a_program_or_what_the_user_says() {
        let find = |name| candidate(name, 2, Path::new("/s"), Path::new("py"));
        let script = find("pytorch-dataloader").unwrap();
        assert_eq!(script.program, Path::new("py"));
        let words = ["/s/pytorch.py", "--loader", "dataloader", "--threads", "2"];
        assert_eq!(script.arguments, words);
        let own = find("mine=/bin/mine").unwrap();
        assert_eq!(
            (own.name.as_str(), own.program.as_path()),
            ("mine", Path::new("/bin/mine"))
        );
        assert!(
            own.environment
                .contains(&("OMP_NUM_THREADS".to_owned(), "2".to_owned()))
        );
        assert!(find("tensorflow").is_none());
    }

    #[test]
    fn every_script_a_peer_needs_is_built_in() {
        let directory = tempfile::tempdir().unwrap();
        unpack(directory.path()).unwrap();
        for peer in PEERS {
            if let Worker::Script { file, .. } = peer.worker {
                assert!(directory.path().join(file).is_file(), "{file}");
            }
        }
    }
}
