//! The kinds of finding, their severity and their location.

use std::path::{Path, PathBuf};

use serde::{Serialize, Serializer};

use crate::files::Part;

/// Whether something should be done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The digits are at fault.
    Wrong,
    /// It may well be as it should.
    Note,
}

/// What was found, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A file that should be a picture is not one, or is damaged.
    Unreadable,
    /// A label names no class.
    LabelOutOfRange,
    /// There are more labels than images, or fewer.
    UnequalCounts,
    /// The same image has different labels.
    ConflictingLabels,
    /// The same image is in both splits, so that a test on it shows memory and not skill.
    Leak,
    /// There is almost no ink.
    Blank,
    /// There is almost no paper.
    Saturated,
    /// There is more ink than paper: it is dark on light, where MNIST is light on dark.
    Inverted,
    /// A class has nothing to learn from.
    UntrainedClass,
    /// The same image with the same label is there more than once in one split.
    Duplicate,
    /// A class is never tested.
    UntestedClass,
    /// Some classes have many more images than others.
    Imbalance,
    /// Networks that had not learnt from it are sure that its label is another.
    LikelyLabelError,
    /// It is an outlier of its class.
    Outlier,
}

impl Kind {
    /// How bad it is.
    pub fn severity(self) -> Severity {
        match self {
            Self::Duplicate
            | Self::UntestedClass
            | Self::Imbalance
            | Self::LikelyLabelError
            | Self::Outlier => Severity::Note,
            _ => Severity::Wrong,
        }
    }

    /// In a few words.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Unreadable => "cannot be read",
            Self::LabelOutOfRange => "label out of range",
            Self::UnequalCounts => "unequal counts of images and labels",
            Self::ConflictingLabels => "the same image with different labels",
            Self::Leak => "the same image in training and test set",
            Self::Blank => "almost no ink",
            Self::Saturated => "almost no paper",
            Self::Inverted => "dark on light",
            Self::UntrainedClass => "class without training images",
            Self::Duplicate => "the same image more than once in a split",
            Self::UntestedClass => "class without test images",
            Self::Imbalance => "classes of very different sizes",
            Self::LikelyLabelError => "likely label errors",
            Self::Outlier => "far from the rest of its class",
        }
    }

    /// Whether training is better off without the images of such a finding.
    pub fn spoils_training(self) -> bool {
        matches!(
            self,
            Self::ConflictingLabels
                | Self::Leak
                | Self::Blank
                | Self::Saturated
                | Self::Inverted
                | Self::Duplicate
        )
    }
}

/// An image, as a user can find it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The split.
    pub split: Part,
    /// Counted from 0: in the IDX file, or among the split's pictures in the order of their paths.
    pub index: usize,
    /// Its own file, where it has one.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "lossy")]
    pub path: Option<PathBuf>,
    /// Its label.
    pub label: u8,
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// How bad that is.
    pub severity: Severity,
    /// The images it is about; none where it is about a file or a class.
    pub images: Vec<Place>,
    /// The file it is about, where it is about no image.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "lossy")]
    pub path: Option<PathBuf>,
    /// In words, what the places do not say.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

impl Finding {
    /// A finding about images.
    pub fn of_images(kind: Kind, images: Vec<Place>, detail: impl Into<String>) -> Self {
        Self {
            kind,
            severity: kind.severity(),
            images,
            path: None,
            detail: detail.into(),
        }
    }

    /// A finding about a class, a file or a whole set.
    pub(super) fn of_set(kind: Kind, path: Option<PathBuf>, detail: String) -> Self {
        Self {
            path,
            ..Self::of_images(kind, Vec::new(), detail)
        }
    }
}

/// JSON has no bytes that are not Unicode, and a report must not fail for a name.
fn lossy<S: Serializer>(path: &Option<PathBuf>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&path.as_deref().unwrap_or(Path::new("")).display())
}
