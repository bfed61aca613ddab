//! A rectangle of an image made black.

use burn_mnist_model::input::{Image, SIDE};
use rand::rngs::ChaCha8Rng;

use crate::random::{below, between};

/// Blanks a rectangle whose sides are drawn from 1 up to `side` pixels, anywhere within the image.
pub(super) fn blank(image: &mut Image, side: f32, rng: &mut ChaCha8Rng) {
    let (height, top) = stretch(side, rng);
    let (width, left) = stretch(side, rng);
    for row in image.0.chunks_exact_mut(SIDE).skip(top).take(height) {
        row[left..left + width].fill(0);
    }
}

/// A length along an axis, and where it starts.
fn stretch(side: f32, rng: &mut ChaCha8Rng) -> (usize, usize) {
    let length = (between(rng, 0.0, side).ceil() as usize).min(SIDE);
    (length, below(rng, (SIDE - length + 1) as u32) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::stream;
    use burn_mnist_model::input::PIXELS;

    #[test]
    fn one_rectangle_goes_of_every_size_up_to_the_side() {
        let mut sizes = std::collections::BTreeSet::new();
        for index in 0..300 {
            let mut image = Image([255; PIXELS]);
            blank(&mut image, 3.0, &mut stream(*b"testing.", 1, 2, index));
            let rows = image.0.chunks_exact(SIDE).filter(|row| row.contains(&0));
            let widths: Vec<usize> = rows
                .map(|row| row.iter().filter(|grey| **grey == 0).count())
                .collect();
            assert!(widths.windows(2).all(|pair| pair[0] == pair[1]));
            sizes.insert((widths.len(), widths[0]));
        }
        let expected = (1..=3).flat_map(|height| (1..=3).map(move |width| (height, width)));
        assert!(sizes.into_iter().eq(expected));
    }

    #[test]
    fn a_rectangle_may_cover_all() {
        for index in 0..300 {
            let mut image = Image([255; PIXELS]);
            blank(&mut image, 28.0, &mut stream(*b"testing.", 1, 2, index));
            assert!(image.0.contains(&0));
        }
    }
}
