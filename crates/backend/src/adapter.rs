//! The GPUs that wgpu can reach, by name and driver, without opening any of them.

use std::sync::OnceLock;

/// Kinds of adapter, the most powerful first.
const KINDS: [&str; 4] = ["discrete", "integrated", "virtual", "software"];

/// One adapter, as `--backend wgpu:SELECTOR` names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adapter {
    /// `discrete:0`, `integrated:0`, `virtual:0` or `cpu`.
    pub selector: String,
    /// Its own name.
    pub name: String,
    /// `discrete`, `integrated`, `virtual` or `software`.
    pub kind: &'static str,
    /// Driver and its version.
    pub driver: String,
}

impl Adapter {
    /// Whether it is a software renderer.
    pub fn is_software(&self) -> bool {
        self.kind == "software"
    }
}

/// Every adapter of the graphics API that Burn's `auto` settles on, in Burn's order; asked once a
/// process, since drivers take their time.
pub fn list() -> &'static [Adapter] {
    static ADAPTERS: OnceLock<Vec<Adapter>> = OnceLock::new();
    ADAPTERS.get_or_init(enumerate)
}

/// The adapter a selector means: by place in the list, by name, by kind, or, if nothing is said,
/// the most powerful one.
pub fn find(selector: &str) -> Option<&'static Adapter> {
    let adapters = list();
    let first_of = |kind: &str| adapters.iter().find(|adapter| adapter.kind == kind);
    if selector.is_empty() {
        return KINDS.into_iter().find_map(first_of);
    }
    match selector.parse::<usize>() {
        Ok(place) => adapters.get(place),
        Err(_) => adapters
            .iter()
            .find(|adapter| adapter.selector == selector)
            .or_else(|| first_of(selector)),
    }
}

/// The first API with a real GPU, else the first with anything.
#[cfg(feature = "wgpu")]
fn enumerate() -> Vec<Adapter> {
    use burn::tensor::wgpu::wgpu::Backends;

    let mut software = Vec::new();
    for api in [
        Backends::VULKAN,
        Backends::METAL,
        Backends::DX12,
        Backends::GL,
    ] {
        let adapters = on(api);
        if adapters.iter().any(|adapter| !adapter.is_software()) {
            return adapters;
        }
        if software.is_empty() {
            software = adapters;
        }
    }
    software
}

/// No adapter can be reached without wgpu.
#[cfg(not(feature = "wgpu"))]
fn enumerate() -> Vec<Adapter> {
    Vec::new()
}

#[cfg(feature = "wgpu")]
fn on(api: burn::tensor::wgpu::wgpu::Backends) -> Vec<Adapter> {
    use burn::tensor::wgpu::wgpu::{Instance, InstanceDescriptor};

    let instance = Instance::new(InstanceDescriptor {
        backends: api,
        ..InstanceDescriptor::new_without_display_handle()
    });
    let adapters = futures_lite::future::block_on(instance.enumerate_adapters(api));
    let mut seen = std::collections::BTreeMap::<&str, usize>::new();
    let describe = |adapter: &burn::tensor::wgpu::wgpu::Adapter| {
        let info = adapter.get_info();
        // Burn has no selector for what the driver cannot name.
        let kind = kind(info.device_type)?;
        let index = seen
            .entry(kind)
            .and_modify(|count| *count += 1)
            .or_default();
        let selector = if kind == "software" {
            "cpu".to_owned()
        } else {
            format!("{kind}:{index}")
        };
        let driver = format!("{} {} ({:?})", info.driver, info.driver_info, info.backend);
        Some(Adapter {
            selector,
            name: info.name,
            kind,
            driver: driver.trim().to_owned(),
        })
    };
    adapters.iter().filter_map(describe).collect()
}

#[cfg(feature = "wgpu")]
fn kind(device_type: burn::tensor::wgpu::wgpu::DeviceType) -> Option<&'static str> {
    use burn::tensor::wgpu::wgpu::DeviceType;
    match device_type {
        DeviceType::DiscreteGpu => Some("discrete"),
        DeviceType::IntegratedGpu => Some("integrated"),
        DeviceType::VirtualGpu => Some("virtual"),
        DeviceType::Cpu => Some("software"),
        DeviceType::Other => None,
    }
}
