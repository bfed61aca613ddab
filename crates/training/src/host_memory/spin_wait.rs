//! Threads of the pool that wait for their share of the next step without falling asleep.

use std::cell::Cell;
use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rayon::Yield;

/// How long a thread waits before it asks itself whether that was worth it: several steps.
const WINDOW: Duration = Duration::from_millis(1);

/// The part of that time, one in so many, that it must have worked. Flex keeps a second core at work for
/// half the time; where a backend has threads of its own, one of this pool that spins only takes a core from them.
const WORTH: u32 = 5;

/// Calls for which a thread that waited in vain is let sleep.
const REST: usize = 50;

/// More threads than this share no step of a network this small.
const THREADS: usize = 3;

/// The spinning threads of one run; clones are the same run's.
#[derive(Clone, Debug, Default)]
pub(super) struct SpinWait(Arc<Counters>);

#[derive(Debug, Default)]
struct Counters {
    /// Threads that spin now.
    spinning: AtomicUsize,
    /// Calls left until it is tried again.
    resting: AtomicUsize,
}

impl SpinWait {
    /// Keeps other threads of the pool that this thread belongs to from falling asleep between the shares of
    /// a step, which take tens of microseconds: to wake a thread takes as long. Nothing happens outside a
    /// pool, or on a single core, or after they waited in vain.
    pub(super) fn keep_workers_spinning(&self) {
        let Some(this) = rayon::current_thread_index() else {
            return;
        };
        let threads = rayon::current_num_threads();
        let Counters { spinning, resting } = &*self.0;
        if threads < 2 || spinning.load(Ordering::Relaxed) > 0 {
            return;
        }
        let left = resting.load(Ordering::Relaxed);
        if left > 0 {
            return resting.store(left - 1, Ordering::Relaxed);
        }
        spinning.store(THREADS.min(threads - 1), Ordering::Relaxed);
        let counters = Arc::clone(&self.0);
        rayon::spawn_broadcast(move |thread| {
            let distance = (thread.index() + threads - this) % threads;
            if (1..=THREADS).contains(&distance) {
                if !StepThread::is_current() {
                    spin();
                }
                counters.resting.store(REST, Ordering::Relaxed);
                counters.spinning.fetch_sub(1, Ordering::Relaxed);
            }
        });
    }
}

fn spin() {
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

thread_local! {
    static TAKES_STEPS: Cell<bool> = const { Cell::new(false) };
}

/// While it lives, the thread that made it takes the steps of a run. Such a thread looks for other work while it
/// waits for a share of its own step to be done, and would find another run's wish to be waited for: to grant it
/// would hold up its own run for as long as the other one lasts.
pub(crate) struct StepThread {
    before: bool,
    /// Of this thread, so not to be sent to another.
    thread: PhantomData<*const ()>,
}

impl StepThread {
    pub(super) fn enter() -> Self {
        Self {
            before: TAKES_STEPS.replace(true),
            thread: PhantomData,
        }
    }

    fn is_current() -> bool {
        TAKES_STEPS.get()
    }
}

impl Drop for StepThread {
    fn drop(&mut self) {
        TAKES_STEPS.set(self.before);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;

    fn pool(threads: usize) -> rayon::ThreadPool {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap()
    }

    #[test]
    fn threads_are_there_for_work_and_then_let_go() {
        let workers = SpinWait::default();
        let sum = pool(2).install(|| {
            (0..1_000)
                .map(|number| {
                    workers.keep_workers_spinning();
                    let (a, b) = rayon::join(|| number, || number + 1);
                    a + b
                })
                .sum::<u64>()
        });
        assert_eq!(sum, 1_000_000);
        let spinning = &workers.0.spinning;
        let deadline = Instant::now() + Duration::from_secs(10);
        while spinning.load(Ordering::Relaxed) > 0 && Instant::now() < deadline {
            std::thread::sleep(WINDOW);
        }
        assert_eq!(spinning.load(Ordering::Relaxed), 0);
    }

    /// The least time that a thread of a pool of two is kept when the other one asks it to wait.
    fn shortest_wait(takes_steps: bool) -> Duration {
        let workers = SpinWait::default();
        let (begun, done) = (AtomicBool::new(false), AtomicBool::new(false));
        let mut shortest = Duration::MAX;
        pool(2).scope(|scope| {
            scope.spawn(|_| {
                let _steps = takes_steps.then(StepThread::enter);
                begun.store(true, Ordering::Relaxed);
                for _ in 0..20 {
                    while workers.0.spinning.load(Ordering::Relaxed) == 0 {
                        std::hint::spin_loop();
                    }
                    let asked = Instant::now();
                    while workers.0.spinning.load(Ordering::Relaxed) > 0 {
                        rayon::yield_now();
                    }
                    shortest = shortest.min(asked.elapsed());
                }
                done.store(true, Ordering::Relaxed);
            });
            // Were it asked before, the other thread would begin while it waits.
            while !begun.load(Ordering::Relaxed) {
                std::thread::yield_now();
            }
            while !done.load(Ordering::Relaxed) {
                workers.keep_workers_spinning();
                std::thread::yield_now();
            }
        });
        shortest
    }

    #[test]
    fn a_thread_that_takes_steps_does_not_wait_for_another_run() {
        assert!(shortest_wait(false) >= WINDOW);
        assert!(shortest_wait(true) < WINDOW);
    }
}
