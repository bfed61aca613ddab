//! What a reader wants to see first: throughput, latency, the way to an accuracy, and the limit.

use burn_mnist_report::{
    Axis, Bar, BarSeries, Bars, Chart, Drawing, Lines, Plot, Reference, Series, Spacing, Style,
};

use crate::export::quantity::common_unit;
use crate::record::{Case, Workload};
use crate::results::{Better, Metric, Results, Row, limits};
use crate::work::Work;

/// Largest over smallest value beyond which bars from zero would hide the small ones.
const WIDE: f64 = 40.0;

/// The grey among the colours: a limit is no subject.
const NEUTRAL: usize = 6;

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
            "Loading: from process start to the first prediction",
        ),
        (
            Workload::TimeToAccuracy,
            "time-to-accuracy",
            "Time to accuracy: from process start to the target",
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
    let medians: Vec<f64> = rows.iter().map(|row| row.summary.median).collect();
    let (unit, divisor) = common_unit(metric.unit(), &medians);
    let series = results.participants.iter().map(|participant| {
        let bars = cases.iter().map(|case| {
            let row = rows
                .iter()
                .find(|row| row.case == **case && row.is_of(participant));
            match row {
                Some(row) => bar(row, divisor),
                None => Bar::Missing(why(
                    results,
                    &participant.comparison,
                    &participant.subject,
                    case,
                )),
            }
        });
        BarSeries {
            name: results.label(&participant.comparison, &participant.subject),
            bars: bars.collect(),
        }
    });
    let largest = medians.iter().copied().fold(0.0, f64::max);
    let range = largest / medians.iter().copied().fold(f64::INFINITY, f64::min);
    let spacing = match range > WIDE {
        true => Spacing::Logarithmic,
        false => Spacing::FromZero,
    };
    let better = match metric.better() {
        Better::Higher => "More is better.",
        Better::Lower => "Less is better.",
    };
    let several_hidden = cases.iter().any(|case| case.hidden != cases[0].hidden);
    let bars = Bars {
        axis: Axis::new(axis(metric), spacing).in_unit(unit),
        categories: cases
            .iter()
            .map(|case| category(case, several_hidden))
            .collect(),
        series: series.collect(),
    };
    (!rows.is_empty()).then(|| Chart {
        id: id.to_owned(),
        title: title.to_owned(),
        caption: format!("{better} Medians of the repeats with their 95 % intervals."),
        plot: Plot::StyledBars(bars, styles(results)),
    })
}

/// A style for each subject: the colour says which backend, the variant on which machine or with how many threads.
fn styles(results: &Results) -> Vec<Style> {
    let styles = results.participants.iter();
    styles
        .map(|participant| results.style(&participant.comparison, &participant.subject))
        .collect()
}

fn bar(row: &Row, divisor: f64) -> Bar {
    let median = row.summary.median / divisor;
    match row.summary.ci {
        Some((low, high)) => Bar::between(median, low / divisor, high / divisor),
        None => Bar::value(median),
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
                let mut series = Series::distribution(name, &found.microseconds)
                    .styled(results.style(&found.comparison, &found.subject));
                for (_, share) in &mut series.points {
                    *share *= 100.0;
                }
                series
            });
        Chart {
            id: format!("latency-{size}-{}", case.hidden),
            title: format!("Latency of a prediction, batch {size}"),
            caption: "The share of calls that took no longer; every timed call of all repeats."
                .to_owned(),
            plot: Plot::Lines(Lines {
                x: Axis::new("time of a call", Spacing::Logarithmic).in_unit("µs"),
                y: Axis::new("share of calls", Spacing::Linear).in_unit("%"),
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
    let mut seeds: Vec<_> = results
        .accuracy_curves
        .iter()
        .map(|found| found.curve.seed)
        .collect();
    seeds.sort_unstable();
    seeds.dedup();
    let which = match seeds.len() {
        1 => format!("Seed {seed}, the only one."),
        count => format!("Seed {seed}, one of {count}; the tables have the median of all."),
    };
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
                .styled(results.style(&found.comparison, &found.subject))
        });
        lines.collect()
    };
    let chart = |id: &str, title: &str, (label, unit): (&str, &str), series, references| Chart {
        id: id.to_owned(),
        title: title.to_owned(),
        caption: format!(
            "On the test images, from process start, evaluated four times in each epoch. {which}"
        ),
        plot: Plot::Lines(Lines {
            x: Axis::new("wall clock", Spacing::Logarithmic).in_unit("s"),
            y: Axis::new(label, Spacing::Linear).in_unit(unit),
            series,
            references,
        }),
    };
    let target = Reference {
        label: "target".to_owned(),
        y: 100.0 * first.curve.target,
    };
    vec![
        chart(
            "loss",
            "Test loss over time",
            ("test loss", "nats"),
            series(|point| point.loss),
            Vec::new(),
        ),
        chart(
            "accuracy",
            "Test accuracy over time",
            ("test accuracy", "%"),
            series(|point| 100.0 * point.accuracy),
            vec![target],
        ),
    ]
}

