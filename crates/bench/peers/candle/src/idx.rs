//! Unsigned bytes in the IDX format of MNIST's files.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// The items of an IDX file whose items have this shape, one after the other.
///
/// # Errors
///
/// If the file cannot be read, is no IDX file of bytes, or holds items of another shape.
pub fn read(path: &Path, item: &[usize]) -> Result<Vec<u8>> {
    let content = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let dimensions = 1 + item.len();
    let start = 4 + 4 * dimensions;
    // Two zeros, the type 8, the number of dimensions, then their big-endian sizes.
    let magic = u32::to_be_bytes(0x0800 + dimensions as u32);
    ensure!(
        content.len() >= start && content.starts_with(&magic),
        "{} is no IDX file of bytes with {dimensions} dimensions",
        path.display()
    );
    let (sizes, values) = content.split_at(start);
    let shape: Vec<usize> = sizes[4..].chunks_exact(4).map(size).collect();
    ensure!(
        shape[1..] == *item && values.len() == shape.iter().product::<usize>(),
        "{}: expected items of shape {item:?}, found {shape:?} and {} bytes of them",
        path.display(),
        values.len()
    );
    Ok(values.to_vec())
}

fn size(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .fold(0, |size, byte| size << 8 | usize::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(content: &[u8]) -> (tempfile::TempDir, std::path::PathBuf) {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("file");
        fs::write(&path, content).unwrap();
        (directory, path)
    }

    #[test]
    fn items_are_read_in_their_order() {
        let (_directory, path) = written(&[0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4]);
        assert_eq!(read(&path, &[2]).unwrap(), [1, 2, 3, 4]);
    }

    #[test]
    fn a_file_cut_short_is_refused_with_what_was_expected() {
        let (_directory, path) = written(&[0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3]);
        let message = read(&path, &[2]).unwrap_err().to_string();
        assert!(message.contains("found [2, 2] and 3 bytes"), "{message}");
    }

    #[test]
    fn a_file_of_something_else_is_named() {
        let (_directory, path) = written(b"<html>");
        let message = read(&path, &[]).unwrap_err().to_string();
        assert!(
            message.contains(&path.display().to_string()) && message.contains("no IDX file"),
            "{message}"
        );
    }
}
