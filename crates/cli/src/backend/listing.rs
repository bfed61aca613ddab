//! `burn-mnist backends`: what could run here, what is missing, and how to add it.

use serde::Serialize;

use super::adapter;
use super::{ALL, Backend, Family};
use crate::environment;

/// A backend as this machine has it.
#[derive(Debug, Serialize)]
pub struct BackendListing {
    /// Its name.
    pub name: &'static str,
    /// Whether this program has it.
    pub compiled: bool,
    /// The cargo feature that adds it.
    pub feature: &'static str,
    /// Whether it can run here; unknown without opening a device where it is null.
    pub available: Option<bool>,
    /// Why it cannot, or what to know about it.
    pub reason: Option<String>,
    /// Its devices.
    pub devices: Vec<DeviceListing>,
}

/// A device of a backend.
#[derive(Debug, Serialize)]
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
    ALL.iter().map(inspect).collect()
}

fn inspect(backend: &'static Backend) -> BackendListing {
    let Backend {
        name,
        feature,
        compiled,
        ..
    } = *backend;
    let (available, reason, devices) = match (compiled, backend.family) {
        (false, _) => (
            Some(false),
            Some(format!("not compiled: build with --features {feature}")),
            Vec::new(),
        ),
        (true, Family::Cpu) => (Some(true), None, vec![processor()]),
        (true, Family::Graphics) => {
            let devices = adapters();
            let missing = devices
                .is_empty()
                .then(|| "no graphics adapter was found".to_owned());
            (Some(missing.is_none()), missing, devices)
        }
        (true, _) => (
            None,
            Some("known once a device is opened".to_owned()),
            Vec::new(),
        ),
    };
    BackendListing {
        name,
        compiled,
        feature,
        available,
        reason,
        devices,
    }
}

fn processor() -> DeviceListing {
    let name = environment::machine().cpu;
    DeviceListing {
        selector: String::new(),
        name,
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
