//! The charts of the sample page: one of each kind, and one of nothing.

use burn_mnist_report::number::compact;
use burn_mnist_report::{
    Axis, Bar, BarSeries, Bars, Chart, Drawing, Lines, Plot, Reference, Series, Spacing,
};

fn chart(id: &str, title: &str, caption: &str, plot: Plot) -> Chart {
    Chart {
        id: id.to_owned(),
        title: title.to_owned(),
        caption: caption.to_owned(),
        plot,
    }
}

/// The chart `throughput`.
pub fn throughput() -> Chart {
    let around = |value: f64| Bar::between(value, value * 0.93, value * 1.05);
    let series = |name: &str, bars| BarSeries {
        name: name.to_owned(),
        bars,
    };
    let bars = Bars {
        axis: Axis::new("Throughput", Spacing::FromZero).in_unit("images/s"),
        categories: ["flex", "ndarray", "wgpu (software Vulkan)", "cuda"]
            .map(str::to_owned)
            .to_vec(),
        series: vec![
            series(
                "batch 1",
                [9_100., 8_450., 1_210., 11_900.].map(around).into(),
            ),
            series(
                "batch 64",
                [43_350., 38_120., 12_300., 81_000.].map(around).into(),
            ),
            series(
                "batch 1024",
                vec![
                    around(52_000.0),
                    around(47_500.0),
                    Bar::Missing("not run: the device has no memory for it".to_owned()),
                    around(124_000.0),
                ],
            ),
        ],
    };
    chart(
        "throughput",
        "Throughput by backend and batch",
        "Median of 101 samples; error bars span the 95 % confidence interval of the median. Longer is better.",
        Plot::Bars(bars),
    )
}

/// The chart `latency`.
pub fn latency() -> Chart {
    let bars = Bars {
        axis: Axis::new("Latency of one image", Spacing::Logarithmic).in_unit("µs"),
        categories: ["flex", "ndarray", "wgpu", "cuda", "cpu"]
            .map(str::to_owned)
            .to_vec(),
        series: vec![BarSeries {
            name: "batch 1".to_owned(),
            bars: vec![
                Bar::between(17.2, 16.0, 19.5),
                Bar::between(22.0, 20.5, 27.0),
                Bar::between(830.0, 600.0, 1_900.0),
                Bar::value(84.0),
                Bar::value(f64::NAN),
            ],
        }],
    };
    chart(
        "latency",
        "Latency of a single image",
        "On a logarithmic axis: a step to the right is a factor. Error bars span the 5th to the 95th percentile.",
        Plot::Bars(bars),
    )
}

/// The chart `distribution`.
pub fn distribution() -> Chart {
    let series = [
        ("flex", 17.0, 1.0),
        ("ndarray", 21.0, 2.0),
        ("cuda", 19.0, 6.0),
    ]
    .map(|(name, least, spread)| {
        let sample = |index: u32| {
            let share = f64::from(index) / 100.0;
            least + spread * (share + share.powi(8) * 2.0)
        };
        // One sample fewer than marks: a distribution begins at none.
        let samples: Vec<_> = (1..=100).map(sample).collect();
        Series::distribution(name, &samples)
    });
    let lines = Lines {
        x: Axis::new("Latency", Spacing::Linear).in_unit("µs"),
        y: Axis::new("Share of samples not above", Spacing::FromZero),
        series: series.into(),
        references: vec![Reference {
            label: "Median".to_owned(),
            y: 0.5,
        }],
    };
    chart(
        "distribution",
        "How latencies are distributed",
        "Steeper is steadier. A curve further to the left is faster.",
        Plot::Lines(lines),
    )
}

/// The chart `loss`.
pub fn loss() -> Chart {
    let step = |index: u32| f64::from(index) * 10.0;
    let noise = |index: u32| (f64::from(index) * 12.9898).sin() * 0.05;
    let training = (0..938).map(|index| {
        let x = step(index);
        (
            x,
            0.04 + 2.2 * (-x / 900.0).exp() + noise(index).abs() * (1.0 - x / 12_000.0),
        )
    });
    let validation = (1..=5).map(|epoch| {
        let x = f64::from(epoch) * 1875.0;
        (x, 0.07 + 1.1 * (-x / 1_500.0).exp())
    });
    let lines = Lines {
        x: Axis::new("Step", Spacing::Linear),
        y: Axis::new("Cross-entropy", Spacing::FromZero).in_unit("nats"),
        series: vec![
            Series::new("training", Drawing::Line, training.collect()),
            Series::new("validation", Drawing::MarkedLine, validation.collect()),
        ],
        references: vec![],
    };
    chart(
        "loss",
        "Loss",
        "Training loss every ten steps, validation loss after every epoch.",
        Plot::Lines(lines),
    )
}

/// The chart `roofline`.
pub fn roofline() -> Chart {
    let roof = |name: &str, bandwidth: f64, peak: f64| {
        let points = vec![
            (0.1, 0.1 * bandwidth),
            (peak / bandwidth, peak),
            (1e3, peak),
        ];
        Series::new(name, Drawing::Line, points)
    };
    let case =
        |name: &str, x: f64, y: f64| Series::new(name, Drawing::LabelledPoints, vec![(x, y)]);
    let lines = Lines {
        x: Axis::new("Arithmetic intensity", Spacing::Logarithmic).in_unit("FLOP/byte"),
        y: Axis::new("Speed", Spacing::Logarithmic).in_unit("GFLOP/s"),
        series: vec![
            roof("accelerator", 4_800.0, 60_000.0),
            roof("processor", 20.0, 90.0),
            case("flex, batch 1", 0.5, 1.9),
            case("flex, batch 64", 27.0, 8.8),
            case("ndarray, batch 64", 27.5, 7.7),
            case("wgpu, batch 64", 26.0, 2.5),
            case("cuda, batch 1024", 120.0, 252.0),
        ],
        references: vec![],
    };
    chart(
        "roofline",
        "Roofline",
        &format!("A forward pass is {} FLOP an image.", compact(203_264.0)),
        Plot::Lines(lines),
    )
}

/// The chart `nothing`.
pub fn nothing() -> Chart {
    let lines = Lines {
        x: Axis::new("Step", Spacing::Linear),
        y: Axis::new("Accuracy", Spacing::Linear).in_unit("%"),
        series: vec![Series::new("test", Drawing::Line, vec![])],
        references: vec![],
    };
    chart(
        "nothing",
        "Accuracy",
        "The run ended before an epoch did.",
        Plot::Lines(lines),
    )
}
