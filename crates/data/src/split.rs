//! Which images train, which validate, and in what order an epoch sees them.

mod folds;

pub use folds::Folds;

use crate::random::{shuffle, stream};
use crate::{DataError, DigitSet};

/// A training set parted in two.
#[derive(Clone, Debug)]
pub struct Splits {
    /// What the network learns from.
    pub train: DigitSet,
    /// What chooses the best checkpoint; empty where none was asked for.
    pub validation: DigitSet,
}

/// Takes `validation` images out of `train`, drawn by `seed`. Both parts keep the order of the set.
///
/// # Errors
///
/// When nothing would be left to train on.
pub fn split(train: &DigitSet, validation: usize, seed: u64) -> Result<Splits, DataError> {
    let available = train.len();
    if validation >= available {
        return Err(DataError::Validation {
            requested: validation,
            available,
        });
    }
    if validation == 0 {
        return Ok(Splits {
            train: train.clone(),
            validation: train.first(0),
        });
    }
    let mut drawn: Vec<u32> = (0..available as u32).collect();
    shuffle(&mut stream(*b"validate", seed, 0, 0), &mut drawn);
    let (held_out, kept) = drawn.split_at_mut(validation);
    held_out.sort_unstable();
    kept.sort_unstable();
    Ok(Splits {
        train: train.select(kept),
        validation: train.select(held_out),
    })
}

/// The order in which an epoch sees `count` images: a function of its arguments alone, so that every backend and a
/// resumed run see the same.
pub fn epoch_order(seed: u64, epoch: usize, count: usize) -> Vec<u32> {
    let mut order: Vec<u32> = (0..count as u32).collect();
    shuffle(&mut stream(*b"ordering", seed, epoch as u64, 0), &mut order);
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::digits;

    #[test]
    fn parts_are_disjoint_whole_and_in_order() {
        let all = digits(100);
        let Splits { train, validation } = split(&all, 30, 7).unwrap();
        assert_eq!((train.len(), validation.len()), (70, 30));
        // Each test digit's first two pixels hold its index.
        let index =
            |image: &burn_mnist_model::input::Image| u16::from_le_bytes([image.0[0], image.0[1]]);
        let kept: Vec<u16> = train.images().iter().map(index).collect();
        let held_out: Vec<u16> = validation.images().iter().map(index).collect();
        assert!(kept.is_sorted() && held_out.is_sorted());
        let mut union = [kept, held_out].concat();
        union.sort_unstable();
        assert_eq!(union, (0..100).collect::<Vec<u16>>());
    }

    #[test]
    fn the_seed_decides_who_validates() {
        let all = digits(100);
        let drawn = |seed| split(&all, 10, seed).unwrap().validation;
        assert_eq!(drawn(1), drawn(1));
        assert_ne!(drawn(1), drawn(2));
    }

    #[test]
    fn no_validation_keeps_all_and_too_much_is_refused() {
        let all = digits(5);
        let whole = split(&all, 0, 1).unwrap();
        assert_eq!(whole.train, all);
        assert!(whole.validation.is_empty());
        let error = split(&all, 5, 1).unwrap_err().to_string();
        assert!(
            error.contains("of 5 images") && error.contains("the 5 training images"),
            "{error}"
        );
    }

    #[test]
    fn an_epochs_order_is_a_permutation_that_changes_with_seed_and_epoch() {
        let order = epoch_order(42, 3, 1_000);
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..1_000).collect::<Vec<u32>>());
        assert_eq!(order, epoch_order(42, 3, 1_000));
        assert_ne!(order, epoch_order(42, 4, 1_000));
        assert_ne!(order, epoch_order(43, 3, 1_000));
        assert!(epoch_order(1, 1, 0).is_empty());
    }

    /// As a second implementation of ChaCha8 and this shuffle gave it: a run resumed on another machine, or built
    /// with a newer `rand`, must see the same images.
    #[test]
    fn the_order_is_the_recorded_one() {
        assert_eq!(
            epoch_order(42, 1, 60_000)[..6],
            [48296, 9115, 18275, 56996, 23487, 17120]
        );
    }
}
