//! Disks that are full, read-only or gone: the run stops with a clean word, and what was kept stays.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::endless::{Endless, wait_until};
use crate::outcome::Outcome;
use crate::requirement::skip;
use crate::sandbox::Sandbox;

const RUN: &str = "train --dataset synthetic --limit 130 --validation 50 --hidden 2 --epochs 3 \
                   --checkpoint-every 2steps --keep 1";

/// A small disk of its own; only root may make one.
struct Disk(PathBuf);

impl Disk {
    fn mount(place: PathBuf, kilobytes: usize) -> Option<Self> {
        fs::create_dir_all(&place).unwrap();
        let size = format!("size={kilobytes}k");
        let place = place.into_os_string().into_string().unwrap();
        let mounted = mount(&["-t", "tmpfs", "-o", &size, "tmpfs", &place]);
        mounted.then(|| Self(place.into()))
    }

    fn remount(&self, options: &str) {
        let options = format!("remount,{options}");
        assert!(mount(&["-o", &options, self.0.to_str().unwrap()]));
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).output();
    }
}

fn mount(arguments: &[&str]) -> bool {
    let output = Command::new("mount").args(arguments).output();
    output.is_ok_and(|output| output.status.success())
}

/// A stop for want of space names the place and the space, and leaves whole checkpoints behind.
#[track_caller]
fn stopped_cleanly(sandbox: &Sandbox, run: &Path, outcome: Outcome, what: &str) {
    let outcome = outcome.failed(1);
    let error = outcome
        .stderr
        .lines()
        .find(|line| line.starts_with("error: "));
    let error = error.unwrap_or_else(|| panic!("{what}: {}", outcome.stderr));
    assert!(error.contains(run.to_str().unwrap()), "{what}: {error}");
    if run.join("run.json").exists() {
        let verify = format!("runs verify {}", run.display());
        sandbox.run(&verify).succeeded();
    }
}

#[test]
fn a_full_disk_stops_the_run_at_whatever_write_it_meets() {
    let sandbox = Sandbox::new();
    let Some(disk) = Disk::mount(sandbox.path("disk"), 4) else {
        return skip("tmpfs", "only root may mount one");
    };
    let (mut stopped, mut completed) = (Vec::new(), 0);
    // A page more each time: sooner or later each kind of write is the first that does not fit.
    for pages in 1..=60 {
        disk.remount(&format!("size={}k", 4 * pages));
        let run = disk.0.join("run");
        let outcome = sandbox.run(&format!("{RUN} --out {}", run.display()));
        if outcome.code == Some(0) {
            completed += 1;
        } else {
            let stderr = outcome.stderr.clone();
            stopped_cleanly(&sandbox, &run, outcome, &format!("{pages} pages"));
            stopped.push(stderr);
        }
        fs::remove_dir_all(run).ok();
    }
    assert!(completed > 0, "the largest disk was large enough");
    for file in ["run.json", "config.toml", "/checkpoints/epoch-0002"] {
        let met = stopped.iter().filter(|stderr| {
            stderr.contains(file) && stderr.contains("; it needs ") && stderr.contains(" bytes\n")
        });
        assert!(
            met.count() > 0,
            "no disk was too small for {file}: {stopped:#?}"
        );
    }
}

#[test]
fn a_run_goes_on_exactly_once_there_is_room_again() {
    let sandbox = Sandbox::new();
    let Some(disk) = Disk::mount(sandbox.path("disk"), 100) else {
        return skip("tmpfs", "only root may mount one");
    };
    let words = format!("{RUN} --out disk/run");
    sandbox
        .run(&words)
        .failed(1)
        .says("No space left on device")
        .says("free some space; earlier checkpoints are intact; then continue with `burn-mnist train --resume disk/run`");
    disk.remount("size=4m");
    sandbox.run("train --resume disk/run").succeeded();
    sandbox.run(&format!("{RUN} --out straight")).succeeded();
    let trace = |run| crate::resume::trace(&sandbox, run);
    assert!(trace("disk/run") == trace("straight"));
}

