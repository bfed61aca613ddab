//! From a selection to a device that is known to work: the only code that names backends to Burn.

use burn::tensor::{Device, Tensor};
use burn_mnist_run::record::Hardware;

use super::describe::describe;
use super::{BackendError, BackendKind, DeviceTraits, Selection, Unavailable, guard};

/// A device that answered.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The device.
    pub device: Device,
    /// What it is.
    pub hardware: Hardware,
    /// What it does with memory and threads.
    pub traits: DeviceTraits,
}

/// Opens the selected device and lets it compute once, so that what cannot work fails here. Opening one again gives the
/// same device.
///
/// # Errors
///
/// [`BackendError::Unavailable`] where the device does not work, [`BackendError::NoSuchSelector`] for a selector that
/// names nothing.
pub fn open(selection: &Selection) -> Result<Opened, BackendError> {
    let dead = |reason| Unavailable::Device { reason }.of(selection.backend);
    let device = guard::catch(
        || {
            let device = device(selection)?;
            let answer = Tensor::<1>::ones([2], &device)
                .sum()
                .try_into_scalar::<f32>();
            match answer {
                Ok(2.0) => Ok(device),
                Ok(wrong) => Err(dead(format!("it computed 1 + 1 = {wrong}"))),
                Err(error) => Err(dead(error.to_string())),
            }
        },
        dead,
    )?;
    Ok(Opened {
        traits: DeviceTraits::of(&device),
        device,
        hardware: describe(selection),
    })
}

/// The device of a program that does not care: that of flex, else of ndarray, else what wgpu takes for the best one.
///
/// Burn's own `Device::default()` depends on what any crate of the program turned on, and panics if none did.
///
/// # Errors
///
/// [`BackendError::NoDefault`] if none of the three is compiled in; those of [`open`].
pub fn default_device() -> Result<Device, BackendError> {
    let backend = [BackendKind::Flex, BackendKind::NdArray, BackendKind::Wgpu]
        .into_iter()
        .find(|backend| backend.is_compiled())
        .ok_or(BackendError::NoDefault)?;
    open(&Selection::new(backend, "")).map(|opened| opened.device)
}

fn device(selection: &Selection) -> Result<Device, BackendError> {
    match selection.backend {
        #[cfg(feature = "flex")]
        BackendKind::Flex => only(selection, Device::flex),
        #[cfg(feature = "ndarray")]
        BackendKind::NdArray =>
        {
            #[expect(
                deprecated,
                reason = "0.22 is pinned because it is the last line with ndarray"
            )]
            only(selection, Device::ndarray)
        }
        #[cfg(feature = "cpu")]
        BackendKind::Cpu => only(selection, Device::cpu),
        #[cfg(feature = "wgpu")]
        BackendKind::Wgpu | BackendKind::Vulkan | BackendKind::Metal | BackendKind::WebGpu
            if selection.backend.is_compiled() =>
        {
            super::graphics::open(selection)
        }
        #[cfg(feature = "cuda")]
        BackendKind::Cuda => Ok(Device::cuda(index(selection)?)),
        #[cfg(feature = "rocm")]
        BackendKind::Rocm => Ok(Device::rocm(index(selection)?)),
        #[cfg(feature = "tch")]
        BackendKind::Tch => libtorch(selection),
        #[cfg(feature = "remote")]
        BackendKind::Remote => remote(selection),
        // A compiled backend without an arm would end here too; a test below opens them all.
        #[allow(unreachable_patterns, reason = "where all backends are compiled in")]
        backend => Err(BackendError::NotCompiled { backend }),
    }
}

#[cfg(any(feature = "flex", feature = "ndarray", feature = "cpu"))]
fn only(selection: &Selection, open: impl FnOnce() -> Device) -> Result<Device, BackendError> {
    if selection.device.is_empty() || selection.device == "0" {
        return Ok(open());
    }
    Err(BackendError::no_such_selector(selection))
}

#[cfg(any(feature = "cuda", feature = "rocm"))]
fn index(selection: &Selection) -> Result<usize, BackendError> {
    match selection.device.as_str() {
        "" => Ok(0),
        digits => digits
            .parse()
            .map_err(|_| BackendError::no_such_selector(selection)),
    }
}

#[cfg(feature = "tch")]
#[expect(deprecated, reason = "0.22 is pinned, and has it")]
fn libtorch(selection: &Selection) -> Result<Device, BackendError> {
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
fn remote(selection: &Selection) -> Result<Device, BackendError> {
    use burn::tensor::remote::RemoteHost;

    if selection.device.is_empty() {
        return Err(BackendError::no_such_selector(selection));
    }
    let host = RemoteHost::websocket(&format!("ws://{}", selection.device));
    Device::remote_options(&host).init().map_err(|error| {
        let cause = Unavailable::NoServer {
            address: selection.device.clone(),
            reason: error.to_string(),
        };
        cause.of(selection.backend)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(feature = "flex")]
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
    #[cfg(feature = "flex")]
    fn a_selector_that_names_nothing_is_refused() {
        let error = open(&Selection::parse("flex:7").unwrap()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the backend `flex` has no device selector `7`"
        );
    }

    #[test]
    fn code_opens_every_backend_that_is_compiled_in() {
        for backend in BackendKind::ALL {
            // A selector that none has, so that nothing is opened.
            let refused = open(&Selection::new(backend, "?")).unwrap_err();
            let absent = matches!(refused, BackendError::NotCompiled { .. });
            assert_eq!(absent, !backend.is_compiled(), "{refused}");
        }
    }

    #[test]
    fn a_device_is_opened_as_often_as_it_is_asked_for() {
        for backend in BackendKind::ALL.into_iter().filter(|b| b.is_compiled()) {
            let selection = Selection::new(backend, "");
            // Compiled in is not yet plugged in.
            if let Ok(first) = open(&selection) {
                assert_eq!(open(&selection).unwrap().device, first.device, "{backend}");
            }
        }
    }

    #[test]
    fn the_default_device_is_flex_before_ndarray_before_wgpu() {
        let default = default_device();
        let order = [BackendKind::Flex, BackendKind::NdArray, BackendKind::Wgpu];
        match order.into_iter().find(|backend| backend.is_compiled()) {
            Some(first) => assert_eq!(
                default,
                open(&Selection::new(first, "")).map(|opened| opened.device)
            ),
            None => assert_eq!(default, Err(BackendError::NoDefault)),
        }
    }
}