/// The limits of each device as a line, and what each subject reached as points.
fn roofline(results: &Results) -> Option<Chart> {
    let mut roofs: Vec<(f64, f64, String)> = Vec::new();
    let mut series = Vec::new();
    for participant in &results.participants {
        let Some((flops, bytes)) = limits(&results.participants, participant) else {
            continue;
        };
        let points: Vec<(f64, f64)> = results
            .rows
            .iter()
            .filter(|row| row.is_of(participant) && row.roofline.is_some())
            .filter_map(|row| {
                let work = Work::of(&row.case)?;
                let attainable = flops.min(work.intensity() * bytes);
                Some((work.intensity(), row.roofline? * attainable / 1e9))
            })
            .collect();
        if points.is_empty() {
            continue;
        }
        if !roofs.iter().any(|roof| (roof.0, roof.1) == (flops, bytes)) {
            roofs.push((flops, bytes, participant.subject.device_name.clone()));
        }
        let name = results.label(&participant.comparison, &participant.subject);
        let style = results.style(&participant.comparison, &participant.subject);
        series.push(Series::new(name, Drawing::Points, points).styled(style));
    }
    if series.is_empty() {
        return None;
    }
    let ridges = roofs.iter().map(|(flops, bytes, _)| flops / bytes);
    let reached = series.iter().flat_map(|series| &series.points);
    let across = || ridges.clone().chain(reached.clone().map(|(x, _)| *x));
    let (least, most) = (
        across().fold(f64::INFINITY, f64::min) / 2.0,
        across().fold(0.0, f64::max) * 2.0,
    );
    let lines: Vec<Series> = roofs
        .iter()
        .enumerate()
        .map(|(index, (flops, bytes, device))| {
            let roof = [least, flops / bytes, most]
                .map(|intensity| (intensity, flops.min(intensity * bytes) / 1e9));
            let name = match roofs.len() {
                1 => "measured limit of the device".to_owned(),
                _ => format!("limit of {device}"),
            };
            let style = Style {
                colour: NEUTRAL,
                variant: index,
            };
            Series::new(name, Drawing::Line, roof.to_vec()).styled(style)
        })
        .collect();
    series.splice(0..0, lines);
    let exceeds = |row: &Row| row.roofline.is_some_and(|share| share > 1.0);
    let skipped = match results.rows.iter().any(exceeds) {
        true => {
            " A point above its line did less arithmetic than is counted, for example because it skips black pixels."
        }
        false => "",
    };
    Some(Chart {
        id: "roofline".to_owned(),
        title: "Distance from the limits of the device".to_owned(),
        caption: format!(
            "Each point is a case: the arithmetic it needs per byte of memory traffic, and the rate it reached. The line \
             shows the peak rates measured in the same comparison.{skipped}"
        ),
        plot: Plot::Lines(Lines {
            x: Axis::new("operations per byte", Spacing::Logarithmic),
            y: Axis::new("arithmetic", Spacing::Logarithmic).in_unit("GFLOP/s"),
            series,
            references: Vec::new(),
        }),
    })
}
