//! Why a text is no augmentation, with what would be one.

use super::text::PARTS;

/// What is wrong with an augmentation as written.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum AugmentError {
    /// No transformation has this name.
    #[error("unknown augmentation `{name}`{}: there are {}", meant(name), known())]
    Unknown {
        /// As written.
        name: String,
    },
    /// Not a name with a strength.
    #[error(
        "`{found}` is not an augmentation: expected NAME=STRENGTH, such as `shift=2,rotate=10`, or `none` alone"
    )]
    Form {
        /// As written.
        found: String,
    },
    /// A strength that is no number, or too small or large.
    #[error("{name}={found}: expected a number from {least} to {most} ({unit}), found `{found}`")]
    Strength {
        /// The transformation.
        name: &'static str,
        /// What the number counts.
        unit: &'static str,
        /// The least it may be.
        least: f32,
        /// The most it may be.
        most: f32,
        /// As written.
        found: String,
    },
    /// One name with two strengths.
    #[error("the augmentation names `{name}` twice: give it once")]
    Twice {
        /// The transformation.
        name: &'static str,
    },
    /// The smoothness of nothing.
    #[error("sigma is the smoothness of elastic: give `elastic` a strength too")]
    SigmaAlone,
}

fn known() -> String {
    let parts = PARTS.iter().map(|part| {
        let (name, unit) = (part.name, part.unit);
        format!("{name} ({unit}, {} to {})", part.least, part.most)
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// The name that was probably meant, if one is like enough.
fn meant(name: &str) -> String {
    let nearest = PARTS
        .iter()
        .map(|part| (strsim::damerau_levenshtein(name, part.name), part.name))
        .filter(|(distance, known)| *distance <= known.len().div_ceil(3))
        .min();
    match nearest {
        Some((_, known)) => format!(" (did you mean `{known}`?)"),
        None => String::new(),
    }
}
