//! Whether probabilities can be taken at their word: of the answers given at 80 %, are 80 % right?

use burn_mnist_run::Temperature;
use burn_mnist_run::evaluation::{ProbabilityScore, ReliabilityBin};

use crate::answer::Answer;

/// Bins of equal width that answers are sorted into by their probability.
pub const BINS: usize = 15;

/// The quality of probabilities that were made at `temperature`, none without answers.
///
/// Calibration errors are those of Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural
/// Networks", ICML 2017: the probability of the predicted class sorts an answer into one of [`BINS`]
/// bins `(m/15, (m + 1)/15]`; a bin's gap is |accuracy - mean probability|; the expected error is the
/// mean gap weighted by the answers in each bin, the maximum error the largest gap. Brier, "Verification
/// of Forecasts Expressed in Terms of Probability", Monthly Weather Review 78 (1950), summed over all
/// classes as there.
pub fn probability_score(answers: &[Answer], temperature: Temperature) -> Option<ProbabilityScore> {
    if answers.is_empty() {
        return None;
    }
    let count = answers.len() as f64;
    let mean = |figure: fn(&Answer) -> f64| answers.iter().map(figure).sum::<f64>() / count;
    let bins = bins(answers);
    let gap = |bin: &ReliabilityBin| Some((bin.accuracy? - bin.probability?).abs());
    let weighted = bins
        .iter()
        .filter_map(|bin| Some(bin.count as f64 / count * gap(bin)?));
    Some(ProbabilityScore {
        temperature,
        nll: mean(|answer| answer.nll),
        brier: mean(|answer| answer.brier),
        ece: weighted.sum(),
        mce: bins.iter().filter_map(gap).fold(0.0, f64::max),
        bins,
    })
}

fn bins(answers: &[Answer]) -> Vec<ReliabilityBin> {
    let mut sums = [(0_u64, 0_u64, 0.0); BINS];
    for answer in answers {
        let (count, right, probability) = &mut sums[bin_of(answer.probability)];
        *count += 1;
        *right += u64::from(answer.is_right());
        *probability += answer.probability;
    }
    let mean = |sum: f64, count: u64| (count > 0).then(|| sum / count as f64);
    let bins = sums
        .iter()
        .map(|&(count, right, probability)| ReliabilityBin {
            count,
            probability: mean(probability, count),
            accuracy: mean(right as f64, count),
        });
    bins.collect()
}

/// A bin holds its upper edge and not its lower one.
fn bin_of(probability: f64) -> usize {
    let bin = (probability * BINS as f64).ceil() as usize;
    bin.clamp(1, BINS) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(probability: f64, right: bool) -> Answer {
        Answer {
            label: 0,
            predicted: u8::from(!right),
            rank: usize::from(!right),
            probability,
            nll: 0.5,
            brier: 0.25,
        }
    }

    #[test]
    fn errors_are_those_computed_by_hand() {
        // Bin (11/15, 12/15]: 2 of 4 right at 0.75; bin (14/15, 1]: 1 of 1 right at 0.95.
        let mut answers = vec![answer(0.95, true)];
        answers.extend([true, true, false, false].map(|right| answer(0.75, right)));
        let score = probability_score(&answers, Temperature::ONE).unwrap();
        assert!((score.ece - (0.8 * 0.25 + 0.2 * 0.05)).abs() < 1e-12);
        assert!((score.mce - 0.25).abs() < 1e-12);
        assert_eq!((score.nll, score.brier), (0.5, 0.25));
        assert_eq!((score.bins[11].count, score.bins[14].count), (4, 1));
        assert_eq!(score.bins[11].accuracy, Some(0.5));
        assert_eq!((score.bins[0].accuracy, score.bins.len()), (None, BINS));
    }

    #[test]
    fn an_upper_edge_belongs_to_its_bin() {
        let bins = [0.0, 0.2, 0.201, 1.0 / 15.0, 0.9999, 1.0].map(bin_of);
        assert_eq!(bins, [0, 2, 3, 0, 14, 14]);
    }

    #[test]
    fn nothing_has_no_score() {
        assert_eq!(probability_score(&[], Temperature::ONE), None);
    }
}
