//! The configs that come with the program, built in so that an installed binary needs no checkout.

/// Name and content.
pub type Shipped = (&'static str, &'static str);

/// Those of `train`.
pub const TRAIN: [Shipped; 4] = [
    ("accurate", include_str!("../../../configs/accurate.toml")),
    ("fast", include_str!("../../../configs/fast.toml")),
    ("keras", include_str!("../../../configs/keras.toml")),
    ("smoke", include_str!("../../../configs/smoke.toml")),
];

/// Those of `compare`.
pub const COMPARE: [Shipped; 1] = [("compare", include_str!("../../../configs/compare.toml"))];

/// The config of this name among `shipped`.
pub fn find(shipped: &[Shipped], wanted: &str) -> Option<&'static str> {
    shipped
        .iter()
        .find(|(name, _)| *name == wanted)
        .map(|(_, content)| *content)
}
