//! A config is typed by people: whatever they type, the answer is words.
#![no_main]

use burn_mnist_fuzz::{damage, json};
use burn_mnist_settings::{Settings, SettingsError, parse};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

/// Every key a config may have.
const GENUINE: &str = r#"schema_version = 1
backend = "flex"
dataset = "synthetic"
data_dir = "digits"
epochs = 5
batch_size = 32
learning_rate = 1e-3
schedule = "cosine"
patience = 2
hidden = 128
seed = 42
validation = 5_000
limit = 2048
checkpoint_every = "10min"
keep = 3
out = "run"
"#;

fn check_config(text: &str) -> Result<(), SettingsError> {
    Settings::resolve(parse(text, "config")?, None).map(drop)
}

fuzz_target!(init: check_config(GENUINE).expect("every key"), |bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Err(error) = check_config(text) {
        assert!(!error.to_string().trim().is_empty());
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let genuine = GENUINE.as_bytes();
    damage::mutate(genuine, data, size, max_size, seed, |rng, bytes| {
        json::strike(rng, bytes, genuine);
    })
});
