//! Work done ahead on threads of its own, handed over in order.

use std::any::Any;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::{Builder, JoinHandle};

use burn_dataset::DatasetError;

/// Pieces `0..count` of some work. Worker `w` of `n` makes pieces `w`, `w + n`, `w + 2n`, ..., each for a queue of its
/// own, and these are emptied in turn: the order does not depend on which worker is faster, and no worker gets far ahead.
///
/// They are no tasks of the pool that a network's layers share: there they could wait for one another.
pub(super) struct Ahead<T> {
    workers: Vec<Worker<T>>,
    left: usize,
    turn: usize,
}

struct Worker<T> {
    pieces: Receiver<T>,
    thread: io::Result<JoinHandle<()>>,
}

impl<T: Send + 'static> Ahead<T> {
    /// Starts `workers` threads, each of which keeps up to `depth` pieces ready.
    pub(super) fn start(
        count: usize,
        workers: usize,
        depth: usize,
        make: impl Fn(usize) -> T + Send + Sync + 'static,
    ) -> Self {
        let make = Arc::new(make);
        let workers = workers.clamp(1, count.max(1));
        let start = |first| {
            let make = make.clone();
            let (sender, pieces) = sync_channel(depth);
            let work = move || {
                for piece in (first..count).step_by(workers) {
                    // The receiver may have been dropped early.
                    if sender.send(make(piece)).is_err() {
                        return;
                    }
                }
            };
            let thread = Builder::new().name(format!("augment-{first}")).spawn(work);
            Worker { pieces, thread }
        };
        Self {
            workers: (0..workers).map(start).collect(),
            left: count,
            turn: 0,
        }
    }

    /// The next piece, waited for if need be. After an error there are no more.
    pub(super) fn take(&mut self) -> Option<Result<T, DatasetError>> {
        if self.left == 0 {
            return None;
        }
        let Ok(piece) = self.workers[self.turn].pieces.recv() else {
            let worker = self.workers.swap_remove(self.turn);
            self.left = 0;
            return Some(Err(why(worker)));
        };
        self.left -= 1;
        self.turn = (self.turn + 1) % self.workers.len();
        Some(Ok(piece))
    }
}

impl<T> Drop for Ahead<T> {
    /// Leaves no thread behind: each ends when its channel has no receiver.
    fn drop(&mut self) {
        let threads: Vec<_> = self.workers.drain(..).map(|worker| worker.thread).collect();
        for thread in threads.into_iter().flatten() {
            // A panic of a worker has nowhere to be reported.
            let _ = thread.join();
        }
    }
}

/// Why a worker ended before its work did.
fn why<T>(worker: Worker<T>) -> DatasetError {
    let message = match worker.thread {
        Err(error) => format!("no thread could be started: {error}"),
        Ok(thread) => match thread.join() {
            Err(panic) => format!("a thread that makes batches gave up: {}", words(&*panic)),
            Ok(()) => "a thread that makes batches ended early".to_owned(),
        },
    };
    DatasetError::new(io::Error::other(message))
}

fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without words")
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn pieces_come_in_order_however_many_make_them_and_however_unevenly() {
        for workers in [1, 2, 3, 50] {
            let mut ahead = Ahead::start(20, workers, 2, |piece| {
                std::thread::sleep(Duration::from_micros(piece as u64 % 3 * 200));
                piece
            });
            let taken: Vec<usize> = std::iter::from_fn(|| ahead.take())
                .map(Result::unwrap)
                .collect();
            assert_eq!(taken, (0..20).collect::<Vec<_>>());
        }
    }

    #[test]
    fn no_more_is_made_than_has_room_and_an_early_end_leaves_no_thread() {
        let made = Arc::new(AtomicUsize::new(0));
        let counted = made.clone();
        let mut ahead = Ahead::start(1_000, 2, 3, move |_| counted.fetch_add(1, Ordering::SeqCst));
        ahead.take().unwrap().unwrap();
        drop(ahead);
        // One taken; each of two has three in its queue and one in hand, and may have begun one more.
        assert!(made.load(Ordering::SeqCst) <= 1 + 2 * 5);
        // The threads are joined, and with them goes what they held.
        assert_eq!(Arc::strong_count(&made), 1);
    }

    #[test]
    fn a_panic_is_an_error_in_its_place_and_the_end() {
        let mut ahead = Ahead::start(10, 2, 2, |piece| {
            assert!(piece != 3, "piece {piece} is bad");
            piece
        });
        for piece in 0..3 {
            assert_eq!(ahead.take().unwrap().unwrap(), piece);
        }
        let error = ahead.take().unwrap().unwrap_err();
        assert!(error.to_string().contains("piece 3 is bad"), "{error}");
        assert!(ahead.take().is_none());
    }

    #[test]
    fn no_work_needs_nobody() {
        assert!(Ahead::start(0, 2, 2, |piece| piece).take().is_none());
    }
}
