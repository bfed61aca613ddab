//! Config files of any content: a word about what is wrong, or settings, and never a panic.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::file::Config;
use crate::{PartialSettings, Settings, SettingsError, file};

fn parse(text: &str) -> Result<PartialSettings, SettingsError> {
    file::parse(text, "config")
}

/// Lines that are nearly right.
fn line() -> impl Strategy<Value = String> {
    let key = prop_oneof![
        proptest::sample::select(PartialSettings::KEY_NAMES.to_vec()).prop_map(str::to_owned),
        "[a-z_]{0,9}",
    ];
    let value = prop_oneof![
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>().prop_map(|number| format!("{number:?}")),
        "\"[a-z0-9:]{0,12}\"",
        ".{0,9}",
    ];
    (key, value).prop_map(|(key, value)| format!("{key} = {value}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn lines_that_are_nearly_right_are_settings_or_refused(lines in vec(line(), 0..6)) {
        let text = lines.join("\n");
        if let Ok(settings) = parse(&text).and_then(|options| Settings::resolve(options, None)) {
            let again = parse(&settings.to_toml().unwrap()).unwrap();
            let mut again = Settings::resolve(again, None).unwrap();
            again.out = settings.out.clone();
            prop_assert_eq!(again, settings);
        }
    }

    #[test]
    fn any_text_is_settings_or_refused(text in "\\PC{0,200}") {
        let _ = parse(&text).and_then(|said| Settings::resolve(said, None));
    }
}
