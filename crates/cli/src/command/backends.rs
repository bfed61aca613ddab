//! `backends`: the table of backends with this machine's devices.

use std::fmt::Write;

use super::Done;
use crate::backend::{self, Backend, BackendListing};
use crate::failure::Failure;
use crate::output::Output;

/// Lists every backend; opens none.
pub fn run(output: Output) -> Result<Done, Failure> {
    output.result(backend::list().as_slice(), render)?;
    Ok(Done::Completed)
}

fn render(listings: &[BackendListing]) -> String {
    let mut text = String::new();
    for listing in listings {
        let mark = match (listing.compiled, listing.available) {
            (false, _) => "-",
            (true, Some(false)) => "!",
            (true, _) => "*",
        };
        let about = Backend::find(listing.name).map_or("", |backend| backend.about);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{mark} {:8} {about}", listing.name);
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
