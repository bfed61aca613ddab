//! Which values a setting of a comparison may have.

use super::Settings;
use crate::failure::Failure;
use crate::settings::check::{refused, within};

impl Settings {
    pub(super) fn check(&self) -> Result<(), Failure> {
        for (flag, values, most) in [
            ("batch-size", &self.batch_size, 1_000_000),
            ("infer-batch-size", &self.infer_batch_size, 1_000_000),
            ("threads", &self.threads, 4_096),
            ("hidden", &self.hidden, 65_536),
        ] {
            for value in values {
                within(flag, *value, 1, most)?;
            }
        }
        within("repeats", self.repeats, 1, 10_000)?;
        within("seeds", self.seeds, 1, 1_000)?;
        within("max-epochs", self.max_epochs, 1, 100_000)?;
        for (flag, value) in [
            ("sample-ms", self.sample_ms),
            ("warm-up-ms", self.warm_up_ms),
        ] {
            if !(1..=600_000).contains(&value) {
                return Err(refused(flag, "1 to 600000", value));
            }
        }
        if self.timeout_s == 0 {
            return Err(refused("timeout-s", "at least 1", self.timeout_s));
        }
        for (flag, value) in [("target", self.target), ("tolerance", self.tolerance)] {
            if !(value > 0.0 && value <= 1.0) {
                return Err(refused(flag, "a number above 0, at most 1", value));
            }
        }
        Ok(())
    }
}
