//! How much arithmetic and memory traffic a case cannot do without: the numerator of a roofline.

use crate::protocol::{CLASSES, PIXELS};
use crate::record::{Case, Op, Workload};

/// Bytes of an `f32`.
const FLOAT: f64 = 4.0;

/// What an iteration of a case costs at the very least.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Work {
    /// Floating-point operations; a multiply-add is two.
    pub flops: f64,
    /// Bytes read and written, each operand once.
    pub bytes: f64,
}

impl Work {
    /// The least work of one iteration of `case`; none for what is not counted in iterations.
    ///
    /// A matrix product of `[m, k]` and `[k, n]` is 2mkn operations. A training step makes the forward
    /// products, both weights' gradients, and the gradient that flows back through the output layer;
    /// Adam reads weight, gradient and two moments, writes weight and two moments, and takes about ten
    /// operations a parameter (Kingma and Ba 2015, algorithm 1).
    pub fn of(case: &Case) -> Option<Self> {
        let batch = case.batch_size? as f64;
        let (inputs, hidden, outputs) = (PIXELS as f64, case.hidden as f64, CLASSES as f64);
        let parameters = inputs * hidden + hidden + hidden * outputs + outputs;
        let first = product(batch, inputs, hidden);
        let second = product(batch, hidden, outputs);
        match case.workload {
            Workload::Infer => Some(Self {
                flops: first.flops + second.flops,
                // Pixels come as bytes; probabilities leave as floats.
                bytes: batch * inputs + FLOAT * (parameters + batch * outputs),
            }),
            Workload::Train => Some(Self {
                flops: 2.0 * first.flops + 3.0 * second.flops + 10.0 * parameters,
                bytes: batch * inputs + FLOAT * 7.0 * parameters,
            }),
            Workload::Ops => case.op.map(|op| match op {
                Op::HiddenForward => first,
                Op::HiddenGradient => product(inputs, batch, hidden),
                Op::OutputForward => second,
                Op::BiasRelu => Self {
                    flops: 2.0 * batch * hidden,
                    bytes: FLOAT * (2.0 * batch * hidden + hidden),
                },
                Op::Adam => Self {
                    flops: 10.0 * inputs * hidden,
                    bytes: FLOAT * 7.0 * inputs * hidden,
                },
            }),
            Workload::Load | Workload::TimeToAccuracy => None,
        }
    }

    /// Seconds that a device with these peak rates cannot go below (Williams, Waterman and Patterson
    /// 2009, "Roofline"): whichever of arithmetic and traffic takes longer.
    pub fn floor_seconds(self, flops_per_second: f64, bytes_per_second: f64) -> f64 {
        (self.flops / flops_per_second).max(self.bytes / bytes_per_second)
    }

    /// Operations a byte.
    pub fn intensity(self) -> f64 {
        self.flops / self.bytes
    }
}

fn product(m: f64, k: f64, n: f64) -> Work {
    Work {
        flops: 2.0 * m * k * n,
        bytes: FLOAT * (m * k + k * n + m * n),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(workload: Workload, op: Option<Op>) -> Case {
        Case {
            workload,
            batch_size: Some(32),
            hidden: 128,
            op,
        }
    }

    #[test]
    fn the_work_of_the_default_network_is_that_of_its_formulas() {
        let infer = Work::of(&case(Workload::Infer, None)).unwrap();
        // 101,632 weights, two operations each, 32 images.
        assert_eq!(infer.flops, 2.0 * 101_632.0 * 32.0);
        let train = Work::of(&case(Workload::Train, None)).unwrap();
        let products = 2.0 * 32.0 * (2.0 * 100_352.0 + 3.0 * 1_280.0);
        assert_eq!(train.flops, products + 10.0 * 101_770.0);
        let op = Work::of(&case(Workload::Ops, Some(Op::HiddenForward))).unwrap();
        assert_eq!(op.flops, 2.0 * 32.0 * 100_352.0);
    }

    #[test]
    fn the_floor_is_the_slower_of_arithmetic_and_traffic() {
        let work = Work {
            flops: 100.0,
            bytes: 10.0,
        };
        assert_eq!(work.floor_seconds(10.0, 10.0), 10.0);
        assert_eq!(work.floor_seconds(1e6, 10.0), 1.0);
    }
}
