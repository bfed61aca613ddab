//! The paper a digit is drawn on: its level, the slope of the light on it, and its noise.
//!
//! All is measured along the edges of the picture, in medians, so that ink which touches an edge
//! here and there does not count as paper.

use std::f32::consts::FRAC_1_SQRT_2;

use image::GrayImage;

use super::histogram::Histogram;

/// A place is as bright as its paper should be within this share of the contrast.
const NEAR: f32 = 0.08;

/// The four strips along the edges of a picture.
pub(super) struct Frame {
    width: u32,
    height: u32,
    thickness: u32,
}

impl Frame {
    pub(super) fn of(grey: &GrayImage) -> Self {
        let (width, height) = grey.dimensions();
        Self {
            width,
            height,
            thickness: 1 + width.min(height) / 64,
        }
    }

    /// The tones in all four strips.
    pub(super) fn tones(&self, grey: &GrayImage) -> Histogram {
        Histogram::of(self.places().map(|(x, y)| grey.get_pixel(x, y).0[0]))
    }

    /// The middle tone of the places in the strips that are `inside`.
    fn median(&self, grey: &GrayImage, inside: impl Fn(u32, u32) -> bool) -> f32 {
        let places = self.places().filter(|&(x, y)| inside(x, y));
        f32::from(Histogram::of(places.map(|(x, y)| grey.get_pixel(x, y).0[0])).median())
    }

    /// Every place in the strips, corners once each.
    fn places(&self) -> impl Iterator<Item = (u32, u32)> {
        let (width, height, thickness) = (self.width, self.height, self.thickness);
        (0..height).flat_map(move |y| {
            let whole_row = y < thickness || y + thickness >= height;
            let left = if whole_row {
                width
            } else {
                thickness.min(width)
            };
            let right = if whole_row {
                width
            } else {
                left.max(width.saturating_sub(thickness))
            };
            (0..left).chain(right..width).map(move |x| (x, y))
        })
    }
}

/// The paper's tone at every place of a light-on-dark picture: a plane.
pub(super) struct Paper {
    middle: f32,
    across: f32,
    down: f32,
    width: f32,
    height: f32,
}

impl Paper {
    /// Measures the paper of `grey`, whose brightest ink has the tone `peak`.
    pub(super) fn measure(grey: &GrayImage, peak: u8) -> Self {
        let frame = Frame::of(grey);
        let (flat, sloped) = (Self::flat(grey, &frame), Self::sloped(grey, &frame));
        // Ink along an edge looks like light that falls off; but then few places are on the slope.
        let near = NEAR * (f32::from(peak) - flat.middle);
        let explained = |paper: &Self| {
            let off = |(x, y)| (f32::from(grey.get_pixel(x, y).0[0]) - paper.at(x, y)).abs();
            frame.places().filter(|&place| off(place) <= near).count()
        };
        if explained(&sloped) > explained(&flat) {
            sloped
        } else {
            flat
        }
    }

    /// The paper's tone at a place.
    pub(super) fn at(&self, x: u32, y: u32) -> f32 {
        let across = (x as f32 + 0.5) / self.width - 0.5;
        let down = (y as f32 + 0.5) / self.height - 0.5;
        self.middle + self.across * across + self.down * down
    }

    fn flat(grey: &GrayImage, frame: &Frame) -> Self {
        Self {
            middle: frame.median(grey, |_, _| true),
            across: 0.0,
            down: 0.0,
            width: frame.width as f32,
            height: frame.height as f32,
        }
    }

    fn sloped(grey: &GrayImage, frame: &Frame) -> Self {
        let Frame {
            width,
            height,
            thickness,
        } = *frame;
        let left = frame.median(grey, |x, _| x < thickness);
        let right = frame.median(grey, |x, _| x + thickness >= width);
        let top = frame.median(grey, |_, y| y < thickness);
        let bottom = frame.median(grey, |_, y| y + thickness >= height);
        Self {
            middle: (left + right + top + bottom) / 4.0,
            across: right - left,
            down: bottom - top,
            ..Self::flat(grey, frame)
        }
    }
}

/// The most that paper rises above its own tone: four standard deviations of its grain.
///
/// The grain shows in the differences of near places along the edges, whose median hardly notices
/// ink or uneven light. Differences deviate by the square root of 2 more than tones do, and a
/// normal deviation is 1.4826 times the median absolute one.
pub(super) fn noise(grey: &GrayImage) -> f32 {
    let frame = Frame::of(grey);
    let steps = frame
        .places()
        .filter(|(x, _)| x + frame.thickness < frame.width)
        .map(|(x, y)| {
            let near = grey.get_pixel(x + frame.thickness, y).0[0];
            near.abs_diff(grey.get_pixel(x, y).0[0])
        });
    4.0 * 1.4826 * FRAC_1_SQRT_2 * f32::from(Histogram::of(steps).median())
}
