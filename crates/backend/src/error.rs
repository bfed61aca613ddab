//! Errors of backends and devices.

use burn_mnist_diagnostic::{Diagnostic, Kind};

use super::{BackendKind, Selection};

/// A selection that does not lead to a device.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BackendError {
    /// No backend has this name.
    #[error("unknown backend `{name}`")]
    Unknown {
        /// What was asked for.
        name: String,
    },
    /// It exists, but not in this program.
    #[error("the backend `{backend}` is not compiled into this program")]
    NotCompiled {
        /// The backend.
        backend: BackendKind,
    },
    /// No default backend is compiled into this program.
    #[error("none of the backends flex, ndarray and wgpu is compiled into this program")]
    NoDefault,
    /// What follows the colon names no kind of device this backend has.
    #[error("the backend `{backend}` has no device selector `{found}`")]
    NoSuchSelector {
        /// The backend.
        backend: BackendKind,
        /// What followed the colon.
        found: String,
    },
    /// There is no such device here, or it does not work.
    #[error("the backend `{backend}` is not available on this machine: {cause}")]
    Unavailable {
        /// The backend.
        backend: BackendKind,
        /// What is missing.
        cause: Unavailable,
    },
}

/// Why a valid device is not available.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unavailable {
    /// wgpu finds no adapter at all.
    #[error("no graphics adapter was found")]
    NoAdapter,
    /// wgpu finds others.
    #[error("there is no adapter {selector}; adapters: {}", .adapters.join(", "))]
    NoSuchAdapter {
        /// What was asked for.
        selector: String,
        /// The selectors of those there are.
        adapters: Vec<String>,
    },
    /// The adapter is there and does not start.
    #[error("{reason}")]
    Adapter {
        /// What its driver says.
        reason: String,
    },
    /// No server answers.
    #[error("{reason}")]
    NoServer {
        /// `HOST:PORT`.
        address: String,
        /// What the connection says.
        reason: String,
    },
    /// The device does not compute.
    #[error("{reason}")]
    Device {
        /// What it says, or what it computed.
        reason: String,
    },
}

impl Unavailable {
    /// The error of this backend.
    pub(crate) fn of(self, backend: BackendKind) -> BackendError {
        let cause = self;
        BackendError::Unavailable { backend, cause }
    }
}

impl BackendError {
    /// A selector that names nothing its backend has.
    #[allow(dead_code, reason = "a build without backends opens none")]
    pub(crate) fn no_such_selector(selection: &Selection) -> Self {
        Self::NoSuchSelector {
            backend: selection.backend,
            found: selection.device.clone(),
        }
    }
}

impl Diagnostic for BackendError {
    fn kind(&self) -> Kind {
        match self {
            Self::Unknown { .. } | Self::NoSuchSelector { .. } => Kind::Usage,
            Self::NotCompiled { .. } | Self::NoDefault | Self::Unavailable { .. } => Kind::Backend,
        }
    }

    fn expected(&self) -> Option<String> {
        match self {
            Self::Unknown { .. } => Some(BackendKind::ALL.map(BackendKind::name).join(", ")),
            Self::NoSuchSelector { backend, .. } => match backend.selectors() {
                "" => Some("no selector".to_owned()),
                selectors => Some(selectors.to_owned()),
            },
            _ => None,
        }
    }

    fn found(&self) -> Option<String> {
        match self {
            Self::Unknown { name } => Some(name.clone()),
            Self::NoSuchSelector { found, .. } => Some(found.clone()),
            _ => None,
        }
    }
}
