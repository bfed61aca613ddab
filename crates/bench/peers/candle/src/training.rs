//! Training steps over batches gathered from the images in memory.

use std::rc::Rc;

use anyhow::Result;
use candle_core::{Device, Tensor};
use candle_nn::{AdamW, Optimizer, ParamsAdamW, loss};
use rand::SeedableRng;
use rand::rngs::SmallRng;
use rand::seq::SliceRandom;

use crate::mnist::{Mnist, scaled};
use crate::network::Network;
use crate::weights::Weights;

/// Adam's step size where a request does not say it.
pub const LEARNING_RATE: f64 = 1e-3;

/// A network with its optimizer.
pub struct Trainer {
    network: Network,
    optimizer: AdamW,
}

/// Images as bytes, `[batch, 784]`, and labels, `[batch]`.
pub type Batch = (Tensor, Tensor);

impl Trainer {
    /// Starts from these weights.
    ///
    /// # Errors
    ///
    /// Candle's own.
    pub fn new(weights: &Weights, learning_rate: f64) -> Result<Self> {
        let network = Network::new(weights)?;
        // AdamW without decay is Adam, the only form of it that candle has.
        let parameters = ParamsAdamW {
            lr: learning_rate,
            beta1: 0.9,
            beta2: 0.999,
            eps: 1e-7,
            weight_decay: 0.0,
        };
        let optimizer = AdamW::new(network.variables(), parameters)?;
        Ok(Self { network, optimizer })
    }

    /// The network as trained so far.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// One step; the mean loss before it.
    ///
    /// # Errors
    ///
    /// Candle's own.
    pub fn step(&mut self, (images, labels): &Batch) -> Result<Tensor> {
        let logits = self.network.forward(&scaled(images)?)?;
        let loss = loss::cross_entropy(&logits, labels)?;
        self.optimizer.backward_step(&loss)?;
        Ok(loss)
    }
}

/// Batch after batch, each epoch in an order of its own; whole batches only.
pub struct Shuffled {
    mnist: Rc<Mnist>,
    batch_size: usize,
    whole: usize,
    random: SmallRng,
    indices: Vec<u32>,
    order: Tensor,
    next: usize,
}

impl Shuffled {
    /// All training images, shuffled by this seed.
    ///
    /// # Errors
    ///
    /// If there are fewer images than a batch has.
    pub fn new(mnist: Rc<Mnist>, batch_size: usize, seed: u64) -> Result<Self> {
        let whole = mnist.whole_batches(batch_size)?;
        let indices: Vec<u32> = (0..mnist.train_count() as u32).collect();
        Ok(Self {
            order: Tensor::from_slice(&indices, indices.len(), &Device::Cpu)?,
            random: SmallRng::seed_from_u64(seed),
            next: whole,
            mnist,
            batch_size,
            whole,
            indices,
        })
    }

    /// The next batch, of the next epoch if this one has no more.
    ///
    /// # Errors
    ///
    /// Candle's own.
    pub fn next(&mut self) -> Result<Batch> {
        if self.next == self.whole {
            self.indices.shuffle(&mut self.random);
            self.order = Tensor::from_slice(&self.indices, self.indices.len(), &Device::Cpu)?;
            self.next = 0;
        }
        let start = self.next * self.batch_size;
        let indices = self.order.narrow(0, start, self.batch_size)?;
        self.next += 1;
        Ok((
            self.mnist.train_images.index_select(&indices, 0)?,
            self.mnist.train_labels.index_select(&indices, 0)?,
        ))
    }

    /// Steps of this many epochs.
    pub fn steps(&self, epochs: usize) -> usize {
        self.whole * epochs
    }
}
