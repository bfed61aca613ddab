//! The two kinds of work a peak rate is found with.

use burn::tensor::Tensor;

use crate::error::WorkError;
use crate::measure::Work;

/// Work of a known amount.
pub trait Probe: Work {
    /// Operations or bytes of one iteration.
    fn amount(&self) -> f64;
}

/// A product of two square matrices.
pub struct Product {
    a: Tensor<2>,
    b: Tensor<2>,
}

impl Product {
    pub fn new(a: Tensor<2>, b: Tensor<2>) -> Self {
        Self { a, b }
    }
}

impl Work for Product {
    fn iterate(&mut self) -> Result<(), WorkError> {
        std::hint::black_box(self.a.clone().matmul(self.b.clone()));
        Ok(())
    }

    fn synchronise(&mut self) -> Result<(), WorkError> {
        self.a.device().sync().map_err(WorkError::device)
    }

    fn items(&self) -> usize {
        0
    }
}

impl Probe for Product {
    fn amount(&self) -> f64 {
        2.0 * (self.a.dims()[0] as f64).powi(3)
    }
}

/// One number for another, over a whole vector; in place where the backend can.
pub struct Pass(Option<Tensor<2>>, usize);

impl Pass {
    pub fn new(vector: Tensor<2>) -> Self {
        let length = vector.dims()[1];
        Self(Some(vector), length)
    }
}

impl Work for Pass {
    fn iterate(&mut self) -> Result<(), WorkError> {
        // Taken out, so that the backend sees its only owner.
        self.0 = self.0.take().map(|vector| vector * -1.0);
        match &self.0 {
            // A backend that fuses would make one pass of many.
            Some(vector) => vector.device().flush().map_err(WorkError::device),
            None => Ok(()),
        }
    }

    fn synchronise(&mut self) -> Result<(), WorkError> {
        match &self.0 {
            Some(vector) => vector.device().sync().map_err(WorkError::device),
            None => Ok(()),
        }
    }

    fn items(&self) -> usize {
        0
    }
}

impl Probe for Pass {
    fn amount(&self) -> f64 {
        2.0 * size_of::<f32>() as f64 * self.1 as f64
    }
}
