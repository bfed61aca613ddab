//! Spearman's rank correlation: whether two maps rank the pixels alike, whatever their units.

use super::Map;

/// Spearman's correlation of the maps' values, from -1 to 1.
///
/// Pixels at which both are zero are left out: most of an image is black, where most methods have no
/// choice but zero, and agreeing there would hide that they differ elsewhere. A map that is constant
/// over what remains ranks nothing: 1 if both are, else 0.
pub(super) fn spearman(a: &Map, b: &Map) -> f64 {
    let pairs = a.0.iter().zip(&b.0);
    let (a, b): (Vec<f32>, Vec<f32>) = pairs.filter(|(a, b)| **a != 0.0 || **b != 0.0).unzip();
    pearson(&ranks(&a), &ranks(&b))
}

/// Ranks from 1; equals share the mean of theirs.
fn ranks(values: &[f32]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for equals in order.chunk_by(|a, b| values[*a] == values[*b]) {
        let mean = before as f64 + (equals.len() + 1) as f64 / 2.0;
        equals.iter().for_each(|at| ranks[*at] = mean);
        before += equals.len();
    }
    ranks
}

fn pearson(a: &[f64], b: &[f64]) -> f64 {
    // The mean of all ranks, ties or none.
    let mean = (a.len() + 1) as f64 / 2.0;
    let product = |a: &[f64], b: &[f64]| -> f64 {
        a.iter().zip(b).map(|(a, b)| (a - mean) * (b - mean)).sum()
    };
    match (product(a, a), product(b, b)) {
        (0.0, 0.0) => 1.0,
        (0.0, _) | (_, 0.0) => 0.0,
        (spread_a, spread_b) => product(a, b) / (spread_a * spread_b).sqrt(),
    }
}

#[cfg(test)]
mod tests {
    use burn_mnist_model::PIXELS;

    use super::*;

    #[track_caller]
    fn check(a: &[f32], b: &[f32], expected: f64) {
        let map = |values: &[f32]| {
            let mut map = Map([0.0; PIXELS]);
            map.0[..values.len()].copy_from_slice(values);
            map
        };
        let found = spearman(&map(a), &map(b));
        assert!((found - expected).abs() < 1e-12, "{a:?} {b:?}: {found}");
        let turned = spearman(&map(b), &map(a));
        assert!((found - turned).abs() < 1e-12, "{turned}");
    }

    #[test]
    fn only_the_order_counts() {
        check(&[1.0, 2.0, 3.0, 4.0], &[-1e9, -200.0, 201.0, 1e6], 1.0);
        check(&[1.0, 2.0, 3.0, 4.0], &[9.0, 8.0, -7.0, -8.0], -1.0);
    }

    #[test]
    fn the_textbook_formula_holds_without_ties_and_ties_share_their_rank() {
        // 1 - 6 * (0 + 1 + 1 + 1 + 1) / (5 * 24)
        check(&[1.0, 2.0, 3.0, 4.0, 5.0], &[1.0, 3.0, 2.0, 5.0, 4.0], 0.8);
        // Ranks 1.5, 1.5, 3 against 1, 2, 3.
        check(&[1.0, 1.0, 2.0], &[1.0, 2.0, 3.0], 3.0_f64.sqrt() / 2.0);
    }

    #[test]
    fn where_both_are_zero_they_do_not_agree_about_anything() {
        // Over all 784 pixels this would be nearly 1.
        check(&[1.0, 2.0, 3.0], &[3.0, 2.0, 1.0], -1.0);
    }

    #[test]
    fn a_constant_map_ranks_nothing() {
        check(&[], &[], 1.0);
        check(&[2.0, 2.0, 2.0], &[1.0, 2.0, 3.0], 0.0);
    }
}
