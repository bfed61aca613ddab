//! Where the current comes from, and whether the processor had to slow down for the heat.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::files::Files;
use super::processor::cpus;

const SUPPLIES: &str = "sys/class/power_supply";

/// Current and heat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Power {
    /// Whether it lives on its battery.
    pub on_battery: Option<bool>,
    /// How often, since it was started, its cores slowed down for the heat; only a difference of two
    /// moments means anything.
    pub throttle_count: Option<u64>,
}

impl Power {
    pub(super) fn read(files: &Files) -> Self {
        Self {
            on_battery: on_battery(files),
            throttle_count: throttle_count(files),
        }
    }
}

/// A battery that drains while nothing is plugged in. That of a mouse or a headset is not the machine's.
fn on_battery(files: &Files) -> Option<bool> {
    let supplies = files.entries(SUPPLIES)?;
    let says = |supply: &Path, file: &str, text: &str| {
        files
            .text(supply.join(file))
            .is_some_and(|said| said == text)
    };
    let own = supplies
        .iter()
        .filter(|supply| !says(supply, "scope", "Device"));
    let (batteries, plugs): (Vec<_>, Vec<_>) =
        own.partition(|supply| says(supply, "type", "Battery"));
    let plugged = plugs.iter().any(|plug| says(plug, "online", "1"));
    let drained = batteries
        .iter()
        .any(|battery| says(battery, "status", "Discharging"));
    Some(drained && !plugged)
}

fn throttle_count(files: &Files) -> Option<u64> {
    let counter = "thermal_throttle/core_throttle_count";
    let counts = cpus(files);
    let counts = counts
        .iter()
        .filter_map(|cpu| files.value::<u64>(cpu.join(counter)));
    counts.reduce(u64::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::super::testing::Tree;
    use super::*;

    fn on_battery_with(files: &[(&str, &str)]) -> Option<bool> {
        let tree = Tree::new();
        for (path, text) in files {
            tree.put(&format!("{SUPPLIES}/{path}"), text);
        }
        Power::read(&tree.files()).on_battery
    }

    #[test]
    fn only_a_draining_battery_of_its_own_and_no_plug_is_life_on_battery() {
        let battery = ("BAT0/type", "Battery\n");
        let draining = ("BAT0/status", "Discharging\n");
        let mains = ("AC/type", "Mains\n");
        assert_eq!(on_battery_with(&[]), None);
        assert_eq!(on_battery_with(&[battery, draining]), Some(true));
        assert_eq!(
            on_battery_with(&[battery, draining, mains, ("AC/online", "0\n")]),
            Some(true)
        );
        assert_eq!(
            on_battery_with(&[battery, draining, mains, ("AC/online", "1\n")]),
            Some(false)
        );
        assert_eq!(
            on_battery_with(&[battery, ("BAT0/status", "Full\n")]),
            Some(false)
        );
        assert_eq!(
            on_battery_with(&[battery, draining, ("BAT0/scope", "Device\n")]),
            Some(false)
        );
    }

    #[test]
    fn the_throttle_counts_of_all_cores_are_one() {
        let path =
            |cpu| format!("sys/devices/system/cpu/{cpu}/thermal_throttle/core_throttle_count");
        let tree = Tree::new()
            .with(&path("cpu0"), "3\n")
            .with(&path("cpu11"), "4\n");
        let tree = tree.with(&path("cpuidle"), "9\n");
        assert_eq!(Power::read(&tree.files()).throttle_count, Some(7));
        assert_eq!(Power::read(&Tree::new().files()).throttle_count, None);
    }
}
