//! Labels that a network which had not learnt from them is sure are others.
//!
//! Confident learning (Northcutt, Jiang and Chuang, "Confident Learning: Estimating Uncertainty in Dataset
//! Labels", 2021): an image labelled i is likely a j where the probability of j is at least what images that are
//! labelled j have of it on average. The networks must not have learnt from the images they judge, as in a
//! cross-validation, or they would repeat the labels they were taught.

use std::collections::BTreeMap;

use burn_mnist_model::input::CLASSES;

use super::{Finding, Kind, Subject};
use crate::DataError;
use crate::files::Part;

/// The prediction for a training image by a network that was not trained on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Opinion {
    /// The image's place in the training set, from 0.
    pub index: usize,
    /// The label it had when the network was trained.
    pub label: u8,
    /// What the network takes it for.
    pub predicted: u8,
    /// The probability that the network gives its label.
    pub label_probability: f64,
    /// The probability that it gives its prediction.
    pub predicted_probability: f64,
}

/// Likely label errors of the training set, the surest first: the images whose every opinion contradicts the
/// label, all in favour of the same other class, by confident learning's measure.
///
/// # Errors
///
/// [`DataError::OtherOpinions`] if the opinions are of other images.
pub fn find(subject: &Subject, opinions: &[Opinion]) -> Result<Vec<Finding>, DataError> {
    let labels = subject.digits(Part::Train).labels();
    let mut by_image: BTreeMap<usize, Vec<&Opinion>> = BTreeMap::new();
    for opinion in opinions {
        let Opinion { index, label, .. } = *opinion;
        let found = labels.get(index).copied();
        if found != Some(label) {
            return Err(DataError::OtherOpinions {
                index,
                expected: label,
                found,
            });
        }
        by_image.entry(index).or_default().push(opinion);
    }
    let usual = usual_confidence(opinions);
    let mut suspects: Vec<Suspect> = by_image
        .into_values()
        .filter_map(|opinions| suspect(&opinions, &usual))
        .collect();
    suspects.sort_by(|a, b| b.margin.total_cmp(&a.margin));
    let findings = suspects.into_iter().map(|suspect| {
        let place = subject.place(Part::Train, suspect.index);
        Finding::of_images(Kind::LikelyLabelError, vec![place], suspect.detail)
    });
    Ok(findings.collect())
}

/// The mean probability of each class over the images that are labelled so.
fn usual_confidence(opinions: &[Opinion]) -> [f64; CLASSES] {
    let mut sums = [(0.0, 0_usize); CLASSES];
    for opinion in opinions {
        let (sum, count) = &mut sums[usize::from(opinion.label)];
        *sum += opinion.label_probability;
        *count += 1;
    }
    sums.map(|(sum, count)| sum / count.max(1) as f64)
}

struct Suspect {
    index: usize,
    /// How much more probable the prediction is than the label, on average.
    margin: f64,
    detail: String,
}

fn suspect(opinions: &[&Opinion], usual: &[f64; CLASSES]) -> Option<Suspect> {
    let first = opinions.first()?;
    let contradicts = opinions.iter().all(|opinion| {
        opinion.predicted == first.predicted
            && opinion.predicted != opinion.label
            && opinion.predicted_probability >= usual[usize::from(opinion.predicted)]
    });
    if !contradicts {
        return None;
    }
    let mean = |of: fn(&Opinion) -> f64| {
        opinions.iter().map(|opinion| of(opinion)).sum::<f64>() / opinions.len() as f64
    };
    let predicted = mean(|opinion| opinion.predicted_probability);
    let label = mean(|opinion| opinion.label_probability);
    Some(Suspect {
        index: first.index,
        margin: predicted - label,
        detail: format!(
            "taken for {} with {:.1} %, its label gets {:.1} %",
            first.predicted,
            100.0 * predicted,
            100.0 * label
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Digits;

    fn subject() -> (Subject, Vec<u8>) {
        let digits: Digits = crate::synthetic::generate(40, 10, 3);
        let labels = digits.train.labels().to_vec();
        (digits.into(), labels)
    }

    fn opinion(index: usize, label: u8, predicted: u8, sure: f64) -> Opinion {
        let right = label == predicted;
        Opinion {
            index,
            label,
            predicted,
            label_probability: if right { sure } else { 1.0 - sure },
            predicted_probability: sure,
        }
    }

    fn found(findings: &[Finding]) -> Vec<usize> {
        findings.iter().map(|one| one.images[0].index).collect()
    }

    /// Everyone is right with 0.9, but for what a test says.
    fn opinions(labels: &[u8], of: &[(usize, f64)]) -> Vec<Opinion> {
        let opinions = labels.iter().enumerate().map(|(index, label)| {
            match of.iter().find(|(one, _)| *one == index) {
                Some((_, sure)) => opinion(index, *label, (*label + 1) % 10, *sure),
                None => opinion(index, *label, *label, 0.9),
            }
        });
        opinions.collect()
    }

    #[test]
    fn the_surest_contradictions_come_first_and_the_unsure_not_at_all() {
        let (subject, labels) = subject();
        let opinions = opinions(&labels, &[(3, 0.95), (7, 0.999), (11, 0.6)]);
        let findings = find(&subject, &opinions).unwrap();
        assert_eq!(found(&findings), [7, 3]);
        assert!(findings[0].detail.contains("99.9 %"), "{findings:?}");
    }

    #[test]
    fn seeds_that_disagree_among_themselves_accuse_nobody() {
        let (subject, labels) = subject();
        let mut opinions = opinions(&labels, &[(3, 0.99), (7, 0.99)]);
        opinions.push(opinion(3, labels[3], labels[3], 0.9));
        assert_eq!(found(&find(&subject, &opinions).unwrap()), [7]);
    }

    #[test]
    fn opinions_of_other_images_are_refused() {
        let (subject, labels) = subject();
        let other = opinion(3, (labels[3] + 1) % 10, labels[3], 0.99);
        let error = find(&subject, &[other]).unwrap_err().to_string();
        assert!(error.contains("image 3"), "{error}");
        let beyond = opinion(40, 1, 1, 0.9);
        assert!(find(&subject, &[beyond]).is_err());
    }
}
