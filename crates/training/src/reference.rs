//! What PyTorch computed, for tests to compare with: `tests/reference/steps.py` says how.

use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Reference {
    pub(crate) gradients: Vec<Vec<f32>>,
    pub(crate) logits: Vec<[f32; 10]>,
    pub(crate) labels: Vec<i32>,
    pub(crate) losses: Vec<ReferenceLoss>,
    pub(crate) clipped: Vec<Clipped>,
}

#[derive(Deserialize)]
pub(crate) struct ReferenceLoss {
    pub(crate) loss: String,
    pub(crate) smoothing: f64,
    pub(crate) value: f32,
    pub(crate) gradient: Vec<[f32; 10]>,
}

#[derive(Deserialize)]
pub(crate) struct Clipped {
    pub(crate) limit: f64,
    pub(crate) gradient: Vec<f32>,
}

pub(crate) fn recorded() -> Reference {
    serde_json::from_str(include_str!("../tests/reference/steps.json")).unwrap()
}

#[track_caller]
pub(crate) fn assert_near(found: &[f32], expected: &[f32], tolerance: f32) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        let gap = (found - expected).abs();
        assert!(
            gap <= tolerance * expected.abs().max(1.0),
            "{found}, not {expected}"
        );
    }
}
