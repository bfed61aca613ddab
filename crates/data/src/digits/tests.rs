//! What a set of digits promises to those that pick from it.

use burn_mnist_diagnostic::Diagnostic;

use super::*;
use crate::testing::digits;

#[test]
fn images_and_labels_must_pair_up_and_name_a_class() {
    let images = digits(2).images().to_vec();
    let unpaired = DigitSet::new(images.clone(), vec![1]).unwrap_err();
    assert!(matches!(
        unpaired,
        DataError::Unpaired {
            images: 2,
            labels: 1
        }
    ));
    let mislabelled = DigitSet::new(images, vec![1, 10]).unwrap_err();
    assert!(matches!(
        mislabelled,
        DataError::Label {
            index: 1,
            found: 10
        }
    ));
    assert_eq!(mislabelled.found().as_deref(), Some("10"));
}

#[test]
fn parts_keep_their_labels() {
    let all = digits(12);
    assert_eq!(all.first(3).labels(), &[0, 1, 2]);
    assert_eq!(all.first(99), all);
    let picked = all.select(&[11, 4]);
    assert_eq!(picked.labels(), &[1, 4]);
    assert_eq!(picked.images(), &[all.images()[11], all.images()[4]]);
    assert_eq!(all.class_counts(), [2, 2, 1, 1, 1, 1, 1, 1, 1, 1]);
}

#[test]
fn the_digest_sees_every_pixel_label_and_order() {
    let all = digits(5);
    assert_eq!(all.sha256(), digits(5).sha256());
    assert_ne!(all.sha256(), all.first(4).sha256());
    assert_ne!(all.sha256(), all.select(&[0, 1, 2, 4, 3]).sha256());
    let mut images = all.images().to_vec();
    images[4].0[783] ^= 1;
    assert_ne!(
        all.sha256(),
        DigitSet::new(images, all.labels().to_vec())
            .unwrap()
            .sha256()
    );
}

#[test]
fn burn_can_iterate_it() {
    let all = digits(3);
    let labels: Vec<u8> = Dataset::iter(&all)
        .map(|item| item.unwrap().label)
        .collect();
    assert_eq!(labels, [0, 1, 2]);
}
