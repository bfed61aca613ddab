//! Processor time, memory and energy of a timed stretch.

mod energy;
mod memory;
mod processor;

use std::path::Path;
use std::time::Duration;

use crate::machine::files::Files;
use energy::Energy;

/// What a stretch cost; a figure that the platform does not tell is absent.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cost {
    /// Seconds that all threads of this process together spent on processors, for itself and in the
    /// kernel, those that ended meanwhile included. To a microsecond on Unix; Windows counts in ticks
    /// of 15.6 ms.
    pub cpu_seconds: Option<f64>,
    /// The most memory resident at once since [`Meter::reset_peak`], in bytes; since the process
    /// began where that is not permitted. Linux only.
    pub peak_memory_bytes: Option<u64>,
    /// Energy of all processor packages of the machine, in joules, other programs included. The counters move about
    /// once a millisecond and usually only the administrator can read them. Linux on x86 only.
    pub energy_joules: Option<f64>,
}

/// Counts from [`start`](Self::start) to [`stop`](Self::stop).
#[derive(Clone, Debug)]
pub struct Meter {
    files: Files,
    energy: Option<Energy>,
    cpu: Option<Duration>,
}

impl Meter {
    /// Lets the peak of memory begin anew at what is resident now, where the kernel permits it.
    pub fn reset_peak() {
        memory::reset_peak(&Files::below(Path::new("/")));
    }

    /// Starts counting.
    pub fn start() -> Self {
        Self::start_on(Files::below(Path::new("/")))
    }

    /// Stops counting.
    pub fn stop(self) -> Cost {
        // In the reverse order of the start, so that reading the other counters costs no processor time.
        let cpu = processor::time();
        let spent = |start| Some(cpu?.saturating_sub(start).as_secs_f64());
        let energy = Energy::read(&self.files);
        Cost {
            cpu_seconds: self.cpu.and_then(spent),
            energy_joules: self
                .energy
                .zip(energy)
                .and_then(|(start, end)| end.since(&start)),
            peak_memory_bytes: memory::peak(&self.files),
        }
    }

    fn start_on(files: Files) -> Self {
        Self {
            energy: Energy::read(&files),
            files,
            cpu: processor::time(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;
    use crate::machine::testing::Tree;

    const STATUS: &str = "proc/self/status";
    const COUNTER: &str = "sys/class/powercap/intel-rapl:0/energy_uj";

    #[test]
    fn the_time_of_threads_that_ended_counts() {
        let meter = Meter::start();
        let busy = || {
            let begun = processor::time().unwrap();
            while processor::time().unwrap() - begun < Duration::from_millis(40) {}
        };
        thread::spawn(busy).join().unwrap();
        assert!(meter.stop().cpu_seconds.unwrap() >= 0.04);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn memory_in_use_is_part_of_the_peak() {
        Meter::reset_peak();
        let meter = Meter::start();
        let held = vec![1_u8; 64 << 20];
        let peak = meter.stop().peak_memory_bytes.unwrap();
        assert!(peak >= std::hint::black_box(&held).len() as u64, "{peak}");
    }

    #[test]
    fn a_meter_reports_the_difference_of_energy_and_the_peak_of_memory() {
        let tree = Tree::new()
            .with("sys/class/powercap/intel-rapl:0/name", "package-0\n")
            .with(
                "sys/class/powercap/intel-rapl:0/max_energy_range_uj",
                "1000000000\n",
            )
            .with(COUNTER, "5000000\n")
            .with(STATUS, "Name:\tx\nVmHWM:\t    2164 kB\nVmRSS:\t  100 kB\n");
        let meter = Meter::start_on(tree.files());
        tree.put(COUNTER, "7500000\n");
        let cost = meter.stop();
        assert_eq!(cost.energy_joules, Some(2.5));
        assert_eq!(cost.peak_memory_bytes, Some(2164 << 10));
    }

    #[test]
    fn a_platform_that_tells_nothing_is_no_error() {
        let cost = Meter::start_on(Tree::new().files()).stop();
        assert_eq!((cost.energy_joules, cost.peak_memory_bytes), (None, None));
    }
}
