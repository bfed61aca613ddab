//! Weights to and from burnpack bytes, checked tensor by tensor so that nothing wrong loads.

use std::collections::BTreeMap;

use burn::module::Param;
use burn::nn::Linear;
use burn::tensor::{Bytes, DType, Device};
use burn_pack::{Reader, Tensor, Writer};

use super::path::{OUTPUT, hidden_path};
use super::{Layer, Weights, WeightsError};
use crate::activation::Activation;
use crate::classifier::Classifier;
use crate::input::{CLASSES, PIXELS};

/// Where a record says what its hidden units do; ReLU where it does not.
const ACTIVATION: &str = "activation";

impl Classifier {
    /// The weights as a burnpack record: equal networks give equal bytes.
    ///
    /// # Errors
    ///
    /// [`WeightsError::Unrecordable`] when the device fails while they are read back.
    pub fn to_bytes(&self) -> Result<Vec<u8>, WeightsError> {
        let mut tensors = Vec::new();
        for (path, layer) in self.layers() {
            tensors.push(recorded(&format!("{path}.weight"), &layer.weight)?);
            if let Some(bias) = &layer.bias {
                tensors.push(recorded(&format!("{path}.bias"), bias)?);
            }
        }
        let bytes = Writer::new(tensors).into_bytes().map_err(unrecordable)?;
        match self.activation {
            Activation::Relu => Ok(bytes.to_vec()),
            activation => marked(bytes, activation).map_err(unrecordable),
        }
    }

    /// A classifier on `device` from what [`to_bytes`](Self::to_bytes) recorded on any device.
    ///
    /// # Errors
    ///
    /// As [`Weights::from_bytes`].
    pub fn from_bytes(bytes: &[u8], device: &Device) -> Result<Self, WeightsError> {
        Ok(Self::new(Weights::from_bytes(bytes)?, device))
    }

    /// Every layer with its path in weight files, from the pixels to the logits.
    fn layers(&self) -> impl Iterator<Item = (String, &Linear)> {
        let hidden = self.hidden.iter().enumerate();
        let hidden = hidden.map(|(index, layer)| (hidden_path(index), layer));
        hidden.chain([(OUTPUT.to_owned(), &self.output)])
    }
}

impl Weights {
    /// Reads weights from a burnpack record; the hidden layers are the record's.
    ///
    /// # Errors
    ///
    /// [`WeightsError`] unless the record holds this network's tensors and no others, as finite f32.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WeightsError> {
        let (mut tensors, activation) = read(bytes)?;
        let (mut hidden, mut inputs) = (Vec::new(), PIXELS);
        loop {
            let path = hidden_path(hidden.len());
            if !hidden.is_empty() && !tensors.contains_key(&format!("{path}.weight")) {
                break;
            }
            let outputs = width(&tensors, &path, inputs)?;
            hidden.push(layer(&mut tensors, &path, inputs, outputs)?);
            inputs = outputs;
        }
        let weights = Self {
            hidden,
            output: layer(&mut tensors, OUTPUT, inputs, CLASSES)?,
            activation,
        };
        if let Some(surplus) = tensors.into_keys().next() {
            return Err(mismatch(&surplus, "no such tensor", "one in the record"));
        }
        weights.check_finite()?;
        Ok(weights)
    }
}

/// A parameter as Burn's own record of a module holds it, under its path in weight files.
fn recorded<const D: usize>(
    path: &str,
    parameter: &Param<burn::tensor::Tensor<D>>,
) -> Result<Tensor, WeightsError> {
    let data = parameter.val().try_into_data().map_err(unrecordable)?;
    let (bytes, shape, dtype) = data.into_parts();
    let (path, id) = (path.to_owned(), Some(parameter.id.val()));
    Ok(Tensor::new(path, dtype, shape, id, bytes))
}

