//! A look at a run's network: the first layer's units, and the mistakes it is surest of, each explained.

use burn::tensor::Device;
use burn_mnist_data::DigitSet;
use burn_mnist_evaluation::{Mistake, answers, worst};
use burn_mnist_inference::explain::draw::{self, Panel, Scale};
use burn_mnist_inference::explain::{integrated_gradients, units};
use burn_mnist_inference::{InferenceError, Predictor};
use burn_mnist_model::Image;
use burn_mnist_run::Temperature;
use burn_mnist_training::{Scored, evaluate};

use crate::error::AppError;

/// Mistakes that are shown.
const MISTAKES: usize = 12;

/// Units that are shown: more would make the page heavy and be looked at by nobody.
const UNITS: usize = 32;

/// Side of a map's pixel in its picture: enough for the digit's outline to be a line.
const ENLARGEMENT: usize = 4;

/// What was seen.
pub struct Look {
    /// The mistakes on the test set, the surest first; none where the test set was not looked at.
    pub mistakes: Option<Vec<Explained>>,
    /// A PNG of the first layer's strongest units.
    pub units: Vec<u8>,
    /// How many are on it.
    pub units_shown: usize,
}

/// A mistake and what it rests on.
pub struct Explained {
    /// The image, the answer, the truth.
    pub mistake: Mistake,
    /// A PNG of the image.
    pub image: Vec<u8>,
    /// A PNG of the map of integrated gradients of the answer.
    pub map: Vec<u8>,
}

impl Look {
    /// Looks at the network of `predictor`, on `device`, and at what it makes of `test` where there is one:
    /// a run that has not ended keeps the test set unseen.
    ///
    /// # Errors
    ///
    /// A failure of the device, or of outputs that are no numbers.
    pub fn at(
        predictor: &Predictor,
        device: &Device,
        test: Option<&DigitSet>,
    ) -> Result<Self, AppError> {
        let units = units(predictor.classifier())?;
        let shown = &units[..units.len().min(UNITS)];
        Ok(Self {
            mistakes: test
                .map(|test| mistakes(predictor, device, test))
                .transpose()?,
            units: draw::unit_grid(shown, Scale::Each)?,
            units_shown: shown.len(),
        })
    }
}

fn mistakes(
    predictor: &Predictor,
    device: &Device,
    test: &DigitSet,
) -> Result<Vec<Explained>, AppError> {
    let Scored { logits, .. } = evaluate(predictor.classifier(), test, device)?;
    let answers = answers(&logits, test.labels(), Temperature::ONE);
    let surest = worst(&answers, MISTAKES).into_iter();
    let explained =
        surest.map(|mistake| explained(predictor, device, mistake, &test.images()[mistake.index]));
    Ok(explained.collect::<Result<_, _>>()?)
}

fn explained(
    predictor: &Predictor,
    device: &Device,
    mistake: Mistake,
    image: &Image,
) -> Result<Explained, InferenceError> {
    let class = mistake.answer.predicted;
    let (map, _) = integrated_gradients(predictor.classifier(), image, class, device)?;
    Ok(Explained {
        mistake,
        image: draw::alone(&Panel::Digit(image), 1)?,
        map: draw::alone(&Panel::of(&map, image), ENLARGEMENT)?,
    })
}
