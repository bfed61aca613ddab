//! Bar charts side by side as one SVG file, for a README or a slide.

use maud::{Markup, PreEscaped, html};

use crate::bars::{Bar, Interval, error_bar};
use crate::frame::px;
use crate::label;
use crate::series_style::{SeriesStyle, Style};
use crate::theme::Theme;

/// About pixels on a README's page.
const WIDTH: f64 = 860.0;
/// Around the whole.
const PADDING: f64 = 14.0;
/// Between panels.
const GAP: f64 = 30.0;
/// Above the first bar: the title of the panel and its unit.
const HEAD: f64 = 62.0;
/// From one bar to the next.
const PITCH: f64 = 26.0;
const THICKNESS: f64 = 16.0;
/// Below the last bar, for the footnote.
const FOOT: f64 = 38.0;
/// A bar that is more than this many times as long as the next one hides the differences of the others.
const HIDING: f64 = 6.0;
/// A bar that is cut is drawn this many times as long as the next one.
const CUT: f64 = 1.6;
/// Names of bars take at most this share of a panel.
const NAMES: f64 = 0.42;
/// The width of a character, which is smaller than on a page's charts: system fonts are narrower.
const CHARACTER: f64 = 7.2;

/// Bar charts side by side, as one drawing that needs no page around it.
#[derive(Clone, Debug, PartialEq)]
pub struct BarPanels {
    /// What the drawing shows, for readers who do not see it.
    pub title: String,
    /// The charts, from the left.
    pub panels: Vec<BarPanel>,
    /// One small line below: where, when and how it was measured.
    pub footnote: String,
}

/// One of the charts.
#[derive(Clone, Debug, PartialEq)]
pub struct BarPanel {
    /// What is measured.
    pub title: String,
    /// The unit, and whether more or less is better.
    pub unit: String,
    /// The bars, from the top.
    pub bars: Vec<PanelBar>,
}

/// A bar with its words.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelBar {
    /// Left of the bar.
    pub name: String,
    /// How it looks, the same in all panels.
    pub style: Style,
    /// Its length, or why it is missing.
    pub bar: Bar,
    /// The value in words, right of the bar.
    pub label: String,
}

impl BarPanels {
    /// The drawing as one SVG file, in the colours of `theme`. Equal drawings are equal text.
    pub fn to_svg(&self, theme: Theme) -> String {
        let count = self.panels.len().max(1) as f64;
        let width = (WIDTH - 2.0 * PADDING - (count - 1.0) * GAP) / count;
        let rows = self.panels.iter().map(|panel| panel.bars.len()).max();
        let bottom = PADDING + HEAD + rows.unwrap_or(0) as f64 * PITCH;
        let height = bottom + FOOT;
        let cut = match self.panels.iter().any(BarPanel::is_cut) {
            true => "; bars with a gap are cut",
            false => "",
        };
        let footnote = format!("{}{cut}", self.footnote);
        let footnote = label::fitted(&footnote, (WIDTH - 2.0 * PADDING) * 1.22);
        let svg = html! {
            svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label=(self.title)
                width=(px(WIDTH)) height=(px(height)) viewBox={ "0 0 " (px(WIDTH)) " " (px(height)) } {
                title { (self.title) }
                style { (PreEscaped(style(theme))) }
                rect class="ground" width=(px(WIDTH)) height=(px(height)) rx="6" {}
                @for (index, panel) in self.panels.iter().enumerate() {
                    (panel.render(PADDING + index as f64 * (width + GAP), width))
                }
                text class="note" x=(px(PADDING)) y=(px(bottom + 24.0)) { (footnote) }
            }
        };
        svg.into_string()
    }
}

impl BarPanel {
    /// Units of the drawing for one of the values, so that bars and whiskers fit into `room`. The longest bar is cut
    /// if it would hide the others.
    fn scale(&self, room: f64) -> f64 {
        let longest = |bar: &PanelBar| bar.bar.values().fold(0.0, f64::max);
        let mut lengths: Vec<f64> = self.bars.iter().map(longest).collect();
        lengths.retain(|length| length.is_finite() && *length > 0.0);
        lengths.sort_by(f64::total_cmp);
        match lengths.as_slice() {
            [.., second, last] if *last > HIDING * second => room / (CUT * second),
            [.., last] => room / last,
            [] => 0.0,
        }
    }

