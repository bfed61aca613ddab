//! A calibration that was just fitted, for people.

use burn_mnist_app::evaluate::Fitted;
use burn_mnist_run::Calibration;

/// A line.
pub fn render(fitted: &Fitted) -> String {
    let Calibration {
        temperature,
        count,
        before,
        after,
        ..
    } = &fitted.calibration;
    format!(
        "calibrated on {count} validation images: temperature {:.4}, NLL {:.4} -> {:.4}, \
         ECE {:.2} % -> {:.2} %\nwrote {}\n",
        temperature.get(),
        before.nll,
        after.nll,
        100.0 * before.ece,
        100.0 * after.ece,
        fitted.path.display()
    )
}
