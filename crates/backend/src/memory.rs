//! How much memory this process can still have.

use std::fs;
use std::path::Path;

use sysinfo::{MemoryRefreshKind, RefreshKind, System};

/// Bytes that this process can still use without swapping: the least of what the machine has free and what its control
/// groups leave, as containers and batch systems set them.
pub fn available_memory() -> u64 {
    let ram = MemoryRefreshKind::nothing().with_ram();
    let system = System::new_with_specifics(RefreshKind::nothing().with_memory(ram));
    let machine = match system.available_memory() {
        0 => u64::MAX,
        bytes => bytes,
    };
    machine.min(control_groups(Path::new("/")).unwrap_or(u64::MAX))
}

/// What the control groups of this process (cgroup v2) leave, from its own up to the root; nothing where no limit is
/// set.
fn control_groups(root: &Path) -> Option<u64> {
    let groups = fs::read_to_string(root.join("proc/self/cgroup")).ok()?;
    let own = groups.lines().find_map(|line| line.strip_prefix("0::/"))?;
    let mount = root.join("sys/fs/cgroup");
    let ancestors = Path::new(own).ancestors();
    ancestors.filter_map(|group| left(&mount.join(group))).min()
}

/// What a group leaves. Pages of files that are not in use do not count: the kernel drops them first.
fn left(group: &Path) -> Option<u64> {
    let number = |file: &str| -> Option<u64> {
        let text = fs::read_to_string(group.join(file)).ok()?;
        text.trim().parse().ok()
    };
    let limit = number("memory.max")?;
    let used = number("memory.current")?;
    let statistics = fs::read_to_string(group.join("memory.stat")).unwrap_or_default();
    let cached = statistics
        .lines()
        .find_map(|line| line.strip_prefix("inactive_file "))
        .and_then(|bytes| bytes.trim().parse().ok())
        .unwrap_or(0);
    Some(limit.saturating_sub(used.saturating_sub(cached)))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    /// A directory with the given files, as the kernel would show them.
    fn tree(name: &str, files: &[(&str, &str)]) -> PathBuf {
        let root = std::env::temp_dir().join(format!("burn-mnist-{name}-{}", std::process::id()));
        for (path, text) in files {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        root
    }

    #[test]
    fn the_tightest_group_counts_and_unused_files_do_not() {
        let root = tree(
            "groups",
            &[
                ("proc/self/cgroup", "0::/job/step\n"),
                ("sys/fs/cgroup/job/memory.max", "1000\n"),
                ("sys/fs/cgroup/job/memory.current", "900\n"),
                (
                    "sys/fs/cgroup/job/memory.stat",
                    "anon 500\ninactive_file 300\n",
                ),
                ("sys/fs/cgroup/job/step/memory.max", "max\n"),
                ("sys/fs/cgroup/job/step/memory.current", "5\n"),
            ],
        );
        assert_eq!(control_groups(&root), Some(400));
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn no_limit_is_none() {
        let root = tree("no-groups", &[("proc/self/cgroup", "0::/\n")]);
        assert_eq!(control_groups(&root), None);
        fs::remove_dir_all(root).unwrap();
        assert_eq!(control_groups(Path::new("/nowhere")), None);
    }

    #[test]
    fn this_machine_has_some() {
        assert!(available_memory() > 1 << 20);
    }
}
