//! What is on a page can be told from its ground, in both themes (WCAG 2.2, 1.4.3 and 1.4.11).
#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise, its helpers too"
)]

use burn_mnist_report::Page;

const TEXT: f64 = 4.5;
const GRAPHICS: f64 = 3.0;

#[test]
fn words_and_marks_stand_out_from_their_ground_by_day_and_by_night() {
    let series: Vec<_> = (0..7).map(|index| format!("series-{index}")).collect();
    let marks = series
        .iter()
        .map(|name| (name.as_str(), "ground", GRAPHICS));
    let words = [
        ("ink", "ground", TEXT),
        ("soft", "ground", TEXT),
        ("soft", "sunken", TEXT),
        ("ink", "warning-ground", TEXT),
        ("ink", "good-ground", TEXT),
        ("good", "good-ground", TEXT),
        ("bad", "bad-ground", TEXT),
        ("ink", "sunken", TEXT),
        ("ink", "shade-1", TEXT),
        ("ink", "shade-2", TEXT),
        ("ink", "shade-3", TEXT),
        ("ink", "shade-4", TEXT),
        ("base", "ground", GRAPHICS),
        ("warning", "warning-ground", GRAPHICS),
    ];
    let html = page();
    for (front, back, least) in marks.chain(words) {
        let (front_colours, back_colours) = (colours(&html, front), colours(&html, back));
        for (front_colour, back_colour) in front_colours.into_iter().zip(back_colours) {
            let contrast = contrast(front_colour, back_colour);
            assert!(contrast >= least, "{front} on {back}: {contrast:.2}");
        }
    }
}

#[test]
fn black_on_white_is_the_greatest_contrast_there_is() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
}

fn page() -> String {
    let page = Page {
        title: String::new(),
        subtitle: String::new(),
        sections: vec![],
    };
    page.to_html()
}

/// A colour of the page by its name: by day, then by night.
fn colours<'a>(html: &'a str, name: &str) -> [&'a str; 2] {
    let (_, rest) = html.split_once(&format!("--{name}: light-dark(")).unwrap();
    let (pair, _) = rest.split_once(')').unwrap();
    let (day, night) = pair.split_once(", ").unwrap();
    [day, night]
}

/// After <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.
fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// After <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>.
fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let share = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}
