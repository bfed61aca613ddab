//! How long work is shown to a user without this crate knowing a terminal.

/// Receives what happens while data is found and fetched.
pub trait Progress {
    /// Something a user should know: a damaged file, a source that failed.
    fn note(&mut self, message: &str);

    /// A transfer begins; its size is not always known.
    fn start(&mut self, file: &str, total_bytes: Option<u64>);

    /// This many more bytes have arrived.
    fn advance(&mut self, bytes: u64);

    /// The transfer has ended, well or not.
    fn finish(&mut self);
}

/// Shows nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn note(&mut self, _message: &str) {}
    fn start(&mut self, _file: &str, _total_bytes: Option<u64>) {}
    fn advance(&mut self, _bytes: u64) {}
    fn finish(&mut self) {}
}
