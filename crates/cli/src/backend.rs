//! The one table of backends, and the one place that turns a name into a device.

mod adapter;
mod describe;
mod error;
#[cfg(feature = "wgpu")]
mod graphics;
#[cfg(test)]
mod hand_worked;
mod listing;
mod open;
mod selection;
mod start;

pub use error::BackendError;
pub use listing::{BackendListing, list};
pub use open::{Opened, open};
pub use selection::Selection;
pub use start::start;

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

/// A backend of Burn 0.22.1.
#[derive(Debug, PartialEq, Eq)]
pub struct Backend {
    /// Its name, as `--backend` takes it.
    pub name: &'static str,
    /// The cargo feature that compiles it in.
    pub feature: &'static str,
    /// Whether this program has it.
    pub compiled: bool,
    /// What it drives.
    pub family: Family,
    /// What it is, in a line.
    pub about: &'static str,
    /// What follows the colon, by example; empty where there is one device only.
    pub devices: &'static str,
}

macro_rules! backend {
    ($name:literal, $family:ident, $about:literal, $devices:literal) => {
        Backend {
            name: $name,
            feature: $name,
            compiled: cfg!(feature = $name),
            family: Family::$family,
            about: $about,
            devices: $devices,
        }
    };
}

/// Every backend, compiled in or not.
pub const ALL: [Backend; 11] = [
    backend!(
        "flex",
        Cpu,
        "CPU, pure Rust; the fastest one here and the default",
        ""
    ),
    backend!(
        "ndarray",
        Cpu,
        "CPU, on the ndarray crate; upstream's last release line with it",
        ""
    ),
    backend!(
        "wgpu",
        Graphics,
        "any GPU through Vulkan, Metal, DirectX 12 or OpenGL",
        "0, discrete:0, integrated:0, virtual:0, cpu"
    ),
    backend!(
        "vulkan",
        Graphics,
        "GPU through Vulkan, shaders as SPIR-V",
        "0, discrete:0, integrated:0, virtual:0, cpu"
    ),
    backend!(
        "metal",
        Graphics,
        "Apple GPU through Metal, shaders as MSL",
        "0, integrated:0, discrete:0"
    ),
    backend!("webgpu", Graphics, "GPU through WebGPU, in a browser", "0"),
    backend!("cuda", Other, "NVIDIA GPU", "0, 1, ..."),
    backend!("rocm", Other, "AMD GPU", "0, 1, ..."),
    backend!("cpu", Cpu, "CPU, kernels compiled by LLVM at run time", ""),
    backend!("tch", Other, "LibTorch", "cpu, cuda:0, mps, vulkan"),
    backend!(
        "remote",
        Other,
        "a device of another machine, in plain text: trusted networks only",
        "HOST:PORT"
    ),
];

impl Backend {
    /// The backend of this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        ALL.iter().find(|backend| backend.name == name)
    }
}
