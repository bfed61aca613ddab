//! The table of backends: one row each, with all that is known before a device is opened.

use std::fmt;

/// What kind of hardware a backend drives, and so how its devices are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// The processor: one device, always there.
    Cpu,
    /// What wgpu enumerates, by name and driver.
    Graphics,
    /// Known only once a device is opened.
    Other,
}

struct Row {
    name: &'static str,
    is_compiled: bool,
    family: Family,
    about: &'static str,
    selectors: &'static str,
}

macro_rules! backends {
    ($($kind:ident, $name:literal, $family:ident, $about:literal, $selectors:literal;)+) => {
        /// A backend of Burn 0.22.1, compiled in or not.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum BackendKind {
            $(#[doc = $about] $kind,)+
        }

        impl BackendKind {
            /// Every backend, in the order in which they are listed.
            pub const ALL: [Self; 11] = [$(Self::$kind),+];

            fn row(self) -> Row {
                match self {
                    $(Self::$kind => Row {
                        name: $name,
                        is_compiled: cfg!(feature = $name),
                        family: Family::$family,
                        about: $about,
                        selectors: $selectors,
                    },)+
                }
            }
        }
    };
}

backends! {
    Flex, "flex", Cpu,
        "CPU, pure Rust; the fastest one here and the default", "";
    NdArray, "ndarray", Cpu,
        "CPU, on the ndarray crate; removed from Burn after 0.22", "";
    Wgpu, "wgpu", Graphics,
        "any GPU through Vulkan, Metal, DirectX 12 or OpenGL", "0, discrete:0, integrated:0, virtual:0, cpu";
    Vulkan, "vulkan", Graphics,
        "GPU through Vulkan, shaders as SPIR-V", "0, discrete:0, integrated:0, virtual:0, cpu";
    Metal, "metal", Graphics,
        "Apple GPU through Metal, shaders as MSL", "0, integrated:0, discrete:0";
    WebGpu, "webgpu", Graphics,
        "GPU through WebGPU, in a browser", "0";
    Cuda, "cuda", Other,
        "NVIDIA GPU", "0, 1, ...";
    Rocm, "rocm", Other,
        "AMD GPU", "0, 1, ...";
    Cpu, "cpu", Cpu,
        "CPU, kernels compiled by LLVM at run time", "";
    Tch, "tch", Other,
        "LibTorch", "cpu, cuda:0, mps, vulkan";
    Remote, "remote", Other,
        "a device of another machine, in plain text: trusted networks only", "HOST:PORT";
}

impl BackendKind {
    /// The backend of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|backend| backend.name() == name)
    }

    /// Its name, as users type it and records keep it.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The cargo feature that compiles it in.
    pub fn feature(self) -> &'static str {
        self.row().name
    }

    /// Whether this program has it.
    pub fn is_compiled(self) -> bool {
        self.row().is_compiled
    }

    /// What it drives.
    pub fn family(self) -> Family {
        self.row().family
    }

    /// What it is, in a line.
    pub fn about(self) -> &'static str {
        self.row().about
    }

    /// The selectors of its devices, by example; empty where there is one device only.
    pub fn selectors(self) -> &'static str {
        self.row().selectors
    }
}

impl fmt::Display for BackendKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_finds_its_backend() {
        for backend in BackendKind::ALL {
            assert_eq!(BackendKind::from_name(backend.name()), Some(backend));
        }
        assert_eq!(BackendKind::from_name("tensorflow"), None);
    }
}
