//! Where a device's tensors are stored and which threads compute on them: what code for the host must know.

use burn::tensor::Device;
use burn_backend::Device as _;
use burn_dispatch::DispatchDeviceId;

/// What a device does with memory and threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeviceTraits {
    /// Whether its tensors are host memory, which the host can read and change in place.
    pub host_memory: bool,
    /// Whether it computes on threads, or a processor, of its own; else small work is done on the thread that asks,
    /// and a batch can be spread over the caller's threads.
    pub own_threads: bool,
}

impl DeviceTraits {
    /// The traits of a device, with or without autodiff. It need not have been opened by this crate.
    pub fn of(device: &Device) -> Self {
        match dispatch_id(device) {
            // Computes a small product on the calling thread.
            Some(DispatchDeviceId::Flex) => Self {
                host_memory: true,
                own_threads: false,
            },
            // Pieces of a batch from several threads only hold its own threads up: that cost 35 %.
            Some(DispatchDeviceId::NdArray) => Self {
                host_memory: true,
                own_threads: true,
            },
            _ => Self {
                host_memory: false,
                own_threads: true,
            },
        }
    }
}

/// Burn's number for the backend, which a device's id holds in its upper byte; with autodiff, the inner device's.
///
/// Not a match on `DispatchDevice`: that has only the variants that are compiled in, and another crate may have turned
/// on one that this crate's features have not.
fn dispatch_id(device: &Device) -> Option<DispatchDeviceId> {
    let id = device.as_dispatch().to_id();
    DispatchDeviceId::try_from(id.type_id >> 8).ok()
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Tensor, TensorData};

    use super::*;
    use crate::{BackendKind, Selection, open};

    /// Whether numbers handed to `device` and taken back have not moved.
    fn keeps_numbers_in_place(device: &Device) -> bool {
        let data = TensorData::new(vec![0.0_f32; 1024], [1024]);
        let before = data.as_bytes().as_ptr();
        let back = Tensor::<1>::from_data(data, device).into_data();
        back.as_bytes().as_ptr() == before
    }

    fn opened() -> impl Iterator<Item = (BackendKind, Device)> {
        let compiled = BackendKind::ALL.into_iter().filter(|b| b.is_compiled());
        compiled.filter_map(|backend| {
            let opened = open(&Selection::new(backend, "")).ok()?;
            Some((backend, opened.device))
        })
    }

    #[test]
    fn host_memory_is_where_numbers_stay_in_place() {
        for (backend, device) in opened() {
            let traits = DeviceTraits::of(&device);
            assert_eq!(
                traits.host_memory,
                keeps_numbers_in_place(&device),
                "{backend}"
            );
        }
    }

    #[test]
    fn only_flex_computes_on_the_callers_thread() {
        for (backend, device) in opened() {
            let own_threads = DeviceTraits::of(&device).own_threads;
            assert_eq!(own_threads, backend != BackendKind::Flex, "{backend}");
        }
    }

    #[test]
    fn autodiff_changes_no_trait() {
        for (backend, device) in opened() {
            let traits = DeviceTraits::of(&device);
            assert_eq!(
                DeviceTraits::of(&device.clone().autodiff()),
                traits,
                "{backend}"
            );
            let checkpointing = device.autodiff().gradient_checkpointing();
            assert_eq!(DeviceTraits::of(&checkpointing), traits, "{backend}");
        }
    }
}
