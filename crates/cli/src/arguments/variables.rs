//! Variables whose names look like misspelt settings.

use burn_mnist_settings::PartialSettings;
use burn_mnist_settings::file::Config;

use crate::suggestion;

/// Variables that are no config keys.
const OTHER_VARIABLES: [&str; 6] = [
    "cache",
    "complete",
    "config",
    "home",
    "python",
    "test_require",
];

/// A warning for each.
pub fn unknown_variables() -> Vec<String> {
    let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    names.filter_map(|name| unknown_variable(&name)).collect()
}

fn unknown_variable(name: &str) -> Option<String> {
    let key = name.strip_prefix("BURN_MNIST_")?.to_lowercase();
    let known = [PartialSettings::KEY_NAMES, &OTHER_VARIABLES].concat();
    if known.contains(&key.as_str()) {
        return None;
    }
    // A script's own variables may begin like ours: only a typo of a setting is worth a warning.
    let meant = suggestion::nearest(&key, &known)?.to_uppercase();
    Some(format!(
        "{name} is not a setting; did you mean BURN_MNIST_{meant}?"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_that_is_no_setting_is_pointed_out() {
        assert_eq!(unknown_variable("BURN_MNIST_EPOCHS"), None);
        assert_eq!(unknown_variable("BURN_MNIST_CACHE"), None);
        assert_eq!(unknown_variable("EPOCH"), None);
        assert_eq!(unknown_variable("BURN_MNIST_BIN"), None);
        assert_eq!(
            unknown_variable("BURN_MNIST_EPOCH").unwrap(),
            "BURN_MNIST_EPOCH is not a setting; did you mean BURN_MNIST_EPOCHS?"
        );
    }
}
