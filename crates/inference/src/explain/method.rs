//! The ways to explain, and what each is called.

/// A way to explain a class of an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The logit's gradient.
    Gradient,
    /// The gradient times the pixel.
    GradientTimesInput,
    /// The gradient on the way from black to the image, times the pixel.
    IntegratedGradients,
    /// The probability lost to a black patch.
    Occlusion,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 4] = [
        Self::Gradient,
        Self::GradientTimesInput,
        Self::IntegratedGradients,
        Self::Occlusion,
    ];

    /// Those worth a picture: a gradient times its input is a coarser integrated gradient.
    pub const DRAWN: [Self; 3] = [Self::Gradient, Self::IntegratedGradients, Self::Occlusion];

    /// Its name, for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gradient => "gradient",
            Self::GradientTimesInput => "gradient times input",
            Self::IntegratedGradients => "integrated gradients",
            Self::Occlusion => "occlusion",
        }
    }

    /// Its name, for programs.
    pub fn key(self) -> &'static str {
        match self {
            Self::Gradient => "gradient",
            Self::GradientTimesInput => "gradient_times_input",
            Self::IntegratedGradients => "integrated_gradients",
            Self::Occlusion => "occlusion",
        }
    }
}
