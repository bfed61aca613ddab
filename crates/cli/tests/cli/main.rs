//! The program as a user runs it, from outside: what must stay true of its commands, files and messages.
#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise, its helpers too"
)]

mod agreement;
mod appearance;
mod artifacts;
mod backends;
mod bad_backends;
mod bad_checkpoints;
mod bad_data;
mod bad_pictures;
mod bad_settings;
mod best_checkpoint;
mod calibration;
#[path = "../../../report/tests/browser/chromium.rs"]
mod chromium;
mod closed_pipe;
#[cfg(feature = "ndarray")]
mod compare;
mod completions;
mod cross_backend;
mod cross_validate;
#[cfg(unix)]
mod damage;
mod data;
mod data_check;
mod data_show;
#[cfg(target_os = "linux")]
mod disk_full;
mod divergence;
mod end_to_end;
#[cfg(unix)]
mod endless;
mod errors;
mod evaluate;
mod explain;
mod fixture;
mod folders;
mod help;
#[cfg(unix)]
mod interrupt;
mod man;
mod manual;
#[cfg(unix)]
mod mid_epoch;
mod mnist;
mod no_adapter;
#[cfg(unix)]
mod one_writer;
mod outcome;
mod pictures;
mod predict;
mod predictions;
mod refused_resume;
mod repeat;
mod report;
mod reproducible;
mod requirement;
mod resume;
mod retention;
mod run_directory;
mod runs;
mod sandbox;
mod scrutiny;
mod settings;
#[cfg(unix)]
mod survival;
mod sweep;
mod tidy;
mod too_large;
mod versions;
mod wgpu;
