//! What a reader wants to see first: throughput, latency, the way to an accuracy, and the limit.

use burn_mnist_report::{
    Axis, Bar, BarSeries, Bars, Chart, Drawing, Lines, Plot, Reference, Series, Spacing,
};

use crate::record::{Case, Workload};
use crate::results::{Metric, Results, Row, limits};
use crate::work::Work;

/// Largest over smallest value beyond which bars from zero would hide the small ones.
const WIDE: f64 = 40.0;

/// Every chart that has something to show.
pub fn all(results: &Results) -> Vec<Chart> {
    let throughput = [
        (Workload::Train, "train-throughput", "Training throughput"),
        (Workload::Infer, "infer-throughput", "Inference throughput"),
    ];
    let throughput = throughput
        .into_iter()
        .filter_map(|(workload, id, title)| bars(results, workload, id, title));
    let cold = [
        (
            Workload::Load,
            "load",
            "From no process to the first prediction",
        ),
        (
            Workload::TimeToAccuracy,
            "time-to-accuracy",
            "From no process to the target accuracy",
        ),
    ];
    let cold = cold
        .into_iter()
        .filter_map(|(workload, id, title)| bars(results, workload, id, title));
    throughput
        .chain(latencies(results))
        .chain(cold)
        .chain(accuracy_curves(results))
        .chain(roofline(results))
        .collect()
}

fn bars(results: &Results, workload: Workload, id: &str, title: &str) -> Option<Chart> {
    let metric = *Metric::of(workload).first()?;
    let rows: Vec<&Row> = results
        .rows
        .iter()
        .filter(|row| row.case.workload == workload && row.metric == metric)
        .collect();
    let mut cases: Vec<&Case> = Vec::new();
    for row in &rows {
        if !cases.contains(&&row.case) {
            cases.push(&row.case);
        }
    }
    let series = results.entrants.iter().map(|entrant| {
        let bars = cases.iter().map(|case| {
            let row = rows
                .iter()
                .find(|row| row.case == **case && row.is_of(entrant));
            match row {
                Some(row) => bar(row),
                None => Bar::Missing(why(results, &entrant.comparison, &entrant.subject, case)),
            }
        });
        BarSeries {
            name: results.label(&entrant.comparison, &entrant.subject),
            bars: bars.collect(),
        }
    });
    let medians = || rows.iter().map(|row| row.summary.median);
    let range = medians().fold(0.0, f64::max) / medians().fold(f64::INFINITY, f64::min);
    let spacing = match range > WIDE {
        true => Spacing::Logarithmic,
        false => Spacing::FromZero,
    };
    let several_hidden = cases.iter().any(|case| case.hidden != cases[0].hidden);
    let caption = "Median of the repeats; whiskers span the 95 % interval.".to_owned();
    (!rows.is_empty()).then(|| Chart {
        id: id.to_owned(),
        title: title.to_owned(),
        caption,
        plot: Plot::Bars(Bars {
            axis: Axis::new(axis(metric), spacing).in_unit(metric.unit()),
            categories: cases
                .iter()
                .map(|case| category(case, several_hidden))
                .collect(),
            series: series.collect(),
        }),
    })
}

fn bar(row: &Row) -> Bar {
    match row.summary.ci {
        Some((low, high)) => Bar::between(row.summary.median, low, high),
        None => Bar::value(row.summary.median),
    }
}

fn why(
    results: &Results,
    comparison: &str,
    subject: &crate::record::Subject,
    case: &Case,
) -> String {
    let failed = results.failures.iter().find(|failed| {
        failed.comparison == comparison
            && failed.subject == *subject
            && failed.case.as_ref().is_none_or(|failed| failed == case)
    });
    let reason = failed.map_or("not measured", |failed| failed.reason.as_str());
    let brief: String = reason.chars().take(60).collect();
    match brief.len() < reason.len() {
        true => format!("{brief}..."),
        false => brief,
    }
}

fn axis(metric: Metric) -> &'static str {
    match metric {
        Metric::ImagesPerSecond => "throughput",
        Metric::Seconds => "wall clock",
        _ => "time",
    }
}

fn category(case: &Case, several_hidden: bool) -> String {
    let hidden = several_hidden.then(|| format!("hidden {}", case.hidden));
    let batch = case.batch_size.map(|size| format!("batch {size}"));
    let words: Vec<String> = batch.into_iter().chain(hidden).collect();
    match words.is_empty() {
        true => case.workload.name().replace('_', " "),
        false => words.join(", "),
    }
}

