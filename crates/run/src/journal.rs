//! Append-only files of JSON, one object a line: whatever was appended is on the disk before the call returns.
//!
//! A crash can leave an unfinished last line. Reading passes over it; opening the file for more cuts it off. A damaged
//! line anywhere else is an error that names the file and the line.

mod error;

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

pub use self::error::JournalError;
use crate::exclusive;

/// A line of one kind of file, with a field `schema_version`.
pub trait Line {
    /// The schema version that is written, and the newest that is read.
    const VERSION: u32;
}

/// A file that this process alone appends to.
#[derive(Debug)]
pub struct Journal<T> {
    path: PathBuf,
    // The lock lasts as long as the file is open.
    file: File,
    length: u64,
    line: PhantomData<fn(T)>,
}

impl<T: Line + Serialize> Journal<T> {
    /// Opens the file at `path` to append to it, or creates it; an unfinished last line is cut off.
    ///
    /// # Errors
    ///
    /// [`JournalError::Locked`] if another process appends to it, [`JournalError::Io`].
    pub fn open(path: &Path) -> Result<Self, JournalError> {
        let mut options = File::options();
        options.read(true).write(true).create(true).truncate(false);
        let file = options
            .open(path)
            .map_err(JournalError::io("write", path))?;
        Self::lock(path, file)
    }

    /// A new file at `path`.
    ///
    /// # Errors
    ///
    /// [`JournalError::Io`], also if a file is there.
    pub fn create(path: &Path) -> Result<Self, JournalError> {
        let mut options = File::options();
        options.read(true).write(true).create_new(true);
        let file = options
            .open(path)
            .map_err(JournalError::io("create", path))?;
        Self::lock(path, file)
    }

    /// Appends a line, and waits until the disk has it.
    ///
    /// # Errors
    ///
    /// [`JournalError::Write`], [`JournalError::Io`].
    pub fn append(&mut self, line: &T) -> Result<(), JournalError> {
        self.append_all(std::slice::from_ref(line))
    }

    /// Appends lines, and waits until the disk has all of them.
    ///
    /// # Errors
    ///
    /// [`JournalError::Write`], [`JournalError::Io`].
    pub fn append_all(&mut self, lines: &[T]) -> Result<(), JournalError> {
        let text = encode(&self.path, lines)?;
        let written = self.file.write_all(&text);
        match written.and_then(|()| self.file.sync_data()) {
            Ok(()) => {
                self.length += text.len() as u64;
                Ok(())
            }
            Err(source) => {
                // Part of a line would spoil the next one. If even this fails, opening the file again does it.
                let _ = self.cut();
                Err(JournalError::Write {
                    path: self.path.clone(),
                    bytes: text.len(),
                    source,
                })
            }
        }
    }

    fn lock(path: &Path, file: File) -> Result<Self, JournalError> {
        let failed = || JournalError::io("write", path);
        if !exclusive::try_lock(&file).map_err(failed())? {
            return Err(JournalError::Locked {
                path: path.to_owned(),
            });
        }
        let mut journal = Self {
            path: path.to_owned(),
            file,
            length: 0,
            line: PhantomData,
        };
        // Through the open file: on some systems a locked file cannot be opened again.
        let mut bytes = Vec::new();
        journal.file.read_to_end(&mut bytes).map_err(failed())?;
        journal.length = whole_lines(&bytes).len() as u64;
        journal.cut().map_err(failed())?;
        Ok(journal)
    }

    /// Removes what follows the last whole line.
    fn cut(&mut self) -> io::Result<()> {
        self.file.set_len(self.length)?;
        self.file.seek(SeekFrom::End(0)).map(drop)
    }
}

/// All whole lines of a file; an unfinished last one is passed over.
///
/// # Errors
///
/// [`JournalError::Damaged`] with the line, [`JournalError::Newer`], [`JournalError::Io`].
pub fn read<T: Line + DeserializeOwned>(path: &Path) -> Result<Vec<T>, JournalError> {
    let bytes = fs::read(path).map_err(JournalError::io("read", path))?;
    let lines = whole_lines(&bytes).split(|byte| *byte == b'\n');
    let lines = (1..).zip(lines).filter(|(_, line)| !line.is_empty());
    lines
        .map(|(number, line)| parse(path, number, line))
        .collect()
}

/// The first line of a file without the others; nothing if it has no whole line.
///
/// # Errors
///
/// As [`read`].
pub fn read_first<T: Line + DeserializeOwned>(path: &Path) -> Result<Option<T>, JournalError> {
    let failed = || JournalError::io("read", path);
    let mut file = BufReader::new(File::open(path).map_err(failed())?);
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        file.read_until(b'\n', &mut line).map_err(failed())?;
        match line.split_last() {
            Some((b'\n', [])) => {}
            Some((b'\n', line)) => return parse(path, number, line).map(Some),
            _ => break,
        }
    }
    Ok(None)
}

/// The text of these lines.
pub(crate) fn encode<T: Serialize>(path: &Path, lines: &[T]) -> Result<Vec<u8>, JournalError> {
    let mut text = Vec::new();
    for line in lines {
        let encoded = serde_json::to_writer(&mut text, line);
        encoded.map_err(|error| JournalError::io("encode a line of", path)(error.into()))?;
        text.push(b'\n');
    }
    Ok(text)
}

fn whole_lines(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|byte| *byte == b'\n');
    &bytes[..end.map_or(0, |end| end + 1)]
}

fn parse<T: Line + DeserializeOwned>(
    path: &Path,
    number: usize,
    line: &[u8],
) -> Result<T, JournalError> {
    #[derive(Deserialize)]
    struct Versioned {
        schema_version: u32,
    }
    let damaged = |reason: String| JournalError::Damaged {
        path: path.to_owned(),
        line: number,
        reason,
    };
    let unreadable = |error: serde_json::Error| damaged(reason(&error));
    let Versioned { schema_version } = serde_json::from_slice(line).map_err(unreadable)?;
    match schema_version {
        0 => Err(damaged(format!(
            "expected schema version 1 to {}, found 0",
            T::VERSION
        ))),
        found if found > T::VERSION => Err(JournalError::Newer {
            path: path.to_owned(),
            found,
            supported: T::VERSION,
        }),
        _ => serde_json::from_slice(line).map_err(unreadable),
    }
}

/// The parser counts lines within the line it is given, which would contradict the file's.
fn reason(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    match message.strip_suffix(&place) {
        Some(reason) => format!("{reason} at column {}", error.column()),
        None => message,
    }
}

#[cfg(test)]
mod tests;
