//! A saved network with what its run knew: which digits it was trained on, and how they were split.

use burn_mnist_data::{DigitSet, split};
use burn_mnist_inference::Predictor;
use burn_mnist_run::RunRecord;

use crate::arguments::{EvaluatedSplit, Network, Source};
use crate::backend::{self, Opened, Selection};
use crate::failure::{Failure, Kind};
use crate::output::Output;
use crate::settings::{Options, Settings};
use crate::{digits, run_path};

/// A loaded network.
pub struct Saved {
    /// The network on its device.
    pub predictor: Predictor,
    /// The device.
    pub opened: Opened,
    record: Option<RunRecord>,
}

impl Saved {
    /// Loads the network that was named onto the device that was named.
    pub fn load(network: &Network, output: Output) -> Result<Self, Failure> {
        let selection = Selection::parse(&network.backend).map_err(Failure::from)?;
        let opened = backend::open(&selection)?;
        let predictor = Predictor::load(&run_path::find(&network.model)?, &opened.device)?;
        if !predictor.is_verified() {
            output.note(format!(
                "{} has no manifest, so nothing vouches for its content",
                predictor.weights().display()
            ));
        }
        let record = predictor.run().map(RunRecord::read).transpose()?;
        Ok(Self {
            predictor,
            opened,
            record,
        })
    }

    /// Labelled images: the run's own unless the flags say otherwise.
    pub fn digits(
        &self,
        source: Source,
        which: EvaluatedSplit,
        output: Output,
    ) -> Result<DigitSet, Failure> {
        let settings = self.settings(source)?;
        let held_back = match which {
            EvaluatedSplit::Test => None,
            EvaluatedSplit::Validation => Some(self.held_back(&settings)?),
        };
        let digits = digits::load(settings.dataset, settings.data_dir.clone(), output)?;
        let Some(record) = held_back else {
            let recorded = self
                .record
                .as_ref()
                .map(|record| &record.dataset.test_sha256);
            if recorded.is_some_and(|recorded| *recorded != digits.test.sha256()) {
                output.note(format!("{}: not the test set of its run", digits.source));
            }
            return Ok(digits.test);
        };
        if record.dataset.train_sha256 != digits.train.sha256() {
            let message = format!("{}: not the training set of its run", digits.source);
            return Err(Failure::new(Kind::Data, message)
                .hint("its validation split cannot be made from other images"));
        }
        let split = split::split(&digits.train, settings.validation, settings.seed)?;
        Ok(split.validation.first(settings.limit.unwrap_or(usize::MAX)))
    }

    /// The run that held validation images back; without one no data need be looked for.
    fn held_back(&self, settings: &Settings) -> Result<&RunRecord, Failure> {
        let needs_run = "--split validation needs a run: only it knows its split";
        let record = self
            .record
            .as_ref()
            .ok_or_else(|| Failure::usage(needs_run))?;
        if settings.validation == 0 {
            return Err(Failure::usage("the run held no validation images back"));
        }
        Ok(record)
    }

    fn settings(&self, source: Source) -> Result<Settings, Failure> {
        let flags = Options {
            dataset: source.dataset,
            data_dir: source.data_dir,
            ..Options::default()
        };
        let config = self
            .predictor
            .run()
            .map(|run| run.config().display().to_string());
        Settings::resolve(flags, config.as_deref())
    }
}