#[test]
fn a_limit_on_the_size_of_files_stops_the_run_as_cleanly() {
    let sandbox = Sandbox::new();
    let (mut stopped, mut completed) = (0, 0);
    // In blocks of 512 bytes, as `sh` counts them.
    for blocks in [0, 1, 4, 8, 11, 13, 15, 17, 20, 24, 27, 100] {
        let run = sandbox.path(format!("run-{blocks}"));
        let program = sandbox.command("");
        let limited = format!(
            "ulimit -f {blocks}; exec {} {RUN} --out {}",
            program.get_program().display(),
            run.display()
        );
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", &limited]).current_dir(sandbox.path(""));
        for (key, value) in program.get_envs() {
            match value {
                Some(value) => shell.env(key, value),
                None => shell.env_remove(key),
            };
        }
        let outcome = Outcome::of(&mut shell);
        if outcome.code == Some(0) {
            completed += 1;
            continue;
        }
        let outcome = outcome.says("; it needs ");
        stopped_cleanly(&sandbox, &run, outcome, &format!("{blocks} blocks"));
        stopped += 1;
    }
    assert!(
        stopped > 5 && completed > 0,
        "{stopped} stopped, {completed} completed"
    );
}

/// A run that saves all the time, in a directory that is not as it was.
fn endless(sandbox: &Sandbox, run: &str) -> Endless {
    let endless = RUN.replace("--epochs 3", "--epochs 100000");
    let child = Endless::start(sandbox, &format!("{endless} --out {run}"));
    wait_until("a checkpoint is kept", || {
        sandbox.path(run).join("checkpoints/latest").exists()
    });
    child
}

/// A directory that takes no new files, not even from root; none if this system cannot do that.
struct Sealed(PathBuf);

impl Sealed {
    fn seal(directory: PathBuf) -> Option<Self> {
        // Root ignores permissions, but not this attribute.
        let sealed = chattr("+i", &directory).then(|| Self(directory))?;
        fs::File::create(sealed.0.join("probe"))
            .is_err()
            .then_some(sealed)
    }
}

impl Drop for Sealed {
    fn drop(&mut self) {
        chattr("-i", &self.0);
    }
}

fn chattr(change: &str, directory: &Path) -> bool {
    let output = Command::new("chattr").arg(change).arg(directory).output();
    output.is_ok_and(|output| output.status.success())
}

#[test]
fn a_directory_that_becomes_read_only_stops_the_run() {
    let sandbox = Sandbox::new();
    let mut child = endless(&sandbox, "run");
    let Some(sealed) = Sealed::seal(sandbox.path("run/checkpoints")) else {
        return skip("chattr", "only root may seal a directory");
    };
    child.wait().failed(1);
    let stderr = sandbox.read("stderr");
    let error = stderr
        .lines()
        .find(|line| line.starts_with("error: cannot "));
    assert!(
        error.is_some_and(|line| line.contains("run/checkpoints")),
        "{stderr}"
    );
    drop(sealed);
    sandbox.run("runs verify run").succeeded();
}

#[test]
fn a_read_only_disk_is_named_before_anything_is_trained() {
    let sandbox = Sandbox::new();
    let Some(disk) = Disk::mount(sandbox.path("disk"), 4_000) else {
        return skip("tmpfs", "only root may mount one");
    };
    sandbox.run(&format!("{RUN} --out disk/run")).succeeded();
    disk.remount("ro");
    for words in [
        "train --resume disk/run --epochs 9",
        &format!("{RUN} --out disk/new"),
    ] {
        sandbox
            .run(words)
            .failed(1)
            .says("disk/")
            .says("Read-only file system");
    }
    sandbox.run("evaluate disk/run").succeeded();
    sandbox.run("runs verify disk/run").succeeded();
}

#[test]
fn a_directory_that_vanishes_is_named() {
    let sandbox = Sandbox::new();
    let mut child = endless(&sandbox, "run");
    fs::rename(sandbox.path("run"), sandbox.path("elsewhere")).unwrap();
    child.wait().failed(1);
    let stderr = sandbox.read("stderr");
    let error = stderr.lines().find(|line| line.starts_with("error: "));
    assert!(
        error.is_some_and(|line| line.contains("run/checkpoints")),
        "{stderr}"
    );
    sandbox.run("runs verify elsewhere").succeeded();
}
