//! Whether others share the hardware unseen.

use serde::{Deserialize, Serialize};

use super::files::{Files, field};

/// Names by which hypervisors introduce the machines they make up. A cloud's own name is not among
/// them: it rents out whole machines as well.
const HYPERVISORS: [&str; 9] = [
    "Bochs",
    "Google Compute Engine",
    "KVM",
    "Parallels",
    "QEMU",
    "VMware",
    "Virtual Machine",
    "VirtualBox",
    "Xen",
];

/// Parts of control group names, and the container runtime that uses each; the first match counts.
const CONTAINERS: [(&str, &str); 5] = [
    ("kubepods", "kubernetes"),
    ("libpod", "podman"),
    ("docker", "docker"),
    ("containerd", "containerd"),
    ("lxc", "lxc"),
];

/// What lies between this process and the hardware.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Virtualisation {
    /// Whether the processor says that a hypervisor runs it; only x86 has a way to.
    pub hypervisor: Option<bool>,
    /// What the machine says it is.
    pub product: Option<String>,
    /// The vendor that the firmware names.
    pub vendor: Option<String>,
    /// The container runtime, if this runs in a container.
    pub container: Option<String>,
}

impl Virtualisation {
    pub(super) fn read(files: &Files) -> Self {
        Self {
            hypervisor: hypervisor(files),
            product: files.text("sys/class/dmi/id/product_name"),
            vendor: files.text("sys/class/dmi/id/sys_vendor"),
            container: container(files),
        }
    }

    /// Whether this is a virtual machine; `None` where nothing tells.
    pub fn is_virtual_machine(&self) -> Option<bool> {
        let introduction = [&self.vendor, &self.product].into_iter().flatten();
        let named = introduction
            .map(|name| HYPERVISORS.iter().any(|known| name.contains(known)))
            .reduce(|vendor, product| vendor || product);
        match (self.hypervisor, named) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (hypervisor, named) => hypervisor.or(named),
        }
    }
}

fn hypervisor(files: &Files) -> Option<bool> {
    let description = files.text("proc/cpuinfo")?;
    let flags = field(&description, "flags", ':')?;
    Some(flags.split_whitespace().any(|flag| flag == "hypervisor"))
}

fn container(files: &Files) -> Option<String> {
    if files.exists(".dockerenv") {
        return Some("docker".to_owned());
    }
    if files.exists("run/.containerenv") {
        return Some("podman".to_owned());
    }
    if let Some(manager) = files.text("run/systemd/container") {
        return Some(manager);
    }
    let groups = files.text("proc/self/cgroup")?;
    let known = CONTAINERS.iter().find(|(sign, _)| groups.contains(sign));
    known.map(|(_, name)| (*name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::testing::Tree;
    use super::*;

    fn read(files: &[(&str, &str)]) -> Virtualisation {
        let tree = Tree::new();
        for (path, text) in files {
            tree.put(path, text);
        }
        Virtualisation::read(&tree.files())
    }

    #[test]
    fn a_virtual_machine_is_told_by_its_processor_or_its_maker() {
        let told = |files: &[(&str, &str)]| read(files).is_virtual_machine();
        let cpu = |flags| ("proc/cpuinfo", flags);
        let vendor = |name| ("sys/class/dmi/id/sys_vendor", name);
        let product = |name| ("sys/class/dmi/id/product_name", name);
        assert_eq!(told(&[]), None);
        assert_eq!(told(&[cpu("flags : fpu hypervisor vme")]), Some(true));
        assert_eq!(told(&[cpu("flags : fpu vme")]), Some(false));
        assert_eq!(told(&[vendor("QEMU\n")]), Some(true));
        let metal = [vendor("Amazon EC2\n"), product("m5.metal\n")];
        assert_eq!(told(&metal), Some(false));
        let guest = [vendor("Microsoft Corporation"), product("Virtual Machine")];
        assert_eq!(told(&guest), Some(true));
    }

    #[test]
    fn a_container_is_told_by_what_it_leaves_behind() {
        let cases = [
            ((".dockerenv", ""), Some("docker")),
            (("run/.containerenv", "engine"), Some("podman")),
            (
                ("run/systemd/container", "systemd-nspawn\n"),
                Some("systemd-nspawn"),
            ),
            (
                ("proc/self/cgroup", "0::/kubepods/besteffort/docker-1"),
                Some("kubernetes"),
            ),
            (("proc/self/cgroup", "0::/user.slice"), None),
        ];
        for (file, expected) in cases {
            assert_eq!(read(&[file]).container.as_deref(), expected, "{file:?}");
        }
    }
}
