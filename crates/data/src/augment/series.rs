//! Sine, cosine and exponential from additions, multiplications and divisions, which IEEE 754 rounds alike on every
//! platform; those of the platforms' own libraries differ.

use std::f64::consts::PI;

/// Sine and cosine of an angle of at most 180 degrees either way.
pub(super) fn sine_and_cosine(degrees: f32) -> (f32, f32) {
    // Of half the angle, where the series are short.
    let half = f64::from(degrees) * (PI / 360.0);
    let square = half * half;
    let sine = half * nested(square, [6.0, 20.0, 42.0, 72.0, 110.0, 156.0, 210.0, 272.0]);
    let cosine = nested(square, [2.0, 12.0, 30.0, 56.0, 90.0, 132.0, 182.0, 240.0]);
    (
        (2.0 * sine * cosine) as f32,
        (1.0 - 2.0 * sine * sine) as f32,
    )
}

/// `exp(-x)` for `x` from 0 to 1.
pub(super) fn exp_minus(x: f64) -> f64 {
    nested(
        x,
        [
            1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0,
        ],
    )
}

/// An alternating Taylor series in Horner's form: `1 - x/d0 (1 - x/d1 (1 - ...))`.
fn nested<const TERMS: usize>(x: f64, divisors: [f64; TERMS]) -> f64 {
    divisors
        .iter()
        .rev()
        .fold(1.0, |inner, divisor| 1.0 - x / divisor * inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_agree_with_the_functions() {
        for degrees in -180..=180 {
            let (sine, cosine) = sine_and_cosine(degrees as f32);
            let (expected_sine, expected_cosine) = f64::from(degrees).to_radians().sin_cos();
            assert!((f64::from(sine) - expected_sine).abs() < 1e-7, "{degrees}");
            assert!(
                (f64::from(cosine) - expected_cosine).abs() < 1e-7,
                "{degrees}"
            );
        }
        for x in [0.0, 0.03125, 0.5, 1.0] {
            assert!((exp_minus(x) - (-x).exp()).abs() < 1e-9, "{x}");
        }
    }
}