    /// Whether a bar is cut.
    fn is_cut(&self) -> bool {
        self.bars.iter().any(|bar| match bar.bar {
            Bar::Value { value, .. } => value.is_finite() && value * self.scale(1.0) > 1.001,
            Bar::Missing(_) => false,
        })
    }

    fn render(&self, left: f64, width: f64) -> Markup {
        let longest = |texts: &mut dyn Iterator<Item = &String>| {
            let lengths = texts.map(|text| text.chars().count());
            lengths.max().unwrap_or(0) as f64 * CHARACTER
        };
        let names = longest(&mut self.bars.iter().map(|bar| &bar.name)).min(NAMES * width);
        let labels = longest(&mut self.bars.iter().map(|bar| &bar.label));
        let start = left + names + 10.0;
        let room = (left + width - start - labels - 8.0).max(20.0);
        let scale = self.scale(room);
        let top = PADDING + HEAD;
        html! {
            text class="title" x=(px(left)) y=(px(PADDING + 16.0)) { (self.title) }
            text class="unit" x=(px(left)) y=(px(PADDING + 36.0)) { (self.unit) }
            @for (index, bar) in self.bars.iter().enumerate() {
                @let y = top + (index as f64 + 0.5) * PITCH - 4.0;
                text x=(px(start - 10.0)) y=(px(y + 4.5)) text-anchor="end" {
                    title { (bar.name) }
                    (label::fitted(&bar.name, names.max(24.0) * 1.1))
                }
                (bar.render((start, y), scale, room, left + width - start))
            }
            line class="base" x1=(px(start)) x2=(px(start)) y1=(px(top - 6.0))
                y2=(px(top + self.bars.len() as f64 * PITCH - 2.0)) {}
        }
    }
}

impl PanelBar {
    /// The bar from `x` to the right: `room` is for the bar itself, `whole` for the bar and its label.
    fn render(&self, (x, y): (f64, f64), scale: f64, room: f64, whole: f64) -> Markup {
        match &self.bar {
            Bar::Value { value, interval } if value.is_finite() && *value >= 0.0 => {
                let is_cut = value * scale > room * 1.001;
                let end = x + (value * scale).min(room);
                let whisker = interval
                    .filter(|_| !is_cut)
                    .and_then(|Interval { low, high }| {
                        let both = low.is_finite() && high.is_finite() && low >= 0.0;
                        both.then_some((x + low * scale, x + high * scale))
                    });
                let after = whisker.map_or(end, |(_, high)| high.max(end));
                html! {
                    rect class={ "bar " (SeriesStyle::styled(self.style).class()) } x=(px(x)) y=(px(y - THICKNESS / 2.0))
                        width=(px(end - x)) height=(px(THICKNESS)) rx="2" {}
                    @if is_cut { (cut(x + 0.7 * room, y)) }
                    @if let Some((low, high)) = whisker { (error_bar(low, high, y)) }
                    text class="value" x=(px(after + 7.0)) y=(px(y + 4.5)) { (self.label) }
                }
            }
            Bar::Missing(reason) => html! {
                text class="missing" x=(px(x + 8.0)) y=(px(y + 4.5)) { (label::fitted(reason, whole)) }
            },
            Bar::Value { .. } => html! {},
        }
    }
}

/// A gap through a bar, which says that it is longer than drawn.
fn cut(x: f64, y: f64) -> Markup {
    let (top, bottom) = (y - THICKNESS / 2.0 - 3.0, y + THICKNESS / 2.0 + 3.0);
    let path = format!(
        "M{} {}L{} {}",
        px(x + 4.0),
        px(top),
        px(x - 4.0),
        px(bottom)
    );
    html! { path class="cut" d=(path) {} }
}

