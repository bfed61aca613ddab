//! Variables that look like settings but are not.

use burn_mnist_settings::PartialSettings;
use burn_mnist_settings::file::Config;

use crate::suggestion;

/// Variables that are not config keys.
const OTHER_VARIABLES: [&str; 5] = ["cache", "complete", "config", "python", "test_require"];

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
    let nearest = suggestion::nearest(&key, &known);
    let meant = nearest.map(|known| format!("; did you mean BURN_MNIST_{}?", known.to_uppercase()));
    Some(format!(
        "{name} is not a setting{}",
        meant.unwrap_or_default()
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
        assert_eq!(
            unknown_variable("BURN_MNIST_EPOCH").unwrap(),
            "BURN_MNIST_EPOCH is not a setting; did you mean BURN_MNIST_EPOCHS?"
        );
    }
}
