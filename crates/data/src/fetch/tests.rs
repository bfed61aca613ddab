//! Fetching from servers that answer as servers do: late, wrongly, partly, or not at all.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::thread;

use super::*;
use crate::Silent;
use crate::mirror::Mirror;
use crate::place::PlaceKind;
use crate::testing::{Recorder, Sample, Server, gzip, ok, sample};

fn faithful() -> Server {
    let sample = sample();
    Server::start(move |path| sample.serve(path))
}

fn fetch(
    directory: &Path,
    sample: &Sample,
    bases: &[&str],
    progress: &mut dyn Progress,
) -> Result<FetchReport, DataError> {
    let cache = Place::new(PlaceKind::Cache, directory);
    let mut sources: Vec<_> = bases
        .iter()
        .map(|base| Box::new(Mirror::loopback(base)) as Box<dyn Source>)
        .collect();
    fetch_into(&cache, &sample.files, &mut sources, progress)
}

#[track_caller]
fn holds_the_sample(directory: &Path, sample: &Sample) {
    for (name, bytes) in &sample.contents {
        assert_eq!(&fs::read(directory.join(name)).unwrap(), bytes, "{name}");
    }
    assert_eq!(
        fs::read_dir(directory).unwrap().count(),
        4,
        "temporary files are left"
    );
}

/// A first mirror with a fault on every file is passed over, and the note names it and the reason.
#[track_caller]
fn falls_back(fault: impl Fn(&str, &Sample) -> Vec<u8> + Send + Sync + 'static, reason: &str) {
    let (directory, sample, mut progress) =
        (tempfile::tempdir().unwrap(), sample(), Recorder::default());
    let shared = crate::testing::sample();
    let faulty = Server::start(move |path| fault(path, &shared));
    let good = faithful();
    let report = fetch(
        directory.path(),
        &sample,
        &[&faulty.base, &good.base],
        &mut progress,
    )
    .unwrap();
    holds_the_sample(directory.path(), &sample);
    assert!(
        report
            .files
            .iter()
            .all(|file| file.fetched_from.as_deref() == Some(good.base.as_str()))
    );
    assert_eq!((faulty.requests(), good.requests()), (4, 4));
    assert_eq!(progress.notes.len(), 4);
    assert!(
        progress.notes[0].contains(&faulty.base) && progress.notes[0].contains(reason),
        "{:?}",
        progress.notes
    );
    assert_eq!(progress.started.len(), progress.finished);
}

#[test]
fn all_four_files_come_from_the_first_good_mirror_and_then_stay() {
    let (directory, sample, mut progress) =
        (tempfile::tempdir().unwrap(), sample(), Recorder::default());
    let server = faithful();
    let report = fetch(directory.path(), &sample, &[&server.base], &mut progress).unwrap();
    holds_the_sample(directory.path(), &sample);
    assert!(
        report
            .files
            .iter()
            .all(|file| file.fetched_from.is_some() && file.path.is_file())
    );
    assert_eq!(progress.started[0], "train-images-idx3-ubyte.gz");
    assert!(progress.bytes > 0 && progress.notes.is_empty());

    let again = fetch(directory.path(), &sample, &[&server.base], &mut Silent).unwrap();
    assert!(again.files.iter().all(|file| file.fetched_from.is_none()));
    assert_eq!(server.requests(), 4);
}

#[test]
fn a_wrong_status_leads_to_the_next_mirror() {
    falls_back(
        |_, _| b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".to_vec(),
        "found 403",
    );
}

#[test]
fn a_truncated_body_leads_to_the_next_mirror() {
    let truncated = |path: &str, sample: &Sample| {
        let mut response = sample.serve(path);
        response.truncate(response.len() - 9);
        response
    };
    falls_back(truncated, "train-images-idx3-ubyte: ");
}

#[test]
fn a_page_in_place_of_the_file_leads_to_the_next_mirror() {
    falls_back(
        |_, _| ok(b"<html>Please log in</html>"),
        "train-images-idx3-ubyte: ",
    );
}

