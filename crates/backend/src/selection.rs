//! `NAME[:DEVICE]` as typed, resolved to a row of the table.

use std::fmt;

use super::{BackendError, BackendKind, adapter};

/// The selection where none is made: the fastest backend on a processor.
pub const DEFAULT: &str = "flex";

/// The selection that leaves the choice to this crate.
pub const AUTO: &str = "auto";

/// A backend that is compiled in, and what followed the first colon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The row of the table.
    pub backend: BackendKind,
    /// The device's selector; empty for the default one.
    pub device: String,
}

impl Selection {
    /// Resolves what was typed; [`AUTO`] is [`auto`](Self::auto).
    ///
    /// # Errors
    ///
    /// [`BackendError::Unknown`] for a typo, [`BackendError::NotCompiled`] for a known absentee.
    pub fn parse(text: &str) -> Result<Self, BackendError> {
        if text == AUTO {
            return Self::auto();
        }
        let (name, device) = text.split_once(':').unwrap_or((text, ""));
        let Some(backend) = BackendKind::from_name(name) else {
            let name = name.to_owned();
            return Err(BackendError::Unknown { name });
        };
        if !backend.is_compiled() {
            return Err(BackendError::NotCompiled { backend });
        }
        Ok(Self::new(backend, device))
    }

    /// A real GPU if there is one, else the fastest CPU backend.
    ///
    /// # Errors
    ///
    /// [`BackendError::NotCompiled`] where this program has neither.
    pub fn auto() -> Result<Self, BackendError> {
        let gpu = adapter::list()
            .iter()
            .find(|adapter| !adapter.is_software());
        if let Some(adapter) = gpu {
            return Ok(Self::new(BackendKind::Wgpu, &adapter.selector));
        }
        let cpu = [BackendKind::Flex, BackendKind::NdArray]
            .into_iter()
            .find(|backend| backend.is_compiled());
        let backend = BackendKind::Flex;
        cpu.map(|backend| Self::new(backend, ""))
            .ok_or(BackendError::NotCompiled { backend })
    }

    /// Whether its threads can be counted from outside: those of Rayon and OpenMP can, those of Burn's
    /// compiled kernels and of drivers cannot.
    pub fn has_configurable_threads(&self) -> bool {
        match self.backend {
            BackendKind::Flex | BackendKind::NdArray => true,
            BackendKind::Tch => matches!(self.device.as_str(), "" | "cpu"),
            BackendKind::Wgpu
            | BackendKind::Vulkan
            | BackendKind::Metal
            | BackendKind::WebGpu
            | BackendKind::Cuda
            | BackendKind::Rocm
            | BackendKind::Cpu
            | BackendKind::Remote => false,
        }
    }

    pub(crate) fn new(backend: BackendKind, device: &str) -> Self {
        let device = device.to_owned();
        Self { backend, device }
    }
}

impl fmt::Display for Selection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.backend.name())?;
        if !self.device.is_empty() {
            write!(f, ":{}", self.device)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(feature = "flex")]
    fn all_that_follows_the_first_colon_is_the_device() {
        let selection = Selection::parse("flex").unwrap();
        assert_eq!(
            (selection.backend.name(), selection.device.as_str()),
            ("flex", "")
        );
        if BackendKind::Wgpu.is_compiled() {
            assert_eq!(
                Selection::parse("wgpu:discrete:1").unwrap().device,
                "discrete:1"
            );
        }
    }

    #[test]
    fn a_name_that_no_backend_has_is_unknown() {
        let error = Selection::parse("ndaray:0").unwrap_err();
        let name = "ndaray".to_owned();
        assert_eq!(error, BackendError::Unknown { name });
    }

    #[test]
    fn a_known_backend_that_is_not_compiled_names_its_feature() {
        for backend in BackendKind::ALL {
            if !backend.is_compiled() {
                let error = Selection::parse(backend.name()).unwrap_err();
                assert_eq!(error, BackendError::NotCompiled { backend });
            }
        }
    }
}
