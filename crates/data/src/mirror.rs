//! HTTP mirrors, which serve each file packed with gzip.

use std::io::{self, Read};
use std::time::Duration;

use flate2::read::MultiGzDecoder;
use ureq::Agent;
use ureq::config::ConfigBuilder;
use ureq::typestate::AgentScope;

use crate::Progress;
use crate::fetch::{Failure, Source};
use crate::files::DataFile;

/// The bucket Burn's own loader uses, then the one torchvision uses.
pub(crate) const MIRRORS: [&str; 2] = [
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
];

/// A network that drops packets without a word should cost seconds, not minutes.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const RESPONSE_TIMEOUT: Duration = Duration::from_secs(20);
const IDLE_TIMEOUT: Duration = Duration::from_secs(20);
/// Ten megabytes in this time is a slow line; less is better served by another source.
const BODY_TIMEOUT: Duration = Duration::from_secs(300);

/// What gzip adds at most to bytes that do not compress, with room to spare.
const GZIP_OVERHEAD_BYTES: u64 = 1 << 16;

/// A directory of packed files behind an address.
pub(crate) struct Mirror {
    base: String,
    agent: Agent,
}

impl Mirror {
    /// A mirror whose answers, and redirects, come over HTTPS only.
    pub(crate) fn https(base: &str) -> Self {
        Self {
            base: base.to_owned(),
            agent: config().https_only(true).build().into(),
        }
    }

    /// A plain server of this machine, behind no proxy and soon given up.
    #[cfg(test)]
    pub(crate) fn loopback(base: &str) -> Self {
        Self {
            base: base.to_owned(),
            agent: config()
                .proxy(None)
                .timeout_per_read(Some(Duration::from_secs(2)))
                .build()
                .into(),
        }
    }
}

fn config() -> ConfigBuilder<AgentScope> {
    Agent::config_builder()
        .timeout_resolve(Some(CONNECT_TIMEOUT))
        .timeout_connect(Some(CONNECT_TIMEOUT))
        .timeout_recv_response(Some(RESPONSE_TIMEOUT))
        .timeout_per_read(Some(IDLE_TIMEOUT))
        .timeout_recv_body(Some(BODY_TIMEOUT))
}

impl Source for Mirror {
    fn name(&self) -> String {
        self.base.clone()
    }

    fn get(&mut self, file: &DataFile, progress: &mut dyn Progress) -> Result<Vec<u8>, Failure> {
        let name = file.packed_name();
        let response = self
            .agent
            .get(format!("{}{name}", self.base))
            .call()
            .map_err(refused)?;
        let body = response.into_body();
        progress.start(&name, body.content_length());
        let arriving = Arriving {
            input: body.into_reader(),
            progress,
        };
        let result = unpack(arriving, file.bytes);
        progress.finish();
        result.map_err(broken_off)
    }
}

/// A server that answers may yet have the other files; one that cannot be talked to will not.
fn refused(error: ureq::Error) -> Failure {
    match error {
        ureq::Error::StatusCode(status) => {
            Failure::File(format!("expected HTTP status 200, found {status}"))
        }
        error => Failure::Source(error.to_string()),
    }
}

/// A stalled transfer would stall again; a broken or damaged one is a matter of this file.
fn broken_off(error: io::Error) -> Failure {
    let inner = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<ureq::Error>());
    match inner {
        Some(ureq::Error::Timeout(_)) => Failure::Source(error.to_string()),
        _ => Failure::File(error.to_string()),
    }
}

/// At most one byte more than `bytes`, which shows that there is too much.
fn unpack(packed: impl Read, bytes: u64) -> io::Result<Vec<u8>> {
    let mut unpacked = Vec::with_capacity(bytes as usize + 1);
    MultiGzDecoder::new(packed.take(bytes + GZIP_OVERHEAD_BYTES))
        .take(bytes + 1)
        .read_to_end(&mut unpacked)?;
    Ok(unpacked)
}

/// Reports bytes as they come.
struct Arriving<'a, R> {
    input: R,
    progress: &'a mut dyn Progress,
}

impl<R: Read> Read for Arriving<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        self.progress.advance(count as u64);
        Ok(count)
    }
}
