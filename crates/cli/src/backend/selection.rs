//! `NAME[:DEVICE]` as typed, resolved to a row of the table.

use super::{ALL, Backend, BackendError, adapter};
use crate::suggestion;

/// The selection that leaves the choice to this program.
pub const AUTO: &str = "auto";

/// A backend that is compiled in, and what followed the first colon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The row of the table.
    pub backend: &'static Backend,
    /// The device's selector; empty for the default one.
    pub device: String,
}

impl Selection {
    /// Resolves what was typed; `auto` takes a real GPU if there is one, else the fastest CPU backend.
    ///
    /// # Errors
    ///
    /// [`BackendError::Unknown`] for a typo, [`BackendError::NotCompiled`] for a known absentee.
    pub fn parse(text: &str) -> Result<Self, BackendError> {
        if text == AUTO {
            return Self::auto();
        }
        let (name, device) = text.split_once(':').unwrap_or((text, ""));
        let Some(backend) = Backend::find(name) else {
            let names = ALL.map(|backend| backend.name);
            let nearest = suggestion::nearest(name, &names);
            return Err(BackendError::Unknown {
                name: name.to_owned(),
                nearest,
            });
        };
        if !backend.compiled {
            let Backend { name, feature, .. } = backend;
            return Err(BackendError::NotCompiled { name, feature });
        }
        Ok(Self {
            backend,
            device: device.to_owned(),
        })
    }

    /// Whether its threads can be counted from outside: those of Rayon and OpenMP can, those of Burn's
    /// compiled kernels and of drivers cannot.
    pub fn heeds_threads(&self) -> bool {
        match self.backend.name {
            "flex" | "ndarray" => true,
            "tch" => matches!(self.device.as_str(), "" | "cpu"),
            _ => false,
        }
    }

    fn auto() -> Result<Self, BackendError> {
        let gpu = adapter::list()
            .iter()
            .find(|adapter| !adapter.is_software());
        match gpu {
            Some(adapter) => Self::parse(&format!("wgpu:{}", adapter.selector)),
            None => ["flex", "ndarray"]
                .iter()
                .find_map(|name| Self::parse(name).ok())
                .ok_or(BackendError::NotCompiled {
                    name: "flex",
                    feature: "flex",
                }),
        }
    }
}

impl std::fmt::Display for Selection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.backend.name)?;
        if !self.device.is_empty() {
            write!(f, ":{}", self.device)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_follows_the_first_colon_is_the_device() {
        let selection = Selection::parse("flex").unwrap();
        assert_eq!(
            (selection.backend.name, selection.device.as_str()),
            ("flex", "")
        );
        if Backend::find("wgpu").unwrap().compiled {
            assert_eq!(
                Selection::parse("wgpu:discrete:1").unwrap().device,
                "discrete:1"
            );
        }
    }

    #[test]
    fn a_typo_gets_the_nearest_name() {
        let Err(BackendError::Unknown { nearest, .. }) = Selection::parse("ndaray:0") else {
            panic!("a typo is unknown")
        };
        assert_eq!(nearest, Some("ndarray"));
    }

    #[test]
    fn a_known_backend_that_is_not_compiled_names_its_feature() {
        for backend in ALL.iter().filter(|backend| !backend.compiled) {
            let error = Selection::parse(backend.name).unwrap_err();
            let expected = BackendError::NotCompiled {
                name: backend.name,
                feature: backend.feature,
            };
            assert_eq!(error, expected);
        }
    }
}
