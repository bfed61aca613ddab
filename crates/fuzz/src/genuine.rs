//! Records as a run writes them, of the smallest network there is.

use burn::optim::{GradientsParams, ModuleOptimizer};
use burn::tensor::{Bytes, Device, Tensor};
use burn_mnist_model::{Classifier, ClassifierConfig, PIXELS};
use burn_mnist_training::adam;
use burn_pack::{Reader, Writer};

/// A network of so few weights that most of its record is what describes them.
pub fn classifier(device: &Device) -> Classifier {
    ClassifierConfig::new().with_hidden(1.into()).init(device)
}

/// `model.bpk`.
pub fn weights() -> Vec<u8> {
    let bytes = classifier(&Device::flex()).to_bytes();
    bytes.expect("weights on a CPU")
}

/// `optimizer.bpk`, after one step.
pub fn optimizer() -> Vec<u8> {
    let mut adam = adam(&Device::flex());
    step(&mut adam);
    sorted(adam.into_bytes().expect("moments on a CPU"))
}

/// One step of the network, from where `optimizer` is.
pub fn step(optimizer: &mut ModuleOptimizer) {
    let device = Device::flex().autodiff();
    let classifier = classifier(&device);
    let image = Tensor::<2>::ones([1, PIXELS], &device);
    let loss = classifier.forward(image).sum();
    let gradients = GradientsParams::from_grads(loss.backward(), &classifier);
    let _ = optimizer.step(0.001, classifier, gradients);
}

/// Burn writes the tensors in no order, a run in the order of their names, and so does this.
fn sorted(record: Bytes) -> Vec<u8> {
    let reader = Reader::from_bytes(record).expect("Burn's own record");
    let scalars = reader.scalars().clone();
    let paths = reader.metadata().clone();
    let mut writer = Writer::new(reader.into_tensors().expect("whole tensors"));
    for (key, value) in &scalars {
        writer = writer.with_scalar(key, *value);
    }
    for (key, value) in &paths {
        writer = writer.with_metadata(key, value);
    }
    writer.into_bytes().expect("a record").to_vec()
}
