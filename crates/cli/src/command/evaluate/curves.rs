//! `--robustness` for people: a table of accuracies a distortion, with a bar each.

use std::fmt::Write;

use burn_mnist_inference::{Curve, Point};

use crate::bar::bar;

/// Characters of a bar that stands for 100 %.
const WIDTH: usize = 20;

/// Every curve as a table.
pub fn render(curves: &[Curve]) -> String {
    let mut text = String::new();
    for curve in curves {
        let directions = curve.points.iter().map(|point| point.directions).max();
        let mean = match directions {
            Some(several @ 2..) => format!(", mean of {several} directions"),
            _ => String::new(),
        };
        let _ = writeln!(text, "\n{} in {}{mean}", curve.distortion, curve.unit);
        for point in &curve.points {
            text += &line(point);
        }
    }
    text
}

fn line(point: &Point) -> String {
    let interval = point.interval.map_or(String::new(), |interval| {
        let [low, high] = [interval.low, interval.high].map(|bound| 100.0 * bound);
        format!("{low:>6.2} to {high:>6.2}")
    });
    let (accuracy, bar) = (100.0 * point.accuracy, bar(point.accuracy, WIDTH));
    format!(
        "{:>6}  {accuracy:>6.2} %  {interval:16}  {bar}\n",
        point.amount
    )
}

#[cfg(test)]
mod tests {
    use burn_mnist_run::record::Interval;
    use insta::assert_snapshot;

    use super::*;
    use crate::style::plain;

    #[test]
    fn a_curve_is_a_table() {
        let point = |amount, directions, accuracy, low, high| Point {
            amount,
            directions,
            accuracy,
            interval: Some(Interval { low, high }),
        };
        let curve = Curve {
            distortion: "rotation",
            unit: "degrees",
            points: vec![
                point(0.0, 1, 1.0, 0.9963, 1.0),
                point(10.0, 2, 0.9125, 0.89, 0.93),
                point(60.0, 2, 0.08, 0.07, 0.095),
            ],
        };
        assert_snapshot!(plain(&render(&[curve])).trim_start(), @"
        rotation in degrees, mean of 2 directions
             0  100.00 %   99.63 to 100.00  ████████████████████
            10   91.25 %   89.00 to  93.00  ██████████████████▎
            60    8.00 %    7.00 to   9.50  █▋
        ");
    }
}
