//! Calibration: the reliability diagram and its summary figures.

use burn_mnist_inference::CalibrationStatus;
use burn_mnist_report::{
    Axis, Block, Chart, Column, Drawing, Lines, Plot, Row, Series, Spacing, Table,
};
use burn_mnist_run::record::{ProbabilityScore, ReliabilityBin};

use super::subject::Subject;
use super::words::{count, in_percent, percent};

pub fn blocks(subject: &Subject) -> Vec<Block> {
    let seen = subject.findings.as_ref().ok();
    let calibrated = seen.and_then(|findings| findings.probabilities.as_ref());
    let test = subject.record.test.as_ref();
    // Without the network there are the run's own figures, from before any calibration.
    let recorded = test.and_then(|test| test.probabilities.as_ref());
    let Some(score) = calibrated.or(recorded) else {
        return Vec::new();
    };
    let status = seen.map(|findings| &findings.calibration);
    vec![Block::Columns(vec![
        vec![Block::Chart(diagram(score))],
        vec![
            Block::Facts(facts(score)),
            Block::Paragraph(fitted(status)),
            Block::Folded {
                summary: "Bins of the reliability diagram".to_owned(),
                blocks: vec![Block::Table(bins(score))],
            },
        ],
    ])]
}

fn facts(score: &ProbabilityScore) -> Vec<(String, String)> {
    [
        ("Expected calibration error", percent(Some(score.ece))),
        ("Maximum calibration error", percent(Some(score.mce))),
        ("Negative log-likelihood", format!("{:.4} nats", score.nll)),
        ("Brier score", format!("{:.4}", score.brier)),
    ]
    .map(|(name, fact)| (name.to_owned(), fact))
    .into()
}

fn fitted(status: Option<&CalibrationStatus>) -> String {
    let own = "Probabilities are not calibrated";
    match status {
        Some(CalibrationStatus::Applied(calibration)) => format!(
            "Probabilities are calibrated: logits are divided by a temperature of {:.4}, fitted to {} validation \
             images for these weights.",
            calibration.temperature.get(),
            count(calibration.count),
        ),
        Some(CalibrationStatus::OtherWeights(calibration)) => format!(
            "{own}: the run's calibration was fitted for other weights ({}…).",
            calibration
                .weights_sha256
                .chars()
                .take(12)
                .collect::<String>()
        ),
        Some(CalibrationStatus::Absent) => format!("{own}: no temperature was fitted."),
        Some(CalibrationStatus::Ignored) | None => format!("{own}."),
    }
}

fn diagram(score: &ProbabilityScore) -> Chart {
    let filled = score.bins.iter();
    let filled = filled.filter_map(|bin| Some((bin.probability?, bin.accuracy?)));
    let points = filled.map(|(said, right)| (in_percent(said), in_percent(right)));
    let honest = Series::new(
        "perfect calibration",
        Drawing::Line,
        vec![(0.0, 0.0), (100.0, 100.0)],
    );
    let measured = Series::new("measured", Drawing::MarkedLine, points.collect());
    Chart {
        id: "reliability".to_owned(),
        title: "Reliability".to_owned(),
        caption: format!(
            "The predictions on the test set in {} bins by their probability, and the accuracy of each bin. Points \
             below the straight line are overconfident. A bin of few predictions is unreliable: the table has the \
             counts.",
            score.bins.len()
        ),
        plot: Plot::Lines(Lines {
            x: Axis::new("Mean probability", Spacing::FromZero).in_unit("%"),
            y: Axis::new("Accuracy", Spacing::FromZero).in_unit("%"),
            series: vec![measured, honest],
            references: Vec::new(),
        }),
    }
}

fn bins(score: &ProbabilityScore) -> Table {
    let width = 100.0 / score.bins.len().max(1) as f64;
    let filled = score.bins.iter().enumerate();
    let filled = filled.filter(|(_, bin)| bin.count > 0);
    Table {
        caption: "Bins without predictions are left out.".to_owned(),
        columns: vec![
            Column::words("Probability"),
            Column::numbers("Predictions"),
            Column::numbers("Mean probability"),
            Column::numbers("Accuracy"),
        ],
        rows: filled.map(|(index, bin)| row(index, width, bin)).collect(),
    }
}

fn row(index: usize, width: f64, bin: &ReliabilityBin) -> Row {
    let (low, high) = (index as f64 * width, (index + 1) as f64 * width);
    Row::plain(vec![
        format!("{low:.1} to {high:.1} %"),
        count(bin.count),
        percent(bin.probability),
        percent(bin.accuracy),
    ])
}
