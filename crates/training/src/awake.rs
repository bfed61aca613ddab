//! Threads that wait for the next step's share of work awake.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rayon::Yield;

/// How long a thread waits before it asks itself whether that was worth it: several steps.
const WINDOW: Duration = Duration::from_millis(1);

/// The part of that time, one in so many, that it must have worked. Flex keeps a second core at work for
/// half the time; where a backend has threads of its own, one of this pool that waits awake only takes
/// a core from them.
const WORTH: u32 = 5;

/// Calls for which a thread that waited in vain is let sleep.
const REST: usize = 50;

/// More threads than this share no step of a network this small.
const THREADS: usize = 3;

static AWAKE: AtomicUsize = AtomicUsize::new(0);
static RESTING: AtomicUsize = AtomicUsize::new(0);

/// Keeps other threads of the pool that this thread belongs to from falling asleep between the shares of
/// a step, which take tens of microseconds: to wake a thread takes as long. Nothing happens outside a
/// pool, or on a single core, or after they waited in vain.
pub(crate) fn keep_awake() {
    let Some(this) = rayon::current_thread_index() else {
        return;
    };
    let threads = rayon::current_num_threads();
    if threads < 2 || AWAKE.load(Ordering::Relaxed) > 0 {
        return;
    }
    let resting = RESTING.load(Ordering::Relaxed);
    if resting > 0 {
        return RESTING.store(resting - 1, Ordering::Relaxed);
    }
    AWAKE.store(THREADS.min(threads - 1), Ordering::Relaxed);
    rayon::spawn_broadcast(move |thread| {
        let distance = (thread.index() + threads - this) % threads;
        if (1..=THREADS).contains(&distance) {
            wait_awake();
            RESTING.store(REST, Ordering::Relaxed);
            AWAKE.fetch_sub(1, Ordering::Relaxed);
        }
    });
}

fn wait_awake() {
    loop {
        let began = Instant::now();
        let mut worked = Duration::ZERO;
        while began.elapsed() < WINDOW {
            let asked = Instant::now();
            match rayon::yield_now() {
                Some(Yield::Executed) => worked += asked.elapsed(),
                _ => std::hint::spin_loop(),
            }
        }
        if worked * WORTH < began.elapsed() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_are_there_for_work_and_then_let_go() {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(2)
            .build()
            .unwrap();
        let sum = pool.install(|| {
            (0..1_000)
                .map(|number| {
                    keep_awake();
                    let (a, b) = rayon::join(|| number, || number + 1);
                    a + b
                })
                .sum::<u64>()
        });
        assert_eq!(sum, 1_000_000);
        let deadline = Instant::now() + Duration::from_secs(10);
        while AWAKE.load(Ordering::Relaxed) > 0 && Instant::now() < deadline {
            std::thread::sleep(WINDOW);
        }
        assert_eq!(AWAKE.load(Ordering::Relaxed), 0);
    }
}
