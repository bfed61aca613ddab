//! Adam's arithmetic over slices, in the widest vectors the processor has, shared out to its cores.

use burn::optim::LearningRate;
use pulp::{Arch, Simd, WithSimd};

/// Fewer parameters are done before a second core has heard of them.
const WORTH_SHARING: usize = 16 * 1024;

/// The numbers of a step that are the same for every parameter, rounded as Burn rounds them.
pub(super) struct Factors {
    beta_1: f32,
    beta_2: f32,
    rate: f32,
    /// Bias correction of both moments.
    correction: f32,
    /// Epsilon, corrected as the second moment's root is.
    epsilon: f32,
}

impl Factors {
    /// Of step number `time`, counted from 1.
    pub(super) fn new(
        beta_1: f32,
        beta_2: f32,
        epsilon: f32,
        rate: LearningRate,
        time: usize,
    ) -> Self {
        let time = time as i32;
        let root = (1.0 - beta_2.powi(time)).sqrt();
        Self {
            beta_1,
            beta_2,
            rate: rate as f32,
            correction: root / (1.0 - beta_1.powi(time)),
            epsilon: epsilon * root,
        }
    }
}

/// One step over slices of equal length.
pub(super) struct Pass<'a> {
    pub(super) factors: &'a Factors,
    pub(super) parameters: &'a mut [f32],
    pub(super) gradients: &'a [f32],
    pub(super) moment_1: &'a mut [f32],
    pub(super) moment_2: &'a mut [f32],
}

impl Pass<'_> {
    /// Takes the step on up to `cores` cores. Halves of halves, so that each core meets the same
    /// parameters at every step and finds them in its own cache.
    pub(super) fn run(self, cores: usize) {
        let count = self.parameters.len();
        if cores < 2 || count < WORTH_SHARING {
            return Arch::new().dispatch(self);
        }
        let (first, second) = self.split(count / 2);
        rayon::join(|| first.run(cores / 2), || second.run(cores - cores / 2));
    }

    fn split<'b>(self, at: usize) -> (Pass<'b>, Pass<'b>)
    where
        Self: 'b,
    {
        let (parameters, other_parameters) = self.parameters.split_at_mut(at);
        let (gradients, other_gradients) = self.gradients.split_at(at);
        let (moment_1, other_moment_1) = self.moment_1.split_at_mut(at);
        let (moment_2, other_moment_2) = self.moment_2.split_at_mut(at);
        let first = Pass {
            factors: self.factors,
            parameters,
            gradients,
            moment_1,
            moment_2,
        };
        let second = Pass {
            factors: self.factors,
            parameters: other_parameters,
            gradients: other_gradients,
            moment_1: other_moment_1,
            moment_2: other_moment_2,
        };
        (first, second)
    }
}

impl WithSimd for Pass<'_> {
    type Output = ();

    /// Burn's operations one by one, in its order, none of them contracted: IEEE 754 then leaves no
    /// room for another result.
    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let all = |value| simd.splat_f32s(value);
        let factors = self.factors;
        let (beta_1, rest_1) = (all(factors.beta_1), all(1.0 - factors.beta_1));
        let (beta_2, rest_2) = (all(factors.beta_2), all(1.0 - factors.beta_2));
        let correction = all(factors.correction);
        let (epsilon, rate) = (all(factors.epsilon), all(factors.rate));

        let (parameters, last_parameters) = S::as_mut_simd_f32s(self.parameters);
        let (gradients, last_gradients) = S::as_simd_f32s(self.gradients);
        let (moment_1, last_moment_1) = S::as_mut_simd_f32s(self.moment_1);
        let (moment_2, last_moment_2) = S::as_mut_simd_f32s(self.moment_2);
        let moments = moment_1.iter_mut().zip(moment_2);
        for ((parameter, gradient), (first, second)) in
            parameters.iter_mut().zip(gradients).zip(moments)
        {
            // All is read before any is written: the four lie alike in their pages, and a processor
            // takes a read for one of what was just written at the same place of another page.
            let (gradient, before) = (*gradient, *parameter);
            let square = simd.mul_f32s(gradient, gradient);
            let news_1 = simd.mul_f32s(gradient, rest_1);
            let news_2 = simd.mul_f32s(square, rest_2);
            let mean = simd.add_f32s(simd.mul_f32s(*first, beta_1), news_1);
            let variance = simd.add_f32s(simd.mul_f32s(*second, beta_2), news_2);
            let root = simd.add_f32s(simd.sqrt_f32s(variance), epsilon);
            let update = simd.div_f32s(simd.mul_f32s(mean, correction), root);
            *first = mean;
            *second = variance;
            *parameter = simd.sub_f32s(before, simd.mul_f32s(update, rate));
        }
        if !last_parameters.is_empty() && S::F32_LANES > 1 {
            let last = Pass {
                factors,
                parameters: last_parameters,
                gradients: last_gradients,
                moment_1: last_moment_1,
                moment_2: last_moment_2,
            };
            last.with_simd(pulp::Scalar);
        }
    }
}
