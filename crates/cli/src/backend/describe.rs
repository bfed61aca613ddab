//! What a selected device is, for records and listings.

use burn_mnist_run::record::Hardware;

use super::Selection;
use super::adapter::{self, Adapter};
use crate::environment;

/// The device's name, kind and driver.
pub fn describe(selection: &Selection) -> Hardware {
    let mut hardware = Hardware {
        backend: selection.backend.name.to_owned(),
        device: selection.device.clone(),
        device_name: String::new(),
        kind: "other".to_owned(),
        driver: None,
    };
    match selection.backend.name {
        "flex" | "ndarray" | "cpu" => {
            hardware.device_name = environment::machine().cpu;
            hardware.kind = "cpu".to_owned();
        }
        "wgpu" | "vulkan" | "metal" | "webgpu" => {
            if let Some(adapter) = chosen(&selection.device) {
                hardware.device = adapter.selector.clone();
                hardware.device_name = adapter.name.clone();
                hardware.kind = adapter.kind.to_owned();
                hardware.driver = Some(adapter.driver.clone());
            }
        }
        name => hardware.device_name = format!("{name} device {}", selection.device),
    }
    hardware
}

/// The adapter a selector means: by place, by kind, or the most powerful one.
fn chosen(selector: &str) -> Option<&'static Adapter> {
    let adapters = adapter::list();
    if let Ok(index) = selector.parse::<usize>() {
        return adapters.get(index);
    }
    let wanted = if selector.is_empty() {
        None
    } else {
        Some(selector)
    };
    let first_of = |kind: &str| adapters.iter().find(|adapter| adapter.kind == kind);
    match wanted {
        Some(selector) => adapters
            .iter()
            .find(|adapter| adapter.selector == selector)
            .or_else(|| first_of(selector)),
        None => ["discrete", "integrated", "virtual", "other", "software"]
            .into_iter()
            .find_map(first_of),
    }
}
