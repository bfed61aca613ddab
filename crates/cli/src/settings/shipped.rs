//! The configs that come with the program, built in so that an installed binary needs no checkout.

/// Name and content.
pub const SHIPPED: [(&str, &str); 2] = [
    ("keras", include_str!("../../../../configs/keras.toml")),
    ("smoke", include_str!("../../../../configs/smoke.toml")),
];

/// The config of this name.
pub fn find(name: &str) -> Option<&'static str> {
    SHIPPED
        .iter()
        .find(|(shipped, _)| *shipped == name)
        .map(|(_, content)| *content)
}

/// All names, for messages.
pub fn names() -> String {
    SHIPPED.map(|(name, _)| name).join(", ")
}
