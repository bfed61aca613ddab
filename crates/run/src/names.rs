//! The names of a run's files, in one place.

/// What the run was and how it ended. A directory that holds this file is a run.
pub const RECORD: &str = "run.json";
/// The temperature that calibrates the probabilities of some of the run's weights.
pub const CALIBRATION: &str = "calibration.json";
/// Every setting as resolved.
pub const CONFIG: &str = "config.toml";
/// The schema version of [`CONFIG`], and of the config files that users write.
pub const CONFIG_VERSION: u32 = 1;
/// One line for each epoch and split.
pub const METRICS: &str = "metrics.jsonl";
/// What was logged while the run trained.
pub const LOG: &str = "train.log";
/// The whole run on one page.
pub const REPORT: &str = "report.html";
/// The directory of checkpoints.
pub const CHECKPOINTS: &str = "checkpoints";

/// Held by the process that writes the run.
pub(crate) const LOCK: &str = ".lock";
