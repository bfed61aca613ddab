//! The network's parameters as plain numbers, before they are a network.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use serde::Deserialize;

use crate::mnist::{CLASSES, PIXELS};

/// Where weights are, as a request says it.
#[derive(Deserialize)]
pub struct Source {
    hidden: usize,
    raw: PathBuf,
}

/// One layer: `weight` is `[inputs, outputs]` row-major, `bias` has one number an output.
pub struct Layer {
    /// Connections.
    pub weight: Vec<f32>,
    /// Offsets.
    pub bias: Vec<f32>,
}

/// Both layers.
pub struct Weights {
    /// 784 pixels to the hidden units.
    pub hidden: Layer,
    /// The hidden units to 10 logits.
    pub output: Layer,
}

impl Source {
    /// Bare little-endian `f32`: hidden weight, hidden bias, output weight, output bias.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or has not the length of such a network.
    pub fn read(&self) -> Result<Weights> {
        let path = self.raw.display();
        let content = fs::read(&self.raw).with_context(|| format!("cannot read {path}"))?;
        let hidden = self.hidden;
        let expected = 4 * (PIXELS * hidden + hidden + hidden * CLASSES + CLASSES);
        ensure!(
            content.len() == expected,
            "{path}: expected {expected} bytes for {hidden} hidden units, found {}",
            content.len()
        );
        let (numbers, _) = content.as_chunks::<4>();
        let mut numbers = numbers.iter().map(|bytes| f32::from_le_bytes(*bytes));
        let mut next = |count| numbers.by_ref().take(count).collect();
        let mut layer = |inputs, outputs| Layer {
            weight: next(inputs * outputs),
            bias: next(outputs),
        };
        Ok(Weights {
            hidden: layer(PIXELS, hidden),
            output: layer(hidden, CLASSES),
        })
    }
}

impl Weights {
    /// Uniform within sqrt(6 / (inputs + outputs)) (Glorot and Bengio 2010, equation 16); biases zero.
    pub fn random(hidden: usize) -> Self {
        let mut random = SmallRng::seed_from_u64(0);
        let mut layer = |inputs: usize, outputs: usize| {
            let bound = (6.0 / (inputs + outputs) as f32).sqrt();
            let mut connection = |_| random.random_range(-bound..=bound);
            Layer {
                weight: (0..inputs * outputs).map(&mut connection).collect(),
                bias: vec![0.0; outputs],
            }
        };
        Self {
            hidden: layer(PIXELS, hidden),
            output: layer(hidden, CLASSES),
        }
    }
}
