//! One module shared by all copies that Burn makes of it.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use burn::lr_scheduler::module_lr_scheduler::ModuleLearningRate;
use burn::module::{Devices, Module, ModuleMapper, ModuleVisitor};
use burn::optim::{GradientsParams, ModuleOptimizer};
use burn::tensor::Device;
use burn::train::{InferenceStep, TrainOutput, TrainStep};

/// Burn's Learner keeps a copy of its model while the optimizer changes it: with two holders of each
/// parameter, every step would have to leave the old ones as they are and make new ones. Copies of this
/// are one and the same module, so that a step changes its parameters where they lie.
pub(crate) struct InPlaceModule<M>(Arc<Mutex<Option<M>>>);

/// `module`, of which all copies from here on are one.
pub(crate) fn in_place<M: Module>(module: M) -> InPlaceModule<M> {
    InPlaceModule::new(module)
}

/// Looks at the module behind all copies.
pub(crate) fn look<M: Module, R>(module: &InPlaceModule<M>, look: impl FnOnce(&M) -> R) -> R {
    module.with(look)
}

impl<M: Module> InPlaceModule<M> {
    fn new(module: M) -> Self {
        Self(Arc::new(Mutex::new(Some(module))))
    }

    fn with<R>(&self, look: impl FnOnce(&M) -> R) -> R {
        look(self.held().as_ref().unwrap_or_else(|| lost()))
    }

    /// Replaces the module by the result of `change`, for every copy.
    fn replace(&self, change: impl FnOnce(M) -> M) {
        let mut held = self.held();
        let module = held.take().unwrap_or_else(|| lost());
        *held = Some(change(module));
    }

    fn held(&self) -> MutexGuard<'_, Option<M>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A module of its own, made of this one.
    fn derive(&self, make: impl FnOnce(M) -> M) -> Self {
        Self::new(make(self.with(M::clone)))
    }
}

/// A change that panicked took the module with it, and its panic ends the run.
fn lost() -> ! {
    panic!("the model was lost in a step that failed")
}

impl<M: TrainStep + Module> TrainStep for InPlaceModule<M> {
    type Input = M::Input;
    type Output = M::Output;

    fn step(&self, item: M::Input) -> TrainOutput<M::Output> {
        self.with(|module| TrainStep::step(module, item))
    }

    fn optimize(
        self,
        optimizer: &mut ModuleOptimizer,
        rate: ModuleLearningRate,
        gradients: GradientsParams,
    ) -> Self {
        self.replace(|module| module.optimize(optimizer, rate, gradients));
        self
    }
}

impl<M: InferenceStep + Module> InferenceStep for InPlaceModule<M> {
    type Input = M::Input;
    type Output = M::Output;

    fn step(&self, item: M::Input) -> M::Output {
        self.with(|module| InferenceStep::step(module, item))
    }
}

impl<M> Clone for InPlaceModule<M> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<M: Module> fmt::Debug for InPlaceModule<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with(|module| module.fmt(f))
    }
}

impl<M: Module + fmt::Display> fmt::Display for InPlaceModule<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with(|module| fmt::Display::fmt(module, f))
    }
}

impl<M: Module> Module for InPlaceModule<M> {
    fn collect_devices(&self, devices: Devices) -> Devices {
        self.with(|module| module.collect_devices(devices))
    }

    fn fork(self, device: &Device) -> Self {
        self.derive(|module| module.fork(device))
    }

    fn to_device(self, device: &Device) -> Self {
        self.derive(|module| module.to_device(device))
    }

    fn train(self) -> Self {
        self.derive(M::train)
    }

    fn valid(&self) -> Self {
        self.derive(|module| module.valid())
    }

    fn materialize(self) -> Self {
        self.derive(M::materialize)
    }

    fn visit<V: ModuleVisitor>(&self, visitor: &mut V) {
        self.with(|module| module.visit(visitor));
    }

    fn map<F: ModuleMapper>(self, mapper: &mut F) -> Self {
        self.derive(|module| module.map(mapper))
    }
}
