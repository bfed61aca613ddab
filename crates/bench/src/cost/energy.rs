//! Energy of the processor packages, by the counters that Linux shows of x86 (RAPL).

use std::path::{Path, PathBuf};

use crate::machine::files::Files;

const ZONES: &str = "sys/class/powercap";
const MICROJOULES: f64 = 1e6;

/// The counters of all packages at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Energy(Vec<Counter>);

/// A counter in microjoules that starts again at zero after `range`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Counter {
    zone: PathBuf,
    microjoules: u64,
    range: Option<u64>,
}

impl Energy {
    /// `None` without packages, or if one of them cannot be read: a part would pass for the whole.
    pub(super) fn read(files: &Files) -> Option<Self> {
        let mut zones = files.entries(ZONES)?;
        zones.retain(|zone| is_package(files, zone));
        let counters: Option<Vec<Counter>> = zones
            .into_iter()
            .map(|zone| Counter::read(files, zone))
            .collect();
        counters.filter(|counters| !counters.is_empty()).map(Self)
    }

    /// Joules since an earlier moment; `None` if the packages are not the same.
    pub(super) fn since(&self, earlier: &Self) -> Option<f64> {
        if self.0.len() != earlier.0.len() {
            return None;
        }
        let pairs = self.0.iter().zip(&earlier.0);
        let spent: Option<Vec<u64>> = pairs.map(|(end, start)| end.since(start)).collect();
        Some(
            spent?
                .into_iter()
                .map(|part| part as f64 / MICROJOULES)
                .sum(),
        )
    }
}

/// Only zones of the first level that are packages. Those within a package ("core", "uncore",
/// "dram") are counted there already or are no part of it, and "psys" counts all packages once more.
fn is_package(files: &Files, zone: &Path) -> bool {
    let name = zone.file_name().and_then(|name| name.to_str());
    let number = name.and_then(|name| name.strip_prefix("intel-rapl:"));
    let first_level = number.is_some_and(|number| !number.contains(':'));
    let label = files.text(zone.join("name"));
    first_level && label.is_some_and(|label| label.starts_with("package"))
}

impl Counter {
    fn read(files: &Files, zone: PathBuf) -> Option<Self> {
        Some(Self {
            microjoules: files.value(zone.join("energy_uj"))?,
            range: files.value(zone.join("max_energy_range_uj")),
            zone,
        })
    }

    /// A counter below its earlier value has started again once. More often does not show: the range
    /// is that of some minutes at full power, and a sample takes seconds.
    fn since(&self, earlier: &Self) -> Option<u64> {
        if self.zone != earlier.zone {
            return None;
        }
        match self.microjoules.checked_sub(earlier.microjoules) {
            Some(spent) => Some(spent),
            None => self
                .range?
                .checked_sub(earlier.microjoules)?
                .checked_add(self.microjoules),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::testing::Tree;

    const RANGE: &str = "262143328850\n";

    /// Two packages, of which the first has a zone within, and a zone that counts both.
    fn server(first: &str, second: &str) -> Tree {
        let zone = |zone: &str, file: &str| format!("{ZONES}/{zone}/{file}");
        let mut tree = Tree::new().with(&zone("intel-rapl", "enabled"), "1\n");
        let zones = [
            ("intel-rapl:0", "package-0\n", first),
            ("intel-rapl:0:0", "core\n", "999\n"),
            ("intel-rapl:1", "package-1\n", second),
            ("intel-rapl:2", "psys\n", "888\n"),
            ("intel-rapl-mmio:0", "package-0\n", "777\n"),
        ];
        for (name, label, microjoules) in zones {
            tree = tree
                .with(&zone(name, "name"), label)
                .with(&zone(name, "energy_uj"), microjoules)
                .with(&zone(name, "max_energy_range_uj"), RANGE);
        }
        tree
    }

    fn energy(tree: &Tree) -> Option<Energy> {
        Energy::read(&tree.files())
    }

    #[test]
    fn every_package_counts_once_and_nothing_else_does() {
        let start = energy(&server("1000000\n", "2000000\n")).unwrap();
        let end = energy(&server("4000000\n", "2500000\n")).unwrap();
        assert_eq!(start.0.len(), 2);
        assert_eq!(end.since(&start), Some(3.5));
    }

    #[test]
    fn a_counter_that_started_again_goes_on_from_its_range() {
        let start = energy(&server("262142328850\n", "0\n")).unwrap();
        let end = energy(&server("500000\n", "0\n")).unwrap();
        assert_eq!(end.since(&start), Some(1.5));
    }

    #[test]
    fn a_counter_that_started_again_without_a_range_is_lost() {
        let range = format!("{ZONES}/intel-rapl:0/max_energy_range_uj");
        let start = energy(&server("10\n", "0\n").with(&range, "?")).unwrap();
        let end = energy(&server("5\n", "0\n").with(&range, "?")).unwrap();
        assert_eq!(end.since(&start), None);
    }

    #[test]
    fn a_package_that_cannot_be_read_leaves_no_figure() {
        let counter = format!("{ZONES}/intel-rapl:1/energy_uj");
        let unreadable = server("1\n", "1\n").with(&counter, "permission denied");
        assert_eq!(energy(&unreadable), None);
        assert_eq!(energy(&Tree::new()), None);
        let without_zones = Tree::new().with(&format!("{ZONES}/intel-rapl/enabled"), "1\n");
        assert_eq!(energy(&without_zones), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_counter_for_the_administrator_alone_is_no_error() {
        // A directory in a file's place is unreadable for everyone, even for who may read all.
        let tree = server("1\n", "1\n");
        let counter = tree.root().join(ZONES).join("intel-rapl:0/energy_uj");
        std::fs::remove_file(&counter).unwrap();
        std::fs::create_dir(&counter).unwrap();
        assert_eq!(energy(&tree), None);
    }
}
