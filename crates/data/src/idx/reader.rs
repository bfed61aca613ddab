//! Bytes taken one part after another, with faults that say where and what.

use std::io::{self, ErrorKind, Read};
use std::path::Path;

use crate::DataError;

/// Far above any set of digits, far below what would exhaust memory.
const MAX_COUNT: u32 = 1_000_000;

/// Knows how far it has read, so that every fault can say what was expected and what was found.
pub(super) struct Reader<'a, R> {
    input: R,
    file: &'a Path,
    pub(super) position: u64,
}

impl<'a, R: Read> Reader<'a, R> {
    pub(super) fn new(input: R, file: &'a Path) -> Self {
        Self {
            input,
            file,
            position: 0,
        }
    }

    /// Checks the magic number and gives the count that follows it.
    pub(super) fn header(&mut self, magic: u32) -> Result<u32, DataError> {
        let found = self.word()?;
        if found != magic {
            return Err(self.fault(
                "magic number",
                format!("{magic:#010x}"),
                format!("{found:#010x}"),
            ));
        }
        let count = self.word()?;
        if !(1..=MAX_COUNT).contains(&count) {
            return Err(self.fault("count", format!("1 to {MAX_COUNT}"), count.to_string()));
        }
        Ok(count)
    }

    pub(super) fn word(&mut self) -> Result<u32, DataError> {
        let mut bytes = [0; 4];
        let end = self.position + 4;
        self.fill(&mut bytes, end)?;
        Ok(u32::from_be_bytes(bytes))
    }

    /// Fills `buffer`, out of a file that should be at least `end` bytes long.
    pub(super) fn fill(&mut self, mut buffer: &mut [u8], end: u64) -> Result<(), DataError> {
        while !buffer.is_empty() {
            let count = self.read(buffer)?;
            if count == 0 {
                return Err(self.fault(
                    "length",
                    format!("{end} bytes"),
                    format!("only {}", self.position),
                ));
            }
            buffer = &mut buffer[count..];
        }
        Ok(())
    }

    /// Checks that nothing follows. Reaching the end is also what makes gzip compare its checksum.
    pub(super) fn finish(&mut self, end: u64) -> Result<(), DataError> {
        if self.read(&mut [0])? == 0 {
            return Ok(());
        }
        Err(self.fault("length", format!("{end} bytes"), "more".to_owned()))
    }

    fn read(&mut self, buffer: &mut [u8]) -> Result<usize, DataError> {
        loop {
            match self.input.read(buffer) {
                Ok(count) => {
                    self.position += count as u64;
                    return Ok(count);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if is_damage(&error) => {
                    let found = format!("{error} after {} unpacked bytes", self.position);
                    return Err(self.fault("compression", "a whole gzip stream".to_owned(), found));
                }
                Err(error) => return Err(DataError::read(self.file, error)),
            }
        }
    }

    pub(super) fn fault(&self, what: &'static str, expected: String, found: String) -> DataError {
        DataError::Format {
            path: self.file.to_path_buf(),
            what,
            expected,
            found,
        }
    }
}

/// Whether a decoder, rather than the system, refuses the bytes.
fn is_damage(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::UnexpectedEof
    )
}
