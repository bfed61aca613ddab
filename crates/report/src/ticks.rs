//! Where an axis begins, ends and has its ticks: numbers that people find round.

/// The ends of an axis and the ticks between them, ascending.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ticks {
    /// Where the axis begins.
    pub(crate) low: f64,
    /// Where it ends.
    pub(crate) high: f64,
    /// The ticks with what each is called.
    pub(crate) labelled: Vec<(f64, String)>,
    /// Values with a gridline and no label.
    pub(crate) minor: Vec<f64>,
}

/// More would not be read, whatever the rounding above comes to.
const MOST: i64 = 24;

/// Evenly spaced ticks, about `wanted` of them, 1, 2 or 5 times a power of ten apart.
///
/// After Heckbert, "Nice numbers for graph labels", Graphics Gems, 1990, pp. 61-63.
pub(crate) fn linear(low: f64, high: f64, wanted: usize) -> Ticks {
    let (low, high) = widened(low, high);
    spaced(low, high, nice((high - low) / wanted.max(1) as f64))
}

/// The same, but at whole numbers alone.
pub(crate) fn whole(low: f64, high: f64, wanted: usize) -> Ticks {
    let (low, high) = widened(low, high);
    spaced(
        low,
        high,
        nice((high - low) / wanted.max(1) as f64).max(1.0),
    )
}

fn spaced(low: f64, high: f64, step: f64) -> Ticks {
    let (first, last) = ((low / step).floor(), (high / step).ceil());
    let count = ((last - first) as i64).clamp(1, MOST);
    let labelled = (0..=count)
        .map(|index| (first + index as f64) * step)
        .map(|value| (value, crate::number::tick(value, step)))
        .collect();
    Ticks {
        low: first * step,
        high: (first + count as f64) * step,
        labelled,
        minor: Vec::new(),
    }
}

/// Ticks at powers of ten, and at 1, 2 and 5 times them where there is room for the labels; gridlines at each multiple
/// of the powers. Both ends must be above zero.
pub(crate) fn logarithmic(low: f64, high: f64, wanted: usize) -> Ticks {
    let (mut first, mut last) = (rung_below(low), rung_above(high));
    if first == last {
        (first, last) = (first - 1, last + 1);
    }
    let decades = (last - first) / RUNGS;
    let wanted = wanted.max(1) as i64;
    let stride = match decades {
        0 | 1 => 1,
        _ if last - first <= MOST_RUNGS => 1,
        many => RUNGS * ((many + wanted - 1) / wanted),
    };
    let labelled = (first..=last)
        .filter(|rung| rung.rem_euclid(stride) == 0)
        .map(rung_value)
        .map(|value| (value, crate::number::tick(value, value)))
        .collect();
    Ticks {
        low: rung_value(first),
        high: rung_value(last),
        labelled,
        minor: multiples(first, last),
    }
}

/// More labels at 1, 2 and 5 times powers of ten would not be read.
const MOST_RUNGS: i64 = 6;
/// An axis of more decades has no gridlines between its powers of ten.
const MOST_DECADES: i64 = 4;

/// Every whole multiple of a power of ten between two rungs, both excluded.
fn multiples(first: i64, last: i64) -> Vec<f64> {
    let decades = first.div_euclid(RUNGS)..=last.div_euclid(RUNGS);
    if last - first > MOST_DECADES * RUNGS {
        return Vec::new();
    }
    let (low, high) = (rung_value(first), rung_value(last));
    decades
        .flat_map(|decade| (1..=9).map(move |multiple| (decade, multiple)))
        .filter_map(|(decade, multiple)| format!("{multiple}e{decade}").parse().ok())
        .filter(|value| low < *value && *value < high)
        .collect()
}

/// The least of 1, 2, 5 and 10 times a power of ten that is not below `span`.
fn nice(span: f64) -> f64 {
    let power = 10f64.powf(span.log10().floor());
    let fraction = span / power;
    // A hair of slack: a fifth of 1 is 0.2, whatever the division leaves behind.
    let nice = [1.0, 2.0, 5.0].into_iter().find(|n| fraction <= n * 1.0001);
    nice.unwrap_or(10.0) * power
}

