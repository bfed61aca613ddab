//! Where a comparison was measured, whether its results agree, and what the columns say.

use super::aligned::wrapped;
use super::ranking::is_main;
use crate::export::quantity::listed;
use crate::results::{Origin, Participant, Results};
use crate::statistics::Verdict;

/// A line or two for each comparison, then how to read the tables.
pub(super) fn heading(results: &Results, width: usize) -> String {
    let origins = results.origins.iter();
    let mut text: String = origins
        .map(|origin| about(results, origin, width))
        .collect();
    let has_ratios = results.rows.iter().any(|row| row.speedup.is_some());
    let mut sentences = vec!["Medians of the repeats with their 95 % intervals.".to_owned()];
    if let Some(baseline) = results.baseline.as_ref().filter(|_| has_ratios) {
        sentences.push(format!(
            "\"times {baseline}\" above 1 is faster than {baseline}."
        ));
    }
    let overlaps = |verdict| {
        let shown = results.rows.iter().filter(|row| is_main(row));
        let mut ratios = shown.filter_map(|row| row.speedup);
        ratios.any(|ratio| ratio.verdict == verdict)
    };
    if overlaps(Verdict::WithinNoise) {
        sentences.push(
            "\"overlap\": the two intervals overlap, so the difference may be noise; more repeats narrow them."
                .to_owned(),
        );
    }
    if overlaps(Verdict::Undecided) {
        sentences.push("\"undecided\": fewer than five repeats.".to_owned());
    }
    if !results.rows.is_empty() {
        text += &wrapped(&sentences.join(" "), width, "", "");
    }
    text
}

fn about(results: &Results, origin: &Origin, width: usize) -> String {
    let mut words = vec![origin.place()];
    words.extend(results.threads_of(origin));
    words.extend(origin.commit().map(|commit| format!("commit {commit}")));
    words.extend(origin.build());
    words.extend(
        origin
            .dataset
            .as_ref()
            .map(|name| format!("dataset {name}")),
    );
    words.push(origin.day());
    let mut text = wrapped(
        &format!("{}: {}", origin.name(), words.join(", ")),
        width,
        "",
        "  ",
    );
    if let Some(agreement) = agreement(results, origin) {
        text += &wrapped(&agreement, width, "", "  ");
    }
    text
}

/// How near those that were timed come to the reference, at worst.
fn agreement(results: &Results, origin: &Origin) -> Option<String> {
    let agrees = |participant: &&Participant| {
        participant.comparison == origin.comparison
            && !participant.parity.is_empty()
            && participant.parity.iter().all(|parity| parity.agrees)
            && participant.trajectories.iter().all(|found| found.agrees)
    };
    let agreeing: Vec<&Participant> = results.participants.iter().filter(agrees).collect();
    let parities = || agreeing.iter().flat_map(|participant| &participant.parity);
    let nearest = parities().next()?;
    let logits = parities()
        .map(|parity| parity.max_difference)
        .fold(0.0, f64::max);
    let trajectories = agreeing
        .iter()
        .flat_map(|participant| &participant.trajectories);
    let losses = trajectories
        .map(|found| found.max_difference)
        .fold(0.0, f64::max);
    let names: Vec<&str> = agreeing
        .iter()
        .map(|participant| participant.subject.name.as_str())
        .collect();
    let verb = if names.len() == 1 { "agrees" } else { "agree" };
    Some(format!(
        "{} {verb} with {} on {} test images: logits within {logits:.1e} (tolerance {:.1e}), losses of training \
         steps within {losses:.1e}.",
        listed(&names),
        nearest.reference,
        nearest.images,
        nearest.tolerance,
    ))
}
