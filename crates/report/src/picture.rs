//! Pictures, which travel within the page, alone and many together.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, html};

/// A picture. Its pixels stay square and sharp at any size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The content of a PNG file.
    pub png: Vec<u8>,
    /// What is to be seen, for those who do not see it.
    pub alternative: String,
}

/// Pictures that belong together, with words under them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// From left to right, each as large as the others.
    pub pictures: Vec<Picture>,
    /// What they are, in a few words.
    pub title: String,
    /// What else there is to say.
    pub note: String,
}

impl Picture {
    /// As an address that needs no server (RFC 2397).
    fn address(&self) -> String {
        format!("data:image/png;base64,{}", STANDARD.encode(&self.png))
    }

    fn render(&self) -> Markup {
        html! { img src=(self.address()) alt=(self.alternative); }
    }

    /// Alone and wide, with a caption.
    pub(crate) fn captioned(&self, caption: &str) -> Markup {
        html! {
            figure class="picture" {
                (self.render())
                figcaption { (caption) }
            }
        }
    }
}

/// Cards in as many columns as there is room for.
pub(crate) fn gallery(cards: &[Card]) -> Markup {
    html! {
        ul class="gallery" {
            @for card in cards {
                li {
                    div class="pictures" { @for picture in &card.pictures { (picture.render()) } }
                    p { (card.title) }
                    p class="note" { (card.note) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_within_the_page_with_words_for_those_who_do_not_see_it() {
        let picture = Picture {
            png: b"PNG?".to_vec(),
            alternative: "a \"7\"".to_owned(),
        };
        assert_eq!(
            picture.render().into_string(),
            r#"<img src="data:image/png;base64,UE5HPw==" alt="a &quot;7&quot;">"#
        );
    }
}
