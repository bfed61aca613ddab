//! Burn's full-screen dashboard, fed when it is asked for, and the silence in its place otherwise.

use burn::data::dataloader::Progress;
use burn::tensor::{Device, Tensor, TensorData};
use burn::train::logger::{EvaluationProgressLogger, MetricLogger, TrainingProgressLogger};
use burn::train::metric::store::{EpochSummary, MetricsUpdate, Split};
use burn::train::metric::{MetricDefinition, NumericEntry};
use burn::train::renderer::{
    EvaluationName, MetricState, MetricsRenderer, MetricsRendererEvaluation,
    MetricsRendererTraining,
};
use burn::train::{
    ClassificationOutput, EventProcessorTraining, Interrupter, LearnerEvent, LearnerSummary,
    SupervisedTrainingEventProcessor, TrainingItem,
};

use burn_mnist_inference::Scored;
use burn_mnist_model::CLASSES;

use crate::step::TrainingModule;

/// Who shows the run as it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Display {
    /// The job's [`Observer`](crate::Observer).
    Observer,
    /// Burn's own full-screen dashboard, beside the observer.
    #[cfg(feature = "tui")]
    Dashboard,
}

/// The renderer for a choice of display.
#[cfg_attr(
    not(feature = "tui"),
    expect(unused_variables, reason = "only a dashboard can stop a run")
)]
pub(crate) fn renderer(display: Display, interrupter: Interrupter) -> Box<dyn MetricsRenderer> {
    match display {
        Display::Observer => Box::new(Silent),
        #[cfg(feature = "tui")]
        Display::Dashboard => Box::new(burn::train::renderer::tui::TuiMetricsRendererWrapper::new(
            interrupter,
            None,
        )),
    }
}

/// The processor of Burn's metric events, spoken to only when a dashboard listens.
pub(crate) struct Dashboard<'a> {
    display: Display,
    processor: &'a mut SupervisedTrainingEventProcessor<TrainingModule>,
    interrupter: &'a Interrupter,
    images: usize,
    processed: usize,
}

impl<'a> Dashboard<'a> {
    pub(crate) fn start(
        display: Display,
        processor: &'a mut SupervisedTrainingEventProcessor<TrainingModule>,
        interrupter: &'a Interrupter,
        epoch_number: usize,
        images: usize,
    ) -> Self {
        let mut dashboard = Self {
            display,
            processor,
            interrupter,
            images,
            processed: 0,
        };
        dashboard.tell(LearnerEvent::StartSplit {
            epoch_number,
            total_items: images,
        });
        dashboard
    }

    /// Whether the user left the dashboard.
    pub(crate) fn is_quit(&self) -> bool {
        self.interrupter.should_stop()
    }

    pub(crate) fn step(&mut self, output: ClassificationOutput) {
        self.processed += output.targets.dims()[0];
        let progress = Progress::new(self.processed, self.images, Some("images".to_owned()));
        self.tell(LearnerEvent::ProcessedItem(TrainingItem::new(
            output, progress, None, None,
        )));
    }

    pub(crate) fn end_training(&mut self, epoch: usize) {
        self.tell(LearnerEvent::EndSplit(epoch));
    }

    /// Shows an epoch's validation, all of it as one item.
    pub(crate) fn validated(
        &mut self,
        epoch: usize,
        scored: &Scored,
        labels: &[u8],
        device: &Device,
    ) {
        if matches!(self.display, Display::Observer) {
            return;
        }
        let count = labels.len();
        let logits = TensorData::new(scored.logits.concat(), [count, CLASSES]);
        let targets: Vec<i32> = labels.iter().map(|label| i32::from(*label)).collect();
        let output = ClassificationOutput::new(
            Tensor::from_data([scored.evaluation.loss as f32], device),
            Tensor::from_data(logits, device),
            Tensor::from_data(TensorData::new(targets, [count]), device),
        );
        let progress = Progress::new(count, count, Some("images".to_owned()));
        for event in [
            LearnerEvent::StartSplit {
                epoch_number: epoch,
                total_items: count,
            },
            LearnerEvent::ProcessedItem(TrainingItem::new(output, progress, None, None)),
            LearnerEvent::EndSplit(epoch),
        ] {
            self.interrupter
                .fail_on_error(self.processor.process_valid(event));
        }
    }

    pub(crate) fn end_epoch(&mut self, epoch: usize) {
        self.tell(LearnerEvent::EndEpoch(epoch));
    }

    fn tell(&mut self, event: LearnerEvent<ClassificationOutput>) {
        if !matches!(self.display, Display::Observer) {
            self.interrupter
                .fail_on_error(self.processor.process_train(event));
        }
    }
}

/// Shows nothing; Burn's default would print or take the screen.
struct Silent;

impl MetricsRendererTraining for Silent {
    fn update_train(&mut self, _: MetricState) {}
    fn update_valid(&mut self, _: MetricState) {}
    fn on_train_end(
        &mut self,
        _: Option<LearnerSummary>,
    ) -> Result<(), Box<dyn std::error::Error>> {
        Ok(())
    }
}

impl MetricsRendererEvaluation for Silent {
    fn update_test(&mut self, _: EvaluationName, _: MetricState) {}
}

impl TrainingProgressLogger for Silent {
    fn start(&mut self, _: usize, _: usize, _: Option<usize>, _: Option<&str>) {}
    fn update_epoch(&mut self, _: usize) {}
    fn start_split(&mut self, _: &str, _: usize) {}
    fn update_split(&mut self, _: usize) {}
    fn end_split(&mut self) {}
    fn end(&mut self) {}
    fn log_event_training(&mut self, _: String) {}
}

impl EvaluationProgressLogger for Silent {
    fn start_global_progress(&mut self, _: usize) {}
    fn start_test(&mut self, _: &str, _: usize) {}
    fn update_test_progress(&mut self, _: usize) {}
    fn end_test(&mut self) {}
    fn end_global_progress(&mut self) {}
    fn log_event_evaluation(&mut self, _: String) {}
}

impl MetricsRenderer for Silent {
    fn manual_close(&mut self) {}
    fn register_metric(&mut self, _: MetricDefinition) {}
}

/// Keeps no files: `metrics.jsonl` is the record, and Burn's own logger aborts on a full disk.
pub(crate) struct NoMetricFiles;

impl MetricLogger for NoMetricFiles {
    fn log(&mut self, _: MetricsUpdate, _: usize, _: &Split) {}
    fn read_numeric(&mut self, _: &str, _: usize, _: &Split) -> Result<Vec<NumericEntry>, String> {
        Ok(Vec::new())
    }
    fn log_metric_definition(&mut self, _: MetricDefinition) {}
    fn log_epoch_summary(&mut self, _: EpochSummary) {}
}
