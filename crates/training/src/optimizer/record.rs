//! The optimizer's record: in one order, and checked before Burn sees it.
//!
//! Burn writes the tensors as its hash map has them, skips in silence what it cannot read, and
//! panics at what it does not expect.

use std::collections::BTreeMap;

use burn::optim::{ModuleOptimizer, OptimizerRecord};
use burn::tensor::{Bytes, DType, Device};
use burn_mnist_model::Weights;
use burn_pack::{Error, Reader, Tensor, Writer};

use super::build::optimizer;
use super::config::{Kept, OptimizerConfig};
use super::error::OptimizerRecordError;

/// Where Burn notes how many dimensions a parameter has.
const RANK: &str = "__rank";

/// The same record with its tensors in the order of their names: equal states are equal bytes.
pub(crate) fn sorted(record: &[u8]) -> Result<Vec<u8>, Error> {
    let reader = Reader::from_bytes(Bytes::from_bytes_vec(record.to_vec()))?;
    let (metadata, scalars) = (reader.metadata().clone(), reader.scalars().clone());
    let mut writer = Writer::new(reader.into_tensors()?);
    for (key, value) in &scalars {
        writer = writer.with_scalar(key, *value);
    }
    for (key, value) in &metadata {
        writer = writer.with_metadata(key, value);
    }
    Ok(writer.into_bytes()?.to_vec())
}

/// The optimizer of `config` with the state that `record` holds of a network of these weights.
///
/// # Errors
///
/// What is wrong with the record, as [`check`] finds it.
pub fn restore(
    config: &OptimizerConfig,
    device: &Device,
    record: &[u8],
    weights: &Weights,
) -> Result<ModuleOptimizer, OptimizerRecordError> {
    check(config, record, weights)?;
    let bytes = Bytes::from_bytes_vec(record.to_vec());
    let loaded = OptimizerRecord::from_bytes(bytes).map_err(OptimizerRecordError::unreadable)?;
    let optimizer = optimizer(config, device).load_record(loaded);
    // What Burn skipped would be missing here, and what it made up would be too much.
    let again = optimizer
        .into_bytes()
        .map_err(OptimizerRecordError::unreadable)?;
    let again = sorted(&again).map_err(OptimizerRecordError::unreadable)?;
    match again == record {
        true => Ok(optimizer),
        false => Err(OptimizerRecordError::Changed),
    }
}

/// Whether `record` is the state of this optimizer for a network of these weights: all of it, nothing
/// else, finite.
///
/// # Errors
///
/// The first thing that is wrong with it.
pub fn check(
    config: &OptimizerConfig,
    record: &[u8],
    weights: &Weights,
) -> Result<(), OptimizerRecordError> {
    let kept = config.kept();
    let shapes = weights.shapes();
    let reader = Reader::from_bytes(Bytes::from_bytes_vec(record.to_vec()))
        .map_err(OptimizerRecordError::unreadable)?;
    check_counts(&kept, &reader, &shapes)?;
    let mut wanted: BTreeMap<String, (u64, &[usize])> = BTreeMap::new();
    for (id, shape) in &shapes {
        for name in kept.tensors {
            wanted.insert(format!("{id}.{name}"), (*id, shape));
        }
    }
    for tensor in reader
        .into_tensors()
        .map_err(OptimizerRecordError::unreadable)?
    {
        let wanted = wanted.remove(&tensor.name);
        let (id, shape) = wanted.ok_or_else(|| OptimizerRecordError::Foreign {
            name: tensor.name.clone(),
        })?;
        check_moment(tensor, id, shape)?;
    }
    match wanted.into_keys().next() {
        Some(name) => Err(OptimizerRecordError::Missing { name }),
        None => Ok(()),
    }
}

fn check_counts(
    kept: &Kept,
    reader: &Reader,
    shapes: &BTreeMap<u64, Vec<usize>>,
) -> Result<(), OptimizerRecordError> {
    let scalars = reader.scalars();
    let mut expected = 0;
    for (id, shape) in shapes {
        let number = |name: &str| {
            let scalar = scalars.get(&format!("{id}.{name}"));
            scalar.and_then(|scalar| usize::try_from(*scalar).ok())
        };
        // Adam counts its steps on, and raises to their power as an i32.
        let counted = |name| number(name).is_some_and(|steps| steps < i32::MAX as usize);
        if !kept.steps.is_none_or(counted) || number(RANK) != Some(shape.len()) {
            return Err(OptimizerRecordError::NoSteps { id: *id });
        }
        expected += 1 + usize::from(kept.steps.is_some());
    }
    let found = scalars.len();
    match found == expected {
        true => Ok(()),
        false => Err(OptimizerRecordError::Count { expected, found }),
    }
}

fn check_moment(tensor: Tensor, id: u64, shape: &[usize]) -> Result<(), OptimizerRecordError> {
    let found = (tensor.dtype, tensor.shape.as_slice().to_vec());
    let name = tensor.name.clone();
    if found != (DType::F32, shape.to_vec()) || tensor.param_id != Some(id) {
        return Err(OptimizerRecordError::Mismatch {
            name,
            expected: format!("f32 {shape:?}"),
            found: format!("{found:?}"),
        });
    }
    let bytes = tensor
        .into_bytes()
        .map_err(OptimizerRecordError::unreadable)?;
    let (values, _) = bytes.as_chunks::<4>();
    let mut values = values.iter().map(|value| f32::from_le_bytes(*value));
    match values.all(f32::is_finite) {
        true => Ok(()),
        false => Err(OptimizerRecordError::NotFinite { name }),
    }
}
