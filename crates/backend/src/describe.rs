//! What a selected device is, for records and listings.

use burn_mnist_run::record::Hardware;

use super::{Family, Selection, adapter, machine};

/// The device's name, kind and driver.
pub fn describe(selection: &Selection) -> Hardware {
    let mut hardware = Hardware {
        backend: selection.backend.name().to_owned(),
        device: selection.device.clone(),
        device_name: String::new(),
        kind: "other".to_owned(),
        driver: None,
    };
    match selection.backend.family() {
        Family::Cpu => {
            hardware.device = String::new();
            hardware.device_name = machine().cpu;
            hardware.kind = "cpu".to_owned();
        }
        Family::Graphics => {
            if let Some(adapter) = adapter::find(&selection.device) {
                hardware.device = adapter.selector.clone();
                hardware.device_name = adapter.name.clone();
                hardware.kind = adapter.kind.to_owned();
                hardware.driver = Some(adapter.driver.clone());
            }
        }
        Family::Other => {
            hardware.device_name = selection.to_string();
        }
    }
    hardware
}
