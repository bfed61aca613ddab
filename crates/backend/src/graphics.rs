//! Devices that wgpu reaches, under whichever of its names.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use burn::tensor::wgpu::WgpuBackend;
use burn::tensor::{Device, DeviceKind};

use super::adapter::{self, Adapter};
use super::{BackendError, BackendKind, Selection, Unavailable};

/// Starts wgpu's runtime on the adapter the selection means.
///
/// # Errors
///
/// [`BackendError::Unavailable`] without such an adapter, [`BackendError::NoSuchSelector`] for a selector that names
/// nothing.
pub fn open(selection: &Selection) -> Result<Device, BackendError> {
    /// Burn refuses to start a runtime twice, and keeps it until the process ends.
    static STARTED: Mutex<BTreeMap<(&str, &str), Device>> = Mutex::new(BTreeMap::new());

    let adapter = adapter::find(&selection.device).ok_or_else(|| missing(selection))?;
    let key = (selection.backend.name(), adapter.selector.as_str());
    let mut started = STARTED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(device) = started.get(&key) {
        return Ok(device.clone());
    }
    let device = start(selection.backend, adapter)?;
    started.insert(key, device.clone());
    Ok(device)
}

fn start(backend: BackendKind, adapter: &Adapter) -> Result<Device, BackendError> {
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
    let api = match backend {
        BackendKind::Vulkan => WgpuBackend::Vulkan,
        BackendKind::Metal => WgpuBackend::Metal,
        BackendKind::WebGpu => WgpuBackend::WebGpu,
        _ => WgpuBackend::Auto,
    };
    let options = Device::wgpu_options().device_kind(kind).graphics_api(api);
    options.init().map_err(|error| {
        let reason = error.to_string();
        Unavailable::Adapter { reason }.of(backend)
    })
}

/// Nothing answers to the selector: because it is no selector, or because there is no such adapter.
fn missing(selection: &Selection) -> BackendError {
    let (kind, index) = selection
        .device
        .split_once(':')
        .unwrap_or((&selection.device, "0"));
    let number = |text: &str| text.parse::<usize>().is_ok();
    let known = ["", "discrete", "integrated", "virtual", "cpu"].contains(&kind);
    if !(number(kind) && kind == selection.device || known && number(index)) {
        return BackendError::no_such_selector(selection);
    }
    let adapters: Vec<String> = adapter::list()
        .iter()
        .map(|adapter| adapter.selector.clone())
        .collect();
    let cause = match adapters.is_empty() {
        true => Unavailable::NoAdapter,
        false => Unavailable::NoSuchAdapter {
            selector: selection.device.clone(),
            adapters,
        },
    };
    cause.of(selection.backend)
}
