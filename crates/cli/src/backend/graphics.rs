//! Devices that wgpu reaches, under whichever of its names.

use burn::tensor::wgpu::WgpuBackend;
use burn::tensor::{Device, DeviceKind};

use super::adapter;
use super::{BackendError, Selection};
use crate::failure::Failure;

/// Starts wgpu's runtime on the adapter the selection means.
///
/// # Errors
///
/// A failure of kind `Backend` without such an adapter, or of usage for a selector that names nothing.
pub fn open(selection: &Selection) -> Result<Device, Failure> {
    let Some(adapter) = adapter::find(&selection.device) else {
        return Err(missing(selection));
    };
    let (kind, index) = adapter
        .selector
        .split_once(':')
        .unwrap_or((&adapter.selector, "0"));
    let index = index.parse().unwrap_or_default();
    let kind = match kind {
        "discrete" => DeviceKind::DiscreteGpu(index),
        "integrated" => DeviceKind::IntegratedGpu(index),
        "virtual" => DeviceKind::VirtualGpu(index),
        _ => DeviceKind::Cpu,
    };
    let api = match selection.backend.name {
        "vulkan" => WgpuBackend::Vulkan,
        "metal" => WgpuBackend::Metal,
        "webgpu" => WgpuBackend::WebGpu,
        _ => WgpuBackend::Auto,
    };
    let options = Device::wgpu_options().device_kind(kind).graphics_api(api);
    options
        .init()
        .map_err(|error| unavailable(selection, error.to_string()))
}

/// Nothing answers to the selector: because it is no selector, or because there is no such adapter.
fn missing(selection: &Selection) -> Failure {
    let (kind, index) = selection
        .device
        .split_once(':')
        .unwrap_or((&selection.device, "0"));
    let number = |text: &str| text.parse::<usize>().is_ok();
    let known = ["", "discrete", "integrated", "virtual", "cpu"].contains(&kind);
    if !(number(kind) && kind == selection.device || known && number(index)) {
        return BackendError::no_such_selector(selection);
    }
    let adapters: Vec<&str> = adapter::list()
        .iter()
        .map(|adapter| adapter.selector.as_str())
        .collect();
    let reason = if adapters.is_empty() {
        "no graphics adapter was found".to_owned()
    } else {
        format!(
            "there is no adapter {}; adapters: {}",
            selection.device,
            adapters.join(", ")
        )
    };
    unavailable(selection, reason)
}

fn unavailable(selection: &Selection, reason: String) -> Failure {
    let hint = "install a GPU driver (or mesa-vulkan-drivers for a software adapter), or use --backend flex";
    let (name, hint) = (selection.backend.name, hint.to_owned());
    BackendError::Unavailable { name, reason, hint }.into()
}
