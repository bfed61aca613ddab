//! Why a backend or device cannot be had.

use super::Selection;
use crate::failure::{Failure, Kind};

/// A `--backend` that does not lead to a device.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum BackendError {
    /// No backend has this name.
    #[error("--backend (config key `backend`): unknown backend `{name}`")]
    Unknown {
        /// What was asked for.
        name: String,
        /// The nearest name there is.
        nearest: Option<&'static str>,
    },
    /// It exists, but not in this program.
    #[error("the backend `{name}` is not compiled into this program")]
    NotCompiled {
        /// Its name.
        name: &'static str,
        /// The cargo feature that adds it.
        feature: &'static str,
    },
    /// What follows the colon names no kind of device this backend has.
    #[error("the backend `{name}` has no device selector `{found}`")]
    Selector {
        /// The backend.
        name: &'static str,
        /// What followed the colon.
        found: String,
        /// What may follow.
        accepted: &'static str,
    },
    /// There is no such device here, or it does not start.
    #[error("the backend `{name}` is not available on this machine: {reason}")]
    Unavailable {
        /// The backend.
        name: &'static str,
        /// What is missing.
        reason: String,
        /// What to do.
        hint: String,
    },
}

impl BackendError {
    /// The failure of a selector that names nothing its backend has.
    pub fn no_such_selector(selection: &Selection) -> Failure {
        let Selection { backend, device } = selection;
        let (name, found, accepted) = (backend.name, device.clone(), backend.devices);
        Self::Selector {
            name,
            found,
            accepted,
        }
        .into()
    }
}

impl From<BackendError> for Failure {
    fn from(error: BackendError) -> Self {
        let kind = match error {
            BackendError::Unknown { .. } | BackendError::Selector { .. } => Kind::Usage,
            BackendError::NotCompiled { .. } | BackendError::Unavailable { .. } => Kind::Backend,
        };
        let hint = match &error {
            BackendError::Unknown {
                nearest: Some(nearest),
                ..
            } => format!("did you mean `{nearest}`?"),
            BackendError::Unknown { nearest: None, .. } => {
                format!(
                    "backends: {}, auto",
                    super::ALL.map(|backend| backend.name).join(", ")
                )
            }
            BackendError::NotCompiled { feature, .. } => {
                format!("build with `cargo build --release --features {feature}`")
            }
            BackendError::Selector { accepted: "", .. } => {
                "it has one device: give no selector".to_owned()
            }
            BackendError::Selector { accepted, .. } => format!("selectors: {accepted}"),
            BackendError::Unavailable { hint, .. } => hint.clone(),
        };
        Self::new(kind, error.to_string()).hint(hint)
    }
}
