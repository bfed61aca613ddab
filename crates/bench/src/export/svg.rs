//! The headline measurements as one picture.

use burn_mnist_report::{Bar, BarPanel, BarPanels, PanelBar, Theme};

use super::headlines::{Headline, headlines};
use super::quantity::{common_unit, percent, rounded};
use crate::record::Workload;
use crate::results::{Better, Participant, Results, Row};

/// Characters of a commit that name it.
const COMMIT: usize = 8;

/// Bar charts of training, of one prediction and of the time to an accuracy, as one SVG file; none if nothing of
/// that was measured.
pub fn svg(results: &Results, theme: Theme) -> Option<String> {
    let panels: Vec<BarPanel> = headlines(results)
        .iter()
        .filter(|headline| headline.case.workload != Workload::Load)
        .map(|headline| panel(results, headline))
        .collect();
    let drawing = BarPanels {
        title: title(&panels),
        panels,
        footnote: footnote(results),
    };
    (!drawing.panels.is_empty()).then(|| drawing.to_svg(theme))
}

fn panel(results: &Results, headline: &Headline) -> BarPanel {
    let medians: Vec<f64> = headline.rows.iter().map(|row| row.summary.median).collect();
    let (unit, divisor) = common_unit(headline.metric.unit(), &medians);
    let measured = headline.rows.iter().map(|row| PanelBar {
        name: results.label(&row.comparison, &row.subject),
        style: results.style(&row.comparison, &row.subject),
        bar: bar(row, divisor),
        label: rounded(row.summary.median / divisor),
    });
    let missing = results
        .participants
        .iter()
        .filter(|participant| !headline.rows.iter().any(|row| row.is_of(participant)))
        .map(|participant| PanelBar {
            name: results.label(&participant.comparison, &participant.subject),
            style: results.style(&participant.comparison, &participant.subject),
            bar: Bar::Missing(reason(results, participant, headline)),
            label: String::new(),
        });
    let (unit, better) = match headline.metric.better() {
        Better::Higher => ("images per second", "more is better"),
        Better::Lower => (in_full(unit), "less is better"),
    };
    BarPanel {
        title: name(headline),
        unit: format!("{unit}, {better}"),
        bars: measured.chain(missing).collect(),
    }
}

fn in_full(unit: &str) -> &str {
    match unit {
        "µs" => "microseconds",
        "ms" => "milliseconds",
        "s" => "seconds",
        other => other,
    }
}

fn name(headline: &Headline) -> String {
    let batch = headline.case.batch_size.unwrap_or(1);
    match headline.case.workload {
        Workload::Train => format!("Training, batch {batch}"),
        Workload::TimeToAccuracy => {
            let target = headline.target.map_or("target".to_owned(), percent);
            format!("Time to {target} accuracy")
        }
        _ if batch == 1 => "Prediction of one image".to_owned(),
        _ => format!("Prediction, batch {batch}"),
    }
}

fn bar(row: &Row, divisor: f64) -> Bar {
    let median = row.summary.median / divisor;
    match row.summary.ci {
        Some((low, high)) => Bar::between(median, low / divisor, high / divisor),
        None => Bar::value(median),
    }
}

fn reason(results: &Results, participant: &Participant, headline: &Headline) -> String {
    let failed = results.failures.iter().find(|failed| {
        let of_case = failed.case.as_ref();
        failed.comparison == participant.comparison
            && failed.subject == participant.subject
            && of_case.is_none_or(|case| case == headline.case)
    });
    match failed {
        Some(failed) if failed.is_wrong() => "wrong results",
        Some(_) => "failed",
        None => "not measured",
    }
    .to_owned()
}

/// The figures in words, for readers who do not see the drawing.
fn title(panels: &[BarPanel]) -> String {
    let panels = panels.iter().map(|panel| {
        let bars = panel.bars.iter().map(|bar| match bar.label.is_empty() {
            true => format!("{} has no value", bar.name),
            false => format!("{} {}", bar.name, bar.label),
        });
        let bars: Vec<String> = bars.collect();
        format!("{} ({}): {}", panel.title, panel.unit, bars.join(", "))
    });
    panels.collect::<Vec<_>>().join(". ")
}

fn footnote(results: &Results) -> String {
    let repeats = results.rows.iter().map(|row| row.summary.n).max();
    let how = format!(
        "medians of {} repeats with 95 % intervals",
        repeats.unwrap_or_default()
    );
    let origins = results.origins.iter().map(|origin| {
        let mut words = vec![origin.label.clone().unwrap_or_else(|| origin.place())];
        words.extend(results.threads_of(origin));
        let brief = |commit: &str| commit.chars().take(COMMIT).collect::<String>();
        words.extend(origin.commit().map(|id| format!("commit {}", brief(id))));
        words.push(origin.day());
        words.join(", ")
    });
    let origins: Vec<String> = origins.collect();
    format!("{}; {how}", origins.join("; "))
}
