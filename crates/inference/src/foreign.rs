//! Weights files of other programs, recognised so that an error can say what they are.

use std::fmt;
use std::path::Path;

/// Where a ZIP archive lists its files: at its end.
const ZIP_DIRECTORY_BYTES: usize = 64 * 1024;

/// What a weights file of another program is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForeignFormat {
    /// Open Neural Network Exchange.
    Onnx,
    /// What `torch.save` writes: a ZIP archive with a pickle in it, or in old versions a pickle.
    PyTorch,
    /// Hugging Face's format of tensors.
    Safetensors,
    /// What Keras up to 2 writes, and Keras 3 its weights alone.
    Hdf5,
    /// What Keras 3 writes: a ZIP archive.
    Keras,
    /// One array, or a ZIP archive of several.
    NumPy,
}

impl ForeignFormat {
    /// What a file seems to be that is no burnpack record: by its content, else by its extension.
    pub fn of(path: &Path, bytes: &[u8]) -> Option<Self> {
        Self::of_content(bytes).or_else(|| Self::of_extension(path))
    }

    fn of_content(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [b'P', b'K', 3, 4, ..] => Self::of_zip(bytes),
            [0x89, b'H', b'D', b'F', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Hdf5),
            [0x93, b'N', b'U', b'M', b'P', b'Y', ..] => Some(Self::NumPy),
            // The opcode PROTO of a pickle, with its version.
            [0x80, 2..=5, ..] => Some(Self::PyTorch),
            // Protocol Buffers: field 1, the version of the format, then the producer, the graph or the operators.
            [0x08, 1..=32, 0x12 | 0x3a | 0x42, ..] => Some(Self::Onnx),
            _ if is_safetensors(bytes) => Some(Self::Safetensors),
            _ => None,
        }
    }

    /// Told by the names of the files in the archive.
    fn of_zip(bytes: &[u8]) -> Option<Self> {
        let directory = &bytes[bytes.len().saturating_sub(ZIP_DIRECTORY_BYTES)..];
        let holds = |name: &[u8]| directory.windows(name.len()).any(|window| window == name);
        if holds(b"/data.pkl") {
            Some(Self::PyTorch)
        } else if holds(b"model.weights.h5") {
            Some(Self::Keras)
        } else if holds(b".npy") {
            Some(Self::NumPy)
        } else {
            None
        }
    }

    fn of_extension(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_lowercase();
        match extension.as_str() {
            "onnx" => Some(Self::Onnx),
            "pt" | "pth" => Some(Self::PyTorch),
            "safetensors" => Some(Self::Safetensors),
            "h5" | "hdf5" => Some(Self::Hdf5),
            "keras" => Some(Self::Keras),
            "npz" | "npy" => Some(Self::NumPy),
            _ => None,
        }
    }
}

/// Eight bytes give the length of the header, which is a JSON object.
fn is_safetensors(bytes: &[u8]) -> bool {
    bytes
        .split_first_chunk::<8>()
        .is_some_and(|(length, rest)| {
            u64::from_le_bytes(*length) <= rest.len() as u64 && rest.starts_with(b"{\"")
        })
}

/// With its article.
impl fmt::Display for ForeignFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Onnx => "an ONNX model",
            Self::PyTorch => "a PyTorch checkpoint",
            Self::Safetensors => "a safetensors file",
            Self::Hdf5 => "an HDF5 file, such as Keras weights",
            Self::Keras => "a Keras model",
            Self::NumPy => "a NumPy file",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, bytes: &[u8], expected: Option<ForeignFormat>) {
        assert_eq!(
            ForeignFormat::of(Path::new(name), bytes),
            expected,
            "{name}"
        );
    }

    #[test]
    fn content_tells_the_format_whatever_the_name() {
        use ForeignFormat::{Hdf5, Keras, NumPy, Onnx, PyTorch, Safetensors};
        let cases: [(&[u8], ForeignFormat); 8] = [
            (b"\x08\x08\x12\x07pytorch", Onnx),
            (b"PK\x03\x04...model/data.pkl", PyTorch),
            (b"\x80\x02\x8a\x0a", PyTorch),
            (b"\x02\0\0\0\0\0\0\0{\"", Safetensors),
            (b"\x89HDF\r\n\x1a\n\0", Hdf5),
            (b"PK\x03\x04metadata.json...model.weights.h5", Keras),
            (b"PK\x03\x04hidden.weight.npy", NumPy),
            (b"\x93NUMPY\x01\0", NumPy),
        ];
        for (bytes, expected) in cases {
            check("weights", bytes, Some(expected));
            check("weights.bpk", bytes, Some(expected));
        }
    }

    #[test]
    fn the_extension_tells_the_format_where_the_content_does_not() {
        use ForeignFormat::{Hdf5, Keras, NumPy, Onnx, PyTorch, Safetensors};
        for (name, expected) in [
            ("a.onnx", Onnx),
            ("a.pt", PyTorch),
            ("a.PTH", PyTorch),
            ("a.safetensors", Safetensors),
            ("a.h5", Hdf5),
            ("a.keras", Keras),
            ("a.npz", NumPy),
        ] {
            check(name, b"", Some(expected));
            check(name, b"PK\x03\x04", Some(expected));
        }
        check("a.bpk", b"not weights", None);
        check("pt", b"", None);
    }
}