/// The rules of the drawing. Nothing is fetched: fonts are the system's.
fn style(theme: Theme) -> String {
    let colour = |name: &str| theme.colour(name);
    let mut rules = format!(
        "text{{fill:{ink};font:13px system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif}}\
         .ground{{fill:{ground}}}.title{{font-size:15px;font-weight:600}}.unit,.note,.missing{{fill:{soft}}}\
         .note{{font-size:11.5px}}.missing{{font-style:italic}}.value{{font-weight:600}}\
         .cut{{fill:none;stroke:{ground};stroke-width:5}}.base{{stroke:{base}}}.error{{fill:none;stroke:{ink};stroke-width:1.25}}\
         .halo{{fill:none;stroke:{ground};stroke-width:3;opacity:.75}}",
        ink = colour("ink"),
        ground = colour("ground"),
        soft = colour("soft"),
        base = colour("base"),
    );
    for position in 0..SeriesStyle::COLOURS {
        let colour = colour(&format!("series-{position}"));
        let class = SeriesStyle::of(position).class();
        rules += &format!(".{class}{{fill:{colour};stroke:{colour};stroke-width:0}}");
    }
    rules += ".variant-1,.variant-2,.variant-3{stroke-width:1.25;fill-opacity:.5}\
              .variant-2{fill-opacity:.2}.variant-3{fill-opacity:0}";
    rules
}

#[cfg(test)]
mod tests {
    use super::*;

    fn panels() -> BarPanels {
        let bar = |name: &str, bar, label: &str| PanelBar {
            name: name.to_owned(),
            style: Style::default(),
            bar,
            label: label.to_owned(),
        };
        BarPanels {
            title: "Speed of <two>".to_owned(),
            panels: vec![BarPanel {
                title: "Training".to_owned(),
                unit: "images per second, more is better".to_owned(),
                bars: vec![
                    bar("flex", Bar::between(2.0, 1.9, 2.1), "2"),
                    bar("ndarray", Bar::value(1.0), "1"),
                    bar("nan", Bar::value(f64::NAN), "nothing"),
                    bar("wgpu", Bar::Missing("not measured".to_owned()), ""),
                ],
            }],
            footnote: "AMD EPYC".to_owned(),
        }
    }

    #[test]
    fn the_drawing_stands_alone_and_shows_every_word() {
        let svg = panels().to_svg(Theme::Light);
        assert!(
            svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""),
            "{svg}"
        );
        for words in [
            ">Training</text>",
            ">images per second, more is better</text>",
            ">2</text>",
            ">not measured</text>",
            ">AMD EPYC</text>",
            "Speed of &lt;two&gt;",
        ] {
            assert!(svg.contains(words), "{words}: {svg}");
        }
        assert!(!svg.contains("var(") && !svg.contains("url(") && !svg.contains("nothing"));
    }

    #[test]
    fn bars_are_as_long_as_their_values_and_leave_room_for_labels() {
        let svg = panels().to_svg(Theme::Light);
        let widths: Vec<f64> = svg
            .split("class=\"bar colour-0\"")
            .skip(1)
            .filter_map(|rest| rest.split_once("width=\"")?.1.split_once('"'))
            .map(|(width, _)| width.parse().unwrap())
            .collect();
        assert_eq!(widths.len(), 2);
        assert!((widths[0] / widths[1] - 2.0).abs() < 0.01, "{widths:?}");
        assert!(widths[0] < WIDTH - 100.0);
    }

    #[test]
    fn a_bar_that_would_hide_the_others_is_cut_and_says_so() {
        let mut drawing = panels();
        assert!(!drawing.to_svg(Theme::Light).contains("is cut"));
        drawing.panels[0].bars[0].bar = Bar::between(100.0, 99.0, 101.0);
        let svg = drawing.to_svg(Theme::Light);
        assert!(svg.contains("class=\"cut\"") && svg.contains("bars with a gap are cut"));
    }

    #[test]
    fn the_themes_differ_in_colours_alone() {
        let (light, dark) = (panels().to_svg(Theme::Light), panels().to_svg(Theme::Dark));
        assert_ne!(light, dark);
        let marks = |svg: &str| svg.split_once("</style>").unwrap().1.to_owned();
        assert_eq!(marks(&light), marks(&dark));
    }
}
