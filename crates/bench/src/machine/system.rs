//! The operating system and its load. The host's name is private and left out.

use std::env::consts;

use serde::{Deserialize, Serialize};
use sysinfo::System;

use super::files::{Files, field};

/// An operating system.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OperatingSystem {
    /// "linux", "macos", "windows": what this program was built for.
    pub family: Option<String>,
    /// What it was built for, too: "x86_64", "aarch64".
    pub architecture: Option<String>,
    /// What it calls itself, with its version.
    pub name: Option<String>,
    /// The release of its kernel.
    pub kernel: Option<String>,
}

/// Processes that ran or wanted to, on average over some minutes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Load {
    /// Over the last minute.
    pub one: f64,
    /// Over the last five minutes.
    pub five: f64,
    /// Over the last fifteen minutes.
    pub fifteen: f64,
}

impl OperatingSystem {
    pub(super) fn read(files: &Files) -> Self {
        let release = files.text("etc/os-release");
        let release = release.or_else(|| files.text("usr/lib/os-release"));
        let name = |text: String| {
            let quoted = field(&text, "PRETTY_NAME", '=')?;
            Some(quoted.trim_matches(['"', '\'']).to_owned())
        };
        Self {
            family: None,
            architecture: None,
            name: release.and_then(name),
            kernel: files.text("proc/sys/kernel/osrelease"),
        }
    }

    pub(super) fn fill(&mut self) {
        self.family = Some(consts::OS.to_owned());
        self.architecture = Some(consts::ARCH.to_owned());
        self.name = self.name.take().or_else(System::long_os_version);
        self.kernel = self.kernel.take().or_else(System::kernel_version);
    }
}

impl Load {
    pub(super) fn read(files: &Files) -> Option<Self> {
        let text = files.text("proc/loadavg")?;
        let mut figures = text.split_whitespace().map_while(|word| word.parse().ok());
        Some(Self {
            one: figures.next()?,
            five: figures.next()?,
            fifteen: figures.next()?,
        })
    }

    /// Windows keeps no such figure: what is made up for it starts at zero and means nothing yet.
    pub(super) fn ask() -> Option<Self> {
        if !cfg!(unix) {
            return None;
        }
        let load = System::load_average();
        Some(Self {
            one: load.one,
            five: load.five,
            fifteen: load.fifteen,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Tree;
    use super::*;

    #[test]
    fn a_system_is_what_its_files_say() {
        let tree = Tree::new()
            .with(
                "etc/os-release",
                "NAME=Debian\nPRETTY_NAME=\"Debian GNU/Linux 12\"\n",
            )
            .with("proc/sys/kernel/osrelease", "6.1.0-9-amd64\n");
        let system = OperatingSystem::read(&tree.files());
        assert_eq!(system.name.as_deref(), Some("Debian GNU/Linux 12"));
        assert_eq!(system.kernel.as_deref(), Some("6.1.0-9-amd64"));
    }

    #[test]
    fn load_is_three_figures_or_none() {
        let load = |text| Load::read(&Tree::new().with("proc/loadavg", text).files());
        let expected = Load {
            one: 3.56,
            five: 2.91,
            fifteen: 1.94,
        };
        assert_eq!(load("3.56 2.91 1.94 4/110 17482\n"), Some(expected));
        assert_eq!(load("3.56 idle 1.94"), None);
    }
}
