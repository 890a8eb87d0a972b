//! Work that several threads take in turn; what comes of it stands in the order of the work.

use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// The stack of a thread that reads: the deepest line that is read fits many times over.
const STACK: usize = 16 << 20;

/// How many threads the machine runs at a time.
pub(super) fn at_hand() -> usize {
    thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

/// Does `work` with each of the parts, on up to so many threads.
pub(super) fn shared<T: Send, R: Send>(
    parts: Vec<T>,
    threads: usize,
    work: impl Fn(T) -> R + Sync,
) -> Vec<R> {
    let others = threads.min(parts.len()).saturating_sub(1);
    if others == 0 {
        return parts.into_iter().map(work).collect();
    }
    let waiting = Mutex::new(parts.into_iter().enumerate());
    let next = || {
        waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .next()
    };
    let take = || {
        let mut done = Vec::new();
        while let Some((place, part)) = next() {
            done.push((place, work(part)));
        }
        done
    };
    let mut done = thread::scope(|scope| {
        let threads: Vec<_> = (0..others)
            .filter_map(|_| {
                // Where there are no more threads, those there are do it all.
                let builder = thread::Builder::new().stack_size(STACK);
                builder.spawn_scoped(scope, take).ok()
            })
            .collect();
        let mut done = take();
        for thread in threads {
            match thread.join() {
                Ok(others) => done.extend(others),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_work() {
        for threads in [0, 1, 2, 7] {
            let doubled = shared((0..100_u32).collect(), threads, |part| part * 2);
            assert_eq!(doubled, (0..100).map(|part| part * 2).collect::<Vec<u32>>());
        }
        assert!(shared(Vec::<u32>::new(), 4, |part| part).is_empty());
    }
}
