//! Predictions for people: a line for each input, or a table of its most likely digits.

use burn_mnist_app::input::Input;
use burn_mnist_inference::Prediction;
use burn_mnist_inference::picture::preview;

use crate::bar::bar;
use crate::input::remarks;
use crate::style::{RESULT, paint};

/// Characters of a bar that stands for 100 %.
const BAR_WIDTH: usize = 20;

/// How predictions are shown.
pub struct Appearance {
    /// Digits listed for each input.
    pub top: usize,
    /// Whether the image is drawn.
    pub show: bool,
    /// Whether it is said how a picture was prepared.
    pub verbose: bool,
    /// Whether the probabilities are calibrated.
    pub calibrated: bool,
}

impl Appearance {
    /// All predictions, in their order.
    pub fn render(&self, predictions: &[(&Input, &Prediction)]) -> String {
        let separator = match self.show || self.top > 1 {
            true => "\n",
            false => "",
        };
        let blocks = predictions.iter();
        let blocks = blocks.map(|(input, prediction)| self.one(input, prediction));
        blocks.collect::<Vec<_>>().join(separator)
    }

    fn one(&self, input: &Input, prediction: &Prediction) -> String {
        let mut text = String::new();
        if self.show {
            text += &preview(&input.prepared.image);
        }
        let answer = prediction.top(1).into_iter().map(|(label, probability)| {
            let label = paint(RESULT, label);
            format!(" {label} ({:.1} %)", 100.0 * probability)
        });
        text += &format!("{}:{}", input.name, answer.collect::<String>());
        if self.calibrated {
            text += ", calibrated";
        }
        text += &remarks(input, self.verbose);
        text.push('\n');
        if self.top > 1 {
            for (label, probability) in prediction.top(self.top) {
                let bar = bar(f64::from(probability), BAR_WIDTH);
                let line = format!("  {label}  {:>6.2} %  {bar}", 100.0 * probability);
                text += line.trim_end();
                text.push('\n');
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use burn_mnist_inference::picture::Prepared;
    use burn_mnist_model::{Image, PIXELS, SIDE};
    use insta::assert_snapshot;

    use super::*;
    use crate::style::plain;

    /// A stroke down the middle.
    fn input(name: &str, expected: Option<u8>, inverted: bool) -> Input {
        let mut image = Image([0; PIXELS]);
        for row in 6..20 {
            image.0[row * SIDE + 14] = 255;
        }
        Input {
            name: name.to_owned(),
            prepared: Prepared { image, inverted },
            expected,
        }
    }

    fn prediction() -> Prediction {
        let mut probabilities = [0.0; 10];
        (probabilities[1], probabilities[7], probabilities[4]) = (0.957_31, 0.041_2, 0.001_49);
        Prediction {
            label: 1,
            probabilities,
        }
    }

    fn render(appearance: &Appearance) -> String {
        let (test, picture) = (
            input("test[3]", Some(1), false),
            input("one.png", None, true),
        );
        let prediction = prediction();
        plain(&appearance.render(&[(&test, &prediction), (&picture, &prediction)]))
    }

    #[test]
    fn an_input_is_a_line() {
        let appearance = Appearance {
            top: 1,
            show: false,
            verbose: false,
            calibrated: false,
        };
        assert_snapshot!(render(&appearance));
    }

    #[test]
    fn everything_that_can_be_asked_for() {
        let appearance = Appearance {
            top: 4,
            show: true,
            verbose: true,
            calibrated: true,
        };
        assert_snapshot!(render(&appearance));
    }
}
