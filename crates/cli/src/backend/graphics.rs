//! Devices that wgpu reaches, under whichever of its names: chosen by place, kind or power.

use burn::tensor::wgpu::WgpuBackend;
use burn::tensor::{Device, DeviceKind};

use super::adapter::{self, Adapter};
use super::{BackendError, Selection};
use crate::failure::Failure;

/// Starts wgpu's runtime on the adapter the selection means.
///
/// # Errors
///
/// A failure of kind `Backend` without such an adapter, or of usage for a selector that names nothing.
pub fn open(selection: &Selection) -> Result<Device, Failure> {
    let api = match selection.backend.name {
        "vulkan" => WgpuBackend::Vulkan,
        "metal" => WgpuBackend::Metal,
        "webgpu" => WgpuBackend::WebGpu,
        _ => WgpuBackend::Auto,
    };
    let adapters = adapter::list();
    let named = match selection.device.parse::<usize>() {
        Ok(index) => match adapters.get(index) {
            Some(adapter) => adapter.selector.clone(),
            None => return Err(no_adapter(selection, adapters.len())),
        },
        // Left to itself wgpu may turn down a software adapter, so the only one is named.
        Err(_) if selection.device.is_empty() && adapters.iter().all(Adapter::is_software) => {
            "cpu".to_owned()
        }
        Err(_) => selection.device.clone(),
    };
    let (kind, index) = named.split_once(':').unwrap_or((&named, "0"));
    let index: usize = index
        .parse()
        .map_err(|_| BackendError::no_such_selector(selection))?;
    let kind = match kind {
        "" | "default" => DeviceKind::DefaultDevice,
        "discrete" => DeviceKind::DiscreteGpu(index),
        "integrated" => DeviceKind::IntegratedGpu(index),
        "virtual" => DeviceKind::VirtualGpu(index),
        "cpu" | "software" => DeviceKind::Cpu,
        _ => return Err(BackendError::no_such_selector(selection)),
    };
    if adapters.is_empty() {
        return Err(no_adapter(selection, 0));
    }
    Device::wgpu_options()
        .device_kind(kind)
        .graphics_api(api)
        .init()
        .map_err(|error| {
            let (name, reason) = (selection.backend.name, error.to_string());
            BackendError::Unavailable {
                name,
                reason,
                hint: driver_hint(),
            }
            .into()
        })
}

fn no_adapter(selection: &Selection, adapters: usize) -> Failure {
    let name = selection.backend.name;
    let reason = match (adapters, selection.device.as_str()) {
        (0, _) => "no graphics adapter was found".to_owned(),
        (count, device) => format!("there is no adapter {device}; adapters: 0 to {}", count - 1),
    };
    BackendError::Unavailable {
        name,
        reason,
        hint: driver_hint(),
    }
    .into()
}

fn driver_hint() -> String {
    "install a GPU driver (or mesa-vulkan-drivers for a software adapter), or use --backend flex"
        .to_owned()
}