/// Apart by enough for the steps between to be told from each other.
fn widened(low: f64, high: f64) -> (f64, f64) {
    let magnitude = low.abs().max(high.abs());
    if high - low > magnitude * 1e-9 && high - low > 1e-300 {
        return (low, high);
    }
    let margin = if magnitude > 1e-290 {
        magnitude / 10.0
    } else {
        1.0
    };
    (low - margin, high + margin)
}

/// The ladder 1, 2, 5, 10, 20, 50, ... has three rungs a decade; rung 0 is 1.
const RUNGS: i64 = 3;

fn rung_value(rung: i64) -> f64 {
    // Read from text, so that rung -3 is the very 0.1 that a caller means.
    let mantissa = [1, 2, 5][rung.rem_euclid(RUNGS) as usize];
    let text = format!("{mantissa}e{}", rung.div_euclid(RUNGS));
    text.parse().unwrap_or(f64::MAX)
}

fn rung_below(value: f64) -> i64 {
    let start = (value.log10().floor() as i64 + 1) * RUNGS + 1;
    (start - 2 * RUNGS - 2..=start)
        .rev()
        .find(|rung| rung_value(*rung) <= value)
        .unwrap_or(start)
}

fn rung_above(value: f64) -> i64 {
    let below = rung_below(value);
    if rung_value(below) >= value {
        below
    } else {
        below + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(ticks: &Ticks) -> Vec<&str> {
        ticks.labelled.iter().map(|(_, label)| &**label).collect()
    }

    #[test]
    fn linear_ticks_are_one_two_or_five_apart_and_enclose_the_data() {
        // Heckbert's own example: 105 to 543 in about five steps.
        let ticks = linear(105.0, 543.0, 5);
        assert_eq!((ticks.low, ticks.high), (100.0, 600.0));
        assert_eq!(labels(&ticks), ["100", "200", "300", "400", "500", "600"]);
        assert_eq!(
            labels(&linear(0.0, 1.0, 5)),
            ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]
        );
        assert_eq!(labels(&linear(-3.0, 3.0, 3)), ["-4", "-2", "0", "2", "4"]);
    }

    #[test]
    fn what_is_counted_has_ticks_at_whole_numbers() {
        assert_eq!(labels(&whole(1.0, 2.0, 7)), ["1", "2"]);
        assert_eq!(labels(&whole(1.0, 1.0, 7)), ["0", "1", "2"]);
        assert_eq!(labels(&whole(1.0, 5.0, 7)), ["1", "2", "3", "4", "5"]);
        assert_eq!(labels(&whole(0.0, 50.0, 5)), labels(&linear(0.0, 50.0, 5)));
    }

    #[test]
    fn a_single_value_gets_an_axis_around_it() {
        for value in [0.0, 5.0, -2.5e-7, 1e300, 97.5] {
            let ticks = linear(value, value, 5);
            assert!(ticks.low < value && value < ticks.high, "{ticks:?}");
            assert!(ticks.labelled.len() > 2, "{ticks:?}");
        }
    }

    #[test]
    fn logarithmic_ticks_are_powers_of_ten() {
        let ticks = logarithmic(3.0, 45_000.0, 6);
        assert_eq!((ticks.low, ticks.high), (2.0, 50_000.0));
        assert_eq!(labels(&ticks), ["10", "100", "1k", "10k"]);
        assert_eq!(
            labels(&logarithmic(0.01, 10.0, 6)),
            ["0.01", "0.1", "1", "10"]
        );
    }

    #[test]
    fn a_short_logarithmic_axis_has_ticks_between_the_powers() {
        assert_eq!(
            labels(&logarithmic(12.0, 180.0, 6)),
            ["10", "20", "50", "100", "200"]
        );
        assert_eq!(labels(&logarithmic(100.0, 100.0, 6)), ["50", "100", "200"]);
    }

    #[test]
    fn a_logarithmic_axis_of_few_steps_labels_them_all_and_has_gridlines_between() {
        let ticks = logarithmic(0.026, 0.9, 5);
        assert_eq!(labels(&ticks), ["0.02", "0.05", "0.1", "0.2", "0.5", "1"]);
        assert_eq!(ticks.minor[..4], [0.03, 0.04, 0.05, 0.06]);
        assert!(linear(0.0, 1.0, 5).minor.is_empty());
    }

    #[test]
    fn a_wide_logarithmic_axis_skips_powers() {
        let ticks = logarithmic(1e-300, 1e300, 6);
        assert!((4..=8).contains(&ticks.labelled.len()), "{ticks:?}");
    }
}
