//! The mistakes that a network was surest of: where labels are wrong, digits ambiguous, or the network blind.

use crate::answer::Answer;

/// A wrong answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mistake {
    /// Where in the split the image is, counted from 0.
    pub index: usize,
    /// What was said of it.
    pub answer: Answer,
}

/// The `count` wrong answers given with the highest probability, the surest first, of equals the earlier.
pub fn worst(answers: &[Answer], count: usize) -> Vec<Mistake> {
    let mut mistakes: Vec<Mistake> = answers
        .iter()
        .enumerate()
        .filter(|(_, answer)| !answer.is_right())
        .map(|(index, &answer)| Mistake { index, answer })
        .collect();
    mistakes.sort_by(|a, b| b.answer.probability.total_cmp(&a.answer.probability));
    mistakes.truncate(count);
    mistakes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_mistakes_are_listed_and_the_surest_come_first() {
        let answer = |(predicted, probability)| Answer {
            label: 7,
            predicted,
            rank: usize::from(predicted != 7),
            probability,
            nll: 1.0,
            brier: 1.0,
        };
        let answers = [(7, 1.0), (1, 0.6), (2, 0.9), (3, 0.6), (4, 0.5)].map(answer);
        let order = |count| -> Vec<usize> {
            let mistakes = worst(&answers, count);
            mistakes.iter().map(|mistake| mistake.index).collect()
        };
        assert_eq!(order(10), [2, 1, 3, 4]);
        assert_eq!(order(2), [2, 1]);
        assert_eq!(order(0), [0; 0]);
    }
}
