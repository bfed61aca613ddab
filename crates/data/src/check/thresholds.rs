//! The bounds that checks judge by, in one place so that a report can state them.

use serde::Serialize;

/// The thresholds above which an image or a set is reported.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Thresholds {
    /// Blank is an image with less ink than this many white pixels make. MNIST's faintest has 19.9.
    pub least_ink: f64,
    /// Blank is also an image whose tones are nearer to each other than this.
    pub least_contrast: u8,
    /// From this tone on, a pixel is as white as can be.
    pub white: u8,
    /// Saturated is an image of which a larger share than this is white.
    pub most_white: f64,
    /// Inverted is an image with a larger share of ink than this, if its edges are light too. MNIST's fullest has 0.4.
    pub most_ink: f64,
    /// Imbalance is more than this many times the images of the smallest class.
    pub most_ratio: f64,
    /// An outlier is further than this from the median of its class, in robust standard deviations. The 3.5 of
    /// Iglewicz and Hoaglin (1993) is for normal values; ink is skewed.
    pub most_z: f64,
    /// A class with fewer images has no outliers, since it has no usual.
    pub least_images: usize,
}

/// Those of every check.
pub const THRESHOLDS: Thresholds = Thresholds {
    least_ink: 5.0,
    least_contrast: 32,
    white: 250,
    most_white: 0.9,
    most_ink: 0.5,
    most_ratio: 2.0,
    most_z: 5.0,
    least_images: 20,
};
