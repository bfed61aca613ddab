//! Work on the host for each of many items: on the threads of rayon's pool with the feature `threads`, else in turn.

#[cfg(feature = "threads")]
use rayon::prelude::*;

/// The result of `map` for each item and its index, in the items' order.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], map: impl Fn(usize, &T) -> R + Sync) -> Vec<R> {
    #[cfg(feature = "threads")]
    let items = items.par_iter();
    #[cfg(not(feature = "threads"))]
    let items = items.iter();
    items
        .enumerate()
        .map(|(index, item)| map(index, item))
        .collect()
}

/// The result of `map` for each chunk of `size` items, in the items' order, or an error of one of them.
pub(crate) fn try_map_chunks<T: Sync, R: Send, E: Send>(
    items: &[T],
    size: usize,
    map: impl Fn(&[T]) -> Result<R, E> + Send + Sync,
) -> Result<Vec<R>, E> {
    #[cfg(feature = "threads")]
    let chunks = items.par_chunks(size);
    #[cfg(not(feature = "threads"))]
    let chunks = items.chunks(size);
    chunks.map(map).collect()
}
