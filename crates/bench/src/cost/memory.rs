//! The most memory that was resident at once.

use crate::machine::files::{Files, bytes, field};

/// What the kernel takes as "forget the peak": proc_pid_clear_refs(5).
const FORGET_PEAK: &str = "5";

/// Lets the peak begin anew at what is resident now. Where that is refused, it stays the process's own.
pub(super) fn reset_peak(files: &Files) {
    // Not every kernel has it, and confined processes may not write it: the peak's doc says so.
    let _ = files.write("proc/self/clear_refs", FORGET_PEAK);
}

/// The peak, in bytes.
pub(super) fn peak(files: &Files) -> Option<u64> {
    let status = files.text("proc/self/status")?;
    bytes(field(&status, "VmHWM", ':')?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::testing::Tree;

    #[test]
    fn the_kernel_is_asked_to_forget_the_peak() {
        let tree = Tree::new().with("proc/self/clear_refs", "");
        reset_peak(&tree.files());
        let asked = tree.files().text("proc/self/clear_refs");
        assert_eq!(asked.as_deref(), Some(FORGET_PEAK));
    }

    #[test]
    fn a_status_without_a_peak_tells_none() {
        let tree = Tree::new().with("proc/self/status", "VmRSS:\t 100 kB\n");
        assert_eq!(peak(&tree.files()), None);
        reset_peak(&tree.files());
    }
}
