//! Settings in a run's record, and which of them make it the run it is.

use burn_mnist_run::record::SettingsRecord;
use serde_json::Value;

use crate::{KEYS, PartialSettings, Settings, SettingsError};

impl Settings {
    /// All of them, by key.
    pub fn to_record(&self) -> SettingsRecord {
        match serde_json::to_value(self) {
            Ok(Value::Object(map)) => map.into_iter().collect(),
            // Numbers, strings and paths of a struct: only a path that is not Unicode fails, and
            // that was refused when the config was written.
            _ => SettingsRecord::new(),
        }
    }

    /// Those without which it would be another run.
    pub fn identity(&self) -> SettingsRecord {
        let mut record = self.to_record();
        record.remove("schema_version");
        for key in KEYS.iter().filter(|key| key.is_free(self)) {
            record.remove(key.name);
        }
        record
    }
}

impl PartialSettings {
    /// Those that are given, by key.
    ///
    /// # Errors
    ///
    /// [`SettingsError::NotUnicode`] for a path that JSON cannot hold.
    pub fn to_record(&self) -> Result<SettingsRecord, SettingsError> {
        match serde_json::to_value(self).map_err(SettingsError::NotUnicode)? {
            Value::Object(map) => Ok(map
                .into_iter()
                .filter(|(_, value)| !value.is_null())
                .collect()),
            _ => Ok(SettingsRecord::new()),
        }
    }

    /// The settings that a run's record holds.
    ///
    /// # Errors
    ///
    /// They are no settings of this program.
    pub fn from_record(record: &SettingsRecord) -> Result<Self, SettingsError> {
        let map = record.clone().into_iter().collect();
        serde_json::from_value(Value::Object(map)).map_err(SettingsError::InvalidRecord)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(options: PartialSettings) -> Settings {
        Settings::resolve(options, None).unwrap()
    }

    #[test]
    fn a_record_gives_the_settings_back() {
        let original = settings(PartialSettings {
            learning_rate: Some(0.1 + 0.2),
            patience: Some(3),
            checkpoint_every: Some("90s".parse().unwrap()),
            ..PartialSettings::default()
        });
        let again = PartialSettings::from_record(&original.to_record()).unwrap();
        assert_eq!(settings(again), original);
    }

    #[test]
    fn epochs_belong_to_a_run_only_where_its_schedule_counts_them() {
        let keys = |schedule: &str| {
            let options = PartialSettings {
                schedule: Some(schedule.parse().unwrap()),
                ..PartialSettings::default()
            };
            settings(options).identity()
        };
        assert!(keys("cosine").contains_key("epochs"));
        let constant = keys("constant");
        assert!(!constant.contains_key("epochs") && !constant.contains_key("backend"));
        assert!(constant.contains_key("batch_size") && constant.contains_key("seed"));
    }
}