/// One chart a batch size that was timed call by call, of the two smallest.
fn latencies(results: &Results) -> Vec<Chart> {
    let mut cases: Vec<&Case> = Vec::new();
    for found in &results.latencies {
        if found.case.workload == Workload::Infer && !cases.contains(&&found.case) {
            cases.push(&found.case);
        }
    }
    cases.sort_by_key(|case| case.batch_size);
    let charts = cases.into_iter().take(2).map(|case| {
        let size = case.batch_size.unwrap_or(1);
        let series = results
            .latencies
            .iter()
            .filter(|found| found.case == *case)
            .map(|found| {
                let name = results.label(&found.comparison, &found.subject);
                Series::distribution(name, &found.microseconds)
            });
        Chart {
            id: format!("latency-{size}-{}", case.hidden),
            title: format!("Latency of a prediction, batch {size}"),
            caption: "The share of calls that took no longer; every timed call of all repeats."
                .to_owned(),
            plot: Plot::Lines(Lines {
                x: Axis::new("time of a call", Spacing::Logarithmic).in_unit("us"),
                y: Axis::new("share of calls", Spacing::Linear),
                series: series.collect(),
                references: Vec::new(),
            }),
        }
    });
    charts.collect()
}

/// Loss and accuracy against wall clock, of each subject's first seed.
fn accuracy_curves(results: &Results) -> Vec<Chart> {
    let Some(first) = results.accuracy_curves.first() else {
        return Vec::new();
    };
    let seed = first.curve.seed;
    let of_seed = || {
        results
            .accuracy_curves
            .iter()
            .filter(move |found| found.curve.seed == seed)
    };
    let series = |value: fn(&crate::record::Point) -> f64| -> Vec<Series> {
        let lines = of_seed().map(|found| {
            let points = found.curve.points.iter();
            let points = points.map(|point| (point.seconds, value(point)));
            let name = results.label(&found.comparison, &found.subject);
            Series::new(name, Drawing::MarkedLine, points.collect())
        });
        lines.collect()
    };
    let chart = |id: &str, title: &str, label: &str, series, references| Chart {
        id: id.to_owned(),
        title: title.to_owned(),
        caption: format!(
            "Over the test images, from before the process was started; seed {seed}, evaluated four times an epoch."
        ),
        plot: Plot::Lines(Lines {
            x: Axis::new("wall clock", Spacing::Logarithmic).in_unit("s"),
            y: Axis::new(label, Spacing::Linear),
            series,
            references,
        }),
    };
    let target = Reference {
        label: "target (%)".to_owned(),
        y: 100.0 * first.curve.target,
    };
    vec![
        chart(
            "loss",
            "Loss against wall clock",
            "test loss (nats)",
            series(|point| point.loss),
            Vec::new(),
        ),
        chart(
            "accuracy",
            "Accuracy against wall clock",
            "test accuracy (%)",
            series(|point| 100.0 * point.accuracy),
            vec![target],
        ),
    ]
}

/// Each subject's limits as a line, and what it reached as points.
fn roofline(results: &Results) -> Option<Chart> {
    let mut series = Vec::new();
    for entrant in &results.entrants {
        let Some((flops, bytes)) = limits(&results.entrants, entrant) else {
            continue;
        };
        let points: Vec<(f64, f64)> = results
            .rows
            .iter()
            .filter(|row| row.is_of(entrant) && row.roofline.is_some())
            .filter_map(|row| {
                let work = Work::of(&row.case)?;
                let attainable = flops.min(work.intensity() * bytes);
                Some((work.intensity(), row.roofline? * attainable / 1e9))
            })
            .collect();
        if points.is_empty() {
            continue;
        }
        let name = results.label(&entrant.comparison, &entrant.subject);
        let ridge = flops / bytes;
        let roof = [ridge / 30.0, ridge, ridge * 30.0]
            .map(|intensity| (intensity, flops.min(intensity * bytes) / 1e9));
        series.push(Series::new(
            format!("{name}, limit"),
            Drawing::Line,
            roof.to_vec(),
        ));
        let together = series.len() - 1;
        series.push(Series::new(name, Drawing::Points, points).like(together));
    }
    (!series.is_empty()).then(|| Chart {
        id: "roofline".to_owned(),
        title: "How near the device's limit".to_owned(),
        caption: "Each point is a case, by the arithmetic it cannot do without; the lines are peak rates measured in the same run.".to_owned(),
        plot: Plot::Lines(Lines {
            x: Axis::new("operations a byte", Spacing::Logarithmic),
            y: Axis::new("arithmetic", Spacing::Logarithmic).in_unit("GFLOP/s"),
            series,
            references: Vec::new(),
        }),
    })
}