/// The same record with a note of its activation.
fn marked(bytes: Bytes, activation: Activation) -> Result<Vec<u8>, burn_pack::Error> {
    let reader = Reader::from_bytes(bytes)?;
    let metadata = reader.metadata().clone();
    let mut writer = Writer::new(reader.into_tensors()?);
    for (key, value) in &metadata {
        writer = writer.with_metadata(key, value);
    }
    let bytes = writer.with_metadata(ACTIVATION, activation.name());
    Ok(bytes.into_bytes()?.to_vec())
}

fn unrecordable(error: impl ToString) -> WeightsError {
    WeightsError::Unrecordable {
        reason: error.to_string(),
    }
}

/// A record's tensors by path, and what its hidden units do.
fn read(bytes: &[u8]) -> Result<(BTreeMap<String, Tensor>, Activation), WeightsError> {
    let unreadable = |error: burn_pack::Error| WeightsError::Unreadable {
        reason: error.to_string(),
    };
    let reader = Reader::from_bytes(Bytes::from_bytes_vec(bytes.to_vec())).map_err(unreadable)?;
    let activation = match reader.metadata().get(ACTIVATION) {
        None => Activation::Relu,
        Some(name) => name.parse().map_err(|_| {
            let known = Activation::ALL.map(Activation::name).join(", ");
            mismatch(ACTIVATION, &format!("one of {known}"), name)
        })?,
    };
    let tensors = reader.into_tensors().map_err(unreadable)?;
    let named = tensors.into_iter().map(|one| (one.name.clone(), one));
    Ok((named.collect(), activation))
}

/// How wide the layer at `path` is, in a network that gives it so many inputs.
fn width(
    tensors: &BTreeMap<String, Tensor>,
    path: &str,
    inputs: usize,
) -> Result<usize, WeightsError> {
    let path = format!("{path}.weight");
    let expected = format!("f32 [{inputs}, hidden]");
    let tensor = tensors
        .get(&path)
        .ok_or_else(|| mismatch(&path, &expected, "no such tensor"))?;
    match *tensor.shape.as_slice() {
        [found, width] if found == inputs && width > 0 => Ok(width),
        _ => Err(mismatch(&path, &expected, &describe(tensor))),
    }
}

fn layer(
    tensors: &mut BTreeMap<String, Tensor>,
    name: &str,
    inputs: usize,
    outputs: usize,
) -> Result<Layer, WeightsError> {
    Ok(Layer {
        inputs,
        outputs,
        weight: take(tensors, &format!("{name}.weight"), &[inputs, outputs])?,
        bias: take(tensors, &format!("{name}.bias"), &[outputs])?,
    })
}

fn take(
    tensors: &mut BTreeMap<String, Tensor>,
    path: &str,
    shape: &[usize],
) -> Result<Vec<f32>, WeightsError> {
    let expected = format!("f32 {shape:?}");
    let tensor = tensors
        .remove(path)
        .ok_or_else(|| mismatch(path, &expected, "no such tensor"))?;
    if tensor.dtype != DType::F32 || tensor.shape.as_slice() != shape {
        return Err(mismatch(path, &expected, &describe(&tensor)));
    }
    let bytes = tensor
        .into_bytes()
        .map_err(|error| WeightsError::Unreadable {
            reason: error.to_string(),
        })?;
    let (values, rest) = bytes.as_chunks::<4>();
    let wanted = shape.iter().product::<usize>();
    if values.len() != wanted || !rest.is_empty() {
        let found = format!("{} bytes", bytes.len());
        return Err(mismatch(path, &format!("{} bytes", 4 * wanted), &found));
    }
    Ok(values
        .iter()
        .map(|value| f32::from_le_bytes(*value))
        .collect())
}

fn describe(tensor: &Tensor) -> String {
    let dtype = format!("{:?}", tensor.dtype).to_lowercase();
    format!("{dtype} {:?}", tensor.shape.as_slice())
}

fn mismatch(what: &str, expected: &str, found: &str) -> WeightsError {
    WeightsError::Mismatch {
        what: what.to_owned(),
        expected: expected.to_owned(),
        found: found.to_owned(),
    }
}

#[cfg(test)]
mod tests;
