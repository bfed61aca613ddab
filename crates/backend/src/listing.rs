//! What could run here, and what is missing.

use serde::Serialize;

use super::{BackendKind, Family, adapter, machine};

/// A backend as this machine has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackendListing {
    /// The backend.
    pub backend: BackendKind,
    /// Whether it can run here.
    pub availability: Availability,
    /// Its devices.
    pub devices: Vec<DeviceListing>,
}

/// Whether a backend can run on this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Availability {
    /// This program does not have it.
    NotCompiled,
    /// It has a device.
    Available,
    /// wgpu finds no adapter.
    NoAdapter,
    /// Known once a device is opened.
    Unknown,
}

/// A device of a backend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeviceListing {
    /// What follows the colon; empty for the only one.
    pub selector: String,
    /// Its own name.
    pub name: String,
    /// `cpu`, `software`, `integrated`, `discrete`, `virtual` or `other`.
    pub kind: String,
    /// Its driver, where there is one.
    pub driver: Option<String>,
}

/// Every backend of the table; adapters are enumerated, none is opened.
pub fn list() -> Vec<BackendListing> {
    BackendKind::ALL.into_iter().map(inspect).collect()
}

fn inspect(backend: BackendKind) -> BackendListing {
    let (availability, devices) = match (backend.is_compiled(), backend.family()) {
        (false, _) => (Availability::NotCompiled, Vec::new()),
        (true, Family::Cpu) => (Availability::Available, vec![processor()]),
        (true, Family::Graphics) => match adapters() {
            none if none.is_empty() => (Availability::NoAdapter, none),
            adapters => (Availability::Available, adapters),
        },
        (true, Family::Other) => (Availability::Unknown, Vec::new()),
    };
    BackendListing {
        backend,
        availability,
        devices,
    }
}

fn processor() -> DeviceListing {
    DeviceListing {
        selector: String::new(),
        name: machine().cpu,
        kind: "cpu".to_owned(),
        driver: None,
    }
}

fn adapters() -> Vec<DeviceListing> {
    let listing = |adapter: &adapter::Adapter| DeviceListing {
        selector: adapter.selector.clone(),
        name: adapter.name.clone(),
        kind: adapter.kind.to_owned(),
        driver: Some(adapter.driver.clone()),
    };
    adapter::list().iter().map(listing).collect()
}
