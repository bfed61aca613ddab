//! The colours of the two themes, for drawings that cannot follow the reader's preference.

/// The colours a drawing uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark marks on a light ground.
    #[default]
    Light,
    /// Light marks on a dark ground.
    Dark,
}

impl Theme {
    /// The colour that `page.css` defines as `--NAME: light-dark(LIGHT, DARK)`; black for an unknown name.
    pub(crate) fn colour(self, name: &str) -> &'static str {
        let css = include_str!("page.css");
        let start = format!("--{name}: light-dark(");
        let pair = css
            .split_once(&start)
            .and_then(|(_, rest)| rest.split_once(')'))
            .and_then(|(pair, _)| pair.split_once(", "));
        match (self, pair) {
            (Self::Light, Some((light, _))) => light,
            (Self::Dark, Some((_, dark))) => dark,
            (_, None) => "#000000",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_has_the_colours_of_the_page() {
        assert_eq!(Theme::Light.colour("ground"), "#ffffff");
        assert_ne!(Theme::Dark.colour("ground"), "#ffffff");
        assert_ne!(
            Theme::Light.colour("series-0"),
            Theme::Dark.colour("series-0")
        );
        assert_eq!(Theme::Dark.colour("no such name"), "#000000");
    }
}
