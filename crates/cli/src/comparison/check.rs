//! Which values a setting of a comparison may have.

use burn_mnist_settings::SettingsError;
use burn_mnist_settings::check::{refused, within};

use super::Settings;

impl Settings {
    pub(super) fn check(&self) -> Result<(), SettingsError> {
        for (key, values, most) in [
            ("batch_size", &self.batch_size, 1_000_000),
            ("infer_batch_size", &self.infer_batch_size, 1_000_000),
            ("threads", &self.threads, 4_096),
            ("hidden", &self.hidden, 65_536),
        ] {
            for value in values {
                within(key, *value, 1, most)?;
            }
        }
        within("repeats", self.repeats, 1, 10_000)?;
        within("seeds", self.seeds, 1, 1_000)?;
        within("max_epochs", self.max_epochs, 1, 100_000)?;
        for (key, value) in [
            ("sample_ms", self.sample_ms),
            ("warm_up_ms", self.warm_up_ms),
        ] {
            if !(1..=600_000).contains(&value) {
                return Err(refused(key, "1 to 600000", value));
            }
        }
        if self.timeout_s == 0 {
            return Err(refused("timeout_s", "at least 1", self.timeout_s));
        }
        for (key, value) in [("target", self.target), ("tolerance", self.tolerance)] {
            if !(value > 0.0 && value <= 1.0) {
                return Err(refused(key, "a number above 0, at most 1", value));
            }
        }
        Ok(())
    }
}
