//! A training set parted into folds, each of which is held back once: what cross-validation rests on.

use super::Splits;
use crate::random::{shuffle, stream};
use crate::{DataError, DigitSet};

/// Which fold each image of a training set belongs to.
///
/// Stratified: every class is spread over the folds as evenly as can be (Kohavi, "A Study of Cross-Validation and
/// Bootstrap for Accuracy Estimation and Model Selection", 1995).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folds {
    fold_of: Vec<usize>,
    count: usize,
}

impl Folds {
    /// Deals images out to `count` folds: a function of the labels and the seed. Folds differ by one image at
    /// most, and so does each class among them.
    ///
    /// # Errors
    ///
    /// [`DataError::Folds`] for fewer than two folds, or more than there are images.
    pub fn stratified(labels: &[u8], count: usize, seed: u64) -> Result<Self, DataError> {
        if count < 2 || count > labels.len() {
            return Err(DataError::Folds {
                requested: count,
                available: labels.len(),
            });
        }
        let mut fold_of = vec![0; labels.len()];
        // Each class is dealt on from where the one before it ended, so that no fold gets every remainder.
        let mut next = 0;
        for class in 0..=u8::MAX {
            let mut images: Vec<u32> = (0..labels.len() as u32)
                .filter(|&image| labels[image as usize] == class)
                .collect();
            shuffle(
                &mut stream(*b"in folds", seed, u64::from(class), 0),
                &mut images,
            );
            for image in images {
                fold_of[image as usize] = next % count;
                next += 1;
            }
        }
        Ok(Self { fold_of, count })
    }

    /// How many folds there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The images of `fold`, counted from 0, in the order of the set.
    pub fn held_back(&self, fold: usize) -> Vec<u32> {
        self.images(|of| of == fold)
    }

    /// `train` with the images of `fold` held back for validation. Both parts keep the order of the set.
    ///
    /// # Panics
    ///
    /// When the folds are of a larger set.
    pub fn splits(&self, train: &DigitSet, fold: usize) -> Splits {
        Splits {
            train: train.select(&self.images(|of| of != fold)),
            validation: train.select(&self.held_back(fold)),
        }
    }

    fn images(&self, belongs: impl Fn(usize) -> bool) -> Vec<u32> {
        let images = (0..).zip(&self.fold_of);
        images
            .filter(|(_, of)| belongs(**of))
            .map(|(image, _)| image)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use burn_mnist_diagnostic::Diagnostic;
    use proptest::prelude::*;

    use super::*;
    use crate::testing::digits;

    proptest! {
        #[test]
        fn folds_are_disjoint_whole_and_alike(
            labels in prop::collection::vec(0_u8..10, 2..300),
            count in 2_usize..12,
            seed: u64,
        ) {
            prop_assume!(count <= labels.len());
            let folds = Folds::stratified(&labels, count, seed).unwrap();
            let held_back: Vec<Vec<u32>> = (0..count).map(|fold| folds.held_back(fold)).collect();
            let mut all = held_back.concat();
            all.sort_unstable();
            prop_assert_eq!(all, (0..labels.len() as u32).collect::<Vec<_>>());
            let within_one = |sizes: Vec<usize>| {
                sizes.iter().max().unwrap() - sizes.iter().min().unwrap() <= 1
            };
            prop_assert!(within_one(held_back.iter().map(Vec::len).collect()));
            for class in 0..10 {
                let of_class = |fold: &Vec<u32>| {
                    fold.iter().filter(|&&image| labels[image as usize] == class).count()
                };
                prop_assert!(within_one(held_back.iter().map(of_class).collect()), "class {}", class);
            }
            prop_assert_eq!(&Folds::stratified(&labels, count, seed).unwrap(), &folds);
        }
    }

    #[test]
    fn the_seed_decides_and_a_fold_trains_on_all_the_others() {
        let all = digits(100);
        let folds = |seed| Folds::stratified(all.labels(), 5, seed).unwrap();
        assert_ne!(folds(1), folds(2));
        let Splits { train, validation } = folds(1).splits(&all, 3);
        assert_eq!((train.len(), validation.len()), (80, 20));
        assert_eq!(validation, all.select(&folds(1).held_back(3)));
        assert!(
            train
                .images()
                .iter()
                .all(|image| !validation.images().contains(image))
        );
    }

    #[test]
    fn what_is_no_division_is_refused() {
        for count in [0, 1, 6] {
            let error = Folds::stratified(&[0; 5], count, 1).unwrap_err();
            assert_eq!(error.expected().as_deref(), Some("2 to 5"));
            assert!(matches!(error, DataError::Folds { .. }), "{error}");
        }
    }
}
