//! Schema versions: an unknown newer file is refused, never guessed at.

use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::RunError;

#[derive(Deserialize)]
struct Versioned {
    schema_version: u32,
}

/// Parses a JSON file's content, if its version is `supported` or older.
pub(crate) fn parse<T: DeserializeOwned>(
    path: &Path,
    bytes: &[u8],
    supported: u32,
) -> Result<T, RunError> {
    let unreadable =
        |error: serde_json::Error| RunError::damaged(path, "JSON of a known schema", error);
    let Versioned { schema_version } = serde_json::from_slice(bytes).map_err(unreadable)?;
    if schema_version > supported {
        return Err(RunError::Newer {
            path: path.to_owned(),
            found: schema_version,
            supported,
        });
    }
    if schema_version == 0 {
        let expected = format!("schema version 1 to {supported}");
        return Err(RunError::damaged(path, expected, schema_version));
    }
    serde_json::from_slice(bytes).map_err(unreadable)
}

/// Encodes a record for people as well as programs.
pub(crate) fn encode<T: serde::Serialize>(path: &Path, value: &T) -> Result<Vec<u8>, RunError> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(|error| RunError::Io {
        action: "encode",
        path: path.to_owned(),
        source: error.into(),
    })?;
    bytes.push(b'\n');
    Ok(bytes)
}
