//! What a plot hands to its chart: marks, and the legend that explains them.

use maud::Markup;

/// A drawing without its words.
pub(crate) struct Drawing {
    pub(crate) legend: Markup,
    /// The height in the drawing's units.
    pub(crate) height: f64,
    pub(crate) marks: Markup,
}
