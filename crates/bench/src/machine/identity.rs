//! A name for a machine that says nothing about who owns it.

use sha2::{Digest, Sha256};

use super::Environment;

/// Bytes of the digest that make up a name: enough to tell a few hundred machines apart.
const LENGTH: usize = 4;

pub(super) fn of(environment: &Environment) -> String {
    let processor = &environment.cpu;
    let whole_gib = |bytes: u64| (bytes as f64 / f64::from(1 << 30)).round() as u64;
    let parts = [
        processor.model.clone(),
        processor.physical_cores.map(|cores| cores.to_string()),
        processor.logical_cores.map(|cores| cores.to_string()),
        environment
            .memory
            .total_bytes
            .map(|bytes| whole_gib(bytes).to_string()),
        environment.system.family.clone(),
    ];
    let text = parts.map(Option::unwrap_or_default).join("\n");
    let digest = Sha256::digest(text.as_bytes());
    let digits = digest.iter().take(LENGTH).map(|byte| format!("{byte:02x}"));
    digits.collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Memory, OperatingSystem, Processor};
    use super::*;

    fn machine() -> Environment {
        Environment {
            cpu: Processor {
                model: Some("AMD EPYC".to_owned()),
                logical_cores: Some(2),
                physical_cores: Some(2),
                ..Processor::default()
            },
            memory: Memory {
                total_bytes: Some(24_684_084 << 10),
                available_bytes: None,
            },
            system: OperatingSystem {
                family: Some("linux".to_owned()),
                ..OperatingSystem::default()
            },
            ..Environment::default()
        }
    }

    /// Written into records: a change would make every machine a new one.
    #[test]
    fn the_name_of_a_machine_never_changes() {
        assert_eq!(of(&machine()), "6b83b6f6");
    }

    #[test]
    fn what_passes_leaves_the_name_alone() {
        let mut later = machine();
        later.memory.available_bytes = Some(5);
        later.memory.total_bytes = Some((24_684_084 << 10) - 4096);
        later.system.kernel = Some("6.2".to_owned());
        later.system.name = Some("Debian 13".to_owned());
        later.cpu.governors = vec!["performance".to_owned()];
        assert_eq!(of(&later), of(&machine()));
    }

    #[test]
    fn another_processor_core_count_memory_or_system_is_another_machine() {
        let changes: [fn(&mut Environment); 5] = [
            |other| other.cpu.model = None,
            |other| other.cpu.logical_cores = Some(4),
            |other| other.cpu.physical_cores = Some(1),
            |other| other.memory.total_bytes = Some(48 << 30),
            |other| other.system.family = Some("windows".to_owned()),
        ];
        for (place, change) in changes.into_iter().enumerate() {
            let mut other = machine();
            change(&mut other);
            assert_ne!(of(&other), of(&machine()), "change {place}");
        }
    }
}
