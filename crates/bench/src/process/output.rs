//! What a worker prints: answers of bounded length, and a log that keeps its chatter up to a limit.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

/// The longest line that is read. The longest answer, the logits of 10,000 images, takes about 2 MB.
pub const LONGEST_LINE: usize = 16 << 20;

/// What a log keeps of one process, in bytes.
const LONGEST_LOG: usize = 1 << 20;

/// A line that a worker printed.
pub enum Line {
    /// An answer, to be parsed.
    Answer(String),
    /// It is longer than [`LONGEST_LINE`]; nothing is read after it.
    TooLong,
}

/// Where a process's chatter goes.
#[derive(Clone)]
pub struct Log(Arc<Mutex<Kept>>);

struct Kept {
    file: File,
    left: usize,
}

impl Log {
    /// Appends to `file`.
    pub fn new(file: File) -> Self {
        let left = LONGEST_LOG;
        Self(Arc::new(Mutex::new(Kept { file, left })))
    }

    /// Keeps what still fits. A full disk costs the log, and no measurement.
    fn write(&self, bytes: &[u8]) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.left == 0 {
            return;
        }
        let taken = bytes.len().min(kept.left);
        kept.left -= taken;
        let _ = kept.file.write_all(&bytes[..taken]);
        if kept.left == 0 {
            let _ = writeln!(
                kept.file,
                "\n... more than {LONGEST_LOG} bytes: the rest is left out"
            );
        }
    }
}

/// Reads answers from `output` on a thread of its own. The others of its lines go to `log`: libraries and drivers print
/// what they like, and an answer is an object.
pub fn answers(output: impl Read + Send + 'static, log: Log) -> Receiver<Line> {
    // Nobody may fill our memory with answers to questions that were not asked.
    let (sender, receiver) = sync_channel(1);
    thread::spawn(move || {
        let mut output = BufReader::new(output);
        let mut line = Vec::new();
        while let Ok(true) = next_line(&mut output, &mut line) {
            if line.len() > LONGEST_LINE {
                let _ = sender.send(Line::TooLong);
                return;
            }
            // Chatter need not be Unicode.
            match line.starts_with(b"{") {
                false => log.write(&line),
                true => {
                    let answer = String::from_utf8_lossy(&line).trim_end().to_owned();
                    if sender.send(Line::Answer(answer)).is_err() {
                        return;
                    }
                }
            }
        }
    });
    receiver
}

/// Reads a line, or as much of it as shows that it is too long; whether there was one.
fn next_line(output: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let most = LONGEST_LINE as u64 + 1;
    Ok(output.take(most).read_until(b'\n', line)? > 0)
}

/// Copies `errors` to `log` on a thread of its own, which ends with the last process that holds the other end.
pub fn errors(mut errors: impl Read + Send + 'static, log: Log) -> JoinHandle<()> {
    thread::spawn(move || {
        let mut bytes = [0; 8192];
        loop {
            match errors.read(&mut bytes) {
                Ok(0) => return,
                Ok(count) => log.write(&bytes[..count]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return,
            }
        }
    })
}
