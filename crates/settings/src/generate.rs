//! Turns the declarations of all keys into types: nothing else lists them.

/// The type of a resolved setting that always has a value, or perhaps none.
macro_rules! field {
    (required $value:ty) => { $value };
    (optional $value:ty) => { Option<$value> };
}

/// One declaration per key: `/// help`, perhaps with a paragraph of details below it, `required` or `optional`,
/// the key, the type of its value, and its checks.
macro_rules! declare {
    ($(
        #[doc = $help:literal]
        $(#[doc = $details:literal])*
        $presence:ident $key:ident: $value:ty = $declaration:expr;
    )+) => {
        /// Every setting of a run, each perhaps not given: one layer, such as a config file.
        #[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct PartialSettings {
            $(#[doc = $help] $(#[doc = $details])* pub $key: Option<$value>,)+
            /// Version of the file's schema, in a config that a run keeps.
            pub schema_version: Option<u32>,
        }

        /// Everything resolved; written to a run's `config.toml`, and enough to repeat it.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Settings {
            /// Version of the schema these are written in.
            pub schema_version: u32,
            $(#[doc = $help] $(#[doc = $details])* pub $key: field!($presence $value),)+
        }

        /// Every key, in the order in which people are shown them.
        pub const KEYS: &[Key] = &[$(Key {
            name: stringify!($key),
            value_name: Declared::$key.value_name,
            help: $help.trim_ascii(),
            details: concat!($($details),*).trim_ascii(),
            form: <$value as Value>::FORM,
            candidates: <$value as Value>::candidates,
            group: Declared::$key.group,
            rare: Declared::$key.rare,
            resume: Declared::$key.resume,
            sweep: Declared::$key.sweep,
            recorded: Declared::$key.recorded,
            parse: |text| Ok(PartialSettings {
                $key: Some(Value::read(text)?),
                ..PartialSettings::default()
            }),
        }),+];

        struct Declared;

        #[allow(non_upper_case_globals)]
        impl Declared {
            $(const $key: Declaration<field!($presence $value)> = $declaration;)+
        }

        impl Config for PartialSettings {
            const KEY_NAMES: &'static [&'static str] = &[$(stringify!($key),)+ "schema_version"];
            const SHIPPED: &'static [Shipped] = &shipped::TRAIN;
        }

        impl PartialSettings {
            /// These settings, and where one is not given, the lower layer's.
            pub fn or(self, lower: Self) -> Self {
                Self {
                    $($key: self.$key.or(lower.$key),)+
                    schema_version: self.schema_version.or(lower.schema_version),
                }
            }
        }

        impl Settings {
            /// What was given, and defaults for the rest.
            pub(crate) fn complete(given: &PartialSettings) -> Self {
                Self {
                    schema_version: CONFIG_VERSION,
                    $($key: Declared::$key.resolve(given.$key.clone(), given),)+
                }
            }

            pub(crate) fn check(&self) -> Result<(), SettingsError> {
                $(Declared::$key.verify(stringify!($key), &self.$key, self)?;)+
                Ok(())
            }

            /// The hyper-parameters among the settings.
            pub fn recipe(&self) -> Recipe {
                let mut recipe = Recipe::default();
                $(Declared::$key.apply(&self.$key, &mut recipe);)+
                recipe
            }
        }

        impl Serialize for Settings {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(None)?;
                map.serialize_entry("schema_version", &self.schema_version)?;
                $(if let Some(value) = self.$key.value()
                    && Declared::$key.recorded
                {
                    map.serialize_entry(stringify!($key), value)?;
                })+
                map.end()
            }
        }
    };
}

pub(crate) use {declare, field};
