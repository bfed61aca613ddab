//! The processor, and how it was allowed to run.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::thread;

use serde::{Deserialize, Serialize};
use sysinfo::System;

use super::files::{Files, bytes, field};

const CPUS: &str = "sys/devices/system/cpu";

/// A processor, and how it was allowed to run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Processor {
    /// What it calls itself.
    pub model: Option<String>,
    /// Its vendor.
    pub vendor: Option<String>,
    /// What the operating system schedules on: cores times their hardware threads.
    pub logical_cores: Option<usize>,
    /// Cores proper.
    pub physical_cores: Option<usize>,
    /// Threads this process may use at once: fewer than the logical cores where it is confined.
    pub usable_threads: Option<usize>,
    /// The caches of the first core; where cores differ, others may have others.
    pub caches: Vec<Cache>,
    /// The highest frequency it offers, in hertz.
    pub max_frequency_hz: Option<u64>,
    /// Frequency governors: several if cores differ, none if the machine does not report them.
    pub governors: Vec<String>,
    /// Whether it may run faster than its base frequency for a while.
    pub turbo: Option<bool>,
}

/// A cache that the first core uses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cache {
    /// 1 is the nearest.
    pub level: u8,
    /// "Data", "Instruction" or "Unified".
    pub kind: String,
    /// Its size.
    pub bytes: u64,
}

impl Processor {
    pub(super) fn read(files: &Files) -> Self {
        let description = files.text("proc/cpuinfo").unwrap_or_default();
        let named = |key| field(&description, key, ':').map(str::to_owned);
        let cores = description.lines().filter(|line| is_core(line)).count();
        let frequency = files.value::<u64>(first_core("cpufreq/cpuinfo_max_freq"));
        let cpus = cpus(files);
        Self {
            model: named("model name"),
            vendor: named("vendor_id"),
            logical_cores: (cores > 0).then_some(cores),
            physical_cores: physical_cores(files, &cpus),
            usable_threads: None,
            caches: caches(files),
            max_frequency_hz: frequency.map(|kilohertz| kilohertz * 1000),
            governors: distinct(files, &cpus, "cpufreq/scaling_governor"),
            turbo: turbo(files),
        }
    }

    pub(super) fn fill(&mut self, system: &System) {
        let cpu = system.cpus().first();
        let told = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        self.model = self.model.take().or_else(|| told(cpu?.brand()));
        self.vendor = self.vendor.take().or_else(|| told(cpu?.vendor_id()));
        let counted = system.cpus().len();
        self.logical_cores = self.logical_cores.or((counted > 0).then_some(counted));
        self.physical_cores = self.physical_cores.or_else(System::physical_core_count);
        self.usable_threads = thread::available_parallelism().ok().map(usize::from);
    }
}

/// Whether this line of `/proc/cpuinfo` opens a core's section.
fn is_core(line: &str) -> bool {
    line.split_once(':')
        .is_some_and(|(key, _)| key.trim() == "processor")
}

fn first_core(file: &str) -> PathBuf {
    Path::new(CPUS).join("cpu0").join(file)
}

/// The directories of all logical cores.
pub(super) fn cpus(files: &Files) -> Vec<PathBuf> {
    let is_cpu = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        let number = name.and_then(|name| name.strip_prefix("cpu"));
        number.is_some_and(|number| number.parse::<u32>().is_ok())
    };
    let mut cpus = files.entries(CPUS).unwrap_or_default();
    cpus.retain(is_cpu);
    cpus
}

/// The threads of one core all name the same siblings.
fn physical_cores(files: &Files, cpus: &[PathBuf]) -> Option<usize> {
    let cores = distinct(files, cpus, "topology/thread_siblings_list").len();
    (cores > 0).then_some(cores)
}

/// What the cores' files of this name say, each answer once.
fn distinct(files: &Files, cpus: &[PathBuf], file: &str) -> Vec<String> {
    let answers = cpus.iter().filter_map(|cpu| files.text(cpu.join(file)));
    answers.collect::<BTreeSet<_>>().into_iter().collect()
}

fn caches(files: &Files) -> Vec<Cache> {
    let indices = files.entries(first_core("cache")).unwrap_or_default();
    let cache = |index: &PathBuf| {
        Some(Cache {
            level: files.value(index.join("level"))?,
            kind: files.text(index.join("type"))?,
            bytes: bytes(&files.text(index.join("size"))?)?,
        })
    };
    indices.iter().filter_map(cache).collect()
}

/// Intel's driver says whether turbo is off, all others whether it is on.
fn turbo(files: &Files) -> Option<bool> {
    let off = files.value::<u8>(Path::new(CPUS).join("intel_pstate/no_turbo"));
    let on = files.value::<u8>(Path::new(CPUS).join("cpufreq/boost"));
    off.map(|off| off == 0).or(on.map(|on| on != 0))
}

#[cfg(test)]
mod tests {
    use super::super::testing::Tree;
    use super::*;

    const DESCRIPTION: &str = "processor\t: 0\nvendor_id\t: GenuineIntel\nmodel name\t: A CPU @ 3 GHz\n\n\
         processor\t: 1\nmodel name\t: A CPU @ 3 GHz\n";

    fn laptop() -> Tree {
        let cpu = |number: u8, file: &str| format!("{CPUS}/cpu{number}/{file}");
        Tree::new()
            .with("proc/cpuinfo", DESCRIPTION)
            .with(&cpu(0, "topology/thread_siblings_list"), "0-1\n")
            .with(&cpu(1, "topology/thread_siblings_list"), "0-1\n")
            .with(&cpu(0, "cpufreq/scaling_governor"), "powersave\n")
            .with(&cpu(1, "cpufreq/scaling_governor"), "performance\n")
            .with(&cpu(0, "cpufreq/cpuinfo_max_freq"), "4700000\n")
            .with(&cpu(0, "cache/index0/level"), "1\n")
            .with(&cpu(0, "cache/index0/type"), "Data\n")
            .with(&cpu(0, "cache/index0/size"), "48K\n")
            .with(&cpu(0, "cache/index1/level"), "3\n")
            .with(&cpu(0, "cache/uevent"), "\n")
            .with(&format!("{CPUS}/cpufreq/boost"), "1\n")
    }

    #[test]
    fn a_processor_is_what_its_files_say() {
        let processor = Processor::read(&laptop().files());
        let expected = Processor {
            model: Some("A CPU @ 3 GHz".to_owned()),
            vendor: Some("GenuineIntel".to_owned()),
            logical_cores: Some(2),
            physical_cores: Some(1),
            usable_threads: None,
            caches: vec![Cache {
                level: 1,
                kind: "Data".to_owned(),
                bytes: 48 << 10,
            }],
            max_frequency_hz: Some(4_700_000_000),
            governors: vec!["performance".to_owned(), "powersave".to_owned()],
            turbo: Some(true),
        };
        assert_eq!(processor, expected);
    }

    #[test]
    fn intel_says_that_turbo_is_off_where_others_say_that_it_is_on() {
        let tree = laptop().with(&format!("{CPUS}/intel_pstate/no_turbo"), "1\n");
        assert_eq!(Processor::read(&tree.files()).turbo, Some(false));
    }
}
