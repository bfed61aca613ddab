//! What the page shows of a run's network: its most confident errors with explanations, its calibration, and the units
//! of the first layer.

use burn::tensor::Device;
use burn_mnist_data::DigitSet;
use burn_mnist_diagnostic::Diagnostic;
use burn_mnist_evaluation::{Mistake, worst};
use burn_mnist_inference::explain::draw::{self, Panel, Scale};
use burn_mnist_inference::explain::{integrated_gradients, units};
use burn_mnist_inference::{CalibrationStatus, InferenceError, SavedModel, Scored};
use burn_mnist_model::Image;
use burn_mnist_run::RunDirectory;
use burn_mnist_run::record::ProbabilityScore;

use crate::context::Context;
use crate::error::AppError;
use crate::notice::Notice;

/// Errors that are shown.
const MISTAKES: usize = 12;

/// Units that are shown: more would make the page heavy and would not be read.
const UNITS: usize = 32;

/// Side of a map's pixel in its picture: enough for the digit's outline to be a line.
const ENLARGEMENT: usize = 4;

/// What the page shows of a network.
pub struct Findings {
    /// The errors on the test set, the most confident first; none if the test set was not evaluated.
    pub mistakes: Option<Vec<Explained>>,
    /// Whether probabilities are calibrated, and by what.
    pub calibration: CalibrationStatus,
    /// The scores of the calibrated probabilities on the test set.
    pub probabilities: Option<ProbabilityScore>,
    /// A PNG of the first layer's strongest units.
    pub units: Vec<u8>,
    /// How many are on it.
    pub units_shown: usize,
}

/// An error with its explanation.
pub struct Explained {
    /// The image, the prediction and the label.
    pub mistake: Mistake,
    /// A PNG of the image.
    pub image: Vec<u8>,
    /// A PNG of the map of integrated gradients of the answer.
    pub map: Vec<u8>,
}

impl Findings {
    /// Evaluates the network of `run` on `device`, and on `test` if there is one:
    /// a run that has not ended keeps the test set unseen.
    ///
    /// # Errors
    ///
    /// A failure of the run's files, of the device, or of outputs that are not finite.
    pub fn of(
        run: &RunDirectory,
        device: &Device,
        test: Option<&DigitSet>,
        context: &Context<'_>,
    ) -> Result<Self, AppError> {
        let model = open(run, device, context)?;
        let scored = test.map(|test| model.evaluate(test.images(), test.labels()));
        let scored = scored.transpose()?;
        let mistakes = scored.as_ref().zip(test);
        let mistakes = mistakes.map(|(scored, test)| mistakes_of(&model, scored, test));
        let units = units(model.classifier())?;
        let shown = &units[..units.len().min(UNITS)];
        Ok(Self {
            mistakes: mistakes.transpose()?,
            calibration: model.calibration().clone(),
            probabilities: scored.and_then(|scored| scored.evaluation.probabilities),
            units: draw::unit_grid(shown, Scale::Each)?,
            units_shown: shown.len(),
        })
    }
}

/// The run's network with its calibration; a damaged calibration is no reason to show no page.
fn open(
    run: &RunDirectory,
    device: &Device,
    context: &Context<'_>,
) -> Result<SavedModel, InferenceError> {
    let error = match SavedModel::open_on(run.root(), device) {
        Err(InferenceError::Run(error)) => error,
        opened => return opened,
    };
    if error.path() != Some(&run.calibration()) {
        return Err(error.into());
    }
    context.notice(Notice::CalibrationDamaged(&error));
    SavedModel::open_uncalibrated(run.root(), device)
}

fn mistakes_of(
    model: &SavedModel,
    scored: &Scored,
    test: &DigitSet,
) -> Result<Vec<Explained>, AppError> {
    let surest = worst(&scored.answers, MISTAKES).into_iter();
    let explained = surest.map(|mistake| explained(model, mistake, &test.images()[mistake.index]));
    Ok(explained.collect::<Result<_, _>>()?)
}

fn explained(
    model: &SavedModel,
    mistake: Mistake,
    image: &Image,
) -> Result<Explained, InferenceError> {
    let class = mistake.answer.predicted;
    let (map, _) = integrated_gradients(model.classifier(), image, class, model.device())?;
    Ok(Explained {
        mistake,
        image: draw::alone(&Panel::Digit(image), 1)?,
        map: draw::alone(&Panel::of(&map, image), ENLARGEMENT)?,
    })
}
