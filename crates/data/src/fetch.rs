//! Files brought into the cache from whichever source gives them whole.

use std::path::PathBuf;

use serde::Serialize;

use crate::digest::sha256;
use crate::files::{DataFile, DataFiles};
use crate::place::Place;
use crate::read::verify_file;
use crate::store::store;
use crate::{Attempt, DataError, Progress};

/// A source of files. Its content is not trusted.
pub(crate) trait Source {
    /// How notes and errors name it.
    fn name(&self) -> String;

    /// The unpacked file, of at most `file.bytes + 1` bytes.
    fn get(&mut self, file: &DataFile, progress: &mut dyn Progress) -> Result<Vec<u8>, Failure>;
}

/// Why a source did not give a file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// This file only.
    File(String),
    /// It is not reachable, and not tried again.
    Source(String),
}

/// What a fetch found in the cache and what it brought there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FetchReport {
    /// The cache.
    pub directory: PathBuf,
    /// The four files, training first.
    pub files: Vec<FetchedFile>,
}

/// A verified file of the cache.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FetchedFile {
    /// Where it is.
    pub path: PathBuf,
    /// The source it was fetched from; none where it was there already.
    pub fetched_from: Option<String>,
}

/// Makes `cache` hold all of `files`, asking `sources` in turn for each that is missing or damaged.
pub(crate) fn fetch_into(
    cache: &Place,
    files: &DataFiles,
    sources: &mut Vec<Box<dyn Source>>,
    progress: &mut dyn Progress,
) -> Result<FetchReport, DataError> {
    let mut attempts = Vec::new();
    let mut report = FetchReport {
        directory: cache.directory.clone(),
        files: Vec::with_capacity(4),
    };
    for file in files.all() {
        if let Some(path) = whole(cache, &file, progress) {
            report.files.push(FetchedFile {
                path,
                fetched_from: None,
            });
            continue;
        }
        let Some((bytes, source)) = ask_all(&file, sources, &mut attempts, progress) else {
            return Err(DataError::Unreachable {
                path: cache.directory.join(file.name),
                attempts,
            });
        };
        let path = store(&cache.directory, file.name, &bytes)?;
        report.files.push(FetchedFile {
            path,
            fetched_from: Some(source),
        });
    }
    Ok(report)
}

/// The cached file, if it is undamaged.
fn whole(cache: &Place, file: &DataFile, progress: &mut dyn Progress) -> Option<PathBuf> {
    let path = cache.find(file)?;
    match verify_file(&path, file) {
        Ok(()) => Some(path),
        Err(_) => {
            progress.note(&format!("{} is damaged: fetching it again", path.display()));
            None
        }
    }
}

/// The first whole copy any source gives, and that source's name. Sources found dead are dropped.
fn ask_all(
    file: &DataFile,
    sources: &mut Vec<Box<dyn Source>>,
    attempts: &mut Vec<Attempt>,
    progress: &mut dyn Progress,
) -> Option<(Vec<u8>, String)> {
    let mut next = 0;
    while next < sources.len() {
        let source = sources[next].name();
        let reason = match sources[next]
            .get(file, progress)
            .and_then(|bytes| check(file, bytes))
        {
            Ok(bytes) => return Some((bytes, source)),
            Err(Failure::File(reason)) => {
                next += 1;
                reason
            }
            Err(Failure::Source(reason)) => {
                sources.remove(next);
                reason
            }
        };
        let attempt = Attempt {
            source,
            reason: format!("{}: {reason}", file.name),
        };
        progress.note(&attempt.to_string());
        attempts.push(attempt);
    }
    None
}

fn check(file: &DataFile, bytes: Vec<u8>) -> Result<Vec<u8>, Failure> {
    let length = bytes.len() as u64;
    if length != file.bytes {
        let found = if length > file.bytes {
            "more".to_owned()
        } else {
            length.to_string()
        };
        return Err(Failure::File(format!(
            "expected {} bytes, found {found}",
            file.bytes
        )));
    }
    let found = sha256(&bytes);
    if found != file.sha256 {
        return Err(Failure::File(format!(
            "expected SHA-256 {}, found {found}",
            file.sha256
        )));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests;
