//! Bare weights: the numbers one after the other, for frameworks that cannot read a checkpoint.

use std::fs;
use std::io;
use std::path::Path;

use burn_mnist_model::Weights;

use crate::error::WorkError;

/// Writes hidden weight, hidden bias, output weight and output bias as little-endian `f32`, row-major.
///
/// # Errors
///
/// What the operating system says.
pub fn write(path: &Path, weights: &Weights) -> io::Result<()> {
    let parts = [
        &weights.hidden[0].weight,
        &weights.hidden[0].bias,
        &weights.output.weight,
        &weights.output.bias,
    ];
    let bytes: Vec<u8> = parts
        .into_iter()
        .flatten()
        .flat_map(|value| value.to_le_bytes())
        .collect();
    fs::write(path, bytes)
}

/// Reads what [`write`] wrote, for a network of `hidden` units.
///
/// # Errors
///
/// [`WorkError::File`], and [`WorkError::Raw`] if the file has not the length of the network.
pub fn read(path: &Path, hidden: usize) -> Result<Weights, WorkError> {
    let bytes = fs::read(path).map_err(WorkError::file(path))?;
    let mut weights = Weights::zeros(hidden);
    let expected = size_of::<f32>() * weights.parameters();
    if bytes.len() != expected {
        return Err(WorkError::Raw {
            path: path.to_owned(),
            expected,
            found: bytes.len(),
        });
    }
    let mut values = bytes
        .as_chunks()
        .0
        .iter()
        .map(|four| f32::from_le_bytes(*four));
    let hidden = &mut weights.hidden[0];
    for part in [
        &mut hidden.weight,
        &mut hidden.bias,
        &mut weights.output.weight,
        &mut weights.output.bias,
    ] {
        part.iter_mut()
            .zip(&mut values)
            .for_each(|(place, value)| *place = value);
    }
    Ok(weights)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_another_network_is_refused() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("weights.f32");
        let weights = Weights::glorot(5, 9);
        write(&path, &weights).unwrap();
        assert_eq!(read(&path, 5).unwrap(), weights);
        let error = read(&path, 6).unwrap_err();
        assert!(matches!(error, WorkError::Raw { .. }), "{error}");
    }
}
