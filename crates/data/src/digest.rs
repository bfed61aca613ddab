//! SHA-256 as hexadecimal text, of bytes in memory or of a stream while it is read.

use std::fmt::Write as _;
use std::io::{self, Read};

use sha2::{Digest, Sha256};

/// The digest of `bytes`.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(Sha256::new_with_prefix(bytes))
}

/// The digest of what `hasher` has seen.
pub(crate) fn hex(hasher: Sha256) -> String {
    let mut text = String::with_capacity(64);
    for byte in hasher.finalize() {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Counts and digests what passes through it, so that a file is verified in the same pass that decodes it.
pub(crate) struct DigestReader<R> {
    input: R,
    hasher: Sha256,
    bytes: u64,
}

impl<R: Read> DigestReader<R> {
    pub(crate) fn new(input: R) -> Self {
        Self {
            input,
            hasher: Sha256::new(),
            bytes: 0,
        }
    }

    /// The number of bytes read and their digest.
    pub(crate) fn finish(self) -> (u64, String) {
        (self.bytes, hex(self.hasher))
    }
}

impl<R: Read> Read for DigestReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        self.hasher.update(&buffer[..count]);
        self.bytes += count as u64;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn digests_match_the_standard_example_at_once_and_in_pieces() {
        assert_eq!(sha256(b"abc"), ABC);
        let mut reader = DigestReader::new(&b"abc"[..]);
        let mut piece = [0; 2];
        while reader.read(&mut piece).unwrap() > 0 {}
        assert_eq!(reader.finish(), (3, ABC.to_owned()));
    }
}
