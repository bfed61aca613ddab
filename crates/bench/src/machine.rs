//! The machine a measurement was made on: what could explain a figure, and nothing that names its
//! owner. What a platform does not tell stays absent.

mod environment;
pub(crate) mod files;
mod identity;
mod memory;
mod power;
mod processor;
mod system;
#[cfg(test)]
pub(crate) mod testing;
mod virtualisation;
mod warnings;

pub use environment::Environment;
pub use memory::Memory;
pub use power::Power;
pub use processor::Processor;
pub use system::{Load, OperatingSystem};
pub use virtualisation::Virtualisation;
pub use warnings::warnings;

use std::path::Path;

use sysinfo::{CpuRefreshKind, MemoryRefreshKind, RefreshKind, System};

use files::Files;

impl Environment {
    /// This machine, now.
    pub fn capture() -> Self {
        let mut environment = Self::capture_from(Path::new("/"));
        environment.fill();
        environment
    }

    /// What the files of Linux below `root` tell; elsewhere that is next to nothing.
    fn capture_from(root: &Path) -> Self {
        let files = Files::below(root);
        let mut environment = Self {
            machine: String::new(),
            cpu: Processor::read(&files),
            memory: Memory::read(&files),
            system: OperatingSystem::read(&files),
            virtualisation: Virtualisation::read(&files),
            power: Power::read(&files),
            load: Load::read(&files),
        };
        environment.machine = identity::of(&environment);
        environment
    }

    /// Adds what only a call to the operating system tells, and what its files did not.
    fn fill(&mut self) {
        let what = RefreshKind::nothing()
            .with_cpu(CpuRefreshKind::nothing())
            .with_memory(MemoryRefreshKind::nothing().with_ram());
        let system = System::new_with_specifics(what);
        self.cpu.fill(&system);
        self.memory.fill(&system);
        self.system.fill();
        self.load = self.load.or_else(Load::ask);
        self.machine = identity::of(self);
    }
}

#[cfg(test)]
mod tests {
    use super::testing::Tree;
    use super::*;

    #[test]
    fn this_machine_has_a_processor_a_memory_and_a_system() {
        let environment = Environment::capture();
        assert!(environment.cpu.logical_cores.unwrap() >= 1);
        assert!(environment.cpu.usable_threads.unwrap() >= 1);
        assert!(environment.memory.total_bytes.unwrap() > 0);
        assert!(environment.system.name.is_some());
        assert_eq!(environment.machine.len(), 8);
    }

    #[test]
    fn a_tree_that_tells_nothing_gives_an_environment_that_says_nothing() {
        let environment = Environment::capture_from(Tree::new().root());
        let nothing = Environment {
            machine: environment.machine.clone(),
            ..Environment::default()
        };
        assert_eq!(environment, nothing);
    }

    #[test]
    fn an_environment_survives_its_json_and_an_older_one_is_read() {
        let environment = Environment::capture();
        let json = serde_json::to_string(&environment).unwrap();
        let read: Environment = serde_json::from_str(&json).unwrap();
        assert_eq!(read, environment);
        let older: Environment = serde_json::from_str(r#"{"memory":{}}"#).unwrap();
        assert_eq!(older, Environment::default());
    }
}
