//! The points of a sweep: the best first, and which others these seeds cannot distinguish from it.

use burn_mnist_experiment::{Spread, Standing, Verdict};

use super::{loss, percent};
use crate::duration::duration;
use crate::table::{Column, Table};

/// The columns for people.
pub fn summary(points: &[Standing], keys: &[String]) -> Table {
    let cells = |cell: &dyn Fn(&Standing) -> String| points.iter().map(cell).collect::<Vec<_>>();
    let accuracy = |of: &dyn Fn(&Spread) -> Option<String>| {
        let accuracy = |point: &Standing| point.accuracy.as_ref().and_then(of);
        cells(&|point| accuracy(point).unwrap_or_else(|| "-".to_owned()))
    };
    let interval = |spread: &Spread| {
        let (low, high) = spread.interval?;
        Some(format!("{} to {}", percent(low), percent(high)))
    };
    let mut columns = vec![Column::numbers(
        "rank",
        (1..=points.len()).map(|rank| rank.to_string()).collect(),
    )];
    columns.extend(
        keys.iter()
            .map(|key| Column::numbers(key, values(points, key))),
    );
    columns.extend([
        Column::numbers("accuracy %", accuracy(&|spread| Some(percent(spread.mean)))),
        Column::numbers("std", accuracy(&|spread| spread.std.map(percent))).left_out(3),
        Column::numbers("95 % interval", accuracy(&interval)),
        Column::numbers(
            "loss",
            cells(&|point| match &point.loss {
                Some(spread) => loss(spread.mean),
                None => "-".to_owned(),
            }),
        )
        .left_out(2),
        Column::numbers("seeds", accuracy(&|spread| Some(spread.n.to_string()))).left_out(4),
        Column::numbers("time/trial", cells(&|point| duration(point.seconds))).left_out(1),
        Column::words("verdict", cells(&verdict)),
    ]);
    Table::new(columns)
}

/// All figures, in full precision.
pub fn everything(points: &[Standing], keys: &[String]) -> Table {
    let cells = |cell: &dyn Fn(&Standing) -> String| points.iter().map(cell).collect::<Vec<_>>();
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let accuracy = |of: &dyn Fn(&Spread) -> Option<f64>| {
        cells(&|point| number(point.accuracy.as_ref().and_then(of)))
    };
    let mut columns = vec![
        Column::numbers(
            "rank",
            (1..=points.len()).map(|rank| rank.to_string()).collect(),
        ),
        Column::numbers("point", cells(&|point| point.point.to_string())),
    ];
    columns.extend(
        keys.iter()
            .map(|key| Column::words(key, values(points, key))),
    );
    columns.extend([
        Column::numbers("accuracy", accuracy(&|spread| Some(spread.mean))),
        Column::numbers("accuracy_std", accuracy(&|spread| spread.std)),
        Column::numbers("accuracy_low", accuracy(&|spread| Some(spread.interval?.0))),
        Column::numbers(
            "accuracy_high",
            accuracy(&|spread| Some(spread.interval?.1)),
        ),
        Column::numbers(
            "loss",
            cells(&|point| number(point.loss.as_ref().map(|spread| spread.mean))),
        ),
        Column::numbers(
            "scored",
            cells(&|point| {
                point
                    .accuracy
                    .as_ref()
                    .map_or(0, |spread| spread.n)
                    .to_string()
            }),
        ),
        Column::numbers("diverged", cells(&|point| point.diverged.to_string())),
        Column::numbers("seconds", cells(&|point| point.seconds.to_string())),
        Column::words("verdict", cells(&verdict)),
    ]);
    Table::new(columns)
}

fn values(points: &[Standing], key: &str) -> Vec<String> {
    let value = |point: &Standing| point.values.get(key).cloned().unwrap_or_default();
    points.iter().map(value).collect()
}

fn verdict(point: &Standing) -> String {
    match point.verdict {
        Verdict::Best => "best".to_owned(),
        Verdict::NotToldApart => "not distinguishable".to_owned(),
        Verdict::Worse => "worse".to_owned(),
        Verdict::TooFew => "too few seeds to tell".to_owned(),
        Verdict::Diverged => format!("{} diverged", point.diverged),
    }
}
