//! `backends`: the table of backends with this machine's devices.

use std::fmt::Write;

use burn_mnist_backend::{Availability, BackendListing, DeviceListing, list};
use serde::Serialize;

use super::Done;
use crate::failure::Failure;
use crate::output::Output;

/// A backend as this machine has it.
#[derive(Serialize)]
struct Listing {
    name: &'static str,
    compiled: bool,
    feature: &'static str,
    /// Whether it can run here; unknown without opening a device where it is null.
    available: Option<bool>,
    /// Why it cannot, or what to know about it.
    reason: Option<String>,
    devices: Vec<DeviceListing>,
    #[serde(skip)]
    about: &'static str,
}

/// Lists every backend; opens none.
pub fn run(output: Output) -> Result<Done, Failure> {
    let listings: Vec<Listing> = list().into_iter().map(Listing::of).collect();
    output.result(listings.as_slice(), render)?;
    Ok(Done::Completed)
}

impl Listing {
    fn of(listing: BackendListing) -> Self {
        let feature = listing.backend.feature();
        let (available, reason) = match listing.availability {
            Availability::NotCompiled => (
                Some(false),
                Some(format!("not compiled: build with --features {feature}")),
            ),
            Availability::Available => (Some(true), None),
            Availability::NoAdapter => (
                Some(false),
                Some("no graphics adapter was found".to_owned()),
            ),
            Availability::Unknown => (None, Some("known once a device is opened".to_owned())),
        };
        Self {
            name: listing.backend.name(),
            compiled: listing.backend.is_compiled(),
            feature,
            available,
            reason,
            devices: listing.devices,
            about: listing.backend.about(),
        }
    }
}

fn render(listings: &[Listing]) -> String {
    let mut text = String::new();
    for listing in listings {
        let mark = match (listing.compiled, listing.available) {
            (false, _) => "-",
            (true, Some(false)) => "!",
            (true, _) => "*",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{mark} {:8} {}", listing.name, listing.about);
        for device in &listing.devices {
            let selector = match device.selector.as_str() {
                "" => listing.name.to_owned(),
                selector => format!("{}:{selector}", listing.name),
            };
            let driver = device.driver.iter().map(|driver| format!(", {driver}"));
            let driver: String = driver.collect();
            let _ = writeln!(
                text,
                "             {selector}: {} ({}{driver})",
                device.name, device.kind
            );
        }
        if let Some(reason) = &listing.reason {
            let _ = writeln!(text, "             {reason}");
        }
    }
    text.push_str("\n* ready   ! compiled in, but no device here   - not compiled in");
    text
}
