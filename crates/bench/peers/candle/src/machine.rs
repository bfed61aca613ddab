//! What the system says of the processor and of this process; outside Linux that is little.

use std::env::consts::ARCH;
use std::fs;
use std::sync::LazyLock;
use std::time::Instant;

use candle_core::utils::get_num_threads;

use crate::protocol::Hello;

/// As Cargo.toml pins it.
const CANDLE: &str = "0.11.1";
/// Linux tells a process's start in these, whatever the kernel's own clock: time(7), USER_HZ.
const TICKS_PER_SECOND: f64 = 100.0;

/// When `main` began, if it was the first to ask.
static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Who is measured.
pub fn hello() -> Hello {
    Hello {
        framework: "candle",
        version: CANDLE,
        backend: "cpu",
        device: "cpu",
        device_name: field("/proc/cpuinfo", "model name").unwrap_or_else(|| ARCH.to_owned()),
        kind: "cpu",
        driver: None,
        threads: get_num_threads(),
    }
}

/// The most memory this process held since [`reset_peak_memory`], in bytes.
pub fn peak_memory() -> Option<u64> {
    let kibibytes = field("/proc/self/status", "VmHWM")?;
    let number: u64 = kibibytes.split_whitespace().next()?.parse().ok()?;
    Some(number * 1024)
}

/// Forgets the peak so far, where the system allows it.
pub fn reset_peak_memory() {
    // 5 resets the peak resident set size: proc(5), /proc/pid/clear_refs.
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// Starts the clock of [`since_start`] for systems that keep none.
pub fn start_clock() {
    LazyLock::force(&BEGAN);
}

/// Seconds since this process began.
pub fn since_start() -> f64 {
    let own = BEGAN.elapsed().as_secs_f64();
    since_exec().map_or(own, |seconds| seconds.max(own))
}

fn since_exec() -> Option<f64> {
    let uptime = fs::read_to_string("/proc/uptime").ok()?;
    let now: f64 = uptime.split_whitespace().next()?.parse().ok()?;
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // Field 22 of proc(5); the name in field 2 may hold spaces.
    let (_, fields) = stat.rsplit_once(')')?;
    let start: f64 = fields.split_whitespace().nth(19)?.parse().ok()?;
    Some(now - start / TICKS_PER_SECOND)
}

fn field(path: &str, name: &str) -> Option<String> {
    let content = fs::read_to_string(path).ok()?;
    let mut fields = content.lines().filter_map(|line| line.split_once(':'));
    let (_, value) = fields.find(|(key, _)| key.trim() == name)?;
    Some(value.trim().to_owned())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_version_it_says_is_the_one_it_is_built_with() {
        let manifest = include_str!("../Cargo.toml");
        let pinned = format!("candle-core = \"={}\"", super::CANDLE);
        assert!(manifest.contains(&pinned), "{pinned}");
    }
}
