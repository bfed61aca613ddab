//! Gradients kept from leaping.

use burn::module::{Module, ModuleVisitor, Param};
use burn::optim::GradientsParams;
use burn::tensor::Tensor;

/// Scales all of a module's gradients by one number, so that their joint Euclidean norm is at most
/// `limit` (Pascanu et al. 2013, algorithm 1). The norm stays on the device: nothing waits for it.
pub(crate) fn clip_norm(
    module: &impl Module,
    gradients: GradientsParams,
    limit: f64,
) -> GradientsParams {
    let mut squares = Squares {
        gradients: &gradients,
        sum: None,
    };
    module.visit(&mut squares);
    let Some(sum) = squares.sum else {
        return gradients;
    };
    // Nothing is divided by a norm of nothing.
    let scale = (sum.sqrt() + 1e-6).recip() * limit;
    let mut scaled = Scaled {
        gradients,
        scale: scale.clamp_max(1.0),
    };
    module.visit(&mut scaled);
    scaled.gradients
}

struct Squares<'a> {
    gradients: &'a GradientsParams,
    sum: Option<Tensor<1>>,
}

impl ModuleVisitor for Squares<'_> {
    fn visit_float<const D: usize>(&mut self, parameter: &Param<Tensor<D>>) {
        if let Some(gradient) = self.gradients.get::<D>(parameter.id) {
            let square = gradient.square().sum();
            self.sum = Some(match self.sum.take() {
                Some(sum) => sum + square,
                None => square,
            });
        }
    }
}

struct Scaled {
    gradients: GradientsParams,
    scale: Tensor<1>,
}

impl ModuleVisitor for Scaled {
    fn visit_float<const D: usize>(&mut self, parameter: &Param<Tensor<D>>) {
        if let Some(gradient) = self.gradients.remove::<D>(parameter.id) {
            let scaled = gradient * self.scale.clone().unsqueeze();
            self.gradients.register(parameter.id, scaled);
        }
    }
}

#[cfg(test)]
mod tests {
    use burn::module::ParamId;
    use burn::tensor::Device;

    use super::*;
    use crate::reference::{assert_near, recorded};

    #[derive(Module, Debug)]
    struct Two {
        first: Param<Tensor<1>>,
        second: Param<Tensor<2>>,
    }

    #[test]
    fn the_joint_norm_is_held_down_as_pytorch_does() {
        let device = Device::flex();
        let module = Two {
            first: Param::from_tensor(Tensor::zeros([7], &device)),
            second: Param::from_tensor(Tensor::zeros([3, 4], &device)),
        };
        let recorded = recorded();
        let (first, second) = recorded.gradients[0].split_at(7);
        for expected in recorded.clipped {
            let mut gradients = GradientsParams::new();
            let tensor = |values: &[f32]| Tensor::<1>::from_floats(values, &device);
            gradients.register(module.first.id, tensor(first));
            gradients.register(module.second.id, tensor(second).reshape([3, 4]));
            let clipped = clip_norm(&module, gradients, expected.limit);
            let found = [
                values::<1>(&clipped, module.first.id),
                values::<2>(&clipped, module.second.id),
            ];
            assert_near(&found.concat(), &expected.gradient, 1e-6);
        }
    }

    fn values<const D: usize>(gradients: &GradientsParams, id: ParamId) -> Vec<f32> {
        gradients.get::<D>(id).unwrap().try_into_vec_as().unwrap()
    }

    #[test]
    fn gradients_of_nothing_stay_nothing() {
        let device = Device::flex();
        let module = Two {
            first: Param::from_tensor(Tensor::zeros([7], &device)),
            second: Param::from_tensor(Tensor::zeros([3, 4], &device)),
        };
        let mut gradients = GradientsParams::new();
        gradients.register(module.first.id, Tensor::<1>::zeros([7], &device));
        let clipped = clip_norm(&module, gradients, 1.0);
        assert_eq!(values::<1>(&clipped, module.first.id), [0.0; 7]);
        assert!(clipped.get::<2>(module.second.id).is_none());
    }
}
