//! Each reason for doubt alone, at its limit.

use super::super::{Load, Memory, Power, Processor, Virtualisation};
use super::*;

fn quiet() -> Environment {
    Environment {
        cpu: Processor {
            logical_cores: Some(8),
            governors: vec!["performance".to_owned()],
            ..Processor::default()
        },
        memory: Memory {
            total_bytes: Some(8 << 30),
            available_bytes: Some(4 << 30),
        },
        virtualisation: Virtualisation {
            hypervisor: Some(false),
            ..Virtualisation::default()
        },
        power: Power {
            on_battery: Some(false),
            throttle_count: Some(7),
        },
        load: load(0.1),
        ..Environment::default()
    }
}

fn load(one: f64) -> Option<Load> {
    Some(Load {
        one,
        five: 9.0,
        fifteen: 9.0,
    })
}

/// What is said where only this is changed before.
fn said_of(change: impl Fn(&mut Environment)) -> String {
    let mut before = quiet();
    change(&mut before);
    said(&before, &quiet())
}

fn said(before: &Environment, after: &Environment) -> String {
    let messages = warnings(before, after)
        .into_iter()
        .map(|warning| warning.message);
    messages.collect::<Vec<_>>().join("; ")
}

#[test]
fn a_quiet_machine_and_one_that_tells_nothing_raise_no_doubt() {
    assert_eq!(said(&quiet(), &quiet()), "");
    assert_eq!(said(&Environment::default(), &Environment::default()), "");
}

#[test]
fn a_busy_machine_is_one_with_half_a_core_taken() {
    assert_eq!(said_of(|machine| machine.load = load(0.5)), "");
    assert!(said_of(|machine| machine.load = load(0.51)).contains("a load of 0.51"));
    let single = |machine: &mut Environment| {
        machine.load = load(0.3);
        machine.cpu.logical_cores = Some(1);
    };
    assert!(said_of(single).contains("a load of 0.30"));
}

#[test]
fn the_load_of_the_measurement_itself_is_no_reason() {
    let mut after = quiet();
    after.load = load(8.0);
    assert_eq!(said(&quiet(), &after), "");
}

#[test]
fn a_plug_pulled_on_the_way_is_noticed() {
    let mut after = quiet();
    after.power.on_battery = Some(true);
    assert!(said(&quiet(), &after).contains("battery"));
    assert!(said(&after, &quiet()).contains("battery"));
}

#[test]
fn a_single_core_with_another_governor_is_named() {
    let governors = ["performance", "schedutil"].map(str::to_owned);
    let said = said_of(|machine| machine.cpu.governors = governors.to_vec());
    assert!(said.contains("schedutil"), "{said}");
}

#[test]
fn only_throttling_between_the_two_moments_counts() {
    assert!(said_of(|machine| machine.power.throttle_count = Some(4)).contains("3 times"));
    // A counter that went back belongs to a machine that was started anew.
    assert_eq!(
        said_of(|machine| machine.power.throttle_count = Some(9)),
        ""
    );
    assert_eq!(said_of(|machine| machine.power.throttle_count = None), "");
}

#[test]
fn the_lesser_of_the_two_amounts_of_memory_counts() {
    let with = |bytes| said_of(|machine| machine.memory.available_bytes = Some(bytes));
    assert_eq!(with(1 << 30), "");
    assert!(with((1 << 30) - 1).contains("1023 MiB"));
}

#[test]
fn a_virtual_machine_is_noted() {
    let said = said_of(|machine| machine.virtualisation.hypervisor = Some(true));
    assert!(said.contains("virtual machine"), "{said}");
}
