//! Links lead somewhere, the manual lists its pages, and README is short.

use super::page::{Page, manual, pages_in, root};

const MOST_WORDS_OF_README: usize = 1200;

#[test]
fn readme_is_short() {
    let readme = Page::read(root().join("README.md"));
    let words = readme.prose.iter().flat_map(|line| line.split_whitespace());
    let count = words
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count();
    assert!(count <= MOST_WORDS_OF_README, "{count} words");
}

#[test]
fn links_lead_to_files_and_headings_that_exist() {
    let mut pages = manual();
    pages.extend(pages_in("crates"));
    let mut checked = 0;
    for page in &pages {
        let links = page.links();
        for link in links.iter().filter(|link| !link.contains("://")) {
            let (file, heading) = link.split_once('#').unwrap_or((link.as_str(), ""));
            let target = if file.is_empty() {
                page.path.clone()
            } else {
                page.path.parent().unwrap().join(file)
            };
            assert!(target.exists(), "{}: {link}", page.name());
            if !heading.is_empty() {
                let anchors = Page::read(target).anchors();
                let exists = anchors.iter().any(|anchor| anchor == heading);
                assert!(exists, "{}: {link}: {anchors:?}", page.name());
            }
            checked += 1;
        }
    }
    assert!(checked > 50, "{checked}");
}

#[test]
fn the_manual_lists_its_pages() {
    let links = Page::read(root().join("crates/docs/README.md")).links();
    for page in pages_in("crates/docs") {
        let file = page.path.file_name().unwrap().to_str().unwrap();
        let is_listed = links.iter().any(|link| link == file);
        assert!(is_listed || file == "README.md", "{file}");
    }
}
