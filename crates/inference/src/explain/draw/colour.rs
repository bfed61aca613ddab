//! Colours of values: blue below zero, white at zero, red above.

/// Red, green and blue.
pub(super) type Rgb = [u8; 3];

/// ColorBrewer's diverging scheme RdBu of seven classes, from blue to red, which those who see red and
/// green alike can read too (Harrower and Brewer 2003, colorbrewer2.org).
const BLUE_TO_RED: [Rgb; 7] = [
    [33, 102, 172],
    [103, 169, 207],
    [209, 229, 240],
    [247, 247, 247],
    [253, 219, 199],
    [239, 138, 98],
    [178, 24, 43],
];

/// The colour of a value in [-1, 1]; what is beyond has the end's.
pub(super) fn diverging(value: f32) -> Rgb {
    let last = BLUE_TO_RED.len() - 1;
    let place = (value.clamp(-1.0, 1.0) + 1.0) / 2.0 * last as f32;
    let lower = (place as usize).min(last - 1);
    let part = place - lower as f32;
    let (from, to) = (BLUE_TO_RED[lower], BLUE_TO_RED[lower + 1]);
    std::array::from_fn(|channel| {
        let (from, to) = (f32::from(from[channel]), f32::from(to[channel]));
        (from + part * (to - from)).round() as u8
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn below_zero_is_blue_zero_is_white_and_above_is_red() {
        for (value, expected) in [
            (-1.0, BLUE_TO_RED[0]),
            (0.0, BLUE_TO_RED[3]),
            (1.0, BLUE_TO_RED[6]),
            (7.0, BLUE_TO_RED[6]),
            (1.0 / 6.0, [250, 233, 223]),
        ] {
            assert_eq!(diverging(value), expected, "{value}");
        }
    }

    #[test]
    fn the_further_from_zero_the_darker() {
        let light = |value: f32| diverging(value).map(u32::from).iter().sum::<u32>();
        for step in 0..20 {
            let (near, far) = (step as f32 / 20.0, (step + 1) as f32 / 20.0);
            assert!(light(near) > light(far), "{near}");
            assert!(light(-near) > light(-far), "-{near}");
        }
    }
}
