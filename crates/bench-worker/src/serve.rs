//! The worker's side of the conversation: a line in, a line out, and nothing between.

use std::any::Any;
use std::io::{self, BufRead, Write};
use std::panic::{self, AssertUnwindSafe};

use burn_mnist_bench::protocol::{Answer, Reply, Request};

use crate::error::WorkError;

/// How a conversation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// There are no more requests.
    Quiet,
    /// Something panicked, was reported, and may have left anything behind: the process should end.
    Panicked,
}

/// Answers every line of `requests` on `replies` until there are no more.
///
/// A panic is an answer too, with its reason, and the last one.
///
/// # Errors
///
/// When a request cannot be read or an answer not be written.
pub fn serve(
    requests: impl BufRead,
    mut replies: impl Write,
    mut answer: impl FnMut(Request) -> Result<Answer, WorkError>,
) -> io::Result<End> {
    for line in requests.lines() {
        let line = line?;
        let request = serde_json::from_str(&line);
        let (reply, end) = match request {
            Err(error) => (Reply::Error(format!("no request: {error}")), None),
            Ok(request) => match panic::catch_unwind(AssertUnwindSafe(|| answer(request))) {
                Ok(Ok(answer)) => (Reply::Ok(answer), None),
                Ok(Err(error)) => (Reply::Error(error.to_string()), None),
                Err(payload) => (Reply::Fatal(reason(&*payload)), Some(End::Panicked)),
            },
        };
        serde_json::to_writer(&mut replies, &reply)?;
        replies.write_all(b"\n")?;
        replies.flush()?;
        if let Some(end) = end {
            return Ok(end);
        }
    }
    Ok(End::Quiet)
}

fn reason(payload: &(dyn Any + Send)) -> String {
    let words = payload
        .downcast_ref::<&str>()
        .map(ToString::to_string)
        .or_else(|| payload.downcast_ref::<String>().cloned());
    let words = words.unwrap_or_else(|| "no message".to_owned());
    // Drivers' messages run over many lines; the first says what failed.
    let first = words.lines().find(|line| !line.trim().is_empty());
    format!("it panicked: {}", first.unwrap_or_default().trim())
}

#[cfg(test)]
mod tests {
    use burn_mnist_bench::protocol::Loaded;

    use super::*;

    fn converse(requests: &str) -> (String, End) {
        let mut replies = Vec::new();
        let end = serve(requests.as_bytes(), &mut replies, |request| match request {
            Request::Hello => Ok(Answer::Loaded(Loaded { label: 1 })),
            Request::Sample => panic!("device lost\n\nsomewhere"),
            _ => Err(WorkError::Unsupported("that".to_owned())),
        });
        (String::from_utf8(replies).unwrap(), end.unwrap())
    }

    #[test]
    fn every_request_has_its_answer_and_an_error_is_one() {
        let (replies, end) =
            converse("{\"do\":\"hello\"}\n{\"do\":\"release\"}\nwhat?\n{\"do\":\"hello\"}\n");
        let replies: Vec<&str> = replies.lines().collect();
        assert_eq!(replies[0], r#"{"ok":{"label":1}}"#);
        assert_eq!(replies[1], r#"{"error":"not supported: that"}"#);
        assert!(
            replies[2].starts_with(r#"{"error":"no request: "#),
            "{}",
            replies[2]
        );
        assert_eq!((replies[3], replies.len()), (replies[0], 4));
        assert_eq!(end, End::Quiet);
    }

    #[test]
    fn a_panic_is_answered_and_ends_it() {
        let (replies, end) = converse("{\"do\":\"sample\"}\n{\"do\":\"hello\"}\n");
        assert_eq!(replies, "{\"fatal\":\"it panicked: device lost\"}\n");
        assert_eq!(end, End::Panicked);
    }
}
