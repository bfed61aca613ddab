//! What about the machine speaks against believing its figures.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Environment;

/// A load above which somebody else is at work: half a core, or a quarter of a single one.
const BUSY: f64 = 0.5;
/// The same as a share of the cores; it counts where there is but one.
const BUSY_SHARE: f64 = 0.25;
/// With less memory than this to be had, swapping may be what is measured.
const SCARCE_BYTES: u64 = 1 << 30;
/// The one governor that does not wait for load before it raises the frequency.
const STEADY: &str = "performance";

/// A reason for doubt, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// What is the matter.
    pub message: String,
    /// What would help.
    pub remedy: String,
}

impl Warning {
    fn new(message: impl Into<String>, remedy: &str) -> Self {
        Self {
            message: message.into(),
            remedy: remedy.to_owned(),
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}; {}", self.message, self.remedy)
    }
}

/// What speaks against figures measured between `before` and `after`; best without any.
pub fn warnings(before: &Environment, after: &Environment) -> Vec<Warning> {
    let found = [
        busy(before),
        on_battery(before, after),
        unsteady(before),
        throttled(before, after),
        scarce(before, after),
        shared(before),
    ];
    found.into_iter().flatten().collect()
}

/// Only before: afterwards the load is that of the measurement itself.
fn busy(before: &Environment) -> Option<Warning> {
    let load = before.load?.one;
    let share = before
        .cpu
        .logical_cores
        .map(|cores| BUSY_SHARE * cores as f64);
    let limit = share.map_or(BUSY, |share| share.min(BUSY));
    let message =
        format!("the machine was busy before the start: a load of {load:.2} in the last minute");
    let remedy = "stop other programs, wait a minute, measure again";
    (load > limit).then(|| Warning::new(message, remedy))
}

fn on_battery(before: &Environment, after: &Environment) -> Option<Warning> {
    let on_battery = [before, after]
        .iter()
        .any(|moment| moment.power.on_battery == Some(true));
    let message = "the machine ran on its battery, which may hold the processor back";
    on_battery.then(|| Warning::new(message, "plug it in"))
}

fn unsteady(before: &Environment) -> Option<Warning> {
    let governors = &before.cpu.governors;
    let unsteady = governors.iter().any(|governor| governor != STEADY);
    let names = governors.join(", ");
    let message = format!("the processor's frequency follows its load (governor {names})");
    let remedy = "set the governor: sudo cpupower frequency-set --governor performance";
    unsteady.then(|| Warning::new(message, remedy))
}

fn throttled(before: &Environment, after: &Environment) -> Option<Warning> {
    let times = after
        .power
        .throttle_count?
        .checked_sub(before.power.throttle_count?)?;
    let message = format!("the processor got too hot and slowed down, {times} times by its count");
    let remedy = "see to its cooling, or let it rest between repeats";
    (times > 0).then(|| Warning::new(message, remedy))
}

fn scarce(before: &Environment, after: &Environment) -> Option<Warning> {
    let moments = [before, after].into_iter();
    let least = moments
        .filter_map(|moment| moment.memory.available_bytes)
        .min()?;
    let mebibytes = least >> 20;
    let message = format!("only {mebibytes} MiB of memory were to be had");
    let remedy = "stop other programs, so that nothing is swapped out";
    (least < SCARCE_BYTES).then(|| Warning::new(message, remedy))
}

fn shared(before: &Environment) -> Option<Warning> {
    let message =
        "this is a virtual machine: its neighbours on the same hardware may be part of the noise";
    let remedy = "compare only what was measured in one comparison, or use a machine of your own";
    let shared = before.virtualisation.is_virtual_machine()?;
    shared.then(|| Warning::new(message, remedy))
}

#[cfg(test)]
mod tests;
