//! From a selection to a device that is known to work: the only code that names backends to Burn.

use burn::tensor::{Device, Tensor};
use burn_mnist_model::Sharing;
use burn_mnist_run::record::Hardware;

use super::describe::describe;
use super::{BackendError, Selection};
use crate::failure::Failure;
use crate::guard;

/// A device that answered.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The device.
    pub device: Device,
    /// What it is.
    pub hardware: Hardware,
    /// Who best brings a batch of images to its cores.
    pub sharing: Sharing,
}

/// Opens the selected device and lets it compute once, so that what cannot work fails here.
///
/// # Errors
///
/// A failure of kind `Backend`, or of usage for a selector that names nothing.
pub fn open(selection: &Selection) -> Result<Opened, Failure> {
    let name = selection.backend.name;
    let unavailable = |reason| BackendError::Unavailable {
        name,
        reason,
        hint: "`burn-mnist backends` shows what this machine has; --backend flex always works"
            .to_owned(),
    };
    let device = guard::catch(
        || {
            let device = device(selection)?;
            let answer = Tensor::<1>::ones([2], &device)
                .sum()
                .try_into_scalar::<f32>();
            match answer {
                Ok(2.0) => Ok(device),
                Ok(wrong) => Err(unavailable(format!("it adds 1 and 1 to {wrong}")).into()),
                Err(error) => Err(unavailable(error.to_string()).into()),
            }
        },
        |message| unavailable(message).into(),
    )?;
    Ok(Opened {
        device,
        hardware: describe(selection),
        sharing: sharing(name),
    })
}

/// Flex computes a small product on the thread that asks; every other backend has threads of its own,
/// which pieces from several threads would only hold up (`ndarray` lost 35 %), or a device.
fn sharing(name: &str) -> Sharing {
    match name {
        "flex" => Sharing::Images,
        _ => Sharing::Products,
    }
}

fn device(selection: &Selection) -> Result<Device, Failure> {
    let Selection { backend, device } = selection;
    match backend.name {
        #[cfg(feature = "flex")]
        "flex" => only(selection, Device::flex),
        #[cfg(feature = "ndarray")]
        "ndarray" =>
        {
            #[expect(
                deprecated,
                reason = "0.22 is pinned because it is the last line with ndarray"
            )]
            only(selection, Device::ndarray)
        }
        #[cfg(feature = "cpu")]
        "cpu" => only(selection, Device::cpu),
        #[cfg(feature = "wgpu")]
        "wgpu" | "vulkan" | "metal" | "webgpu" => super::graphics::open(selection),
        #[cfg(feature = "cuda")]
        "cuda" => Ok(Device::cuda(index(selection)?)),
        #[cfg(feature = "rocm")]
        "rocm" => Ok(Device::rocm(index(selection)?)),
        #[cfg(feature = "tch")]
        "tch" => libtorch(selection),
        #[cfg(feature = "remote")]
        "remote" => remote(selection),
        name => {
            // A row without an arm would be a fault of this file; its test below would fail.
            let reason = format!("no code opens it (device `{device}`)");
            let hint = "report this".to_owned();
            Err(BackendError::Unavailable { name, reason, hint }.into())
        }
    }
}

fn only(selection: &Selection, open: impl FnOnce() -> Device) -> Result<Device, Failure> {
    if selection.device.is_empty() || selection.device == "0" {
        return Ok(open());
    }
    Err(BackendError::no_such_selector(selection))
}

#[cfg(any(feature = "cuda", feature = "rocm"))]
fn index(selection: &Selection) -> Result<usize, Failure> {
    match selection.device.as_str() {
        "" => Ok(0),
        digits => digits
            .parse()
            .map_err(|_| BackendError::no_such_selector(selection)),
    }
}

#[cfg(feature = "tch")]
#[expect(deprecated, reason = "0.22 is pinned, and has it")]
fn libtorch(selection: &Selection) -> Result<Device, Failure> {
    let (kind, index) = selection
        .device
        .split_once(':')
        .unwrap_or((&selection.device, "0"));
    let index: usize = index
        .parse()
        .map_err(|_| BackendError::no_such_selector(selection))?;
    match kind {
        "" | "cpu" => Ok(Device::libtorch()),
        "cuda" => Ok(Device::libtorch_cuda(index)),
        "mps" => Ok(Device::libtorch_mps()),
        "vulkan" => Ok(Device::libtorch_vulkan()),
        _ => Err(BackendError::no_such_selector(selection)),
    }
}

#[cfg(feature = "remote")]
fn remote(selection: &Selection) -> Result<Device, Failure> {
    use burn::tensor::remote::RemoteHost;

    if selection.device.is_empty() {
        return Err(BackendError::no_such_selector(selection));
    }
    let host = RemoteHost::websocket(&format!("ws://{}", selection.device));
    Device::remote_options(&host).init().map_err(|error| {
        let hint = format!("start a Burn server at {}", selection.device);
        BackendError::Unavailable {
            name: "remote",
            reason: error.to_string(),
            hint,
        }
        .into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cpu_backend_opens_and_says_what_it_is() {
        let opened = open(&Selection::parse("flex").unwrap()).unwrap();
        assert_eq!(
            (
                opened.hardware.backend.as_str(),
                opened.hardware.kind.as_str()
            ),
            ("flex", "cpu")
        );
    }

    #[test]
    fn a_selector_that_names_nothing_is_refused() {
        let failure = open(&Selection::parse("flex:7").unwrap()).unwrap_err();
        assert_eq!(
            failure.message,
            "the backend `flex` has no device selector `7`"
        );
    }
}
