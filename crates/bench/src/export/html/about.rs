//! The machine and the program behind the figures, as names with what they stand for.

use crate::export::Quantity;
use crate::machine::Environment;
use crate::record::Software;
use crate::results::Origin;

/// What is known of where a comparison ran; what is not known is not said.
pub fn about(origin: &Origin) -> Vec<(String, String)> {
    let mut facts = vec![
        ("comparison".to_owned(), origin.comparison.clone()),
        ("label".to_owned(), origin.label.clone().unwrap_or_default()),
        ("start".to_owned(), start(&origin.time)),
    ];
    if let Some(environment) = &origin.environment {
        machine(environment, origin.after.as_ref(), &mut facts);
    }
    if let Some(software) = &origin.software {
        program(software, &mut facts);
    }
    facts.retain(|(_, value)| !value.is_empty());
    facts
}

/// `2026-11-24 09:30:00 UTC` of `2026-11-24T09:30:00.123Z`; anything else as it is.
fn start(time: &str) -> String {
    match time.strip_suffix('Z').and_then(|time| time.split_once('T')) {
        Some((day, time)) => {
            let seconds = time.split_once('.').map_or(time, |(seconds, _)| seconds);
            format!("{day} {seconds} UTC")
        }
        None => time.to_owned(),
    }
}

fn machine(before: &Environment, after: Option<&Environment>, facts: &mut Vec<(String, String)>) {
    let mut say = |name: &str, value: Option<String>| {
        facts.extend(value.map(|value| (name.to_owned(), value)));
    };
    let cpu = &before.cpu;
    say("processor", cpu.model.clone());
    let cores = cpu.logical_cores.map(|logical| match cpu.physical_cores {
        Some(physical) => format!("{logical} logical, {physical} physical"),
        None => format!("{logical} logical"),
    });
    say("cores", cores);
    let caches = cpu.caches.iter().map(|cache| {
        let size = Quantity::Bytes(cache.bytes as f64);
        format!("L{} {} {size}", cache.level, cache.kind)
    });
    say("caches", Some(caches.collect::<Vec<_>>().join(", ")));
    say("governor", Some(cpu.governors.join(", ")));
    let memory = before.memory.total_bytes;
    say(
        "memory",
        memory.map(|bytes| Quantity::Bytes(bytes as f64).to_string()),
    );
    let system = &before.system;
    let names = [&system.name, &system.kernel, &system.architecture];
    let names = names.into_iter().flatten().cloned().collect::<Vec<_>>();
    say("system", Some(names.join(", ")));
    let guest = before
        .virtualisation
        .is_virtual_machine()
        .map(|guest| match guest {
            true => {
                let vendor = before.virtualisation.vendor.clone().unwrap_or_default();
                format!("a virtual machine {vendor}").trim_end().to_owned()
            }
            false => "none".to_owned(),
        });
    say("virtualisation", guest);
    say("container", before.virtualisation.container.clone());
    let load = |environment: &Environment| environment.load.map(|load| load.one);
    say("load before", load(before).map(|load| format!("{load:.2}")));
    say(
        "load after",
        after.and_then(load).map(|load| format!("{load:.2}")),
    );
    say("machine id", Some(before.machine.clone()));
}

fn program(software: &Software, facts: &mut Vec<(String, String)>) {
    let commit = software
        .commit
        .clone()
        .unwrap_or_else(|| "unknown commit".to_owned());
    let lines = [
        ("burn-mnist", format!("{}, {commit}", software.burn_mnist)),
        ("burn", software.burn.clone()),
        ("compiler", software.rustc.clone()),
        ("build profile", software.profile.clone()),
        ("cargo features", software.features.join(", ")),
        ("compiled for", software.target_features.join(", ")),
        ("found at run time", software.detected_features.join(", ")),
    ];
    facts.extend(lines.map(|(name, value)| (name.to_owned(), value)));
}