#[test]
fn other_bytes_of_the_right_length_lead_to_the_next_mirror() {
    let altered = |path: &str, sample: &Sample| {
        let name = path.trim_start_matches('/').trim_end_matches(".gz");
        let mut bytes = sample.bytes(name).to_vec();
        *bytes.last_mut().unwrap() ^= 1;
        ok(&gzip(&bytes))
    };
    falls_back(altered, "expected SHA-256");
}

#[test]
fn a_gzip_bomb_leads_to_the_next_mirror() {
    let bomb = gzip(&vec![0; 32 << 20]);
    falls_back(move |_, _| ok(&bomb), "found more");
}

#[test]
fn a_mirror_that_cannot_be_reached_is_asked_only_once() {
    let (directory, sample, mut progress) =
        (tempfile::tempdir().unwrap(), sample(), Recorder::default());
    let refusing = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let refusing = format!("http://{refusing}/");
    let good = faithful();
    fetch(
        directory.path(),
        &sample,
        &[&refusing, &good.base],
        &mut progress,
    )
    .unwrap();
    holds_the_sample(directory.path(), &sample);
    assert_eq!(progress.notes.len(), 1, "{:?}", progress.notes);
}

#[test]
fn when_all_fail_each_attempt_and_a_way_out_is_named() {
    let (directory, sample) = (tempfile::tempdir().unwrap(), sample());
    let missing =
        Server::start(|_| b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_vec());
    let page = Server::start(|_| ok(b"no"));
    let error = fetch(
        directory.path(),
        &sample,
        &[&missing.base, &page.base],
        &mut Silent,
    )
    .unwrap_err();
    let message = error.to_string();
    assert!(
        message.contains(&missing.base) && message.contains(&page.base),
        "{message}"
    );
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
}

#[test]
fn a_damaged_file_is_reported_and_only_that_one_fetched() {
    let (directory, sample, mut progress) =
        (tempfile::tempdir().unwrap(), sample(), Recorder::default());
    sample.write_to(directory.path());
    let damaged = directory.path().join("t10k-images-idx3-ubyte");
    let mut bytes = fs::read(&damaged).unwrap();
    bytes[100] ^= 1;
    fs::write(&damaged, bytes).unwrap();
    let server = faithful();
    fetch(directory.path(), &sample, &[&server.base], &mut progress).unwrap();
    holds_the_sample(directory.path(), &sample);
    assert_eq!(server.requests(), 1);
    assert!(
        progress.notes[0].contains("t10k-images-idx3-ubyte")
            && progress.notes[0].contains("fetching it again")
    );
}

#[test]
fn two_that_fetch_at_once_do_no_harm() {
    let (directory, sample) = (tempfile::tempdir().unwrap(), sample());
    let server = faithful();
    thread::scope(|scope| {
        let fetchers: Vec<_> = (0..2)
            .map(|_| scope.spawn(|| fetch(directory.path(), &sample, &[&server.base], &mut Silent)))
            .collect();
        for fetcher in fetchers {
            fetcher.join().unwrap().unwrap();
        }
    });
    holds_the_sample(directory.path(), &sample);
}

#[test]
fn a_stalled_mirror_is_left_for_good() {
    let (directory, sample, mut progress) =
        (tempfile::tempdir().unwrap(), sample(), Recorder::default());
    let (stalled, good) = (Server::stalling(), faithful());
    fetch(
        directory.path(),
        &sample,
        &[&stalled.base, &good.base],
        &mut progress,
    )
    .unwrap();
    holds_the_sample(directory.path(), &sample);
    assert_eq!(stalled.requests(), 1);
    assert!(
        progress.notes[0].contains("timeout"),
        "{:?}",
        progress.notes
    );
}

#[test]
fn plain_http_is_refused_by_real_mirrors() {
    let server = faithful();
    let mut mirror = Mirror::https(&server.base);
    let failure = mirror
        .get(&sample().files.test_labels, &mut Silent)
        .unwrap_err();
    assert!(matches!(failure, Failure::Source(_)));
    assert_eq!(server.requests(), 0);
}
