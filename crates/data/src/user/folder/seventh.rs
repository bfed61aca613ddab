//! The test set of folders that have none: a seventh of each class, as MNIST's is of all its digits.

use super::Listed;
use super::classes::Classes;
use super::tree::ClassFolder;
use crate::random::{shuffle, stream};

/// A user's pictures are one fixed set, as MNIST is: a run's seed does not change what it is tested on.
const SEED: u64 = 0;

const SHARE: usize = 7;

/// Draws the training and the test pictures; both keep their order.
pub(super) fn part(folders: &[ClassFolder], classes: &Classes) -> (Vec<Listed>, Vec<Listed>) {
    let (mut train, mut test) = (Vec::new(), Vec::new());
    for folder in folders {
        let label = classes.label(&folder.name);
        let is_drawn = draw(folder.files.len(), label);
        for (path, is_drawn) in folder.files.iter().zip(is_drawn) {
            let path = path.clone();
            let part = if is_drawn { &mut test } else { &mut train };
            part.push(Listed { path, label });
        }
    }
    (train, test)
}

/// Which of `count` pictures of a class are drawn: the nearest whole number to a seventh, at least one of two.
fn draw(count: usize, label: u8) -> Vec<bool> {
    let least = usize::from(count > 1);
    let wanted = ((count + SHARE / 2) / SHARE).max(least);
    let mut order: Vec<u32> = (0..count as u32).collect();
    shuffle(
        &mut stream(*b"seventh.", SEED, u64::from(label), 0),
        &mut order,
    );
    let mut is_drawn = vec![false; count];
    for &index in &order[..wanted] {
        is_drawn[index as usize] = true;
    }
    is_drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seventh_is_drawn_and_one_picture_stays_to_learn_from() {
        for (count, expected) in [(0, 0), (1, 0), (2, 1), (6, 1), (7, 1), (11, 2), (70, 10)] {
            let drawn = draw(count, 3);
            assert_eq!(drawn.len(), count);
            let tested = drawn.iter().filter(|drawn| **drawn).count();
            assert_eq!(tested, expected, "of {count}");
        }
        assert_eq!(draw(70, 3), draw(70, 3));
        assert_ne!(draw(70, 3), draw(70, 4));
    }
}
