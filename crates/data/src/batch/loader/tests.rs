//! Batches in their order, as they are and augmented.

use super::*;
use crate::{EpochCounter, synthetic};

fn labels(loader: &dyn DataLoader<Batch>) -> Vec<Vec<u8>> {
    loader.iter().map(|batch| batch.unwrap().labels).collect()
}

#[test]
fn batches_hold_each_image_once_and_the_last_what_remains() {
    let digits = synthetic::generate(10, 0, 1).train;
    let loader = BatchLoader::new(digits.clone(), 4, Order::Sequential, &Device::flex());
    let batches: Vec<Batch> = loader.iter().map(|batch| batch.unwrap()).collect();

    let sizes: Vec<usize> = batches.iter().map(|batch| batch.images.dims()[0]).collect();
    assert_eq!(sizes, [4, 4, 2]);
    let targets: Vec<i64> = batches[0].targets.clone().try_into_vec_as().unwrap();
    assert_eq!(
        targets,
        digits.labels()[..4]
            .iter()
            .map(|l| i64::from(*l))
            .collect::<Vec<_>>()
    );
    assert_eq!(labels(&loader).concat(), digits.labels());
}

#[test]
fn an_epoch_has_its_order_whatever_came_before() {
    let digits = synthetic::generate(50, 0, 1).train;
    let epoch = EpochCounter::default();
    let order = Order::Shuffled {
        seed: 9,
        epoch: epoch.clone(),
    };
    let loader = BatchLoader::new(digits, 8, order, &Device::flex());
    epoch.set(3);
    let third = labels(&loader);
    epoch.set(4);
    assert_ne!(labels(&loader), third);
    epoch.set(3);
    assert_eq!(labels(&loader), third);
}

#[test]
fn a_slice_is_that_part_of_the_order() {
    let digits = synthetic::generate(20, 0, 1).train;
    let loader = BatchLoader::new(digits, 5, Order::Sequential, &Device::flex());
    let slice = loader.slice(4, 12);
    assert_eq!(slice.num_items(), 8);
    assert_eq!(labels(&*slice).concat(), labels(&loader).concat()[4..12]);
}

/// The pixels of every batch.
fn pixels(loader: &dyn DataLoader<Batch>) -> Vec<Vec<f32>> {
    let batches = loader.iter().map(Result::unwrap);
    batches
        .map(|batch| batch.images.try_into_vec_as().unwrap())
        .collect()
}

fn augmented(digits: &DigitSet, epoch: &EpochCounter) -> BatchLoader {
    let order = Order::Shuffled {
        seed: 9,
        epoch: epoch.clone(),
    };
    BatchLoader::new(digits.clone(), 8, order, &Device::flex())
        .augmented("shift=3,rotate=15,elastic=8".parse().unwrap())
}

#[test]
fn augmented_batches_hold_what_the_augmentation_makes_of_each_image() {
    let digits = synthetic::generate(50, 0, 1).train;
    let epoch = EpochCounter::default();
    epoch.set(3);
    let loader = augmented(&digits, &epoch);
    let order = crate::split::epoch_order(9, 3, 50);
    let images: Vec<Image> = order
        .iter()
        .map(|&index| {
            let image = &digits.images()[index as usize];
            loader.augmentation.apply(image, 9, 3, index as usize)
        })
        .collect();
    let expected = order.iter().map(|&index| digits.labels()[index as usize]);
    let expected = DigitSet::new(images, expected.collect()).unwrap();
    let plain = BatchLoader::new(expected.clone(), 8, Order::Sequential, &Device::flex());

    assert_eq!(pixels(&loader), pixels(&plain));
    assert_eq!(labels(&loader).concat(), expected.labels());
}

#[test]
fn the_images_of_an_epoch_are_its_own_and_not_its_workers() {
    let digits = synthetic::generate(50, 0, 1).train;
    let epoch = EpochCounter::default();
    let loader = augmented(&digits, &epoch);
    epoch.set(1);
    let first = pixels(&loader);
    for workers in [1, 3] {
        assert_eq!(pixels(&loader.clone().with_workers(workers)), first);
    }
    epoch.set(2);
    assert_ne!(pixels(&loader), first);
}

#[test]
fn a_resumed_epoch_gives_the_very_images_that_were_left() {
    let digits = synthetic::generate(50, 0, 1).train;
    let loader = augmented(&digits, &EpochCounter::default());
    let resumed = loader.slice(24, 50);
    assert_eq!(resumed.num_items(), 26);
    assert_eq!(pixels(&*resumed), pixels(&loader)[3..]);
}

#[test]
fn what_augmentation_costs_is_counted_and_without_one_nothing_is() {
    let digits = synthetic::generate(50, 0, 1).train;
    let loader = augmented(&digits, &EpochCounter::default());
    let cost = loader.cost();
    pixels(&*loader.slice(0, 16));
    pixels(&loader);
    assert_eq!(cost.images(), 66);
    assert!(cost.preparing_seconds() > 0.0 && cost.waited_seconds() > 0.0);

    let plain = loader.augmented(Augmentation::NONE);
    pixels(&plain);
    assert_eq!(plain.cost().images(), 66);
}

#[test]
fn late_epochs_see_images_as_they_are() {
    let digits = synthetic::generate(12, 0, 1).train;
    let epoch = EpochCounter::default();
    let order = Order::Shuffled {
        seed: 9,
        epoch: epoch.clone(),
    };
    let plain = BatchLoader::new(digits, 4, order, &Device::flex());
    let changed = plain.clone().augmented("shift=3".parse().unwrap());
    let changed = changed.plain_from(5);
    epoch.set(4);
    assert_ne!(pixels(&changed), pixels(&plain));
    epoch.set(5);
    assert_eq!(pixels(&changed), pixels(&plain));
}
