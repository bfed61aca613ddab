//! Advice on backends and devices that are not available.

use burn_mnist_backend::{AUTO, BackendError, BackendKind, Unavailable};

use super::Advise;
use crate::suggestion;

impl Advise for BackendError {
    fn advice(&self) -> Option<String> {
        Some(match self {
            Self::Unknown { name } => unknown(name),
            Self::NotCompiled { backend } => build_with(*backend),
            Self::NoDefault => build_with(BackendKind::Flex),
            Self::NoSuchSelector { backend, .. } => match backend.selectors() {
                "" => "it has only one device: leave the selector out".to_owned(),
                accepted => format!("selectors: {accepted}"),
            },
            Self::Unavailable { cause, .. } => unavailable(cause),
        })
    }
}

fn unknown(name: &str) -> String {
    if name.eq_ignore_ascii_case("gpu") {
        let wgpu = BackendKind::Wgpu.name();
        return format!("did you mean `{wgpu}`, or `{AUTO}`, which uses a GPU if there is one?");
    }
    let names = BackendKind::ALL.map(BackendKind::name);
    match suggestion::nearest(name, &names) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => format!("backends: {}, {AUTO}", names.join(", ")),
    }
}

fn build_with(backend: BackendKind) -> String {
    format!(
        "install it from a clone: `cargo install --path crates/cli --features {}`",
        backend.feature()
    )
}

fn unavailable(cause: &Unavailable) -> String {
    match cause {
        Unavailable::NoAdapter
        | Unavailable::NoSuchAdapter { .. }
        | Unavailable::Adapter { .. } => "install a GPU driver (or mesa-vulkan-drivers for a software adapter), or use --backend flex".to_owned(),
        Unavailable::NoServer { address, .. } => format!("start a Burn server at {address}"),
        Unavailable::Device { .. } => {
            "`burn-mnist backends` shows what this machine has; --backend flex always works".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Failure;

    #[test]
    fn a_typo_gets_the_nearest_name() {
        let name = "ndaray".to_owned();
        let failure = Failure::from(BackendError::Unknown { name });
        assert_eq!(failure.message, "unknown backend `ndaray`");
        assert_eq!(failure.hint.as_deref(), Some("did you mean `ndarray`?"));
    }

    #[test]
    fn a_gpu_gets_the_backends_that_use_one() {
        for name in ["gpu", "GPU"] {
            let name = name.to_owned();
            let advice = BackendError::Unknown { name }.advice();
            assert_eq!(
                advice.as_deref(),
                Some("did you mean `wgpu`, or `auto`, which uses a GPU if there is one?")
            );
        }
    }

    #[test]
    fn a_missing_server_is_told_where_to_start() {
        let failure = Failure::from(BackendError::Unavailable {
            backend: BackendKind::Remote,
            cause: Unavailable::NoServer {
                address: "localhost:3000".to_owned(),
                reason: "connection refused".to_owned(),
            },
        });
        assert_eq!(
            failure.message,
            "the backend `remote` is not available on this machine: connection refused"
        );
        let hint = failure.hint.as_deref();
        assert_eq!(hint, Some("start a Burn server at localhost:3000"));
    }
}
