//! Where on its page each section is, and the links to them.

use std::collections::HashSet;

use maud::{Markup, html};

use crate::page::Section;

/// A shorter page is seen at once.
const FEWEST: usize = 4;

/// The sections with their anchors, of which no two are equal.
pub(crate) fn anchored(sections: &[Section]) -> Vec<(String, &Section)> {
    let mut taken = HashSet::new();
    let anchored = sections.iter().map(|section| {
        let slug = slug(&section.heading);
        let numbered = (2..).map(|number| format!("{slug}-{number}"));
        let free = std::iter::once(slug.clone())
            .chain(numbered)
            .find(|anchor| !taken.contains(anchor))
            .unwrap_or_default();
        taken.insert(free.clone());
        (free, section)
    });
    anchored.collect()
}

/// Links to the sections that have a heading; nothing if there are few.
pub(crate) fn contents(anchored: &[(String, &Section)]) -> Markup {
    let headed = anchored
        .iter()
        .filter(|(_, section)| !section.heading.is_empty());
    let headed: Vec<_> = headed.collect();
    html! {
        @if headed.len() >= FEWEST {
            nav class="contents" aria-label="Contents" {
                ul {
                    @for (anchor, section) in headed {
                        li { a href={ "#" (anchor) } { (section.heading) } }
                    }
                }
            }
        }
    }
}

/// `section-learning-curves` of "Learning curves": no chart on the page has such a name by chance.
fn slug(heading: &str) -> String {
    let word = |word: &str| word.to_ascii_lowercase();
    let words = heading.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<String> = words.filter(|part| !part.is_empty()).map(word).collect();
    format!("section-{}", words.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(heading: &str) -> Section {
        Section {
            heading: heading.to_owned(),
            blocks: Vec::new(),
        }
    }

    #[test]
    fn sections_of_one_heading_have_anchors_of_their_own() {
        let sections = ["Learning curves", "A & B", "Learning curves", ""].map(section);
        let anchored = anchored(&sections);
        let anchors: Vec<&str> = anchored.iter().map(|(anchor, _)| &**anchor).collect();
        let expected = [
            "section-learning-curves",
            "section-a-b",
            "section-learning-curves-2",
            "section-",
        ];
        assert_eq!(anchors, expected);
    }

    #[test]
    fn contents_link_to_every_heading_of_a_long_page() {
        let sections = ["One", "", "Two", "Three", "Four"].map(section);
        let links = contents(&anchored(&sections)).into_string();
        assert_eq!(links.matches("<a href=\"#section-").count(), 4);
        assert!(
            links.contains("<a href=\"#section-two\">Two</a>"),
            "{links}"
        );
        let few = contents(&anchored(&sections[..3])).into_string();
        assert_eq!(few, "");
    }
}
