//! How a run and its repetition compare, for people.

use burn_mnist_app::train::Repetition;

/// A line.
pub fn render(repetition: &Repetition) -> String {
    let source = &repetition.source;
    let mut text = match (repetition.identical, &repetition.checkpoint) {
        (Some(true), Some(checkpoint)) => {
            format!("repeat of {source}: the weights of {checkpoint} are identical, byte for byte")
        }
        (Some(true), None) => {
            format!("repeat of {source}: the last weights are identical, byte for byte")
        }
        (Some(false), Some(checkpoint)) => format!(
            "repeat of {source}: the weights of {checkpoint} differ by at most {:.1e}",
            repetition.largest_weight_difference.unwrap_or_default()
        ),
        (Some(false), None) => format!("repeat of {source}: the last weights differ"),
        (None, _) => format!("repeat of {source}: it left no weights to compare with"),
    };
    match repetition.largest_loss_difference {
        Some(0.0) => text += &format!("; the losses of {} epochs are the same", repetition.epochs),
        Some(difference) => {
            text += &format!(
                "; the losses of {} epochs differ by at most {difference:.1e}",
                repetition.epochs
            );
        }
        None => {}
    }
    let [then, now] = &repetition.backends;
    if then != now {
        text += &format!(" ({then} then, {now} now)");
    }
    text + "\n"
}
