//! Shift, rotation, scale, shear and crop as one map from the new image's pixels to the old one's.

use burn_mnist_model::input::SIDE;
use rand::rngs::ChaCha8Rng;

use super::Augmentation;
use super::series::sine_and_cosine;
use crate::random::between;

/// The middle of an image, in pixels from the first one's middle.
const CENTRE: f32 = (SIDE as f32 - 1.0) / 2.0;

/// `source = matrix * target + offset`, in pixels.
pub(super) struct Affine {
    matrix: [[f32; 2]; 2],
    offset: [f32; 2],
}

impl Affine {
    /// Draws what happens to one image. As seen by the old image: cropped, then slanted, scaled and turned about its
    /// middle, then moved.
    pub(super) fn draw(strengths: &Augmentation, rng: &mut ChaCha8Rng) -> Self {
        let mut either_way = |strength: f32| between(rng, -strength, strength);
        let shift = [either_way(strengths.shift), either_way(strengths.shift)];
        let (sine, cosine) = sine_and_cosine(either_way(strengths.rotate));
        let scale = 1.0 + either_way(strengths.scale);
        let (rise, run) = sine_and_cosine(either_way(strengths.shear));
        let slant = rise / run;
        let crop = [Crop::draw(strengths, rng), Crop::draw(strengths, rng)];

        // The inverses of rotation, scaling and shear, last first.
        let inverse = [
            [
                (cosine + slant * sine) / scale,
                (sine - slant * cosine) / scale,
            ],
            [-sine / scale, cosine / scale],
        ];
        let mut affine = Self {
            matrix: [[0.0; 2]; 2],
            offset: [0.0; 2],
        };
        for axis in 0..2 {
            let Crop { first, kept } = crop[axis];
            let [a, b] = inverse[axis].map(|factor| factor * kept);
            affine.matrix[axis] = [a, b];
            let middle = CENTRE * kept + first;
            affine.offset[axis] = middle - a * (CENTRE + shift[0]) - b * (CENTRE + shift[1]);
        }
        affine
    }

    /// Where in the old image a point of the new one lies.
    #[inline(always)]
    pub(super) fn source(&self, x: f32, y: f32) -> [f32; 2] {
        let [[a, b], [c, d]] = self.matrix;
        [
            a * x + b * y + self.offset[0],
            c * x + d * y + self.offset[1],
        ]
    }
}

/// The stretch of an axis that is left.
struct Crop {
    /// Where pixel 0 now lies.
    first: f32,
    /// The fraction of the axis that is kept.
    kept: f32,
}

impl Crop {
    fn draw(strengths: &Augmentation, rng: &mut ChaCha8Rng) -> Self {
        let before = between(rng, 0.0, strengths.crop);
        let after = between(rng, 0.0, strengths.crop);
        let kept = 1.0 - (before + after) / SIDE as f32;
        // A pixel's middle lies half a pixel from its border, before and after.
        let first = before + (kept - 1.0) / 2.0;
        Self { first, kept }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::stream;

    fn draw(strengths: Augmentation, index: u64) -> Affine {
        Affine::draw(&strengths, &mut stream(*b"testing.", 1, 2, index))
    }

    fn distance([a, b]: [f32; 2], [c, d]: [f32; 2]) -> f32 {
        ((a - c).powi(2) + (b - d).powi(2)).sqrt()
    }

    #[test]
    fn nothing_moves_where_nothing_is_to() {
        let affine = draw(Augmentation::NONE, 0);
        for point in [[0.0, 0.0], [27.0, 3.0], [13.5, 13.5]] {
            assert!(distance(affine.source(point[0], point[1]), point) < 1e-5);
        }
    }

    #[test]
    fn a_rotation_keeps_the_middle_and_all_distances() {
        let strengths = Augmentation {
            rotate: 90.0,
            ..Augmentation::NONE
        };
        for index in 0..50 {
            let affine = draw(strengths, index);
            let middle = affine.source(CENTRE, CENTRE);
            assert!(distance(middle, [CENTRE, CENTRE]) < 1e-4);
            assert!((distance(affine.source(20.0, 4.0), middle) - 11.51).abs() < 0.01);
        }
    }

    #[test]
    fn a_crop_stays_within_the_image_and_takes_no_more_than_was_allowed() {
        let strengths = Augmentation {
            crop: 4.0,
            ..Augmentation::NONE
        };
        for index in 0..50 {
            let affine = draw(strengths, index);
            let [left, top] = affine.source(-0.5, -0.5);
            let [right, bottom] = affine.source(27.5, 27.5);
            for (near, far) in [(left, right), (top, bottom)] {
                assert!((-0.501..3.501).contains(&near), "{near}");
                assert!((23.499..27.501).contains(&far), "{far}");
            }
        }
    }

    #[test]
    fn every_strength_bounds_what_it_does() {
        let strengths = Augmentation {
            shift: 3.0,
            ..Augmentation::NONE
        };
        let moved = (0..200).map(|index| draw(strengths, index).source(5.0, 5.0)[0] - 5.0);
        let (least, most) = moved.fold((0.0_f32, 0.0_f32), |(least, most), x| {
            (least.min(x), most.max(x))
        });
        assert!((-3.001..-2.5).contains(&least) && (2.5..3.001).contains(&most));
    }
}
