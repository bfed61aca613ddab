//! Main memory.

use serde::{Deserialize, Serialize};
use sysinfo::System;

use super::files::{Files, bytes, field};

/// Main memory, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// What there is.
    pub total_bytes: Option<u64>,
    /// What a program could have without anything being swapped out.
    pub available_bytes: Option<u64>,
}

impl Memory {
    pub(super) fn read(files: &Files) -> Self {
        let text = files.text("proc/meminfo").unwrap_or_default();
        let size = |key| field(&text, key, ':').and_then(bytes);
        Self {
            total_bytes: size("MemTotal"),
            available_bytes: size("MemAvailable"),
        }
    }

    pub(super) fn fill(&mut self, system: &System) {
        let told = |bytes: u64| (bytes > 0).then_some(bytes);
        self.total_bytes = self.total_bytes.or(told(system.total_memory()));
        self.available_bytes = self.available_bytes.or(told(system.available_memory()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Tree;
    use super::*;

    #[test]
    fn memory_is_in_bytes_and_what_is_not_told_is_absent() {
        let tree = Tree::new().with("proc/meminfo", "MemTotal:  24684084 kB\nMemFree: 1 kB\n");
        let memory = Memory::read(&tree.files());
        assert_eq!(memory.total_bytes, Some(24_684_084 * 1024));
        assert_eq!(memory.available_bytes, None);
    }
}
